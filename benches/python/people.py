"""The rule that everybody decides in the benchmarks from Python, and the people it decides about."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import polars as pl
from gongkao import Engine, Policy

ROOT = Path(__file__).parents[2]
DAY = date(2022, 3, 10)
PEOPLE = 1_000
FLAGS = ["in_post", "healthy", "approved", "unpunished"]

_policy = (ROOT / "benches/policy/comparison/policy.toml").read_text(encoding="utf-8")
engine = Engine(policy=Policy.from_toml({"policy.toml": _policy}))

_chance = random.Random(2022)
people = [
    {
        "declared_level": _chance.choice(["four", "three"]),
        "current_level": _chance.choice(["ungraded", "five", "four"]),
        "current_obtained_on": date(_chance.randint(2010, 2021), 1, 1),
        "work_start": date(_chance.randint(1990, 2021), 1, 1),
        **{flag: _chance.random() < 0.9 for flag in FLAGS},
    }
    for _ in range(PEOPLE)
]

SQL = """current_level = CASE declared_level WHEN 'four' THEN 'five' ELSE 'four' END
    AND (2022 - year(current_obtained_on) >= 5 OR 2022 - year(work_start) >= CASE declared_level WHEN 'four' THEN 10 ELSE 18 END)
    AND "answers.in_post" AND "answers.healthy" AND "answers.approved" AND "answers.unpunished"
"""


def columns(rows: int) -> pl.DataFrame:
    """The people again and again, as columns that an engine takes."""
    wide = pl.DataFrame(people).rename({flag: f"answers.{flag}" for flag in FLAGS})
    wide = wide.with_columns(pl.col("declared_level", "current_level").cast(pl.Categorical))
    return pl.concat([wide] * (rows // PEOPLE)).rechunk()
