"""The guide walked through the server's addresses."""

from typing import Any

from portal import sample
from portal.sample import PASSWORD


def test_who_registers_can_sign_in_and_is_verified(browser: Any) -> None:
    person = browser()
    sms = person.post("/api/sms", json={"mobile": "13900139000"}).json()
    assert sms["send"] and sms["retry_after"] == 60
    again = person.post("/api/sms", json={"mobile": "13900139000"}).json()
    assert not again["send"] and again["complaint"]["code"] == "registration/sms-wait"
    new = {"username": "wangwu", "mobile": "13900139000", "password": "Zheng2022", "repeated": "Zheng2022"}
    wrong = person.post("/api/register", json={**new, "code": "x"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "sms/wrong")
    example = person.post("/api/register", json={**new, "password": "abc123456", "repeated": "abc123456", "code": "x"})
    assert example.json()["more"][0]["code"] == "registration/password-blocked"
    made = person.post("/api/register", json={**new, "code": sms["demonstration_code"]})
    assert made.status_code == 201, made.text
    assert person.post("/api/register", json={**new, "code": sms["demonstration_code"]}).json()["code"] == "sms/wrong"
    person.login("wangwu", "Zheng2022")
    assert person.get("/api/me").json()["account"]["verified"] is False
    refused = person.post("/api/applications", json={"region": "410100", "level": "three"})
    assert refused.json()["refusal"]["code"] == "verified/missing"
    differs = person.post("/api/real-name", json={"name": "李五", "identity_number": "410105198006150019"})
    assert differs.json()["more"][0]["code"] == "registration/name-differs"
    named = person.post("/api/real-name", json={"name": "王五", "identity_number": "410105198806150017"})
    assert named.status_code == 200, named.text


def test_level_three_from_draft_to_approval(browser: Any, jpeg: Any) -> None:
    person, unit, reviewer = browser("zhangsan"), browser("danwei"), browser("shenhe")
    begun = person.post("/api/applications", json={"region": "410100", "level": "three"})
    assert begun.status_code == 200, begun.text
    name, state = begun.json()["state"]["application"], begun.json()["state"]
    form = {
        **state["form"],
        "unit": "zz-gbds-fs",
        "unit_category": "public_institution",
        "unit_rank": "city",
        "work_start": "2003-07-01",
        "current": {"work_type": "播音员", "level": "four", "obtained_year": 2016},
        "declared": {"work_type": "播音员", "level": "three"},
        "textbooks": {"professional_ethics": True, "vocational_ability": True, "post_skills": False},
    }
    live = person.post(f"/api/applications/{name}/assess", json=form).json()
    assert live["verdict"] == "supply"
    assert person.command(name, {"save": form}).status_code == 200
    missing = person.command(name, {"submit": []}).json()
    assert missing["state"]["state"] == "awaiting_materials"
    for seed, material in enumerate(("diploma", "salary_approval", "level_certificate")):
        version = person.get(f"/api/applications/{name}").json()["state"]["version"]
        sent = person.put(
            f"/api/applications/{name}/files/{material}?version={version}&accepted=true",
            content=jpeg(seed), headers={"X-File-Name": "%E6%AF%95%E4%B8%9A%E8%AF%81.jpg"},
        )
        assert sent.status_code == 200, sent.text
    submitted = person.command(name, {"submit": []})
    assert submitted.json()["state"]["state"] == "under_review", submitted.text
    waiting = unit.get("/api/desk").json()
    assert [line["id"] for line in waiting["applications"]] == [name]
    assert unit.command(name, "pass").status_code == 200
    assert reviewer.command(name, "claim").status_code == 200
    assert browser("shenhe2").command(name, "pass").json()["refusal"]["code"] == "unclaimed/other"
    assert reviewer.command(name, "pass").status_code == 200
    assert reviewer.command(name, "pass").json()["state"]["state"] == "approved"
    log = reviewer.get(f"/api/applications/{name}/events").json()
    assert [event["number"] for event in log] == list(range(1, len(log) + 1))
    assert PASSWORD not in reviewer.get(f"/api/applications/{name}").text


def test_every_sample_person_has_a_number_that_holds(browser: Any) -> None:
    for name in sample.PEOPLE:
        person = browser(name)
        state = person.post("/api/applications", json={"region": "410100", "level": "three"}).json()["state"]
        report = person.get(f"/api/applications/{state['application']}").json()["report"]
        assert "form/identity-number" not in [finding["code"] for finding in report["findings"]], name
