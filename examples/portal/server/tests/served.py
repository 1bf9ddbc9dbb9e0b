"""A portal in a process of its own, as it is deployed: what it does when it is killed, or a connection breaks."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from portal import sample
from portal.settings import Settings

SERVER = Path(__file__).parent.parent


class Served:
    """A portal in a process of its own."""

    def __init__(self, settings: Settings, largest_file: int | None = None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        environment = {
            **os.environ,
            "PORTAL_DATABASE": settings.database,
            "PORTAL_HOME": str(settings.files.parent),
            "PORTAL_SECRET": "s" * 32,
            "PORTAL_DEMONSTRATION": "1",
            "PYTHONPATH": str(SERVER),
        }

        def bounded() -> None:
            if largest_file:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        words = [sys.executable, "-m", "uvicorn", "--factory", "portal.app:create_app", "--port", str(self.port), "--log-level", "error"]
        self.process = subprocess.Popen(words, cwd=SERVER, env=environment, preexec_fn=bounded, stderr=subprocess.DEVNULL)
        self.cookie = self.csrf = ""
        for _ in range(600):
            try:
                self.ask("GET", "/api/health")
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def ask(self, method: str, path: str, body: Any = None, raw: bytes | None = None) -> tuple[int, Any]:
        data = raw if raw is not None else (json.dumps(body).encode() if body is not None else None)
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        request.add_header("Cookie", self.cookie)
        request.add_header("X-CSRF-Token", self.csrf)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                if cookie := answer.headers.get("Set-Cookie"):
                    self.cookie = cookie.split(";")[0]
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def login(self, name: str) -> None:
        status, answer = self.ask("POST", "/api/login", {"login": name, "password": sample.PASSWORD})
        assert status == 200, answer
        self.csrf = answer["csrf"]

    def begin(self) -> str:
        self.login("zhangsan")
        status, answer = self.ask("POST", "/api/applications", {"region": "410100", "level": "three"})
        if status == 409:
            return str(answer["more"]["application"])
        return str(answer["state"]["application"])

    def stop(self, by: int = signal.SIGTERM) -> None:
        self.process.send_signal(by)
        self.process.wait()
