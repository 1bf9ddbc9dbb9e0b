"""Every conformance case: what it expects, and the same answer as Rust's to the last byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cases
import pytest


def test_there_are_cases() -> None:
    assert cases.CASES


@pytest.mark.parametrize("path", cases.CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = cases.read(path)
    answer = cases.answer(case)
    expect(case["expect"], answer)
    assert cases.as_rust_writes(answer) == cases.answer_of_rust(path)


def expect(expected: dict[str, Any], answer: Any) -> None:
    if "error" in expected:
        assert answer == expected["error"]
        return
    if "names" in expected:
        assert [hit["name"] for hit in answer] == expected["names"]
        return
    if "answer" in expected:
        assert {field: answer.get(field) for field in expected["answer"]} == expected["answer"]
        return
    for field in ("verdict", "eligible", "needed"):
        if field in expected:
            assert answer[field] == expected[field]
    notes = [finding["code"] for finding in answer["findings"] if finding["severity"] == "note"]
    assert set(expected.get("notes", [])) <= set(notes)
    if "findings" in expected:
        heavy = [finding for finding in answer["findings"] if finding["severity"] != "note"]
        assert [{key: finding[key] for key in ("code", "severity", "path")} for finding in heavy] == expected["findings"]
