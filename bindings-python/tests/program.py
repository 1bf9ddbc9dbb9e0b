"""The real program, run as people run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("gongkao")
DAY = "2022-03-10"
HEADING = ["姓名", "身份证号", "单位类别", "参加工作时间", "现岗位工种", "现等级", "现等级取得年份", "申报岗位工种", "申报级别"]
GOOD = ["张三", "410105198006150019", "事业", "1998.07", "播音员", "五级", "2010", "播音员", "四级"]


def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": ""}
    command = [str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment)


def answer(*arguments: object, code: int = 0) -> Any:
    done = run(*arguments, "--json")
    assert done.returncode == code, done
    return json.loads(done.stdout)


def changed(**values: str) -> list[str]:
    """The good row with other values, by heading."""
    return [values.get(heading, value) for heading, value in zip(HEADING, GOOD, strict=True)]


def csv_of(rows: list[list[str]], heading: list[str] | None = None) -> str:
    return "\n".join(",".join(row) for row in [heading or HEADING, *rows]) + "\n"


def written(path: Path, rows: list[list[str]], heading: list[str] | None = None, encoding: str = "utf-8") -> Path:
    path.write_text(csv_of(rows, heading), encoding)
    return path
