"""What a call from Python costs, beside the same rule by hand and in other packages; conversion apart from the rule.

`cargo xtask bench python` runs it. Every engine must give the same answers before it is measured.
"""

from __future__ import annotations

import csv
import statistics
import time

import duckdb
import polars as pl
import pyarrow as pa
import zen
from gongkao import SearchIndex
from people import DAY, FLAGS, PEOPLE, ROOT, SQL, columns, engine, people
from pypinyin import Style, pinyin

ROWS = 1_000_000
ROUNDS = 9


def median(work, count):
    """Nanoseconds of processor time for each of so many."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time_ns()
        work()
        rounds.append((time.process_time_ns() - start) / count)
    return statistics.median(rounds)


def say(name, took, beside=None):
    times = "" if beside is None else f" {took / beside:.1f}× |"
    print(f"| {name} | {took:,.0f} |{times}")


def form_of(person):
    return {
        "candidate": {"name": "", "identity_number": ""},
        "declared": {"level": person["declared_level"]},
        "current": {"level": person["current_level"], "obtained_on": person["current_obtained_on"].isoformat()},
        "work_start": person["work_start"].isoformat(),
        "answers": {flag: person[flag] for flag in FLAGS},
    }


forms = [form_of(person) for person in people]
BELOW = {"four": "five", "three": "four"}
NEEDED = {"four": 10, "three": 18}


def by_hand(form):
    """The rule as somebody would write it over the same form, for this one policy."""
    level, held = form["declared"]["level"], form["current"]
    answers = form["answers"]
    # Everybody is asked about the tenth of March, and began on the first of January.
    years = 2022 - int(held["obtained_on"][:4]) >= 5 or 2022 - int(form["work_start"][:4]) >= NEEDED[level]
    met = held["level"] == BELOW[level] and years and all(answers[flag] for flag in FLAGS)
    return "met" if met else "unmet"


RULE = """held == (level == "four" ? "five" : "four") and (level_years >= 5 or work_years >= (level == "four" ? 10 : 18))
and in_post and healthy and approved and unpunished"""
compiled = zen.compile_expression(" ".join(RULE.split()))


def zen_context(person):
    return {
        "level": person["declared_level"],
        "held": person["current_level"],
        "level_years": 2022 - person["current_obtained_on"].year,
        "work_years": 2022 - person["work_start"].year,
        **{flag: person[flag] for flag in FLAGS},
    }


contexts = [zen_context(person) for person in people]
expected = [by_hand(form) for form in forms]
assert len(set(expected)) == 2
# Somebody without a level has held none for years; only then is the rule of two values another than ours, and both say no.
assert [engine.eligible(form, DAY) for form in forms] == expected
assert [engine.assess(form, None, DAY)["eligible"] for form in forms] == expected
assert ["met" if compiled.evaluate(context) else "unmet" for context in contexts] == expected

print(f"\n## One person at a time, {PEOPLE} people\n\n| called from Python | ns | by hand = |\n|---|---:|---:|")
hand = median(lambda: [by_hand(form) for form in forms], PEOPLE)
say("a Python function by hand over the form", hand, hand)
say("ZEN's expression, compiled, on years counted before", median(lambda: [compiled.evaluate(c) for c in contexts], PEOPLE), hand)
say("gongkao `eligible`", median(lambda: [engine.eligible(form, DAY) for form in forms], PEOPLE), hand)
undeclared = [{name: value for name, value in form.items() if name != "declared"} for form in forms]
assert {engine.eligible(form, DAY) for form in undeclared} == {"unknown"}
say("of which the form taken over and read, no level declared", median(lambda: [engine.eligible(form, DAY) for form in undeclared], PEOPLE), hand)
say("gongkao `assess`, the whole report", median(lambda: [engine.assess(form, None, DAY) for form in forms], PEOPLE), hand)

wide = columns(ROWS)
arrow = wide.to_arrow()
level = pl.col("declared_level").cast(pl.String)
held = pl.col("current_level").cast(pl.String)
POLARS = (
    (held == pl.when(level == "four").then(pl.lit("five")).otherwise(pl.lit("four")))
    & (
        (2022 - pl.col("current_obtained_on").dt.year() >= 5)
        | (2022 - pl.col("work_start").dt.year() >= pl.when(level == "four").then(10).otherwise(18))
    )
    & pl.all_horizontal([f"answers.{flag}" for flag in FLAGS])
)
COUNTED = f"SELECT count(*) FILTER ({SQL}) FROM people"
connection = duckdb.connect(config={"threads": 1})
connection.execute("CREATE TABLE people AS SELECT * FROM arrow")
met = expected.count("met") * (ROWS // PEOPLE)
assert wide.select(POLARS.alias("verdict"))["verdict"].sum() == met
assert connection.execute(COUNTED).fetchone() == (met,)
assert engine.assess_table(arrow, DAY, wanted=(), threads=1).summary()["met"] == met
own = engine.sql("duckdb", DAY)
assert not own["computed"]
lacking = "".join(f', NULL AS "{name}"' for name in own["columns"] if name not in arrow.column_names)
OWN = f"SELECT count(*) FILTER ({own['verdict']}) FROM (SELECT *{lacking} FROM people)"
assert connection.execute(OWN).fetchone() == (met,)


def only_taken():
    """One column in, checked and read, and out again with the columns of answers; nobody declares a level, so no rule is asked."""
    alone = arrow.select(["work_start"])
    return pa.table(engine.assess_table(alone, DAY, wanted=(), keep=["work_start"], threads=1))


print("\n## A million rows, one thread\n\n| called from Python | ns a row | Polars = |\n|---|---:|---:|")
polars = median(lambda: wide.select(POLARS.alias("verdict")), ROWS)
say(f"Polars {pl.__version__}, the rule by hand", polars, polars)
say(f"DuckDB {duckdb.__version__}, the rule by hand, counted only", median(lambda: connection.execute(COUNTED).fetchone(), ROWS), polars)
say("DuckDB, `Engine.sql`, counted only", median(lambda: connection.execute(OWN).fetchone(), ROWS), polars)
for name, wanted in [("verdict", ()), ("the usual columns", ("routes", "codes", "needed"))]:
    took = median(lambda wanted=wanted: pa.table(engine.assess_table(arrow, DAY, wanted=wanted, threads=1)), ROWS)
    say(f"gongkao `assess_table` of pyarrow, {name}", took, polars)
took = median(lambda: engine.assess_table(wide, DAY, wanted=(), threads=1).to_polars(), ROWS)
say("gongkao `assess_table` of Polars to Polars, verdict", took, polars)
say("of which the way in and out, with one column", median(only_taken, ROWS), polars)

with (ROOT / "core/tests/data/occupations_2022.csv").open(encoding="utf-8-sig", newline="") as file:
    names = [row["name"] for row in csv.DictReader(file)]
index = SearchIndex([{"key": str(key), "name": name} for key, name in enumerate(names)])
spelled = [(name, "".join(part[0] for part in pinyin(name, style=Style.FIRST_LETTER))) for name in names]


def by_pypinyin(query):
    return [name for name, initials in spelled if query in initials][:10]


queries = [initials[:length] for _, initials in spelled[:: max(1, len(spelled) // 40)] for length in (1, 2, 3)]
assert all(index.search(query) for query in queries if by_pypinyin(query))
print(f"\n## Search, {len(names)} occupations\n\n| called from Python | ns a keystroke | pypinyin = |\n|---|---:|---:|")
took = median(lambda: [by_pypinyin(query) for query in queries], len(queries))
say("initials spelled by pypinyin before, held against each name in a loop", took, took)
say("gongkao `search`, ranked, with what matched", median(lambda: [index.search(query) for query in queries], len(queries)), took)
