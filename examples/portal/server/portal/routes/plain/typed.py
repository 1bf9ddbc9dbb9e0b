"""What was typed into the plain form, as answers: what can be read is taken, and the rest is said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ...plain import form as page
from ...plain.fields import COLUMNS, FIELDS, LISTS, Field, Rows, at, covers, is_row, put, read, same_text
from .visit import first_of

Find = Callable[[str, str], tuple[str | None, list[tuple[str, str]]]]
"""The key of a unit or work type by the path of its field and what was typed; or keys and names of those that may be meant."""


@dataclass
class Reading:
    """One form that was posted, on its way into the answers."""

    of: dict[str, Any]
    """The application, as its page is told of it."""
    form: dict[str, Any]
    """The answers; those that are stored at first."""
    posted: dict[str, list[str]]
    find: Find
    words: dict[str, Any]
    said: page.Said = field(default_factory=page.Said)

    def all(self) -> None:
        """Takes everything that may change now."""
        unlocked = self.of["progress"].get("unlocked") or []
        for asked in FIELDS:
            if asked.path in self.posted and covers(unlocked, asked.path):
                self.field(asked)
        if at(self.form, "current.level") == "ungraded":
            put(self.form, "current.obtained_year", None)
        for rows in LISTS:
            if f"{rows.path}.any" in self.posted and covers(unlocked, rows.path):
                self.rows(rows)
        if covers(unlocked, "assessments"):
            self.assessments()
        for material in page.merits(self.of):
            path = f"merits.{material['name']}"
            if path in self.posted and covers(unlocked, path):
                self.text(path)
        if not self.said.is_empty():
            # What was taken stands in the form by now.
            again = tuple(f"{each.path}." for each in LISTS if self.is_wrong(each))
            controls = {*self.said.wrong, *self.said.guesses}
            self.said.typed = {name: texts[0] for name, texts in self.posted.items() if name in controls or name.startswith(again)}
            self.said.sentences = [*self.said.wrong.values(), *(f"“{self.name(name)}”没有完全相同的，请选择或换一个写法。" for name in self.said.guesses)]

    def differences(self) -> list[str]:
        """What of the answers is another than is stored, by what it is called."""
        paths = [each.path for each in (*FIELDS, *LISTS)] + ["assessments"] + [f"merits.{each['name']}" for each in page.merits(self.of)]
        return [self.name(path) for path in paths if at(self.form, path) != at(self.of["state"]["form"], path)]

    def is_wrong(self, rows: Rows) -> bool:
        """Whether a list could not be taken."""
        return any(control.startswith(f"{rows.path}.") for control in (*self.said.wrong, *self.said.guesses))

    def name(self, control: str) -> str:
        return page.Shown(self.of, self.words, self.said).name_of(control)

    def text(self, path: str) -> None:
        text = first_of(self.posted, path)
        if not same_text(at(self.form, path), text):
            put(self.form, path, text)

    def field(self, asked: Field) -> None:
        path = asked.path
        if asked.kind in ("long", "text"):
            return self.text(path)
        text = first_of(self.posted, path)
        if path == "unit" and text and text == self.of["unit"]:
            # Another unit may have the same name.
            return None
        answer, wrong = self.answer(asked, path, path)
        if wrong:
            self.said.wrong[path] = f"{self.name(path)}：{wrong}"
        elif path not in self.said.guesses:
            put(self.form, path, answer)
        return None

    def answer(self, asked: Field, control: str, path: str) -> tuple[Any, str]:
        """What was typed into a control, and what is wrong with it; of a search also what may have been meant."""
        text = first_of(self.posted, control)
        if asked.kind != "search" or not text:
            return read(asked, text)
        if (meant := first_of(self.posted, f"meant.{control}")) and text == first_of(self.posted, f"guessed.{control}"):
            text = meant
        key, guesses = self.find(path, text)
        if key is None:
            self.said.guesses[control] = guesses
        return key, ""

    def assessments(self) -> None:
        graded = {each["year"]: each for each in at(self.form, "assessments") or []}
        before = dict(graded)
        for year in page.years(self.of):
            if f"assessments.{year}" in self.posted:
                grade = first_of(self.posted, f"assessments.{year}")
                graded.pop(year, None)
                if grade:
                    graded[year] = {**before.get(year, {}), "year": year, "grade": grade}
        if graded != before:
            put(self.form, "assessments", sorted(graded.values(), key=lambda each: -int(each["year"])) or None)

    def rows(self, rows: Rows) -> None:
        """A list is taken when all of its rows are whole."""
        path, choice = rows.path, first_of(self.posted, f"{rows.path}.any")
        stored = at(self.form, path) or []
        whole = []
        for number in sorted({int(place) for name in self.posted if name.startswith(f"{path}.") and is_row(place := name.split(".")[1])}):
            if any(first_of(self.posted, f"{path}.{number}.{each.path}") for each in rows.columns):
                whole.append(self.row(rows, number, stored[number] if number < len(stored) else {}))
        if choice == "some" and not whole:
            self.said.wrong[f"{path}.any"] = f"{self.name(path)}：选择“有”的，请至少填写一行。"
        elif choice == "none" and whole:
            self.said.wrong[f"{path}.any"] = f"{self.name(path)}：选择“没有”的，请清空下面的各行。"
        elif self.is_wrong(rows):
            return
        elif whole:
            self.form[path] = whole
        elif choice == "none":
            self.form[path] = []
        else:
            self.form.pop(path, None)

    def row(self, rows: Rows, number: int, stored: dict[str, Any]) -> dict[str, Any]:
        """One row; what the page does not ask of it stays."""
        columns = {each.path for each in rows.columns}
        answer = {key: value for key, value in stored.items() if key not in columns}
        for each in rows.columns:
            control = f"{rows.path}.{number}.{each.path}"
            place = f"{self.name(rows.path)}第 {number + 1} 行“{COLUMNS[f'{rows.path}.{each.path}']}”"
            value, wrong = self.answer(each, control, each.path)
            if each.needed and not first_of(self.posted, control):
                wrong = "请填写。"
            if wrong:
                self.said.wrong[control] = f"{place}：{wrong}"
            elif value not in (None, ""):
                answer[each.path] = value
        return answer
