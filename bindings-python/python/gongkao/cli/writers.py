"""Answers as files."""

from pathlib import Path

import polars as pl

from .console import wrong

KINDS = (".csv", ".json", ".parquet", ".xlsx")
_MOST_IN_EXCEL = 1_048_575


def check(path: Path, rows: int, source: Path) -> None:
    """Refuses what could not be written, before the work is done."""
    if path.suffix.lower() not in KINDS:
        wrong(f"{path} is of no kind that is written here; give .csv, .json, .parquet or .xlsx")
    if path.suffix.lower() == ".xlsx" and rows > _MOST_IN_EXCEL:
        wrong(f"{rows} rows are more than an Excel sheet holds; give .csv or .parquet")
    if not path.parent.is_dir():
        wrong(f"{path.parent} is no folder; make it first")
    if path.exists() and path.samefile(source):
        wrong(f"{path} is the file that is read; write to another")


def write(answers: pl.DataFrame, path: Path) -> None:
    """Writes a table; what kind of file, its name says."""
    match path.suffix.lower():
        case ".parquet":
            answers.write_parquet(path)
        case ".json":
            answers.write_json(path)
        case ".csv":
            # With its mark, or Excel takes the hanzi for something else.
            flat(answers).write_csv(path, include_bom=True)
        case _:
            flat(answers).write_excel(path, autofit=True)


def flat(answers: pl.DataFrame) -> pl.DataFrame:
    """Lists as one text, for files that have none."""
    lists = [name for name, kind in answers.schema.items() if isinstance(kind, pl.List)]
    return answers.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join("; ") for name in lists)
