"""What the portal answers where something is wrong: a status, a code, and a sentence for whoever reads it."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from gongkao import GongkaoError
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from starlette.exceptions import HTTPException

from .plain.page import page, wrong

log = logging.getLogger("portal")

SENTENCES = {
    "login/needed": "请先登录。",
    "login/wrong": "用户名或密码不正确。",
    "login/wait": "登录失败次数过多，请稍后再试。",
    "csrf/missing": "页面已过期，请刷新后再试。",
    "role/other": "当前账号不能进行此操作。",
    "not-found": "没有找到。",
    "search/wait": "查询过于频繁，请稍后再试。",
    "sms/wrong": "短信验证码不正确或已失效，请重新获取。",
    "account/taken": "用户名、手机号或身份证号已经注册过。",
    "file/too-large": "文件过大，请压缩或重新拍照后再上传。",
    "file/altered": "收到的文件与所选文件不一致，请重新上传。",
    "file/broken-off": "上传中断，请重新上传。",
    "file/part-gone": "上次没有传完的内容已失效，请重新选择文件上传。",
    "request/malformed": "请求的内容不完整或格式不正确。",
    "store/unavailable": "系统暂时无法保存，您的操作没有生效，请稍后再试。",
    "application/exists": "您已有正在办理的报名信息。",
    "unit/misplaced": "单位编码重复，或上级单位不存在。",
    "page/expired": "打印页面已失效，请重新点击打印。",
    "demonstration/only": "只有演示环境可以这样做。",
}


class Problem(Exception):
    """An answer that is not the one asked for."""

    def __init__(self, status: int, code: str, *, retry_after: int | None = None, more: Any = None) -> None:
        super().__init__(code)
        self.status, self.code, self.retry_after, self.more = status, code, retry_after, more


def answer(request: Request, status: int, code: str, *, path: str | None = None, message: str | None = None, more: Any = None) -> Response:
    """The body of every such answer; a page for whoever is on the pages without script."""
    sentence = message or SENTENCES[code]
    if request.url.path.startswith("/plain"):
        return HTMLResponse(page("没有完成", wrong([sentence]) + '<p><a href="/plain/">返回我的报名</a></p>'), status)
    body = {"code": code, "message": sentence, "path": path, "more": more}
    return JSONResponse({key: value for key, value in body.items() if value is not None}, status)


def add_to(app: FastAPI) -> None:
    """Lets the application answer so."""

    @app.exception_handler(Problem)
    def problem(request: Request, raised: Problem) -> Response:
        response = answer(request, raised.status, raised.code, more=raised.more)
        if raised.retry_after is not None:
            response.headers["Retry-After"] = str(raised.retry_after)
        return response

    @app.exception_handler(HTTPException)
    def elsewhere(request: Request, raised: HTTPException) -> Response:
        if request.url.path.startswith("/plain"):
            # What is posted cannot be opened as an address, nor what is not there; where one stands is always.
            return RedirectResponse("/plain/", 303)
        return JSONResponse({"detail": raised.detail}, raised.status_code, raised.headers)

    @app.exception_handler(GongkaoError)
    def contract(request: Request, raised: GongkaoError) -> Response:
        plain = request.url.path.startswith("/plain")
        return answer(request, 422, "request/malformed" if plain else raised.code, path=raised.path, message=None if plain else str(raised))

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, raised: RequestValidationError) -> Response:
        # Where, and never what: a body may hold somebody's numbers.
        places = sorted({".".join(str(part) for part in error["loc"]) for error in raised.errors()})
        return answer(request, 422, "request/malformed", path=", ".join(places))

    # A full disk or a lost server is the one, a server that only reads the other.
    @app.exception_handler(OperationalError)
    @app.exception_handler(InternalError)
    def store(request: Request, raised: DBAPIError) -> Response:
        # The driver's text alone: the statement's values are somebody's.
        log.error("the store cannot be written: %s", str(raised.orig).splitlines()[0])
        return answer(request, 503, "store/unavailable")

    @app.exception_handler(OSError)
    def disk(request: Request, raised: OSError) -> Response:
        log.error("a file cannot be written: %s", raised.strerror)
        return answer(request, 503, "store/unavailable")
