"""What is proved of policies, as sentences."""

from collections.abc import Iterator
from typing import Any

_OUTCOMES = {"met": "pass", "unmet": "are refused", "unknown": "are left open"}
_FOUND = {
    "never_passes": "nobody meets {names}",
    "always_passes": "everybody who answers meets {names}",
    "never_asked": "{names} is asked of nobody",
    "never_matters": "{names} changes nothing beside the other rules",
    "node_never_matters": "{path} makes no difference to {names}",
    "contradiction": "{names} can each be met, and never together",
    "dead_end": "who holds {names} can be eligible for no level",
    "gap": "some are eligible for no level, though with less of {path} they would be",
    "overlap": "some are eligible for this level and for {names}",
    "more_takes_away": "more of {path} takes {names} away",
    "exception_never_opens": "the exception {names} opens for nobody",
    "exception_without_effect": "the exception {names} changes no rule",
}


def found(each: Any) -> str:
    """One thing that holds of a policy for everybody."""
    said = _FOUND[each["kind"]].format(names=listed(each["names"]), path=plain(each.get("path") or "the whole"))
    return f"level {each['level']}: {said}"


def unfinished(each: Any) -> str:
    """What nothing can be said of."""
    place = f"level {each['level']}: " if "level" in each else ""
    why = "the two count it differently" if each["reason"] == "counted_differently" else "too many combinations"
    who = "of those who leave an answer out " if each["reason"] == "too_many_unanswered" else ""
    return f"{place}nothing is said {who}of {listed(each['names'])}: {why}"


def changes(all_of: Any) -> Iterator[str]:
    """Whom a version moves. Levels at which the same changes stand together."""
    alike: dict[str, tuple[Any, list[str]]] = {}
    for change in all_of["changes"]:
        key = repr([change[name] for name in ("rules", "claimed", "from", "to")] + [region["extents"] for region in change["regions"]])
        alike.setdefault(key, (change, []))[1].append(change["level"])
    for change, levels in alike.values():
        claimed = ", of those who claim an exception" if change["claimed"] else ""
        before, after = _OUTCOMES[change["from"]], _OUTCOMES[change["to"]]
        yield f"{'level' if len(levels) == 1 else 'levels'} {listed(levels)}, {listed(change['rules'])}{claimed}: those who {before} now {after} hereafter, if"
        for at, region in enumerate(change["regions"]):
            who = ", ".join(map(extent, region["extents"])) or "anybody"
            yield f"  {'or ' if at else ''}{who}"
            if "example" in region:
                yield f"    for example {person(region['example'])}"
    for each in all_of["unfinished"]:
        yield unfinished(each)
    if not all_of["changes"]:
        yield "nobody is moved" if not all_of["unfinished"] else "nobody else is moved"


def extent(each: Any) -> str:
    """The values of one quantity."""
    name = plain(each.get("fact") or each["quantity"])
    if "last_years" in each:
        name += f" of the last {each['last_years']} years"
    if "awards" in each:
        name += f" ({', '.join(awards(each['awards']))})"
    values = [value(one) for one in each["values"]] + (["none"] if each.get("absent") else [])
    values += ["not answered"] if each.get("unanswered") else []
    return f"{name} {' or '.join(values) or 'none'}"


def awards(wanted: Any) -> Iterator[str]:
    """Which awards count: their kinds, and each thing that is asked of them."""
    for name, asked in wanted.items():
        if name == "kinds":
            yield " or ".join(map(plain, asked))
        else:
            yield plain(name) if asked is True else f"{plain(name)} {plain(str(asked))}"


def value(one: Any) -> str:
    """A value, or the bounds of one."""
    if isinstance(one, bool):
        return "yes" if one else "no"
    if isinstance(one, list):
        return " or ".join(map(plain, one))
    if not isinstance(one, dict):
        return plain(str(one))
    if "first" in one:
        return one["first"] if one["first"] == one["last"] else f"from {one['first']} to {one['last']}"
    most = one.get("most")
    return f"{one['least']} or more" if most is None else str(most) if most == one["least"] else f"{one['least']} to {most}"


def person(form: Any) -> str:
    """A form in one line, without what every example has."""
    said = []
    for path, answer in _leaves(form):
        if path not in ("candidate.name", "exception.claimed") or answer is True:
            said.append(f"{plain(path)} {value(answer) if not isinstance(answer, list) else f'{len(answer)} listed'}")
    return ", ".join(said)


def _leaves(form: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    for name, answer in form.items():
        below = f"{path}.{name}" if path else name
        if isinstance(answer, dict):
            yield from _leaves(answer, below)
        elif answer is not None:
            yield below, answer


def expectation(expected: Any) -> str:
    """What a case expects, or what came out."""
    return ", ".join(f"{plain(name)} {', '.join(given) or 'none' if isinstance(given, list) else given}" for name, given in expected.items())


def listed(names: Any) -> str:
    """Names in a row."""
    return ", ".join(map(plain, names))


def plain(name: str) -> str:
    """A name as words."""
    return name.replace("_", " ").removeprefix("candidate.").replace(".", " ", 1) if not name[:4].isdigit() else name
