"""Thousands of random questions, answered as Rust answered them, to the last byte."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import cases
import pytest
from gongkao import Engine, GongkaoError

LEFT = cases.ANSWERS / "parity.json"


def digest(ask: Callable[[], object]) -> str:
    """Of the answer's JSON, or of what the error says."""
    try:
        answer = ask()
    except GongkaoError as error:
        answer = {"code": error.code, "path": error.path}
    return hashlib.sha256(cases.as_rust_writes(answer).encode()).hexdigest()[:16]


@pytest.fixture(scope="module")
def left() -> Any:
    assert LEFT.is_file(), f"{LEFT} is missing: run `cargo xtask test`, whose Rust tests write it"
    return cases.read(LEFT)


def test_every_question_about_a_form(left: Any) -> None:
    for asked_of in left["engines"]:
        engine = Engine(policy=asked_of["policy"])
        for asked in asked_of["asked"]:
            form, library, day = asked["form"], asked["library"], asked["day"]
            answers = [
                digest(lambda: engine.assess(form, library, day)),
                digest(lambda: engine.eligible(form, day)),
                digest(lambda: engine.when(form, library, day)),
                digest(lambda: engine.what(form, library, day)),
                digest(lambda: engine.record(form, library, day)),
                digest(lambda: engine.submit(form, {"certificates": []} if library is None else library, day, [])),
            ]
            assert answers == asked["answers"], asked


def test_every_search(left: Any) -> None:
    engine = Engine()
    for query, limit, answer in left["searches"]:
        assert digest(lambda: engine.search(query, limit)) == answer, (query, limit)
