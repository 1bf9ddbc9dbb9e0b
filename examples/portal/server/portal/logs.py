"""Logs: a line of JSON for each request, by the address's pattern, so that nobody's name or number is in it."""

import json
import logging
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("portal.access")


class AccessLog:
    """Says of each request its pattern, status and time, under a number that the answer carries too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number, status, began = secrets.token_hex(8), 500, time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (b"x-request-id", number.encode())]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            route = scope.get("route")
            line = {
                "request": number,
                "method": scope["method"],
                "route": getattr(route, "path", "static"),
                "status": status,
                "milliseconds": round((time.perf_counter() - began) * 1000, 1),
            }
            log.info(json.dumps(line))
