"""What a column may hold, row by row, and which columns are refused at once."""

from __future__ import annotations

import datetime
from typing import Any, cast

import pandas as pd
import people
import pyarrow as pa
import pytest
from gongkao import Engine, TableError
from gongkao.types import ApplicationForm

ENGINE = Engine()
DAY = people.DAY


def rows(**columns: list[Any]) -> pa.Table:
    return pa.table(columns)


def one(column: str, value: object, kind: pa.DataType | None = None) -> dict[str, Any]:
    """The answers to one row that declares level four and says something beside."""
    table = pa.table({"declared_level": ["four"], column: pa.array([value], kind)})
    [answer] = ENGINE.assess_table(table, DAY).to_pyarrow().to_pylist()
    return cast(dict[str, Any], answer)


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
