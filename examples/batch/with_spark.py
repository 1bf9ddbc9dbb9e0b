"""The same province decided on Spark: ``python with_spark.py [people]``."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import gongkao.spark
import people
import pyarrow.parquet as pq
from gongkao import Engine
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from report import show, told


def main(count: int = 1_000_000, session: SparkSession | None = None) -> None:
    engine = Engine()
    people.check(engine)
    spark = session or start()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "people.parquet")
        pq.write_table(people.province(count), file, row_group_size=100_000)
        frame = spark.read.parquet(str(file))
        begun = time.perf_counter()
        answers = gongkao.spark.assess(frame, engine, people.DAY, keep=["id", "region", "declared_level"]).cache()
        answers.count()
        took = time.perf_counter() - begun
        summary(answers)
        print()
        told(count, took, "decided, with reasons and the first day on which each passes")
        answers.unpersist()


def start() -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.Builder().master("local[*]").appName("gongkao").config("spark.ui.enabled", "false")
    return builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()


def summary(answers: DataFrame) -> None:
    for column in ["region", "declared_level"]:
        by = answers.groupBy(column).agg(
            F.count_if(F.col("outcome") == "met").alias("met"),
            F.count_if(F.col("outcome") == "unmet").alias("unmet"),
            F.count_if(F.col("outcome") == "unknown").alias("unknown"),
            F.count("error").alias("errors"),
        )
        show(column, by.columns, by.sort(column).collect())
    # The first reason of those who are refused, and the first answer that those need of whom nothing can be told.
    for column, outcome in [("codes", "unmet"), ("needed", "unknown")]:
        first = answers.where(F.col("outcome") == outcome).select(F.get(column, F.lit(0)).alias("first"))
        counted = first.dropna().groupBy("first").count().sort(F.desc("count"), "first")
        show(f"{outcome}: first of {column}", ["", "people"], counted.take(8))
    later = answers.where(F.col("outcome") == "unmet").select(F.year("earliest").alias("year"))
    show("unmet: passes in", ["year", "people"], later.dropna().groupBy("year").count().sort("year").take(8))
    print("never by time alone:", later.where(F.col("year").isNull()).count())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
