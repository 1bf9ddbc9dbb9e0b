"""``gongkao assess``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer
from rich.table import Table

from ... import Engine
from ...tables import Wanted
from .. import doors, options, reports, writers
from ..console import PARTLY, as_json, note, out, progress, wrong
from ..options import AsJson, CatalogueFile, Day, PolicyName

AT_ONCE = 65_536
SHOWN = 20


def assess(
    file: Annotated[Path, typer.Argument(help="People: .csv, .xlsx, .parquet, .json or .jsonl; a JSON object is one form.")],
    day: Day = None,
    policy: PolicyName = None,
    work_types: CatalogueFile = None,
    to: Annotated[Path | None, typer.Option("--out", "-o", help="Where to: .csv, .json, .parquet or .xlsx; to the screen if not given.")] = None,
    keep: Annotated[list[str] | None, typer.Option("--keep", "-k", metavar="COLUMN", help="Put this column before the answers too, as name.")] = None,
    earliest: Annotated[bool, typer.Option("--earliest", help="Also the first day on which each passes; takes far longer.")] = False,
    row: Annotated[int | None, typer.Option(help="The whole report on one row, as the file counts them.")] = None,
    json: AsJson = False,
) -> int:
    """Decide a file of people, or one form."""
    engine = options.engine(policy, work_types)
    on = options.day(day)
    if file.suffix.lower() == ".json" and file.is_file() and isinstance(form := options.parsed(file), dict):
        report: Any = engine.assess(form, None, on)  # type: ignore[arg-type]
        return reports.say(report, json)
    people = doors.read(file, engine)
    if row is not None:
        return _row(engine, people, row, on, json)
    if to:
        writers.check(to, people.table.height, file)
    wanted: list[Wanted] = ["routes", "codes", "needed"]
    answers = decided(engine, people, on, [*wanted, "earliest"] if earliest else wanted, keep or [])
    counts = _counts(answers, people)
    if to:
        writers.write(answers, to)
        note(f"{answers.height} rows written to {to}")
    if json:
        as_json({"summary": counts, **({} if to else {"rows": answers.to_dicts()})})
    else:
        _say(counts, people)
        if not to:
            _show(answers)
    return PARTLY if counts["errors"] else 0


def decided(engine: Engine, people: doors.People, day: str, wanted: Sequence[Wanted], keep: Sequence[str]) -> pl.DataFrame:
    """The answers, one row for each of the file: its number, what is handed on, what was decided, and what is wrong with it."""
    for name in keep:
        if name not in people.table.columns:
            wrong(f"--keep {name}: there is no such column; there are {', '.join(people.table.columns[1:])}")
    kept = list(dict.fromkeys([doors.ROW, *keep, *people.others]))
    # A file with a heading alone has answers with a heading alone.
    parts = list(people.table.iter_slices(AT_ONCE)) or [people.table]
    with progress("deciding", people.table.height) as done:
        answered = []
        for part in parts:
            answered.append(engine.assess_table(part, day, wanted=wanted, keep=kept).to_polars())
            done(part.height)
    answers = pl.concat(answered)
    if answers.height != people.table.height:
        raise RuntimeError(f"{people.table.height} rows went in and {answers.height} came out")
    if not people.faults:
        return answers
    # Nobody is decided whose row could not be read whole.
    errors = people.errors()
    spoilt = errors.get_column("error").is_not_null()
    blank = [pl.when(spoilt).then(None).otherwise(pl.col(name)).alias(name) for name in answers.columns[len(kept) :]]
    told = [pl.when(spoilt).then(errors.get_column(name)).otherwise(pl.col(name)).alias(name) for name in ("error", "error_field")]
    texts = [pl.col(name).cast(pl.String) for name in ("error", "error_field")]
    return answers.with_columns(texts).with_columns(blank).with_columns(told)


def _counts(answers: pl.DataFrame, people: doors.People) -> dict[str, Any]:
    outcomes = answers.get_column("outcome").cast(pl.String)
    faults = answers.filter(pl.col("error").is_not_null()).with_columns(pl.col("error", "error_field").cast(pl.String))
    kinds = faults.group_by("error_field", "error").agg(pl.len().alias("rows"), pl.col(doors.ROW).sort().head(5).alias("first"))
    return {
        "rows": answers.height,
        **{name: int((outcomes == name).sum()) for name in ("met", "unmet", "unknown")},
        "errors": faults.height,
        "faults": kinds.sort("rows", "error_field", "error", descending=[True, False, False]).to_dicts(),
        "months_read_as_their_first_day": people.months,
        "columns_handed_on": people.others,
    }


def _say(counts: dict[str, Any], people: doors.People) -> None:
    out.print(f"{counts['rows']} people: {counts['met']} met, {counts['unmet']} unmet, {counts['unknown']} unknown, {counts['errors']} with errors")
    if people.encoding != "UTF-8":
        note(f"read as {people.encoding}")
    if people.months:
        note(f"{people.months} days were given as a month, and read as its first day")
    if people.others:
        note("handed on as they are: " + ", ".join(people.others))
    if "declared_level" not in people.table.columns:
        note("without a column `declared_level` nothing can be told")
    for fault in counts["faults"]:
        note(f"  {fault['rows']} with {reports.fault(fault['error'], fault['error_field'])}, as in row {', '.join(map(str, fault['first']))}")


def _show(answers: pl.DataFrame) -> None:
    shown = answers.head(SHOWN)
    shown = shown.select(column for column in shown if column.name in (doors.ROW, "outcome") or column.name != "routes" and _says_anything(column))
    table = Table(box=None, pad_edge=False)
    for name in shown.columns:
        table.add_column(name, overflow="fold")
    for line in shown.rows():
        table.add_row(*("" if value is None else "; ".join(value) if isinstance(value, list) else str(value) for value in line))
    out.print(table, markup=False)
    if answers.height > SHOWN:
        note(f"… and {answers.height - SHOWN} more; --out FILE takes all")


def _says_anything(values: pl.Series) -> bool:
    return bool((values.list.len().fill_null(0) > 0).any() if values.dtype == pl.List else values.is_not_null().any())


def _row(engine: Engine, people: doors.People, row: int, day: str, json: bool) -> int:
    last = people.first + people.table.height - 1
    if not people.first <= row <= last:
        wrong(f"the file has no row {row}; its people stand in rows {people.first} to {last}")
    _, what, column = people.errors().row(row - people.first)
    if what:
        wrong(f"row {row} cannot be decided: {reports.fault(what, column)}")
    known = {column["name"] for column in engine.columns()}
    table = people.table.select(name for name in people.table.columns if name in known)
    report: Any = engine.assess_row(table, row - people.first, day)
    return reports.say(report, json)
