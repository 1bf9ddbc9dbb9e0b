"""What was decided, in words."""

from typing import Any

from . import doors
from .console import as_json, out

STYLES = {"refuse": "red", "supply": "yellow", "confirm": "yellow", "review": "cyan"}
_FAULTS = {
    doors.LOST: "a number where text has to be: a spreadsheet keeps 15 of its digits; format the column as text and fill it in again",
    doors.MONTH: "`.1`, which may be January or October; write `.01` or `.10` as text",
    doors.CELLS: "more cells than the heading has",
    "unknown_word": "a word that is none of those known",
    "no_day": "a day that is none; write it as 1998-07-01 or 1998.07",
    "no_number": "a number that is none",
    "no_flag": "neither yes nor no",
    "no_list": "a list that is none",
}


def fault(kind: str, column: str | None) -> str:
    """What is wrong with a row, where, and what to do."""
    return f"{kind}{f' in {column}' if column else ''} ({_FAULTS.get(kind, kind)})"


def say(report: Any, json: bool) -> int:
    """A report as sentences, each with its clauses; or as it is."""
    if json:
        as_json(report)
        return 0
    out.print(f"{report['verdict']}; the rules are {report['eligible']}; on {report['day']}, exam year {report['exam_year']}")
    for finding in report["findings"]:
        out.print(f"  {finding['severity']:8} {finding['message']['zh']}", markup=False, style=STYLES.get(finding["severity"]))
        for citation in finding.get("citations", ()):
            title = report["documents"].get(citation["document"], {}).get("title", citation["document"])
            out.print(f"           {title}: {citation['clause']} ({citation['confidence']})", style="dim", markup=False)
    return 0
