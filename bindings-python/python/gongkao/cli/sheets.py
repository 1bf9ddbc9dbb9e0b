"""Files as tables of texts, cell by cell as they stand there: CSV, Excel, Parquet and JSON."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from .console import wrong

KINDS = {".csv": "CSV", ".txt": "CSV", ".xlsx": "Excel", ".xls": "Excel", ".parquet": "Parquet", ".json": "JSON", ".jsonl": "JSON"}
MOST_DIGITS = 1e15
"""A double holds fifteen digits for sure, and an identity number has eighteen."""


@dataclass
class Sheet:
    """A table as it was written."""

    table: pl.DataFrame
    first: int = 2
    """The number of the first row below the heading, as people count in that file."""
    encoding: str = "UTF-8"
    numbers: dict[str, list[bool]] = field(default_factory=dict)
    """By column of a spreadsheet, which cells are numbers of more digits than numbers hold."""
    overlong: list[bool] = field(default_factory=list)
    """Which rows have more cells than the heading; empty where none has."""


def load(path: Path) -> Sheet:
    """The table of a file. What kind of file it is, its name says."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        wrong(f"{path} is of no kind that is read here; give .csv, .xlsx, .parquet or .json")
    if not path.exists():
        wrong(f"{path} is not there")
    if not path.is_file():
        wrong(f"{path} is no file")
    if path.stat().st_size == 0:
        wrong(f"{path} is empty; its first row names the columns")
    try:
        match kind:
            case "CSV":
                return _csv(path)
            case "Excel":
                return _excel(path)
            case "Parquet":
                return Sheet(pl.read_parquet(path), first=1)
            case _:
                lines = path.suffix.lower() == ".jsonl"
                return Sheet(pl.read_ndjson(path) if lines else pl.read_json(path, infer_schema_length=None), first=1)
    except (pl.exceptions.PolarsError, CalamineError, csv.Error) as error:
        wrong(f"{path} cannot be read as {kind}: {str(error).splitlines()[0]}")


def _csv(path: Path) -> Sheet:
    """Comma, semicolon or tab; UTF-8, with or without its mark, or GBK as older Excel writes it."""
    text, encoding = decoded(path)
    separator = max(",\t;", key=text.split("\n", 1)[0].count)
    try:
        rows = pl.read_csv(text.encode(), separator=separator, infer_schema=False, has_header=False)
    except pl.exceptions.ComputeError:
        # Rows longer than the first, or quotes left open, which the slower reader tells apart.
        return _uneven(path, text, separator, encoding)
    headings = [heading or "" for heading in rows.row(0)]
    return Sheet(_named(path, headings, rows.slice(1).get_columns()), encoding=encoding)


def _uneven(path: Path, text: str, separator: str, encoding: str) -> Sheet:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    headings, below = rows[0], rows[1:]
    width = len(headings)
    columns = [pl.Series([row[at] if at < len(row) else None for row in below], dtype=pl.String) for at in range(width)]
    sheet = Sheet(_named(path, headings, columns), encoding=encoding)
    sheet.overlong = [any(cell.strip() for cell in row[width:]) for row in below]
    return sheet


def decoded(path: Path) -> tuple[str, str]:
    """The text of a file, and how it was written."""
    content = path.read_bytes()
    for encoding, name in (("utf-8-sig", "UTF-8"), ("gb18030", "GBK"), ("utf-16", "UTF-16")):
        if (encoding == "utf-16") == content.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return content.decode(encoding), name
            except UnicodeDecodeError:
                continue
    wrong(f"{path} is neither UTF-8 nor GBK; save it as UTF-8")


def _excel(path: Path) -> Sheet:
    """The first sheet of a workbook."""
    with CalamineWorkbook.from_path(path) as book:
        sheet = book.get_sheet_by_index(0)
        start = (sheet.start or (0, 0))[0]
        rows = sheet.to_python()
    if not rows:
        wrong(f"the first sheet of {path} is empty; its first row names the columns")
    headings = [_text(cell) or "" for cell in rows[0]]
    cells = list(zip(*rows[1:], strict=True)) or [()] * len(headings)
    table = _named(path, headings, [pl.Series([_text(cell) for cell in column], dtype=pl.String) for column in cells])
    numbers = {name: [isinstance(cell, float) and abs(cell) >= MOST_DIGITS for cell in column] for name, column in zip(headings, cells, strict=True)}
    return Sheet(table, first=start + 2, numbers={name: marks for name, marks in numbers.items() if any(marks)})


def _text(cell: Any) -> str | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return None if cell == "" else str(cell)


def _named(path: Path, headings: list[str], columns: list[pl.Series]) -> pl.DataFrame:
    """The columns under their headings. One without a heading is dropped if nothing stands in it."""
    named: dict[str, pl.Series] = {}
    for at, (heading, values) in enumerate(zip(headings, columns, strict=True), 1):
        name = heading.strip()
        if not name:
            if values.is_null().all():
                continue
            wrong(f"{path}: column {at} has no heading; give it one, or take it out")
        if name in named:
            wrong(f"{path}: two columns are headed `{name}`; name them apart")
        named[name] = values
    return pl.DataFrame(named)
