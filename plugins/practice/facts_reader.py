"""Walks the YAML of the facts and notes what in it is wrong, unknown or missing on the way."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from typing import Any

from plugins.practice.marked_yaml import Marked, Place
from plugins.practice.problems import Problem, did_you_mean
from plugins.practice.states import STATES


class FactsReader:
    """Walks the YAML and notes what is wrong, unknown or missing on the way."""

    def __init__(self, marked: Marked, path: str) -> None:
        self.marked = marked
        self.path = path
        self.problems: list[Problem] = []
        self.missing: set[str] = set()

    def wrong(self, place: Place, message: str, remedy: str, rule: str = "facts") -> None:
        line = self.marked.line(*place)
        self.problems.append(Problem(self.path, line, message, remedy, rule))

    def at(self, place: Place) -> Any:
        value: Any = self.marked.data
        for step in place:
            if isinstance(value, list) and isinstance(step, int):
                value = value[step]
            elif isinstance(value, dict):
                value = value.get(step, "")
            else:
                return ""
        return value

    def mapping(self, place: Place, known: set[str] | None) -> dict[str, Any]:
        """The mapping at a place; keys outside `known` are problems (None: any key may stand)."""
        value = self.at(place)
        if value == "":
            return {}
        if not isinstance(value, dict):
            self.wrong(
                place,
                f"{_named(place)} should hold entries of the form “name: text”.",
                "Indent each below it by two spaces.",
                "facts-shape",
            )
            return {}
        for key in value:
            if known is not None and key not in known:
                self.wrong(
                    (*place, key),
                    f"There is no fact called “{key}” here.",
                    f"{did_you_mean(key, known)} Otherwise remove the line.",
                    "unknown-key",
                )
        return value

    def items(self, place: Place) -> list[Place]:
        """The places of the items of a list; what is not a list is a problem."""
        value = self.at(place)
        if value == "":
            return []
        if not isinstance(value, list):
            self.wrong(
                place,
                f"{_named(place)} should be a list.",
                "Begin each of its items with “- ”.",
                "facts-shape",
            )
            return []
        return [(*place, number) for number in range(len(value))]

    def texts(self, place: Place, shape: type[Any], other: tuple[str, ...] = ()) -> dict[str, Any]:
        """The text fields of a dataclass at a place; `other` are read by somebody else."""
        names = {field.name for field in fields(shape)} - {"key", *other}
        found = self.mapping(place, names | set(other))
        result: dict[str, Any] = {}
        for name in sorted(names):
            result[name] = self.text((*place, name)) if name in found else ""
            if not result[name]:
                self.missing.add(".".join(str(step) for step in (*place, name)))
        return result

    def text(self, place: Place) -> str:
        """One line of text; a list or entries in its place are a problem."""
        value = self.at(place)
        if isinstance(value, str):
            return value.strip()
        self.wrong(
            place,
            f"{_named(place)} should be one line of text.",
            "Write it behind the colon, on the same line.",
            "facts-shape",
        )
        return ""

    def addresses(self, place: Place) -> tuple[str, ...]:
        found = [self.web(at, self.text(at)) for at in self.items(place)]
        return tuple(url for url in found if url)

    def web(self, place: Place, text: str) -> str:
        """A web address as typed, or "" and a problem; only http and https may be linked."""
        if text and not re.fullmatch(r"https?://[^\s/?#\"<>]+[^\s\"<>]*", text):
            self.wrong(
                place,
                f"“{text}” is not a web address.",
                "Copy it whole from the browser; it begins with https://.",
                "facts-url",
            )
            return ""
        return text

    def yes(self, place: Place) -> bool:
        text = self.text(place).lower()
        if text not in ("", "true", "false", "yes", "no"):
            self.wrong(place, f"“{text}” is neither true nor false.", "Write true or false.")
        return text in ("true", "yes")

    def state(self, place: Place, text: str) -> str:
        if text and text not in STATES:
            near = next((code for code, name in STATES.items() if name == text), "")
            remedy = f"Write {near}." if near else "Write its two letters, such as CO or TX."
            self.wrong(place, f"“{text}” is not the code of a state.", remedy, "facts-state")
            return ""
        return text

    def day(self, place: Place) -> date | None:
        text = self.text(place)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.wrong(
                place,
                f"“{text}” is not a date that can be read.",
                "Write it as year-month-day, for example 2027-01-31.",
                "facts-date",
            )
            return None


def _named(place: Place) -> str:
    """A place as the subject of a sentence."""
    if not place:
        return "This file"
    return "This entry" if isinstance(place[-1], int) else f"“{place[-1]}”"
