"""``gongkao catalogue``."""

import json as written
from pathlib import Path
from typing import Annotated

import typer

from ... import Catalogue
from .. import sheets
from ..console import PARTLY, as_json, note, out, wrong
from ..options import AsJson

app: typer.Typer = typer.Typer(help="Catalogues of work types.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def catalogue() -> None:
    """Catalogues of work types."""


@app.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="Work types as CSV; its first row names the columns.")],
    to: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where the catalogue goes, as JSON.")] = None,
    title: Annotated[str | None, typer.Option(help="What it is called; the name of the file if not given.")] = None,
    json: AsJson = False,
) -> int:
    """Reads a province's own catalogue; bad rows are named, good ones kept."""
    if to and (to == file or not to.parent.is_dir()):
        wrong(f"{to} cannot be written to; give another place")
    text, encoding = sheets.decoded(file)
    made = Catalogue.from_csv(title or file.stem, text)
    complaints = made.complaints()
    if to:
        to.write_text(written.dumps(made.data(), ensure_ascii=False, indent=1), "utf-8")
    if json:
        as_json({"catalogue": made.data(), "complaints": complaints})
    else:
        out.print(f"{len(made)} work types{f' written to {to}' if to else ''}, {len(complaints)} rows left out", markup=False)
        if encoding != "UTF-8":
            note(f"read as {encoding}")
        for complaint in complaints:
            note(f"  line {complaint['line']}{', ' if complaint['column'] else ''}{complaint['column']}: {complaint['message']}")
    return PARTLY if complaints else 0
