"""One file for one material: refused before it is read where it would be anyway, inspected as it comes, kept, and noted."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from . import applications, files
from .answers import answered
from .database import reading
from .office import Office
from .tables import Account

UNSEEN = "0" * 64
"""Stands for the digest of a file not received yet."""

Carry = Callable[[str, str | None], Any]
"""Carries out the upload of a digest under a name, and gives the decision."""


async def take(
    office: Office, request: Request, material: str, title: str | None, accepted: bool, refusal: Carry, carry: Carry
) -> JSONResponse:
    """The answer to an upload. What the rules refuse is not kept; what is only advised against is, once that was seen."""
    called = unquote(request.headers.get("X-File-Name", ""))[:255] or None
    if refused := await run_in_threadpool(refusal, UNSEEN, called):
        return answered(refused)
    report, aside = await files.receive(office.settings.files, request.stream(), called, title)

    def judge() -> JSONResponse:
        try:
            judged = office.engine().judge_uploads([{"material": material, "file": report}])[0]
            if judged["verdict"] == "refuse" or (judged["verdict"] == "confirm" and not accepted):
                return JSONResponse({"upload": judged}, 422)
            return answered(carry(office.keep(report, aside), called), upload=judged)
        finally:
            aside.unlink(missing_ok=True)

    return await run_in_threadpool(judge)


async def title_of(office: Office, account: Account, name: str) -> str | None:
    """The thesis's title, which the name of its file has to be."""

    def read() -> str | None:
        with reading(office.store) as session:
            title: str | None = applications.find(session, account, name).snapshot["form"].get("thesis_title")
            return title

    return await run_in_threadpool(read)
