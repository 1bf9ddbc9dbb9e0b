"""An application, for its owner and for those who handle it."""

import hashlib
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import applications, files, policies, uploads
from ..answers import answered
from ..database import reading, writing
from ..office import AnyVisitor, Applicant, InOffice, Office, Visitor
from ..problems import Problem
from ..tables import Application, Event, StoredFile, Unit

router = APIRouter(prefix="/api/applications", tags=["applications"])
Data = Annotated[dict[str, Any], Body()]
Version = Annotated[int, Query(ge=0)]
ELSEWHERE = {"start", "upload", "replace", "upload_by_token", "print_form", "print_ticket", "view_result"}
"""Commands that come with something: a file, or a page."""
OVER = ("closed", "rejected", "withdrawn")
"""States after which another application may begin."""
ALONE = {"Content-Security-Policy": "sandbox; default-src 'none'"}
"""A stranger's file opened in a tab runs nothing and fetches nothing."""


@router.post("")
def start(body: Data, visitor: Applicant, office: InOffice) -> JSONResponse:
    """Region and level are chosen, and a draft begins. What still fits of an earlier form is copied."""
    account, name = visitor.account, secrets.token_hex(8)
    with writing(office.store) as session:
        earlier = session.scalars(latest(account.id)).first()
        if earlier and earlier.state not in OVER:
            raise Problem(409, "application/exists", more={"application": earlier.id})
        person = {"name": account.name or "", "identity_number": account.identity_number or "", "mobile": account.mobile}
        copy = {"copy": earlier.snapshot["form"]} if earlier else {}
        command: Any = {"start": {**body, **copy, "application": name, "candidate": person}}
        decision = office.desk().decide(None, command, applications.facts(session, office.settings.secret, account, None, 0))
        if state := decision.get("state"):
            key = hashlib.sha256(name.encode()).digest()[:6].hex()
            application = Application(id=name, account=account.id, key=key)
            applications.show(application, state)
            session.add(application)
            session.flush()
            session.add_all(applications.events(decision))
    return answered(decision)


@router.get("")
def mine(visitor: Applicant, office: InOffice) -> list[dict[str, Any]]:
    """The applications of whoever asks, the latest first."""
    shown = ("id", "state", "level", "region", "since")
    with reading(office.store) as session:
        return [{column: getattr(row, column) for column in shown} for row in session.scalars(latest(visitor.account.id))]


def latest(account: str) -> Any:
    return select(Application).where(Application.account == account).order_by(Application.since.desc())


@router.get("/{name}")
def show(name: str, visitor: AnyVisitor, office: InOffice) -> JSONResponse:
    """Everything a page needs: the application, what may be done, where it stands, and the report on what is saved."""
    return JSONResponse(everything(name, visitor, office))


def everything(name: str, visitor: Visitor, office: Office) -> dict[str, Any]:
    with reading(office.store) as session:
        application = applications.find(session, visitor.account, name)
        known: Any = applications.facts(session, office.settings.secret, visitor.account, application, application.version)
        desk, state = office.desk(application), applications.snapshot(application)
        form, library = applications.whole_form(application), known["library"]
        return {
            "state": state,
            "now": known["now"],
            "actions": desk.actions(state, known),
            "progress": desk.progress(state, known),
            "report": office.engine(application).assess(form, library, known["now"][:10]),
            "library": library,
            "announced": policies.announced(session, office.desks, office.current, application, known),
            **office.materials[office.rules_of(application)],
            "unit": unit.name if (unit := session.get(Unit, application.unit or "")) else None,
            "files": reports(session, {file["digest"] for file in state["files"]}),
        }


def reports(session: Session, digests: set[str]) -> dict[str, Any]:
    """What was found in each file, by its digest."""
    return {row.digest: row.report for row in session.scalars(select(StoredFile).where(StoredFile.digest.in_(digests)))}


@router.get("/{name}/events")
def events(name: str, visitor: AnyVisitor, office: InOffice) -> list[dict[str, Any]]:
    """The whole log."""
    with reading(office.store) as session:
        applications.find(session, visitor.account, name)
        return [row.event for row in session.scalars(select(Event).where(Event.application == name).order_by(Event.number))]


@router.post("/{name}/commands")
def command(name: str, body: Annotated[Any, Body()], version: Version, visitor: AnyVisitor, office: InOffice) -> JSONResponse:
    """Carries out a command. Files and pages have addresses of their own."""
    named = {body} if isinstance(body, str) else set(body) if isinstance(body, dict) else set()
    if named & ELSEWHERE:
        raise Problem(422, "request/malformed")
    return answered(office.carry_out(visitor.account, name, version, body))


@router.post("/{name}/assess")
def assess(name: str, body: Data, visitor: AnyVisitor, office: InOffice) -> JSONResponse:
    """The report on a form as it is typed, for a page whose own rules cannot run."""
    with reading(office.store) as session:
        application = applications.find(session, visitor.account, name)
        known: Any = applications.facts(session, office.settings.secret, visitor.account, application, application.version)
    form: Any = {**body, "uploads": applications.whole_form(application)["uploads"]}
    # What the packages give is JSON already; FastAPI would look through all of it for what is not.
    return JSONResponse(office.engine(application).assess(form, known["library"], known["now"][:10]))


@router.get("/{name}/outlook")
def outlook(name: str, visitor: AnyVisitor, office: InOffice) -> dict[str, Any]:
    """When the same facts pass, and what else would meet the rules."""
    with reading(office.store) as session:
        application = applications.find(session, visitor.account, name)
        known: Any = applications.facts(session, office.settings.secret, visitor.account, application, application.version)
    asked = (applications.whole_form(application), known["library"], known["now"][:10])
    engine = office.engine(application)
    return {"when": engine.when(*asked), "what": engine.what(*asked)}


@router.put("/{name}/files/{material}")
async def upload(
    name: str,
    material: str,
    sent: uploads.InRequest,
    visitor: AnyVisitor,
    office: InOffice,
    version: Version,
    replaces: int | None = None,
) -> JSONResponse:
    """One file for one material.

    A file that is only advised against is kept once that was seen (`accepted`). Who gives the SHA-256 of the whole (`digest`) may
    go on after what has come, should the connection break off: the body then begins at `start`.
    """
    return (await take(office, visitor, sent, name, version, material, replaces)).answer()


async def take(
    office: Office, visitor: Visitor, sent: uploads.Sent, name: str, version: int, material: str, replaces: int | None = None
) -> uploads.Taken:
    def command(digest: str, called: str | None) -> Any:
        fresh = {"digest": digest, **({"name": called} if called else {})}
        return {"upload": {"material": material, **fresh}} if replaces is None else {"replace": {"file": replaces, **fresh}}

    def settled(digest: str, called: str | None) -> Any:
        return office.would_refuse(visitor.account, name, version, command(digest, called))

    def carry(digest: str, called: str | None) -> Any:
        return office.carry_out(visitor.account, name, version, command(digest, called))

    title = await uploads.title_of(office, visitor.account, name)
    return await uploads.take(office, sent, visitor.account.id, material, title, settled, carry)


@router.get("/{name}/files/{material}/received")
def received(name: str, material: str, digest: uploads.Digest, visitor: AnyVisitor, office: InOffice) -> dict[str, int]:
    """How many bytes of a file have come, where an upload of it broke off."""
    with reading(office.store) as session:
        applications.find(session, visitor.account, name)
    return uploads.received(office, visitor.account.id, digest)


@router.get("/{name}/files/{number}")
def download(name: str, number: int, visitor: AnyVisitor, office: InOffice) -> Response:
    """A file by its number, replaced ones too."""
    with reading(office.store) as session:
        applications.find(session, visitor.account, name)
        row = session.get(Event, (name, number))
        what = row.event["what"] if row and isinstance(row.event["what"], dict) else {}
        file = what.get("file_added") or what.get("file_replaced")
        stored = session.get(StoredFile, file["digest"]) if file else None
    if stored is None:
        raise Problem(404, "not-found")
    media = {"jpeg": "image/jpeg", "doc": "application/msword"}.get(str(stored.report["kind"]), "application/octet-stream")
    return FileResponse(files.path(office.settings.files, stored.digest), media_type=media, headers=ALONE)


@router.post("/{name}/links/{material}")
def link(name: str, material: str, request: Request, visitor: Applicant, office: InOffice, version: Version) -> JSONResponse:
    """A link and its QR code, by which a phone sends one file for one material (手机扫码上传)."""
    decision = office.carry_out(visitor.account, name, version, {"issue_token": material})
    if decision.get("refusal"):
        return answered(decision)
    with reading(office.store) as session:
        application = applications.find(session, visitor.account, name)
        known = applications.facts(session, office.settings.secret, visitor.account, application, application.version)
        base = f"{request.base_url}phone.html#{application.key}.{material}."
        shown = office.desk(application).upload_link(applications.snapshot(application), material, base, known)
    return answered(decision, link=shown)
