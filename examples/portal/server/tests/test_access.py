"""Nobody reaches what is not theirs: every address, with every role."""

from typing import Any

import pytest

OPEN = {
    "POST /api/sms", "POST /api/register", "POST /api/login", "GET /api/me", "GET /api/health",
    "GET /api/work-types", "GET /api/units", "GET /api/units/{code}", "GET /api/policy", "GET /api/words", "PUT /api/phone/{key}/{material}",
    "GET /api/phone/{key}/{material}/received", "GET /plain/register", "POST /plain/register", "POST /plain/register/account",
}
"""What a visitor who is not signed in may ask. The phone's upload asks for its token."""

FOR = {
    "applicant": {
        "POST /api/real-name", "POST /api/applications", "GET /api/applications", "POST /api/units/missing",
        "POST /api/applications/{name}/links/{material}", "POST /api/applications/{name}/challenge",
    },
    "administrator": "/api/administration/",
    "staff": "GET /api/desk",
}


def routes(app: Any) -> list[tuple[str, str]]:
    found = [(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods]
    assert len(found) > 25
    return found


def filled(path: str, application: str) -> str:
    values = {"name": application, "material": "diploma", "number": "1", "page": "form", "code": "zz", "key": "0" * 12}
    query = "version=1&q=a&name=abc&region=410100&until=1&signature=x&token=x&digest=" + "0" * 64
    return f"{path.format(**values)}?{query}"


def ask(client: Any, method: str, path: str, application: str) -> Any:
    return client.request(method, filled(path, application), json={"now": "2022-03-17T09:00:00"} if method != "GET" else None)


@pytest.fixture
def begun(browser: Any) -> str:
    answer = browser("zhangsan").post("/api/applications", json={"region": "410100", "level": "three"})
    return str(answer.json()["state"]["application"])


def test_without_a_session_only_the_open_addresses_answer(app: Any, browser: Any, begun: str) -> None:
    for method, path in routes(app):
        status = ask(browser(), method, path, begun).status_code
        assert (status != 401) == (f"{method} {path}" in OPEN), (method, path, status)


@pytest.mark.parametrize("stranger", ["lisi", "danwei", "luoyang"])
def test_a_strangers_application_is_not_there(app: Any, browser: Any, begun: str, stranger: str) -> None:
    client = browser(stranger)
    for method, path in routes(app):
        if "{name}" not in path:
            continue
        before = browser("zhangsan").get(f"/api/applications/{begun}").json()["state"]["version"]
        answer = ask(client, method, path, begun)
        assert answer.status_code in (403, 404, 422), (method, path, answer.status_code)
        assert "410105198006150019" not in answer.text and "张三" not in answer.text, (method, path)
        assert browser("zhangsan").get(f"/api/applications/{begun}").json()["state"]["version"] == before


def test_each_desk_is_for_its_role(app: Any, browser: Any) -> None:
    clients = {"applicant": browser("lisi"), "unit_officer": browser("danwei"), "reviewer": browser("shenhe")}
    for method, path in routes(app):
        name = f"{method} {path}"
        for role, client in clients.items():
            if name in FOR["applicant"] and role != "applicant" or path.startswith(str(FOR["administrator"])):
                assert ask(client, method, path, "x").status_code == 403, (name, role)
            if name == FOR["staff"] and role == "applicant":
                assert ask(client, method, path, "x").status_code == 403, (name, role)


def test_a_page_of_another_site_changes_nothing(browser: Any) -> None:
    client = browser("zhangsan")
    token = client.headers.pop("X-CSRF-Token")
    refused = client.post("/api/applications", json={"region": "410100", "level": "three"})
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf/missing")
    elsewhere = client.post("/api/login", json={"login": "lisi", "password": "x"}, headers={"Origin": "https://elsewhere.example"})
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (403, "csrf/missing")
    client.headers["X-CSRF-Token"] = token
    assert client.post("/api/applications", json={"region": "410100", "level": "three"}).status_code == 200


def test_guessing_a_password_has_to_wait(browser: Any) -> None:
    client = browser()
    answers = [client.post("/api/login", json={"login": "guanli", "password": f"no{n}"}) for n in range(9)]
    assert [answer.status_code for answer in answers] == [401] * 8 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_every_answer_says_what_a_browser_may_do_with_it(browser: Any) -> None:
    headers = browser().get("/api/health").headers
    assert "unsafe-inline" not in headers["Content-Security-Policy"] and "unsafe-eval" not in headers["Content-Security-Policy"].replace("wasm-unsafe-eval", "")
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"


def test_no_log_names_anybody(browser: Any, begun: str, caplog: Any) -> None:
    client = browser("zhangsan")
    with caplog.at_level("INFO"):
        client.get(f"/api/applications/{begun}")
        client.post("/api/login", json={"login": "410105198006150019", "password": "Geheim123"})
        client.put(f"/api/applications/{begun}/files/diploma?version=1", content=b"x", headers={"X-File-Name": "13800138000.jpg"})
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("portal")]
    assert len(lines) >= 3 and "/api/applications/{name}" in lines[0]
    for secret in ("410105198006150019", "13800138000", "Geheim123", begun):
        assert not any(secret in line for line in lines), secret
