"""The administrator's desk: counts, units, batches, and a demonstration's clock."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import BaseModel, Field
from sqlalchemy import select

from .. import clock
from ..database import reading, writing
from ..office import Administrator, InOffice
from ..problems import Problem
from ..tables import Application, MissingUnit, Unit

router = APIRouter(prefix="/api/administration", tags=["administration"])
AT_ONCE = 1_000


@router.get("/statistics")
def statistics(_: Administrator, office: InOffice) -> Any:
    """Textbook orders, applications by region, level, type and state, queues and desks."""
    with reading(office.store) as session:
        tally = office.desk().tally(clock.now(session))
        for rows in session.scalars(select(Application)).yield_per(AT_ONCE).partitions():
            tally.add([record(row) for row in rows])
        report = tally.report()
        codes = {row["unit"] for row in report["textbooks"]}
        names = session.execute(select(Unit.code, Unit.name).where(Unit.code.in_(codes)))
        return {**report, "units": {code: name for code, name in names}}


def record(row: Application) -> Any:
    state = row.snapshot
    form, claim = state["form"], state.get("claim")
    counted = {
        "region": row.region,
        "level": row.level,
        "work_type": form.get("declared", {}).get("work_type"),
        "unit": row.unit,
        "state": row.state,
        "submitted": "submission" in state,
        "textbooks": form.get("textbooks", {}),
        "stage": row.stage,
        "claimed_by": claim["by"] if claim else None,
        "since": row.since,
    }
    return {key: value for key, value in counted.items() if value is not None}


@router.get("/batches")
def batches(_: Administrator, office: InOffice) -> dict[str, Any]:
    """How many have a seat in each batch, and how many are approved and have none, by region and level."""
    seated, waiting = Counter[str](), Counter[tuple[str, str]]()
    with reading(office.store) as session:
        rows = select(Application).where(Application.state.not_in(("draft", "awaiting_confirmation", "awaiting_materials")))
        for row in session.scalars(rows).yield_per(AT_ONCE):
            if seat := row.snapshot.get("seat"):
                seated[seat["batch"]] += 1
            elif row.state == "approved":
                waiting[row.region, row.level] += 1
    rest = [{"region": region, "level": level, "count": count} for (region, level), count in sorted(waiting.items())]
    return {"seated": seated, "waiting": rest}


class NewUnit(BaseModel):
    """A unit to add."""

    code: str = Field(min_length=1, max_length=32)
    name: str = Field(min_length=2, max_length=128)
    parent: str | None = None
    category: str | None = None
    rank: str | None = None


@router.get("/units/missing")
def missing_units(_: Administrator, office: InOffice) -> list[dict[str, Any]]:
    """Units that applicants did not find."""
    with reading(office.store) as session:
        rows = session.scalars(select(MissingUnit).order_by(MissingUnit.id))
        return [{"id": row.id, "name": row.name, "region": row.region, "at": row.at} for row in rows]


@router.post("/units", status_code=201)
def add_unit(body: NewUnit, _: Administrator, office: InOffice) -> dict[str, str]:
    """Adds a unit to the tree; requests for a unit of that name are done with."""
    with writing(office.store) as session:
        if session.get(Unit, body.code) or (body.parent and not session.get(Unit, body.parent)):
            raise Problem(422, "unit/misplaced")
        session.add(Unit(**body.model_dump()))
        for asked in session.scalars(select(MissingUnit).where(MissingUnit.name == body.name)):
            session.delete(asked)
    office.load()
    return {"code": body.code}


class Arrangement(BaseModel):
    """Seats for everybody approved at these levels in a region."""

    batch: str
    levels: list[str]
    region: str
    site: str = Field(max_length=64)
    address: str | None = Field(default=None, max_length=128)
    seats_in_a_room: int = Field(ge=1, le=500)
    sessions: list[dict[str, Any]]


@router.post("/arrangements")
def arrange(body: Arrangement, visitor: Administrator, office: InOffice) -> dict[str, Any]:
    """Gives a number and a seat to every approved application that has none, in the order they were approved."""
    with reading(office.store) as session:
        rows = session.scalars(
            select(Application)
            .where(Application.state == "approved", Application.region == body.region, Application.level.in_(body.levels))
            .order_by(Application.since, Application.id)
        )
        waiting = [(row.id, row.version) for row in rows if "seat" not in row.snapshot]
        taken = session.scalars(select(Application).where(Application.region == body.region))
        first = sum(1 for row in taken if (row.snapshot.get("seat") or {}).get("batch") == body.batch)
    done, refused = 0, []
    for place, (name, version) in enumerate(waiting, first):
        room, seat = divmod(place, body.seats_in_a_room)
        command: Any = {
            "arrange": {
                "batch": body.batch,
                "number": f"{body.batch.replace('-', '')}{body.region}{place + 1:05}",
                "site": body.site,
                **({"address": body.address} if body.address else {}),
                "room": f"{room + 1}",
                "seat": f"{seat + 1:02}",
                "sessions": body.sessions,
            }
        }
        decision = office.carry_out(visitor.account, name, version, command)
        if refusal := decision.get("refusal"):
            refused.append({"application": name, "refusal": refusal})
        else:
            done += 1
    return {"arranged": done, "refused": refused}


@router.post("/clock")
def set_clock(now: Annotated[str, Body(embed=True, pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$")], _: Administrator, office: InOffice) -> dict[str, str]:
    """Sets the clock of a demonstration, to look at a round from before, within and after it."""
    if not office.settings.demonstration:
        raise Problem(403, "demonstration/only")
    with writing(office.store) as session:
        try:
            clock.set_to(session, now)
        except ValueError:
            raise Problem(422, "request/malformed") from None
    return {"now": now}
