"""What the reference portal answers in a second, beside an endpoint of FastAPI that does nothing, over loopback.

Each server is one process of uvicorn; the clients are connections of this process that stay open and ask again as soon as they are
answered. An endpoint is asked for so many seconds at most and so often at most, whichever comes first; rounds take turns, so that
what else runs on the machine disturbs all of them alike.
"""

import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 3.0
REQUESTS = 5_000
CONNECTIONS = 8
ROUNDS = 3
PASSWORD = "Gongkao2022"
FILLED = {
    "unit": "zz-gbds-fs",
    "unit_category": "public_institution",
    "unit_rank": "city",
    "work_start": "2003-07-01",
    "current": {"work_type": "播音员", "level": "four", "obtained_year": 2016},
    "declared": {"work_type": "播音员", "level": "three"},
    "textbooks": {"professional_ethics": True, "vocational_ability": True, "post_skills": False},
}


def bare() -> Any:
    """The peer: FastAPI, and nothing behind it."""
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/")
    def nothing() -> dict[str, bool]:
        return {"done": True}

    return app


def portal() -> Any:
    """The portal without its limit on searches, which counts an address and here there is one, and without a line for each request."""
    import logging
    from dataclasses import replace

    from portal.app import create_app
    from portal.settings import from_environment

    app = create_app(replace(from_environment(), searches=10**9, login_attempts=10**9))
    logging.getLogger("portal.access").setLevel(logging.WARNING)
    return app


@dataclass
class Asked:
    """What became of an endpoint's requests."""

    answered: int = 0
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)


class Connection:
    """One connection that stays open, and speaks as little HTTP as it takes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer, self.headers = reader, writer, ""

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n{self.headers}\r\n"
        self.writer.write(head.encode() + data)
        answer = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in answer[1:] if ": " in line)
        raw = await self.reader.readexactly(int(fields["content-length"]))
        status = int(answer[0].split()[1])
        if status not in (200, 201):
            raise AssertionError(f"{method} {path}: {status} {raw[:300]!r}")
        if "set-cookie" in fields:
            cookie = next(line for line in answer if line.lower().startswith("set-cookie")).split(": ", 1)[1].split(";")[0]
            self.headers = f"Cookie: {cookie}\r\n"
        return json.loads(raw)

    async def begin(self, name: str) -> tuple[str, Any]:
        """Signs in and begins an application; its name, and the form filled in."""
        csrf = (await self.ask("POST", "/api/login", {"login": name, "password": PASSWORD}))["csrf"]
        self.headers += f"X-CSRF-Token: {csrf}\r\n"
        state = (await self.ask("POST", "/api/applications", {"region": "410100", "level": "three"}))["state"]
        return state["application"], {**state["form"], **FILLED}


Endpoint = Callable[[Connection, int], Awaitable[None]]


async def measure(asked: Asked, connections: list[Connection], endpoint: Endpoint) -> None:
    """One round of an endpoint."""
    began = time.perf_counter()
    left = iter(range(REQUESTS))

    async def one(connection: Connection) -> int:
        done = 0
        while time.perf_counter() - began < SECONDS and (number := next(left, None)) is not None:
            start = time.perf_counter()
            await endpoint(connection, number)
            asked.times.append(time.perf_counter() - start)
            done += 1
        return done

    answered = sum(await asyncio.gather(*map(one, connections)))
    took = time.perf_counter() - began
    asked.answered, asked.seconds = asked.answered + answered, asked.seconds + took
    asked.rates.append(answered / took)


async def compare(ports: dict[str, int], names: list[str]) -> dict[str, Asked]:
    async def opened(port: int) -> list[Connection]:
        return [Connection(*await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)) for _ in range(CONNECTIONS)]

    at_bare, at_portal = await opened(ports["bare"]), await opened(ports["portal"])
    begun = {id(each): await each.begin(name) for each, name in zip(at_portal, names, strict=True)}
    versions = dict.fromkeys(begun, 1)
    queries = ["byy", "播音", "boyinyuan", "qc", "电工", "jsy"]

    async def nothing(connection: Connection, _: int) -> None:
        await connection.ask("GET", "/")

    async def search(connection: Connection, number: int) -> None:
        query = urllib.request.quote(queries[number % len(queries)])
        await connection.ask("GET", f"/api/work-types?q={query}&limit=10")

    async def report(connection: Connection, _: int) -> None:
        name, form = begun[id(connection)]
        await connection.ask("POST", f"/api/applications/{name}/assess", form)

    async def save(connection: Connection, number: int) -> None:
        name, form = begun[id(connection)]
        changed = {**form, "work_start": f"{1990 + number % 20}-07-01"}
        path = f"/api/applications/{name}/commands?version={versions[id(connection)]}"
        answer = await connection.ask("POST", path, {"save": changed})
        versions[id(connection)] = answer["state"]["version"]

    endpoints = {"bare FastAPI": (at_bare, nothing), "search": (at_portal, search), "report": (at_portal, report), "save": (at_portal, save)}
    found = {name: Asked() for name in endpoints}
    for connections, endpoint in endpoints.values():
        await asyncio.gather(*(endpoint(each, number) for number, each in enumerate(connections)))
    for _ in range(ROUNDS):
        for name, (connections, endpoint) in endpoints.items():
            await measure(found[name], connections, endpoint)
    return found


def serve(factory: str, environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # A connection waits while the other endpoints are asked, longer than it is kept open by default.
    options = ["--port", str(port), "--log-level", "error", "--no-access-log", "--timeout-keep-alive", "600"]
    words = [sys.executable, "-m", "uvicorn", "--factory", f"bench_portal:{factory}", *options]
    server = subprocess.Popen(words, env=environment)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{factory} does not answer")


def identity(number: int) -> str:
    """A made-up identity number of somebody born in 1980, its last character right."""
    digits = f"41010519800615{100 + number:03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]


def people(environment: dict[str, str]) -> list[str]:
    """The sample, and an account for each connection."""
    names = [f"bench{number}" for number in range(CONNECTIONS)]
    script = f"""
import secrets
from portal import sample
from portal.database import connect, writing
from portal.security import PASSWORDS
from portal.settings import from_environment
from portal.tables import Account
settings = from_environment()
sample.prepare(settings)
password = PASSWORDS.hash({PASSWORD!r})
with writing(connect(settings.database)) as session:
    for name, number in {dict(zip(names, map(identity, range(CONNECTIONS)), strict=True))!r}.items():
        session.add(Account(id=secrets.token_hex(8), password=password, username=name, name="张三", identity_number=number, role="applicant"))
"""
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
    return names


def main() -> None:
    here, server = Path(__file__).parent, Path(__file__).parents[2] / "examples/portal/server"
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(here), str(server)]),
            "PORTAL_HOME": home,
            "PORTAL_SECRET": "b" * 32,
            "PORTAL_DEMONSTRATION": "1",
        }
        environment.pop("PORTAL_DATABASE", None)
        names = people(environment)
        running: list[subprocess.Popen[bytes]] = []
        try:
            ports = {}
            for factory in ("bare", "portal"):
                process, ports[factory] = serve(factory, environment)
                running.append(process)
            found = asyncio.run(compare(ports, names))
        finally:
            for process in running:
                process.send_signal(signal.SIGTERM)
                process.wait()
    base = statistics.median(found["bare FastAPI"].rates)
    print(f"{CONNECTIONS} connections, one process of each server, SQLite with every commit synced; the median of {ROUNDS} rounds\n")
    print("| endpoint | requests | a second | of bare FastAPI | median | p99 |\n|---|---:|---:|---:|---:|---:|")
    for name, asked in found.items():
        rate, cuts = statistics.median(asked.rates), statistics.quantiles(asked.times, n=100)
        print(f"| {name} | {asked.answered:,} | {rate:,.0f} | {rate / base:.2f} | {cuts[49] * 1000:.1f} ms | {cuts[98] * 1000:.1f} ms |")


if __name__ == "__main__":
    main()
