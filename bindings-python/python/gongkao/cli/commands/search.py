"""``gongkao search``."""

from typing import Annotated

import typer
from rich.text import Text

from ..console import FOUND, as_json, note, out
from ..options import AsJson, CatalogueFile, catalogue


def search(
    query: Annotated[str, typer.Argument(help="Pinyin initials, pinyin or hanzi, as byy or boyin.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="At most so many.")] = 10,
    work_types: CatalogueFile = None,
    json: AsJson = False,
) -> int:
    """Find work types by pinyin or hanzi."""
    hits = catalogue(work_types).search(query, limit)
    if json:
        as_json(hits)
    for hit in [] if json else hits:
        line = Text(hit["name"])
        # What matched may be another of its texts, and is then not in the name.
        for span in hit["ranges"] if hit["matched"] == "name" else ():
            line.stylize("bold", span["chars"]["start"], span["chars"]["end"])
        line.append(f"  {hit['reading']}", style="dim")
        if hit["instead"]:
            line.append(f"  {hit['standing']} → {', '.join(hit['instead'])}", style="yellow")
        out.print(line)
    if not hits:
        note(f"nothing is found for `{query}`")
    return 0 if hits else FOUND
