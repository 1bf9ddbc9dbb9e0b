"""The policies of this portal: the one that holds, those that applications were submitted under, and one that is only tried."""

from typing import Any

from gongkao import Desk, Engine, Policy
from sqlalchemy import select
from sqlalchemy.orm import Session

from . import applications
from .problems import Problem
from .tables import Application
from .tables import Policy as Row

SHIPPED = "henan-2022"
OPEN = ("draft", "awaiting_confirmation", "awaiting_materials")
"""States in which the form is its owner's, and the policy that holds now decides."""
EXAMPLES = 10
AT_ONCE = 500


def every(session: Session) -> dict[str, Policy]:
    """Each policy by its digest."""
    shipped = Policy.shipped(SHIPPED)
    kept = (Policy(row.source) for row in session.scalars(select(Row)))  # type: ignore[arg-type]
    return {policy.digest: policy for policy in (shipped, *kept)}


# Two may be put in force within one second; the later one has the higher version.
LATEST = select(Row.digest).order_by(Row.since.desc(), Row.source["policy"]["version"].as_integer().desc()).limit(1)


def current(session: Session) -> str:
    """The digest of the policy that was put in force last."""
    return session.scalars(LATEST).first() or Policy.shipped(SHIPPED).digest


def in_force(session: Session, at: str) -> str:
    """The digest of the policy that held at a time."""
    return session.scalars(LATEST.where(Row.since <= at)).first() or Policy.shipped(SHIPPED).digest


def changed(policy: Policy, windows: list[Any], numbers: dict[str, Any]) -> Policy:
    """A next version with other windows and other numbers: each a number, or one for each level. A policy that does not hold
    together is refused, with the path."""
    source: Any = policy.source()
    source["policy"]["version"] += 1
    source["round"]["windows"] = windows
    for name, value in numbers.items():
        if (number := source["parameters"].get(name)) is None:
            raise Problem(422, "request/malformed")
        if isinstance(value, dict):
            number["values"] = {**number.get("values", {}), **value}
        else:
            number["value"] = value
    return Policy(source)


def of_materials(policy: Policy) -> dict[str, list[str]]:
    """Which materials go with a text of the form, and which show the printed form."""
    materials: Any = policy.source()["materials"]
    return {kind: [each["name"] for each in materials if each.get(kind)] for kind in ("described", "printed")}


def announced(session: Session, places: dict[str, tuple[Engine, Desk]], now: str, row: Application, known: Any) -> dict[str, Any] | None:
    """What a policy that was put in force after the form was last saved changes for its owner."""
    before = in_force(session, row.snapshot["last"])
    if row.state not in OPEN or now == before:
        return None
    form, library, day = applications.whole_form(row), known["library"], known["now"][:10]
    old, new = ((engine.assess(form, library, day), until(desk, row, known)) for engine, desk in (places[before], places[now]))
    was = {rule["rule"]: rule["status"] for rule in old[0]["rules"]}
    rules = [
        {"label": rule["label"], "before": was.get(rule["rule"]), "after": rule["status"]}
        for rule in new[0]["rules"]
        if was.get(rule["rule"]) != rule["status"]
    ]
    return {"since": session.get_one(Row, now).since, "rules": rules, "until": None if old[1] == new[1] else {"before": old[1], "after": new[1]}}


def until(desk: Desk, row: Application, known: Any) -> str | None:
    """Until when its owner may save."""
    return next((each.get("until") for each in desk.actions(applications.snapshot(row), known) if each["action"] == "save"), None)


def moves(session: Session, secret: bytes, old: tuple[Engine, Desk], new: tuple[Engine, Desk]) -> dict[str, Any]:
    """Whom of those who are still filling in their form another policy would concern: by level, whether the rules are met and
    whether they may submit, before and after, with some of them by name of application."""
    rows = select(Application).where(Application.state.in_(OPEN)).order_by(Application.id)
    looked_at, found = 0, dict[tuple[str, ...], dict[str, Any]]()
    for row in session.scalars(rows).yield_per(AT_ONCE):
        looked_at += 1
        was, is_now = (standing(session, secret, engine, desk, row) for engine, desk in (old, new))
        for kind, before in was.items():
            if before != (after := is_now[kind]):
                move = {"level": row.level, "kind": kind, "before": before, "after": after}
                counted = found.setdefault(tuple(move.values()), {**move, "count": 0, "examples": []})
                counted["count"] += 1
                if len(counted["examples"]) < EXAMPLES:
                    counted["examples"].append(row.id)
    return {"looked_at": looked_at, "moves": list(found.values())}


def difference(old: Policy, new: Policy) -> dict[str, Any]:
    """What changes for everybody there could be: the rules that belong together, and from what to what they move some people."""
    found, sources = old.difference(new), [policy.source()["rules"] for policy in (old, new)]
    labels = {rule["name"]: rule["label"] for rules in sources for rule in rules}
    changes: dict[str, dict[str, Any]] = {}
    for each in found["changes"]:
        alike = {"level": each["level"], "claimed": each["claimed"], "rules": [labels[name] for name in each["rules"]]}
        moves = changes.setdefault(str(alike), {**alike, "moves": []})["moves"]
        if (move := [each["from"], each["to"]]) not in moves:
            moves.append(move)
    return {"changes": list(changes.values()), "unfinished": len(found["unfinished"])}


def standing(session: Session, secret: bytes, engine: Engine, desk: Desk, row: Application) -> dict[str, str]:
    """Whether the rules are met, and whether the owner may submit."""
    known: Any = applications.facts(session, secret, None, row, row.version)
    known["actor"]["id"] = row.account
    report = engine.assess(applications.whole_form(row), known["library"], known["now"][:10])
    submit = next(each for each in desk.actions(applications.snapshot(row), known) if each["action"] == "submit")
    return {"eligible": report["eligible"], "submit": submit["permission"]}
