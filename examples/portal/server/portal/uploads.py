"""One file for one material: refused before it is read where it would be anyway, inspected as it comes, kept, and noted."""

import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import Depends, Query, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from . import applications, files
from .answers import answered
from .database import reading
from .office import Office
from .parts import Part
from .problems import Problem
from .tables import Account

UNSEEN = "0" * 64
"""Stands for the digest of a file not received yet."""

Carry = Callable[[str, str | None], Any]
"""Carries out the upload of a digest under a name, and gives the decision."""
Digest = Annotated[str, Query(pattern="^[0-9a-f]{64}$")]
"""SHA-256 of a whole file, as its sender says."""


@dataclass
class Sent:
    """A file on its way, and how it was sent."""

    chunks: AsyncIterator[bytes]
    name: str | None
    accepted: bool = False
    """Whether advice about it was seen, and it is to be kept all the same."""
    digest: str | None = None
    start: int = 0
    """How many bytes came before, in an upload that broke off."""


@dataclass
class Taken:
    """What became of it: kept, refused, or advised against."""

    decision: Any = None
    judged: Any = None
    digest: str | None = None
    """Of a file that is only advised against: what it takes to use it all the same."""

    def answer(self) -> JSONResponse:
        """As the pages are told."""
        if self.decision is None:
            return JSONResponse({"upload": self.judged}, 422)
        return answered(self.decision, **({"upload": self.judged} if self.judged else {}))


async def sent(
    request: Request,
    accepted: bool = False,
    digest: Annotated[str | None, Query(pattern="^[0-9a-f]{64}$")] = None,
    start: Annotated[int, Query(ge=0, le=files.LARGEST)] = 0,
) -> Sent:
    """The body of a request, its name in `X-File-Name`, percent-encoded."""
    name = unquote(request.headers.get("X-File-Name", ""))[:255] or None
    return Sent(request.stream(), name, accepted, digest, start)


InRequest = Annotated[Sent, Depends(sent)]


async def take(office: Office, file: Sent, sender: str, material: str, title: str | None, settled: Carry, carry: Carry) -> Taken:
    """What becomes of an upload. What the rules refuse is not kept; what is only advised against is, once that was seen.

    `settled` says what is to be answered without reading anything: a refusal, or that the file is there already.
    """
    if answer := await run_in_threadpool(settled, file.digest or UNSEEN, file.name):
        return Taken(answer)
    if file.start and not file.digest:
        raise Problem(422, "request/malformed")
    part = Part(office.settings.files, sender, file.digest) if file.digest else None
    try:
        report, aside = await files.receive(office.settings.files, file.chunks, file.name, title, part, file.start)
    except (ClientDisconnect, TimeoutError):
        # Whoever hung up does not hear this; whoever was silent for too long does, and goes on.
        raise Problem(400, "file/broken-off") from None

    try:
        # Nobody else's any more: another request with the same file drops or keeps its own.
        aside = await run_in_threadpool(aside.rename, office.settings.files / f".{secrets.token_hex(16)}")
    except FileNotFoundError:
        # Another request with the same file was done with it first.
        if answer := await run_in_threadpool(settled, report["digest"], file.name):
            return Taken(answer)
        raise Problem(409, "file/part-gone") from None

    def judge() -> Taken:
        known = Part(office.settings.files, sender, report["digest"])
        try:
            judged = office.engine().judge_uploads([{"material": material, "file": report}])[0]
            if judged["verdict"] == "refuse":
                known.drop()
                return Taken(judged=judged)
            answer = settled(report["digest"], file.name)
            if answer is None and judged["verdict"] == "confirm" and not file.accepted:
                answer = Taken(judged=judged, digest=report["digest"])
            if answer is not None:
                if part or isinstance(answer, Taken):
                    # To send it again, nothing more needs to come than the word.
                    known.keep(aside)
                return answer if isinstance(answer, Taken) else Taken(answer, judged)
            taken = Taken(carry(office.keep(report, aside), file.name), judged)
            known.drop()
            return taken
        finally:
            aside.unlink(missing_ok=True)

    return await run_in_threadpool(judge)


def received(office: Office, sender: str, digest: str) -> dict[str, int]:
    """How much of a file is here, of an upload that broke off."""
    return {"received": Part(office.settings.files, sender, digest).received()}


async def title_of(office: Office, account: Account, name: str) -> str | None:
    """The thesis's title, which the name of its file has to be."""

    def read() -> str | None:
        with reading(office.store) as session:
            title: str | None = applications.find(session, account, name).snapshot["form"].get("thesis_title")
            return title

    return await run_in_threadpool(read)
