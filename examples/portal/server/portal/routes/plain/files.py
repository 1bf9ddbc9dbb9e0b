"""Materials: sent, kept against advice, and taken back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Message

from ...database import reading
from ...files import CHUNK, LARGEST
from ...office import InOffice, Office, Visitor
from ...plain import files as page
from ...problems import SENTENCES, Problem
from ...uploads import Sent, Taken
from ...uploads import received as received_of
from .. import applications
from .form import current
from .visit import Fields, Guest, by_own_form, first, home, nobody, refused, target, whoever

router = APIRouter()


@router.get("/files")
def show(visitor: Guest, office: InOffice) -> Response:
    """What is wanted, and what is there."""
    return nobody() if visitor is None else shown(office, visitor)


@router.post("/upload")
async def upload(request: Request, office: InOffice) -> Response:
    """One file for one material."""
    visitor = await run_in_threadpool(whoever, office, request)
    if visitor is None:
        return nobody()
    async with parts_of(request) as form:
        texts = {name: [text] for name, text in form.items() if isinstance(text, str)}
        by_own_form(visitor, texts.get("csrf", [""])[0])
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Problem(422, "request/malformed")

        async def chunks() -> AsyncIterator[bytes]:
            while chunk := await file.read(CHUNK):
                yield chunk

        return await taken(office, visitor, texts, Sent(chunks(), (file.filename or "")[:255] or None))


@router.post("/upload/kept")
async def keep(request: Request, fields: Fields, office: InOffice) -> Response:
    """Uses a file that was advised against, as it came before."""
    visitor = await run_in_threadpool(whoever, office, request)
    if visitor is None:
        return nobody()
    by_own_form(visitor, fields.get("csrf", [""])[0])
    given = first(fields, "digest", "name", most=255)
    if len(given["digest"]) != 64 or not set(given["digest"]) <= set("0123456789abcdef"):
        raise Problem(422, "request/malformed")

    async def nothing() -> AsyncIterator[bytes]:
        return
        yield b""

    start = await run_in_threadpool(lambda: received_of(office, visitor.account.id, given["digest"])["received"])
    if not start:
        raise Problem(409, "file/part-gone")
    return await taken(office, visitor, fields, Sent(nothing(), given["name"] or None, True, given["digest"], start))


@router.post("/remove")
def remove(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Takes a file back; it stays in the log."""
    if visitor is None:
        return nobody()
    name, version = target(fields)
    number = fields.get("file", [""])[0]
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        raise Problem(422, "request/malformed")
    sentences = refused(office.carry_out(visitor.account, name, version, {"remove": int(number)}))
    return shown(office, visitor, sentences) if sentences else RedirectResponse("/plain/files", 303)


async def taken(office: Office, visitor: Visitor, texts: dict[str, list[str]], sent: Sent) -> Response:
    """What became of a file."""
    name, version = target(texts)
    material = texts.get("material", [""])[0]
    try:
        became = await applications.take(office, visitor, sent, name, version, material)
    except Problem as problem:
        if problem.status == 404:
            raise
        return await run_in_threadpool(shown, office, visitor, [SENTENCES[problem.code]])
    return await run_in_threadpool(told, office, visitor, material, sent, became)


def told(office: Office, visitor: Visitor, material: str, sent: Sent, became: Taken) -> Response:
    if became.decision is not None:
        sentences = refused(became.decision)
        return shown(office, visitor, sentences) if sentences else RedirectResponse(f"/plain/files#slot-{material}", 303)
    serious = [each for each in became.judged["findings"] if each["severity"] in ("refuse", "confirm")]
    kept = became.digest if became.judged["verdict"] == "confirm" else None
    return shown(office, visitor, [each["message"]["zh"] for each in serious], page.Advised(material, serious, kept, sent.name or ""))


def shown(office: Office, visitor: Visitor, sentences: list[str] | None = None, advised: page.Advised | None = None) -> Response:
    with reading(office.store) as session:
        latest = current(session, visitor)
    if latest is None:
        return home()
    words: Any = office.desk().words()
    of = applications.everything(latest, visitor, office)
    return HTMLResponse(page.materials(of, words, visitor.csrf, sentences or (), advised))


@asynccontextmanager
async def parts_of(request: Request) -> AsyncIterator[FormData]:
    """The parts of a form with a file, which is cut off where it is longer than any of ours."""
    size, most = 0, LARGEST + CHUNK
    if (claimed := request.headers.get("Content-Length", "")).isdecimal() and int(claimed[:20]) > most:
        raise Problem(413, "file/too-large")

    async def bounded() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > most:
            raise Problem(413, "file/too-large")
        return message

    try:
        async with Request(request.scope, bounded).form(max_files=1, max_fields=20) as form:
            yield form
    except ClientDisconnect:
        raise Problem(400, "file/broken-off") from None
    except HTTPException:
        raise Problem(422, "request/malformed") from None
