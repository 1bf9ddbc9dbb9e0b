"""The policies of this portal: the one that holds, those that applications were submitted under, and one that is only tried."""

from typing import Any

from gongkao import Desk, Engine, Policy
from sqlalchemy import select
from sqlalchemy.orm import Session

from . import applications
from .tables import Application
from .tables import Policy as Row

SHIPPED = "henan-2022"
EXAMPLES = 10
AT_ONCE = 500


def every(session: Session) -> dict[str, Policy]:
    """Each policy by its digest."""
    shipped = Policy.shipped(SHIPPED)
    kept = (Policy(row.source) for row in session.scalars(select(Row)))  # type: ignore[arg-type]
    return {policy.digest: policy for policy in (shipped, *kept)}


def current(session: Session) -> str:
    """The digest of the policy that was put in force last."""
    return session.scalars(select(Row.digest).order_by(Row.since.desc()).limit(1)).first() or Policy.shipped(SHIPPED).digest


def changed(policy: Policy, windows: list[Any], numbers: dict[str, Any]) -> Policy:
    """A next version with other windows and other numbers. A policy that does not hold together is refused, with the path."""
    source: Any = policy.source()
    source["policy"]["version"] += 1
    source["round"]["windows"] = windows
    for name, value in numbers.items():
        if name in source["parameters"]:
            source["parameters"][name]["value"] = value
    return Policy(source)


def moves(session: Session, secret: bytes, old: tuple[Engine, Desk], new: tuple[Engine, Desk]) -> dict[str, Any]:
    """Whom of those who are still filling in their form another policy would concern, by level, with some of them by name of
    application."""
    open_states = ("draft", "awaiting_confirmation", "awaiting_materials")
    rows = select(Application).where(Application.state.in_(open_states)).order_by(Application.id)
    found: dict[str, Any] = {"looked_at": 0, "levels": {}}
    for row in session.scalars(rows).yield_per(AT_ONCE):
        found["looked_at"] += 1
        was, is_now = (standing(session, secret, engine, desk, row) for engine, desk in (old, new))
        for kind, before in was.items():
            if before != is_now[kind]:
                counted = found["levels"].setdefault(row.level, {}).setdefault(f"{kind}: {before} → {is_now[kind]}", {"count": 0, "examples": []})
                counted["count"] += 1
                if len(counted["examples"]) < EXAMPLES:
                    counted["examples"].append(row.id)
    return found


def standing(session: Session, secret: bytes, engine: Engine, desk: Desk, row: Application) -> dict[str, str]:
    """Whether the rules are met, and whether the owner may submit."""
    known: Any = applications.facts(session, secret, None, row, row.version)
    known["actor"]["id"] = row.account
    report = engine.assess(applications.whole_form(row), known["library"], known["now"][:10])
    submit = next(each for each in desk.actions(applications.snapshot(row), known) if each["action"] == "submit")
    return {"eligible": report["eligible"], "submit": submit["permission"]}
