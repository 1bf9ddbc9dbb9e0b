"""A simulation as a page that is whole in itself: no script, nothing fetched, pictures in SVG beside their numbers."""

from dataclasses import dataclass
from html import escape
from typing import Any, Self

GROUPS = (("level", "by_level"), ("work type", "by_work_type"), ("region", "by_region"), ("kind of unit", "by_unit_category"))
SHOWN = 15


@dataclass(frozen=True)
class Moves:
    """How many are eligible before and after."""

    people: int
    gain: int
    lose: int
    changed: int

    @classmethod
    def of(cls, moves: Any) -> Self:
        """Of the counts from each outcome (unmet, unknown, met) to each."""
        cells = moves["from_to"]
        people = sum(map(sum, cells))
        return cls(people, cells[0][2] + cells[1][2], cells[2][0] + cells[2][1], people - sum(cells[at][at] for at in range(3)))


def largest(groups: Any) -> list[tuple[str, Moves]]:
    """The groups in which most changes, the rest left to the data."""
    named = [(name, Moves.of(moves)) for name, moves in groups["named"].items()]
    return sorted(named, key=lambda each: (-each[1].changed, -each[1].people, each[0]))[:SHOWN]


STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1f; }
table { border-collapse: collapse; margin: 0 0 1.5rem; } th, td { border: 1px solid #c9ccd1; padding: .3rem .6rem; text-align: right; }
th:first-child { text-align: left; } .gain { fill: #1b6e3a; color: #1b6e3a; } .lose { fill: #b3261e; color: #b3261e; } svg { max-width: 100%; } text { font-size: 13px; }
@media print { body { margin: 0; } }
"""


def simulation(foretold: Any, old: str, new: str, day: str) -> str:
    """The page."""
    everybody = Moves.of(foretold["all"])
    parts = [
        f"<h1>{escape(old)} → {escape(new)}</h1>",
        f"<p>{day}. {everybody.people} people: <strong>{everybody.gain} gain, {everybody.lose} lose</strong>, "
        f"{everybody.changed} come out differently in all.</p>",
        _outcomes(foretold["all"]),
    ]
    for name, key in GROUPS:
        groups = [(group or "not given", moves) for group, moves in largest(foretold[key])]
        if groups:
            parts += [f"<h2>By {name}</h2>", _chart(name, groups), _table(name, groups)]
    for kind in ("gain", "lose"):
        parts.append(_examples(kind, foretold[kind]))
    if foretold["rubbish"]:
        rows = "".join(f"<li>{escape(each['column'])}: {escape(each['kind'])}, {each['rows']} rows</li>" for each in foretold["rubbish"])
        parts.append(f"<h2>Not decided</h2><ul>{rows}</ul>")
    body = "\n".join(parts)
    return f"<!doctype html><html lang='en'><meta charset='utf-8'><title>{escape(old)} → {escape(new)}</title><style>{STYLE}</style>{body}</html>\n"


def _outcomes(moves: Any) -> str:
    names = ("unmet", "unknown", "met")
    head = "".join(f"<th scope='col'>{name} after</th>" for name in names)
    rows = "".join(
        f"<tr><th scope='row'>{name} before</th>{''.join(f'<td>{count}</td>' for count in row)}</tr>"
        for name, row in zip(names, moves["from_to"], strict=True)
    )
    return f"<table><tr><td></td>{head}</tr>{rows}</table>"


def _table(name: str, groups: list[tuple[str, Moves]]) -> str:
    head = "".join(f"<th scope='col'>{title}</th>" for title in (name, "people", "gain", "lose", "differently in all"))
    rows = "".join(
        f"<tr><th scope='row'>{escape(group)}</th><td>{moves.people}</td><td>{moves.gain}</td><td>{moves.lose}</td><td>{moves.changed}</td></tr>"
        for group, moves in groups
    )
    return f"<table><tr>{head}</tr>{rows}</table>"


def _chart(name: str, groups: list[tuple[str, Moves]]) -> str:
    groups = [(group, moves) for group, moves in groups if moves.gain or moves.lose]
    if not groups:
        return ""
    most = max(max(moves.gain, moves.lose) for _, moves in groups)
    names, side, row = 240, 240, 24
    middle = names + side
    bars = []
    for at, (group, moves) in enumerate(groups):
        y = at * row
        gain, lose = (round((side - 50) * count / most) for count in (moves.gain, moves.lose))
        bars.append(
            f"<text x='0' y='{y + 17}'>{escape(group[:16])}</text>"
            f"<rect class='lose' x='{middle - lose}' y='{y + 3}' width='{lose}' height='18'/>"
            f"<rect class='gain' x='{middle}' y='{y + 3}' width='{gain}' height='18'/>"
            f"<text text-anchor='end' x='{middle - lose - 4}' y='{y + 17}'>{moves.lose}</text>"
            f"<text x='{middle + gain + 4}' y='{y + 17}'>{moves.gain}</text>"
        )
    label = f"Who loses, to the left, and who gains, to the right, by {name}"
    size = f"viewBox='0 0 {middle + side} {len(groups) * row}' width='{middle + side}'"
    return f"<p><span class='lose'>■</span> lose <span class='gain'>■</span> gain</p><svg {size} role='img' aria-label='{label}'>{''.join(bars)}</svg>"


def _examples(kind: str, examples: Any) -> str:
    if not examples:
        return ""
    rows = "".join(
        f"<li>row {each['row']}, level {escape(str(each.get('level', 'not given')))}: {each['old']} → {each['new']} by {escape(', '.join(each['rules']))}</li>"
        for each in examples
    )
    return f"<h2>Who {kind}s, the first</h2><ul>{rows}</ul>"
