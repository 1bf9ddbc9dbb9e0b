"""Printed pages. A command says whether one may be printed; the page then has an address that holds for some minutes."""

import hashlib
import hmac
import time
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response
from sqlalchemy.orm import Session

from .. import applications
from ..answers import answered
from ..database import reading
from ..office import AnyVisitor, Applicant, InOffice, Office
from ..problems import Problem
from ..tables import Application, Unit

router = APIRouter(prefix="/api/applications", tags=["pages"])
Page = Literal["form", "ticket", "result"]
LASTS = 600
OWN = {
    "Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}
"""A printed page brings its own style and pictures, and nothing else; the portal shows it in a frame."""


@router.post("/{name}/challenge")
def challenge(name: str, visitor: Applicant, office: InOffice) -> Any:
    """Characters to type, or to hear, before the ticket is printed (随机验证码)."""
    with reading(office.store) as session:
        application = applications.find(session, visitor.account, name)
        known = applications.facts(session, office.settings.secret, visitor.account, application, application.version)
        return office.desk(application).challenge(applications.snapshot(application), known)


@router.post("/{name}/pages/{page}")
def ask(
    name: str,
    page: Page,
    visitor: AnyVisitor,
    office: InOffice,
    version: Annotated[int, Query(ge=0)],
    solution: Annotated[dict[str, str] | None, Body()] = None,
) -> JSONResponse:
    """Asks for a page: the form and its cover, the ticket with a solved challenge, or the result."""
    commands: dict[str, Any] = {"form": "print_form", "ticket": {"print_ticket": solution or {}}, "result": "view_result"}
    decision = office.carry_out(visitor.account, name, version, commands[page])
    if decision.get("refusal"):
        return answered(decision)
    until = int(time.time()) + LASTS
    proof = signed(office, visitor.account.id, name, page, until)
    return answered(decision, address=f"/api/applications/{name}/pages/{page}?until={until}&signature={proof}")


@router.get("/{name}/pages/{page}")
def show(name: str, page: Page, visitor: AnyVisitor, office: InOffice, until: int, signature: str) -> Response:
    """The page, for whoever asked for it."""
    wanted = signed(office, visitor.account.id, name, page, until)
    if until < time.time() or not hmac.compare_digest(wanted, signature):
        raise Problem(403, "page/expired")
    with reading(office.store) as session:
        application = applications.find(session, visitor.account, name)
        known: Any = applications.facts(session, office.settings.secret, visitor.account, application, application.version)
        state = applications.snapshot(application)
        printed = office.desk(application).page(page, state, known["now"], options(session, office, application, known))
    return HTMLResponse(printed["html"], headers=OWN) if "html" in printed else JSONResponse(printed, 422)


def signed(office: Office, account: str, name: str, page: str, until: int) -> str:
    """Binds a page to who asked for it, and for how long."""
    text = f"page\0{account}\0{name}\0{page}\0{until}"
    return hmac.new(office.settings.secret, text.encode(), hashlib.sha256).hexdigest()


def options(session: Session, office: Office, application: Application, known: Any) -> Any:
    """What stands on a page beside the application: the unit by its name, and the years of work as they were counted."""
    unit = session.get(Unit, application.unit) if application.unit else None
    report = office.engine(application).assess(applications.whole_form(application), known["library"], known["now"][:10])
    years = next((count["years"] for count in report["counts"] if count["quantity"] == "work_years" and "at_most" not in count), None)
    given = {"unit_name": unit.name if unit else None, "work_years": years}
    return {name: value for name, value in given.items() if value is not None}
