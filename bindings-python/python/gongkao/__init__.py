"""Rules and workflow of the skill-level exam of workers in Chinese state organs and public institutions (工考).

An :class:`Engine` holds one catalogue of work types and one policy. Give it a form as a plain dict; it answers with a plain
dict that says what stands in the way, by which clause, and what is still to be answered or uploaded. :func:`inspect` says what
is in a file; :meth:`Engine.judge_uploads` what that means for the material it was sent for. The types of all are in
:mod:`gongkao.types`.
"""

from ._error import GongkaoError
from ._native import Engine, Inspector, inspect, inspect_header, strip_metadata

__all__ = ["Engine", "GongkaoError", "Inspector", "inspect", "inspect_header", "strip_metadata"]
