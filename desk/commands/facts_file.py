"""practice.yaml as `setup` reads, changes and writes it: its other bytes stay as they are."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from desk.common.terminal import print_problems
from plugins.core import yaml_edit, yaml_lines
from plugins.core.decode import decode
from plugins.core.paths import from_here
from plugins.core.yaml_lines import Place
from plugins.practice import load, schema, validate

NAME = "practice.yaml"
_CRISIS_LINES = Path(__file__).with_name("crisis-lines.yaml")


class RefusedError(Exception):
    """Why nothing was asked or written; the message says what to do instead."""


@dataclass
class FactsFile:
    """The file, and its facts as they are to be written; `shown` is how a person would open it."""

    path: Path
    shown: str
    facts: dict[str, Any]

    def merge(self, given: dict[str, Any]) -> list[Place]:
        """Put what is given where nothing is known; return the places where they differ."""
        return list(_merged(self.facts, given, ()))

    def write(self) -> None:
        """Put the facts into the file; the former file is kept beside it.

        Raises RefusedError if that cannot be done without touching what was not asked about.
        """
        former = self.path.read_bytes() if self.path.is_file() else b""
        mark = codecs.BOM_UTF8 if former.startswith(codecs.BOM_UTF8) else b""
        try:
            # As the schema orders them, so that one finds what one looks for.
            known = list(schema.load(schema.FACTS)["properties"])
            in_order = dict(sorted(self.facts.items(), key=lambda fact: known.index(fact[0])))
            new = yaml_edit.edited(former.removeprefix(mark).decode("utf-8"), in_order, longer=True)
        except (yaml_edit.CannotEditError, yaml.YAMLError):
            raise RefusedError(
                f"The answers could not be put into {self.shown} without changing other lines, so "
                "it is as it was. Write them there by hand:\n"
                + yaml.safe_dump(self.facts, sort_keys=False, allow_unicode=True)
            ) from None
        if former:
            self.path.with_name(f"{NAME}~").write_bytes(former)
        fresh = self.path.with_name(f".{NAME}.new")
        fresh.write_bytes(mark + new.encode())
        fresh.replace(self.path)


def read(folder: Path) -> FactsFile:
    """Return the file of a content folder. Raises RefusedError for what is to be mended first."""
    path = folder / NAME
    shown = from_here(path)
    text, problems = decode(path.read_bytes() if path.is_file() else b"", shown)
    marked = yaml_lines.load(text, shown)
    facts = marked.data if isinstance(marked.data, dict) else {}
    problems += marked.problems
    if facts:  # what must be mended by hand first: it would be asked for in vain
        found = validate.check(marked, schema.FACTS, shown)[1]
        problems += [one for one in found if one.rule in ("unknown-key", "facts-shape")]
    if problems:
        print_problems(problems, sys.stderr)
        raise RefusedError(f"Mend {shown} first.")
    return FactsFile(path, shown, facts)


def complete(facts: dict[str, Any]) -> None:
    """Add what follows from the facts: a practice of one has her name, a license its service.

    The crisis lines of the USA stand there unless the practice is abroad.
    """
    held = facts.get("people")
    people = [one for one in held.values() if isinstance(one, dict)] if held else []
    practice = facts.get("practice") or {}
    if len(people) == 1 and people[0].get("name") and not practice.get("name"):
        practice = facts["practice"] = {"name": people[0]["name"], **practice}
    licenses = [one for person in people for one in person.get("licenses") or [] if one]
    codes = list(dict.fromkeys(one["state"] for one in licenses if one.get("state")))
    if people and not facts.get("services"):
        served = {"states": codes} if codes else {}
        facts["services"] = [{"name": "Therapy", "type": "therapy", **served}]
    if people and not facts.get("crisis_lines"):
        read_facts, _ = load.read(yaml.safe_dump(facts, allow_unicode=True), NAME)
        if read_facts.in_usa:
            facts["crisis_lines"] = yaml.safe_load(_CRISIS_LINES.read_text("utf-8"))


def _merged(known: dict[str, Any], given: dict[str, Any], place: Place) -> Iterator[Place]:
    """Put in what is not known, and yield the places of what is known otherwise."""
    for key, value in given.items():
        if value in ("", [], {}):
            continue
        if not known.get(key):
            known[key] = value
        elif isinstance(value, dict) and isinstance(known[key], dict):
            yield from _merged(known[key], value, (*place, key))
        elif known[key] != value:
            yield (*place, key)
