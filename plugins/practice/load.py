"""Read `content/practice.yaml` into `Facts`, and say what in it is wrong or missing.

Which facts there are, and when one is wrong, is in practice.schema.json.
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
    """Return practice.yaml as facts. Nothing is raised; a wrong fact is a problem and left out."""
    marked = yaml_lines.load(text, path)
    if marked.problems:
        return Facts(), marked.problems
    data, problems = validate.check(marked, schema.FACTS, path)
    practice, consultation = data.get("practice", {}), data.get("consultation", {})
    notices = data.get("notices", {})
    place = practice.get("address") or {}
    services = []
    for service in _entries(data.get("services")):
        states = tuple(State(code, STATES[code]) for code in _texts(service.get("states")))
        worldwide = _yes(service.get("worldwide", ""))
        # What does not say that it is therapy must not look like it.
        kind = service.get("type", "")
        services.append(_filled(Service, service, type=kind, states=states, worldwide=worldwide))
    facts = Facts(
        practice=_filled(
            Practice,
            practice,
            url=practice.get("url", "").rstrip("/"),
            # None where nothing is written but whether it is public.
            address=_filled(Address, place, public=_yes(place.get("public", "")))
            if any(text for name, text in place.items() if name != "public")
            else None,
            same_as=_texts(practice.get("same_as")),
        ),
        people=tuple(_person(key, entry) for key, entry in data.get("people", {}).items()),
        services=tuple(services),
        consultation=Consultation(
            _yes(consultation.get("free", "")), consultation.get("minutes", "")
        ),
        crisis_lines=_all(CrisisLine, data.get("crisis_lines")),
        missing=tuple(sorted(schema.missing(data, schema.FACTS))),
        fees=_all(Fee, data.get("fees")),
        insurance=data.get("insurance", ""),
        notices=NoticeSettings(
            notices.get("records_request", ""),
            {key: date.fromisoformat(day) for key, day in notices.get("last_checked", {}).items()},
            notices.get("texts", {}),
        ),
        lines=marked.lines,
    )
    return facts, problems


def _person(key: str, entry: _Entry) -> Person:
    training, licenses = entry.get("ifs_training", {}), []
    for license_ in _entries(entry.get("licenses")):
        day = license_.get("expires", "")
        expires = date.fromisoformat(day) if day else None
        licenses.append(_filled(License, license_, expires=expires))
    return _filled(
        Person,
        entry,
        key=key,
        licenses=tuple(licenses),
        ifs_level=training.get("level", ""),
        ifs_year=training.get("year", ""),
        same_as=_texts(entry.get("same_as")),
        certifications=_all(Certification, entry.get("certifications")),
    )


def _filled(shape: type[_Shape], entry: _Entry, **other: Any) -> _Shape:
    """Return a dataclass with those of its fields that are text, and `other`."""
    known = {field.name for field in fields(shape)}  # type: ignore[arg-type]
    texts = {key: text for key, text in entry.items() if key in known and isinstance(text, str)}
    return shape(**{**texts, **other})


def _entries(items: Iterable[Any] | None) -> list[_Entry]:
    """Return the items of a list in their places; of an empty or wrong one nothing is known."""
    return [item or {} for item in items or ()]


def _all(shape: type[_Shape], items: Iterable[Any] | None) -> tuple[_Shape, ...]:
    return tuple(_filled(shape, entry) for entry in _entries(items))


def _texts(items: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(item for item in items or () if item)


def _yes(text: str) -> bool:
    return text.lower() in ("true", "yes")
