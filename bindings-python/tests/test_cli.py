"""The command line, run as people run it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import cases
import polars as pl
import pytest
from gongkao import Engine, Policy, Simulation
from program import DAY, GOOD, HEADING, answer, changed, run, written

POLICIES = cases.ROOT / "core/data/policy"
FILES = cases.ROOT / "core/tests/files"


def test_help_says_what_exit_codes_mean() -> None:
    said = " ".join(run("--help").stdout.split())
    assert "3 answered, but for rows with errors" in said
    assert all(command in said for command in ("search", "assess", "simulate", "inspect", "policy", "catalogue"))


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return written(tmp_path / "people.csv", [GOOD, changed(参加工作时间="2020-07-01", 现等级取得年份="2021")])


@pytest.mark.parametrize(
    "arguments",
    [
        ["serch"],
        ["search"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--catalogue", "none.json"],
        ["assess", "none.csv"],
        ["assess", "."],
        ["assess", "people.pdf"],
        ["assess", "empty.csv"],
        ["assess", "broken.xlsx"],
        ["assess", "broken.parquet"],
        ["assess", "broken.json"],
        ["assess", "list.json"],
        ["assess", "people.csv", "--day", "2022-3-1"],
        ["assess", "people.csv", "--policy", "henan-202"],
        ["assess", "people.csv", "--policy", "."],
        ["assess", "people.csv", "--row", "9"],
        ["assess", "people.csv", "--out", "people.csv"],
        ["assess", "people.csv", "--out", "none/x.csv"],
        ["assess", "people.csv", "--out", "x.pdf"],
        ["assess", "people.csv", "--keep", "none"],
        ["simulate", "henan-2018", "henan-2022", "none.csv"],
        ["simulate", "henan-2018", "none", "people.csv"],
        ["inspect", "none.jpg"],
        ["inspect", "."],
        ["policy", "show", "none"],
        ["policy", "test", "henan-2022"],
        ["policy", "lint", "broken.toml"],
        ["policy", "diff", "henan-2018"],
        ["catalogue", "import", "none.csv"],
        ["catalogue", "import", "people.csv"],
    ],
    ids=" ".join,
)
def test_bad_input_is_one_line_and_exit_2(tmp_path: Path, people: Path, arguments: list[str]) -> None:
    for name in ("broken.xlsx", "broken.parquet", "broken.json", "broken.toml", "people.pdf"):
        (tmp_path / name).write_bytes(b"{ \xe4\xb8")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "list.json").write_text("[]")
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done
    assert done.stderr.startswith("gongkao: ") and "\x1b" not in done.stderr, done


def test_search() -> None:
    assert run("search", "byy").stdout.startswith("播音员  bo yin yuan")
    assert answer("search", "byy")[0]["name"] == "播音员"
    assert run("search", "zzzzzz").returncode == 1


def test_people_are_decided_and_said(people: Path) -> None:
    done = run("assess", people, "--day", DAY)
    assert done.returncode == 0, done
    assert "2 people: 1 met, 1 unmet, 0 unknown, 0 with errors" in done.stdout
    assert "1 days were given as a month" in done.stderr
    report = answer("assess", people, "--day", DAY, "--row", 3)
    assert (report["eligible"], report["day"]) == ("unmet", DAY)
    assert "refuse" in run("assess", people, "--day", DAY, "--row", 3).stdout


def test_rows_with_errors_are_counted_and_told_by_the_exit_code(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [GOOD, changed(申报级别="九级"), changed(身份证号="4.1E+17")])
    told = answer("assess", path, "--day", DAY, code=3)
    assert told["summary"]["errors"] == 2 and told["summary"]["rows"] == len(told["rows"]) == 3
    assert {(fault["error_field"], fault["error"], *fault["first"]) for fault in told["summary"]["faults"]} == {
        ("declared_level", "unknown_word", 3),
        ("identity_number", "digits_lost", 4),
    }


def test_what_goes_in_and_comes_out_as_any_kind_of_file_is_the_same(tmp_path: Path, people: Path) -> None:
    expected = [(2, "met"), (3, "unmet")]
    table = pl.read_csv(people, infer_schema=False)
    table.write_excel(tmp_path / "in.xlsx")
    table.write_parquet(tmp_path / "in.parquet")
    table.write_json(tmp_path / "in.json")
    for source, suffix in (("people.csv", "csv"), ("in.xlsx", "xlsx"), ("in.parquet", "parquet"), ("in.json", "json")):
        out = tmp_path / f"out.{suffix}"
        done = run("assess", tmp_path / source, "--day", DAY, "--out", out, "--keep", "name")
        assert done.returncode == 0, done
        read: Any = {"csv": pl.read_csv, "parquet": pl.read_parquet, "json": pl.read_json}.get(suffix)
        answers = read(out) if read else answer_of_excel(out)
        first = 2 if suffix in ("csv", "xlsx") else 1
        assert [(row + 2 - first, outcome) for row, outcome in answers.select("row", "outcome").rows()] == expected
        assert answers["name"].to_list() == ["张三", "张三"]


def answer_of_excel(path: Path) -> pl.DataFrame:
    from python_calamine import CalamineWorkbook

    heading, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return pl.DataFrame(rows, schema=[str(name) for name in heading], orient="row").with_columns(pl.col("row").cast(pl.Int64))


def test_one_form(tmp_path: Path) -> None:
    form = {"candidate": {"name": "张三", "identity_number": GOOD[1]}, "declared": {"level": "four"}}
    (tmp_path / "form.json").write_text(json.dumps(form), "utf-8")
    report = Engine().assess(form, None, DAY)  # type: ignore[arg-type]
    assert answer("assess", tmp_path / "form.json", "--day", DAY) == report


def test_a_policy_is_shown_listed_and_looked_into() -> None:
    assert "henan-2022" in run("policy", "list").stdout.split()
    assert "work_years at_least 10 (seniority_years)" in run("policy", "show", POLICIES / "henan", "--english").stdout
    linted = run("policy", "lint", POLICIES / "deyang-2021", "--day", DAY)
    assert "nobody meets conditions not seen" in linted.stdout, linted
    assert answer("policy", "lint", POLICIES / "deyang-2021", "--day", DAY)["diagnostics"] == []


def test_a_case_that_fails_is_shown_and_told_by_the_exit_code(tmp_path: Path) -> None:
    assert run("policy", "test", POLICIES / "henan").returncode == 0
    folder = shutil.copytree(POLICIES / "henan", tmp_path / "henan")
    cases_of = folder / "cases.toml"
    cases_of.write_text(cases_of.read_text("utf-8").replace('eligible = "met"', 'eligible = "unmet"', 1), "utf-8")
    done = run("policy", "test", folder)
    assert done.returncode == 1 and "expected eligible unmet" in done.stdout and "came out eligible met" in done.stdout, done


def test_what_a_version_changes_is_told_in_sentences() -> None:
    done = run("policy", "diff", "henan-2018", "henan-2022")
    assert "in service: those who are refused now pass hereafter, if\n  retirement day from 2022-03-08 to 2022-03-15" in done.stdout
    assert not any(mark in done.stdout for mark in '{}[]"')
    assert answer("policy", "diff", "henan-2018", "henan-2022") == Policy.shipped("henan-2018").difference(Policy.shipped("henan-2022"))


def test_a_policy_is_tried_on_people(tmp_path: Path) -> None:
    retiring = changed(身份证号="410105196003100017")
    rows = [[*row, "men"] for row in (GOOD, changed(身份证号="4.1E+17"), retiring, changed(参加工作时间="never"))]
    path = written(tmp_path / "a.csv", rows, [*HEADING, "retirement_category"])
    told = answer("simulate", "henan-2018", "henan-2022", path, "--day", DAY, code=3)
    direct = Simulation(Engine(policy=Policy.shipped("henan-2018")), Engine(policy=Policy.shipped("henan-2022")), DAY)
    kept = {"identity_number": [GOOD[1], retiring[1]], "work_start": ["1998-07-01"] * 2, "current_level": ["five"] * 2}
    rest = {"current_work_type": ["播音员"] * 2, "current_obtained_year": [2010] * 2, "declared_work_type": ["播音员"] * 2}
    more = {"declared_level": ["four"] * 2, "unit_category": ["public_institution"] * 2, "retirement_category": ["men"] * 2}
    direct.feed(pl.DataFrame({**kept, **rest, **more}))
    assert told["all"] == direct.report()["all"]
    assert sum(map(sum, told["all"]["from_to"])) == 2
    assert {(fault["column"], fault["kind"]) for fault in told["rubbish"]} == {("identity_number", "digits_lost"), ("work_start", "no_day")}
    # Who stands in row 4 retired between the two notices. Row 3 was not decided, and is counted all the same.
    assert [(example["row"], example["rules"]) for example in told["lose"]] == [(4, ["in_service"])] and not told["gain"]
    page = tmp_path / "page.html"
    done = run("simulate", "henan-2018", "henan-2022", path, "--day", DAY, "--html", page)
    assert done.returncode == 3 and done.stdout.startswith("2 people:"), done
    text = page.read_text("utf-8")
    assert "<svg" in text and "<script" not in text and "http" not in text


def test_uploads_are_looked_into(tmp_path: Path) -> None:
    photos = [FILES / "photo.jpg", FILES / "photo-other.jpg"]
    judged = answer("inspect", *photos)
    assert [(each["path"], each["file"]["kind"]) for each in judged] == [(str(photo), "jpeg") for photo in photos]
    # One that is not there spoils no other.
    assert [each.get("verdict") for each in answer("inspect", photos[0], "none.jpg", code=3)] == [judged[0]["verdict"], None]
    (tmp_path / "a.jpg").write_bytes(b"%PDF-1.7")
    done = run("inspect", tmp_path / "a.jpg")
    assert done.returncode == 1 and "refuse" in done.stdout, done


def test_a_catalogue_is_taken_in_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "types.csv").write_text("name,levels\n播音员,four;five\n,five\n", "gb18030")
    made = tmp_path / "types.json"
    done = run("catalogue", "import", tmp_path / "types.csv", "--out", made)
    assert done.returncode == 3 and "1 work types" in done.stdout and "line 3" in done.stderr, done
    assert answer("search", "byy", "--catalogue", made)[0]["name"] == "播音员"
