"""The verdict as SQL, on real engines: DuckDB and a PostgreSQL that is started for the test.

The cases are random policies and people, and `Engine::eligible`'s answers to them, that the Rust tests leave in `target/sql`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
CASES = ROOT / "target/sql/cases.json"
OUTCOMES = {True: "met", False: "unmet", None: "unknown"}


def cases() -> list[dict[str, Any]]:
    if not CASES.is_file():
        raise AssertionError(f"{CASES} is missing: run `cargo xtask test`, whose Rust tests write it")
    found: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
    return found


def literal(value: object, kind: str) -> str:
    if value is None:
        return f"CAST(NULL AS {kind})"
    text = str(value).replace("'", "''")
    return f"CAST('{text}' AS {kind})"


def query(case: dict[str, Any], dialect: str) -> str:
    """One statement that brings its rows with it."""
    columns = case["columns"]
    names = ", ".join(f'"{name}"' for name, _ in columns)
    rows = [
        f"({at}, " + ", ".join(literal(value, kind) for value, (_, kind) in zip(row, columns, strict=True)) + ")"
        for at, row in enumerate(case["rows"])
    ]
    table = f"(VALUES {', '.join(rows)}) AS people(number_of_row, {names})"
    return f"SELECT {case['sql'][dialect]} AS verdict FROM {table} ORDER BY number_of_row"


def test_duckdb_answers_as_the_engine_does() -> None:
    with duckdb.connect() as connection:
        for case in cases():
            answers = connection.execute(query(case, "duckdb")).fetchall()
            assert [OUTCOMES[verdict] for (verdict,) in answers] == case["expected"]


def programs() -> Path | None:
    """Where PostgreSQL's programs are: Debian keeps `initdb` off the path."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@pytest.fixture
def psql() -> Iterator[list[str]]:
    """A PostgreSQL of its own, reached by a socket in its own folder."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    # It refuses to run as root.
    is_root = os.geteuid() == 0
    owner = ["runuser", "-u", "postgres", "--"] if is_root else []
    with tempfile.TemporaryDirectory() as home:
        if is_root:
            shutil.chown(home, "postgres")

        def run(program: str, *arguments: str) -> None:
            command = [*owner, str(folder / program), "-D", f"{home}/data", *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=home)

        run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8")
        options = f"-k {home} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "-o", options, "-l", f"{home}/log", "-w", "start")
        try:
            yield [str(folder / "psql"), "-h", home, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-X", "-A", "-t", "-q"]
        finally:
            run("pg_ctl", "-m", "immediate", "stop")


def test_postgresql_answers_as_the_engine_does(psql: list[str]) -> None:
    words = {"t": "met", "f": "unmet", "": "unknown"}
    for case in cases():
        answered = subprocess.run(
            psql, input=query(case, "postgresql"), check=True, capture_output=True, text=True, encoding="utf-8"
        )
        assert [words[line] for line in answered.stdout.splitlines()] == case["expected"]
