"""The policy that holds: for every page, and for the administrator who tries another first."""

from typing import Any

from fastapi import APIRouter
from gongkao import Desk, Engine, Policy
from pydantic import BaseModel

from .. import clock, policies, units
from ..database import reading, writing
from ..office import Administrator, InOffice, Office
from ..tables import Policy as Row

router = APIRouter(prefix="/api", tags=["policy"])


class Change(BaseModel):
    """Another round's windows, and other numbers."""

    windows: list[dict[str, Any]]
    numbers: dict[str, Any] = {}


@router.get("/policy")
def in_force(office: InOffice) -> dict[str, Any]:
    """What a page decides by. Nothing stands for the policy that the packages come with."""
    policy = office.policies[office.current]
    shipped = policy.digest == Policy.shipped(policies.SHIPPED).digest
    return {"digest": policy.digest, "policy": None if shipped else policy.source()}


@router.get("/words")
def words(office: InOffice) -> dict[str, Any]:
    """What a page calls things: names of the contract, regions, stages, reasons, batches and subjects."""
    desk = office.desk()
    procedure, source = desk.procedure(), office.policies[office.current].source()
    return {
        "words": {name: text["zh"] for name, text in desk.words().items()},
        "regions": {region["code"]: region["name"] for region in source["round"]["regions"]["value"]},
        "stages": {stage["name"]: stage["label"]["zh"] for stage in procedure["stages"]},
        "reasons": procedure["reasons"],
        "batches": procedure["tickets"],
        "subjects": procedure["subjects"],
        "fixed_levels": procedure["limits"]["fixed_levels"]["value"],
    }


@router.get("/administration/policy")
def shown(_: Administrator, office: InOffice) -> dict[str, Any]:
    """The policy as its administrator sees it: windows, numbers, and what is odd about it."""
    return described(office)


def described(office: Office) -> dict[str, Any]:
    policy = office.policies[office.current]
    source: Any = policy.source()
    with reading(office.store) as session:
        day = clock.now(session)[:10]
    return {
        "id": policy.id,
        "version": source["policy"]["version"],
        "digest": policy.digest,
        "windows": source["round"]["windows"],
        "numbers": source["parameters"],
        "lint": policy.lint(day),
    }


@router.post("/administration/policy/try")
def attempt(body: Change, _: Administrator, office: InOffice) -> dict[str, Any]:
    """What another policy would change, before it holds for anybody."""
    policy = policies.changed(office.policies[office.current], body.windows, body.numbers)
    with reading(office.store) as session:
        given: Any = {"policy": policy, "units": units.everything(session) or None}
        new = (Engine(**given), Desk(**given))
        moved = policies.moves(session, office.settings.secret, office.place(None), new)
        return {
            "lint": policy.lint(clock.now(session)[:10]),
            "difference": policies.difference(office.policies[office.current], policy),
            "moves": moved,
        }


@router.post("/administration/policy")
def use(body: Change, visitor: Administrator, office: InOffice) -> dict[str, Any]:
    """Puts it in force. What was submitted before keeps the policy it was submitted under."""
    policy = policies.changed(office.policies[office.current], body.windows, body.numbers)
    source: Any = policy.source()
    Desk(policy=policy)
    with writing(office.store) as session:
        row = Row(digest=policy.digest, since=clock.now(session), by=visitor.account.id, source=source)
        session.merge(row)
    office.load()
    return described(office)
