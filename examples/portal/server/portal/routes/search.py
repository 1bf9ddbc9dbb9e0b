"""Finding work types and units, for a page whose own search cannot run."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from ..database import reading, writing
from .. import clock
from ..office import Applicant, InOffice, address
from ..problems import Problem
from ..tables import MissingUnit, Unit

router = APIRouter(prefix="/api", tags=["search"])
Typed = Annotated[str, Query(max_length=64)]
Limit = Annotated[int, Query(ge=1, le=200)]


def counted(request: Request, office: InOffice) -> None:
    key = f"search {address(request)}"
    if wait := office.searches.wait(key):
        raise Problem(429, "search/wait", retry_after=wait)
    office.searches.count(key)


@router.get("/work-types")
def work_types(request: Request, office: InOffice, q: Typed, limit: Limit = 10) -> JSONResponse:
    """Work types by initials, pinyin or hanzi; the answer the page's own search gives."""
    counted(request, office)
    return JSONResponse(office.engine().search(q, limit))


@router.get("/units")
def units(request: Request, office: InOffice, q: Typed, limit: Limit = 10) -> Any:
    """Units by initials, pinyin or hanzi, each with the units above it."""
    counted(request, office)
    hits = office.units.search(q, limit)
    with reading(office.store) as session:
        return [{**hit, "path": path(session, hit["key"])} for hit in hits]


@router.get("/units/{code}")
def unit(code: str, office: InOffice) -> dict[str, Any]:
    """A unit by its code, with the units above it."""
    with reading(office.store) as session:
        if not (found := path(session, code)):
            raise Problem(404, "not-found")
        return {"code": code, "path": found}


@router.post("/units/missing", status_code=201)
def missing(name: Annotated[str, Query(min_length=2, max_length=128)], region: Annotated[str, Query(max_length=16)], visitor: Applicant, office: InOffice) -> dict[str, bool]:
    """A unit that was not found, noted for the office."""
    with writing(office.store) as session:
        session.add(MissingUnit(account=visitor.account.id, name=name, region=region, at=clock.now(session)))
    return {"noted": True}


def path(session: Any, code: str | None) -> list[str]:
    names: list[str] = []
    while code and len(names) < 16 and (unit := session.get(Unit, code)):
        names.insert(0, unit.name)
        code = unit.parent
    return names
