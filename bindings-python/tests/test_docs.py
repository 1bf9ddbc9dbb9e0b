"""What the pages show, runs: every block of a page in its order, in one namespace and one folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import cases
import pytest
from program import run

PAGES = sorted((cases.ROOT / "bindings-python/docs").glob("*.md"))
BLOCK = re.compile(r"^```(python|console|csv file=(\S+))\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_every_page_is_linked_from_the_readme() -> None:
    readme = (cases.ROOT / "bindings-python/README.md").read_text("utf-8")
    assert len(PAGES) >= 6
    assert all(f"(docs/{page.name})" in readme for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_shows_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "diploma.jpg").write_bytes(b"%PDF-1.7")
    text = page.read_text("utf-8")
    if "pyspark" in text:
        request.getfixturevalue("spark")
    names: dict[str, Any] = {"__name__": page.stem}
    blocks = BLOCK.findall(text)
    assert len(blocks) == text.count("\n```") / 2
    for kind, file, block in blocks:
        if file:
            (tmp_path / file).write_text(block, "utf-8")
        elif kind == "python":
            exec(compile(block, page.name, "exec"), names)
        else:
            for line in block.splitlines():
                command, _, expected = line.removeprefix("$ gongkao ").partition("   # exits with ")
                done = run(*shlex.split(command), cwd=tmp_path)
                assert done.returncode == int(expected or 0), done
