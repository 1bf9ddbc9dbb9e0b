"""Signing in and out, registering, the real name."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from ...database import writing
from ...office import InOffice
from ...plain import accounts as pages
from ...problems import SENTENCES, Problem
from ...security import COOKIE, digest
from ...tables import Login
from .. import accounts
from .visit import Fields, Guest, first, first_of, home, nobody

router = APIRouter()
same_site = [Depends(accounts.same_site)]


def said(problem: Problem) -> list[str]:
    """What is wrong, one sentence each."""
    complaints = problem.more if isinstance(problem.more, list) else []
    return [each["message"]["zh"] for each in complaints] or [SENTENCES[problem.code]]


@router.post("/login", dependencies=same_site)
def log_in(fields: Fields, request: Request, office: InOffice) -> Response:
    """Signs in."""
    answer = home()
    try:
        accounts.log_in(accounts.Credentials(**first(fields, "login", "password")), request, answer, office)
    except Problem as problem:
        return HTMLResponse(pages.login(said(problem)), problem.status)
    except ValidationError:
        return HTMLResponse(pages.login([SENTENCES["login/wrong"]]), 401)
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


@router.get("/register")
def registering() -> Response:
    """Asks for the mobile number."""
    return HTMLResponse(pages.mobile())


@router.post("/register", dependencies=same_site)
def send_code(fields: Fields, request: Request, office: InOffice) -> Response:
    """Sends the code, and asks for the rest."""
    given = {"mobile": first_of(fields, "mobile")}
    try:
        answer = accounts.send_code(accounts.Mobile(**given), request, office)
    except Problem as problem:
        return HTMLResponse(pages.mobile(said(problem)), problem.status)
    except ValidationError:
        return HTMLResponse(pages.mobile(["请填写 11 位手机号。"]), 422)
    if not answer["send"]:
        sentences = [answer["complaint"]["message"]["zh"]]
        # A code may have gone out just before, and needs a place to be typed into.
        again = answer["complaint"]["code"] == "registration/sms-wait"
        return HTMLResponse(pages.register(given, sentences=sentences) if again else pages.mobile(sentences), 422)
    return HTMLResponse(pages.register(given, answer.get("demonstration_code", "")))


@router.post("/register/account", dependencies=same_site)
def register(fields: Fields, request: Request, office: InOffice) -> Response:
    """Makes the account, and signs in."""
    given = first(fields, "mobile", "code", "username", "password", "repeated")
    try:
        accounts.register(accounts.Registration(**given), office)
    except Problem as problem:
        return HTMLResponse(pages.register(given, sentences=said(problem)), problem.status)
    except ValidationError:
        return HTMLResponse(pages.register(given, sentences=["用户名为 2 至 64 个字符，不含空格和 @；验证码不超过 8 位；密码不超过 200 位。"]), 422)
    answer = home()
    accounts.log_in(accounts.Credentials(login=given["username"], password=given["password"]), request, answer, office)
    return answer


@router.post("/real-name")
def verify(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Takes the name and number as they are on the identity card."""
    if visitor is None:
        return nobody()
    given = {name: first_of(fields, name) for name in ("name", "identity_number")}
    try:
        accounts.verify(accounts.RealName(**given), visitor, office)
    except Problem as problem:
        return HTMLResponse(pages.real_name(visitor.csrf, said(problem), given["name"]), problem.status)
    except ValidationError:
        return HTMLResponse(pages.real_name(visitor.csrf, ["姓名不超过 64 个字符，身份证号为 18 位。"], given["name"]), 422)
    return home()
