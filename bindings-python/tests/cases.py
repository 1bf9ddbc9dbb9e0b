"""The conformance cases, and the answers the Rust runner left for them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

from gongkao import (
    Catalogue,
    Engine,
    GongkaoError,
    Policy,
    SearchIndex,
    filter_option,
    inspect,
    inspect_header,
)
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
    if case["call"] in HANDLES:
        try:
            return HANDLES[case["call"]](case)
        except GongkaoError as error:
            return {"code": error.code, "path": error.path}
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


def catalogue(case: dict[str, Any]) -> Any:
    if "csv" in case:
        made = Catalogue.from_csv("csv", case["csv"])
    else:
        made = Catalogue(case.get("catalogue"))
    found = [made.find(name) for name in case.get("find", [])]
    relations = [made.relation(held, declared) for held, declared in case.get("relations", [])]
    hits = made.search(case.get("query", ""), case.get("limit", 10), case.get("options"))
    return {
        "complaints": made.complaints(),
        "found": found,
        "relations": relations,
        "hits": hits,
        "data": made.data(),
    }


def index(case: dict[str, Any]) -> Any:
    made = SearchIndex.from_bytes(SearchIndex(case["entries"], prefix=case.get("prefix", False)).to_bytes())
    limit, options = case.get("limit", 10), case.get("options")
    hits = made.search(case.get("query", ""), limit, options)
    session = made.session(limit, options)
    typed = []
    for said in case.get("typed", []):
        if said == "pop":
            typed.append(session.pop())
        elif "push" in said:
            typed.append(session.push(said["push"]))
        else:
            typed.append(session.set(said["set"]))
    return {
        "hits": hits,
        "typed": typed,
        "query": session.query,
        "is_complete": session.is_complete,
        "pieces": [filter_option(query, text, options) for query, text in case.get("filter", [])],
    }


def policy(case: dict[str, Any]) -> Any:
    given = case.get("policy", "henan-2022")
    if "files" in case:
        made = Policy.from_toml(case["files"])
    elif "scope" in case:
        made = Policy.select(case["scope"])
    elif isinstance(given, str):
        made = Policy.shipped(given)
    else:
        made = Policy(given)
    ask = case["ask"]
    if ask == "id":
        return made.id
    if ask == "lint":
        return made.lint(case.get("day"))
    if ask == "show":
        return made.show(case["with"])
    if ask == "difference":
        return made.difference(Policy.shipped(case["with"]))
    if ask == "sql":
        return made.sql(case["with"], case["day"])
    return {"run_cases": made.run_cases, "analyse": made.analyse, "coverage": made.coverage}[ask]()


HANDLES: dict[str, Callable[[dict[str, Any]], Any]] = {"catalogue": catalogue, "index": index, "policy": policy}
