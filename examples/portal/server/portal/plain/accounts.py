"""Before there is an application: signing in, registering, the real name, region and level."""

from collections.abc import Iterable
from typing import Any

from .fields import LEVELS
from .page import field, hidden, line, page, posted_to, select, wrong


def login(sentences: Iterable[str] = ()) -> str:
    """手机号、用户名或身份证号，及密码"""
    body = field("login", "手机号、用户名或身份证号", line("login", autocomplete="username", required="")) + field(
        "password", "密码", line("password", type="password", autocomplete="current-password", required="")
    )
    return page("登录", wrong(sentences) + posted_to("/plain/login", body, "登录", kind="narrow") + '<p><a href="/plain/register">还没有账号，去注册</a></p>')


def mobile(sentences: Iterable[str] = ()) -> str:
    """注册，第一步：手机号"""
    body = field("mobile", "手机号", line("mobile", type="tel", inputmode="numeric", autocomplete="tel-national", required=""))
    hint = '<p class="hint">请填写本人现在使用的手机号，注册后自动绑定，不能自行更改。</p>'
    return page("注册", wrong(sentences) + posted_to("/plain/register", hint + body, "获取验证码", kind="narrow"))


def register(given: dict[str, str], code: str = "", sentences: Iterable[str] = ()) -> str:
    """注册，第二步：验证码、用户名、密码。`code` only where a demonstration shows it."""
    shown = f'<p class="hint">演示环境不发送短信，验证码是 <strong id="shown-code">{code}</strong></p>' if code else ""
    body = (
        hidden(mobile=given["mobile"])
        + shown
        + field("code", "短信验证码", line("code", inputmode="numeric", autocomplete="one-time-code", required=""))
        + field("username", "用户名", line("username", given.get("username", ""), autocomplete="username", required=""))
        + '<p class="hint">密码为字母、数字组合，最少 8 位，区分大小写。</p>'
        + field("password", "密码", line("password", type="password", autocomplete="new-password", required=""))
        + field("repeated", "再次输入密码", line("repeated", type="password", autocomplete="new-password", required=""))
    )
    again = '<p><a href="/plain/register">换一个手机号，或重新获取验证码</a></p>'
    return page("注册", wrong(sentences) + posted_to("/plain/register/account", body, "注册", kind="narrow") + again)


def real_name(csrf: str, sentences: Iterable[str] = (), name: str = "") -> str:
    """实名认证"""
    body = hidden(csrf=csrf) + field("name", "姓名", line("name", name, autocomplete="name", required=""))
    body += field("identity_number", "身份证号", line("identity_number", maxlength="18", autocomplete="off", required=""))
    return page("实名认证", wrong(sentences) + posted_to("/plain/real-name", body, "认证", kind="narrow"), csrf)


def start(regions: dict[str, str], words: dict[str, Any], csrf: str, sentences: Iterable[str] = ()) -> str:
    """选择报名地市、申报级别"""
    return page("选择报名地市、申报级别", wrong(sentences) + choosing(regions, words, csrf), csrf)


def choosing(regions: dict[str, str], words: dict[str, Any], csrf: str) -> str:
    """The choice that begins an application."""
    return posted_to("/plain/start", hidden(csrf=csrf) + choices(regions, words), "保存", kind="narrow")


def choices(regions: dict[str, str], words: dict[str, Any]) -> str:
    """Region and level."""
    levels = {name: words[f"level/{name}"]["zh"] for name in LEVELS}
    return field("region", "报名地市", select("region", regions, required=True)) + field("level", "申报级别", select("level", levels, required=True))


def ticket(known: dict[str, Any], challenge: dict[str, Any] | None, sentences: Iterable[str]) -> str:
    """打印准考证：随机验证码"""
    body = '<p><a href="/plain/">返回我的报名</a></p>'
    if challenge:
        asked = hidden(**known, challenge=challenge["challenge"]) + f'<p class="challenge">{challenge["shown"]}</p><p class="hint">读作：{challenge["spoken"]["zh"]}</p>'
        asked += field("answer", "请输入页面上显示的随机验证码", line("answer", inputmode="numeric", autocomplete="off", required=""))
        body += posted_to("/plain/print/ticket", asked, "打印", kind="card narrow")
    return page("打印准考证", wrong(sentences) + body, known["csrf"])
