"""The materials: what is wanted, what is there, and the way to send it."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from .page import hidden, page, posted_to, wrong


@dataclass
class Advised:
    """A file that was not kept: of which material, and what was found in it."""

    material: str
    findings: list[dict[str, Any]]
    digest: str | None = None
    """Of a file that is only advised against, and waits to be used all the same."""
    name: str = ""


def materials(of: dict[str, Any], words: dict[str, Any], csrf: str, sentences: Iterable[str] = (), advised: Advised | None = None) -> str:
    """Each material of the level, or that something was sent for."""
    may = {view["action"]: view["permission"] for view in of["actions"]}
    known = {"csrf": csrf, "version": of["state"]["version"], "application": of["state"]["application"]}
    open_now = may.get("upload") != "blocked"
    body = '<p><a href="/plain/">返回我的报名</a></p>' + wrong(sentences)
    body += "<p>格式为 jpg 的原件照片，图片内容完整、字迹清晰。论文为 doc 或 docx。一次选择一个文件。</p>"
    for each in of["report"]["materials"]:
        mine = [file for file in of["state"]["files"] if file["material"] == each["name"]]
        if each["need"] != "not_applicable" or mine:
            body += material(each, mine, words, open_now, known, advised if advised and advised.material == each["name"] else None)
    return page("上传资料", body, csrf)


def material(each: dict[str, Any], mine: list[Any], words: dict[str, Any], open_now: bool, known: dict[str, Any], advised: Advised | None) -> str:
    name, label = each["name"], escape(each["label"]["zh"])
    reason = f'<p class="hint">{escape(each["reason"]["zh"])}</p>' if each.get("reason") else ""
    there = "".join(f"<li>{stored(file, label, known, open_now)}</li>" for file in mine)
    told = send = ""
    if advised:
        told = "".join(f'<p class="error">{escape(found["message"]["zh"])}</p>' for found in advised.findings)
        if advised.digest:
            kept = hidden(**known, material=name, digest=advised.digest, name=advised.name)
            told += posted_to("/plain/upload/kept", kept, f"仍要使用 {advised.name}", kind="", main=False)
    if each.get("waits_for"):
        send = "<p>报名信息填写、保存并打印后才能上传。</p>"
    elif open_now and each["need"] != "not_applicable":
        takes = ".doc,.docx" if name == "thesis" else "image/jpeg,.jpg,.jpeg"
        body = (
            f'{hidden(**known, material=name)}<div class="field"><label for="file-{name}">选择文件</label>'
            f'<input type="file" id="file-{name}" name="file" accept="{takes}" required></div>'
        )
        send = posted_to("/plain/upload", body, "上传", kind="", main=False, with_file=True)
    state = escape(words["completeness/" + each["completeness"]]["zh"])
    return f'<section class="card" id="slot-{name}"><h2>{label} <span class="tag">{state}</span></h2>{reason}{told}<ul class="files">{there}</ul>{send}</section>'


def stored(file: dict[str, Any], label: str, known: dict[str, Any], open_now: bool) -> str:
    shown = escape(file.get("name") or "") or label
    link = f'<a href="/api/applications/{known["application"]}/files/{file["number"]}">{shown}</a>'
    remove = posted_to("/plain/remove", hidden(**known, file=file["number"]), f"撤下 {file.get('name') or ''}".strip(), kind="", main=False)
    return link + (remove if open_now else "")
