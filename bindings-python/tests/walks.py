"""Walks of the conformance cases: the steps are those of the Rust runner, whose `core/tests/walk` says what there is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gongkao import Application, Desk, GongkaoError

ADDRESS = "https://example.invalid/u/"
GENERATED = Path(__file__).parents[2] / "core/data/generated"
HENAN = Desk()


def walk(case: dict[str, Any]) -> list[Any]:
    """The answer to every step."""
    under_way = Walk(case)
    return [under_way.step(step) for step in case["steps"]]


class Walk:
    """Every question goes to the desk and to an application that holds the state, and both must say the same."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.state: Any = None
        self.log: list[Any] = []
        self.desks: dict[str, Desk] = {}
        self.desk = HENAN
        self.held = HENAN.application()
        self.number = 0
        self.last: dict[str, Any] = {}

    def step(self, step: dict[str, Any]) -> Any:
        self._sit_down(step)
        said = attempt(lambda: self._answer(step))
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        assert all(part in text for part in step.get("says", []))
        assert not any(part in text for part in step.get("never", []))
        self.number += 1
        if isinstance(said, dict) and said.get("events"):
            self.log.extend(said["events"])
            self.state = said["state"]
        # What is refused leaves state and log as they were.
        assert (self.held.state, self.held.events, self.held.version) == (self.state, self.log, len(self.log))
        return said

    def _sit_down(self, step: dict[str, Any]) -> None:
        """At the step's desk, with the application as its log gives it there."""
        name = step.get("desk")
        if name is not None and name not in self.desks:
            before = json.dumps(self.state and self.state["procedure"]["digest"])
            changes = json.loads(json.dumps(self.case["desks"][name]).replace('"before"', before))
            self.desks[name] = changed(changes)
        wanted = HENAN if name is None else self.desks[name]
        if wanted is not self.desk:
            self.desk = wanted
            self.held = wanted.open(self.log, self.state["last"]) if self.state else wanted.application()

    def _facts(self, step: dict[str, Any]) -> Any:
        version = step.get("version", 0 if self.state is None else self.state["version"])
        facts = {"now": step["at"], "actor": self.case["actors"][step["by"]], "version": version}
        facts |= {key: self.case[key] for key in ("verified", "library", "secret") if key in self.case}
        facts["random"] = f"{self.number:02x}" * 32
        return merged(facts, step.get("facts", {}))

    def _answer(self, step: dict[str, Any]) -> Any:
        desk, held, state, at = self.desk, self.held, self.state, step.get("at", "")
        if "password" in step:
            return desk.check_password(*step["password"])
        if "sms" in step:
            return desk.ask_for_sms(step["sms"]["mobile"], step["sms"].get("last"), at)
        if "real_name" in step:
            asked = step["real_name"]
            return desk.check_real_name(asked["name"], asked["identity_number"], asked.get("verified"))
        if "replay" in step:
            return self._replayed(step["replay"], at)
        if "due" in step:
            return both(lambda: desk.due(state, at), lambda: held.due(at))
        if "page" in step:
            page, options = step["page"], step.get("options")
            return both(lambda: desk.page(page, state, at, options), lambda: held.page(page, at, options))
        if "compare_page" in step:
            code = step["compare_page"]
            return both(lambda: desk.compare_page(state, code), lambda: held.compare_page(code))
        if "tally" in step:
            tally = desk.tally(at)
            tally.add(step["tally"])
            return tally.report()
        facts = self._facts(step)
        if "actions" in step:
            return both(lambda: desk.actions(state, facts), lambda: held.actions(facts))
        if "progress" in step:
            return both(lambda: desk.progress(state, facts), lambda: held.progress(facts))
        if "challenge" in step:
            return both(lambda: desk.challenge(state, facts), lambda: held.challenge(facts))
        if "upload_link" in step:
            return self._link(step["upload_link"], facts)
        command = self._command(step["command"], facts)
        decision = both(lambda: desk.decide(state, command, facts), lambda: held.preview(command, facts))
        taken = attempt(lambda: held.decide(command, facts))
        assert taken == {key: value for key, value in decision.items() if key != "state"}
        return decision

    def _link(self, material: str, facts: Any) -> Any:
        desk, held, state = self.desk, self.held, self.state
        return both(
            lambda: desk.upload_link(state, material, ADDRESS, facts),
            lambda: held.upload_link(material, ADDRESS, facts),
        )

    def _command(self, command: Any, facts: Any) -> Any:
        """The command with what only a running desk knows in the place of its words."""
        if command == {"submit": "shown"}:
            views = {view["action"]: view for view in self.held.actions(facts)}
            return {"submit": [{"digest": digest} for digest in views["submit"]["confirmations"]]}
        solution = "new" if command == "print_ticket" else command.get("print_ticket") if isinstance(command, dict) else None
        if solution in ("new", "wrong"):
            issued = self.held.challenge(facts).get("challenge")
            assert issued is not None
            self.last["challenge"] = {"challenge": issued["challenge"], "answer": issued["shown"]}
        if solution in ("new", "last"):
            return {"print_ticket": self.last["challenge"]}
        if solution == "wrong":
            return {"print_ticket": self.last["challenge"] | {"answer": "x"}}
        upload = command.get("upload_by_token") if isinstance(command, dict) else None
        word = upload["token"] if upload else ""
        if upload and word.startswith("live"):
            self.last["token"] = self._link(word[5:] or upload["material"], facts).get("token")
        elif word != "last":
            return command
        return {"upload_by_token": {**(upload or {}), "token": self.last["token"]}}

    def _replayed(self, how: dict[str, Any], now: str) -> Any:
        """What the desk says of the log as a step spoils it; what it finds at fault opens no application."""
        log = how.get("events", self.log)[: how.get("only")]
        if "drop" in how:
            log = [event for at, event in enumerate(log) if at != how["drop"]]
        if "twice" in how:
            log = [*log[: how["twice"] + 1], *log[how["twice"] :]]
        if "edit" in how:
            log = [merged(event, how["change"]) if at == how["edit"] else event for at, event in enumerate(log)]
        head = how.get("head")
        replay = self.desk.replay(log, now, head=head)
        opened: Application | dict[str, str] = attempt(lambda: self.desk.open(log, now, head=head))
        if "fault" in replay:
            assert opened == {"code": replay["fault"]["code"], "path": f"[{replay['fault']['index']}]"}
        else:
            assert isinstance(opened, Application)
            assert opened.state == replay.get("state")
        return replay


def attempt(ask: Callable[[], Any]) -> Any:
    """The answer; for an error its code and path, as the Rust runner notes them."""
    try:
        return ask()
    except GongkaoError as error:
        return {"code": error.code, "path": error.path}


def both(one: Callable[[], Any], other: Callable[[], Any]) -> Any:
    """What both say; an error of both as one."""
    said = attempt(one)
    assert said == attempt(other)
    return said


def merged(into: Any, patch: Any) -> Any:
    """RFC 7386: what is an object goes into what is there, null takes away, anything else takes its place."""
    if not isinstance(patch, dict):
        return patch
    result = dict(into) if isinstance(into, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def changed(changes: dict[str, Any]) -> Desk:
    """Henan's desk with a merge patch over its policy and procedure."""
    sources = {"policy": "policies/henan-2022.json", "procedure": "henan.procedure.json"}
    read = {name: json.loads((GENERATED / path).read_text(encoding="utf-8")) for name, path in sources.items()}
    given: dict[str, Any] = {name: merged(read[name], patch) for name, patch in changes.items()}
    return Desk(**given)
