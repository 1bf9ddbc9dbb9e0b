"""Registering by posted forms alone."""

import re
from html import unescape
from typing import Any

import pytest
from portal.sample import PASSWORD

from conftest import FILLED

TYPED = {
    "unit": "郑州市广播电视台发射中心（示例）",
    "unit_category": "public_institution",
    "unit_rank": "city",
    "work_start": "2003-07-01",
    "current.work_type": "播音员",
    "current.level": "four",
    "current.obtained_year": "2016",
    "declared.work_type": "播音员",
    "declared.level": "three",
    "textbooks.professional_ethics": "ordered",
    "textbooks.vocational_ability": "ordered",
    "textbooks.post_skills": "not_ordered",
}


def hidden(page: str) -> dict[str, str]:
    """What the first form for the application carries with it."""
    form = page[page.find('action="/plain/save"') :] if "/plain/save" in page else page[page.find('action="/plain/start"') :]
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form.split("</form>")[0]))


@pytest.fixture
def person(browser: Any) -> Any:
    client = browser()
    assert client.get("/plain/").status_code == 401
    wrong = client.post("/plain/login", data={"login": "zhangsan", "password": "x"})
    assert wrong.status_code == 401 and "用户名或密码不正确" in wrong.text
    page = client.post("/plain/login", data={"login": "zhangsan", "password": PASSWORD})
    begun = client.post("/plain/start", data={**hidden(page.text), "region": "410100", "level": "three"})
    assert begun.status_code == 200 and "填报中" in begun.text
    return client


def test_the_same_form_is_saved_and_submitted_without_script(person: Any, browser: Any) -> None:
    saved = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **TYPED})
    assert saved.status_code == 200 and "请先处理" not in saved.text
    [mine] = browser("zhangsan").get("/api/applications").json()
    form = browser("zhangsan").get(f"/api/applications/{mine['id']}").json()["state"]["form"]
    assert {name: form[name] for name in FILLED} == FILLED
    asked = person.post("/plain/submit", data=hidden(saved.text))
    assert "您需按要求上传资料" in unescape(asked.text) and "待上传资料" in asked.text


def test_what_is_no_unit_or_work_type_is_not_taken_and_what_it_may_mean_is_shown(person: Any, browser: Any) -> None:
    typed = {**TYPED, "unit": "发射中心", "current.work_type": "bvv?!", "declared.work_type": "byy"}
    page = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **typed}).text
    assert page.count("您是不是要找") == 2 and "没有找到，请换一个写法" in page
    [mine] = browser("zhangsan").get("/api/applications").json()
    form = browser("zhangsan").get(f"/api/applications/{mine['id']}").json()["state"]["form"]
    assert "unit" not in form and "work_type" not in form["current"] and "work_type" not in form["declared"]
    unit = re.search(r'name="meant\.unit" value="([^"]+)"', page)
    assert unit and unit[1] == "zz-gbds-fs"
    chosen = person.post("/plain/save", data={**hidden(page), **TYPED, "unit": "发射中心", "meant.unit": unit[1]})
    assert "您是不是要找" not in chosen.text and 'value="郑州市广播电视台发射中心（示例）"' in chosen.text


def test_what_needs_confirming_is_asked_and_taken(person: Any, jpeg: Any, browser: Any) -> None:
    page = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **TYPED, "current.obtained_year": "2015"}).text
    asked = person.post("/plain/submit", data=hidden(page)).text
    digest = re.search(r'name="acknowledge" value="([^"]+)"', asked)
    assert digest and "现岗位等级取得时间与合格库信息不符" in asked
    confirmed = person.post("/plain/submit", data={**hidden(asked), "acknowledge": digest[1]}).text
    assert "现岗位等级取得时间与合格库信息不符，是否确认报考" not in confirmed and "待上传资料" in confirmed


def test_a_form_of_another_site_changes_nothing(person: Any) -> None:
    fields = {**hidden(person.get("/plain/").text), **TYPED, "csrf": "x"}
    assert person.post("/plain/save", data=fields).status_code == 403
    assert person.post("/plain/save", content=b"a=" + b"x" * 300_000).status_code == 413
    staff = person.post("/plain/login", data={"login": "shenhe", "password": PASSWORD})
    assert staff.status_code == 403


def test_what_was_typed_is_shown_as_text(browser: Any) -> None:
    client = browser()
    page = client.post("/plain/login", data={"login": "lisi", "password": PASSWORD}).text
    page = client.post("/plain/start", data={**hidden(page), "region": "410100", "level": "one"}).text
    said = client.post("/plain/save", data={**hidden(page), "narrative.history": "</textarea><script>alert(1)</script>"}).text
    assert "<script>" not in said and "&lt;/textarea&gt;&lt;script&gt;" in said
