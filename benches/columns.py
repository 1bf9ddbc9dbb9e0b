"""The rule of the comparison over a million rows in numpy, Polars and DuckDB, on the columns that the Rust part left;
in Polars on plain numbers, and on the words and days that ours is given.

`cargo xtask bench columns` runs it after that part, and gives it the folder. Every engine must agree with the answers there before it is measured.
"""

import statistics
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

FOLDER = Path(sys.argv[1])
ROUNDS = 15
FLAGS = ["in_post", "healthy", "approved", "unpunished"]


def read(name, kind):
    return np.fromfile(FOLDER / name, dtype=kind)


columns = {name: read(name, np.int32) for name in ["held", "target", "level_years", "work_years"]}
columns |= {name: read(name, np.bool_) for name in FLAGS}
expected = read("expected", np.bool_)
by_hand = float((FOLDER / "by_hand").read_text())
frame = pl.DataFrame(columns)


def numpy_rule():
    c = columns
    needed = np.where(c["target"] == 2, 10, 18)
    years = (c["level_years"] >= 5) | (c["work_years"] >= needed)
    flags = c["in_post"] & c["healthy"] & c["approved"] & c["unpunished"]
    return (c["held"] == c["target"] - 1) & years & flags


POLARS = (
    (pl.col("held") == pl.col("target") - 1)
    & (
        (pl.col("level_years") >= 5)
        | (pl.col("work_years") >= pl.when(pl.col("target") == 2).then(10).otherwise(18))
    )
    & pl.all_horizontal(FLAGS)
)


def polars_rule():
    return frame.select(verdict=POLARS)["verdict"]


connection = duckdb.connect(config={"threads": 1})
connection.execute("CREATE TABLE people AS SELECT * FROM columns")
SQL = """SELECT count(*) FILTER (verdict), count(*) FROM (SELECT held = target - 1
    AND (level_years >= 5 OR work_years >= CASE WHEN target = 2 THEN 10 ELSE 18 END)
    AND in_post AND healthy AND approved AND unpunished AS verdict FROM people)"""


# The columns that ours is given: words, a year, a day.
WORDS = ["ungraded", "five", "four", "three", "two", "one"]
arrow = pl.DataFrame(
    {
        "current_level": pl.Series(columns["held"]).cast(pl.UInt8).cat.to(pl.Enum(WORDS)),
        "declared_level": pl.Series(columns["target"]).cast(pl.UInt8).cat.to(pl.Enum(WORDS)),
        "current_obtained_year": pl.Series(2022 - columns["level_years"]),
        "work_start": pl.Series(read("work_start", np.int32)).cast(pl.Date),
    }
    | {name: columns[name] for name in FLAGS}
)
LEVELS = ((pl.col("declared_level") == "four") & (pl.col("current_level") == "five")) | (
    (pl.col("declared_level") == "three") & (pl.col("current_level") == "four")
)
COUNTED = (2022 - pl.col("current_obtained_year") >= 5) | (
    2022 - pl.col("work_start").dt.year() >= pl.when(pl.col("declared_level") == "four").then(10).otherwise(18)
)
# Years turned into days by hand.
BOUNDS = (pl.col("current_obtained_year") <= 2017) | (
    pl.col("work_start")
    <= pl.when(pl.col("declared_level") == "four").then(date(2012, 12, 31)).otherwise(date(2004, 12, 31))
)


def polars_of(years):
    return lambda: arrow.select(verdict=LEVELS & years & pl.all_horizontal(FLAGS))["verdict"]


def duckdb_rule():
    return connection.execute(SQL).fetchone()


def median(decide):
    rounds = []
    for _ in range(ROUNDS):
        # Processor time, which other work on the machine does not stretch.
        start = time.process_time()
        decide()
        rounds.append((time.process_time() - start) * 1e9 / len(expected))
    return statistics.median(rounds)


assert (numpy_rule() == expected).all()
assert (polars_rule().to_numpy() == expected).all()
assert (polars_of(COUNTED)().to_numpy() == expected).all()
assert (polars_of(BOUNDS)().to_numpy() == expected).all()
assert duckdb_rule() == (expected.sum(), len(expected))
print("\n| engine called from Python | ns a row | by hand = |\n|---|---:|---:|")
for name, rule in [
    (f"numpy {np.__version__}", numpy_rule),
    (f"Polars {pl.__version__}, {pl.thread_pool_size()} thread, plain numbers", polars_rule),
    ("Polars, words and days as ours", polars_of(COUNTED)),
    ("Polars, words and days, bounds on days by hand", polars_of(BOUNDS)),
    (f"DuckDB {duckdb.__version__}, 1 thread, counted only", duckdb_rule),
]:
    took = median(rule)
    print(f"| {name} | {took:.1f} | {took / by_hand:.1f}× |")
