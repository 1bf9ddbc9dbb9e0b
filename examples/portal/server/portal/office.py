"""What the routes share: the settings, the store, and a desk for each policy that an application was submitted under."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from gongkao import Desk, Engine, Policy, SearchIndex
from gongkao.types import Command, Decision, FileReport
from sqlalchemy import Engine as Store
from sqlalchemy.exc import IntegrityError

from . import applications, files, policies, units
from .database import reading, writing
from .problems import Problem
from .security import COOKIE, Limiter, same, signed_in
from .settings import Settings
from .tables import Account, Application, StoredFile


@dataclass
class Office:
    """One portal."""

    settings: Settings
    store: Store
    logins: Limiter = field(init=False)
    searches: Limiter = field(init=False)
    lock: threading.Lock = field(default_factory=threading.Lock)
    desks: dict[str, tuple[Engine, Desk]] = field(init=False)
    policies: dict[str, Policy] = field(init=False)
    materials: dict[str, dict[str, list[str]]] = field(init=False)
    current: str = field(init=False)
    units: SearchIndex = field(init=False)

    def __post_init__(self) -> None:
        self.logins = Limiter(self.settings.login_attempts, 300)
        self.searches = Limiter(self.settings.searches, 60)
        self.load()

    def load(self) -> None:
        """Takes policy and units as they stand in the store."""
        with reading(self.store) as session:
            tree, kept, current = units.everything(session), policies.every(session), policies.current(session)
        desks = {}
        for digest, policy in kept.items():
            given: Any = {"policy": policy, "units": tree or None}
            desks[digest] = (Engine(**given), Desk(**given))
        index = SearchIndex(units.entries(tree))
        materials = {digest: policies.of_materials(policy) for digest, policy in kept.items()}
        with self.lock:
            self.desks, self.policies, self.current, self.units, self.materials = desks, kept, current, index, materials

    def engine(self, application: Application | None = None) -> Engine:
        """The rules of an application: those it was submitted under, or those that hold now."""
        return self.place(application)[0]

    def desk(self, application: Application | None = None) -> Desk:
        """Where an application is handled."""
        return self.place(application)[1]

    def place(self, application: Application | None) -> tuple[Engine, Desk]:
        return self.desks[self.rules_of(application)]

    def rules_of(self, application: Application | None) -> str:
        """The digest of the policy it is decided by."""
        submission = application.snapshot.get("submission") if application else None
        digest: str = submission["policy"]["digest"] if submission else self.current
        return digest if digest in self.desks else self.current

    def carry_out(self, account: Account, name: str, version: int, command: Command) -> Decision:
        """Decides a command and keeps its events, in one transaction. Where somebody was quicker it is decided again, and
        then refused as out of date."""
        for again in (True, False):
            try:
                with writing(self.store) as session:
                    application = applications.find(session, account, name, lock=True)
                    known = applications.facts(session, self.settings.secret, account, application, version)
                    return applications.decide(session, self.desk(application), application, command, known)
            except IntegrityError:
                if not again:
                    raise
        raise AssertionError

    def would_refuse(self, account: Account, name: str, version: int, command: Command) -> Decision | None:
        """The refusal a command would meet now, before anything is read or kept for it."""
        with reading(self.store) as session:
            application = applications.find(session, account, name)
            known = applications.facts(session, self.settings.secret, account, application, version)
            decision = self.desk(application).decide(applications.snapshot(application), command, known)
        return decision if decision.get("refusal") else None

    def keep(self, report: FileReport, aside: Path) -> str:
        """Keeps a received file, and what was found in it."""
        digest: str = report["digest"]
        files.keep(self.settings.files, aside, digest)
        try:
            with writing(self.store) as session:
                session.merge(StoredFile(digest=digest, size=report["size"], report=dict(report)))
        except IntegrityError:
            # Another request noted the same file in the same moment; it is the same in both.
            pass
        return digest


@dataclass
class Visitor:
    """Who asks."""

    account: Account
    csrf: str


# What only looks at the request is `async`, for FastAPI sends everything else through its threads.
async def office(request: Request) -> Office:
    """The portal of this process."""
    return request.app.state.office  # type: ignore[no-any-return]


def address(request: Request) -> str:
    """Where a request comes from, for counting."""
    return request.client.host if request.client else "?"


def visitor(request: Request, office: Annotated[Office, Depends(office)]) -> Visitor:
    """The account that is signed in; for whatever changes something, on a page of this portal."""
    with reading(office.store) as session:
        found = signed_in(session, request.cookies.get(COOKIE))
        if found is None:
            raise Problem(401, "login/needed")
        account, login = found
        session.expunge_all()
    if request.method not in ("GET", "HEAD") and not same(request.headers.get("X-CSRF-Token", ""), login.csrf):
        raise Problem(403, "csrf/missing")
    return Visitor(account, login.csrf)


def only(*roles: str) -> object:
    """Lets these roles in."""

    async def check(visitor: Annotated[Visitor, Depends(visitor)]) -> Visitor:
        if visitor.account.role not in roles:
            raise Problem(403, "role/other")
        return visitor

    return Depends(check)


InOffice = Annotated[Office, Depends(office)]
AnyVisitor = Annotated[Visitor, Depends(visitor)]
Applicant = Annotated[Visitor, only("applicant")]
Staff = Annotated[Visitor, only("unit_officer", "reviewer", "administrator")]
Administrator = Annotated[Visitor, only("administrator")]
