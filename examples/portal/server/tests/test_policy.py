"""Rules that change while people fill in their forms: tried first, announced to whoever it concerns, never applied backwards."""

from typing import Any

import pytest

from conftest import FILLED


@pytest.fixture
def draft(browser: Any) -> tuple[Any, str]:
    person = browser("zhangsan")
    state = person.post("/api/applications", json={"region": "410100", "level": "three"}).json()["state"]
    saved = person.command(state["application"], {"save": {**state["form"], **FILLED, "work_start": "2008-07-01"}})
    assert saved.status_code == 200, saved.text
    return person, state["application"]


def change(administrator: Any, **numbers: Any) -> dict[str, Any]:
    return {"windows": administrator.get("/api/administration/policy").json()["windows"], "numbers": numbers}


def test_another_number_says_whom_it_hits_before_it_holds(browser: Any, draft: Any) -> None:
    person, name = draft
    administrator = browser("guanli")
    before = administrator.get("/api/administration/policy").json()
    assert before["numbers"]["tenure_years"]["value"] == 5
    tried = administrator.post("/api/administration/policy/try", json=change(administrator, tenure_years=8)).json()
    assert tried["moves"]["looked_at"] == 1
    moved = next(move for move in tried["moves"]["moves"] if move["kind"] == "eligible")
    assert (moved["level"], moved["after"], moved["examples"]) == ("three", "unmet", [name]), tried["moves"]
    assert {change["level"] for change in tried["difference"]["changes"]} == {"four", "three", "two"}
    assert administrator.get("/api/administration/policy").json() == before
    assert person.get(f"/api/applications/{name}").json()["announced"] is None


def test_whoever_is_filling_in_is_told_what_changed_for_them(browser: Any, draft: Any) -> None:
    person, name = draft
    administrator = browser("guanli")
    body = change(administrator, tenure_years=8)
    for window in body["windows"]:
        window["closes"] = "2022-03-25T24:00"
    administrator.post("/api/administration/clock", json={"now": "2022-03-17T10:00:00"})
    used = administrator.post("/api/administration/policy", json=body)
    assert used.status_code == 200, used.text
    assert used.json()["numbers"]["tenure_years"]["value"] == 8
    announced = person.get(f"/api/applications/{name}").json()["announced"]
    assert announced["until"] == {"before": "2022-03-21T24:00", "after": "2022-03-25T24:00"}
    assert [(rule["before"], rule["after"]) for rule in announced["rules"]] == [("met", "unmet")]
    administrator.post("/api/administration/clock", json={"now": "2022-03-17T11:00:00"})
    form = person.get(f"/api/applications/{name}").json()["state"]["form"]
    assert person.command(name, {"save": form}).status_code == 200
    assert person.get(f"/api/applications/{name}").json()["announced"] is None


def test_what_was_submitted_keeps_its_rules(browser: Any, approved: Any) -> None:
    name = approved(until="department")
    administrator = browser("guanli")
    administrator.post("/api/administration/clock", json={"now": "2022-03-18T10:00:00"})
    assert administrator.post("/api/administration/policy", json=change(administrator, tenure_years=8)).status_code == 200
    shown = browser("zhangsan").get(f"/api/applications/{name}").json()
    assert shown["announced"] is None and shown["report"]["eligible"] != "unmet"


def test_of_two_changes_within_a_second_the_later_one_holds(browser: Any) -> None:
    administrator = browser("guanli")
    for years in (9, 6, 8, 7):
        administrator.post("/api/administration/clock", json={"now": "2022-03-17T10:00:00"})
        assert administrator.post("/api/administration/policy", json=change(administrator, tenure_years=years)).status_code == 200
        assert administrator.get("/api/administration/policy").json()["numbers"]["tenure_years"]["value"] == years


@pytest.mark.parametrize("numbers", [{"no_such_number": 3}, {"tenure_years": "many"}, {"tenure_years": {"nine": 1}}])
def test_a_change_that_does_not_hold_together_is_refused(browser: Any, numbers: Any) -> None:
    administrator = browser("guanli")
    before = administrator.get("/api/policy").json()["digest"]
    answer = administrator.post("/api/administration/policy", json=change(administrator, **numbers))
    assert answer.status_code == 422 and answer.json()["message"], answer.text
    assert administrator.get("/api/policy").json()["digest"] == before


def test_the_page_takes_its_words_from_the_packages(browser: Any) -> None:
    words = browser().get("/api/words").json()
    assert words["words"]["state/under_review"] == "审核中" and words["stages"]["unit"] == "单位初审"
    assert words["regions"]["410100"] == "郑州市"
    assert all(reason["label"]["zh"] and reason["label"]["en"] for reason in words["reasons"])
    assert words["fixed_levels"] == ["one"]
    assert {batch["batch"] for batch in words["batches"]} == {"2022-1", "2022-2", "2022-one"}
