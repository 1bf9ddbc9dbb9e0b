"""Registering, signing in, real name."""

import secrets
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from .. import clock, realname
from ..database import reading, writing
from ..office import AnyVisitor, Applicant, InOffice, address
from ..problems import Problem
from ..security import COOKIE, LASTS, PASSWORDS, digest, is_password_of, same, sign_in, signed_in
from ..tables import Account, Login, SmsCode

router = APIRouter(prefix="/api", tags=["accounts"])
TRIES = 5
LIVES_SECONDS = 600


class Mobile(BaseModel):
    """A number to send a code to."""

    mobile: str = Field(max_length=20)


class Registration(Mobile):
    """注册基本信息"""

    username: str = Field(min_length=2, max_length=64, pattern=r"^[^\s@]+$")
    password: str = Field(max_length=200)
    repeated: str = Field(max_length=200)
    code: str = Field(max_length=8)


class Credentials(BaseModel):
    """手机号/用户名/身份证号及密码"""

    login: str = Field(max_length=64)
    password: str = Field(max_length=200)


class RealName(BaseModel):
    """实名认证"""

    name: str = Field(max_length=64)
    identity_number: str = Field(max_length=18)


def same_site(request: Request) -> None:
    """Before there is a session only the browser can say whose page a form stood on."""
    if (origin := request.headers.get("Origin")) and origin.split("://")[-1] != request.headers.get("Host"):
        raise Problem(403, "csrf/missing")


@router.post("/sms", dependencies=[Depends(same_site)])
def send_code(body: Mobile, request: Request, office: InOffice) -> dict[str, Any]:
    """Sends a verification code. In a demonstration nothing is sent, and the code is in the answer."""
    if wait := office.searches.wait(f"sms {address(request)}"):
        raise Problem(429, "search/wait", retry_after=wait)
    office.searches.count(f"sms {address(request)}")
    with writing(office.store) as session:
        now, last = clock.now(session), session.get(SmsCode, body.mobile)
        answer = office.desk().ask_for_sms(body.mobile, last.sent if last else None, now)
        code = f"{secrets.randbelow(1_000_000):06}"
        if answer["send"]:
            session.merge(SmsCode(mobile=body.mobile, digest=digest(code), sent=now, tries=0))
    shown = {"demonstration_code": code} if answer["send"] and office.settings.demonstration else {}
    return {**answer, **shown}


@router.post("/register", status_code=201, dependencies=[Depends(same_site)])
def register(body: Registration, office: InOffice) -> dict[str, str]:
    """A new account of an applicant, after the code sent to the number."""
    if complaints := office.desk().check_password(body.password, body.repeated):
        raise Problem(422, "request/malformed", more=complaints)
    with writing(office.store) as session:
        right = spend(session.get(SmsCode, body.mobile), body.code, clock.now(session))
    if not right:
        raise Problem(422, "sms/wrong")
    account = Account(
        id=secrets.token_hex(8),
        role="applicant",
        username=body.username,
        mobile=body.mobile,
        password=PASSWORDS.hash(body.password),
    )
    try:
        with writing(office.store) as session:
            session.add(account)
    except IntegrityError:
        raise Problem(409, "account/taken") from None
    return {"username": body.username}


def spend(sent: SmsCode | None, code: str, now: str) -> bool:
    """Whether the code is the one sent. It is good once, for some minutes, and for few tries."""
    if sent is None or sent.tries >= TRIES or clock.seconds_between(sent.sent, now) > LIVES_SECONDS:
        return False
    sent.tries += 1
    if not same(digest(code).hex(), sent.digest.hex()):
        return False
    sent.tries = TRIES
    return True


@router.post("/login", dependencies=[Depends(same_site)])
def log_in(body: Credentials, request: Request, response: Response, office: InOffice) -> dict[str, Any]:
    """Signs in by mobile number, user name or identity number."""
    keys = (f"name {body.login}", f"address {address(request)}")
    if wait := max(office.logins.wait(keys[0]), office.searches.wait(keys[1])):
        raise Problem(429, "login/wait", retry_after=wait)
    columns = (Account.username, Account.mobile, Account.identity_number)
    with reading(office.store) as session:
        account = session.scalars(select(Account).where(or_(*(column == body.login for column in columns)))).first()
        right = is_password_of(account, body.password)
    if not right or account is None:
        for limiter, key in ((office.logins, keys[0]), (office.searches, keys[1])):
            limiter.count(key)
        raise Problem(401, "login/wrong")
    with writing(office.store) as session:
        cookie, login = sign_in(session, account)
        csrf = login.csrf
    secure = office.settings.https
    response.set_cookie(COOKIE, cookie, max_age=int(LASTS.total_seconds()), httponly=True, secure=secure, samesite="lax")
    return {"csrf": csrf, "account": shown(account)}


@router.post("/logout")
def log_out(request: Request, response: Response, _: AnyVisitor, office: InOffice) -> dict[str, bool]:
    """Ends this session."""
    with writing(office.store) as session:
        if login := session.get(Login, digest(request.cookies.get(COOKIE, ""))):
            session.delete(login)
    response.delete_cookie(COOKIE)
    return {"done": True}


@router.get("/me")
def me(request: Request, office: InOffice) -> dict[str, Any]:
    """Who is signed in, if anybody, and what time it is here."""
    with reading(office.store) as session:
        found = signed_in(session, request.cookies.get(COOKIE))
        known = {"account": shown(found[0]), "csrf": found[1].csrf} if found else {}
        return {"now": clock.now(session), "demonstration": office.settings.demonstration, **known}


@router.post("/real-name")
def verify(body: RealName, visitor: Applicant, office: InOffice) -> dict[str, Any]:
    """Real-name verification: name and number have to be the ones on the identity card."""
    try:
        with writing(office.store) as session:
            account = session.get_one(Account, visitor.account.id)
            if account.name is None:
                verified = realname.verified(session, body.name, body.identity_number, office.settings.demonstration)
                if (complaints := office.desk().check_real_name(body.name, body.identity_number, verified)) or not verified:
                    raise Problem(422, "request/malformed", more=complaints)
                account.name, account.identity_number = verified["name"], verified["identity_number"]
            return {"account": shown(account)}
    except IntegrityError:
        # The number is another account's.
        raise Problem(409, "account/taken") from None


def shown(account: Account) -> dict[str, Any]:
    """An account as its owner sees it. The number is not repeated whole: whoever looks over a shoulder reads it too."""
    number = account.identity_number
    return {
        "id": account.id,
        "role": account.role,
        "username": account.username,
        "name": account.name,
        "identity_number": f"{number[:6]}********{number[-4:]}" if number else None,
        "verified": account.name is not None,
        "regions": account.regions,
        "units": account.units,
    }
