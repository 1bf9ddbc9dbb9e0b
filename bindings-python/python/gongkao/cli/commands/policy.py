"""``gongkao policy``."""

from typing import Annotated, Any

import typer

from ... import Policy
from .. import options, prose
from ..console import FOUND, as_json, note, out, waiting, wrong
from ..options import AsJson, CatalogueFile, Day

app: typer.Typer = typer.Typer(help="Policies: list, show, lint, test, diff.", no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(metavar="POLICY", help="The name of one that comes along, a folder of TOML, or a JSON file.")]


@app.command("list")
def every(json: AsJson = False) -> int:
    """The policies that come along."""
    names = Policy.shipped_names()
    if json:
        as_json(names)
    else:
        for name in names:
            out.print(name)
    return 0


@app.command()
def show(
    policy: Name,
    english: Annotated[bool, typer.Option("--english", help="In English.")] = False,
    json: AsJson = False,
) -> int:
    """An outline for a person to read: every rule, its numbers and its clause."""
    shown = options.policy(policy)
    if json:
        as_json(shown.source())
    else:
        out.print(shown.show("en" if english else "zh"), markup=False)
    return 0


@app.command()
def lint(policy: Name, day: Day = None, work_types: CatalogueFile = None, json: AsJson = False) -> int:
    """What is odd about it, and what holds of it for everybody."""
    looked = options.policy(policy)
    diagnostics: list[Any] = list(looked.lint(options.day(day)))
    with waiting("going through every combination"):
        analysis: Any = looked.analyse(options.catalogue(work_types))
    if json:
        as_json({"diagnostics": diagnostics, "analysis": analysis})
        return FOUND if diagnostics else 0
    for each in diagnostics:
        out.print(f"{each['path']}: {each['message']} ({each['kind']})", markup=False, style="yellow")
    for found in analysis["found"]:
        out.print(prose.found(found), markup=False)
        if "example" in found:
            out.print(f"  for example {prose.person(found['example'])}", markup=False, style="dim")
    for each in analysis["unfinished"]:
        note(prose.unfinished(each))
    if not diagnostics:
        out.print("nothing is odd about it")
    return FOUND if diagnostics else 0


@app.command("test")
def run(policy: Name, work_types: CatalogueFile = None, json: AsJson = False) -> int:
    """Runs its own cases, and says which rules they do not show."""
    tested = options.policy(policy)
    report: Any = tested.run_cases(options.catalogue(work_types))
    if not report["cases"]:
        wrong(f"{policy} has no cases; they stand in the TOML files of a policy's folder, so give that")
    if json:
        as_json(report)
        return FOUND if report["failed"] else 0
    out.print(f"{report['cases']} cases, {len(report['failed'])} failed")
    for failed in report["failed"]:
        out.print(f"  {failed['name']}", markup=False, style="red")
        out.print(f"    expected {prose.expectation(failed['expected'])}", markup=False)
        out.print(f"    came out {prose.expectation(failed['actual'])}", markup=False)
    for each in report["uncovered"]:
        out.print(f"  level {each['level']}: no case shows {each['rule']} {each['status']}", markup=False, style="dim")
    return FOUND if report["failed"] else 0


@app.command()
def diff(old: Name, new: Name, work_types: CatalogueFile = None, json: AsJson = False) -> int:
    """Whom a new version moves: classes of people, each with an example the engine has decided so."""
    first, second = options.policy(old), options.policy(new)
    with waiting("comparing every class of people"):
        changes: Any = first.difference(second, options.catalogue(work_types))
    if json:
        as_json(changes)
        return 0
    for line in prose.changes(changes):
        out.print(line, markup=False, style="dim" if line.startswith("    ") else None)
    return 0
