"""The verdict as SQL, on real engines: DuckDB, DataFusion, Spark, and a PostgreSQL that is started for the test.

One more engine is one more entry of `ENGINES`: by the name of its dialect, what starts it and gives the function that asks it.

The cases are random policies and people, and `Engine::eligible`'s answers to them, that the Rust tests leave in `target/sql`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from datafusion import SessionContext
from pyspark.sql import SparkSession

ROOT = Path(__file__).parents[2]
CASES = ROOT / "target/sql/cases.json"
OUTCOMES = {True: "met", False: "unmet", None: "unknown"}

Ask = Callable[[str], "list[bool | None]"]


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
    is_spark = dialect == "spark"
    columns = [(name, "string" if is_spark and kind == "text" else kind) for name, kind in case["columns"]]
    quote = "`" if is_spark else '"'
    names = ", ".join(f"{quote}{name}{quote}" for name, _ in columns)
    rows = [
        f"({at}, " + ", ".join(literal(value, kind) for value, (_, kind) in zip(row, columns, strict=True)) + ")"
        for at, row in enumerate(case["rows"])
    ]
    table = f"(VALUES {', '.join(rows)}) AS people(number_of_row, {names})"
    return f"SELECT {case['sql'][dialect]} AS verdict FROM {table} ORDER BY number_of_row"


@contextmanager
def duckdb_engine() -> Iterator[Ask]:
    with duckdb.connect() as connection:
        yield lambda sql: [verdict for (verdict,) in connection.execute(sql).fetchall()]


@contextmanager
def datafusion_engine() -> Iterator[Ask]:
    context = SessionContext()
    yield lambda sql: context.sql(sql).to_pydict()["verdict"]


@contextmanager
def spark_engine() -> Iterator[Ask]:
    # The session of all tests, which the fixture has started.
    session = SparkSession.getActiveSession()
    assert session is not None
    yield lambda sql: [verdict for (verdict,) in session.sql(sql).collect()]


def programs() -> Path | None:
    """Where PostgreSQL's programs are: Debian keeps `initdb` off the path."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def postgresql_engine() -> Iterator[Ask]:
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
        psql = [str(folder / "psql"), "-h", home, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-X", "-A", "-t", "-q"]

        def ask(sql: str) -> list[bool | None]:
            said = subprocess.run(psql, input=sql, check=True, capture_output=True, text=True, encoding="utf-8").stdout
            return [{"t": True, "f": False, "": None}[line] for line in said.splitlines()]

        try:
            yield ask
        finally:
            run("pg_ctl", "-m", "immediate", "stop")


ENGINES = {"duckdb": duckdb_engine, "datafusion": datafusion_engine, "postgresql": postgresql_engine, "spark": spark_engine}


@pytest.mark.parametrize("dialect", ENGINES)
def test_an_engine_answers_as_ours_does(dialect: str, request: pytest.FixtureRequest) -> None:
    if dialect == "spark":
        request.getfixturevalue("spark")
    with ENGINES[dialect]() as ask:
        for case in cases():
            assert [OUTCOMES[verdict] for verdict in ask(query(case, dialect))] == case["expected"]
