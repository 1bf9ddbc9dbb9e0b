"""The fields of the form, and how what is typed into them becomes an answer."""

import datetime
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Literal

LEVELS = ("five", "four", "three", "two", "one")
HELD = ("ungraded", *LEVELS)
GRADES = ("excellent", "qualified", "basically_qualified", "no_grade", "unqualified")
ASSESSED = 5
"""How many years of assessments are asked for."""
BLANK_ROWS = 2

Kind = Literal["words", "search", "day", "year", "number", "answer", "tick", "text", "long"]


@dataclass(frozen=True)
class Field:
    """One field: where it is in the form, what is typed into it, and the levels that are asked."""

    path: str
    kind: Kind
    words: str = ""
    """The kind of word to choose from."""
    names: tuple[str, ...] = ()
    levels: tuple[str, ...] = LEVELS
    most: int = 4000
    if_needed: bool = False
    """Only where a rule asks for it, or it was answered."""
    needed: bool = False
    """Of a column: a row without it is not whole."""
    hint: str = ""


@dataclass(frozen=True)
class Rows:
    """A list: none, or some, each a row of columns."""

    path: str
    columns: tuple[Field, ...] = field(default=())


ONE = ("one",)
FIELDS = (
    Field("unit", "search", hint="输入单位名称或拼音首字母，保存后从找到的单位中选择。"),
    Field("unit_category", "words", "unit_category", ("administrative", "public_institution")),
    Field("unit_rank", "words", "unit_rank", ("province", "city", "county", "township")),
    Field("work_start", "day", hint="例如 2003-07-01。工作年限由系统按参加工作时间计算。"),
    Field("current.work_type", "search", hint="输入工种名称或拼音首字母，例如“播音员”或“byy”。"),
    Field("current.level", "words", "level", HELD, hint="没有机关事业单位等级证书的，请选择未定级。"),
    Field("current.obtained_year", "year"),
    Field("regularised_on", "day", levels=("five",)),
    Field("candidate.retirement_category", "words", "", ("men", "women55", "women50"), if_needed=True),
    Field("declared.work_type", "search"),
    Field("declared.level", "words", "level", LEVELS),
    Field("schooling", "words", "schooling", (
        "primary", "junior_middle", "senior_middle", "vocational_senior", "technical_school", "secondary_vocational",
        "junior_college", "bachelor", "master", "doctor",
    ), ("two", "one")),
    Field("appointed_level", "words", "level", HELD, ONE),
    Field("appointed_on", "day", levels=ONE),
    Field("exception.claimed", "tick", hint="符合破格晋升条件的选“是”，并上传证明材料原件照片；不具备该条件请勿选择。"),
    Field("exception.grounds", "long", most=100, hint="符合何文件规定的破格晋升条件，100 字以内。"),
    Field("textbooks.professional_ethics", "answer"),
    Field("textbooks.vocational_ability", "answer"),
    Field("textbooks.post_skills", "answer"),
    Field("narrative.history", "long", levels=ONE),
    Field("narrative.rewards", "long", levels=ONE),
    Field("narrative.achievements", "long", levels=ONE),
    Field("thesis_title", "text", levels=ONE, hint="论文文件的名称需与标题一致。没有论文的不填。"),
)  # fmt: skip
LISTS = (
    Rows("awards", (
        Field("kind", "words", "award_kind", needed=True),
        Field("grade", "words", "award_grade", ("county", "city", "province", "nation"), needed=True),
        Field("year", "year", needed=True),
        Field("prize", "number"), Field("rank", "number"), Field("place", "number"),
    )),
    Rows("penalties", (
        Field("kind", "words", "penalty", ("warning", "demerit", "serious_demerit", "demotion", "dismissal"), needed=True),
        Field("from", "day", needed=True), Field("until", "day"),
    )),
    Rows("service", (Field("work_type", "search"), Field("from", "day", needed=True), Field("until", "day"))),
)  # fmt: skip
COLUMNS = {
    "awards.kind": "奖项", "awards.grade": "授予单位级别", "awards.year": "年份", "awards.prize": "等奖", "awards.rank": "名次",
    "awards.place": "本人排名", "penalties.kind": "处分", "penalties.from": "开始", "penalties.until": "结束",
    "service.work_type": "工种", "service.from": "开始", "service.until": "结束",
}  # fmt: skip
RETIREMENT = {"men": "男职工", "women55": "原法定退休年龄五十五周岁的女职工", "women50": "原法定退休年龄五十周岁的女职工"}


def choices(asked: Field, words: dict[str, Any]) -> dict[str, str]:
    """The words a field is chosen from."""
    if not asked.words:
        return {name: RETIREMENT[name] for name in asked.names}
    prefix = f"{asked.words}/"
    return {name: words[prefix + name]["zh"] for name in asked.names or [key.removeprefix(prefix) for key in words if key.startswith(prefix)]}


def read(asked: Field, text: str) -> tuple[Any, str]:
    """What was typed as the form takes it, and what is wrong with it where it is nothing of the kind."""
    text = unicodedata.normalize("NFKC", text) if asked.kind in ("day", "year", "number") else text
    match asked.kind:
        case "words" if text and asked.names and text not in asked.names:
            return None, "请从列表中选择。"
        case "year" if text and not re.fullmatch("[0-9]{4}", text):
            return None, "请填写四位数的年份，例如 2016。"
        case "number" if text and not re.fullmatch("[0-9]{1,3}", text):
            return None, "请填写数字。"
        case "year" | "number":
            return int(text) if text else None, ""
        case "day" if text:
            return day(text)
        case "answer":
            return {"ordered": True, "not_ordered": False}.get(text), ""
        case "tick":
            return {"yes": True, "no": False}.get(text), ""
    return text, ""


def day(text: str) -> tuple[str | None, str]:
    """A day as people write it where the browser has no calendar."""
    try:
        year, month, date = map(int, re.findall("[0-9]+", text) if re.fullmatch(r"[0-9]{4}[^0-9]+[0-9]{1,2}[^0-9]+[0-9]{1,2}[^0-9]*", text) else ())
        if 1900 <= year <= 2100:
            return datetime.date(year, month, date).isoformat(), ""
    except ValueError:
        pass
    return None, "请填写日期，例如 2003-07-01。"


def same_text(stored: Any, text: str) -> bool:
    """Whether a browser gave back what was stored: it ends lines its own way."""
    return isinstance(stored, str) and stored.replace("\r\n", "\n").strip() == text.strip()


def is_row(place: str) -> bool:
    """Whether this is the number of a row that a page has room for."""
    return place.isascii() and place.isdigit() and len(place) <= 2


def covers(unlocked: list[str], path: str) -> bool:
    """Whether the answer at a path may change: each of them, unless only some were asked to be set right."""
    return not unlocked or any(path == free or path.startswith(f"{free}.") for free in unlocked)


def typed(kind: Kind, answer: Any) -> str:
    """An answer, as it stands in its control."""
    if kind == "answer" and isinstance(answer, bool):
        return "ordered" if answer else "not_ordered"
    if kind == "tick":
        return "" if answer is None else "yes" if answer else "no"
    return "" if answer is None else str(answer)


def at(form: Any, path: str) -> Any:
    """The answer at a path."""
    for key in path.split("."):
        form = form.get(key) if isinstance(form, dict) else None
    return form


def put(form: dict[str, Any], path: str, answer: Any) -> None:
    """Puts an answer at a path; an empty one is not given."""
    *above, last = path.split(".")
    if answer in ("", None):
        for key in above:
            form = form.get(key) or {}
        form.pop(last, None)
        return
    for key in above:
        form = form.setdefault(key, {})
    form[last] = answer
