"""A portal of its own for each test, on SQLite and, where one can be started, on PostgreSQL."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import postgresql as pg
import pytest
from fastapi.testclient import TestClient
from portal import sample
from portal.app import create_app
from portal.settings import Settings
from served import Served
from sqlalchemy import create_engine, text

STORES = os.environ.get("PORTAL_TEST_STORES", "sqlite postgresql").split()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A real server for the length of the tests."""
    server = pg.program()
    if server is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(pg.MISSING)
    with pg.running(server) as address:
        yield address


@pytest.fixture(params=STORES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """The settings of a portal with nothing in it."""
    database = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        server, name = request.getfixturevalue("postgresql"), f"portal_{tmp_path.name}".lower().replace("-", "_")[:60]
        admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        admin.dispose()
        database = f"{server}/{name}"
    return Settings(database=database, files=tmp_path / "files", secret=b"s" * 32, demonstration=True, https=False)


@pytest.fixture
def app(settings: Settings) -> Iterator[Any]:
    """The portal with its sample people."""
    sample.prepare(settings)
    portal = create_app(settings)
    yield portal
    portal.state.office.store.dispose()


@pytest.fixture
def serve(settings: Settings) -> Iterator[Any]:
    """Starts portals in processes of their own, and stops those that still run."""
    sample.prepare(settings)
    running: list[Served] = []

    def one(**bounds: Any) -> Served:
        running.append(Served(settings, **bounds))
        return running[-1]

    yield one
    for server in running:
        if server.process.poll() is None:
            server.stop(signal.SIGKILL)


FILLED = {
    "unit": "zz-gbds-fs",
    "unit_category": "public_institution",
    "unit_rank": "city",
    "work_start": "2003-07-01",
    "current": {"work_type": "播音员", "level": "four", "obtained_year": 2016},
    "declared": {"work_type": "播音员", "level": "three"},
    "textbooks": {"professional_ethics": True, "vocational_ability": True, "post_skills": False},
}
"""What 张三 answers at level three, beside what the portal knows."""


class Client(TestClient):
    """A browser of one person."""

    csrf = ""

    def login(self, name: str, password: str = sample.PASSWORD) -> "Client":
        answer = self.post("/api/login", json={"login": name, "password": password})
        assert answer.status_code == 200, answer.text
        self.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return self

    def command(self, application: str, command: Any, version: int | None = None) -> Any:
        if version is None:
            version = self.get(f"/api/applications/{application}").json()["state"]["version"]
        return self.post(f"/api/applications/{application}/commands?version={version}", json=command)


@pytest.fixture
def browser(app: Any) -> Iterator[Callable[[str | None], Client]]:
    """Makes a browser, signed in as somebody of the sample."""
    opened: list[Client] = []

    def open_one(name: str | None = None) -> Client:
        client = Client(app, base_url="http://127.0.0.1")
        opened.append(client)
        return client.login(name) if name else client

    yield open_one
    for client in opened:
        client.close()


@pytest.fixture
def approved(browser: Callable[[str | None], Client], jpeg: Callable[[int], bytes]) -> Callable[..., str]:
    """Leads 张三's application at level three as far as a stage of review, or through all of them."""

    def lead(until: str | None = None) -> str:
        person = browser("zhangsan")
        state = person.post("/api/applications", json={"region": "410100", "level": "three"}).json()["state"]
        name: str = state["application"]
        answer = person.command(name, {"save": {**state["form"], **FILLED}})
        for seed, material in enumerate(("diploma", "salary_approval", "level_certificate")):
            version = answer.json()["state"]["version"]
            address = f"/api/applications/{name}/files/{material}?version={version}&accepted=true"
            answer = person.put(address, content=jpeg(seed))
            assert answer.status_code == 200, answer.text
        answer = person.command(name, {"submit": []})
        for who in ("danwei", "shenhe", "shenhe"):
            assert answer.json()["state"]["state"] == "under_review", answer.text
            if answer.json()["state"]["stage"] == until:
                break
            answer = browser(who).command(name, "pass")
        return name

    return lead


@pytest.fixture(scope="session")
def jpeg() -> Callable[[int], bytes]:
    """Draws a page of text as a JPEG, another for each number."""
    import io

    from PIL import Image, ImageDraw

    def draw(seed: int) -> bytes:
        page = Image.new("L", (1200, 1700), 235)
        pen = ImageDraw.Draw(page)
        for line in range(40):
            pen.text((120, 120 + line * 36), f"{seed} material line {line * 7919 + seed} " * 4, fill=20)
        out = io.BytesIO()
        page.save(out, "JPEG", quality=88)
        return out.getvalue()

    return draw
