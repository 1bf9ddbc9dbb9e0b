"""Odd values are refused with code and path, and never bring the interpreter down."""

from __future__ import annotations

import datetime
import decimal
import pickle
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any, cast

import pytest
from gongkao import Desk, Engine, GongkaoError
from gongkao.types import Acknowledgement, ApplicationForm, CatalogueData, CertificateLibrary, Unit

ENGINE = Engine()
IDENTITY = "11010519491231002X"
DAY = "2022-03-10"
NO_RECORDS: CertificateLibrary = {"certificates": []}


def form(**fields: object) -> ApplicationForm:
    return cast(ApplicationForm, {"candidate": {"name": "张三", "identity_number": IDENTITY}, **fields})


def refused(ask: Callable[[], object]) -> GongkaoError:
    with pytest.raises(GongkaoError) as caught:
        ask()
    return caught.value


def refused_form(value: Any) -> GongkaoError:
    return refused(lambda: ENGINE.assess(value, None, DAY))


def contains_itself() -> dict[str, Any]:
    value: dict[str, Any] = {}
    value["candidate"] = value
    return value


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


class Odd:
    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        10**30,
        -(10**5000),
        2**31,
        2017.5,
        True,
        b"2017",
        bytearray(b"2017"),
        "2017",
        "\ud800",
        {2017},
        2017j,
        decimal.Decimal(2017),
        datetime.datetime(2017, 1, 1),
        lambda: 2017,
        object(),
        Odd(),
        int,
        range(3),
        nested(5),
        nested(100_000),
        {"\udfff": 1},
        {1: 1},
        contains_itself(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_odd_year_is_refused_at_its_path(value: object) -> None:
    error = refused_form(form(current={"obtained_year": value}))
    assert error.code == "malformed/form"
    assert error.path.startswith("current.obtained_year")


@pytest.mark.parametrize("value", [None, 1, "text", b"", [], object(), contains_itself(), nested(100_000), float("nan")])
def test_what_is_no_form_is_refused(value: object) -> None:
    assert refused_form(value).code == "malformed/form"


def test_keys_that_are_no_texts_are_refused() -> None:
    assert refused_form({1: 2}).path == ""
    assert refused_form(form(current={None: 1})).path == "current"
    assert refused_form(form(current={"\ud800": 1})).path == "current"


def test_lists_that_share_their_parts_end() -> None:
    value: list[Any] = [0]
    for _ in range(60):
        value = [value, value]
    assert "more values" in str(refused_form(form(current={"level": value})))


@pytest.mark.parametrize("day", [None, 20220310, "2022-3-10", "", "\ud800", b"2022-03-10", datetime.datetime(2022, 3, 10)])
def test_what_is_no_day_is_refused(day: Any) -> None:
    assert refused(lambda: ENGINE.assess(form(), None, day)).code == "malformed/day"


def test_a_date_is_as_good_as_its_text() -> None:
    spoken = form(work_start=datetime.date(2004, 7, 1))
    written = form(work_start="2004-07-01")
    assert ENGINE.assess(spoken, None, datetime.date(2022, 3, 10)) == ENGINE.assess(written, None, DAY)


def test_each_argument_has_its_code() -> None:
    assert refused(lambda: ENGINE.assess(form(), cast(CertificateLibrary, []), DAY)).code == "malformed/library"
    library = cast(CertificateLibrary, {"certificates": [{"identity_number": IDENTITY, "work_type": "a", "level": 4}]})
    assert refused(lambda: ENGINE.assess(form(), library, DAY)).path == "certificates[0].level"
    given = cast(list[Acknowledgement], [{"digest": 1}])
    error = refused(lambda: ENGINE.submit(form(), NO_RECORDS, DAY, given))
    assert (error.code, error.path) == ("malformed/acknowledgements", "[0].digest")
    missing = cast(CertificateLibrary, None)
    assert refused(lambda: ENGINE.submit(form(), missing, DAY)).code == "malformed/library"
    assert refused(lambda: Engine(catalogue=cast(CatalogueData, {"title": 1}))).code == "malformed/catalogue"
    twice: list[Unit] = [{"code": "a", "name": "a"}, {"code": "a", "name": "a"}]
    assert refused(lambda: Engine(units=twice)).code == "malformed/units"
    assert refused(lambda: Engine(policy=cast(Any, contains_itself()))).code == "malformed/policy"


def test_a_tuple_is_a_list() -> None:
    assert ENGINE.submit(form(), NO_RECORDS, DAY, ()) == ENGINE.submit(form(), NO_RECORDS, DAY, [])
    assert ENGINE.assess(form(awards=()), None, DAY) == ENGINE.assess(form(awards=[]), None, DAY)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"candidate": {"name": "张三", "identity_number": int(IDENTITY[:17])}},
        {"candidate": {"name": "张三", "identity_number": IDENTITY, IDENTITY: 1}},
        form(region=int(IDENTITY[:17])),
        form(declared_level=IDENTITY),
        form(**{IDENTITY: 1}),
        form(**{IDENTITY: object()}),
        form(unit_rank={IDENTITY: IDENTITY}),
    ],
)
def test_no_number_of_a_person_stands_in_an_error(spoilt: object) -> None:
    error = refused_form(spoilt)
    shown = "".join(traceback.format_exception(error)) + repr(error) + error.path
    assert IDENTITY[:17] not in shown


def test_an_error_can_be_sent_to_another_process() -> None:
    error = refused_form({"candidat": 1})
    sent = pickle.loads(pickle.dumps(error))
    assert (str(sent), sent.code, sent.path) == (str(error), "malformed/form", "candidat")
    assert isinstance(sent, ValueError)


@pytest.mark.parametrize("query", [None, 1, b"byy", "\ud800"])
def test_what_is_no_query_is_refused(query: Any) -> None:
    assert refused(lambda: ENGINE.search(query)).code == "malformed/query"


@pytest.mark.parametrize("limit", [-1, 2**70, "ten", None, 1.5])
def test_what_is_no_limit_is_refused(limit: Any) -> None:
    assert refused(lambda: ENGINE.search("byy", limit)).path == "limit"


def test_each_argument_of_a_desk_has_its_code() -> None:
    desk: Any = Desk()
    facts: Any = {"now": "2022-03-10T09:00:00", "version": 0, "actor": {"id": "a", "role": "applicant"}}

    def code(ask: Callable[[], object]) -> tuple[str, str]:
        error = refused(ask)
        assert IDENTITY not in str(error)
        return error.code, error.path

    late = facts | {"now": "2022-03-10"}
    secret = facts | {"secret": IDENTITY}
    assert code(lambda: desk.decide({"format": IDENTITY}, "withdraw", facts)) == ("malformed/application", "format")
    wrong = {"upload": {"material": 1}}
    assert code(lambda: desk.decide(None, wrong, facts)) == ("malformed/command", "upload.material")
    assert code(lambda: desk.decide(None, "withdraw", late)) == ("malformed/facts", "now")
    assert code(lambda: desk.decide(None, "withdraw", secret)) == ("malformed/facts", "secret")
    assert code(lambda: desk.replay([{"format": IDENTITY}], "2022-03-10T09:00:00")) == ("malformed/log", "[0].format")
    assert code(lambda: desk.tally("2022-03-10T09:00:00").add([{"region": 1}])) == ("malformed/statistics", "[0].region")
    assert code(lambda: desk.check_password(1, "x"))[0] == "malformed/registration"
    assert code(lambda: Desk(procedure=cast(Any, {"procedure": 1})))[0] == "malformed/procedure"
    candidate = form()["candidate"]
    named = {"start": {"application": IDENTITY, "candidate": candidate, "region": "410100", "level": "one"}}
    assert code(lambda: desk.decide(None, named, facts)) == ("malformed/command", "start.application")


def test_a_desk_says_what_states_stages_and_levels_are_called() -> None:
    procedure = Desk().procedure()
    assert "审核中" in [state["label"]["zh"] for state in procedure["states"]]
    assert [stage["name"] for stage in procedure["stages"]] == ["unit", "department", "exam_office"]
    assert Desk(procedure=procedure).words()["level/three"]["zh"].startswith("三级")


def test_an_application_holds_what_it_took_in_and_refuses_what_does_not_follow() -> None:
    desk = Desk()
    held = desk.application()
    facts: Any = {"now": "2022-03-10T09:00:00", "version": 0, "actor": {"id": "a", "role": "applicant"}}
    facts["verified"] = {"name": "张三", "identity_number": IDENTITY}
    candidate = form()["candidate"]
    start: Any = {"start": {"application": "a-1", "candidate": candidate, "region": "410100", "level": "three"}}
    assert (held.version, held.state, held.events) == (0, None, [])
    assert refused(lambda: held.progress(facts)).code == "malformed/application"
    foreseen = held.preview(start, facts)
    assert held.version == 0
    decided = held.decide(start, facts)
    assert "state" not in decided
    assert (decided["events"], held.state) == (foreseen["events"], foreseen["state"])
    assert held.state is not None
    held.state["level"] = "one"
    assert held.state["level"] == "three", "a copy"

    page = desk.application()
    page.take(held.events, "2022-03-10T09:00:00")
    assert page.state == held.state
    saved = held.decide({"save": {**held.state["form"], "region": "410100"}}, facts | {"version": 1})["events"]
    wrong: list[tuple[Any, str]] = [
        (held.events, "log/order"),
        ([saved[0], saved[0]], "log/order"),
        ([{**saved[0], "to": "closed"}], "log/altered"),
    ]
    for events, code in wrong:
        error = refused(partial(page.take, events, "2022-03-10T09:00:00"))
        assert (error.code, error.path[0]) == (code, "[")
        assert page.version == 1
    page.take(saved, "2022-03-10T09:00:00")
    opened = desk.open(saved, "2022-03-10T09:00:00", snapshot=desk.open(held.events[:1], "2022-03-10T09:00:00").state)
    assert opened.state == page.state == held.state
    assert opened.events == saved
    error = refused(lambda: desk.open(held.events[1:], "2022-03-10T09:00:00"))
    assert (error.code, error.path) == ("log/hole", "[0]")


def test_a_tally_counts_what_it_is_fed() -> None:
    tally = Desk().tally("2022-03-22T00:00:00")
    for _ in range(3):
        tally.add(
            [{"region": "410100", "level": "three", "state": "draft", "submitted": False, "since": "2022-03-20T00:00:00"}]
        )
    report = tally.report()
    assert report["total"] == 3
    assert [count["count"] for count in report["applications"]] == [3]
