"""Files: refused before they are read, cut off where they are too large, kept once, opened by nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from portal import files


@pytest.fixture
def draft(browser: Any) -> tuple[Any, str]:
    client = browser("zhangsan")
    begun = client.post("/api/applications", json={"region": "410100", "level": "three"})
    return client, begun.json()["state"]["application"]


def test_a_file_that_never_ends_is_cut_off(draft: Any, settings: Any) -> None:
    client, name = draft
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        yield b"\xff\xd8\xff"
        while sent < 4 * files.LARGEST:
            sent += 1 << 20
            yield bytes(1 << 20)

    answer = client.put(f"/api/applications/{name}/files/diploma?version=1", content=endless())
    assert (answer.status_code, answer.json()["code"]) == (413, "file/too-large")
    assert not [path for path in settings.files.rglob("*") if path.is_file()]


def test_what_would_be_refused_is_not_read(draft: Any, settings: Any) -> None:
    client, name = draft
    answer = client.put(f"/api/applications/{name}/files/passport?version=1", content=b"x")
    assert answer.json()["refusal"]["code"] == "slot/unknown"
    stale = client.put(f"/api/applications/{name}/files/diploma?version=0", content=b"x")
    assert (stale.status_code, stale.json()["refusal"]["code"]) == (409, "version/stale")
    assert not [path for path in settings.files.rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", [b"", b"x", b"MZ\x90\x00" * 200, b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n" + bytes(64)])
def test_what_is_no_photo_is_refused_with_what_to_do(draft: Any, settings: Any, content: bytes) -> None:
    client, name = draft
    answer = client.put(f"/api/applications/{name}/files/diploma?version=1", content=content, headers={"X-File-Name": "a.jpg"})
    assert answer.status_code == 422
    finding = answer.json()["upload"]["findings"][0]
    assert finding["severity"] == "refuse" and finding["message"]["zh"] and finding["citations"]
    assert not [path for path in settings.files.rglob("*") if path.is_file()]


def test_a_phone_sends_one_file_by_its_link_and_no_second(draft: Any, browser: Any, jpeg: Any) -> None:
    client, name = draft
    made = client.post(f"/api/applications/{name}/links/diploma?version=1").json()
    assert made["link"]["qr"].startswith("<svg") or "<svg" in made["link"]["qr"]
    key, material, token = made["link"]["link"].split("#")[1].split(".", 2)
    phone = browser()
    wrong = phone.put(f"/api/phone/{key}/salary_approval?token={token}&accepted=true", content=jpeg(1))
    assert wrong.status_code == 422 and wrong.json()["refusal"]["code"].startswith("token/")
    assert set(wrong.json()) == {"refusal"}
    sent = phone.put(f"/api/phone/{key}/{material}?token={token}&accepted=true", content=jpeg(1))
    assert sent.status_code == 200, sent.text
    again = phone.put(f"/api/phone/{key}/{material}?token={token}&accepted=true", content=jpeg(2))
    assert again.json()["refusal"]["code"] == "token/used"
    assert phone.put(f"/api/phone/000000000000/{material}?token={token}", content=jpeg(2)).status_code == 404
    files = client.get(f"/api/applications/{name}").json()["state"]["files"]
    assert [file["material"] for file in files] == ["diploma"]


def test_a_file_comes_back_as_it_was_and_runs_nothing(draft: Any, browser: Any, jpeg: Any) -> None:
    client, name = draft
    client.put(f"/api/applications/{name}/files/diploma?version=1&accepted=true", content=jpeg(7))
    answer = client.get(f"/api/applications/{name}/files/2")
    assert answer.content == jpeg(7) and answer.headers["content-type"] == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    replaced = client.put(f"/api/applications/{name}/files/diploma?version=2&accepted=true&replaces=2", content=jpeg(8))
    assert replaced.status_code == 200, replaced.text
    assert client.get(f"/api/applications/{name}/files/2").content == jpeg(7)
    assert browser("lisi").get(f"/api/applications/{name}/files/2").status_code == 404
