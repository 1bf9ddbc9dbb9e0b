"""Uploads on disk, each named by the digest of its content, so that nothing is kept twice and nothing overwritten."""

import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

from gongkao import Inspector
from gongkao.types import FileReport
from starlette.concurrency import run_in_threadpool

from .problems import Problem

LARGEST = 40_000_000
"""More than the largest photo of any phone seen; a request that goes on is cut off there, whatever length it claimed."""


async def receive(
    folder: Path, chunks: AsyncIterator[bytes], name: str | None, title: str | None
) -> tuple[FileReport, Path]:
    """Writes and inspects what comes, in one pass. The file stays aside until it is kept or dropped."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{secrets.token_hex(16)}"
    inspector, size = Inspector(name, title), 0
    try:
        with aside.open("xb") as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > LARGEST:
                    raise Problem(413, "file/too-large")
                await run_in_threadpool(inspector.feed, chunk)
                file.write(chunk)
            file.flush()
            await run_in_threadpool(os.fsync, file.fileno())
        return await run_in_threadpool(inspector.finish), aside
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


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
