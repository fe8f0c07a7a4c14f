"""The facts of the practice as a form: what the law asks for and is missing first, then all."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from desk.check.report import titled
from desk.common.check_result import CheckResult
from desk.writing import facts
from desk.writing.disk import WritingError
from desk.writing.facts import Fact
from plugins.core.problem import Problem
from plugins.core.rules.notices import (
    NOTICE_FACT_MISSING,
    NOTICE_TEXT_MISSING,
    PAPER_FACT_MISSING,
)
from plugins.core.slug import slugify
from plugins.core.yaml_lines import Place, Value, load
from plugins.practice import schema

NAME = "practice.yaml"
_LONG = 60  # signs; a longer text gets a field of several lines
_ASKED = frozenset(
    rule.code for rule in (NOTICE_FACT_MISSING, NOTICE_TEXT_MISSING, PAPER_FACT_MISSING)
)
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,24}")


@dataclass(frozen=True)
class Field:
    """A fact to fill in. `widget` is how: "line", "lines", "yes/no", "choice", "date", "color",
    "items" (texts, one a line) or "codes" (with commas between); "group", "list" and "named" hold
    `inside`. `problems` are those that stand on its line, `laws` what asks for it. `whose` says of
    which person or item of a list it is, where that is not plain from what stands around it."""

    fact: Fact
    widget: str
    typed: str
    inside: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    laws: tuple[str, ...] = ()
    whose: str = ""

    @property
    def id(self) -> str:
        """Return a name for the field that no other has."""
        return "f-" + "-".join(re.sub(r"\W", "_", str(step)) for step in self.fact.place)

    @property
    def place(self) -> list[str | int]:
        """Return the place as JSON has it."""
        return list(self.fact.place)

    @property
    def called(self) -> str:
        """Return what an item or a person is called: “License: CO”, “Jane Doe”."""
        label = self.fact.label.removeprefix("A ").removeprefix("An ")
        name = next((one.typed for one in self.inside if one.typed), "")
        if self.fact.place[0] == "people" and len(self.fact.place) == 2 and name:
            return name
        return f"{label[:1].upper()}{label[1:]}{': ' if name else ''}{name}"

    @property
    def swatch(self) -> str:
        """Return the color that is typed, "" if it is none that can be shown."""
        is_one = self.widget == "color" and _COLOR.fullmatch(self.typed)
        return self.typed if is_one else ""


@dataclass(frozen=True)
class Form:
    """The sections of the form; `missing` are the fields that the law asks for and that are empty,
    `problems` those of the file that stand with no field."""

    missing: tuple[Field, ...]
    sections: tuple[Field, ...]
    problems: tuple[Problem, ...]


def asked_by_law(result: CheckResult) -> dict[str, tuple[str, ...]]:
    """Return the missing facts that a notice asks for, and which notices, by names such as
    `people.x.phone`."""
    found: dict[str, list[str]] = {}
    for row in result.notices:
        for place in row.missing:
            found.setdefault(place, []).append(f"{row.state}: {row.notice}")
    return {place: tuple(dict.fromkeys(some)) for place, some in found.items()}


def shown(text: str, result: CheckResult) -> Form:
    """Return the form of practice.yaml. Raises WritingError if it cannot be read."""
    marked = load(text, NAME)
    if wrong := next((one for one in marked.problems if one.severity == "error"), None):
        raise WritingError(f"{NAME}, line {wrong.line}: {wrong.message} {wrong.remedy}")
    told = [
        one
        for one in result.problems
        if PurePath(one.path).name == NAME and one.rule not in _ASKED  # said by `missing`
    ]
    laws = asked_by_law(result)
    every = facts.form(text)
    sections = tuple(_fields(every, 1, told, laws))
    flat = [*_flat(sections)]
    lines = {field.fact.line for field in flat if not field.inside}
    missing = [
        replace(field, whose=_whose(field.fact.place, marked.data))
        for field in flat
        if field.laws and not field.typed
    ]
    missing.sort(key=lambda field: bool(field.inside))
    others = tuple(one for one in told if one.line not in lines)
    return Form(tuple(missing), sections, others)


def blank(text: str, place: Place) -> Field:
    """Return an empty item for the list at a place, to be added at its end. Raises WritingError."""
    part = schema.resolved(schema.at(schema.FACTS, place)["items"], schema.load(schema.FACTS))
    first = next(iter(part["properties"]))
    held = _at(load(text, NAME).data, place)
    number = len(held) if isinstance(held, list) else 0
    new = facts.with_fact(text, (*place, number), {first: "x"})
    every = [
        _emptied(fact)
        for fact in facts.form(new)
        if fact.place[: len(place) + 1] == (*place, number)
    ]
    (field,) = _fields(every, len(place) + 1, (), {})
    return field


def changed(text: str, changes: Iterable[dict[str, Any]], before: str = "") -> str:
    """Return the file with its facts changed: `{place, value}` for each, `{place, remove: n}` for
    an item of a list, or `{person: name}` for somebody who works here too. What was not touched
    keeps its lines; what says the same as `before`, the file as it was opened, is typed as there.
    Raises WritingError."""
    for one in changes:
        if "person" in one:
            text = _with_person(text, " ".join(str(one["person"]).split()), before)
            continue
        place: Place = tuple(one["place"])
        if not place or not all(isinstance(step, (str, int)) for step in place):
            raise WritingError("This is no place in the facts.")
        if "remove" in one:
            held = copy.deepcopy(_at(load(text, NAME).data, place))
            if not isinstance(held, list) or not 0 <= int(one["remove"]) < len(held):
                raise WritingError("What was to be removed is not there any more.")
            del held[int(one["remove"])]
            text = facts.with_fact(text, place, held, before)
        else:
            text = facts.with_fact(text, place, _value(text, place, one["value"]), before)
    return text


def _with_person(text: str, name: str, before: str) -> str:
    key = slugify(name)
    if not key:
        raise WritingError("The name of the person has no letter. Write it as it is to be read.")
    if _at(load(text, NAME).data, ("people", key)):
        raise WritingError(f"“{key}” stands under the people already.")
    return facts.with_fact(text, ("people", key), {"name": name}, before)


def _value(text: str, place: Place, typed: Any) -> Value:
    """Return what was typed in a field as the file holds it."""
    if isinstance(typed, dict):
        return {
            str(key): value
            for key, inner in typed.items()
            if (value := _value(text, (*place, key), inner))
        }
    if isinstance(typed, list):
        return [_value(text, (*place, 0), inner) for inner in typed]
    if not isinstance(typed, str):
        raise WritingError("This is no text.")
    try:
        part = schema.at(schema.FACTS, place)
    except (KeyError, TypeError):
        raise WritingError(f"There is no fact {'.'.join(map(str, place))}.") from None
    if part["type"] == "array":
        items = re.split(r"[,\n]", typed) if _is_codes(part) else typed.split("\n")
        return [item.strip() for item in items if item.strip()]
    lines = [line.rstrip() for line in typed.strip().replace("\r\n", "\n").split("\n")]
    return "\n".join(lines)


def _fields(
    every: Sequence[Fact],
    depth: int,
    told: Sequence[Problem],
    laws: dict[str, tuple[str, ...]],
) -> Iterable[Field]:
    """Yield the facts at this depth with what is inside of them."""
    for _, some in itertools.groupby(every, key=lambda fact: fact.place[:depth]):
        fact, *inner = some
        inside: tuple[Field, ...] = ()
        widget = _widget(fact)
        if widget in ("group", "list", "named"):
            inside = tuple(_fields(inner, depth + 1, told, laws))
        problems = tuple(one for one in told if fact.line and one.line == fact.line and not inside)
        asked = laws.get(".".join(map(str, fact.place)), ())
        yield Field(_called(fact), widget, _typed(fact), inside, problems, asked)


def _whose(place: Place, data: Any) -> str:
    """Return of which person and of which item of a list a fact is: “License: CO”."""
    said = []
    for end, step in enumerate(place[:-1], start=1):
        held = _at(data, place[:end])
        if isinstance(step, int) and isinstance(held, dict):
            label = str(schema.at(schema.FACTS, place[:end]).get("title", ""))
            name = next((text for text in held.values() if isinstance(text, str) and text), "")
            label = label.removeprefix("A ").removeprefix("An ")
            said.append(f"{label[:1].upper()}{label[1:]}{': ' if name else ''}{name}")
        elif end == 2 and place[0] == "people" and isinstance(held, dict):
            said.append(str(held.get("name") or step))
        elif end == 2 and isinstance(held, dict):
            said.append(schema.titled(schema.FACTS, place[:end]))
    return ", ".join(said)


def _called(fact: Fact) -> Fact:
    """Return the fact; what stands under a key of its own gets a name that says what it is."""
    if fact.label != str(fact.place[-1]):
        return fact
    label = titled(".".join(map(str, fact.place)))
    if fact.place[:2] == ("notices", "last_checked"):
        label = f"Last checked: {fact.place[-1]}"
    return Fact(**{**vars(fact), "label": label})


def _widget(fact: Fact) -> str:
    if fact.shape == "list":
        part = schema.at(schema.FACTS, fact.place)
        item = schema.resolved(part["items"], schema.load(schema.FACTS))
        if item["type"] == "string":
            return "codes" if _is_codes(part) else "items"
        return "list"
    if fact.shape == "text":
        value = str(fact.value)
        return "lines" if len(value) > _LONG or fact.place[-1] in _SEVERAL else "line"
    return fact.shape


# Facts that are sentences.
_SEVERAL = ("description", "approach", "requirements", "insurance", "note", "records_request")


def _is_codes(part: dict[str, Any]) -> bool:
    item = schema.resolved(part["items"], schema.load(schema.FACTS))
    return "enum" in item or str(item.get("format", "")) == "color"


def _typed(fact: Fact) -> str:
    if isinstance(fact.value, list):
        texts = [item for item in fact.value if isinstance(item, str)]
        return (", " if _widget(fact) == "codes" else "\n").join(texts)
    return fact.value if isinstance(fact.value, str) else ""


def _emptied(fact: Fact) -> Fact:
    empty: Value = "" if isinstance(fact.value, str) else type(fact.value)()
    return Fact(**{**vars(fact), "value": empty, "line": 0})


def _flat(fields: Iterable[Field]) -> Iterable[Field]:
    for field in fields:
        yield field
        yield from _flat(field.inside)


def _at(data: Any, place: Place) -> Any:
    for step in place:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return data
