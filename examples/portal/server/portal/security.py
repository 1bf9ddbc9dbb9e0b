"""Sessions, what guards them, and how often one may ask."""

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict, deque
from datetime import datetime, timedelta, timezone
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete
from sqlalchemy.orm import Session
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .tables import Account, Login

COOKIE = "portal_session"
LASTS = timedelta(hours=12)
PASSWORDS = PasswordHasher()
# What a wrong name is compared with, so that it takes as long as a wrong password.
NOBODY = PASSWORDS.hash(secrets.token_hex(16))


def digest(text: str) -> bytes:
    """What the store keeps of a secret that is random itself."""
    return hashlib.sha256(text.encode()).digest()


def is_password_of(account: Account | None, password: str) -> bool:
    """Whether it is; in the same time whether there is such an account or not."""
    try:
        PASSWORDS.verify(account.password if account else NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return account is not None


def sign_in(session: Session, account: Account) -> tuple[str, Login]:
    """A new session: what the cookie holds, and what the store keeps."""
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    session.execute(delete(Login).where(Login.expires < now))
    cookie = secrets.token_urlsafe(32)
    login = Login(digest=digest(cookie), account=account.id, csrf=secrets.token_urlsafe(24), expires=now + LASTS)
    session.add(login)
    return cookie, login


def signed_in(session: Session, cookie: str | None) -> tuple[Account, Login] | None:
    """The account of a cookie, while its session lasts."""
    login = session.get(Login, digest(cookie)) if cookie else None
    if login is None or login.expires < datetime.now(timezone.utc).replace(tzinfo=None):
        return None
    account = session.get(Account, login.account)
    return (account, login) if account else None


def same(one: str, other: str) -> bool:
    """Whether two secrets are one, in a time that says nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


class Limiter:
    """So many times within so many seconds, for each key; it remembers so many keys and forgets the oldest."""

    KEYS = 50_000

    def __init__(self, times: int, seconds: float) -> None:
        self.times, self.seconds = times, seconds
        self.seen: OrderedDict[str, deque[float]] = OrderedDict()
        self.lock = threading.Lock()

    def wait(self, key: str) -> int:
        """In how many seconds the key may ask again; 0 for now."""
        with self.lock:
            times = self.recent(key)
            return 0 if len(times) < self.times else int(times[0] + self.seconds - time.monotonic()) + 1

    def count(self, key: str) -> None:
        """Remembers that it did."""
        with self.lock:
            self.recent(key).append(time.monotonic())

    def recent(self, key: str) -> deque[float]:
        times = self.seen.setdefault(key, deque())
        self.seen.move_to_end(key)
        while times and times[0] < time.monotonic() - self.seconds:
            times.popleft()
        while len(self.seen) > self.KEYS:
            self.seen.popitem(last=False)
        return times


HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds the headers to every answer that does not set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there: list[Any] = list(message.get("headers", []))
                names = {name.lower() for name, _ in there}
                more = {**HEADERS, "Cache-Control": "no-store"} if scope["path"].startswith(("/api", "/plain")) else HEADERS
                there += [(k.lower().encode(), v.encode()) for k, v in more.items() if k.lower().encode() not in names]
                message["headers"] = there
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
