"""What several commands are asked for."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import Catalogue, Engine, Policy
from . import sheets
from .console import wrong

AsJson = Annotated[bool, typer.Option("--json", help="The answer as JSON, as in every language.")]
Day = Annotated[str | None, typer.Option("--day", metavar="DAY", help="For which to decide, as 2022-03-10; today if not given.")]
PolicyName = Annotated[
    str | None,
    typer.Option("--policy", metavar="POLICY", help="A policy: the name of one that comes along, a folder of TOML, or a JSON file; henan-2022 if not given."),
]
CatalogueFile = Annotated[Path | None, typer.Option("--catalogue", metavar="FILE", help="Work types as JSON or CSV; Henan's if not given.")]


def day(text: str | None) -> str:
    """The day asked about."""
    if text is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        wrong(f"--day {text} is no day; write it as 2022-03-10")


def policy(name: str | None) -> Policy:
    """A policy by its name, of a folder of TOML, or of a JSON file."""
    if name is None:
        return Policy.shipped("henan-2022")
    path = Path(name)
    if path.is_dir():
        files = {file.name: sheets.decoded(file)[0] for file in sorted(path.glob("*.toml"))}
        return Policy.from_toml(files) if files else wrong(f"{name} holds no .toml files")
    if path.is_file():
        if path.suffix == ".toml":
            return Policy.from_toml({path.name: sheets.decoded(path)[0]})
        return Policy(parsed(path))
    if name in Policy.shipped_names():
        return Policy.shipped(name)
    if path.suffix or len(path.parts) > 1:
        wrong(f"{name} is not there")
    # The core's own sentence says what may have been meant.
    return Policy.shipped(name)


def catalogue(path: Path | None) -> Catalogue:
    """The work types of a file."""
    if path is None:
        return Catalogue()
    return Catalogue.from_csv(path.stem, sheets.decoded(path)[0]) if path.suffix.lower() == ".csv" else Catalogue(parsed(path))


def engine(name: str | None, work_types: Path | None) -> Engine:
    """An engine of both."""
    return Engine(policy=policy(name), catalogue=catalogue(work_types))


def parsed(path: Path) -> Any:
    """The JSON of a file."""
    try:
        return json.loads(sheets.decoded(path)[0])
    except json.JSONDecodeError as error:
        wrong(f"{path} is no JSON: {error.msg} at line {error.lineno}, column {error.colno}")
