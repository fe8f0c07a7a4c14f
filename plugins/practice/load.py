"""Read `content/practice.yaml` into `Facts`, and say what in it is wrong or missing.

Which facts there are, and when one is wrong, is in practice.schema.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

from plugins.core import yaml_lines
from plugins.core.problem import Problem
from plugins.core.rules.facts import FACTS_KEY
from plugins.practice import schema, validate
from plugins.practice.model import Facts, Person
from plugins.practice.states import STATES


def read(text: str, path: str) -> tuple[Facts, list[Problem]]:
    """Return practice.yaml as facts. Nothing is raised; a wrong fact is a problem and left out."""
    marked = yaml_lines.load(text, path)
    if any(problem.severity != "note" for problem in marked.problems):
        return Facts(), marked.problems
    data, problems = validate.check(marked, schema.FACTS, path)
    problems = sorted([*marked.problems, *problems])
    data["missing"] = sorted(schema.missing(data, schema.FACTS))
    practice = data.get("practice", {})
    practice["url"] = practice.get("url", "").rstrip("/")
    # None where nothing is written but whether it is public.
    if not any(text for name, text in practice.get("address", {}).items() if name != "public"):
        practice.pop("address", None)
    data["people"] = [
        {
            **entry,
            "key": key,
            **{f"ifs_{name}": text for name, text in entry.get("ifs_training", {}).items()},
        }
        for key, entry in data.get("people", {}).items()
    ]
    # What does not say that it is therapy must not look like it.
    data["services"] = [{"type": "", **(service or {})} for service in data.get("services", ())]
    for service in data["services"]:
        codes = filter(None, service.get("states", ()))
        service["states"] = [{"code": code, "name": STATES[code]} for code in codes]
    facts: Facts = _value(Facts, data | {"lines": marked.lines})
    if facts.places or not facts.in_usa:
        # There it is plain which state, or which country, has given a license.
        facts = replace(facts, people=tuple(map(_of_one_place, facts.people)))
    return facts, sorted([*problems, *_keys(facts, path)])


def _of_one_place(person: Person) -> Person:
    licenses = (replace(held, needs_state=False) for held in person.licenses)
    return replace(person, licenses=tuple(licenses))


def _keys(facts: Facts, path: str) -> Iterator[Problem]:
    """Yield each key of a person that is no part of an address, or would be another's."""
    first: dict[str, str] = {}
    for person in facts.people:
        earlier = first.setdefault(person.slug, person.key)
        line = facts.line("people", person.key)
        if not person.slug:
            message = f"The key “{person.key}” has no letter and no digit."
            remedy = "Write one such as jane-doe: it is a part of the address of a page."
            yield FACTS_KEY.problem(path, line, message, remedy)
        elif earlier != person.key:
            message = f"The key “{person.key}” is the same as “{earlier}” in an address."
            remedy = "Give one of the two people another key."
            yield FACTS_KEY.problem(path, line, message, remedy)


def _value(shape: Any, value: Any) -> Any:
    """Return what was typed as a value of this type; of an item that is empty nothing is known."""
    if isinstance(shape, type) and is_dataclass(shape):
        hints = get_type_hints(shape)
        known = {name: text for name, text in (value or {}).items() if name in hints}
        # Without a value, a field keeps its own.
        return shape(**{name: _value(hints[name], held) for name, held in known.items()})
    if shape is bool:
        return value.lower() in ("true", "yes")
    kinds = get_args(shape)
    if get_origin(shape) is tuple:
        # Items keep their numbers, but for those that are only a text.
        return tuple(_value(kinds[0], item) for item in value if item or kinds[0] is not str)
    if get_origin(shape) is Mapping:
        return {key: _value(kinds[1], item) for key, item in value.items()}
    if type(None) in kinds:  # a date or an address that may be missing
        return _value(kinds[0], value) if value else None
    return date.fromisoformat(value) if shape is date else value
