"""Registering without script: the same commands, posted by plain forms. Their pages are in `portal/plain.py`."""

import copy
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from .. import plain
from ..database import reading, writing
from ..office import InOffice, Office, Visitor
from ..problems import SENTENCES, Problem
from ..security import COOKIE, LASTS, digest, same, signed_in
from ..tables import Login
from . import accounts, applications

router = APIRouter(prefix="/plain", tags=["plain"])
LONGEST = 200_000
GUESSES = 6


async def posted(request: Request) -> dict[str, list[str]]:
    """The fields of a form, which is cut off where it is longer than any of ours."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise Problem(413, "request/malformed")
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=200)
    except (UnicodeDecodeError, ValueError):
        raise Problem(422, "request/malformed") from None


Fields = Annotated[dict[str, list[str]], Depends(posted)]


def guest(request: Request, office: InOffice, fields: Fields) -> Visitor | None:
    """The applicant who is signed in, if anybody; where something is posted, by a form of ours."""
    with reading(office.store) as session:
        if (found := signed_in(session, request.cookies.get(COOKIE))) is None:
            return None
        account, login = found
        session.expunge_all()
    if request.method == "POST" and not same(fields.get("csrf", [""])[0], login.csrf):
        raise Problem(403, "csrf/missing")
    if account.role != "applicant":
        raise Problem(403, "role/other")
    return Visitor(account, login.csrf)


Guest = Annotated[Visitor | None, Depends(guest)]


def nobody() -> Response:
    return HTMLResponse(plain.login(), 401)


def home() -> Response:
    return RedirectResponse("/plain/", 303)


@router.get("/")
def show(visitor: Guest, office: InOffice) -> Response:
    """Where one's application stands; or the choice of region and level; or the login."""
    return nobody() if visitor is None else shown(office, visitor)


@router.post("/login", dependencies=[Depends(accounts.same_site)])
def log_in(fields: Fields, request: Request, office: InOffice) -> Response:
    """Signs in."""
    given = accounts.Credentials(**{name: fields.get(name, [""])[0][:64] for name in ("login", "password")})
    answer = home()
    try:
        accounts.log_in(given, request, answer, office)
    except Problem as problem:
        return HTMLResponse(plain.login([SENTENCES[problem.code]]), problem.status)
    return answer


@router.post("/logout")
def log_out(request: Request, visitor: Guest, office: InOffice) -> Response:
    """Ends the session."""
    if visitor is None:
        return nobody()
    with writing(office.store) as session:
        if login := session.get(Login, digest(request.cookies.get(COOKIE, ""))):
            session.delete(login)
    answer = home()
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/start")
def start(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Region and level are chosen, and a draft begins."""
    if visitor is None:
        return nobody()
    answer = applications.start({name: fields.get(name, [""])[0] for name in ("region", "level")}, visitor, office)
    return home() if answer.status_code == 200 else shown(office, visitor, sentences=[SENTENCES["request/malformed"]])


@router.post("/save")
def save(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Saves the form. What was typed for a unit or a work type has to be one; where it is not, those it may mean are shown."""
    if visitor is None:
        return nobody()
    name, version = target(fields)
    with reading(office.store) as session:
        form = copy.deepcopy(applications.applications.find(session, visitor.account, name).snapshot["form"])
    guesses: plain.Guesses = {}
    for path, kind, _, _ in plain.FIELDS:
        if path not in fields:
            continue
        text = (fields.get(f"meant.{path}") or fields[path])[0].strip()
        if kind == "search" and text:
            key, meant = found(office, path, text)
            if key is None:
                guesses[path] = (text, meant)
                continue
            text = key
        plain.put(form, path, value(kind, text))
    decision = office.carry_out(visitor.account, name, version, {"save": form})
    return shown(office, visitor, guesses=guesses, sentences=refused(decision))


@router.post("/submit")
def submit(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Submits, with what was acknowledged. What is in the way is said, and what has to be acknowledged is asked."""
    if visitor is None:
        return nobody()
    name, version = target(fields)
    acknowledged = [{"digest": each} for each in fields.get("acknowledge", [])]
    decision: Any = office.carry_out(visitor.account, name, version, {"submit": acknowledged})
    prompts = decision.get("prompts", [])
    given = {each["digest"] for each in acknowledged}
    confirm = [each for each in prompts if each["severity"] == "confirm" and each.get("digest") not in given]
    sentences = [*refused(decision), *(each["message"]["zh"] for each in prompts if each["severity"] in ("refuse", "supply"))]
    return shown(office, visitor, sentences=sentences, confirm=confirm)


def target(fields: dict[str, list[str]]) -> tuple[str, int]:
    try:
        return fields["application"][0], int(fields["version"][0])
    except (KeyError, ValueError):
        raise Problem(422, "request/malformed") from None


def value(kind: str, text: str) -> Any:
    """What was typed as the form takes it."""
    if kind == "year":
        return int(text) if text.isascii() and text.isdigit() else None
    return {"ordered": True, "not_ordered": False, "": None}[text] if kind == "answer" and text in ("ordered", "not_ordered", "") else text


def found(office: Office, path: str, text: str) -> tuple[str | None, list[tuple[str, str]]]:
    """The unit or work type of a name or key; or those that may be meant."""
    hits: Any = office.units.search(text, GUESSES) if path == "unit" else office.engine().search(text, GUESSES)
    for hit in hits:
        if text in (hit["key"], hit["name"]):
            return hit["key"], []
    return (text, []) if path == "unit" and known(office, text) else (None, [(hit["key"], hit["name"]) for hit in hits])


def known(office: Office, code: str) -> bool:
    with reading(office.store) as session:
        return session.get(applications.Unit, code) is not None


def refused(decision: Any) -> list[str]:
    refusal = decision.get("refusal")
    if not refusal:
        return []
    sentence = refusal["message"]["zh"]
    for nearest in refusal.get("basis", ())[:1]:
        sentence += f"（依据：{nearest['document']['title']}，{nearest['clause']}）"
    return [sentence]


def shown(office: Office, visitor: Visitor, **more: Any) -> Response:
    """The page of whoever asks."""
    with reading(office.store) as session:
        latest = current(session, visitor)
    words: Any = office.desk().words()
    if latest is None:
        source: Any = office.policies[office.current].source()
        regions = {region["code"]: region["name"] for region in source["round"]["regions"]["value"]}
        return HTMLResponse(plain.start(regions, words, visitor.csrf, more.get("sentences", ())))
    seen = applications.everything(latest, visitor, office)
    given = {"guesses": {}, "sentences": (), "confirm": [], **more}
    return HTMLResponse(plain.application(seen, words, visitor.csrf, **given))


def current(session: Session, visitor: Visitor) -> str | None:
    """The application being handled, or the last."""
    row = session.scalars(applications.latest(visitor.account.id)).first()
    return None if row is None or row.state in applications.OVER else row.id
