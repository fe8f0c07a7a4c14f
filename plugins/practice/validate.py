"""Check what somebody typed as YAML against its schema, and say in her words what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core import colors, dates, visibility
from plugins.core.problem import RULES, Problem, did_you_mean
from plugins.core.rules.data_files import UNKNOWN_KEY
from plugins.core.rules.facts import FACTS_SHAPE
from plugins.core.yaml_lines import Marked, Place
from plugins.practice import hours, schema

_SHAPES = {
    "object": (
        "should hold entries of the form “name: text”.",
        "Indent each below it by two spaces.",
    ),
    "array": ("should be a list.", "Begin each of its items with “- ”."),
    "string": ("should be one line of text.", "Write it behind the colon, on the same line."),
}
# Between the digits of a telephone number, and behind them.
_PHONE_SIGNS = re.compile(r" ?(?:x|ext\.?) ?\d{1,6}$|[ ().-]", re.IGNORECASE)
# What each gives is true, or it raises an error, if the text has its form.
_FORMATS: dict[str, Callable[[str], object]] = {
    "uri": re.compile(r"https?://[^\s/?#\"<>]+[^\s\"<>]*").fullmatch,
    "email": re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+").fullmatch,
    # Ten digits as written in the USA, or “+” and as many as E.164 allows.
    "phone": lambda text: re.fullmatch(r"1?\d{10}|\+\d{8,15}", _PHONE_SIGNS.sub("", text)),
    "time-zone": ZoneInfo,
    "date": date.fromisoformat,
    "color": colors.parse,
    "hours": hours.read,
}


@cache
def validator_of(name: str) -> Any:
    """Return what validates against the schema of this name; it knows only these formats."""
    # Three hundredths of a second, which whoever only asks for a schema need not wait.
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(())
    for kind, read in _FORMATS.items():
        raises = (KeyError, ValueError, OSError)  # a time zone that is a path, or a folder
        formats.checks(kind, raises)(
            lambda text, read=read: not text or not isinstance(text, str) or bool(read(text))
        )
    return Draft202012Validator(schema.load(name), format_checker=formats)


def check(marked: Marked, name: str, path: str) -> tuple[Any, list[Problem]]:
    """Return what was typed without what is empty or wrong, and a problem for each wrong thing.

    Nothing is raised. Items of lists keep their numbers: a wrong one is an empty text.
    """
    validator = validator_of(name)
    data = _stripped(marked.data) or {}
    found: set[Problem] = set()
    wrong: set[Place] = set()
    # What has the wrong shape is told as that, and not for its words as well.
    for error in sorted(validator.iter_errors(data), key=lambda error: error.validator != "type"):
        place: Place = tuple(error.absolute_path)
        if error.validator == "required" or error.instance == "" or place in wrong:
            continue
        if error.validator == "additionalProperties":
            known = error.schema["properties"]
            for key in (key for key in error.instance if key not in known):
                message = f"There is no fact called “{key}” here."
                remedy = f"{did_you_mean(key, known)} Otherwise remove the line."
                if visibility.is_about_it(key):
                    remedy = "Take out what nobody is to see, and then this line."
                    if "public" in known:
                        remedy = "Write “public: false” instead, and nobody sees it."
                line = marked.line(*place, key)
                found.add(UNKNOWN_KEY.problem(path, line, message, remedy))
        else:
            found.add(_wrong_value(error, place, marked.line(*place), path))
            wrong.add(place)
    data = _known(data, wrong, name)
    for error in validator.iter_errors(data):  # now also for what was wrong, and so is missing
        if error.validator == "required":
            place = tuple(error.absolute_path)
            for key in (key for key in error.validator_value if key not in error.instance):
                words = error.schema["properties"][key]["x-missing"]
                message = words["message"].replace("{key}", str(place[-1]) if place else "")
                line = marked.line(*place, key)
                found.add(RULES[words["rule"]].problem(path, line, message, words["remedy"]))
    return data, sorted(found)


def _wrong_value(error: Any, place: Place, line: int, path: str) -> Problem:
    part = error.schema
    if error.validator == "type":
        named = "This entry" if place and isinstance(place[-1], int) else "This file"
        if place and isinstance(place[-1], str):
            named = f"“{place[-1]}”"
        message, remedy = _SHAPES[error.validator_value]
        return FACTS_SHAPE.problem(path, line, f"{named} {message}", remedy)
    message = part["x-wrong"].replace("{value}", str(error.instance))
    labels = {label: code for code, label in part.get("x-labels", {}).items()}
    remedy = part["x-remedy"]
    number = re.search(r"\d+", str(error.instance)) if "x-remedy-number" in part else None
    if isinstance(error.instance, str) and error.instance in labels:
        remedy = f"Write {labels[error.instance]}."
    elif number:
        remedy = part["x-remedy-number"].replace("{number}", number[0])
    elif part.get("format") == "date":
        remedy = dates.remedy(error.instance, "2027-01-31")
    return RULES[part["x-rule"]].problem(path, line, message, remedy)


def _known(typed: Any, wrong: set[Place], name: str) -> Any:
    """Return what was typed without what is wrong or empty; a person without facts is kept."""
    if () in wrong:
        return {}
    for place in sorted(wrong, key=len, reverse=True):  # what is further in goes first
        holder = typed
        for step in place[:-1]:
            holder = holder[step]
        if isinstance(holder, dict):
            del holder[place[-1]]
        else:
            holder[place[-1]] = ""
    data = _without_empty(typed)
    whole = schema.load(name)
    for key, part in whole["properties"].items():
        entries = typed.get(key)
        named = schema.resolved(part.get("additionalProperties") or {}, whole)
        if isinstance(entries, dict) and named.get("type") == "object":
            kept = data.get(key, {})
            data[key] = {entry: kept.get(entry, {}) for entry in entries}
    return data


def _stripped(value: Any) -> Any:
    """Return a copy of what was typed, without the spaces around each text."""
    if isinstance(value, dict):
        return {key: _stripped(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    return value.strip()


def _without_empty(value: Any) -> Any:
    """Return the same without its empty facts, which are not known. Items keep their numbers."""
    if isinstance(value, dict):
        inner = {key: _without_empty(held) for key, held in value.items()}
        return {key: held for key, held in inner.items() if held not in ("", [], {})}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
