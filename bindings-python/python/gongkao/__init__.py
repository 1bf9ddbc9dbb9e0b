"""Rules and workflow of the skill-level exam of workers in Chinese state organs and public institutions (工考).

An :class:`Engine` holds one catalogue of work types and one policy. Give it a form as a plain dict; it answers with a plain
dict that says what stands in the way, by which clause, and what is still to be answered or uploaded. :func:`inspect` says what
is in a file; :meth:`Engine.judge_uploads` what that means for the material it was sent for. The types of all are in
:mod:`gongkao.types`.

A whole table of people goes to :meth:`Engine.assess_table` from any data frame and comes back as one; :mod:`gongkao.polars` and
:mod:`gongkao.spark` do the same in these libraries' own words.

A :class:`Desk` holds an engine and a procedure, and handles applications: commands become events, or a refusal that says what
stands in the way. It keeps nothing; an :class:`Application`, made by a desk, holds the events and the state of one.

A :class:`Policy` is rules as data: read, chosen for a place and year, shown, checked, compared, proved, and given to an engine. A
:class:`Catalogue` is a province's work types. A :class:`Simulation` counts whom another policy moves in a population. A :class:`SearchIndex` finds an entry of any list by hanzi or pinyin.
"""

from ._error import DamagedError, DefinitionError, GongkaoError, InputError, PolicyError, TableError
from ._native import (
    Answers,
    Application,
    Catalogue,
    Desk,
    Engine,
    Inspector,
    Policy,
    SearchIndex,
    SearchSession,
    Simulation,
    Tally,
    filter_option,
    inspect,
    inspect_header,
    strip_metadata,
)

__all__ = [
    "Answers",
    "Application",
    "Catalogue",
    "DamagedError",
    "DefinitionError",
    "Desk",
    "Engine",
    "GongkaoError",
    "InputError",
    "Inspector",
    "Policy",
    "PolicyError",
    "SearchIndex",
    "SearchSession",
    "Simulation",
    "TableError",
    "Tally",
    "filter_option",
    "inspect",
    "inspect_header",
    "strip_metadata",
]
