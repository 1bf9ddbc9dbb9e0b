"""One engine, many threads; and the interpreter goes on while it works."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cases
import duckdb
import people
import polars as pl
import pyarrow as pa
import pytest
from gongkao import Answers, Engine


def test_threads_share_an_engine_and_get_the_same_answers() -> None:
    paths = [path for path in cases.CASES if cases.read(path)["call"] == "assess"][:40]
    start = threading.Barrier(4)

    def ask(_: int) -> list[str]:
        start.wait()
        return [cases.as_rust_writes(cases.answer(cases.read(path))) for path in paths]

    with ThreadPoolExecutor(4) as threads:
        first, *others = threads.map(ask, range(4))
    assert all(answers == first for answers in others)


READERS: dict[str, Callable[[Answers], object]] = {
    "summary": lambda answers: answers.summary(),
    "pyarrow": pa.table,
    "polars": pl.DataFrame,
    "duckdb": lambda answers: duckdb.execute("SELECT count(outcome) FROM answers").fetchall(),
}


@pytest.mark.parametrize("reader", READERS)
def test_the_interpreter_is_free_while_a_table_is_decided(reader: str) -> None:
    # The other thread counts while one batch is being decided: between two batches the interpreter might be free anyway.
    engine = people.engine(1)
    table = pa.concat_tables([people.table(1)] * 40).combine_chunks()
    answers = engine.assess_table(table, people.DAY, wanted=["routes", "codes", "needed", "rules", "trace"], threads=1)
    counted = 0
    is_done = threading.Event()
    is_started = threading.Event()

    def count() -> None:
        nonlocal counted
        is_started.set()
        while not is_done.is_set():
            counted += 1

    other = threading.Thread(target=count)
    other.start()
    is_started.wait()
    before = counted
    READERS[reader](answers)
    after = counted
    is_done.set()
    other.join()
    # A thread that waits for the interpreter gets it after 5 ms at the earliest; held throughout, this one would count nothing.
    assert after - before > 1000


def test_threads_decide_tables_by_one_engine_side_by_side() -> None:
    engine = Engine()
    table = people.table(0)
    expected = engine.assess_table(table, people.DAY).to_pyarrow().to_pylist()
    start = threading.Barrier(4)

    def ask(_: int) -> Any:
        start.wait()
        return [engine.assess_table(table, people.DAY, threads=2).to_pyarrow().to_pylist() for _ in range(5)]

    with ThreadPoolExecutor(4) as threads:
        for answers in threads.map(ask, range(4)):
            assert answers == [expected] * 5


def test_one_stream_of_answers_goes_to_one_thread() -> None:
    answers = Engine().assess_table(people.table(0), people.DAY)
    start = threading.Barrier(4)

    def take(_: int) -> int:
        start.wait()
        try:
            return int(pa.table(answers).num_rows)
        except ValueError:
            return 0

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(take, range(4))) == [0, 0, 0, people.table(0).num_rows]
