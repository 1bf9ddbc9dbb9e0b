"""Registering by posted forms alone."""

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from PIL import Image
from portal import files
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


def hidden(page: str, action: str = "") -> dict[str, str]:
    """What a form carries with it: the first for the application, or the first posted there."""
    action = action or ("save" if "/plain/save" in page else "start")
    form = page[page.index(f'action="/plain/{action}"') :]
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
    asked = person.post("/plain/submit", data={**hidden(saved.text), **TYPED})
    assert "您需按要求上传资料" in unescape(asked.text) and "待上传资料" in asked.text


def test_what_is_no_unit_or_work_type_is_not_taken_and_what_it_may_mean_is_shown(person: Any, browser: Any) -> None:
    typed = {**TYPED, "unit": "发射中心", "current.work_type": "bvv?!", "declared.work_type": "byy"}
    page = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **typed}).text
    assert page.count("您是不是要找：") == 2 and "没有找到，请换一个写法" in page
    [mine] = browser("zhangsan").get("/api/applications").json()
    form = browser("zhangsan").get(f"/api/applications/{mine['id']}").json()["state"]["form"]
    assert "unit" not in form and "work_type" not in form["current"] and "work_type" not in form["declared"]
    assert 'value="bvv?!"' in page, "what was typed is still there"
    unit = re.search(r'name="meant\.unit" value="([^"]+)"> ([^<]+)<', page)
    assert unit and unit[1] == "zz-gbds-fs" and unit[2].startswith("郑州市 › 郑州市广播电视台"), "with the units above it"
    fields = {**TYPED, **hidden(page), "unit": "发射中心", "meant.unit": unit[1]}
    retyped = person.post("/plain/save", data={**fields, "unit": "农机站"}).text
    assert "您是不是要找" in retyped and "zz-zmx-nj" in retyped, "what was typed anew goes before what was ticked"
    chosen = person.post("/plain/save", data={**fields, **hidden(person.get("/plain/").text)})
    assert "您是不是要找" not in chosen.text and 'value="郑州市广播电视台发射中心（示例）"' in chosen.text


def test_a_unit_that_is_not_listed_is_noted_for_the_office(person: Any, browser: Any) -> None:
    typed = {**TYPED, "unit": "郑州市没有列出的单位"}
    page = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **typed}).text
    assert 'formaction="/plain/missing"' in page
    noted = person.post("/plain/missing", data={**hidden(page), **typed}).text
    assert "“郑州市没有列出的单位”已登记" in noted and 'value="郑州市没有列出的单位"' in noted
    [one] = browser("guanli").get("/api/administration/units/missing").json()
    assert (one["name"], one["region"]) == ("郑州市没有列出的单位", "410100")


def test_what_needs_confirming_is_asked_and_taken(person: Any) -> None:
    differs = {**TYPED, "current.obtained_year": "2015", "current.work_type": "图书资料员", "declared.work_type": "图书资料员"}
    page = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **differs}).text
    asked = person.post("/plain/submit", data=hidden(page)).text
    digests = re.findall(r'name="acknowledge" value="([^"]+)"', asked)
    assert len(digests) == 2 and "现岗位等级取得时间与合格库信息不符" in asked
    half = person.post("/plain/submit", data={**hidden(asked, "submit"), "acknowledge": digests[0]}).text
    assert half.count('name="acknowledge"') == 2 and half.count(" checked>") == 1, "what was ticked stays ticked"
    confirmed = person.post("/plain/submit", data={**hidden(half, "submit"), "acknowledge": digests}).text
    assert "待上传资料" in confirmed, confirmed


def test_what_is_missing_is_named_once_something_was_saved(person: Any) -> None:
    fresh = person.get("/plain/").text
    assert 'class="error"' not in fresh, "a fresh form complains of nothing"
    page = person.post("/plain/save", data={**hidden(fresh), **TYPED, "unit_rank": ""}).text
    assert 'class="error"' in page.split('for="unit_rank"')[1].split("<select")[0]
    tried = person.post("/plain/submit", data={**hidden(page), **TYPED, "unit_rank": ""}).text
    assert "请先处理" in tried and "单位级别" in tried.split("</section>")[0]


def test_who_chose_wrongly_begins_again(person: Any, browser: Any) -> None:
    page = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **TYPED}).text
    empty = person.post("/plain/restart", data={**hidden(page, "restart"), "region": "", "level": ""}).text
    assert "请选择报名地市和申报级别" in empty
    person.post("/plain/restart", data={**hidden(page, "restart"), "region": "410300", "level": "two"})
    [mine, *_] = browser("zhangsan").get("/api/applications").json()
    assert (mine["region"], mine["level"]) == ("410300", "two")
    assert person.get("/plain/save").url.path == "/plain/", "what is posted leads home where it is opened"


def test_a_form_of_another_site_changes_nothing(person: Any) -> None:
    fields = {**hidden(person.get("/plain/").text), **TYPED, "csrf": "x"}
    assert person.post("/plain/save", data=fields).status_code == 403
    assert person.post("/plain/save", content=b"a=" + b"x" * 700_000).status_code == 413
    staff = person.post("/plain/login", data={"login": "shenhe", "password": PASSWORD})
    assert staff.status_code == 401 and 'action="/plain/login"' in staff.text, "who has another role may sign in as an applicant here"


def test_what_was_typed_is_shown_as_text(browser: Any) -> None:
    client = browser()
    page = client.post("/plain/login", data={"login": "lisi", "password": PASSWORD}).text
    page = client.post("/plain/start", data={**hidden(page), "region": "410100", "level": "one"}).text
    said = client.post("/plain/save", data={**hidden(page), "narrative.history": "</textarea><script>alert(1)</script>"}).text
    assert "<script>" not in said and "&lt;/textarea&gt;&lt;script&gt;" in said


def test_who_has_no_account_makes_one_is_verified_and_begins(browser: Any) -> None:
    client = browser()
    assert "手机号" in client.get("/plain/register").text
    bad = client.post("/plain/register", data={"mobile": "12"})
    assert bad.status_code == 422 and "请先处理" in bad.text
    asked = client.post("/plain/register", data={"mobile": "13900139000"}).text
    code = re.search(r'id="shown-code">(\d{6})<', asked)
    assert code and hidden(asked, "register/account") == {"mobile": "13900139000"}
    new = {"mobile": "13900139000", "code": code[1], "username": "wang&wu", "password": "Zheng2022"}
    differ = client.post("/plain/register/account", data={**new, "repeated": "other2022"})
    assert differ.status_code == 422 and 'value="wang&amp;wu"' in differ.text and "Zheng2022" not in differ.text
    made = client.post("/plain/register/account", data={**new, "repeated": "Zheng2022"})
    assert made.status_code == 200 and "实名认证" in made.text
    wrong = client.post("/plain/real-name", data={**hidden(made.text, "real-name"), "name": "李五", "identity_number": "410105198006150019"})
    assert wrong.status_code == 422 and "请先处理" in wrong.text and "410105198006150019" not in wrong.text
    named = client.post("/plain/real-name", data={**hidden(made.text, "real-name"), "name": "王五", "identity_number": "410105198806150017"})
    assert "选择报名地市" in named.text
    assert client.post("/plain/real-name", data={"csrf": "x", "name": "王五", "identity_number": ""}).status_code == 403


def refuses_nothing(page: str) -> str:
    assert "请先处理" not in page, page[page.index("请先处理") : page.index("请先处理") + 400]
    return page


def test_photos_are_sent_looked_at_and_taken_back(person: Any, jpeg: Any) -> None:
    page = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **TYPED}).text
    assert "/plain/files" in page
    page = person.get("/plain/files").text

    def slot(page: str) -> str:
        return page.split('id="slot-diploma"')[1].split("</section>")[0]

    def send(page: str, content: bytes, **more: str) -> str:
        fields = {**hidden(page, "upload"), **more}
        answer = person.post("/plain/upload", data=fields, files={"file": ("毕业证.jpg", content, "image/jpeg")})
        assert answer.status_code == 200, answer.text
        page = str(answer.text)
        if "/plain/upload/kept" in page:
            page = person.post("/plain/upload/kept", data=hidden(page, "upload/kept")).text
        return page

    assert hidden(page, "upload")["material"] == "diploma"
    refused = send(page, b"%PDF-1.7\n")
    assert "请先处理" in refused and "毕业证.jpg" not in slot(refused) and "仍要使用" not in refused
    small = io.BytesIO()
    Image.new("L", (300, 200), 235).save(small, "JPEG")
    fields = hidden(page, "upload")
    advised = person.post("/plain/upload", data=fields, files={"file": ("小.jpg", small.getvalue(), "image/jpeg")}).text
    assert "仍要使用 小.jpg" in slot(advised)
    kept = person.post("/plain/upload/kept", data=hidden(advised, "upload/kept")).text
    assert "小.jpg" in slot(refuses_nothing(kept))
    twice = person.post("/plain/upload/kept", data=hidden(advised, "upload/kept"))
    assert twice.status_code == 409 and "请重新选择文件上传" in twice.text and twice.text.startswith("<!doctype html>")
    page = person.post("/plain/remove", data=hidden(kept, "remove")).text
    assert "小.jpg" not in page
    for seed, material in enumerate(("diploma", "salary_approval", "level_certificate")):
        page = refuses_nothing(send(page, jpeg(seed), material=material))
    submitted = person.post("/plain/submit", data=hidden(person.get("/plain/").text)).text
    assert "审核中" in submitted and "formaction" not in submitted
    assert "/plain/upload" not in person.get("/plain/files").text


def test_a_form_with_a_file_is_bounded_and_comes_from_here(person: Any, browser: Any, settings: Any) -> None:
    fields = hidden(person.get("/plain/files").text, "upload")
    photo = {"file": ("a.jpg", b"x", "image/jpeg")}
    assert person.post("/plain/upload", data={**fields, "csrf": "x"}, files=photo).status_code == 403
    assert person.post("/plain/upload/kept", data={**fields, "csrf": "x", "digest": "0" * 64}).status_code == 403
    assert person.post("/plain/upload/kept", data={**fields, "digest": "../x"}).status_code == 422
    assert person.post("/plain/upload", data=fields).status_code == 422
    assert person.post("/plain/upload", data={**fields, "version": "x"}, files=photo).status_code == 422
    assert person.post("/plain/upload", content=b"--x", headers={"Content-Type": "multipart/form-data; boundary=x"}).status_code in (403, 422)
    assert browser().post("/plain/upload", data=fields, files=photo).status_code == 401

    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        for _ in range(4 * files.LARGEST >> 20):
            yield bytes(1 << 20)

    cut = person.post("/plain/upload", content=endless(), headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert cut.status_code == 413 and "文件过大" in cut.text
    lisi = browser()
    lisi.post("/plain/login", data={"login": "lisi", "password": PASSWORD})
    csrf = hidden(lisi.get("/plain/").text)["csrf"]
    assert lisi.post("/plain/upload", data={**fields, "csrf": csrf}, files=photo).status_code == 404
    assert lisi.post("/plain/remove", data={**fields, "csrf": csrf, "file": "1"}).status_code == 404
    assert not [path for path in settings.files.rglob("*") if path.is_file()]


def form_of(browser: Any, name: str) -> Any:
    client = browser(name)
    [mine] = client.get("/api/applications").json()
    return client.get(f"/api/applications/{mine['id']}").json()["state"]["form"]


def test_what_cannot_be_read_is_said_and_stays(person: Any, browser: Any) -> None:
    page = person.get("/plain/").text
    typed = {**TYPED, "work_start": "2003.7.1", "current.obtained_year": "二零一六", "unit_rank": "planet"}
    page = person.post("/plain/save", data={**hidden(page), **typed}).text
    assert "请填写四位数的年份" in page and 'value="二零一六"' in page and "单位级别：请从列表中选择" in page
    form = form_of(browser, "zhangsan")
    assert form["work_start"] == "2003-07-01", "a day as people write it"
    assert "obtained_year" not in form["current"] and form["current"]["work_type"] == "播音员", "the rest is saved"
    page = person.post("/plain/save", data={**hidden(page), **TYPED, "work_start": "2003-02-31"}).text
    assert "请填写日期" in page and 'value="2003-02-31"' in page
    stale = person.post("/plain/save", data={**hidden(page), **TYPED, "version": "1", "exception.grounds": "打了很久的字"})
    assert "本页填写的与已保存的不同：" in stale.text and "破格晋升" in stale.text.split("不同：")[1].split("。")[0]
    assert "打了很久的字" in stale.text, "what was refused is still there"
    past = person.post("/plain/save", data={**hidden(stale.text), **TYPED, "work_start": "0203-07-01"}).text
    assert "请填写日期" in past
    assert "grounds" not in (form_of(browser, "zhangsan").get("exception") or {})
    for odd in ({"awards.any": "some", "awards.30000000.kind": "x"}, {"awards.any": "some", f"awards.{'9' * 5000}.kind": "x"}, {"merits.x": "1", "merits.x.y": "1"}, {"assessments.²": "excellent"}, {"assessments.1": "x"}, {"awards.².kind": "x", "awards.any": ""}):
        assert person.post("/plain/save", data={**hidden(person.get("/plain/").text), **TYPED, **odd}).status_code == 200, odd
    assert person.post("/plain/save", data={**hidden(page), "application": "\0"}).status_code == 422


def test_lists_take_whole_rows_and_lose_none(person: Any, browser: Any) -> None:
    claimed = {**TYPED, "exception.claimed": "yes", "exception.grounds": "省级技能竞赛一等奖"}
    page = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **claimed}).text
    assert 'name="awards.any"' in page, "the rules ask for awards once an exception is claimed"
    half = {"awards.any": "some", "awards.0.kind": "skill_contest", "awards.0.year": "2020", "awards.1.kind": "commendation"}
    page = person.post("/plain/save", data={**hidden(page), **claimed, **half}).text
    assert "奖项第 1 行“授予单位级别”：请填写。" in page and page.count("<li>奖项第 2 行") == 2
    assert 'name="awards.0.year" value="2020"' in page, "what was typed is still there"
    form = form_of(browser, "zhangsan")
    assert "awards" not in form and form["exception"]["claimed"] is True
    whole = {"awards.any": "some", "awards.0.kind": "skill_contest", "awards.0.grade": "province", "awards.0.year": "2020", "awards.0.prize": "1"}
    page = refuses_nothing(person.post("/plain/save", data={**hidden(page), **claimed, **whole}).text)
    assert form_of(browser, "zhangsan")["awards"] == [{"kind": "skill_contest", "grade": "province", "year": 2020, "prize": 1}]
    page = person.post("/plain/save", data={**hidden(page), **claimed, **whole, "awards.0.prize": "x"}).text
    assert "“等奖”：请填写数字。" in page and form_of(browser, "zhangsan")["awards"][0]["prize"] == 1
    # What the page does not ask of a row stays.
    api = browser("zhangsan")
    [mine] = api.get("/api/applications").json()
    form = form_of(browser, "zhangsan")
    form["awards"][0]["main_contributor"] = True
    assert api.command(mine["id"], {"save": form}).status_code == 200
    refuses_nothing(person.post("/plain/save", data={**hidden(person.get("/plain/").text), **claimed, **whole, "awards.0.year": "2021"}).text)
    assert form_of(browser, "zhangsan")["awards"] == [{**form["awards"][0], "year": 2021}]
    both = person.post("/plain/save", data={**hidden(person.get("/plain/").text), **claimed, **whole, "awards.any": "none"}).text
    assert "请清空下面的各行" in both
    person.post("/plain/save", data={**hidden(person.get("/plain/").text), **claimed, "awards.any": "none"})
    assert form_of(browser, "zhangsan")["awards"] == []


def test_level_one_answers_its_years_and_conditions(browser: Any) -> None:
    client = browser()
    page = client.post("/plain/login", data={"login": "lisi", "password": PASSWORD}).text
    page = client.post("/plain/start", data={**hidden(page), "region": "410100", "level": "one"}).text
    years = re.findall(r'select id="assessments\.(\d+)"', page)
    merit = re.findall(r'textarea id="merits\.([^"]+)"', page)
    assert len(years) == 5 and len(merit) >= 7
    said = {f"assessments.{years[0]}": "excellent", f"assessments.{years[1]}": "qualified", f"merits.{merit[0]}": "第一行\r\n第二行"}
    page = client.post("/plain/save", data={**hidden(page), **said}).text
    client.post("/plain/save", data={**hidden(page), f"assessments.{years[1]}": "", f"merits.{merit[0]}": "第一行\r\n第二行\r\n"})
    form = form_of(browser, "lisi")
    assert form["assessments"] == [{"year": int(years[0]), "grade": "excellent"}]
    assert form["merits"] == {merit[0]: "第一行\n第二行"}


def test_only_what_was_sent_back_may_change(browser: Any, approved: Any) -> None:
    name = approved("department")
    reviewer = browser("shenhe")
    items = ["current.obtained_year", "uploads.diploma"]
    sent = reviewer.command(name, {"request_supplement": {"items": items, "grounds": {"reasons": ["material_missing"], "text": "年份与证书不符"}}})
    assert sent.status_code == 200, sent.text
    client = browser()
    page = client.post("/plain/login", data={"login": "zhangsan", "password": PASSWORD}).text
    assert "年份与证书不符" in page and "需要更正或补充：现等级取得年份、" in page
    assert 'name="current.obtained_year"' in page and 'name="work_start"' not in page
    tried = {**hidden(page), "current.obtained_year": "2015", "work_start": "1999-07-01"}
    refuses_nothing(client.post("/plain/save", data=tried).text)
    form = form_of(browser, "zhangsan")
    assert form["current"]["obtained_year"] == 2015 and form["work_start"] == FILLED["work_start"]


def test_two_accounts_of_one_person_are_refused(browser: Any) -> None:
    client = browser()
    code = re.search(r'id="shown-code">(\d{6})<', client.post("/plain/register", data={"mobile": "13900139000"}).text)
    assert code
    again = client.post("/plain/register", data={"mobile": "13900139000"})
    assert again.status_code == 422 and 'name="code"' in again.text, "the code that went out has a place"
    new = {"mobile": "13900139000", "code": code[1], "username": "zhang3", "password": "Zheng2022", "repeated": "Zheng2022"}
    page = client.post("/plain/register/account", data=new).text
    taken = client.post("/plain/real-name", data={**hidden(page, "real-name"), "name": "张三", "identity_number": "410105198006150019"})
    assert taken.status_code == 409 and "已经注册过" in taken.text


def test_who_may_print_is_led_to_the_page(browser: Any, approved: Any) -> None:
    name = approved()
    client = browser()
    page = client.post("/plain/login", data={"login": "zhangsan", "password": PASSWORD}).text
    assert "审核通过" in page
    asked = client.get("/plain/ticket")
    assert asked.status_code == 200 and client.get("/plain/").headers["Cache-Control"] == "no-store"
    known = {"csrf": hidden(page, "logout")["csrf"], "application": name}
    version = browser("zhangsan").get(f"/api/applications/{name}").json()["state"]["version"]
    wrong = client.post("/plain/print/ticket", data={**known, "version": version, "challenge": "x", "answer": "1"})
    assert "请先处理" in wrong.text and "打印准考证" in wrong.text
    form = client.post("/plain/print/form", data={**known, "version": version})
    assert form.status_code == 200 and "考评申报表" in form.text and "张三" in form.text
    assert client.post("/plain/print/form", data={**known, "csrf": "x", "version": version}).status_code == 403
