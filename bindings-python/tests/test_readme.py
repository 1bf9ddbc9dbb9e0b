"""What the README shows, runs."""

from __future__ import annotations

import re
import typing
from typing import Any

import cases
import gongkao.types
import pytest
from fastapi.testclient import TestClient

README = (cases.ROOT / "bindings-python/README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def run(block: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "readme"}
    exec(compile(block, "README.md", "exec"), names)
    return names


def test_the_examples_of_the_readme_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(BLOCKS) >= 4
    for block in BLOCKS:
        run(block)
    said = capsys.readouterr().out
    assert "form/missing" in said
    assert "unknown_word" in said


@pytest.fixture(scope="module")
def client() -> TestClient:
    [block] = [block for block in BLOCKS if "FastAPI()" in block]
    return TestClient(run(block)["app"])


FORM = {"candidate": {"name": "张三", "identity_number": "11010519491231002X"}, "declared": {"level": "four"}}


def test_fastapi_takes_a_form_and_gives_a_report(client: TestClient) -> None:
    answered = client.post("/reports", params={"day": "2022-03-10"}, json=FORM)
    assert answered.status_code == 200
    report: Any = gongkao.Engine().assess(typing.cast(Any, FORM), None, "2022-03-10")
    assert answered.json() == report


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"candidat": 1}, "candidat"),
        (FORM | {"current": {"obtained_year": "2015"}}, "current.obtained_year"),
        (FORM | {"current": {"levle": "four"}}, "current.levle"),
        (FORM | {"awards": [{"kind": "skill_contest"}]}, "awards[0]"),
        ([], ""),
        (None, ""),
    ],
)
def test_a_bad_body_is_gongkaos_error_with_its_path(client: TestClient, body: Any, path: str) -> None:
    answered = client.post("/reports", params={"day": "2022-03-10"}, json=body)
    assert answered.status_code == 422
    if body is not None:
        assert (answered.json()["code"], answered.json()["path"]) == ("malformed/form", path)


def test_openapi_shows_the_types(client: TestClient) -> None:
    api = client.get("/openapi.json").json()
    asked = api["paths"]["/reports"]["post"]
    assert asked["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ApplicationForm"}
    said = asked["responses"]["200"]["content"]["application/json"]["schema"]
    assert said == {"$ref": "#/components/schemas/Report"}
    schemas = api["components"]["schemas"]
    assert schemas["ApplicationForm"]["required"] == ["candidate"]
    assert schemas["CurrentPost"]["properties"]["obtained_year"]["anyOf"][0] == {"type": "integer"}
    assert {"Report", "RuleTrace", "NodeTrace", "Finding", "Award"} <= set(schemas)


def test_every_type_can_be_read_while_it_runs() -> None:
    for name in gongkao.types.__all__:
        kind = getattr(gongkao.types, name)
        if hasattr(kind, "__total__"):
            assert typing.get_type_hints(kind, include_extras=True) is not None
