"""Whom a policy moves, counted table by table: the same as deciding everybody twice."""

from __future__ import annotations

import threading
from collections import Counter

import polars as pl
import pytest
from gongkao import Engine, Policy, Simulation, TableError

DAY = "2022-03-10"
OLD, NEW = (Engine(policy=Policy.shipped(name)) for name in ("henan-2018", "henan-2022"))
LEVELS = ["four", "three", "two", "one", None]
PEOPLE = pl.DataFrame(
    {
        "identity_number": [f"4101051{born}0615001{check}" for born in (960, 962, 980, 990) for check in "0123456789X"] * 5,
        "declared_level": [level for level in LEVELS for _ in range(44)],
        "current_level": [level for level in ("five", "four", "three", "two", "five") for _ in range(44)],
        "current_obtained_year": [2005 + at % 17 for at in range(220)],
        "work_start": [f"{1985 + at % 30}-07-01" for at in range(220)],
        "declared_work_type": ["播音员", None] * 110,
        "current_work_type": ["播音员"] * 220,
    }
)


def outcomes(engine: Engine) -> list[str]:
    return [str(outcome) for outcome in engine.assess_table(PEOPLE, DAY, wanted=[]).to_polars()["outcome"]]


def test_it_counts_what_deciding_twice_gives() -> None:
    simulation = Simulation(OLD, NEW, DAY, examples=1)
    for piece in PEOPLE.iter_slices(37):
        simulation.feed(piece)
    report = simulation.report()
    pairs = Counter(zip(outcomes(OLD), outcomes(NEW), strict=True))
    names = ("unmet", "unknown", "met")
    assert report["all"]["from_to"] == [[pairs[before, after] for after in names] for before in names]
    assert len(set(pairs)) > 3, "these people are to move in several ways"
    assert set(report["by_level"]["named"]) == {"one", "two", "three", "four", ""}
    assert report["by_work_type"]["named"].keys() == {"播音员", ""}
    for example in report["gain"] + report["lose"]:
        assert example["rules"] and example.get("level") == PEOPLE["declared_level"][example["row"]]
    assert (len(report["gain"]), len(report["lose"])) == (1, 1)
    assert simulation.report() == report


def test_a_row_that_cannot_be_read_is_counted_and_spoils_no_other() -> None:
    simulation = Simulation(OLD, NEW, DAY)
    simulation.feed(pl.DataFrame({"declared_level": ["four", "fourth", "four"], "work_start": ["1990-07-01", None, "never"]}))
    report = simulation.report()
    assert report["rubbish"] == [
        {"column": "declared_level", "kind": "unknown_word", "rows": 1},
        {"column": "work_start", "kind": "no_day", "rows": 1},
    ]
    assert sum(map(sum, report["all"]["from_to"])) == 1


def test_what_is_no_table_is_refused_with_its_column() -> None:
    simulation = Simulation(OLD, NEW, DAY)
    with pytest.raises(TableError) as unknown:
        simulation.feed(pl.DataFrame({"work_strat": ["1990-07-01"]}))
    assert unknown.value.path == "work_strat"
    with pytest.raises(TableError):
        simulation.feed([1])  # type: ignore[arg-type]
    assert sum(map(sum, simulation.report()["all"]["from_to"])) == 0


def test_threads_take_turns() -> None:
    simulation = Simulation(OLD, NEW, DAY)
    threads = [threading.Thread(target=simulation.feed, args=(PEOPLE,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(map(sum, simulation.report()["all"]["from_to"])) == 8 * PEOPLE.height
