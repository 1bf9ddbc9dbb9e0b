"""The form of an application: where it stands, what is asked, and the way to submit it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from .fields import ASSESSED, BLANK_ROWS, COLUMNS, FIELDS, GRADES, LISTS, Field, Rows, at, choices, covers, is_row, typed
from .page import field as labelled
from .page import hidden, line, page, posted_to, select, wrong


@dataclass
class Said:
    """What there is to say beside the application."""

    typed: dict[str, str] = field(default_factory=dict)
    """What was typed and is not taken yet, by the names of the controls: it is shown again as it was."""
    wrong: dict[str, str] = field(default_factory=dict)
    """What is wrong with what was typed, by the names of the controls."""
    guesses: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """What may have been meant by what is nothing there is: keys and names."""
    sentences: Iterable[str] = ()
    confirm: list[Any] = field(default_factory=list)
    """What has to be acknowledged before it is submitted."""
    given: set[str] = field(default_factory=set)
    """What of it was."""
    again: str = ""
    """The choice that begins another application, once this one is over."""
    choices: str = ""
    """Region and level, to begin again with."""

    def is_empty(self) -> bool:
        """Whether everything was taken and nothing is asked."""
        return not (self.wrong or self.guesses or self.sentences or self.confirm)


@dataclass
class Shown:
    """An application on its page."""

    of: dict[str, Any]
    """What the script page is told of it."""
    words: dict[str, Any]
    said: Said

    @property
    def form(self) -> Any:
        return self.of["state"]["form"]

    @property
    def unlocked(self) -> list[str]:
        return self.of["progress"].get("unlocked") or []

    def name_of(self, path: str) -> str:
        """What a path is called."""
        if path.startswith(("uploads.", "merits.")):
            labels = {each["name"]: each["label"]["zh"] for each in self.of["report"]["materials"]}
            return str(labels.get(path.split(".")[1], path))
        return self.words[f"field/{path}"]["zh"] if f"field/{path}" in self.words else {"exception.grounds": "破格晋升条件"}.get(path, path)

    def is_asked(self, asked: Field) -> bool:
        """Whether the level has the field, and, where only some rules ask for it, whether one does; and whether it may change."""
        level = self.of["state"]["level"]
        return level in asked.levels and covers(self.unlocked, asked.path) and (not asked.if_needed or self.is_needed(asked.path))

    def is_needed(self, path: str) -> bool:
        report = self.of["report"]
        return any(path in report[kind] for kind in ("needed", "used", "irrelevant")) or at(self.form, path) is not None

    def text(self, name: str, stored: str) -> str:
        """What stands in a control: what was typed last, or else what is stored."""
        return self.said.typed.get(name, stored)

    def told(self, name: str, path: str) -> str:
        """What is wrong with a control."""
        # A form that was never saved complains of nothing.
        severities = ("refuse", "supply") if self.of["state"]["version"] > 1 else ()
        found = [each["message"]["zh"] for each in self.of["report"]["findings"] if each["path"] == path and each["severity"] in severities]
        sentences = [self.said.wrong[name]] if name in self.said.wrong else [] if name in self.said.typed else found
        body = "".join(f'<p class="error">{escape(each)}</p>' for each in sentences)
        if name in self.said.guesses:
            meant = self.said.guesses[name]
            radios = "".join(
                f'<label class="choice"><input type="radio" name="meant.{escape(name)}" value="{escape(key)}"> {escape(shown)}</label>'
                for key, shown in meant
            )
            carried = hidden(**{f"guessed.{name}": self.said.typed.get(name, "")})
            body += f'<p class="error">没有完全相同的，您是不是要找：</p><div>{radios}</div>{carried}' if meant else '<p class="error">没有找到，请换一个写法。</p>'
            if name == "unit":
                body += '<p class="hint">都不是的，请点击本页末尾的“登记未找到的单位”。</p>'
        return body


def application(of: dict[str, Any], words: dict[str, Any], csrf: str, said: Said) -> str:
    """The whole page."""
    shown, state = Shown(of, words, said), of["state"]
    may = {view["action"]: view["permission"] for view in of["actions"]}
    known = {"csrf": csrf, "version": state["version"], "application": state["application"]}
    body = wrong(said.sentences) + announcement(shown) + standing(shown, may, known)
    if said.confirm:
        ticks = "".join(
            f'<label class="choice"><input type="checkbox" name="acknowledge" value="{escape(each["digest"])}"'
            f'{" checked" if each["digest"] in said.given else ""}> {escape(each["message"]["zh"])}</label>'
            for each in said.confirm
        )
        back = '<a class="button" href="/plain/">返回修改</a>'
        body += posted_to("/plain/submit", f"<h2>请核对</h2><p>核对无误的，请逐项勾选。</p>{hidden(**known)}{ticks}", "确认并提交", more=back)
    elif may.get("save") == "allowed" or said.typed:
        # After the first button, which is what the Enter key presses.
        submit = '<button class="main" formaction="/plain/submit">保存并提交</button>'
        submit += '<button formaction="/plain/missing">登记未找到的单位</button>' if "unit" in said.guesses else ""
        body += posted_to("/plain/save", f"<h2>报名信息</h2>{hidden(**known)}{asked(shown)}", "保存信息", main=False, more=submit)
    elif may.get("submit") == "allowed":
        body += posted_to("/plain/submit", hidden(**known), "提交信息", kind="")
    body += other_ways(may, known, said)
    return page("我的报名", body, csrf)


def other_ways(may: dict[str, str], known: dict[str, Any], said: Said) -> str:
    """Beginning again, and withdrawing."""
    body = ""
    if said.again:
        body += f'<details class="card"><summary>重新报名</summary>{said.again}</details>'
    elif may.get("restart") == "allowed":
        told = "<p>选错报名地市或级别的，可以删除本次填报重新开始；仍适用的内容会带入新的报名。</p>"
        body += f'<details class="card"><summary>删除并重新填报</summary>{posted_to("/plain/restart", told + hidden(**known) + said.choices, "删除并重新填报", kind="narrow", main=False)}</details>'
    if may.get("withdraw") == "allowed" and may.get("restart") != "allowed":
        told = "<p>撤回后不再审核；报名期间可以重新填报。</p>"
        body += f'<details class="card"><summary>撤回报名</summary>{posted_to("/plain/withdraw", told + hidden(**known), "撤回报名", kind="narrow", main=False)}</details>'
    return body


def announcement(shown: Shown) -> str:
    """What a change of the rules since the form was last saved means for whoever fills it in."""
    if not (announced := shown.of.get("announced")):
        return ""

    def status(name: str | None) -> str:
        return str(shown.words[f"status/{name}"]["zh"]) if name else "原无此项"

    lines = [f"{each['label']['zh']}：{status(each['before'])} 改为 {status(each['after'])}" for each in announced["rules"]]
    if until := announced["until"]:
        before, after = ((until[name] or "无").replace("T", " ") for name in ("before", "after"))
        lines.insert(0, f"报名截止：{before} 改为 {after}")
    told = "对您的变化：" if lines else "您填写的内容不受影响。"
    listed = "".join(f"<li>{escape(each)}</li>" for each in lines)
    since = escape(announced["since"].replace("T", " "))
    return f'<section class="notice"><p><strong>报名规定已于 {since} 更新。</strong>{told}</p><ul>{listed}</ul></section>'


def standing(shown: Shown, may: dict[str, str], known: dict[str, Any]) -> str:
    """Where it stands, what comes next, what is still to be sent, and what may be printed."""
    of, progress = shown.of, shown.of["progress"]
    until = next((view.get("until") for view in of["actions"] if view["action"] == "save"), None)
    due = f"<p>报名截止：<strong>{escape(until.replace('T', ' '))}</strong>（北京时间）</p>" if until else ""
    reasons = "".join(f"<li>{escape(reason['zh'])}</li>" for reason in progress.get("reasons", []))
    own = f"<p>{escape(progress['text'])}</p>" if progress.get("text") else ""
    only = f"<p>需要更正或补充：{escape('、'.join(shown.name_of(path) for path in shown.unlocked))}。</p>" if shown.unlocked else ""
    saved = f'<p class="hint">已保存 {escape(of["state"]["last"].replace("T", " "))}</p>' if of["state"]["version"] > 1 else ""
    missing = sum(each["need"] == "required" and each["completeness"] != "complete" for each in of["report"]["materials"])
    files = f'<p class="buttons"><a class="button" href="/plain/files">上传资料</a> <span>{f"还有 {missing} 项" if missing else "已齐"}</span></p>'
    prints = {"print_form": ("form", "考评申报表打印"), "view_result": ("result", "查看考核结果")}
    buttons = "".join(
        posted_to(f"/plain/print/{kind}", hidden(**known), name, kind="", main=False)
        for action, (kind, name) in prints.items()
        if may.get(action) == "allowed" and (kind != "form" or of["printed"])
    )
    if may.get("print_ticket") == "allowed":
        buttons += '<p class="buttons"><a class="button" href="/plain/ticket">打印准考证</a></p>'
    return (
        f'<section class="card"><h2>{escape(progress["label"]["zh"])}</h2><p>{escape(progress["next"]["zh"])}</p>'
        f"<ul>{reasons}</ul>{own}{only}{due}{saved}{files}{buttons}</section>"
    )


def asked(shown: Shown) -> str:
    """Every field that is asked, then the lists, the assessments and the optional conditions."""
    body = "".join(row(each, shown) for each in FIELDS if shown.is_asked(each))
    body += "".join(rows(each, shown) for each in LISTS if covers(shown.unlocked, each.path) and (shown.is_needed(each.path) or f"{each.path}.any" in shown.said.typed))
    if shown.of["state"]["level"] == "one" and covers(shown.unlocked, "assessments"):
        body += assessments(shown)
    for material in merits(shown.of):
        path = f"merits.{material['name']}"
        if covers(shown.unlocked, path):
            body += labelled(path, material["label"]["zh"], long(path, shown.text(path, typed("long", at(shown.form, path))), 2000))
    return body


def merits(of: dict[str, Any]) -> list[Any]:
    """The optional conditions that go with a text."""
    return [each for each in of["report"]["materials"] if each["name"] in of["described"] and each["need"] != "not_applicable"]


def row(asked: Field, shown: Shown) -> str:
    path = asked.path
    stored = shown.of["unit"] or "" if path == "unit" else typed(asked.kind, at(shown.form, path))
    return labelled(path, shown.name_of(path), control(asked, path, shown.text(path, stored), shown.words), shown.told(path, path), asked.hint)


def control(asked: Field, name: str, text: str, words: dict[str, Any]) -> str:
    """What a field is typed into."""
    match asked.kind:
        case "words":
            return select(name, choices(asked, words), text)
        case "answer":
            return select(name, {key: words[f"answer/{key}"]["zh"] for key in ("ordered", "not_ordered")}, text)
        case "tick":
            return select(name, {key: words[f"word/{key}"]["zh"] for key in ("yes", "no")}, text)
        case "long":
            return long(name, text, asked.most)
        case "day":
            return line(name, text, type="date", autocomplete="off")
        case "year" | "number":
            return line(name, text, inputmode="numeric", maxlength="4" if asked.kind == "year" else "3", autocomplete="off")
    return line(name, text, maxlength="200", autocomplete="off")


def long(name: str, text: str, most: int) -> str:
    # A line feed right after the tag would not be part of the text.
    return f'<textarea id="{escape(name)}" name="{escape(name)}" rows="{3 if most <= 100 else 5}" maxlength="{most}">\n{escape(text)}</textarea>'


def rows(asked: Rows, shown: Shown) -> str:
    """A list: none, or some; what is there, and a few empty rows."""
    path, given = asked.path, at(shown.form, asked.path)
    label, there = escape(shown.name_of(path)), len(given or [])
    last = max((int(name.split(".")[1]) for name in shown.said.typed if name.startswith(f"{path}.") and is_row(name.split(".")[1]) and shown.said.typed[name]), default=-1)
    chosen = shown.text(f"{path}.any", "some" if given else "" if given is None else "none")
    body = labelled(f"{path}.any", shown.name_of(path), select(f"{path}.any", {"none": "没有", "some": "有"}, chosen), shown.told(f"{path}.any", path))
    for number in range(max(there, last + 1) + BLANK_ROWS):
        cells = ""
        for each in asked.columns:
            name = f"{path}.{number}.{each.path}"
            stored = typed(each.kind, given[number].get(each.path)) if number < there else ""
            box = control(each, name, shown.text(name, stored), shown.words)
            cells += f'<div class="cell"><label for="{name}">{COLUMNS[f"{path}.{each.path}"]}</label>{shown.told(name, name)}{box}</div>'
        body += f'<div class="entry" role="group" aria-label="{label} {number + 1}">{cells}</div>'
    return f'{body}<p class="hint">清空一行即删除。需要更多行的，先保存。</p>'


def assessments(shown: Shown) -> str:
    """One year a row."""
    given = {each["year"]: each["grade"] for each in at(shown.form, "assessments") or []}
    grades = {name: shown.words[f"assessment_grade/{name}"]["zh"] for name in GRADES}
    body = f"<fieldset class=field><legend>{escape(shown.name_of('assessments'))}</legend>{shown.told('assessments', 'assessments')}"
    for year in years(shown.of):
        name = f"assessments.{year}"
        body += labelled(name, f"{year} 年", select(name, grades, shown.text(name, given.get(year, ""))))
    return f"{body}</fieldset>"


def years(of: dict[str, Any]) -> list[int]:
    """The years whose assessments are asked for."""
    return [of["report"]["exam_year"] - back for back in range(1, ASSESSED + 1)]
