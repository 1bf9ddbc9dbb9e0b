"""Printed pages; before the ticket, its challenge."""

import json
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ... import applications
from ...database import reading
from ...office import InOffice, Office, Visitor
from ...plain import accounts as plain_pages
from ...plain.form import Said
from .. import pages
from .form import current, shown
from .visit import Fields, Guest, first, home, nobody, refused, target

router = APIRouter()


@router.post("/print/{page}")
def ask(page: pages.Page, fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Asks for a page, and goes there."""
    if visitor is None:
        return nobody()
    name, version = target(fields)
    solution = first(fields, "challenge", "answer", most=2000) if page == "ticket" else None
    answer: dict[str, Any] = json.loads(bytes(pages.ask(name, page, visitor, office, version, solution).body))
    if address := answer.get("address"):
        return RedirectResponse(address, 303)
    if page == "ticket":
        return challenged(office, visitor, refused(answer))
    return shown(office, visitor, Said(sentences=refused(answer)))


@router.get("/ticket")
def ticket(visitor: Guest, office: InOffice) -> Response:
    """The challenge before the ticket."""
    return nobody() if visitor is None else challenged(office, visitor, [])


def challenged(office: Office, visitor: Visitor, sentences: list[str]) -> Response:
    with reading(office.store) as session:
        latest = current(session, visitor)
        version = applications.find(session, visitor.account, latest).version if latest else 0
    if latest is None:
        return home()
    answer = pages.challenge(latest, visitor, office)
    known = {"csrf": visitor.csrf, "version": version, "application": latest}
    return HTMLResponse(plain_pages.ticket(known, answer.get("challenge"), [*sentences, *refused(answer)]))
