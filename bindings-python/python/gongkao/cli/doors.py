"""Files of people, as tables that an engine takes, with Chinese headings and words."""

import difflib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from .. import Engine
from . import days, headings, sheets
from .console import wrong
from .sheets import Sheet

ROW = "row"
"""The column by which an answer finds its row: as people count in that file, where a heading is row 1."""
LOST = "digits_lost"
"""An identity number that a spreadsheet kept as a number."""
MONTH = "month_1_or_10"
"""A month written as ``.1``, which a spreadsheet makes of ``.10``."""
CELLS = "too_many_cells"
"""A row longer than the heading."""

_HEADINGS = headings.READ


@dataclass
class People:
    """A table of people, ready for an engine."""

    table: pl.DataFrame
    first: int
    """The number of the first person's row."""
    encoding: str
    others: list[str] = field(default_factory=list)
    """Headings that mean nothing to the rules, handed on as they are."""
    months: int = 0
    """How many days were given as a month, and read as its first day."""
    faults: list[tuple[str, str, pl.Series]] = field(default_factory=list)
    """What is wrong with rows before anything is decided: the column, what, and which rows."""

    def errors(self) -> pl.DataFrame:
        """For each row what is wrong with it and where, the first thing that is; null where nothing is."""
        error, place = pl.lit(None, pl.String), pl.lit(None, pl.String)
        for column, what, rows in reversed(self.faults):
            error = pl.when(rows).then(pl.lit(what)).otherwise(error)
            place = pl.when(rows).then(pl.lit(column)).otherwise(place)
        return self.table.select(pl.col(ROW), error.alias("error"), place.alias("error_field"))


def read(path: Path, engine: Engine) -> People:
    """The people of a file. A heading that looks like a slip is refused; one that means something else is handed on."""
    sheet = sheets.load(path)
    columns: Any = {column["name"]: column for column in engine.columns()}
    table = _unfolded(sheet.table, columns)
    people = People(table, sheet.first, sheet.encoding)
    if not table.width:
        wrong(f"{path} has no columns; its first row names them, as `work_start`")
    names = {heading: _meant(path, heading, columns) for heading in table.columns}
    known = [name for name in names.values() if name]
    if not known:
        wrong(f"{path}: nothing in its first row is a column that the rules know, as `work_start`; the heading has to be the first row")
    for name in known:
        if known.count(name) > 1:
            both = " and ".join(f"`{heading}`" for heading, other in names.items() if other == name)
            wrong(f"{path}: {both} are both `{name}`; keep one of them")
    if sheet.overlong:
        people.faults.append(("", CELLS, pl.Series(sheet.overlong)))
    numbered = pl.Series(ROW, range(sheet.first, sheet.first + table.height), dtype=pl.Int64)
    made = [numbered]
    for heading, meant in names.items():
        values = table.get_column(heading)
        if meant:
            values = _column(values, meant, columns[meant]["kind"], sheet, heading, people).alias(meant)
        else:
            people.others.append(heading)
        if values.name in (column.name for column in made):
            wrong(f"{path}: the column `{values.name}` has a name that is needed; call it something else")
        made.append(values)
    people.table = pl.DataFrame(made)
    return people


def _unfolded(table: pl.DataFrame, columns: Any) -> pl.DataFrame:
    """Forms as columns: what stands inside `candidate`, `current` … as the column it fills."""
    for name, column in columns.items():
        outer, _, inner = column["field"].partition(".")
        kind = table.schema.get(outer)
        if inner and isinstance(kind, pl.Struct) and inner in (field.name for field in kind.fields):
            table = table.with_columns(pl.col(outer).struct.field(inner).alias(name))
    folded = {column["field"].partition(".")[0] for column in columns.values() if "." in column["field"]}
    return table.drop(name for name, kind in table.schema.items() if name in folded and isinstance(kind, pl.Struct))


def _plain(text: str) -> str:
    """What headings and words are compared by: full width, case, spaces and punctuation make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum() or character in _MARKS)


_MARKS = "".join(character for words in _HEADINGS["words"]["flag"].values() for word in words for character in word) + "_."
_NAMES = {_plain(heading): name for name, headings in _HEADINGS["columns"].items() for heading in headings}
_WORDS = {kind: {_plain(word): name for name, words in words.items() for word in words} for kind, words in _HEADINGS["words"].items()}


def _meant(path: Path, heading: str, columns: Any) -> str | None:
    if heading in columns:
        return heading
    if name := _NAMES.get(_plain(heading)):
        return name if name in columns else None
    known = [*columns, *(heading for headings in _HEADINGS["columns"].values() for heading in headings)]
    if near := difflib.get_close_matches(heading, known, 1, 0.8):
        wrong(f"{path}: the column `{heading}` is unknown; did you mean `{near[0]}`? If not, call it something else")
    return None


def _column(values: pl.Series, name: str, kind: str, sheet: Sheet, heading: str, people: People) -> pl.Series:
    if name == "identity_number":
        return _identity(values, sheet.numbers.get(heading), people)
    if values.dtype == pl.Datetime:
        values = values.dt.date()
    if values.dtype.is_float():
        values = values.fill_nan(None)
        whole = values.cast(pl.Int64, strict=False)
        values = whole if (whole.cast(pl.Float64) == values).fill_null(values.is_null()).all() else values.cast(pl.String)
    if values.dtype.is_integer() and kind not in ("number", "flag"):
        values = values.cast(pl.String)
    if values.dtype == pl.Boolean and kind != "flag":
        values = values.cast(pl.String)
    if values.dtype != pl.String:
        return values
    values = values.str.strip_chars()
    values = values.set(values.str.to_lowercase().is_in(["", "nan", "null"]), None)
    words = _HEADINGS["kinds"].get(name)
    if kind == "day":
        return _days(values, name, people)
    if kind == "flag":
        return _words(values, "flag")
    if kind == "number":
        return values.str.strip_suffix(_HEADINGS["days"]["year"]).str.replace(r"\.0+$", "")
    return _words(values, words) if words else values


def _words(values: pl.Series, kind: str) -> pl.Series:
    seen = {value: _WORDS[kind].get(_plain(value), value) for value in values.unique().drop_nulls()}
    return values.replace(seen) if seen else values


def _days(values: pl.Series, name: str, people: People) -> pl.Series:
    read = {value: days.read(value) for value in values.unique().drop_nulls()}
    months = [value for value, day in read.items() if day and day.only_month]
    people.months += int(values.is_in(months).sum()) if months else 0
    if doubtful := [value for value in read if days.is_doubtful(value)]:
        people.faults.append((name, MONTH, values.is_in(doubtful).fill_null(False)))
    known = {value: day.iso for value, day in read.items() if day}
    return values.replace(known) if known else values


def _identity(values: pl.Series, numbers: list[bool] | None, people: People) -> pl.Series:
    """Identity numbers are text. One that a spreadsheet kept as a number has lost its last digits, and nobody's is guessed."""
    lost = pl.Series(numbers) if numbers else pl.Series([False] * len(values), dtype=pl.Boolean)
    if values.dtype.is_float():
        lost = lost | (values >= sheets.MOST_DIGITS).fill_null(False)
    text = values.cast(pl.String).str.strip_chars().str.to_uppercase()
    # As spreadsheets write such numbers into CSV.
    lost = lost | text.str.contains(r"^\d(\.\d+)?E\+?\d+$").fill_null(False)
    if lost.any():
        people.faults.append(("identity_number", LOST, lost))
    return text.set((text == "") | lost, None)
