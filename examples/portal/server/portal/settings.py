"""What a deployment decides, read from the environment once."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one deployment and another."""

    database: str
    """SQLAlchemy's address of the store."""
    files: Path
    """The folder of uploads."""
    secret: bytes = field(repr=False)
    """Signs upload links and challenges. Links of an earlier secret open nothing."""
    demonstration: bool = False
    """Sample people, codes shown instead of sent, and a clock that may be set."""
    https: bool = True
    """Whether cookies are for encrypted connections only."""
    web: Path | None = None
    """The built page; none where another server delivers it."""
    login_attempts: int = 8
    """Failed logins for one name within five minutes, before it has to wait."""
    searches: int = 600
    """Searches of one address within a minute."""


def from_environment() -> Settings:
    """The settings of this process. A secret is needed, except for a demonstration, which draws one at each start."""
    demonstration = os.environ.get("PORTAL_DEMONSTRATION") == "1"
    secret = os.environ.get("PORTAL_SECRET", "")
    if len(secret) < 32 and not demonstration:
        raise SystemExit("PORTAL_SECRET has to hold 32 characters or more: they sign upload links and challenges.")
    home = Path(os.environ.get("PORTAL_HOME", "portal-data")).absolute()
    web = os.environ.get("PORTAL_WEB")
    return Settings(
        database=os.environ.get("PORTAL_DATABASE", f"sqlite:///{home / 'portal.sqlite'}"),
        files=home / "files",
        secret=secret.encode() if len(secret) >= 32 else secrets.token_bytes(32),
        demonstration=demonstration,
        https=os.environ.get("PORTAL_HTTPS", "0" if demonstration else "1") == "1",
        web=Path(web).absolute() if web else None,
    )
