"""A province of made-up people. Every share below is invented: nobody's statistics stand behind them, and no number is anybody's.

The same count gives the same people, whatever the machine.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from gongkao import Engine

SEED = 2022
DAY = "2022-03-10"

# Shares that look like a province; the codes of the cities are those of the state's list of divisions.
CITIES = {"410100": 14, "410300": 8, "410700": 7, "411300": 11, "411400": 9, "411500": 8, "411600": 10, "411700": 9, "410200": 5}
DECLARED = {"five": 12, "four": 22, "three": 34, "two": 26, "one": 6}
UNITS = {"public_institution": 80, "administrative": 20}
SCHOOLING = {"junior_middle": 18, "senior_middle": 40, "technical_school": 12, "junior_college": 22, "bachelor": 8}
WORK_TYPES = {"播音员": 2, "汽车驾驶员": 40, "护理员": 20, "图书资料员": 14, "保管工": 16, "办公设备维修工": 8}

LEVELS = ["ungraded", "five", "four", "three", "two", "one"]
#: In a hundred: who declares a level that is not the next one, leaves an answer out, claims an exception, or was typed in wrongly.
SKIPS, SILENT, CLAIMS, WRONG = 8, 3, 1, 0.1


def province(count: int) -> pa.Table:
    """So many people, in the columns of ``Engine.columns()`` and a key of their own."""
    draw = np.random.default_rng(SEED)
    ranks = {level: rank for rank, level in enumerate(LEVELS)}
    declared = pick(draw, DECLARED, count)
    rank = np.array([ranks[level] for level in DECLARED])[declared] - 1
    rank = np.where(chance(draw, SKIPS, count), draw.integers(0, len(LEVELS), count), rank)

    born = np.datetime64("1963-01-01") + draw.integers(0, 39 * 365, count)
    began = np.minimum(born + draw.integers(18 * 365 + 5, 26 * 365, count), np.datetime64("2021-07-01"))
    year = began.astype("datetime64[Y]").astype(int) + 1970
    obtained = np.minimum(year + 1 + rank * draw.integers(2, 8, count), 2021)

    serial = draw.integers(1, 1000, count)
    women = serial % 2 == 0
    words = np.where(chance(draw, WRONG, count), len(LEVELS), rank)
    return pa.table(
        {
            "id": np.arange(count),
            "region": named(pick(draw, CITIES, count), CITIES),
            "unit_category": named(pick(draw, UNITS, count), UNITS),
            "identity_number": identity_numbers(born, serial),
            "retirement_category": named(draw.integers(0, 2, count), ["women50", "women55"], ~women | chance(draw, 20, count)),
            "work_start": pa.array(began, mask=chance(draw, SILENT, count)),
            "regularised_on": pa.array(began + 365, mask=chance(draw, 10 * SILENT, count)),
            "schooling": named(pick(draw, SCHOOLING, count), SCHOOLING, chance(draw, SILENT, count)),
            "current_level": named(words, [*LEVELS, "six"]),
            "current_obtained_year": pa.array(obtained, mask=(rank == 0) | chance(draw, SILENT, count)),
            "current_work_type": named(work := pick(draw, WORK_TYPES, count), WORK_TYPES, rank == 0),
            "appointed_level": named(rank, LEVELS, chance(draw, 10 * SILENT, count)),
            "declared_level": named(declared, DECLARED),
            "declared_work_type": named(np.where(chance(draw, SKIPS, count), 0, work), WORK_TYPES),
            "exception_claimed": chance(draw, CLAIMS, count),
        }
    )


def pick(draw: np.random.Generator, shares: dict[str, int], count: int) -> np.ndarray:
    weights = np.array(list(shares.values()), dtype=float)
    return draw.choice(len(shares), count, p=weights / weights.sum())


def chance(draw: np.random.Generator, percent: float, count: int) -> np.ndarray:
    return draw.random(count) * 100 < percent


def named(places: np.ndarray, words: dict[str, int] | list[str], missing: np.ndarray | None = None) -> pa.Array:
    """Words by their places: each stands once in the table."""
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int8), mask=missing), pa.array(list(words)))


def identity_numbers(born: np.ndarray, serial: np.ndarray) -> pa.Array:
    """Numbers with the right check digit, of a region code that stands for no place."""
    text = np.datetime_as_string(born, "D").astype("S10").view(np.uint8).reshape(-1, 10)
    digits = np.empty((len(born), 18), np.uint8)
    digits[:, :6] = np.frombuffer(b"990000", np.uint8)
    digits[:, 6:14] = text[:, [0, 1, 2, 3, 5, 6, 8, 9]]
    digits[:, 14:17] = 48 + np.stack([serial // 100, serial // 10 % 10, serial % 10], axis=1)
    weights = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
    digits[:, 17] = np.frombuffer(b"10X98765432", np.uint8)[((digits[:, :17] - 48) * weights).sum(axis=1) % 11]
    return pa.array(digits.view("S18").ravel()).cast(pa.string())


def check(engine: Engine) -> None:
    """Stops where the catalogue has none of these work types: then the figures would say nothing."""
    for name in WORK_TYPES:
        if not any(hit["name"] == name for hit in engine.search(name, 5)):
            raise SystemExit(f"the catalogue has no work type {name}")
