"""Connections: SQLite by default, PostgreSQL by its address."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

TURN = threading.Lock()
"""SQLite lets one write at a time, and whom it keeps waiting looks again only now and then; here the next goes on at once."""
MIGRATIONS = Path(__file__).parent.parent / "migrations"


def connect(address: str) -> Engine:
    """An engine whose transactions lose nothing they have acknowledged."""
    if not address.startswith("sqlite"):
        return create_engine(address, pool_pre_ping=True)
    engine = create_engine(address, connect_args={"timeout": 10, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        # The driver would begin transactions itself, and too late.
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # A writer that has read first could find the store changed under it; this one waits its turn before it reads.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def bring_up_to_date(address: str) -> None:
    """Makes the tables, or brings those of an older version up to date."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
    command.upgrade(config, "head")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that changes nothing."""
    with Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction: all of it, or nothing."""
    turn = TURN if engine.dialect.name == "sqlite" else nullcontext()
    with turn, Session(engine.execution_options(writes=True)) as session, session.begin():
        yield session
