"""One engine, many threads."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import cases


def test_threads_share_an_engine_and_get_the_same_answers() -> None:
    paths = [path for path in cases.CASES if cases.read(path)["call"] == "assess"][:40]
    start = threading.Barrier(4)

    def ask(_: int) -> list[str]:
        start.wait()
        return [cases.as_rust_writes(cases.answer(cases.read(path))) for path in paths]

    with ThreadPoolExecutor(4) as threads:
        first, *others = threads.map(ask, range(4))
    assert all(answers == first for answers in others)
