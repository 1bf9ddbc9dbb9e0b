"""Bytes of files, in whatever they come."""

from __future__ import annotations

import threading
from array import array
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import cases
import pytest
from gongkao import Engine, GongkaoError, Inspector, inspect, inspect_header, strip_metadata
from gongkao.types import FileUpload

PHOTO = (cases.ROOT / "core/tests/files/photo.jpg").read_bytes()
PLACED = (cases.ROOT / "core/tests/files/placed.jpg").read_bytes()


def test_any_buffer_of_bytes_will_do() -> None:
    report = inspect(PHOTO)
    assert report == inspect(bytearray(PHOTO)) == inspect(memoryview(PHOTO))
    assert inspect_header(PHOTO[:4096])["whole"] is False


def test_pieces_give_the_same() -> None:
    inspector = Inspector("a.jpg")
    for start in range(0, len(PHOTO), 1000):
        inspector.feed(memoryview(PHOTO)[start : start + 1000])
    assert inspector.finish() == inspect(PHOTO, "a.jpg")
    with pytest.raises(GongkaoError):
        inspector.finish()
    with pytest.raises(GongkaoError):
        inspector.feed(b"")


def test_metadata_is_stripped() -> None:
    stripped = strip_metadata(PLACED)
    assert stripped is not None
    assert "identifies" not in inspect(stripped)["jpeg"]
    assert strip_metadata(b"") is None


@pytest.mark.parametrize("data", [None, "text", 1, object(), [1, 2], array("I", [1]), cases.ROOT])
def test_what_is_no_bytes_is_refused(data: Any) -> None:
    for ask in (inspect, inspect_header, strip_metadata, Inspector().feed):
        with pytest.raises(GongkaoError) as caught:
            ask(data)
        assert caught.value.code == "malformed/uploads"


@pytest.mark.parametrize("name", [1, b"a.jpg", "\ud800"])
def test_what_is_no_name_is_refused(name: Any) -> None:
    for ask in (lambda: inspect(PHOTO, name), lambda: inspect(PHOTO, "a", name), lambda: Inspector(name)):
        with pytest.raises(GongkaoError) as caught:
            ask()
        assert caught.value.code == "malformed/uploads"


def test_what_is_no_list_of_uploads_is_refused() -> None:
    with pytest.raises(GongkaoError) as caught:
        Engine().judge_uploads([cast(FileUpload, {"material": "diploma", "file": {"kind": "jpg"}})])
    assert (caught.value.code, caught.value.path) == ("malformed/uploads", "[0].file.kind")


def test_threads_look_at_files_side_by_side() -> None:
    start = threading.Barrier(4)

    def ask(_: int) -> Any:
        start.wait()
        return inspect(PHOTO)

    with ThreadPoolExecutor(4) as threads:
        first, *others = threads.map(ask, range(4))
    assert all(report == first for report in others)
