"""The schema by which editors complete policy files takes every file that ships, and nothing with a slip in it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

DATA = Path(__file__).parents[2] / "core/data"
FILES = sorted((DATA / "policy").glob("*/*.toml"))
SCHEMA = Draft7Validator(json.loads((DATA / "policy.schema.json").read_text(encoding="utf-8")))


def read(path: Path) -> dict[str, Any]:
    # Days are texts in the contract; a file may write them so only.
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA.schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_ships_is_taken(path: Path) -> None:
    assert [error.message for error in SCHEMA.iter_errors(read(path))] == []
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema ../../policy.schema.json"


@pytest.mark.parametrize(
    "slip",
    [
        {"rulez": []},
        {"rules": [{"name": "x"}]},
        {"parameters": {"p": {"valeu": 5}}},
        {"policy": {"id": "x", "version": "one", "province": "410000", "from_year": 2022, "to_year": 2022}},
    ],
)
def test_a_slip_is_noticed(slip: dict[str, Any]) -> None:
    assert list(SCHEMA.iter_errors(slip))
