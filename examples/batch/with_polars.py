"""A province decided in Polars: ``python with_polars.py [people]``."""

from __future__ import annotations

import sys
import time

import gongkao.polars  # noqa: F401  Gives every frame its `gongkao`.
import people
import polars as pl
from gongkao import Engine
from report import show, told


def main(count: int = 1_000_000) -> pl.DataFrame:
    engine = Engine()
    people.check(engine)
    frame = pl.DataFrame(people.province(count))
    start = time.perf_counter()
    answers = frame.gongkao.assess(engine, people.DAY, keep=["id", "region", "declared_level"])
    took = time.perf_counter() - start
    summary(answers)
    print()
    told(count, took, "decided, with reasons and the first day on which each passes")
    return answers


def summary(answers: pl.DataFrame) -> None:
    for column in ["region", "declared_level"]:
        by = answers.group_by(pl.col(column).cast(pl.String)).agg(
            met=(pl.col("outcome") == "met").sum(),
            unmet=(pl.col("outcome") == "unmet").sum(),
            unknown=(pl.col("outcome") == "unknown").sum(),
            errors=pl.col("error").count(),
        )
        show(column, by.columns, by.sort(column).rows())
    # The first reason of those who are refused, and the first answer that those need of whom nothing can be told.
    for column, outcome in [("codes", "unmet"), ("needed", "unknown")]:
        first = answers.filter(pl.col("outcome") == outcome).select(pl.col(column).list.first().alias("first"))
        counted = first.drop_nulls().group_by("first").len().sort("len", "first", descending=[True, False])
        show(f"{outcome}: first of {column}", ["", "people"], counted.head(8).rows())
    later = answers.filter(pl.col("outcome") == "unmet").select(year=pl.col("earliest").dt.year())
    counted = later.drop_nulls().group_by("year").len().sort("year")
    show("unmet: passes in", ["year", "people"], counted.head(8).rows())
    print("never by time alone:", later["year"].null_count())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
