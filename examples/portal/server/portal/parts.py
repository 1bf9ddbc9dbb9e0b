"""What has come of an upload that broke off, kept for a day under its sender and the digest of the whole, so that it goes on there.

Each connection writes into a file of its own, in the place where a part lies, so that what has come is there however the connection or
the server ended, and a connection given up on cannot write into what follows it.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path

LASTS = 86_400
MOST = 4
"""Parts kept of one sender; the oldest makes room."""


@dataclass
class Part:
    """The beginning of one file of one sender."""

    files: Path
    """The folder of uploads."""
    sender: str
    """An account, or the application of a link: nobody goes on with what another has begun."""
    digest: str
    """Of the whole file, as its sender says; checked when all of it is there."""
    mine: str = field(init=False)

    def __post_init__(self) -> None:
        self.mine = hashlib.sha256(self.sender.encode()).hexdigest()[:32]

    def beginnings(self) -> list[tuple[int, Path]]:
        """What the connections that have sent something of it left, the longest last."""
        return sorted((size, path) for path, size, _ in found(self.files, f"{self.mine}-{self.digest}.*"))

    def received(self) -> int:
        """How many bytes are here."""
        return max((size for size, _ in self.beginnings()), default=0)

    def fresh(self) -> Path:
        """Where the next connection writes."""
        tidy(self.files, self.mine, self.digest)
        return folder(self.files) / f"{self.mine}-{self.digest}.{secrets.token_hex(8)}"

    def keep(self, aside: Path) -> None:
        """Takes what has come some other way."""
        aside.replace(self.fresh())

    def drop(self) -> None:
        """Forgets it."""
        for _, path in self.beginnings():
            path.unlink(missing_ok=True)


def folder(files: Path) -> Path:
    """Where parts are, made where it is not there."""
    place = files / ".parts"
    place.mkdir(parents=True, exist_ok=True)
    return place


def tidy(files: Path, mine: str = "", current: str = "") -> None:
    """Removes what is too old, and of one sender what is too much besides the file that is coming."""
    kept = sorted((when, path) for path, _, when in found(files, "*"))
    own = [path for _, path in kept if mine and path.name.startswith(f"{mine}-") and not path.name.startswith(f"{mine}-{current}.")]
    old = [path for when, path in kept if when < time.time() - LASTS]
    for path in {*old, *own[: max(0, len(own) - MOST + 1)]}:
        path.unlink(missing_ok=True)


def found(files: Path, pattern: str) -> list[tuple[Path, int, float]]:
    """These parts, with their sizes and when they were last written; another server may remove them meanwhile."""
    there = []
    for path in folder(files).glob(pattern):
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        there.append((path, stat.st_size, stat.st_mtime))
    return there
