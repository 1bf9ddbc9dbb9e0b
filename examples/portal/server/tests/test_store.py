"""What was acknowledged is there, whatever happens to the server; what could not be written never half happened."""

import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from gongkao import Desk
from portal import sample
from portal.app import create_app
from portal.database import connect, reading
from portal.settings import Settings
from portal.tables import Application, Event
from sqlalchemy import select

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


@pytest.fixture
def serve(settings: Settings) -> Iterator[Any]:
    sample.prepare(settings)
    running: list[Served] = []

    def one(**bounds: Any) -> Served:
        running.append(Served(settings, **bounds))
        return running[-1]

    yield one
    for server in running:
        if server.process.poll() is None:
            server.stop(signal.SIGKILL)


def log(settings: Settings, name: str) -> tuple[list[Any], dict[str, Any]]:
    store = connect(settings.database)
    with reading(store) as session:
        rows = [row.event for row in session.scalars(select(Event).where(Event.application == name).order_by(Event.number))]
        snapshot = session.get_one(Application, name).snapshot
    store.dispose()
    return rows, snapshot


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(serve: Any, settings: Settings) -> None:
    order = random.Random(20221124)
    acknowledged: set[int] = set()
    name = ""
    for _ in range(3):
        server = serve()
        name = server.begin()
        _, shown = server.ask("GET", f"/api/applications/{name}")
        form, version = shown["state"]["form"], shown["state"]["version"]
        threading.Timer(order.uniform(0.2, 0.8), server.stop, (signal.SIGKILL,)).start()
        try:
            for minute in range(10_000):
                changed = {**form, "work_start": f"{1990 + minute % 20}-07-01"}
                status, answer = server.ask("POST", f"/api/applications/{name}/commands?version={version}", {"save": changed})
                assert status == 200, answer
                acknowledged |= {event["number"] for event in answer["events"]}
                version = answer["state"]["version"]
        except (OSError, ValueError):
            pass
    events, snapshot = log(settings, name)
    assert len(acknowledged) > 5 and acknowledged <= {event["number"] for event in events}
    replayed = Desk().replay(events, "2030-01-01T00:00:00")
    assert replayed["state"] == snapshot


def test_two_reviewers_at_once_and_one_is_told(browser: Any, jpeg: Any, approved: Any) -> None:
    name = approved(until="department")
    clients = [browser("shenhe"), browser("shenhe2")]
    version = clients[0].get(f"/api/applications/{name}").json()["state"]["version"]
    gate = threading.Barrier(2)

    def claim(client: Any) -> Any:
        gate.wait()
        return client.command(name, "claim", version)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(claim, clients))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    loser = next(answer for answer in answers if answer.status_code == 409)
    assert loser.json()["refusal"]["code"] == "version/stale" and loser.json()["refusal"]["message"]["zh"]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_full_disk_is_said_and_leaves_nothing_half_written(serve: Any, settings: Settings) -> None:
    server = serve()
    name = server.begin()
    server.stop()
    events, snapshot = log(settings, name)
    # No file of the next server grows beyond what the store's journal has already been.
    bounded = serve(largest_file=100_000)
    bounded.cookie, bounded.csrf = server.cookie, server.csrf
    status, answer = 200, {}
    for size in range(1, 60):
        form = {**snapshot["form"], "unit": f"{size}" * 12}
        status, answer = bounded.ask("POST", f"/api/applications/{name}/commands?version={snapshot['version']}", {"save": form})
        if status != 200:
            break
        snapshot["version"] = answer["state"]["version"]
    assert (status, answer["code"]) == (503, "store/unavailable"), answer
    photo = b"\xff\xd8\xff" + bytes(300_000)
    path = f"/api/applications/{name}/files/diploma?version={snapshot['version']}"
    status, answer = bounded.ask("PUT", path, raw=photo)
    assert (status, answer["code"]) == (503, "store/unavailable"), answer
    bounded.stop(signal.SIGKILL)
    after, state = log(settings, name)
    assert [event["number"] for event in after] == list(range(1, len(after) + 1))
    assert Desk().replay(after, "2030-01-01T00:00:00")["state"] == state
    assert not [path for path in settings.files.rglob("*") if path.is_file()]
    assert serve().ask("GET", "/api/health")[0] == 200


@pytest.fixture
def read_only(browser: Any, settings: Settings) -> Iterator[Settings]:
    """A store as a wrong permission or a standby leaves it: it can be read, and takes nothing."""
    browser("zhangsan").post("/api/applications", json={"region": "410100", "level": "three"})
    if settings.database.startswith("sqlite"):
        path = settings.database.removeprefix("sqlite:///")
        yield replace(settings, database=f"sqlite:///file:{path}?mode=ro&uri=true")
        return
    yield replace(settings, database=f"{settings.database}?options=-c%20default_transaction_read_only%3Don")


def test_a_store_that_only_reads_is_said_and_still_read(read_only: Settings, browser: Any, settings: Settings) -> None:
    signed_in = browser("zhangsan")
    before = signed_in.get("/api/applications").json()
    with TestClient(create_app(read_only), base_url="http://127.0.0.1", cookies=signed_in.cookies) as client:
        client.headers["X-CSRF-Token"] = signed_in.headers["X-CSRF-Token"]
        name, state = before[0]["id"], client.get(f"/api/applications/{before[0]['id']}").json()["state"]
        saved = client.post(f"/api/applications/{name}/commands?version={state['version']}", json={"save": {**state["form"], "unit": "zz"}})
        assert (saved.status_code, saved.json()["code"]) == (503, "store/unavailable"), saved.text
        assert client.post("/api/login", json={"login": "lisi", "password": sample.PASSWORD}).status_code == 503
        assert client.get("/api/health").status_code == 200
        assert client.get("/api/applications").json() == before
    events, snapshot = log(settings, name)
    assert len(events) == 1 and Desk().replay(events, "2030-01-01T00:00:00")["state"] == snapshot
