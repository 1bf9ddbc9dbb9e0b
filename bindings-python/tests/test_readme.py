"""What the README shows, runs."""

from __future__ import annotations

import re

import cases
import pytest


def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (cases.ROOT / "bindings-python/README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "form/missing" in capsys.readouterr().out
