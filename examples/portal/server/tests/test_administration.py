"""What the administrator's desk counts and gives out."""

from typing import Any

SESSIONS = [
    {"subject": subject, "from": f"2022-07-12T{hour}:00", "until": f"2022-07-12T{hour}:50"}
    for subject, hour in (("post_skills", "09"), ("professional_ethics", "10"), ("vocational_ability", "11"))
]
SEATS = {"batch": "2022-1", "levels": ["three"], "region": "410100", "site": "示例学校", "seats_in_a_room": 30, "sessions": SESSIONS}


def test_textbooks_and_applications_are_counted_by_units_names(browser: Any, approved: Any) -> None:
    approved()
    counted = browser("guanli").get("/api/administration/statistics").json()
    [books] = counted["textbooks"]
    assert counted["units"][books["unit"]] == "郑州市广播电视台发射中心（示例）"
    assert (books["professional_ethics"], books["vocational_ability"], books["post_skills"]) == (1, 1, 0)
    assert counted["total"] == 1 and counted["applications"][0]["state"] == "approved"


def test_whoever_is_approved_waits_for_a_seat_and_gets_one(browser: Any, approved: Any) -> None:
    name, administrator = approved(), browser("guanli")
    assert administrator.get("/api/administration/batches").json() == {"seated": {}, "waiting": [{"region": "410100", "level": "three", "count": 1}]}
    elsewhere = administrator.post("/api/administration/arrangements", json={**SEATS, "region": "410300"}).json()
    assert elsewhere == {"arranged": 0, "refused": []}
    assert administrator.post("/api/administration/arrangements", json=SEATS).json() == {"arranged": 1, "refused": []}
    assert administrator.get("/api/administration/batches").json() == {"seated": {"2022-1": 1}, "waiting": []}
    seat = browser("zhangsan").get(f"/api/applications/{name}").json()["state"]["seat"]
    assert (seat["room"], seat["seat"], seat["site"]) == ("1", "01", "示例学校")
    assert administrator.post("/api/administration/arrangements", json=SEATS).json()["arranged"] == 0


def test_a_unit_that_was_not_found_is_added_and_found(browser: Any) -> None:
    person, administrator = browser("zhangsan"), browser("guanli")
    person.post("/api/units/missing?name=郑州市示例博物馆&region=410100")
    assert [each["name"] for each in administrator.get("/api/administration/units/missing").json()] == ["郑州市示例博物馆"]
    new = {"code": "zz-bwg", "name": "郑州市示例博物馆", "parent": "zz", "category": "public_institution"}
    assert administrator.post("/api/administration/units", json={**new, "parent": "nowhere"}).status_code == 422
    assert administrator.post("/api/administration/units", json=new).status_code == 201
    assert administrator.get("/api/administration/units/missing").json() == []
    assert [hit["key"] for hit in person.get("/api/units?q=bwg").json()] == ["zz-bwg"]
