"""The tree of units."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .tables import Unit


def below(session: Session, codes: list[str]) -> list[str]:
    """These units and all below them."""
    tree = select(Unit.code).where(Unit.code.in_(codes)).cte(recursive=True)
    tree = tree.union(select(Unit.code).join(tree, Unit.parent == tree.c.code))
    return list(session.scalars(select(tree.c.code)))


def everything(session: Session) -> list[dict[str, str]]:
    """Every unit as gongkao takes it."""
    fields = ("code", "name", "parent", "category", "rank")
    rows = session.scalars(select(Unit).order_by(Unit.code))
    return [{field: value for field in fields if (value := getattr(row, field)) is not None} for row in rows]


def entries(tree: list[dict[str, str]]) -> Any:
    """The units one may belong to, for the search: those of a category, for places that only hold others are none."""
    return [{"key": unit["code"], "name": unit["name"]} for unit in tree if "category" in unit]
