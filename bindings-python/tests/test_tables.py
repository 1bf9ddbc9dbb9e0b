"""Tables of people from every data frame, and the same answers as one form at a time."""

from __future__ import annotations

import datetime
import pickle
from typing import Any, cast

import cases
import duckdb
import pandas as pd
import people
import polars as pl
import pyarrow as pa
import pytest
from datafusion import SessionContext
from gongkao import Answers, Engine, GongkaoError, PolicyError, TableError
from gongkao.tables import Wanted
from gongkao.types import ApplicationForm, Report

ENGINE = Engine()
DAY = people.DAY
ROWS: list[dict[str, Any]] = [
    {"identity_number": "11010519491231002X", "declared_level": "four", "current_level": "five", "current_obtained_year": 2015},
    {"declared_level": "four", "current_level": "five", "current_obtained_year": 2021, "work_start": datetime.date(2020, 7, 1)},
    {"declared_level": "four"},
    {},
]


def rows(**columns: list[Any]) -> pa.Table:
    return pa.table(columns)


@pytest.mark.parametrize("at", range(len(people.read())))
def test_a_table_is_answered_as_its_forms_are(at: int) -> None:
    case, engine = people.read()[at], people.engine(at)
    wanted: list[Wanted] = ["routes", "codes", "needed", "rules", "trace"]
    answers = engine.assess_table(people.keyed(at), DAY, wanted=wanted, keep=["key"])
    found = answers.to_pyarrow().to_pylist()
    assert [row["outcome"] for row in found] == case["expected"]
    assert [row["key"] for row in found] == list(range(len(found)))
    for row, form in list(zip(found, case["forms"], strict=True))[:: 1 if at == 0 else 10]:
        report = engine.assess(form, None, DAY)
        assert row["outcome"] == report["eligible"]
        routes = [f"{rule['rule']}.{route}" for rule in report["rules"] for route in rule.get("routes", [])]
        assert (row["routes"] or []) == routes
        assert without_digests(engine.assess_row(people.table(at), row["key"], DAY)) == without_digests(report)
        if row["declared_level"]:
            told = engine.explain_row(row, DAY)
            assert [rule["status"] for rule in told] == [rule["status"] for rule in report["rules"]]
            assert all(rule["label"]["zh"] for rule in told)


def test_earliest_is_what_when_says() -> None:
    seen = 0
    for at in range(8):
        answers = people.engine(at).assess_table(people.table(at), DAY, wanted=["earliest"]).to_pyarrow()
        for earliest, form in zip(answers["earliest"].to_pylist(), people.read()[at]["forms"], strict=True):
            foreseen = people.engine(at).when(form, None, DAY).get("earliest")
            assert (earliest and str(earliest)) == (foreseen and foreseen["day"])
            seen += earliest is not None
    assert seen > 20


def without_digests(report: Report) -> Report:
    """They are of the form with everything in it, as empty lists and uploads, of which a table has no column."""
    for finding in report["findings"]:
        finding.pop("digest", None)
    return report


FRAMES: dict[str, Any] = {
    "pyarrow table": lambda table: table,
    "pyarrow batch": lambda table: table.combine_chunks().to_batches()[0],
    "pyarrow reader": lambda table: table.to_reader(max_chunksize=7),
    "polars": pl.from_arrow,
    "pandas": lambda table: table.to_pandas(),
    "pandas with moments": lambda table: table.to_pandas(date_as_object=False),
    "duckdb": lambda given: duckdb.sql("SELECT * FROM given"),
    "datafusion": lambda table: SessionContext().from_arrow(table),
    "an array alone": lambda table: OnlyArray(table.combine_chunks().to_batches()[0]),
}


class OnlyArray:
    def __init__(self, batch: pa.RecordBatch) -> None:
        self.batch = batch

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        return self.batch.__arrow_c_array__(requested_schema)


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_gives_the_same(frame: str) -> None:
    table = people.keyed(1)
    if frame.startswith("pandas"):
        # Lists of structs are lost on the way through pandas; JSON text is not.
        table = table.drop_columns(list(people.LISTS))
    engine = people.engine(1)
    expected = engine.assess_table(table, DAY, keep=["key"]).to_pyarrow()
    given = FRAMES[frame](table)
    found = engine.assess_table(given, DAY, keep=["key"], threads=1).to_pyarrow()
    assert found.to_pylist() == expected.to_pylist()
    assert len(set(expected["outcome"].to_pylist())) > 1


def test_every_reader_of_arrow_reads_the_answers() -> None:
    def ask() -> Answers:
        return ENGINE.assess_table(people.keyed(0), DAY, keep=["key"])

    expected = [row["outcome"] for row in ask().to_pyarrow().to_pylist()]
    assert ask().to_polars()["outcome"].to_list() == expected
    assert ask().to_pandas()["outcome"].tolist() == expected
    answers = ask()
    assert duckdb.execute("SELECT outcome FROM answers ORDER BY key").fetchall() == [(outcome,) for outcome in expected]
    batches = list(pa.RecordBatchReader.from_stream(ask()))
    assert [row["outcome"] for batch in batches for row in batch.to_pylist()] == expected
    assert pa.schema(ask()).names == ask().columns == answers.columns


def test_answers_are_read_once() -> None:
    answers = ENGINE.assess_table(people.table(0), DAY)
    assert "read" not in repr(answers)
    answers.to_pyarrow()
    assert "read" in repr(answers)
    with pytest.raises(TableError, match="read already"):
        answers.to_pyarrow()


def test_a_stream_is_read_batch_by_batch() -> None:
    read: list[int] = []
    batch = people.keyed(0).combine_chunks().to_batches()[0]

    def batches() -> Any:
        for at in range(10):
            read.append(at)
            yield batch

    source = pa.RecordBatchReader.from_batches(batch.schema, batches())
    answers = ENGINE.assess_table(source, DAY, keep=["key"])
    assert read == []
    reader = pa.RecordBatchReader.from_stream(answers)
    reader.read_next_batch()
    assert read == [0]
    reader.read_all()
    assert len(read) == 10
    assert answers.summary()["rows"] == 10 * batch.num_rows


def test_a_large_batch_is_cut_among_threads_and_stays_in_order() -> None:
    few = people.table(0).select(["declared_level", "current_level", "current_obtained_year", "work_start"])
    table = pa.concat_tables([few] * 1500).combine_chunks()
    count = table.num_rows
    table = table.append_column("key", pa.array(range(count)))
    expected = ENGINE.assess_table(few, DAY).to_pyarrow()["outcome"].to_pylist()
    for threads in (1, 3):
        answers = ENGINE.assess_table(table, DAY, wanted=(), keep=["key"], threads=threads)
        batches = list(pa.RecordBatchReader.from_stream(answers))
        assert all(batch.num_rows <= 65_536 for batch in batches)
        assert [key for batch in batches for key in batch["key"].to_pylist()] == list(range(count))
        assert [word for batch in batches for word in batch["outcome"].to_pylist()] == expected * 1500


def test_a_summary_counts() -> None:
    table = rows(declared_level=["four", "four", "nine", None], current_level=["five", "ten", None, None])
    summary = ENGINE.assess_table(table, DAY).summary()
    assert summary["rows"] == 4 == summary["met"] + summary["unmet"] + summary["unknown"] + 2
    assert summary["errors"] == [
        {"error": "unknown_word", "error_field": "current_level", "rows": 1},
        {"error": "unknown_word", "error_field": "declared_level", "rows": 1},
    ]


def test_a_million_bad_rows_are_counted_and_their_neighbours_answered() -> None:
    good, bad, times = ["four", "2001-07-01"], [["nine", "2001-07-01"], ["four", "2001.07"], ["four", "yesterday"]], 1000
    levels, days = zip(*([good] + bad * 333), strict=True)
    part = rows(declared_level=list(levels), work_start=list(days))
    table = pa.concat_tables([part] * times)
    answers = ENGINE.assess_table(table, DAY, wanted=())
    summary = answers.summary()
    assert summary["rows"] == table.num_rows == 1_000_000
    assert summary["met"] + summary["unmet"] + summary["unknown"] == times
    counted = {(each["error"], each["error_field"]): each["rows"] for each in summary["errors"]}
    assert counted == {("no_day", "work_start"): 666 * times, ("unknown_word", "declared_level"): 333 * times}


def test_a_bad_row_has_its_own_error() -> None:
    table = rows(declared_level=["four", "nine"], work_start=["2001-07-01", "2001-07-01"])
    good, bad = ENGINE.assess_table(table, DAY).to_pyarrow().to_pylist()
    assert good["outcome"] and good["error"] is None
    assert (bad["outcome"], bad["error"], bad["error_field"]) == (None, "unknown_word", "declared_level")
    with pytest.raises(TableError, match="unknown_word") as caught:
        ENGINE.assess_row(table, 1, DAY)
    assert caught.value.path == "declared_level"


def test_a_row_without_its_trace_cannot_be_explained() -> None:
    [answer] = ENGINE.assess_table(rows(declared_level=["four"]), DAY, wanted=["rules", "trace"]).to_pyarrow().to_pylist()
    assert ENGINE.explain_row(answer, DAY)
    spoilt: Any
    for spoilt in ({}, answer | {"declared_level": "nine"}, answer | {"rules": "m"}, answer | {"trace": b""}, None, 3):
        with pytest.raises(TableError):
            ENGINE.explain_row(spoilt, DAY)
    with pytest.raises(TableError):
        ENGINE.assess_row(rows(declared_level=["four"]), 1, DAY)
    with pytest.raises(TableError):
        ENGINE.assess_row(rows(declared_level=["four"]), -1, DAY)


def test_a_table_without_rows_or_columns_has_no_answers() -> None:
    assert ENGINE.assess_table(pa.table({}), DAY).to_pyarrow().num_rows == 0
    empty = ENGINE.assess_table(people.keyed(0).slice(0, 0), DAY, keep=["key"]).to_pyarrow()
    assert empty.num_rows == 0
    assert empty.schema.field("key").type == pa.int64()


def test_columns_are_told() -> None:
    columns = {column["name"]: column for column in ENGINE.columns()}
    assert columns["current_obtained_year"]["kind"] == "number"
    assert columns["current_obtained_year"]["field"] == "current.obtained_year"
    facts = {name for name in columns if name.startswith("answers.")}
    assert facts == {f"answers.{name}" for name in people.read()[0]["policy"].get("facts", {})}


def test_an_engine_comes_back_from_pickle_and_decides_the_same() -> None:
    case = cases.read(next(path for path in cases.CASES if cases.read(path).get("units")))
    for engine in (ENGINE, people.engine(1), cases.engine_of(case)):
        back = pickle.loads(pickle.dumps(engine))
        form = people.read()[1]["forms"][0]
        assert back.record(form, None, DAY) == engine.record(form, None, DAY)
        assert back.assess(form, None, DAY) == engine.assess(form, None, DAY)


def test_sql_is_told_for_a_dialect() -> None:
    assert ENGINE.sql("duckdb", DAY)["verdict"] == people.read()[0]["sql"]["duckdb"]
    with pytest.raises(GongkaoError, match="postgresql"):
        ENGINE.sql(cast(Any, "postgres"), DAY)
    nested: Any = {"fact": "flag", "equals": True}
    for _ in range(28):
        nested = {"of": [nested], "at_least": "p0"}
    policy = people.read()[1]["policy"]
    policy = policy | {"exceptions": [], "rules": [policy["rules"][0] | {"condition": nested}, *policy["rules"][1:]]}
    policy["parameters"]["p0"]["value"] = 1
    with pytest.raises(PolicyError, match="too long"):
        Engine(policy=policy).sql("spark", DAY)
