"""An application: begun, saved, submitted."""

import copy
import json
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from gongkao import GongkaoError
from sqlalchemy.orm import Session

from ... import applications as kept
from ...database import reading
from ...office import InOffice, Office, Visitor
from ...plain import accounts as pages
from ...plain import form as page
from ...problems import SENTENCES, Problem
from ...tables import Unit
from .. import applications, search
from .typed import Reading
from .visit import Fields, Guest, first, first_of, home, nobody, refused, target

router = APIRouter()
GUESSES = 6


@router.get("/")
def show(visitor: Guest, office: InOffice) -> Response:
    """Where one's application stands; or what comes before there is one."""
    return nobody() if visitor is None else shown(office, visitor)


@router.post("/start")
def start(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Region and level are chosen, and a draft begins."""
    if visitor is None:
        return nobody()
    given = first(fields, "region", "level")
    if not all(given.values()):
        return shown(office, visitor, page.Said(sentences=["请选择报名地市和申报级别。"]))
    try:
        answer = applications.start(given, visitor, office)
    except Problem as problem:
        return shown(office, visitor, page.Said(sentences=[SENTENCES[problem.code]]))
    return home() if answer.status_code == 200 else shown(office, visitor, page.Said(sentences=refused(json.loads(bytes(answer.body)))))


@router.post("/save")
def save(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Saves what can be read of the form; what cannot is shown again, with what is wrong with it."""
    if visitor is None:
        return nobody()
    said, _ = saved(office, visitor, fields)
    return home() if said.is_empty() else shown(office, visitor, said)


@router.post("/submit")
def submit(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Saves what was typed, and submits with what was acknowledged. What is in the way is said; what has to be acknowledged is asked."""
    if visitor is None:
        return nobody()
    name, version = target(fields)
    if set(fields) - {"csrf", "application", "version", "acknowledge"}:
        said, version = saved(office, visitor, fields)
        if not said.is_empty():
            return shown(office, visitor, said)
    acknowledged: list[Any] = [{"digest": each} for each in fields.get("acknowledge", [])]
    decision: Any = office.carry_out(visitor.account, name, version, {"submit": acknowledged})
    prompts = [*decision.get("prompts", []), *(decision.get("refusal") or {}).get("findings", [])]
    given = {each["digest"] for each in acknowledged}
    confirm = [each for each in prompts if each["severity"] == "confirm" and each.get("digest")]
    if all(each["digest"] in given for each in confirm):
        confirm = []
    serious = {each["message"]["zh"]: each for each in prompts if each["severity"] in ("refuse", "supply")}
    said = page.Said(sentences=[*refused(decision), *serious], confirm=confirm, given=given)
    return home() if said.is_empty() else shown(office, visitor, said)


@router.post("/restart")
def restart(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Deletes what was begun and begins again; what still fits is copied."""
    if visitor is None:
        return nobody()
    given = first(fields, "region", "level")
    if not all(given.values()):
        return shown(office, visitor, page.Said(sentences=["请选择报名地市和申报级别。"]))
    return carried(office, visitor, fields, {"restart": given})


@router.post("/withdraw")
def withdraw(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Takes the application back."""
    return nobody() if visitor is None else carried(office, visitor, fields, "withdraw")


def carried(office: Office, visitor: Visitor, fields: dict[str, list[str]], command: Any) -> Response:
    """Carries a command out, and shows where the application stands then."""
    name, version = target(fields)
    sentences = refused(office.carry_out(visitor.account, name, version, command))
    return shown(office, visitor, page.Said(sentences=sentences)) if sentences else home()


@router.post("/missing")
def missing(fields: Fields, visitor: Guest, office: InOffice) -> Response:
    """Notes a unit that is not in the list, for the office to add; and saves the rest of the form."""
    if visitor is None:
        return nobody()
    unit = first_of(fields, "unit")
    said, _ = saved(office, visitor, fields)
    if "unit" not in said.guesses or not 2 <= len(unit) <= 128:
        return home() if said.is_empty() else shown(office, visitor, said)
    with reading(office.store) as session:
        region = kept.find(session, visitor.account, target(fields)[0]).region
    search.missing(unit, region, visitor, office)
    said.sentences = [f"“{unit}”已登记，工考办添加后请再来选择。", *said.sentences]
    return shown(office, visitor, said)


def saved(office: Office, visitor: Visitor, fields: dict[str, list[str]]) -> tuple[page.Said, int]:
    """Saves what can be read. What there is to say then, and the version the application has."""
    name, version = target(fields)
    of, words = applications.everything(name, visitor, office), office.desk().words()
    reading_ = Reading(of, copy.deepcopy(of["state"]["form"]), fields, lambda path, text: found(office, path, text), words=dict(words))
    reading_.all()
    said = reading_.said
    if reading_.form == of["state"]["form"] and version == of["state"]["version"]:
        return said, version
    try:
        command: Any = {"save": reading_.form}
        decision: Any = office.carry_out(visitor.account, name, version, command)
        problems = refused(decision)
    except GongkaoError:
        decision, problems = {}, [SENTENCES["request/malformed"]]
    if problems:
        # Nothing was saved, and nothing that was typed is lost.
        said.typed = {control: texts[0] for control, texts in fields.items()}
        if version != of["state"]["version"]:
            differ = "、".join(reading_.differences())
            problems = [f"报名信息已在别处修改，本页没有保存。本页填写的与已保存的不同：{differ}。要用本页填写的，请再次保存；要用已保存的，请返回我的报名。"]
        said.sentences = [*problems, *said.sentences]
        return said, version
    return said, decision["state"]["version"]


def found(office: Office, path: str, text: str) -> tuple[str | None, list[tuple[str, str]]]:
    """The unit or work type of a name or key; or those that may be meant."""
    if path != "unit":
        hits: Any = office.engine().search(text, GUESSES)
        same = [hit for hit in hits if text in (hit["key"], hit["name"])]
        return (same[0]["key"], []) if same else (None, [(hit["key"], hit["name"]) for hit in hits])
    hits = office.units.search(text, GUESSES)
    same = [hit for hit in hits if text in (hit["key"], hit["name"])]
    with reading(office.store) as session:
        if len(same) == 1 or any(text == hit["key"] for hit in same):
            return same[0]["key"] if len(same) == 1 else text, []
        if not same and session.get(Unit, text) is not None:
            return text, []
        return None, [(hit["key"], " › ".join(search.path(session, hit["key"]))) for hit in same or hits]


def shown(office: Office, visitor: Visitor, said: page.Said | None = None) -> Response:
    """The page of whoever asks."""
    said = said or page.Said()
    words: Any = office.desk().words()
    if visitor.account.name is None:
        return HTMLResponse(pages.real_name(visitor.csrf, said.sentences))
    source: Any = office.policies[office.current].source()
    regions = {region["code"]: region["name"] for region in source["round"]["regions"]["value"]}
    with reading(office.store) as session:
        latest = current(session, visitor)
    if latest is None:
        return HTMLResponse(pages.start(regions, words, visitor.csrf, said.sentences))
    of = applications.everything(latest, visitor, office)
    if of["state"]["state"] in applications.OVER:
        said.again = pages.choosing(regions, words, visitor.csrf)
    said.choices = pages.choices(regions, words)
    return HTMLResponse(page.application(of, words, visitor.csrf, said))


def current(session: Session, visitor: Visitor) -> str | None:
    """The last application, unless it was withdrawn."""
    row = session.scalars(applications.latest(visitor.account.id)).first()
    return None if row is None or row.state == "withdrawn" else row.id
