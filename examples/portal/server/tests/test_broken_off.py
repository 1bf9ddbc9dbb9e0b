"""Connections that break off in the middle of an upload, as those of phones do."""

import hashlib
import os
import signal
import socket
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from portal import parts
from portal.parts import Part


def break_off(server: Any, path: str, content: bytes, after: int, start: int = 0) -> None:
    """Sends so many bytes of a file, and hangs up."""
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        head = (
            f"PUT {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(content) - start}\r\n"
            f"Cookie: {server.cookie}\r\nX-CSRF-Token: {server.csrf}\r\n\r\n"
        )
        line.sendall(head.encode() + content[start : start + after])
        # What has not been read when the line is cut is lost with it.
        time.sleep(0.5)


def settled(server: Any, address: str, at_least: int) -> int:
    """How much has come, once the server has noticed that no more will."""
    for _ in range(100):
        status, answer = server.ask("GET", address)
        assert status == 200, answer
        if answer["received"] >= at_least:
            break
        time.sleep(0.05)
    return int(answer["received"])


def test_an_upload_that_broke_off_goes_on_where_it_was(serve: Any, settings: Any, jpeg: Any) -> None:
    server = serve()
    name, content = server.begin(), jpeg(1)
    digest = hashlib.sha256(content).hexdigest()
    address = f"/api/applications/{name}/files/diploma"
    query, asked = f"version=1&accepted=true&digest={digest}", f"{address}/received?digest={digest}"
    assert settled(server, asked, 0) == 0
    break_off(server, f"{address}?{query}", content, 50_000)
    received = settled(server, asked, 1)
    assert 0 < received <= 50_000
    break_off(server, f"{address}?{query}&start={received}", content, 30_000, received)
    further = settled(server, asked, received + 1)
    assert received < further <= received + 30_000
    status, answer = server.ask("PUT", f"{address}?{query}&start={further}", raw=content[further:])
    assert status == 200, answer
    [file] = answer["state"]["files"]
    assert file["digest"] == digest
    assert (settings.files / digest[:2] / digest).read_bytes() == content
    assert not list((settings.files / ".parts").iterdir()), "what was begun is forgotten once all of it is here"


def test_a_line_that_says_nothing_and_a_server_that_is_killed_lose_nothing_of_it(serve: Any, jpeg: Any) -> None:
    server = serve()
    name, content = server.begin(), jpeg(4)
    digest = hashlib.sha256(content).hexdigest()
    address = f"/api/applications/{name}/files/diploma"
    line = socket.create_connection(("127.0.0.1", server.port))
    head = (
        f"PUT {address}?version=1&accepted=true&digest={digest} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(content)}\r\n"
        f"Cookie: {server.cookie}\r\nX-CSRF-Token: {server.csrf}\r\n\r\n"
    )
    line.sendall(head.encode() + content[:50_000])
    received = settled(server, f"{address}/received?digest={digest}", 50_000)
    assert received == 50_000, "it is there while the line still hangs"
    server.stop(signal.SIGKILL)
    line.close()
    server = serve()
    assert server.begin() == name
    assert settled(server, f"{address}/received?digest={digest}", 1) == received
    status, answer = server.ask("PUT", f"{address}?version=1&accepted=true&digest={digest}&start={received}", raw=content[received:])
    assert status == 200, answer


def test_a_link_goes_on_too_and_for_nobody_else(serve: Any, jpeg: Any) -> None:
    server = serve()
    name, content = server.begin(), jpeg(2)
    digest = hashlib.sha256(content).hexdigest()
    _, made = server.ask("POST", f"/api/applications/{name}/links/diploma?version=1", {})
    key, material, token = made["link"]["link"].split("#")[1].split(".", 2)
    address = f"/api/phone/{key}/{material}"
    query = f"token={urllib.parse.quote(token)}&accepted=true&digest={digest}"
    break_off(server, f"{address}?{query}", content, 50_000)
    received = settled(server, f"{address}/received?{query}", 1)
    assert server.ask("GET", f"{address}/received?token=x&digest={digest}")[1] == {"received": 0}
    assert server.ask("GET", f"/api/applications/{name}/files/diploma/received?digest={digest}")[1] == {"received": 0}
    status, answer = server.ask("PUT", f"{address}?{query}&start={received}", raw=content[received:])
    assert status == 200, answer
    assert server.ask("GET", f"/api/applications/{name}")[1]["state"]["files"][0]["digest"] == digest
    # The answer was lost on its way, and the phone asks once more.
    status, answer = server.ask("PUT", f"{address}?{query}", raw=content)
    assert (status, answer["done"]) == (200, True)
    status, answer = server.ask("PUT", f"{address}?{query[:-64]}{'0' * 64}", raw=content)
    assert answer["refusal"]["code"] == "token/used"


def test_what_does_not_fit_together_is_said_and_not_kept(browser: Any, settings: Any, jpeg: Any) -> None:
    client, content = browser("zhangsan"), jpeg(3)
    name = client.post("/api/applications", json={"region": "410100", "level": "three"}).json()["state"]["application"]
    address = f"/api/applications/{name}/files/diploma?version=1&accepted=true"
    other = hashlib.sha256(b"another").hexdigest()
    gone = client.put(f"{address}&digest={other}&start=5", content=content[5:])
    assert (gone.status_code, gone.json()["code"]) == (409, "file/part-gone")
    altered = client.put(f"{address}&digest={other}", content=content)
    assert (altered.status_code, altered.json()["code"]) == (422, "file/altered")
    half = client.put(f"{address}&start=5", content=content[5:])
    assert (half.status_code, half.json()["code"]) == (422, "request/malformed")
    for wrong in (f"digest={other[:-1]}", "digest=../../etc/passwd", f"digest={other}&start=-1", f"digest={other}&start=99999999999"):
        assert client.put(f"{address}&{wrong}", content=content).json()["code"] == "request/malformed", wrong
    assert client.get(f"/api/applications/{name}").json()["state"]["files"] == []
    assert not [path for path in settings.files.rglob("*") if path.is_file()]


def test_what_was_advised_against_needs_no_second_sending(browser: Any, settings: Any) -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (300, 200), 235).save(out, "JPEG")
    content, client = out.getvalue(), browser("zhangsan")
    digest = hashlib.sha256(content).hexdigest()
    name = client.post("/api/applications", json={"region": "410100", "level": "three"}).json()["state"]["application"]
    address = f"/api/applications/{name}/files/diploma"
    asked = client.put(f"{address}?version=1&digest={digest}", content=content)
    assert asked.status_code == 422 and asked.json()["upload"]["verdict"] == "confirm", asked.text
    received = client.get(f"{address}/received?digest={digest}").json()["received"]
    assert received == len(content)
    kept = client.put(f"{address}?version=1&accepted=true&digest={digest}&start={received}", content=b"")
    assert kept.status_code == 200, kept.text


def test_two_requests_with_one_file_do_not_take_it_from_each_other(serve: Any, jpeg: Any) -> None:
    server = serve()
    name, content = server.begin(), jpeg(5)
    digest = hashlib.sha256(content).hexdigest()
    path = f"/api/applications/{name}/files/diploma?version=1&accepted=true&digest={digest}"
    for _ in range(3):
        with ThreadPoolExecutor(4) as four:
            answers = list(four.map(lambda _: server.ask("PUT", path, raw=content), range(4)))
        assert {status for status, _ in answers} <= {200, 409, 422}, answers
    _, shown = server.ask("GET", f"/api/applications/{name}")
    assert [file["digest"] for file in shown["state"]["files"]] == [digest]


def test_what_is_begun_and_left_makes_room(tmp_path: Path) -> None:
    def begin(sender: str, number: int) -> Part:
        part = Part(tmp_path, sender, f"{number:064}")
        part.fresh().write_bytes(b"x" * 10)
        return part

    others, mine = begin("other", 0), []
    for number in range(parts.MOST + 3):
        mine.append(begin("me", number))
        os.utime(mine[-1].beginnings()[-1][1], (time.time() - 1000 + number,) * 2)
    assert [part.received() for part in mine] == [0] * 3 + [10] * parts.MOST, "the oldest make room"
    mine[-1].fresh().write_bytes(b"x" * 5)
    assert mine[-1].received() == 10, "the longest beginning counts"
    mine[-1].drop()
    assert mine[-1].received() == 0
    assert others.received() == 10
    os.utime(others.beginnings()[-1][1], (time.time() - parts.LASTS - 1,) * 2)
    parts.tidy(tmp_path)
    assert others.received() == 0
