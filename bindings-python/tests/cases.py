"""The conformance cases, and the answers the Rust runner left for them."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, cast

from gongkao import Engine, GongkaoError, inspect, inspect_header
from gongkao.types import CertificateLibrary, FileUpload
from walks import walk

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "core/tests/conformance").glob("*.json"))
ANSWERS = Path(os.environ.get("GONGKAO_ANSWERS", ROOT / "target/conformance"))


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def answer_of_rust(path: Path) -> str:
    """The answer's text, which the Rust runner wrote without spaces."""
    if not ANSWERS.is_dir():
        raise AssertionError(f"{ANSWERS} is missing: run `cargo xtask test`, whose Rust tests write it")
    return (ANSWERS / path.name).read_text(encoding="utf-8")


def as_rust_writes(value: object) -> str:
    """The JSON of a value as the Rust runner writes it, to the byte."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _engine(catalogue: str, policy: str, units: str) -> Engine:
    return Engine(catalogue=json.loads(catalogue), policy=json.loads(policy), units=json.loads(units))


def engine_of(case: dict[str, Any]) -> Engine:
    catalogue = case.get("catalogue")
    if catalogue == "henan":
        catalogue = None
    elif catalogue == "reference":
        catalogue = read(ROOT / "core/data/generated/reference.catalogue.json")
    policy = case.get("policy")
    if isinstance(policy, str):
        policy = read(ROOT / f"core/data/generated/policies/{policy}.json")
    return _engine(json.dumps(catalogue), json.dumps(policy), json.dumps(case.get("units")))


def upload_of(sent: dict[str, Any]) -> FileUpload:
    data = (ROOT / "core/tests/files" / sent["file"]).read_bytes()[: sent.get("cut")]
    look = inspect_header if sent.get("header") else inspect
    return {"material": sent["material"], "file": look(data, sent.get("name"), sent.get("title"))}


def answer(case: dict[str, Any]) -> Any:
    """What the package answers; for an error its code and path, as the Rust runner notes them."""
    if case["call"] == "walk":
        return walk(case)
    engine = engine_of(case)
    try:
        if case["call"] == "search":
            return engine.search(case["query"], case.get("limit", 10))
        if case["call"] == "inspect":
            return engine.judge_uploads([upload_of(sent) for sent in case["uploads"]])
        if case["call"] == "title":
            return engine.judge_title(case["title"])
        form, library, day = case["form"], case.get("library"), case["day"]
        if case["call"] == "when":
            return engine.when(form, library, day)
        if case["call"] == "what":
            return engine.what(form, library, day)
        if case["call"] == "record":
            record = engine.record(form, library, day)
            return {"record": record, "differences": engine.reproduce(record, form, library)}
        report = engine.assess(form, library, day)
        if case["call"] == "assess":
            return report
        digests = [finding["digest"] for finding in report["findings"] if "digest" in finding]
        acknowledged = digests if case.get("acknowledge") else []
        # A case may leave out the library, which is then what the answer is about.
        given = cast(CertificateLibrary, library)
        return engine.submit(form, given, day, [{"digest": digest} for digest in acknowledged])
    except GongkaoError as error:
        return {"code": error.code, "path": error.path}
