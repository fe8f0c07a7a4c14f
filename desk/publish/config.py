"""Read `content/publish.yaml`: the places where the site may be published, each by its name."""

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


def fits(pattern: str, fault: str) -> Callable[[str], str]:
    """Return a check of a setting: `fault`, about the text, unless all of it fits the pattern."""
    return lambda text: "" if re.fullmatch(pattern, text) else fault.format(text)


NUMBER = fits(r"[1-9]\d{0,4}", "“{}” is not a number.")


def read(text: str, path: str, kinds: Kinds) -> tuple[list[Place], list[Problem]]:
    """Return the places in the order of the file, and everything that is wrong with it.

    The file is a mapping from a name to `kind`, `url` and the kind's own settings. `kinds` says
    which settings each kind knows.
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
        line = marked.line(name)
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
        elif fault := _kind_fault(name, entry.get("kind", ""), kinds):
            wrong(marked.line(name, "kind"), *fault)
        else:
            kind = str(entry["kind"])
            settings, faults = _settings(name, entry, kinds[kind])
            for key, *said in faults:
                wrong(marked.line(name, key), *said)
            url = settings.pop("url", "").rstrip("/")
            places.append(Place(name, kind, url, settings, line))
    return places, sorted(problems)


def _kind_fault(name: str, kind: object, kinds: Kinds) -> tuple[str, str] | None:
    """Return what is wrong with the kind of a place, and how to mend it."""
    if not isinstance(kind, str):
        return "“kind” should be one word.", "Write it behind the colon."
    if kind.casefold() in _STORES:
        message = (
            f"A store such as “{kind}” is no kind of place: visitors would meet pages of the old "
            "site beside pages of the new one there."
        )
        return message, (
            "Name another kind. Or build the site and send it with the store's own program, as "
            "docs/hosting.md shows."
        )
    message = f"There is no kind “{kind}”." if kind else f"“{name}” has no kind."
    return None if kind in kinds else (message, did_you_mean(kind, kinds))


def _settings(
    name: str, entry: Mapping[str, Any], known: Mapping[str, Setting]
) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Return what an entry says of its place, and each fault: the key, what is wrong, a remedy."""
    found: dict[str, str] = {}
    faults = []
    for key, value in entry.items():
        if key not in {"kind", "url", *known}:
            remedy = f"{did_you_mean(key, {*known, 'kind', 'url'})} Otherwise remove the line."
            faults.append((key, f"“{name}” has no setting called “{key}”.", remedy))
        elif not isinstance(value, str) or (key != "kind" and "\n" in value.strip()):
            said = f"“{key}” should be one line of text.", "Write it behind the colon."
            faults.append((key, *said))
        elif key != "kind" and value.strip():
            found[key] = value.strip()
            if key == "url" and not _WEB.fullmatch(found[key].rstrip("/")):
                remedy = "Copy it whole from the browser; it begins with https://."
                faults.append((key, f"“{found[key].rstrip('/')}” is not a web address.", remedy))
            elif key in known and (fault := known[key].check(found[key])):
                faults.append((key, fault, f"It is {known[key].explained}."))
    faults += [
        (key, f"“{name}” lacks “{key}”.", f"Add it: it is {setting.explained}.")
        for key, setting in known.items()
        if setting.required and not str(entry.get(key, "")).strip()
    ]
    return found, faults
