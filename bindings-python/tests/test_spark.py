"""Spark in local mode: answers from the executors, the verdict as SQL, and the engine's own answers row by row are the same."""

from __future__ import annotations

from typing import Any

import gongkao.spark
import people
import pyarrow as pa
import pytest
from gongkao import Engine, TableError
from pyspark.sql import DataFrame, SparkSession

DAY = people.DAY
OUTCOMES = {True: "met", False: "unmet", None: "unknown"}


def frame(spark: SparkSession, table: pa.Table) -> DataFrame:
    return spark.createDataFrame(table)


def with_computed(at: int) -> pa.Table:
    """The people with the columns that SQL needs worked out before."""
    engine, table = people.engine(at), people.keyed(at)
    values = [engine.sql_values(form, DAY) for form in people.read()[at]["forms"]]
    for name in engine.sql("spark", DAY)["computed"]:
        table = table.append_column(name, pa.array([value[name] for value in values], pa.int64()))
    return table


@pytest.mark.parametrize("at", [0, 1, 2])
def test_spark_answers_as_the_engine_does(spark: SparkSession, at: int) -> None:
    engine, expected = people.engine(at), people.read()[at]["expected"]
    answers = gongkao.spark.assess(frame(spark, people.keyed(at)), engine, DAY, keep=["key"], wanted=["codes", "needed"])
    table: Any = frame(spark, with_computed(at))
    verdicts = gongkao.spark.verdict(table, engine, DAY).select("key", "verdict")
    rows = answers.join(verdicts, "key").orderBy("key").collect()
    assert [row.outcome for row in rows] == expected
    assert [OUTCOMES[row.verdict] for row in rows] == expected
    here = engine.assess_table(people.keyed(at), DAY, keep=["key"], wanted=["codes", "needed"]).to_pyarrow()
    assert [row.needed for row in rows] == here["needed"].to_pylist()
    assert [row.codes for row in rows] == here["codes"].to_pylist()


def test_a_bad_row_has_its_own_error_on_spark(spark: SparkSession) -> None:
    table = pa.table({"key": [1, 2], "declared_level": ["four", "nine"]})
    good, bad = gongkao.spark.assess(frame(spark, table), people.engine(0), DAY, keep=["key"]).orderBy("key").collect()
    assert good.error is None and good.outcome == "unknown"
    assert (bad.outcome, bad.error, bad.error_field) == (None, "unknown_word", "declared_level")


def test_what_a_frame_lacks_is_not_answered_and_what_sql_cannot_work_out_is_refused(spark: SparkSession) -> None:
    table = frame(spark, pa.table({"declared_level": ["four", None]}))
    with pytest.raises(TableError, match="sql_values") as caught:
        gongkao.spark.verdict(table, people.engine(0), DAY)
    assert caught.value.path in people.engine(0).sql("spark", DAY)["computed"]
    policy = people.read()[1]["policy"]
    rule = policy["rules"][0] | {"condition": {"fact": "flag", "equals": True}}
    engine = Engine(policy=policy | {"rules": [rule], "exceptions": []})
    given = pa.table({"declared_level": ["four", "four", "four", None], "answers.flag": [True, False, None, True]})
    for people_given in (given, given.select(["declared_level"])):
        answered = gongkao.spark.verdict(frame(spark, people_given), engine, DAY)
        assert answered.columns == [*people_given.column_names, "verdict"]
        here = engine.assess_table(people_given, DAY).to_pyarrow()["outcome"].to_pylist()
        assert [OUTCOMES[row.verdict] for row in answered.collect()] == here


def test_a_slip_is_noticed_before_spark_runs(spark: SparkSession) -> None:
    with pytest.raises(TableError, match="did you mean"):
        gongkao.spark.assess(frame(spark, pa.table({"work_strat": ["2001-07-01"]})), people.engine(0), DAY)
