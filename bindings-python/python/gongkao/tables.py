"""Types of tables: what :meth:`Engine.assess_table <gongkao.Engine.assess_table>` takes and answers."""

from __future__ import annotations

from typing import Any, Literal, Protocol, TypeAlias, TypedDict

__all__ = ["ArrowArray", "ArrowStream", "Column", "Dialect", "RowError", "Table", "TableSummary", "Wanted"]


class ArrowStream(Protocol):
    """Whatever gives Arrow batches: a table of pyarrow or DuckDB, a frame of Polars, pandas or DataFusion, a reader."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class ArrowArray(Protocol):
    """Whatever gives one Arrow batch."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


Table: TypeAlias = ArrowStream | ArrowArray
"""A table of people, one a row. Its columns are those of :meth:`Engine.columns <gongkao.Engine.columns>`."""

Wanted: TypeAlias = Literal["rules", "routes", "codes", "needed", "trace", "earliest"]
"""A column of answers that is made only if it is wanted.

- ``routes``: the named branches by which rules passed, as ``rule.branch``
- ``codes``: the codes of the rules that speak
- ``needed``: the fields of the form whose answers would settle what is unknown
- ``earliest``: the first day of registration on which the same facts pass; null where there is none, or an answer is missing
- ``rules``: one letter a rule of the level: ``-`` not asked, ``m`` met, ``l`` lifted, ``u`` unmet, ``r`` referred, ``?`` unknown
- ``trace``: every node of every rule, two bits each. Rules and trace are what :meth:`Engine.explain_row
  <gongkao.Engine.explain_row>` puts into words
"""

Dialect: TypeAlias = Literal["duckdb", "postgresql", "spark", "datafusion"]
"""Whose SQL it is."""


class Column(TypedDict):
    """A column that a table of people may have."""

    name: str
    """Its name."""
    kind: Literal["text", "word", "day", "number", "flag", "list"]
    """What it holds. Text will do for all; beside it a dictionary of texts for a word, a date or a moment at midnight for a day,
    whole numbers, booleans, lists of structs."""
    field: str
    """The field of the form that it fills."""
    meaning: str
    """What it means."""


class RowError(TypedDict):
    """Rows that could not be read for one reason."""

    error: str
    """What is wrong: ``unknown_word``, ``no_day``, ``no_number``, ``no_flag`` or ``no_list``."""
    error_field: str
    """The column at fault."""
    rows: int
    """How many."""


class TableSummary(TypedDict):
    """The answers to a table in numbers of rows."""

    rows: int
    """All of them."""
    met: int
    """The rules are met."""
    unmet: int
    """A rule refuses."""
    unknown: int
    """It cannot be told: an answer is missing, or a person has to judge."""
    errors: list[RowError]
    """Rows that could not be read, by what is wrong."""
