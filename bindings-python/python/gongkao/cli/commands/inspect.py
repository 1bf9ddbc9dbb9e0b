"""``gongkao inspect``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ... import Engine, Inspector
from ..console import FOUND, PARTLY, WRONG, as_json, err, out, progress
from ..options import AsJson
from ..reports import STYLES

PIECE = 1 << 20


def inspect(
    files: Annotated[list[Path], typer.Argument(help="Photos and documents.")],
    material: Annotated[str, typer.Option("--for", metavar="MATERIAL", help="What they are sent for, by its name in the policy.")] = "diploma",
    title: Annotated[str | None, typer.Option(help="The title a thesis has to be named after.")] = None,
    json: AsJson = False,
) -> int:
    """Look into files: whole, legible, what they claim to be. Files of the same picture are noticed."""
    reports: list[Any] = []
    unread: list[dict[str, str]] = []
    with progress("looking", len(files)) as done:
        for path in files:
            try:
                reports.append((path, _look(path, title)))
            except OSError as error:
                unread.append({"path": str(path), "error": error.strerror or str(error)})
            done(1)
    uploads: Any = [{"material": material, "file": report} for _, report in reports]
    judged: Any = Engine().judge_uploads(uploads) if uploads else []
    if json:
        as_json([*({"path": str(path), **each} for (path, _), each in zip(reports, judged, strict=True)), *unread])
    else:
        for (path, report), each in zip(reports, judged, strict=True):
            out.print(f"{path}: {report['kind']}, {report['size']} bytes: {each['verdict']}", markup=False)
            for finding in each["findings"]:
                out.print(f"  {finding['severity']:8} {finding['message']['zh']}", markup=False, style=STYLES.get(finding["severity"]))
        for missing in unread:
            err.print(f"gongkao: {missing['path']}: {missing['error']}", style="red", markup=False)
    if any(each["verdict"] == "refuse" for each in judged):
        return FOUND
    if not reports:
        return WRONG
    return PARTLY if unread else 0


def _look(path: Path, title: str | None) -> Any:
    inspector = Inspector(path.name, title)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            inspector.feed(piece)
    return inspector.finish()
