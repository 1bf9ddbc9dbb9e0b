"""Random policies and people that the Rust tests leave, as tables, and what `Engine::eligible` says of each."""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import cases
import pyarrow as pa
from gongkao import Engine
from gongkao.tables import Column

CASES = cases.ROOT / "target/sql/cases.json"
DAY = "2022-03-10"

AWARD = pa.struct(
    [("kind", pa.string()), ("grade", pa.string()), ("year", pa.int64()), ("rank", pa.int64()), ("main_contributor", pa.bool_())]
)
SERVICE = pa.struct([("from", pa.string()), ("until", pa.string()), ("work_type", pa.string()), ("kind", pa.string())])
LISTS = {
    "awards": AWARD,
    "service": SERVICE,
    "penalties": pa.struct([("kind", pa.string()), ("from", pa.string()), ("until", pa.string())]),
    "assessments": pa.struct([("year", pa.int64()), ("grade", pa.string())]),
    "exception_used_years": pa.int64(),
}
TYPES = {"text": pa.string(), "word": pa.string(), "day": pa.date32(), "number": pa.int64(), "flag": pa.bool_()}


@cache
def read() -> list[dict[str, Any]]:
    if not CASES.is_file():
        raise AssertionError(f"{CASES} is missing: run `cargo xtask test`, whose Rust tests write it")
    found: list[dict[str, Any]] = json.loads(Path(CASES).read_text(encoding="utf-8"))
    for case in found:
        # A table has a column only for what the policy asks.
        facts = case["policy"].get("facts", {})
        for form in case["forms"]:
            form["answers"] = {fact: answer for fact, answer in form["answers"].items() if fact in facts}
    return found


@cache
def engine(at: int) -> Engine:
    return Engine(policy=read()[at]["policy"])


def value(form: Any, column: Column) -> Any:
    """What a form says where a column stands."""
    for name in column["field"].split("."):
        form = (form or {}).get(name)
    if form is not None and column["kind"] == "day":
        return datetime.date.fromisoformat(form)
    return form


@cache
def table(at: int) -> pa.Table:
    """The people of a case as a table with every column."""
    columns = engine(at).columns()
    forms = read()[at]["forms"]
    arrays = {}
    for column in columns:
        kind = TYPES[column["kind"]] if column["kind"] in TYPES else pa.list_(LISTS[column["name"]])
        arrays[column["name"]] = pa.array([value(form, column) for form in forms], kind)
    return pa.table(arrays)


@cache
def keyed(at: int) -> pa.Table:
    """The same with a key of their own, `key`, which is the number of the row."""
    people = table(at)
    return people.add_column(0, "key", pa.array(range(people.num_rows), pa.int64()))
