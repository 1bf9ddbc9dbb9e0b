"""Tables in the words of Spark 4: answers by Python on the executors, or the verdict alone as SQL.

On the executors `gongkao` and `pyarrow` have to be installed. SQL needs neither there, and is the quicker where it says enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from ._error import TableError
from ._native import Engine, Policy
from .tables import Wanted

__all__ = ["assess", "verdict", "verdict_sql"]


def assess(
    frame: DataFrame,
    engine: Engine,
    day: date | str,
    *,
    wanted: Collection[Wanted] = ("routes", "codes", "needed", "earliest"),
    keep: Collection[str] = (),
) -> DataFrame:
    """The answers to a frame of people, as :meth:`Engine.assess_table <gongkao.Engine.assess_table>` gives them.

    The engine goes to the executors by itself. Its columns are checked at once; rows are decided when Spark asks for them.

    :raises TableError: a column is unknown or of the wrong type; ``path`` is the column.
    """
    wanted, keep = tuple(wanted), tuple(keep)
    nobody = to_arrow_schema(frame.schema).empty_table()
    answers = pa.schema(engine.assess_table(nobody, day, wanted=wanted, keep=keep))
    # Spark has no dictionaries.
    plain = pa.schema([field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in answers])

    # Spark takes the dot of `answers.healthy` for a field of a struct, so columns travel by number.
    names = frame.columns
    numbered = frame.toDF(*(f"column{at}" for at in range(len(names))))

    def decide(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        named = (batch.rename_columns(names) for batch in batches)
        for first in named:
            people = pa.RecordBatchReader.from_batches(first.schema, chain([first], named))
            decided: Any = engine.assess_table(people, day, wanted=wanted, keep=keep, threads=1)
            for batch in pa.RecordBatchReader.from_stream(decided):
                yield batch.cast(plain)

    return numbered.mapInArrow(decide, from_arrow_schema(plain))


def verdict_sql(policy: Engine | Policy, day: date | str) -> str:
    """The verdict on a day as one expression of Spark SQL: true met, false refused, null unknown.

    It reads columns named as those of :meth:`Engine.columns <gongkao.Engine.columns>`, all that ``policy.sql("spark", day)`` lists; where it
    lists ``computed`` ones, they have to be worked out before. :func:`verdict` sees to what can be seen to.
    """
    return policy.sql("spark", day)["verdict"]


def verdict(frame: DataFrame, policy: Engine | Policy, day: date | str, name: str = "verdict") -> DataFrame:
    """The frame with one more column, which says whether the rules are met: true, false, or null for unknown.

    A column that the frame lacks is an answer not given. Values that are none are not noticed, unlike in :func:`assess`.

    :raises TableError: the policy asks for what SQL cannot work out and no column holds, as whether awards suffice; ``path`` is the column.
    """
    sql = policy.sql("spark", day)
    for column in sql["computed"]:
        if column not in frame.columns:
            message = f"table, at `{column}`: SQL cannot work this out; add it by `Engine.sql_values`, or use `assess`"
            raise TableError(message, "malformed/table", column)
    lacking = {column: F.lit(None) for column in sql["columns"] if column not in frame.columns}
    return frame.withColumns(lacking).withColumn(name, F.expr(sql["verdict"])).drop(*lacking)
