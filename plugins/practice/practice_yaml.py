"""Reads `content/practice.yaml` into `Facts`, and says what in it is wrong or missing."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from plugins.practice import marked_yaml
from plugins.practice.facts import (
    Address,
    Consultation,
    CrisisLine,
    Facts,
    License,
    Person,
    Practice,
    Service,
    State,
)
from plugins.practice.marked_yaml import Marked, Place
from plugins.practice.problems import Problem, did_you_mean
from plugins.practice.states import STATES


def read(text: str, path: str) -> tuple[Facts, list[Problem]]:
    """practice.yaml as facts. Nothing is raised; a wrong fact is a problem and is left out."""
    marked = marked_yaml.load(text, path)
    if marked.problems:
        return Facts(), marked.problems
    reader = _Reader(marked, path)
    top = reader.mapping((), {"practice", "people", "services", "consultation", "crisis_lines"})
    facts = Facts(
        practice=_practice(reader) if "practice" in top else Practice(),
        people=tuple(_person(reader, key) for key in reader.mapping(("people",), None)),
        services=tuple(_service(reader, at) for at in reader.items(("services",))),
        consultation=_consultation(reader),
        crisis_lines=tuple(
            CrisisLine(**reader.texts(at, CrisisLine)) for at in reader.items(("crisis_lines",))
        ),
    )
    if not facts.practice.name:
        reader.wrong(
            ("practice", "name"),
            "The practice has no name.",
            "Write under “practice:” a line “  name: …”.",
            "facts-name",
        )
    if not facts.people:
        reader.wrong(
            ("people",),
            "Nobody is named under “people”, so no article can say who wrote it.",
            "Write “people:”, below it a short key such as “  jane-doe:” and below that "
            "“    name: …”.",
            "facts-people",
        )
    return replace(facts, missing=tuple(sorted(reader.missing))), sorted(reader.problems)


class _Reader:
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


def _practice(reader: _Reader) -> Practice:
    place: Place = ("practice",)
    texts = reader.texts(place, Practice, ("address", "same_as"))
    for name in ("url", "scheduling_url"):
        texts[name] = reader.web((*place, name), texts.get(name, ""))
    texts["url"] = texts["url"].rstrip("/")
    email = texts.get("email", "")
    if email and not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", email):
        reader.wrong(
            (*place, "email"),
            f"“{email}” is not an e-mail address.",
            "It has the form name@example.org.",
            "facts-email",
        )
        texts["email"] = ""
    if zone := texts.get("timezone", ""):
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):  # unknown, a path, a folder of zones
            reader.wrong(
                (*place, "timezone"),
                f"“{zone}” is not the name of a time zone.",
                "Write one such as America/Denver or America/Los_Angeles.",
                "facts-timezone",
            )
            texts["timezone"] = ""
    address = reader.texts((*place, "address"), Address) if reader.at((*place, "address")) else {}
    return Practice(
        **texts,
        address=Address(**address) if any(address.values()) else None,
        same_as=reader.addresses((*place, "same_as")),
    )


def _person(reader: _Reader, key: str) -> Person:
    place: Place = ("people", key)
    inner = ("licenses", "ifs_training", "same_as")
    names = {field.name for field in fields(Person) if not field.name.startswith("ifs_")}
    found = reader.mapping(place, (names | {*inner}) - {"key"})
    texts = {
        name: reader.text((*place, name)) if name in found else ""
        for name in sorted(names - {"key", *inner})
    }
    reader.missing |= {f"people.{key}.{name}" for name, text in texts.items() if not text}
    if not texts["name"] and (found or not reader.at(place)):  # else the shape is told already
        reader.wrong(
            place,
            f"“{key}” has no name.",
            "Write below it a line “    name: …”.",
            "facts-person",
        )
    training = reader.mapping((*place, "ifs_training"), {"level", "year"})
    return Person(
        key=key,
        **texts,
        licenses=tuple(_license(reader, at) for at in reader.items((*place, "licenses"))),
        ifs_level=reader.text((*place, "ifs_training", "level")) if training else "",
        ifs_year=reader.text((*place, "ifs_training", "year")) if training else "",
        same_as=reader.addresses((*place, "same_as")),
    )


def _license(reader: _Reader, place: Place) -> License:
    texts = reader.texts(place, License, ("expires",))
    texts["state"] = reader.state((*place, "state"), texts.get("state", ""))
    texts["lookup"] = reader.web((*place, "lookup"), texts.get("lookup", ""))
    return License(**texts, expires=reader.day((*place, "expires")))


def _service(reader: _Reader, place: Place) -> Service:
    texts = reader.texts(place, Service, ("states", "worldwide"))
    if texts.get("type") not in ("therapy", "coaching"):
        reader.wrong(
            (*place, "type"),
            "A service is either therapy or coaching, and must say which.",
            "Write “type: therapy” (only where there is a license) or “type: coaching”.",
            "facts-service",
        )
    codes = [(at, reader.state(at, reader.text(at))) for at in reader.items((*place, "states"))]
    states = tuple(State(code, STATES[code]) for _, code in codes if code)
    worldwide = reader.yes((*place, "worldwide"))
    if worldwide and texts.get("type") == "therapy":
        reader.wrong(
            (*place, "worldwide"),
            "Therapy cannot be offered worldwide: a license holds in its own state.",
            "List the states instead, or make it “type: coaching”.",
            "facts-worldwide",
        )
    return Service(**texts, states=states, worldwide=worldwide)


def _consultation(reader: _Reader) -> Consultation:
    place: Place = ("consultation",)
    found = reader.mapping(place, {"free", "minutes"})
    minutes = reader.text((*place, "minutes")) if found else ""
    if not minutes:
        reader.missing.add("consultation.minutes")
    return Consultation(reader.yes((*place, "free")), minutes)
