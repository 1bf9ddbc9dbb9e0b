"""Sources of tables that are none, lie, or fail half-way."""

from __future__ import annotations

from typing import Any, cast

import people
import pyarrow as pa
import pytest
from gongkao import Engine, TableError

ENGINE = Engine()
DAY = people.DAY


class Liar:
    """Says that it gives a stream, and gives something else."""

    def __init__(self, given: object) -> None:
        self.given = given

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.given


class OddArray(Liar):
    __arrow_c_array__ = Liar.__arrow_c_stream__
    __arrow_c_stream__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("table", [None, 1, "table", {}, [], object(), {"declared_level": ["four"]}, Liar(1), Liar(None)])
def test_what_is_no_table_is_refused(table: Any) -> None:
    with pytest.raises(TableError):
        ENGINE.assess_table(table, DAY)
    with pytest.raises(TableError):
        ENGINE.assess_row(table, 0, DAY)


def test_a_capsule_of_something_else_is_refused() -> None:
    batch = people.keyed(0).combine_chunks().to_batches()[0]
    schema, array = batch.__arrow_c_array__()
    for given in (schema, array):
        with pytest.raises((TableError, ValueError)):
            ENGINE.assess_table(cast(Any, Liar(given)), DAY)


def test_a_stream_taken_twice_is_refused() -> None:
    capsule = people.keyed(0).__arrow_c_stream__()
    ENGINE.assess_table(cast(Any, Liar(capsule)), DAY, keep=["key"]).summary()
    with pytest.raises(TableError):
        ENGINE.assess_table(cast(Any, Liar(capsule)), DAY, keep=["key"])


def test_texts_that_are_no_texts_are_refused_and_never_read() -> None:
    spoilt: Any = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\4\0\0\0"), pa.py_buffer(b"\xff\xfe\xff\xff")])
    table = pa.table({"declared_level": spoilt})
    with pytest.raises(pa.ArrowInvalid, match="UTF"):
        ENGINE.assess_table(table, DAY).to_pyarrow()
    with pytest.raises(TableError, match="UTF"):
        ENGINE.assess_table(table, DAY).summary()


def test_what_the_source_raises_reaches_the_reader() -> None:
    batch = people.keyed(0).combine_chunks().to_batches()[0]

    def batches() -> Any:
        yield batch
        raise RuntimeError("the disk is gone")

    source = pa.RecordBatchReader.from_batches(batch.schema, batches())
    with pytest.raises(Exception, match="the disk is gone"):
        ENGINE.assess_table(source, DAY, keep=["key"]).to_pyarrow()
