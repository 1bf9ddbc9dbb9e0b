"""``gongkao simulate``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from ... import Simulation
from .. import doors, options, pages, reports
from ..console import PARTLY, as_json, note, out, progress, wrong
from ..options import AsJson, CatalogueFile, Day
from .policy import Name

AT_ONCE = 65_536


def simulate(
    old: Name,
    new: Name,
    people: Annotated[Path, typer.Argument(help="People: .csv, .xlsx, .parquet, .json or .jsonl.")],
    day: Day = None,
    work_types: CatalogueFile = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="A page of the result with charts, whole in itself.")] = None,
    json: AsJson = False,
) -> int:
    """Who gains and who loses by another policy, in a population of one's own."""
    if html and not html.parent.is_dir():
        wrong(f"{html.parent} is no folder; make it first")
    engines = [options.engine(name, work_types) for name in (old, new)]
    on = options.day(day)
    read = doors.read(people, engines[1])
    errors = read.errors()
    sound = read.table.filter(errors.get_column("error").is_null())
    known = {column["name"] for engine in engines for column in engine.columns()}
    table = sound.select(name for name in sound.columns if name in known)
    simulation = Simulation(engines[0], engines[1], on)
    with progress("deciding by both", table.height) as done:
        for part in table.iter_slices(AT_ONCE):
            simulation.feed(part)
            done(part.height)
    foretold: Any = simulation.report()
    _as_in_the_file(foretold, sound.get_column(doors.ROW), errors)
    if html:
        html.write_text(pages.simulation(foretold, options.policy(old).id, options.policy(new).id, on), "utf-8")
        note(f"written to {html}")
    if json:
        as_json(foretold)
    else:
        for line in _lines(foretold):
            out.print(line, markup=False)
    return PARTLY if foretold["rubbish"] else 0


def _as_in_the_file(foretold: Any, rows: pl.Series, errors: pl.DataFrame) -> None:
    """Rows by their numbers in the file, and with what was wrong before anything was decided."""
    for kind in ("gain", "lose"):
        for example in foretold[kind]:
            example["row"] = rows[example["row"]]
    spoilt = errors.drop_nulls("error").group_by("error_field", "error", maintain_order=True).len()
    foretold["rubbish"] += [{"column": column, "kind": kind, "rows": count} for column, kind, count in spoilt.rows()]


def _lines(foretold: Any) -> Iterator[str]:
    everybody = pages.Moves.of(foretold["all"])
    yield f"{everybody.people} people: {everybody.gain} gain, {everybody.lose} lose, {everybody.changed} come out differently in all"
    for name, groups in pages.GROUPS:
        for group, moves in pages.largest(foretold[groups]):
            if moves.changed:
                yield f"  {name} {group or 'not given'}: {moves.people} people, {moves.gain} gain, {moves.lose} lose"
    for kind in ("gain", "lose"):
        for example in foretold[kind][:5]:
            yield f"  row {example['row']} {kind}s: {example['old']} → {example['new']} by {', '.join(example['rules'])}"
    for fault in foretold["rubbish"]:
        yield f"  not decided: {fault['rows']} with {reports.fault(fault['kind'], fault['column'])}"
