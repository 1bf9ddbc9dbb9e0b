"""Rules and workflow of the skill-level exam of workers in Chinese state organs and public institutions (工考).

An :class:`Engine` holds one catalogue of work types and one policy. Give it a form as a plain dict; it answers with a plain
dict that says what stands in the way, by which clause, and what is still to be answered or uploaded. The types of both are in
:mod:`gongkao.types`.
"""

from ._error import GongkaoError
from ._native import Engine

__all__ = ["Engine", "GongkaoError"]
