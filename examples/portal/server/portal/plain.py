"""The pages for browsers that run no script: plain forms, posted. They ask what the others ask, and decide as little."""

from collections.abc import Iterable
from html import escape
from typing import Any

LEVELS = ("five", "four", "three", "two", "one")
HELD = ("ungraded", *LEVELS)
SCHOOLING = (
    "primary", "junior_middle", "senior_middle", "vocational_senior", "technical_school", "secondary_vocational",
    "junior_college", "bachelor", "master", "doctor",
)  # fmt: skip
FIELDS: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = [
    ("unit", "search", (), LEVELS),
    ("unit_category", "unit_category", ("administrative", "public_institution"), LEVELS),
    ("unit_rank", "unit_rank", ("province", "city", "county", "township"), LEVELS),
    ("work_start", "day", (), LEVELS),
    ("current.work_type", "search", (), LEVELS),
    ("current.level", "level", HELD, LEVELS),
    ("current.obtained_year", "year", (), LEVELS),
    ("regularised_on", "day", (), ("five",)),
    ("declared.work_type", "search", (), LEVELS),
    ("declared.level", "level", LEVELS, LEVELS),
    ("schooling", "schooling", SCHOOLING, ("two", "one")),
    ("appointed_level", "level", HELD, ("one",)),
    ("appointed_on", "day", (), ("one",)),
    ("textbooks.professional_ethics", "answer", ("ordered", "not_ordered"), LEVELS),
    ("textbooks.vocational_ability", "answer", ("ordered", "not_ordered"), LEVELS),
    ("textbooks.post_skills", "answer", ("ordered", "not_ordered"), LEVELS),
    ("narrative.history", "long", (), ("one",)),
    ("narrative.rewards", "long", (), ("one",)),
    ("narrative.achievements", "long", (), ("one",)),
    ("thesis_title", "text", (), ("one",)),
]
"""Each field: its path, what it is or the kind of its words, the words, and the levels that are asked."""

Guesses = dict[str, tuple[str, list[tuple[str, str]]]]
"""What was typed into a field and is nothing there is, and what may have been meant: keys and names."""


def page(title: str, body: str, csrf: str = "") -> str:
    """A whole page."""
    out = f'<form method="post" action="/plain/logout">{hidden(csrf)}<button>退出</button></form>' if csrf else ""
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} · 工考网上报名</title><link rel="stylesheet" href="/style.css"></head><body>'
        f'<header class="top"><p class="brand"><a href="/plain/">工考网上报名</a></p></header><main><h1>{escape(title)}</h1>{body}{out}</main></body></html>'
    )


def hidden(csrf: str, **more: Any) -> str:
    values = {"csrf": csrf, **more}
    return "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(str(value))}">' for name, value in values.items())


def wrong(sentences: Iterable[str]) -> str:
    """What has to be set right, on top of the page."""
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f'<section class="summary" aria-labelledby="wrong"><h2 id="wrong">请先处理以下内容</h2><ul>{lines}</ul></section>' if lines else ""


def login(sentences: Iterable[str] = ()) -> str:
    return page(
        "登录",
        f'{wrong(sentences)}<form method="post" action="/plain/login" class="narrow">'
        '<div class="field"><label for="login">手机号、用户名或身份证号</label><input id="login" name="login" autocomplete="username" required></div>'
        '<div class="field"><label for="password">密码</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>'
        '<p class="buttons"><button class="main">登录</button></p></form>',
    )


def start(regions: dict[str, str], words: dict[str, Any], csrf: str, sentences: Iterable[str] = ()) -> str:
    levels = {name: words[f"level/{name}"]["zh"] for name in LEVELS}
    return page(
        "选择报名地市、申报级别",
        f'{wrong(sentences)}<form method="post" action="/plain/start" class="narrow">{hidden(csrf)}'
        f'<div class="field"><label for="region">报名地市</label>{select("region", regions)}</div>'
        f'<div class="field"><label for="level">申报级别</label>{select("level", levels)}</div>'
        '<p class="buttons"><button class="main">保存</button></p></form>',
        csrf,
    )


def select(name: str, choices: dict[str, str], chosen: str = "") -> str:
    options = "".join(f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>{escape(text)}</option>' for key, text in choices.items())
    return f'<select id="{escape(name)}" name="{escape(name)}"><option value="">请选择</option>{options}</select>'


def application(shown: dict[str, Any], words: dict[str, Any], csrf: str, *, guesses: Guesses, sentences: Iterable[str], confirm: list[Any]) -> str:
    """Where it stands, the form, and the way to submit it."""
    state, progress, report = shown["state"], shown["progress"], shown["report"]
    may = {view["action"]: view["permission"] for view in shown["actions"]}
    until = next((view.get("until") for view in shown["actions"] if view["action"] == "save"), None)
    due = f"<p>报名截止：<strong>{escape(until.replace('T', ' '))}</strong>（北京时间）</p>" if until else ""
    reasons = "".join(f"<li>{escape(reason['zh'])}</li>" for reason in progress.get("reasons", []))
    files = "".join(
        f"<li>{escape(material['label']['zh'])}：{escape(words['completeness/' + material['completeness']]['zh'])}</li>"
        for material in report["materials"]
        if material["need"] == "required"
    )
    standing = (
        f'<section class="card"><h2>{escape(progress["label"]["zh"])}</h2><p>{escape(progress["next"]["zh"])}</p><ul>{reasons}</ul>{due}'
        f"<h3>上传资料</h3><ul>{files}</ul><p>不能使用脚本的浏览器不能上传资料，请换用手机浏览器登录上传，或申请由单位代为上传。</p></section>"
    )
    known = {"csrf": csrf, "version": state["version"], "application": state["application"]}
    body = wrong(sentences) + standing
    if confirm:
        ticks = "".join(
            f'<label class="choice"><input type="checkbox" name="acknowledge" value="{escape(each["digest"])}"> {escape(each["message"]["zh"])}</label>'
            for each in confirm
        )
        body += f'<form method="post" action="/plain/submit" class="card"><h2>请核对</h2>{hidden(**known)}{ticks}<p class="buttons"><button class="main">确认并提交</button></p></form>'
    if may.get("save") == "allowed":
        rows = "".join(row(field, shown, words, guesses) for field in FIELDS if state["level"] in field[3])
        body += f'<form method="post" action="/plain/save" class="card"><h2>报名信息</h2>{hidden(**known)}{rows}<p class="buttons"><button class="main">保存信息</button></p></form>'
        body += f'<form method="post" action="/plain/submit">{hidden(**known)}<p class="buttons"><button class="main">提交信息</button></p></form>'
    return page("我的报名", body, csrf)


def row(field: tuple[str, str, tuple[str, ...], tuple[str, ...]], shown: dict[str, Any], words: dict[str, Any], guesses: Guesses) -> str:
    path, kind, names, _ = field
    value = at(shown["state"]["form"], path)
    if path == "unit":
        value = shown["unit"] or ""
    elif kind == "answer":
        value = "" if value is None else ("ordered" if value else "not_ordered")
    text = "" if value is None else str(value)
    told = "".join(f'<p class="error">{escape(each["message"]["zh"])}</p>' for each in shown["report"]["findings"] if each["path"] == path and each["severity"] == "refuse")
    if path in guesses:
        text, meant = guesses[path]
        radios = "".join(
            f'<label class="choice"><input type="radio" name="meant.{path}" value="{escape(key)}"> {escape(name)}</label>' for key, name in meant
        )
        told += f'<p class="error">没有完全相同的，您是不是要找：</p><div>{radios}</div>' if meant else '<p class="error">没有找到，请换一个写法。</p>'
    if names:
        control = select(path, {name: words[f"{kind}/{name}"]["zh"] for name in names}, text)
    elif kind == "long":
        control = f'<textarea id="{path}" name="{path}" rows="5">{escape(text)}</textarea>'
    else:
        shape = {"day": 'type="date"', "year": 'inputmode="numeric" maxlength="4" pattern="[0-9]{4}"'}.get(kind, 'maxlength="200"')
        control = f'<input id="{path}" name="{path}" {shape} value="{escape(text)}" autocomplete="off">'
    return f'<div class="field"><label for="{path}">{escape(words["field/" + path]["zh"])}</label>{told}{control}</div>'


def at(form: Any, path: str) -> Any:
    """The answer at a path."""
    for key in path.split("."):
        form = form.get(key) if isinstance(form, dict) else None
    return form


def put(form: dict[str, Any], path: str, value: Any) -> None:
    """Puts an answer at a path; an empty one is not given."""
    *above, last = path.split(".")
    for key in above:
        form = form.setdefault(key, {})
    if value in ("", None):
        form.pop(last, None)
    else:
        form[last] = value
