"""Who posts a plain form, and what stands in it."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ...database import reading
from ...office import InOffice, Office, Visitor
from ...plain import accounts
from ...problems import Problem
from ...security import COOKIE, same, signed_in

LONGEST = 600_000
"""More than all texts of level one together, each letter in nine bytes."""


async def posted(request: Request) -> dict[str, list[str]]:
    """The fields of a form, which is cut off where it is longer than any of ours."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise Problem(413, "request/malformed")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=2_000)
    except (UnicodeDecodeError, ValueError):
        raise Problem(422, "request/malformed") from None
    if any("\0" in text for texts in fields.values() for text in texts):
        raise Problem(422, "request/malformed")
    # Browsers end the lines of a text in two characters, and the form in one.
    return {name: [text.replace("\r\n", "\n") for text in texts] for name, texts in fields.items()}


Fields = Annotated[dict[str, list[str]], Depends(posted)]


def first_of(fields: Mapping[str, list[str]], name: str) -> str:
    """What a field holds, without what is blank around it."""
    return fields.get(name, [""])[0].strip()


def first(fields: Mapping[str, list[str]], *names: str, most: int = 200) -> dict[str, str]:
    """These fields, each once. What is longer than anything that is asked is none of it."""
    given = {name: fields.get(name, [""])[0] for name in names}
    if any(len(text) > most for text in given.values()):
        raise Problem(422, "request/malformed")
    return given


def whoever(office: Office, request: Request) -> Visitor | None:
    """The applicant who is signed in, if anybody; who has another role may sign in as an applicant here."""
    with reading(office.store) as session:
        if (found := signed_in(session, request.cookies.get(COOKIE))) is None:
            return None
        account, login = found
        session.expunge_all()
    if account.role != "applicant":
        return None
    return Visitor(account, login.csrf)


def by_own_form(visitor: Visitor, csrf: str) -> None:
    """What is posted comes from a form of ours."""
    if not same(csrf, visitor.csrf):
        raise Problem(403, "csrf/missing")


def guest(request: Request, office: InOffice, fields: Fields) -> Visitor | None:
    """The applicant who is signed in, if anybody; where something is posted, by a form of ours."""
    visitor = whoever(office, request)
    if visitor and request.method == "POST":
        by_own_form(visitor, fields.get("csrf", [""])[0])
    return visitor


Guest = Annotated[Visitor | None, Depends(guest)]


def nobody() -> Response:
    return HTMLResponse(accounts.login(), 401)


def home() -> Response:
    return RedirectResponse("/plain/", 303)


def target(fields: Mapping[str, Any]) -> tuple[str, int]:
    """The application that a form is for, and the version it was shown at."""
    try:
        return fields["application"][0], int(fields["version"][0])
    except (KeyError, ValueError, IndexError):
        raise Problem(422, "request/malformed") from None


def refused(decision: Any) -> list[str]:
    """Why something was not done, and what that rests on."""
    refusal = decision.get("refusal")
    if not refusal:
        return []
    sentence = refusal["message"]["zh"]
    for nearest in refusal.get("basis", ())[:1]:
        sentence += f"（依据：{nearest['document']['title']}，{nearest['clause']}）"
    return [sentence]
