"""Reads `content/publish.yaml`: the places where the site may be published, each by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.core import yaml_lines
from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.delivery import PUBLISH_SETTINGS

NAME = "publish.yaml"
# A folder is called so, on every system.
_NAME = re.compile(r"[^\W\d_][\w-]{0,39}")
# What one would call a store of objects here, by its protocol or its maker.
_STORES = ("s3", "r2", "minio", "backblaze", "cloudfront")
_WEB = re.compile(r"https?://[^\s/?#\"<>]+[^\s\"<>]*")


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


@dataclass(frozen=True)
class Setting:
    """One setting of a kind of place. `check` gives what is wrong with a text, or ""."""

    explained: str
    required: bool = False
    check: Callable[[str], str] = lambda _: ""


Kinds = Mapping[str, Mapping[str, Setting]]


def number_fault(text: str) -> str:
    """Why a setting is not a number from 1 to 99999, or ""."""
    return "" if re.fullmatch(r"[1-9]\d{0,4}", text) else f"“{text}” is not a number."


def read(text: str, path: str, kinds: Kinds) -> tuple[list[Place], list[Problem]]:
    """The places in the order of the file, and everything that is wrong with it.

    The file is a mapping from a name to `kind`, `url` and the kind's own settings. `kinds` says
    which settings each kind knows.
    """
    marked = yaml_lines.load(text, path)
    problems = list(marked.problems)
    places: list[Place] = []

    def wrong(line: int, message: str, remedy: str) -> None:
        problems.append(PUBLISH_SETTINGS.problem(path, line, message, remedy))

    data = marked.data
    if not problems and not (isinstance(data, dict) and data):
        wrong(
            1,
            "This file names no place to publish to.",
            "Write a name such as “live:” and below it “  kind: folder” and “  path: …”.",
        )
    for name, entry in data.items() if isinstance(data, dict) else ():
        line = marked.line(name)
        if not _NAME.fullmatch(name):
            wrong(
                line,
                f"“{name}” cannot be the name of a place.",
                "Begin it with a letter, and use letters, digits and hyphens, such as “live”.",
            )
            continue
        if twin := next((p.name for p in places if p.name.casefold() == name.casefold()), ""):
            wrong(
                line,
                f"“{name}” is called as “{twin}” is, but for small and capital letters.",
                "Give one of them another name.",
            )
            continue
        if not isinstance(entry, dict):
            wrong(line, f"“{name}” says nothing about the place.", "Write “  kind: …” below it.")
            continue
        kind = entry.get("kind", "")
        if not isinstance(kind, str):
            wrong(
                marked.line(name, "kind"),
                "“kind” should be one word.",
                "Write it behind the colon.",
            )
            continue
        if kind.casefold() in _STORES:
            wrong(
                marked.line(name, "kind"),
                f"A store such as “{kind}” is no kind of place: visitors would meet pages of the "
                "old site beside pages of the new one there.",
                "Name another kind. Or build the site and send it with the store's own program, "
                "as docs/hosting.md shows.",
            )
            continue
        if kind not in kinds:
            message = f"“{name}” has no kind." if not kind else f"There is no kind “{kind}”."
            wrong(marked.line(name, "kind"), message, did_you_mean(kind, kinds))
            continue
        found = _settings(name, entry, kinds[kind], marked, wrong)
        url = found.pop("url", "").rstrip("/")
        if url and not _WEB.fullmatch(url):
            wrong(
                marked.line(name, "url"),
                f"“{url}” is not a web address.",
                "Copy it whole from the browser; it begins with https://.",
            )
        places.append(Place(name, kind, url, found, line))
    return places, sorted(problems)


def _settings(
    name: str,
    entry: Mapping[str, Any],
    known: Mapping[str, Setting],
    marked: yaml_lines.Marked,
    wrong: Callable[[int, str, str], None],
) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in entry.items():
        line = marked.line(name, key)
        if key != "kind" and key != "url" and key not in known:
            remedy = f"{did_you_mean(key, {*known, 'kind', 'url'})} Otherwise remove the line."
            wrong(line, f"“{name}” has no setting called “{key}”.", remedy)
        elif not isinstance(value, str):
            wrong(line, f"“{key}” should be one line of text.", "Write it behind the colon.")
        elif key != "kind" and value.strip():
            found[key] = value.strip()
            if "\n" in found[key]:
                wrong(line, f"“{key}” should be one line of text.", "Write it behind the colon.")
            elif key in known and (fault := known[key].check(found[key])):
                wrong(line, fault, f"It is {known[key].explained}.")
    for key, setting in known.items():
        if setting.required and not str(entry.get(key, "")).strip():
            line = marked.line(name, key)
            wrong(line, f"“{name}” lacks “{key}”.", f"Add it: it is {setting.explained}.")
    return found
