"""Commands to applications: gongkao decides, the store keeps what happened."""

import secrets
from typing import Any

from gongkao import Desk
from gongkao.types import ApplicationState, CertificateLibrary, Command, Decision, Facts
from sqlalchemy import select
from sqlalchemy.orm import Session

from . import clock, units
from .problems import Problem
from .tables import Account, Application, Certificate, Event

OWNERS = "applicant"


def library(session: Session, identity_number: str | None) -> CertificateLibrary:
    """What the province knows of one person."""
    records: Any = session.scalars(select(Certificate).where(Certificate.identity_number == identity_number))
    return {
        "certificates": [
            {
                "identity_number": record.identity_number,
                "work_type": record.work_type,
                "level": record.level,
                "obtained_year": record.obtained_year,
            }
            for record in records
        ]
    }


def facts(session: Session, secret: bytes, account: Account | None, application: Application | None, version: int) -> Facts:
    """Who asks, when, and what the portal knows. No account is a phone that holds an upload link."""
    actor: dict[str, Any] = {"id": account.id if account else "phone", "role": account.role if account else OWNERS}
    known: dict[str, Any] = {
        "now": clock.now(session),
        "actor": actor,
        "version": version,
        "random": secrets.token_hex(32),
        "secret": secret.hex(),
    }
    if account and account.role != OWNERS:
        if account.regions is not None:
            actor["regions"] = account.regions
        if account.units is not None:
            actor["units"] = units.below(session, account.units)
    if account and account.role == OWNERS and account.name:
        known["verified"] = {"name": account.name, "identity_number": account.identity_number}
    person = application.snapshot["form"]["candidate"] if application else None
    if person:
        known["library"] = library(session, person["identity_number"])
    return known  # type: ignore[return-value]


def find(session: Session, account: Account, name: str, *, lock: bool = False) -> Application:
    """An application this account may see. Somebody else's is not found, as one that does not exist."""
    application = session.get(Application, name, with_for_update=lock or None)
    if application is None or not may_see(session, account, application):
        raise Problem(404, "not-found")
    return application


def may_see(session: Session, account: Account, application: Application) -> bool:
    """Applicants their own; others what lies in their regions and units."""
    if account.role == OWNERS:
        return application.account == account.id
    if account.regions is not None and application.region not in account.regions:
        return False
    return account.units is None or application.unit in units.below(session, account.units)


def decide(session: Session, desk: Desk, application: Application, command: Command, known: Facts) -> Decision:
    """The decision, and its events beside the ones before."""
    decision = desk.decide(snapshot(application), command, known)
    if state := decision.get("state"):
        session.add_all(events(decision))
        show(application, state)
    return decision


def events(decision: Decision) -> list[Event]:
    """What happened, as rows."""
    return [Event(application=event["application"], number=event["number"], event=event) for event in decision["events"]]


def snapshot(application: Application) -> ApplicationState:
    """The application as its events left it."""
    return application.snapshot  # type: ignore[return-value]


def show(application: Application, state: ApplicationState) -> None:
    """Brings the columns to what the events say."""
    application.version = state["version"]
    application.state = state["state"]
    application.region = state["region"]
    application.level = state["level"]
    application.unit = state["form"].get("unit")
    application.stage = state.get("stage")
    application.since = state["since"]
    application.snapshot = dict(state)


def whole_form(application: Application) -> Any:
    """The form with its files, as the rules judge it."""
    state = application.snapshot
    sent = ("material", "digest", "name")
    uploads = [{key: file[key] for key in sent if file.get(key)} for file in state["files"]]
    return {**state["form"], "uploads": uploads}
