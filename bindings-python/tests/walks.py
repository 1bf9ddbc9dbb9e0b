"""Walks of the conformance cases: the steps are those of the Rust runner, in `core/tests/walk`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from gongkao import Application, Desk, GongkaoError


@cache
def _desk() -> Desk:
    return Desk()


def walk(case: dict[str, Any]) -> list[Any]:
    """The answer to every step; every question goes to the desk and to an application that holds the state."""
    state: Any = None
    log: list[Any] = []
    held = _desk().application()
    answers: list[Any] = []
    for number, step in enumerate(case["steps"]):
        said = attempt(partial(_step, case, step, number, state, log, held))
        if isinstance(said, dict) and said.get("events"):
            log.extend(said["events"])
            state = said["state"]
            assert (held.state, held.events, held.version) == (state, log, len(log))
        answers.append(said)
    return answers


def attempt(ask: Callable[[], Any]) -> Any:
    """The answer; for an error its code and path, as the Rust runner notes them."""
    try:
        return ask()
    except GongkaoError as error:
        return {"code": error.code, "path": error.path}


def _step(case: dict[str, Any], step: dict[str, Any], number: int, state: Any, log: list[Any], held: Application) -> Any:
    desk = _desk()
    if "password" in step:
        return desk.check_password(*step["password"])
    if "sms" in step:
        return desk.ask_for_sms(step["sms"]["mobile"], step["sms"].get("last"), step["at"])
    if "real_name" in step:
        asked = step["real_name"]
        return desk.check_real_name(asked["name"], asked["identity_number"], asked.get("verified"))
    if "replay" in step:
        events = [event for at, event in enumerate(log) if at != step["replay"].get("drop")]
        return _replayed(events, step["at"], step["replay"].get("head"))
    if "due" in step:
        return both(lambda: desk.due(state, step["at"]), lambda: held.due(step["at"]))
    if "page" in step:
        options = step.get("options")
        return both(
            lambda: desk.page(step["page"], state, step["at"], options),
            lambda: held.page(step["page"], step["at"], options),
        )
    if "tally" in step:
        tally = desk.tally(step["at"])
        tally.add(step["tally"])
        return tally.report()
    version = step.get("version", 0 if state is None else state["version"])
    facts: Any = {"now": step["at"], "actor": case["actors"][step["by"]], "version": version}
    facts |= {key: case[key] for key in ("verified", "library", "secret") if key in case}
    facts["random"] = f"{number:02x}" * 32
    if "actions" in step:
        return both(lambda: desk.actions(state, facts), lambda: held.actions(facts))
    if "progress" in step:
        return both(lambda: desk.progress(state, facts), lambda: held.progress(facts))
    command = step["command"]
    if command == {"submit": "shown"}:
        views = {view["action"]: view for view in held.actions(facts)}
        command = {"submit": [{"digest": digest} for digest in views["submit"]["confirmations"]]}
    elif command == "print_ticket":
        challenge = both(lambda: desk.challenge(state, facts), lambda: held.challenge(facts))["challenge"]
        command = {"print_ticket": {"challenge": challenge["challenge"], "answer": challenge["shown"]}}
    elif "upload_by_token" in command and command["upload_by_token"].get("token") == "live":
        upload = command["upload_by_token"]
        where = (upload["material"], "https://example.invalid/u/")
        link = both(lambda: desk.upload_link(state, *where, facts), lambda: held.upload_link(*where, facts))
        command = {"upload_by_token": upload | {"token": link["token"]}}
    decision = both(lambda: desk.decide(state, command, facts), lambda: held.preview(command, facts))
    taken = attempt(lambda: held.decide(command, facts))
    assert taken == {key: value for key, value in decision.items() if key != "state"}
    return decision


def both(one: Callable[[], Any], other: Callable[[], Any]) -> Any:
    """What both say; an error of both as one."""
    said = attempt(one)
    assert said == attempt(other)
    return said


def _replayed(events: list[Any], now: str, head: str | None) -> Any:
    replay = _desk().replay(events, now, head=head)
    opened = attempt(lambda: _desk().open(events, now, head=head))
    if "fault" in replay:
        assert opened == {"code": replay["fault"]["code"], "path": f"[{replay['fault']['index']}]"}
    else:
        assert opened.state == replay["state"]
    return replay
