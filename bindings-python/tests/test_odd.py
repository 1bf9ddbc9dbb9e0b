"""No Python object, however odd, brings the interpreter down: it is read, or refused with a `GongkaoError`, or raises what it raised."""

from __future__ import annotations

import datetime
import decimal
import enum
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import people
import pytest
from gongkao import Desk, Engine, GongkaoError, InputError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ENGINE = Engine()
DESK = Desk()
DAY = "2022-03-10"


class Own(Exception):
    """What an odd object raises."""


class Loud(str):
    """A text that cannot be shown, compared or counted."""

    def __str__(self) -> str:
        raise Own

    __repr__ = __str__

    def __len__(self) -> int:
        raise Own

    def __eq__(self, other: object) -> bool:
        raise Own

    __hash__ = str.__hash__


class Whole(int):
    def __int__(self) -> int:
        raise Own

    __index__ = __int__


class Turning(dict[Any, Any]):
    """A dict that says something else each time, and grows while it is read."""

    def items(self) -> Any:
        self[f"more{len(self)}"] = self
        return super().items()

    def __getitem__(self, key: object) -> Any:
        raise Own


class Endless(list[Any]):
    def __iter__(self) -> Any:
        while True:
            yield 1


class Colour(enum.Enum):
    RED = "red"


class Words(enum.StrEnum):
    FOUR = "four"


def around(inner: Any) -> Any:
    inner["me"] = inner
    return inner


ODD = st.sampled_from(
    [
        lambda: Loud("four"),
        lambda: Whole(2015),
        lambda: Turning(level="four"),
        lambda: Endless([1]),
        lambda: Colour.RED,
        lambda: Words.FOUR,
        lambda: around({}),
        lambda: np.int64(2015),
        lambda: np.float64("nan"),
        lambda: np.str_("four"),
        lambda: np.bool_(True),
        lambda: np.datetime64("2022-03-10"),
        lambda: np.array([1, 2]),
        lambda: pd.Timestamp("2022-03-10"),
        lambda: pd.NaT,
        lambda: pd.NA,
        lambda: decimal.Decimal(1),
        lambda: (n for n in [1]),
        lambda: iter([]),
        lambda: memoryview(b"abc"),
        lambda: type,
        lambda: ENGINE,
        lambda: ENGINE.assess,
        lambda: NotImplemented,
        lambda: ...,
        lambda: 1j,
    ]
).map(lambda make: make())
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(max_size=8), st.dates(), st.datetimes(), ODD
)
SURROGATES = st.text(st.characters(codec=None, categories=["Cs", "Lu"]), max_size=5)
NAMES = st.sampled_from(
    ["candidate", "name", "identity_number", "current", "level", "declared", "work_start", "awards", "obtained_year", "answers"]
)
VALUES = st.recursive(
    SCALARS | SURROGATES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.frozensets(st.integers(), max_size=2)
        | st.dictionaries(NAMES | st.text(max_size=3) | st.integers() | SURROGATES, inner, max_size=4)
    ),
    max_leaves=12,
)


def survives(ask: Callable[[], object]) -> None:
    try:
        ask()
    except (GongkaoError, Own):
        pass


ASKS: dict[str, Callable[[Any], object]] = {
    "form": lambda value: ENGINE.assess(value, None, DAY),
    "field": lambda value: ENGINE.assess({"candidate": {"name": value, "identity_number": value}}, value, DAY),
    "day": lambda value: ENGINE.when({"candidate": {"name": "", "identity_number": ""}}, None, value),
    "query": lambda value: ENGINE.search(value),
    "limit": lambda value: ENGINE.search("byy", value),
    "policy": lambda value: Engine(policy=value),
    "catalogue": lambda value: Engine(catalogue=value, units=value),
    "record": lambda value: ENGINE.reproduce(value, value, value),
    "uploads": lambda value: ENGINE.judge_uploads(value),
    "table": lambda value: ENGINE.assess_table(value, DAY),
    "wanted": lambda value: ENGINE.assess_table(people.table(0), DAY, wanted=value, keep=value),
    "threads": lambda value: ENGINE.assess_table(people.table(0), DAY, threads=value),
    "row": lambda value: ENGINE.assess_row(people.table(0), value, DAY),
    "explained": lambda value: ENGINE.explain_row({"declared_level": value, "rules": value, "trace": value}, DAY),
    "command": lambda value: DESK.decide(None, value, value),
    "state": lambda value: DESK.progress(value, value),
    "log": lambda value: DESK.replay(value, "2022-03-10T09:00:00"),
}


@pytest.mark.parametrize("ask", ASKS)
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(value=VALUES)
def test_nothing_brings_the_interpreter_down(ask: str, value: Any) -> None:
    survives(lambda: ASKS[ask](value))


DAYS: list[tuple[Any, bool]] = [
    (datetime.date(2022, 3, 10), True),
    ("2022-03-10", True),
    (np.str_("2022-03-10"), True),
    (datetime.datetime(2022, 3, 10), False),
    (datetime.datetime(2022, 3, 10, tzinfo=datetime.UTC), False),
    (pd.Timestamp("2022-03-10"), False),
    (pd.Timestamp("2022-03-10", tz="Asia/Shanghai"), False),
    (np.datetime64("2022-03-10"), False),
    (np.datetime64("NaT"), False),
    (pd.NaT, False),
    (pd.NA, False),
    (float("nan"), False),
    (20220310, False),
    (datetime.time(9), False),
    ("2022-03-10T00:00:00", False),
    ("20220310", False),
    ("2022-02-30", False),
]


@pytest.mark.parametrize(("day", "is_one"), DAYS, ids=lambda value: repr(value))
def test_a_day_is_a_date_or_its_text(day: Any, is_one: bool) -> None:
    form: Any = {"candidate": {"name": "", "identity_number": ""}, "declared": {"level": "four"}}
    asks: list[Callable[[], object]] = [
        lambda: ENGINE.assess(form, None, day),
        lambda: ENGINE.assess_table(people.table(0), day),
        lambda: ENGINE.sql("duckdb", day),
    ]
    for ask in asks:
        if is_one:
            ask()
            continue
        with pytest.raises(InputError) as caught:
            ask()
        assert caught.value.code == "malformed/day"
        assert str(caught.value)
    if not is_one and not isinstance(day, str):
        with pytest.raises(InputError, match="work_start"):
            ENGINE.assess(form | {"work_start": day}, None, "2022-03-10")
