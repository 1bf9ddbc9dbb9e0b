"""What the portal answers where something is wrong: a status, a code, and a sentence for whoever reads it."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from gongkao import GongkaoError
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError

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
    "file/broken-off": "上传中断，请重新上传。",
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


def answer(status: int, code: str, *, path: str | None = None, message: str | None = None, more: Any = None) -> JSONResponse:
    """The body of every such answer."""
    body = {"code": code, "message": message or SENTENCES[code], "path": path, "more": more}
    return JSONResponse({key: value for key, value in body.items() if value is not None}, status)


def add_to(app: FastAPI) -> None:
    """Lets the application answer so."""

    @app.exception_handler(Problem)
    def problem(_: Request, raised: Problem) -> JSONResponse:
        response = answer(raised.status, raised.code, more=raised.more)
        if raised.retry_after is not None:
            response.headers["Retry-After"] = str(raised.retry_after)
        return response

    @app.exception_handler(GongkaoError)
    def contract(_: Request, raised: GongkaoError) -> JSONResponse:
        return answer(422, raised.code, path=raised.path, message=str(raised))

    @app.exception_handler(RequestValidationError)
    def request(_: Request, raised: RequestValidationError) -> JSONResponse:
        # Where, and never what: a body may hold somebody's numbers.
        places = sorted({".".join(str(part) for part in error["loc"]) for error in raised.errors()})
        return answer(422, "request/malformed", path=", ".join(places))

    # A full disk or a lost server is the one, a server that only reads the other.
    @app.exception_handler(OperationalError)
    @app.exception_handler(InternalError)
    def store(_: Request, raised: DBAPIError) -> JSONResponse:
        # The driver's text alone: the statement's values are somebody's.
        log.error("the store cannot be written: %s", str(raised.orig).splitlines()[0])
        return answer(503, "store/unavailable")

    @app.exception_handler(OSError)
    def disk(_: Request, raised: OSError) -> JSONResponse:
        log.error("a file cannot be written: %s", raised.strerror)
        return answer(503, "store/unavailable")
