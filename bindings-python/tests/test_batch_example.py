"""The example of a whole province, on a small one: Polars and Spark print the same, and it is what the engine says row by row."""

from __future__ import annotations

import datetime
import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import cases
import pytest
from gongkao import Engine
from pyspark.sql import SparkSession

FOLDER = cases.ROOT / "examples/batch"
COUNT = 3000


@pytest.fixture(scope="module")
def example() -> Iterator[dict[str, ModuleType]]:
    sys.path.insert(0, str(FOLDER))
    names = ["people", "report", "with_polars", "with_spark"]
    hidden = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    yield {name: importlib.import_module(name) for name in names}
    sys.path.remove(str(FOLDER))
    for name in names:
        del sys.modules[name]
    sys.modules.update(hidden)


def without_times(said: str) -> list[str]:
    """Lines, the spaces of a table made one, without what took how long."""
    return [" ".join(line.split()) for line in said.splitlines() if not line.startswith("decided")]


def test_the_people_are_the_same_each_time_and_numbers_are_sound(example: dict[str, Any]) -> None:
    province = example["people"].province
    assert province(500).equals(province(500))
    assert set(province(500)["region"].to_pylist()) == set(example["people"].CITIES)


def test_polars_says_what_the_engine_says(example: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    answers = example["with_polars"].main(COUNT)
    said = capsys.readouterr().out
    assert answers.height == COUNT
    outcomes = Counter(answers["outcome"].to_list())
    # Everything an office may meet is in it.
    assert min(outcomes["met"], outcomes["unmet"], outcomes["unknown"]) > COUNT / 50
    assert 0 < outcomes[None] < COUNT / 100
    assert answers["earliest"].drop_nulls().dt.year().n_unique() > 3
    levels = re.search(r"declared_level .*\n((?:\w+ .*\n)+)", said)
    assert levels is not None
    rows = [list(map(int, line.split()[1:])) for line in levels[1].splitlines()]
    assert [sum(column) for column in zip(*rows, strict=True)] == [outcomes[key] for key in ["met", "unmet", "unknown", None]]
    # And each is what the report of the form says.
    engine = Engine()
    for row, outcome in zip(example["people"].province(COUNT).to_pylist(), answers["outcome"], strict=True):
        if outcome is not None and row["id"] % 50 == 0:
            assert engine.assess(form(row), None, example["people"].DAY)["eligible"] == outcome


def form(row: dict[str, Any]) -> Any:
    """The form a row stands for."""
    fields = {column["name"]: column["field"].split(".") for column in Engine().columns()}
    form: dict[str, Any] = {"candidate": {"name": "-"}}
    for name, value in row.items():
        if name in fields and value is not None:
            *above, last = fields[name]
            place = form
            for step in above:
                place = place.setdefault(step, {})
            place[last] = value.isoformat() if isinstance(value, datetime.date) else value
    return form


def test_spark_prints_what_polars_prints(
    example: dict[str, Any], spark: SparkSession, capsys: pytest.CaptureFixture[str]
) -> None:
    example["with_polars"].main(COUNT)
    by_polars = without_times(capsys.readouterr().out)
    example["with_spark"].main(COUNT, spark)
    assert without_times(capsys.readouterr().out) == by_polars
    assert len(by_polars) > 30
