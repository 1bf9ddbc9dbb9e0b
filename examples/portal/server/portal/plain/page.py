"""A page, and what pages are made of."""

from collections.abc import Iterable
from html import escape
from typing import Any


def page(title: str, body: str, csrf: str = "") -> str:
    """A whole page; with a way out for whoever is signed in."""
    out = f'<form method="post" action="/plain/logout">{hidden(csrf=csrf)}<button>退出</button></form>' if csrf else ""
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} · 工考网上报名</title><link rel="stylesheet" href="/style.css"></head><body>'
        f'<header class="top"><p class="brand"><a href="/plain/">工考网上报名</a></p><p><a href="/">完整版页面</a></p></header><main><h1>{escape(title)}</h1>{body}{out}</main></body></html>'
    )


def hidden(**values: Any) -> str:
    """What a form carries with it."""
    return "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(str(value))}">' for name, value in values.items())


def wrong(sentences: Iterable[str]) -> str:
    """What has to be set right, on top of the page."""
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f'<section class="summary" aria-labelledby="wrong"><h2 id="wrong">请先处理以下内容</h2><ul>{lines}</ul></section>' if lines else ""


def select(name: str, choices: dict[str, str], chosen: str = "", *, required: bool = False) -> str:
    """A choice of one, or of none."""
    options = "".join(f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>{escape(text)}</option>' for key, text in choices.items())
    return f'<select id="{escape(name)}" name="{escape(name)}"{" required" if required else ""}><option value="">请选择</option>{options}</select>'


def field(name: str, label: str, control: str, told: str = "", hint: str = "") -> str:
    """A control under its label, what helps with it, and what is wrong with it."""
    help_ = f'<p class="hint">{escape(hint)}</p>' if hint else ""
    return f'<div class="field"><label for="{escape(name)}">{escape(label)}</label>{help_}{told}{control}</div>'


def line(name: str, value: str = "", **attributes: str) -> str:
    """A line to type into."""
    more = "".join(f' {key}="{escape(text)}"' for key, text in attributes.items())
    return f'<input id="{escape(name)}" name="{escape(name)}" value="{escape(value)}"{more}>'


def posted_to(action: str, body: str, button: str, *, kind: str = "card", main: bool = True, more: str = "", with_file: bool = False) -> str:
    """A form with its button, and more buttons."""
    files = ' enctype="multipart/form-data"' if with_file else ""
    return (
        f'<form method="post" action="{action}" class="{kind}"{files}>{body}'
        f'<p class="buttons"><button{" class=main" if main else ""}>{escape(button)}</button>{more}</p></form>'
    )
