"""What both scripts print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def show(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table, aligned."""
    lines = [[str(cell) for cell in row] for row in [headings, *rows]]
    widths = [max(len(line[at]) for line in lines) for at in range(len(headings))]
    print(f"\n{title}")
    for line in lines:
        print("  ".join(cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(zip(line, widths, strict=True))))


def told(count: int, seconds: float, what: str) -> None:
    """How long it took, by the million."""
    print(f"{what}: {seconds:.2f} s for {count:,} people, {seconds / count * 1e6:.2f} s a million")
