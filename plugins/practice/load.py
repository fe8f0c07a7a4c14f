"""Reads `content/practice.yaml` into `Facts`, and says what in it is wrong or missing.

Which facts there are, and when one is wrong, stands in practice.schema.json.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from plugins.core import yaml_lines
from plugins.core.problem import Problem
from plugins.practice import schema, validate
from plugins.practice.model import (
    Address,
    Certification,
    Consultation,
    CrisisLine,
    Facts,
    Fee,
    License,
    NoticeSettings,
    Person,
    Practice,
    Service,
    State,
)
from plugins.practice.states import STATES

_Shape = TypeVar("_Shape")
_Entry = dict[str, Any]


def read(text: str, path: str) -> tuple[Facts, list[Problem]]:
    """practice.yaml as facts. Nothing is raised; a wrong fact is a problem and is left out."""
    marked = yaml_lines.load(text, path)
    if marked.problems:
        return Facts(), marked.problems
    data, problems = validate.check(marked, schema.FACTS, path)
    facts = Facts(
        practice=_practice(data.get("practice", {})),
        people=tuple(_person(key, entry) for key, entry in data.get("people", {}).items()),
        services=tuple(map(_service, _entries(data.get("services")))),
        consultation=_consultation(data.get("consultation", {})),
        crisis_lines=_all(CrisisLine, data.get("crisis_lines")),
        missing=tuple(sorted(schema.missing(data, schema.FACTS))),
        fees=_all(Fee, data.get("fees")),
        insurance=data.get("insurance", ""),
        notices=_notices(data.get("notices", {})),
        lines=marked.lines,
    )
    return facts, problems


def _filled(shape: type[_Shape], entry: _Entry, **other: Any) -> _Shape:
    """A dataclass with those of its fields that are text, and `other`."""
    known = {field.name for field in fields(shape)}  # type: ignore[arg-type]
    texts = {key: value for key, value in entry.items() if key in known and _is_text(value)}
    return shape(**{**texts, **other})


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _entries(items: Iterable[Any] | None) -> list[_Entry]:
    """The items of a list in their places; of an empty or wrong one nothing is known."""
    return [item or {} for item in items or ()]


def _all(shape: type[_Shape], items: Iterable[Any] | None) -> tuple[_Shape, ...]:
    return tuple(_filled(shape, entry) for entry in _entries(items))


def _texts(items: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(item for item in items or () if item)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _yes(text: str) -> bool:
    return text.lower() in ("true", "yes")


def _practice(entry: _Entry) -> Practice:
    return _filled(
        Practice,
        entry,
        url=entry.get("url", "").rstrip("/"),
        address=_address(entry.get("address") or {}),
        same_as=_texts(entry.get("same_as")),
    )


def _address(entry: _Entry) -> Address | None:
    """None where nothing is written but whether it is public."""
    place = {name: text for name, text in entry.items() if name != "public" and text}
    return _filled(Address, place, public=_yes(entry.get("public", ""))) if place else None


def _person(key: str, entry: _Entry) -> Person:
    training = entry.get("ifs_training", {})
    return _filled(
        Person,
        entry,
        key=key,
        licenses=tuple(
            _filled(License, license_, expires=_day(license_.get("expires", "")))
            for license_ in _entries(entry.get("licenses"))
        ),
        ifs_level=training.get("level", ""),
        ifs_year=training.get("year", ""),
        same_as=_texts(entry.get("same_as")),
        certifications=_all(Certification, entry.get("certifications")),
    )


def _service(entry: _Entry) -> Service:
    states = tuple(State(code, STATES[code]) for code in _texts(entry.get("states")))
    return _filled(
        Service,
        entry,
        # What does not say that it is therapy must not look like it.
        type=entry.get("type", ""),
        states=states,
        worldwide=_yes(entry.get("worldwide", "")),
    )


def _consultation(entry: _Entry) -> Consultation:
    return Consultation(_yes(entry.get("free", "")), entry.get("minutes", ""))


def _notices(entry: _Entry) -> NoticeSettings:
    checked = {key: date.fromisoformat(day) for key, day in entry.get("last_checked", {}).items()}
    return NoticeSettings(entry.get("records_request", ""), checked, entry.get("texts", {}))
