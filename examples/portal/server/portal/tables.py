"""The store. An application is its events; everything else about it is a copy that its events give again."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables' common ground."""

    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON}


class Account(Base):
    """Somebody who may sign in."""

    __tablename__ = "accounts"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    username: Mapped[str] = mapped_column(String(64), unique=True)
    mobile: Mapped[str | None] = mapped_column(String(16), unique=True)
    password: Mapped[str] = mapped_column(String(128))
    name: Mapped[str | None] = mapped_column(String(64))
    """The name real-name verification gave; none before it."""
    identity_number: Mapped[str | None] = mapped_column(String(18), unique=True)
    regions: Mapped[list[str] | None]
    """Of whoever handles applications: the regions in charge of; all where none are given."""
    units: Mapped[list[str] | None]
    """The units in charge of, those below them apart; all where none are given."""


class Login(Base):
    """A session, found by the digest of its cookie."""

    __tablename__ = "logins"
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    csrf: Mapped[str] = mapped_column(String(64))
    expires: Mapped[datetime]


class SmsCode(Base):
    """The last code sent to a number."""

    __tablename__ = "sms_codes"
    mobile: Mapped[str] = mapped_column(String(16), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    sent: Mapped[str] = mapped_column(String(19))
    tries: Mapped[int] = mapped_column(Integer, default=0)


class Unit(Base):
    """A unit of the tree."""

    __tablename__ = "units"
    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(128))
    parent: Mapped[str | None] = mapped_column(String(32))
    category: Mapped[str | None] = mapped_column(String(32))
    rank: Mapped[str | None] = mapped_column(String(16))


class MissingUnit(Base):
    """A unit somebody did not find, for the office to add."""

    __tablename__ = "missing_units"
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(128))
    region: Mapped[str] = mapped_column(String(16))
    at: Mapped[str] = mapped_column(String(19))


class Certificate(Base):
    """A record of the certificate library (合格库)."""

    __tablename__ = "certificates"
    id: Mapped[int] = mapped_column(primary_key=True)
    identity_number: Mapped[str] = mapped_column(String(18), index=True)
    work_type: Mapped[str] = mapped_column(String(64))
    level: Mapped[str] = mapped_column(String(8))
    obtained_year: Mapped[int]


class Application(Base):
    """An application as its events left it, with columns to find it by."""

    __tablename__ = "applications"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    key: Mapped[str] = mapped_column(String(16), index=True)
    """By which an upload link names it."""
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(24))
    region: Mapped[str] = mapped_column(String(16))
    level: Mapped[str] = mapped_column(String(8))
    unit: Mapped[str | None] = mapped_column(String(32))
    stage: Mapped[str | None] = mapped_column(String(32))
    since: Mapped[str] = mapped_column(String(19))
    snapshot: Mapped[dict[str, Any]]

    __table_args__ = (Index("queue", "state", "stage", "region", "since"),)


class Event(Base):
    """One thing that happened. Two events of one number cannot both be there, so nobody overwrites anybody."""

    __tablename__ = "events"
    application: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[dict[str, Any]]


class StoredFile(Base):
    """A file somebody sent, by its content; the bytes are in the folder of uploads."""

    __tablename__ = "files"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    report: Mapped[dict[str, Any]]


class Policy(Base):
    """A policy that holds or held; applications keep the one they were submitted under."""

    __tablename__ = "policies"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[str] = mapped_column(String(19))
    by: Mapped[str] = mapped_column(String(32))
    source: Mapped[dict[str, Any]]


class Setting(Base):
    """A value of the whole portal, as the demonstration's clock."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
