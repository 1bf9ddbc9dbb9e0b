"""The namespace of Polars."""

from __future__ import annotations

from typing import Any

import gongkao.polars
import people
import polars as pl
import pytest
from gongkao import TableError

DAY = people.DAY


def frame(at: int) -> Any:
    return pl.from_arrow(people.keyed(at))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_frame_assesses_itself(at: int) -> None:
    expected = people.read()[at]["expected"]
    engine = people.engine(at)
    answers = frame(at).gongkao.assess(engine, DAY, keep=["key"])
    assert answers["outcome"].to_list() == expected
    assert answers["key"].to_list() == list(range(len(expected)))
    assert answers.equals(gongkao.polars.assess(frame(at), engine, DAY, keep=["key"]))


@pytest.mark.parametrize("how", ["in-memory", "streaming"])
def test_a_lazy_frame_stays_lazy(how: Any) -> None:
    lazy = frame(1).lazy().gongkao.assess(people.engine(1), DAY, keep=["key"], threads=1)
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect_schema()["outcome"] == frame(1).gongkao.assess(people.engine(1), DAY, keep=["key"]).schema["outcome"]
    met = lazy.filter(pl.col("outcome").cast(pl.String) == "met").select("key").collect(engine=how)
    expected = people.read()[1]["expected"]
    assert met["key"].to_list() == [key for key, outcome in enumerate(expected) if outcome == "met"] != []


def test_a_slip_is_noticed_before_anything_is_read() -> None:
    slip = pl.LazyFrame({"work_strat": ["2001-07-01"]})
    with pytest.raises(TableError, match="did you mean"):
        gongkao.polars.assess(slip, people.engine(0), DAY)
