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


def one(column: str, value: object, kind: pa.DataType | None = None) -> dict[str, Any]:
    """The answers to one row that declares level four and says something beside."""
    table = pa.table({"declared_level": ["four"], column: pa.array([value], kind)})
    [answer] = ENGINE.assess_table(table, DAY).to_pyarrow().to_pylist()
    return cast(dict[str, Any], answer)


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


def test_a_bad_row_has_its_own_error() -> None:
    table = rows(declared_level=["four", "nine"], work_start=["2001-07-01", "2001-07-01"])
    good, bad = ENGINE.assess_table(table, DAY).to_pyarrow().to_pylist()
    assert good["outcome"] and good["error"] is None
    assert (bad["outcome"], bad["error"], bad["error_field"]) == (None, "unknown_word", "declared_level")
    with pytest.raises(TableError, match="unknown_word") as caught:
        ENGINE.assess_row(table, 1, DAY)
    assert caught.value.path == "declared_level"


@pytest.mark.parametrize(
    ("value", "kind", "error"),
    [
        (datetime.date(2004, 7, 1), pa.date32(), None),
        (datetime.date(2004, 7, 1), pa.date64(), None),
        ("2004-07-01", pa.large_string(), None),
        ("2004-07-01", pa.string_view(), None),
        (datetime.datetime(2004, 7, 1), pa.timestamp("ns"), None),
        (datetime.datetime(2004, 7, 1), pa.timestamp("s"), None),
        (datetime.datetime(1904, 7, 1), pa.timestamp("us"), None),
        (None, pa.timestamp("ms"), None),
        (datetime.datetime(2004, 7, 1, 15), pa.timestamp("ms"), "no_day"),
        ("2004-07", pa.string(), "no_day"),
        ("", pa.string(), "no_day"),
        (datetime.date(3004, 7, 1), pa.date32(), "no_day"),
    ],
)
def test_a_day_in_a_column(value: object, kind: pa.DataType, error: str | None) -> None:
    answer = one("work_start", value, kind)
    assert (answer["error"], answer["error_field"]) == (error, error and "work_start")
    day = value if isinstance(value, str) else str(value)[:10]
    if error is None and value is not None:
        form = cast(
            ApplicationForm,
            {"candidate": {"name": "", "identity_number": ""}, "declared": {"level": "four"}, "work_start": day},
        )
        assert answer["outcome"] == ENGINE.assess(form, None, DAY)["eligible"]
        assert "work_start" not in answer["needed"]


@pytest.mark.parametrize(
    ("value", "kind", "error"),
    [
        (2015, pa.int16(), None),
        (2015, pa.uint64(), None),
        ("2015", pa.string(), None),
        (2015.0, pa.float64(), None),
        (2015.0, pa.float32(), None),
        (float("nan"), pa.float64(), None),
        (2015.5, pa.float64(), "no_number"),
        (float("inf"), pa.float64(), "no_number"),
        (-1e300, pa.float64(), "no_number"),
        ("2015.0", pa.string(), "no_number"),
        (2**63 - 1, pa.int64(), "no_number"),
    ],
)
def test_a_number_in_a_column(value: object, kind: pa.DataType, error: str | None) -> None:
    assert one("current_obtained_year", value, kind)["error"] == error


def test_what_pandas_leaves_open_is_open() -> None:
    frame = pd.DataFrame(
        {
            "declared_level": pd.Categorical(["four", "four", None]),
            "work_start": pd.to_datetime(["2001-07-01", None, None]),
            "current_obtained_year": [2015, None, None],
            "exception_claimed": [False, None, pd.NA],
        }
    )
    assert frame["current_obtained_year"].dtype == "float64"
    found = ENGINE.assess_table(frame, DAY).to_pandas()
    assert found["error"].isna().all()
    assert "work_start" not in found["needed"][0]
    assert "work_start" in found["needed"][1]


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("work_start", pa.array([None], pa.timestamp("ns", tz="Asia/Shanghai")), "Timestamp"),
        ("work_start", pa.array([1.5]), "Float64"),
        ("exception_claimed", pa.array([1]), "Int64"),
        ("declared_level", pa.array([4]), "Int64"),
        ("awards", pa.array([True]), "Boolean"),
    ],
)
def test_a_column_of_the_wrong_type_is_refused_at_once(column: str, values: pa.Array, said: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        ENGINE.assess_table(pa.table({column: values}), DAY)
    assert caught.value.path == column


def test_a_column_nobody_knows_is_refused_with_what_was_meant() -> None:
    with pytest.raises(TableError, match="did you mean `work_start`") as caught:
        ENGINE.assess_table(rows(work_strat=["2001-07-01"]), DAY)
    assert caught.value.path == "work_strat"
    assert "`keep`" in str(caught.value)
    kept = ENGINE.assess_table(rows(work_strat=["2001-07-01"]), DAY, keep=["work_strat"])
    assert kept.to_pyarrow()["work_strat"].to_pylist() == ["2001-07-01"]
    assert ENGINE.assess_row(rows(mine=[1]), 0, DAY)["needed"] == ["declared.level"]


def test_what_cannot_be_kept_or_wanted_is_refused() -> None:
    table = rows(declared_level=["four"], outcome=[1])
    asks: list[tuple[dict[str, Any], str]] = [
        ({"keep": ["outcome"]}, "outcome"),
        ({"keep": ["nowhere"]}, "nowhere"),
        ({"keep": "outcome"}, "keep"),
        ({"keep": [1]}, "keep"),
        ({"keep": (name for name in ["outcome"])}, "keep"),
        ({"keep": ["outcome", "declared_level"], "wanted": ["all"]}, "wanted"),
        ({"keep": ["declared_level", "declared_level"]}, "declared_level"),
        ({"wanted": "codes"}, "wanted"),
        ({"wanted": 1}, "wanted"),
        ({"threads": 0}, "threads"),
        ({"threads": "two"}, "threads"),
        ({"threads": 2**80}, "threads"),
    ]
    for more, path in asks:
        with pytest.raises(TableError) as caught:
            ENGINE.assess_table(table if "outcome" in str(more.get("keep")) else table.drop_columns("outcome"), DAY, **more)
        assert (caught.value.code, caught.value.path) == ("malformed/table", path)


class Liar:
    """Says that it gives a stream, and gives something else."""

    def __init__(self, given: object) -> None:
        self.given = given

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.given


class OddArray(Liar):
    __arrow_c_array__ = Liar.__arrow_c_stream__
    __arrow_c_stream__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("table", [None, 1, "table", {}, [], object(), {"declared_level": ["four"]}, Liar(1), Liar(None)])
def test_what_is_no_table_is_refused(table: Any) -> None:
    with pytest.raises(TableError):
        ENGINE.assess_table(table, DAY)
    with pytest.raises(TableError):
        ENGINE.assess_row(table, 0, DAY)


def test_a_capsule_of_something_else_is_refused() -> None:
    batch = people.keyed(0).combine_chunks().to_batches()[0]
    schema, array = batch.__arrow_c_array__()
    for given in (schema, array):
        with pytest.raises((TableError, ValueError)):
            ENGINE.assess_table(cast(Any, Liar(given)), DAY)


def test_a_stream_taken_twice_is_refused() -> None:
    capsule = people.keyed(0).__arrow_c_stream__()
    ENGINE.assess_table(cast(Any, Liar(capsule)), DAY, keep=["key"]).summary()
    with pytest.raises(TableError):
        ENGINE.assess_table(cast(Any, Liar(capsule)), DAY, keep=["key"])


def test_texts_that_are_no_texts_are_refused_and_never_read() -> None:
    spoilt: Any = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\4\0\0\0"), pa.py_buffer(b"\xff\xfe\xff\xff")])
    table = pa.table({"declared_level": spoilt})
    with pytest.raises(pa.ArrowInvalid, match="UTF"):
        ENGINE.assess_table(table, DAY).to_pyarrow()
    with pytest.raises(TableError, match="UTF"):
        ENGINE.assess_table(table, DAY).summary()


def test_what_the_source_raises_reaches_the_reader() -> None:
    batch = people.keyed(0).combine_chunks().to_batches()[0]

    def batches() -> Any:
        yield batch
        raise RuntimeError("the disk is gone")

    source = pa.RecordBatchReader.from_batches(batch.schema, batches())
    with pytest.raises(Exception, match="the disk is gone"):
        ENGINE.assess_table(source, DAY, keep=["key"]).to_pyarrow()


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
