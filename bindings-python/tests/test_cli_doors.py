"""Files of people as offices have them, through the door of the command line."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from gongkao import Engine
from gongkao.cli import days, doors
from gongkao.cli.commands.assess import decided
from gongkao.cli.console import Wrong
from program import DAY, GOOD, HEADING, changed, csv_of, written

ENGINE = Engine()


def decide(path: Path) -> tuple[doors.People, list[dict[str, Any]]]:
    people = doors.read(path, ENGINE)
    return people, decided(ENGINE, people, DAY, ["codes"], []).to_dicts()


@pytest.mark.parametrize("text", ["1998.07", "1998年7月", "1998 年 07 月", "1998/7/1", "199807", "1998-07-01", "19980701", "1998年7月1日", "1998/07"])
def test_a_day_is_read_as_registers_write_it(tmp_path: Path, text: str) -> None:
    people, rows = decide(written(tmp_path / "a.csv", [changed(参加工作时间=text)]))
    assert people.table["work_start"].to_list() == ["1998-07-01"]
    assert people.months == (0 if text.rstrip("日").endswith(("1", "01")) else 1)
    assert (rows[0]["outcome"], rows[0]["error"]) == ("met", None)


@pytest.mark.parametrize(("text", "error"), [("98年", "no_day"), ("1998.13", "no_day"), ("1998-02-30", "no_day"), ("35977", "no_day"), ("1998.1", "month_1_or_10")])
def test_a_day_that_is_none_or_doubtful_is_its_rows_own_error(tmp_path: Path, text: str, error: str) -> None:
    _, rows = decide(written(tmp_path / "a.csv", [GOOD, changed(参加工作时间=text), GOOD]))
    assert [row["outcome"] for row in rows] == ["met", None, "met"]
    assert (rows[1]["row"], rows[1]["error"], rows[1]["error_field"]) == (3, error, "work_start")


def test_nobody_guesses_what_a_day_was() -> None:
    assert days.read("1998.1") is None
    assert days.read("1998.10") == days.Day("1998-10-01", True)


def excel(path: Path, rows: list[list[Any]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy/m/d"})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(at, column, datetime.datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, str):
                sheet.write_string(at, column, cell)
            elif cell is not None:
                sheet.write(at, column, cell)
    book.close()
    return path


def test_an_identity_number_kept_as_a_number_is_refused_and_its_neighbours_are_not(tmp_path: Path) -> None:
    as_number = [GOOD[0], 410105198006150019, *GOOD[2:]]
    as_number[3] = datetime.date(1998, 7, 1)
    path = excel(tmp_path / "a.xlsx", [HEADING, GOOD, as_number, [None] * len(HEADING), changed(参加工作时间="1998年7月")])
    people, rows = decide(path)
    assert [row["row"] for row in rows] == [2, 3, 4, 5]
    assert [row["outcome"] for row in rows] == ["met", None, "unknown", "met"]
    assert (rows[1]["error"], rows[1]["error_field"]) == ("digits_lost", "identity_number")
    # The digits that are left are in no answer and in no table.
    assert people.table["identity_number"].to_list() == [GOOD[1], None, None, GOOD[1]]
    # What spreadsheets make of it in CSV.
    _, rows = decide(written(tmp_path / "a.csv", [changed(身份证号="4.10105E+17"), GOOD]))
    assert [row["error"] for row in rows] == ["digits_lost", None]


def test_a_sheet_that_begins_lower_down_keeps_its_row_numbers(tmp_path: Path) -> None:
    _, rows = decide(excel(tmp_path / "a.xlsx", [[], [], HEADING, GOOD]))
    assert [row["row"] for row in rows] == [4]


def test_parquet_and_json_have_types_of_their_own(tmp_path: Path) -> None:
    table = pl.DataFrame(
        {
            "identity_number": [4.1e17, None],
            "work_start": [datetime.datetime(1998, 7, 1), None],
            "current_obtained_year": [2010.0, float("nan")],
            "current_level": ["five", "five"],
            "declared_level": ["four", "four"],
        }
    )
    table.write_parquet(tmp_path / "a.parquet")
    people, rows = decide(tmp_path / "a.parquet")
    assert [(row["row"], row["error"]) for row in rows] == [(1, "digits_lost"), (2, None)]
    assert people.table["current_obtained_year"].to_list() == [2010, None]
    forms = '[{"candidate": {"name": "a", "identity_number": "410105198006150019"}, "work_start": "1998-07-01",\
 "current": {"work_type": "播音员", "level": "five", "obtained_year": 2010}, "declared": {"work_type": "播音员", "level": "four"}}]'
    (tmp_path / "a.json").write_text(forms, "utf-8")
    assert [row["outcome"] for row in decide(tmp_path / "a.json")[1]] == ["met"]


@pytest.mark.parametrize(("encoding", "said"), [("utf-8-sig", "UTF-8"), ("gb18030", "GBK"), ("utf-16", "UTF-16")])
def test_texts_are_read_however_excel_saved_them(tmp_path: Path, encoding: str, said: str) -> None:
    people, rows = decide(written(tmp_path / "a.csv", [GOOD], encoding=encoding))
    assert (people.encoding, rows[0]["outcome"]) == (said, "met")


def test_a_heading_alone_is_a_table_of_nobody(tmp_path: Path) -> None:
    people, rows = decide(written(tmp_path / "a.csv", []))
    assert (rows, people.table.height) == ([], 0)
    assert decide(excel(tmp_path / "a.xlsx", [HEADING]))[1] == []


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ([*HEADING[:-1], "申报等级别"], "did you mean `申报级别`"),
        (["work_strat", *HEADING[1:]], "did you mean `work_start`"),
        ([*HEADING[:-1], "姓名"], "two columns are headed `姓名`"),
        ([*HEADING[:-1], "现岗位等级"], "are both `current_level`"),
        ([*HEADING[:-1], ""], "column 9 has no heading"),
        (["甲"] + [f"乙{at}" for at in range(8)], "nothing in its first row"),
        ([*HEADING[:-1], "row"], "a name that is needed"),
    ],
)
def test_a_heading_that_may_be_a_slip_is_refused(tmp_path: Path, heading: list[str], said: str) -> None:
    with pytest.raises(Wrong, match=said):
        decide(written(tmp_path / "a.csv", [GOOD], heading))


def test_what_means_nothing_to_the_rules_is_handed_on(tmp_path: Path) -> None:
    people, rows = decide(written(tmp_path / "a.csv", [[*GOOD, "=1+1"]], [*HEADING, "备注"]))
    assert (people.others, rows[0]["备注"], rows[0]["outcome"]) == (["备注"], "=1+1", "met")


def test_a_row_longer_than_the_heading_spoils_no_other(tmp_path: Path) -> None:
    _, rows = decide(written(tmp_path / "a.csv", [GOOD, [*GOOD, "x"], GOOD[:-1], ["NaN"] * len(GOOD)]))
    assert [(row["outcome"], row["error"]) for row in rows] == [("met", None), (None, "too_many_cells"), ("unknown", None), ("unknown", None)]


def test_of_a_million_bad_rows_none_is_lost(tmp_path: Path) -> None:
    many = 1_000_000
    bad = ",".join(changed(参加工作时间="never")) + "\n"
    (tmp_path / "a.csv").write_text(csv_of([GOOD]) + bad * many + csv_of([GOOD]).split("\n", 1)[1], "utf-8")
    people = doors.read(tmp_path / "a.csv", ENGINE)
    answers = decided(ENGINE, people, DAY, [], [])
    assert answers.height == people.table.height == many + 2
    assert answers["row"].to_list() == list(range(2, many + 4))
    assert (answers["error"].cast(pl.String) == "no_day").sum() == many
    assert [answers["outcome"][at] for at in (0, many + 1)] == ["met", "met"]
