"""Read `content/publish.yaml`: the places where the site may be published, each by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from plugins.core import yaml_lines
from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.delivery import PUBLISH_SETTINGS

NAME = "publish.yaml"
# A folder is called so, on every system.
_NAME = re.compile(r"[^\W\d_][\w-]{0,39}")
# What one would call a store of objects here, by its protocol or its maker.
_STORES = ("s3", "r2", "minio", "backblaze", "cloudfront")
_SCHEMA = json.loads(Path(__file__).with_name("publish.schema.json").read_text("utf-8"))
KINDS: Mapping[str, Any] = _SCHEMA["properties"]


@dataclass(frozen=True)
class Place:
    """One entry: `kind` names the module in `targets`, `settings` are texts as they were typed.

    `url` is the address where visitors find it, without a slash at its end, "" for the
    practice's own.
    """

    name: str
    kind: str
    url: str
    settings: Mapping[str, str]
    line: int


def read(text: str, path: str) -> tuple[list[Place], list[Problem]]:
    """Return the places in the order of the file, and everything that is wrong with it.

    The file is a mapping from a name to `kind`, `url` and the kind's own settings, which
    publish.schema.json lists.
    """
    marked = yaml_lines.load(text, path)
    problems, data = list(marked.problems), marked.data
    places: list[Place] = []

    def wrong(line: int, message: str, remedy: str) -> None:
        problems.append(PUBLISH_SETTINGS.problem(path, line, message, remedy))

    if not problems and not (isinstance(data, dict) and data):
        wrong(
            1,
            "This file names no place to publish to.",
            "Write a name such as “live:” and below it “  kind: folder” and “  path: …”.",
        )
    for name, entry in data.items() if isinstance(data, dict) else ():
        line, below = marked.line(name), marked.line(name, "kind")
        kind = entry.get("kind", "") if isinstance(entry, dict) else ""
        if not _NAME.fullmatch(name):
            wrong(
                line,
                f"“{name}” cannot be the name of a place.",
                "Begin it with a letter, and use letters, digits and hyphens, such as “live”.",
            )
        elif twin := next((p.name for p in places if p.name.casefold() == name.casefold()), ""):
            wrong(
                line,
                f"“{name}” differs from “{twin}” only by small and capital letters.",
                "Give one of them another name.",
            )
        elif not isinstance(entry, dict):
            wrong(line, f"“{name}” says nothing about the place.", "Write “  kind: …” below it.")
        elif not isinstance(kind, str):
            wrong(below, "“kind” should be one word.", "Write it behind the colon.")
        elif kind.casefold() in _STORES:
            wrong(
                below,
                f"A store such as “{kind}” is no kind of place: visitors would meet pages of the "
                "old site beside pages of the new one there.",
                "Name another kind. Or build the site and send it with the store's own program, as "
                "docs/hosting.md shows.",
            )
        elif kind not in KINDS:
            message = f"There is no kind “{kind}”." if kind else f"“{name}” has no kind."
            wrong(below, message, did_you_mean(kind, KINDS))
        else:
            settings: dict[str, Any] = {}
            for key, value in entry.items():
                given = value.strip() if isinstance(value, str) else value
                if given != "" or key not in KINDS[kind]["properties"]:
                    settings[key] = given
            if isinstance(settings.get("url"), str):
                settings["url"] = settings["url"].rstrip("/")
            for key, said in _faults(name, kind, settings).items():
                wrong(marked.line(name, key), *said)
            del settings["kind"]
            places.append(Place(name, kind, str(settings.pop("url", "")), settings, line))
    return places, sorted(problems)


def _faults(name: str, kind: str, settings: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return what is wrong with each of the settings of a place, and how to mend it."""
    known = KINDS[kind]["properties"]
    found: dict[str, tuple[str, str]] = {}
    for error in Draft202012Validator(_SCHEMA).iter_errors({kind: settings}):
        if error.validator == "required":
            for key in set(error.validator_value) - settings.keys():
                remedy = f"Add it: it is {known[key]['description']}."
                found[key] = f"“{name}” lacks “{key}”.", remedy
        elif error.validator == "additionalProperties":
            for key in settings.keys() - known.keys():
                remedy = f"{did_you_mean(key, known)} Otherwise remove the line."
                found[key] = f"“{name}” has no setting called “{key}”.", remedy
        else:
            key = error.absolute_path[-1]
            words = error.schema["x-wrong"].format(key=key, value=settings[key])
            about = {**known.get(key, {}), **error.schema}
            remedy = about.get("x-remedy") or f"It is {about['description']}."
            found.setdefault(key, (words, remedy))
    return found
