"""What a million people cost on Spark in one thread: the verdict as SQL, and the answers of calls from its executors.

`cargo xtask bench python` runs it. Wall clock, for the work is done in processes of Spark's own; both must agree before anything is measured.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"

import people
from gongkao import spark
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

ROWS = 1_000_000
ROUNDS = 5

builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
builder = builder.config("spark.ui.showConsoleProgress", "false")
session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()

with tempfile.TemporaryDirectory() as folder:
    file = str(Path(folder) / "people.parquet")
    people.columns(ROWS).write_parquet(file)
    frame = session.read.parquet(file)

    def assessed(wanted=()):
        answers = spark.assess(frame, people.engine, people.DAY, wanted=wanted)
        return answers.agg(F.count_if(F.col("outcome") == "met"), F.count("outcome")).collect()[0][0]

    def by_sql():
        return spark.verdict(frame, people.engine, people.DAY).agg(F.count_if("verdict")).collect()[0][0]

    def by_hand():
        return frame.agg(F.count_if(F.expr(people.SQL.replace('"', "`")))).collect()[0][0]

    assert assessed() == by_sql() == by_hand() > 0

    def median(work):
        """Nanoseconds a row."""
        rounds = []
        for _ in range(ROUNDS):
            start = time.perf_counter_ns()
            work()
            rounds.append((time.perf_counter_ns() - start) / ROWS)
        return statistics.median(rounds)

    print("\n## A million rows of a Parquet file on Spark, one thread\n\n| | ns a row | by hand = |\n|---|---:|---:|")
    hand = median(by_hand)
    for name, took in [
        ("the rule in Spark SQL by hand", hand),
        ("gongkao `spark.verdict`, SQL", median(by_sql)),
        ("gongkao `spark.assess`, verdict", median(assessed)),
        ("gongkao `spark.assess`, the usual columns", median(lambda: assessed(("routes", "codes", "needed", "earliest")))),
    ]:
        print(f"| {name} | {took:,.0f} | {took / hand:.1f}× |")
session.stop()
