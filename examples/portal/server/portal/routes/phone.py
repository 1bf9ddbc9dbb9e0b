"""The page a phone opens by its link: no session, one material, once."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from sqlalchemy import select

from .. import applications, uploads
from ..database import reading, writing
from ..office import InOffice, Office, address
from ..problems import Problem
from ..tables import Application

router = APIRouter(prefix="/api/phone", tags=["phone"])


Token = Annotated[str, Query(max_length=64)]


def counted(request: Request, office: Office) -> None:
    """Links cannot be guessed at any speed."""
    asks = f"phone {address(request)}"
    if wait := office.searches.wait(asks):
        raise Problem(429, "search/wait", retry_after=wait)
    office.searches.count(asks)


@router.put("/{key}/{material}")
async def upload(
    key: str, material: str, token: Token, request: Request, sent: uploads.InRequest, office: InOffice
) -> JSONResponse:
    """One file by a link. Of the application nothing is told but why the link opens nothing."""
    counted(request, office)

    def carry(digest: str, called: str | None) -> Any:
        return by_token(office, key, token, material, digest, called, keep=True)

    def settled(digest: str, called: str | None) -> Any:
        decision = by_token(office, key, token, material, digest, called, keep=False)
        return decision if decision.get("refusal") or decision.get("again") else None

    return (await uploads.take(office, sent, sender(key), material, None, settled, carry)).answer()


@router.get("/{key}/{material}/received")
def received(key: str, material: str, token: Token, digest: uploads.Digest, request: Request, office: InOffice) -> dict[str, int]:
    """How many bytes of a file have come by links of this application, where an upload of it broke off."""
    counted(request, office)
    opens = not by_token(office, key, token, material, digest, None, keep=False).get("refusal")
    return uploads.received(office, sender(key), digest) if opens else {"received": 0}


def sender(key: str) -> str:
    """Whoever holds a link of an application."""
    return f"link {key}"


def by_token(office: Office, key: str, token: str, material: str, digest: str, called: str | None, *, keep: bool) -> Any:
    """What the upload leads to, for the application that the token opens."""
    fresh = {"digest": digest, **({"name": called} if called else {})}
    command: Any = {"upload_by_token": {"token": token, "material": material, **fresh}}
    last: Any = None
    with (writing if keep else reading)(office.store) as session:
        # The key is the start of a digest: two applications may share it, and the token is one's alone.
        for application in session.scalars(select(Application).where(Application.key == key)):
            known = applications.facts(session, office.settings.secret, None, application, application.version)
            desk = office.desk(application)
            if keep:
                last = applications.decide(session, desk, application, command, known)
            else:
                last = desk.decide(applications.snapshot(application), command, known)
            if not last.get("refusal"):
                return {"done": True}
            # The answer to the one upload of this link may have been lost on its way.
            if last["refusal"]["code"] == "token/used" and has(application, material, digest):
                return {"done": True, "again": True}
    if last is None:
        raise Problem(404, "not-found")
    return {"refusal": last["refusal"]}


def has(application: Application, material: str, digest: str) -> bool:
    return any(file["material"] == material and file["digest"] == digest for file in applications.snapshot(application)["files"])
