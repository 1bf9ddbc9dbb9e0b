"""Tables in the words of Polars: importing this module gives every frame a ``gongkao``.

.. code-block:: python

    import gongkao.polars

    frame.gongkao.assess(engine, "2022-03-10", keep=["id"])

Type checkers know nothing of such names; to them :func:`assess` says the same.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypeVar

import polars as pl

from ._native import Engine
from .tables import Wanted

__all__ = ["Frame", "LazyFrame", "assess"]

_Frame = TypeVar("_Frame", pl.DataFrame, pl.LazyFrame)


def assess(
    frame: _Frame,
    engine: Engine,
    day: date | str,
    *,
    wanted: Collection[Wanted] = ("routes", "codes", "needed", "earliest"),
    keep: Collection[str] = (),
    threads: int | None = None,
) -> _Frame:
    """The answers to a frame of people, as :meth:`Engine.assess_table <gongkao.Engine.assess_table>` gives them.

    A lazy frame stays lazy, and is decided batch by batch where Polars streams it; its columns are checked at once.
    """
    wanted, keep = tuple(wanted), tuple(keep)

    def decide(people: pl.DataFrame) -> pl.DataFrame:
        return engine.assess_table(people, day, wanted=wanted, keep=keep, threads=threads).to_polars()

    if isinstance(frame, pl.DataFrame):
        return decide(frame)
    schema = decide(frame.collect_schema().to_frame()).schema
    return frame.map_batches(decide, schema=schema, streamable=True)


@pl.api.register_dataframe_namespace("gongkao")
class Frame:
    """``frame.gongkao``."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def assess(
        self,
        engine: Engine,
        day: date | str,
        *,
        wanted: Collection[Wanted] = ("routes", "codes", "needed", "earliest"),
        keep: Collection[str] = (),
        threads: int | None = None,
    ) -> pl.DataFrame:
        """See :func:`gongkao.polars.assess`."""
        return assess(self._frame, engine, day, wanted=wanted, keep=keep, threads=threads)


@pl.api.register_lazyframe_namespace("gongkao")
class LazyFrame:
    """``frame.gongkao`` of a lazy frame."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame

    def assess(
        self,
        engine: Engine,
        day: date | str,
        *,
        wanted: Collection[Wanted] = ("routes", "codes", "needed", "earliest"),
        keep: Collection[str] = (),
        threads: int | None = None,
    ) -> pl.LazyFrame:
        """See :func:`gongkao.polars.assess`."""
        return assess(self._frame, engine, day, wanted=wanted, keep=keep, threads=threads)
