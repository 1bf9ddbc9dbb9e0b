"""What was acknowledged is there, whatever happens to the server; what could not be written never half happened."""

import random
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
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
    # Where the last piece just crosses the end, a disk takes half of it and says nothing.
    for size in (300_000, 100_100):
        photo = b"\xff\xd8\xff" + bytes(size)
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
