"""Checks what somebody typed as YAML against its schema, and says in her words what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plugins.core import dates, visibility
from plugins.core.problem import RULES, Problem, did_you_mean
from plugins.core.rules.data_files import UNKNOWN_KEY
from plugins.core.rules.facts import FACTS_SHAPE
from plugins.core.yaml_lines import Marked, Place
from plugins.practice import schema
from plugins.practice.formats import validator_of

_SHAPES = {
    "object": (
        "{named} should hold entries of the form “name: text”.",
        "Indent each below it by two spaces.",
    ),
    "array": ("{named} should be a list.", "Begin each of its items with “- ”."),
    "string": (
        "{named} should be one line of text.",
        "Write it behind the colon, on the same line.",
    ),
}


def check(marked: Marked, name: str, path: str) -> tuple[Any, list[Problem]]:
    """What was typed without what is empty or wrong, and a problem for each wrong thing.

    Nothing is raised. Items of lists keep their numbers: a wrong one is an empty text.
    """
    validator = validator_of(name)
    data = _stripped(marked.data) or {}
    found: dict[Problem, None] = {}
    wrong: set[Place] = set()
    # What has the wrong shape is told as that, and not for its words as well.
    for error in sorted(validator.iter_errors(data), key=lambda error: error.validator != "type"):
        place: Place = tuple(error.absolute_path)
        if error.validator == "required" or error.instance == "" or place in wrong:
            continue
        if error.validator == "additionalProperties":
            known = error.schema["properties"]
            for key in (key for key in error.instance if key not in known):
                found[_unknown_key(key, known, marked.line(*place, key), path)] = None
        else:
            found[_wrong_value(error, place, marked.line(*place), path)] = None
            wrong.add(place)
    data = _known(_without(data, wrong), name)
    for error in validator.iter_errors(data):  # now also for what was wrong, and so is missing
        if error.validator == "required":
            place = tuple(error.absolute_path)
            for problem in _missing(error, place, marked, path):
                found[problem] = None
    return data, sorted(found)


# --- problems ------------------------------------------------------------------------------------


def _unknown_key(key: str, known: dict[str, Any], line: int, path: str) -> Problem:
    message = f"There is no fact called “{key}” here."
    remedy = f"{did_you_mean(key, known)} Otherwise remove the line."
    if visibility.is_about_it(key):
        remedy = "Take out what nobody is to see, and then this line."
        if "public" in known:
            remedy = "Write “public: false” instead, and nobody sees it."
    return UNKNOWN_KEY.problem(path, line, message, remedy)


def _wrong_value(error: Any, place: Place, line: int, path: str) -> Problem:
    part = error.schema
    if error.validator == "type":
        message, remedy = _SHAPES[error.validator_value]
        message = message.replace("{named}", _named(place))
        return FACTS_SHAPE.problem(path, line, message, remedy)
    message = part["x-wrong"].replace("{value}", str(error.instance))
    labels = {label: code for code, label in part.get("x-labels", {}).items()}
    remedy = part["x-remedy"]
    number = re.search(r"\d+", str(error.instance)) if "x-remedy-number" in part else None
    if error.instance in labels:
        remedy = f"Write {labels[error.instance]}."
    elif number:
        remedy = part["x-remedy-number"].replace("{number}", number[0])
    elif part.get("format") == "date":
        remedy = dates.remedy(error.instance, "2027-01-31")
    return RULES[part["x-rule"]].problem(path, line, message, remedy)


def _missing(error: Any, place: Place, marked: Marked, path: str) -> Iterator[Problem]:
    for key in error.validator_value:
        if key not in error.instance:
            words = error.schema["properties"][key]["x-missing"]
            message = words["message"].replace("{key}", str(place[-1]) if place else "")
            line = marked.line(*place, key)
            yield RULES[words["rule"]].problem(path, line, message, words["remedy"])


def _named(place: Place) -> str:
    """A place as the subject of a sentence."""
    if not place:
        return "This file"
    return "This entry" if isinstance(place[-1], int) else f"“{place[-1]}”"


# --- values --------------------------------------------------------------------------------------


def _known(typed: Any, name: str) -> Any:
    """What was typed without what is empty; only a person without facts is still somebody."""
    data = _without_empty(typed)
    whole = schema.load(name)
    for key, part in whole["properties"].items():
        entries = typed.get(key)
        named = part.get("additionalProperties")
        if (
            isinstance(entries, dict)
            and named
            and schema.resolved(named, whole)["type"] == "object"
        ):
            kept = data.get(key, {})
            data[key] = {entry: kept.get(entry, {}) for entry in entries}
    return data


def _stripped(value: Any) -> Any:
    """A copy of what was typed, without the spaces around each text."""
    if isinstance(value, dict):
        return {key: _stripped(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    return value.strip()


def _without_empty(value: Any) -> Any:
    """An empty fact is a fact that is not known. The items of a list keep their numbers."""
    if isinstance(value, dict):
        inner = {key: _without_empty(held) for key, held in value.items()}
        return {key: held for key, held in inner.items() if held not in ("", [], {})}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


def _without(value: Any, wrong: set[Place]) -> Any:
    """The same, but for what stands in the wrong places."""
    if () in wrong:
        return {}
    for place in wrong:
        holder = value
        for step in place[:-1]:
            holder = holder[step]
        if isinstance(holder, dict):
            del holder[place[-1]]
        else:
            holder[place[-1]] = ""
    return value
