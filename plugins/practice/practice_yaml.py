"""Reads `content/practice.yaml` into `Facts`, and says what in it is wrong or missing."""

from __future__ import annotations

import re
from dataclasses import fields, replace
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
from plugins.practice.facts_reader import FactsReader
from plugins.practice.marked_yaml import Place
from plugins.practice.problems import Problem
from plugins.practice.states import STATES


def read(text: str, path: str) -> tuple[Facts, list[Problem]]:
    """practice.yaml as facts. Nothing is raised; a wrong fact is a problem and is left out."""
    marked = marked_yaml.load(text, path)
    if marked.problems:
        return Facts(), marked.problems
    reader = FactsReader(marked, path)
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


def _practice(reader: FactsReader) -> Practice:
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


def _person(reader: FactsReader, key: str) -> Person:
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


def _license(reader: FactsReader, place: Place) -> License:
    texts = reader.texts(place, License, ("expires",))
    texts["state"] = reader.state((*place, "state"), texts.get("state", ""))
    texts["lookup"] = reader.web((*place, "lookup"), texts.get("lookup", ""))
    return License(**texts, expires=reader.day((*place, "expires")))


def _service(reader: FactsReader, place: Place) -> Service:
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


def _consultation(reader: FactsReader) -> Consultation:
    place: Place = ("consultation",)
    found = reader.mapping(place, {"free", "minutes"})
    minutes = reader.text((*place, "minutes")) if found else ""
    if not minutes:
        reader.missing.add("consultation.minutes")
    return Consultation(reader.yes((*place, "free")), minutes)
