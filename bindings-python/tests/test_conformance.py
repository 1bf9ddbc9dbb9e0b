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
    expect(case["call"], case["expect"], answer)
    assert cases.as_rust_writes(answer) == cases.answer_of_rust(path)


def expect(call: str, expected: dict[str, Any], answer: Any) -> None:
    if "steps" in expected:
        assert [outcome(said) for said in answer] == expected["steps"]
        return
    if "error" in expected:
        assert answer == expected["error"]
        return
    if call in cases.HANDLES:
        for place, value in expected.get("answer", {}).items():
            assert at(answer, place) == value, place
        for said in expected.get("says", []):
            assert said in cases.as_rust_writes(answer)
        if "names" in expected:
            assert [hit["name"] for hit in answer["hits"]] == expected["names"]
        return
    if "differences" in answer:
        assert answer["differences"] == []
        answer = answer["record"]
        assert {field: answer[field] for field in ("verdict", "eligible")} == {
            field: expected[field] for field in ("verdict", "eligible")
        }
        return
    if "names" in expected:
        assert [hit["name"] for hit in answer] == expected["names"]
        return
    if "answer" in expected:
        assert {field: answer.get(field) for field in expected["answer"]} == expected["answer"]
        return
    if "uploads" in expected:
        assert [seen(report) for report in answer] == [{"findings": [], "notes": [], **one} for one in expected["uploads"]]
        return
    if isinstance(answer, list):
        assert notes_of(answer) == expected["notes"]
        return
    for field in ("verdict", "eligible", "needed"):
        if field in expected:
            assert answer[field] == expected[field]
    assert set(expected.get("notes", [])) <= set(notes_of(answer["findings"]))
    if "findings" in expected:
        assert heavy_of(answer["findings"]) == expected["findings"]


def at(answer: Any, place: str) -> Any:
    """What stands at a place of an answer, as `/found/0/kind`, or in a field; None where it is left out."""
    for step in place.split("/")[1:] if place.startswith("/") else [place]:
        if isinstance(answer, list):
            answer = answer[int(step)] if int(step) < len(answer) else None
        elif answer is not None:
            answer = answer.get(step)
    return answer


def outcome(said: Any) -> Any:
    """What a step of a walk came to, in a word or two."""
    if isinstance(said, list):
        return [item["code"] for item in said if "code" in item]
    if isinstance(said, str):
        return said
    if said.get("events"):
        what = said["events"][0]["what"]
        return [what if isinstance(what, str) else next(iter(what)), said["state"]["state"]]
    for key in ("refusal", "fault", "complaint"):
        if key in said:
            return said[key]["code"]
    if "path" in said:
        return said["code"]
    return said["state"]["state"] if isinstance(said.get("state"), dict) else said.get("state", "")


def notes_of(findings: list[Any]) -> list[str]:
    return [finding["code"] for finding in findings if finding["severity"] == "note"]


def heavy_of(findings: list[Any]) -> list[dict[str, str]]:
    heavy = [finding for finding in findings if finding["severity"] != "note"]
    return [{key: finding[key] for key in ("code", "severity", "path")} for finding in heavy]


def seen(report: dict[str, Any]) -> dict[str, Any]:
    findings = report["findings"]
    return {
        "verdict": report["verdict"],
        "kind": report["file"]["kind"],
        "findings": heavy_of(findings),
        "notes": notes_of(findings),
    }
