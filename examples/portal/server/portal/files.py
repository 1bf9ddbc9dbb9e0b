"""Uploads on disk, each named by the digest of its content, so that nothing is kept twice and nothing overwritten."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from io import FileIO
from pathlib import Path

from gongkao import Inspector
from gongkao.types import FileReport
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from .parts import Part
from .problems import Problem

CHUNK = 1 << 20
SILENT = 60
"""Seconds without a byte, after which a connection is given up: one that was lost does not always say so."""
LARGEST = 40_000_000
"""More than the largest photo of any phone seen; a request that goes on is cut off there, whatever length it claimed."""


async def receive(
    folder: Path, chunks: AsyncIterator[bytes], name: str | None, title: str | None, part: Part | None = None, start: int = 0
) -> tuple[FileReport, Path]:
    """Writes and inspects what comes, in one pass. The file stays aside until it is kept or dropped.

    What comes goes on after the first `start` bytes of `part`; where it breaks off, what has come stays as the part.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = await run_in_threadpool(part.fresh) if part else folder / f".{secrets.token_hex(16)}"
    inspector, size = Inspector(name, title), 0
    try:
        # Not buffered, so that what has come is there if this server ends.
        with aside.open("xb", buffering=0) as file:
            async for chunk in whole(part, start, chunks):
                size += len(chunk)
                if size > LARGEST:
                    raise Problem(413, "file/too-large")
                await run_in_threadpool(inspector.feed, chunk)
                await run_in_threadpool(write, file, chunk)
            await run_in_threadpool(os.fsync, file.fileno())
        report = await run_in_threadpool(inspector.finish)
        if part and report["digest"] != part.digest:
            part.drop()
            raise Problem(422, "file/altered")
        return report, aside
    except BaseException as error:
        broken = isinstance(error, (ClientDisconnect, TimeoutError, asyncio.CancelledError))
        if not (broken and part and size):
            aside.unlink(missing_ok=True)
        raise


def write(file: FileIO, chunk: bytes) -> None:
    """All of it: a disk that is nearly full takes a part, and only then says so."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[file.write(rest) :]


async def whole(part: Part | None, start: int, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """What came before, and what comes now. A connection that says nothing for a while is given up."""
    if start:
        beginnings = await run_in_threadpool(part.beginnings) if part else []
        if not beginnings or beginnings[-1][0] < start:
            raise Problem(409, "file/part-gone")
        try:
            with beginnings[-1][1].open("rb") as file:
                for at in range(0, start, CHUNK):
                    yield await run_in_threadpool(file.read, min(CHUNK, start - at))
        except FileNotFoundError:
            raise Problem(409, "file/part-gone") from None
    while True:
        try:
            async with asyncio.timeout(SILENT):
                chunk = await anext(chunks)
        except StopAsyncIteration:
            return
        yield chunk


def keep(folder: Path, aside: Path, digest: str) -> None:
    """Moves a received file to its place. The move is one step: there is never half a file under a digest."""
    place = path(folder, digest)
    place.parent.mkdir(exist_ok=True)
    aside.replace(place)
    # The move itself has to be on the disk before the event that speaks of it.
    entry = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def path(folder: Path, digest: str) -> Path:
    """Where a file is."""
    return folder / digest[:2] / digest
