"""The review desk: what waits, the oldest first."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import func, select

from .. import units
from ..database import reading
from ..office import InOffice, Staff
from ..tables import Application, Unit

router = APIRouter(prefix="/api/desk", tags=["desk"])
WAITING = ("under_review", "on_site_review")


@router.get("")
def queue(
    visitor: Staff,
    office: InOffice,
    state: Annotated[list[str] | None, Query()] = None,
    stage: Annotated[str | None, Query(max_length=32)] = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> dict[str, Any]:
    """Applications in one's regions and units, those that wait longest first."""
    account = visitor.account
    with reading(office.store) as session:
        rows = select(Application).where(Application.state.in_(state or WAITING))
        if stage:
            rows = rows.where(Application.stage == stage)
        if account.regions is not None:
            rows = rows.where(Application.region.in_(account.regions))
        if account.units is not None:
            rows = rows.where(Application.unit.in_(units.below(session, account.units)))
        total = session.scalar(select(func.count()).select_from(rows.subquery()))
        page = list(session.scalars(rows.order_by(Application.since, Application.id).offset(offset).limit(limit)))
        names = dict(session.execute(select(Unit.code, Unit.name).where(Unit.code.in_({row.unit for row in page}))).all())
        return {"total": total, "applications": [line(row, names) for row in page]}


def line(row: Application, names: dict[str, str]) -> dict[str, Any]:
    form = row.snapshot["form"]
    return {
        "id": row.id,
        "name": form["candidate"]["name"],
        "unit": names.get(row.unit or "", row.unit),
        "work_type": form.get("declared", {}).get("work_type"),
        "level": row.level,
        "region": row.region,
        "state": row.state,
        "stage": row.stage,
        "since": row.since,
        "claimed_by": (row.snapshot.get("claim") or {}).get("by"),
    }
