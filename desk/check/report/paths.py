"""The reading paths as lists: which articles, in which order, and what there is to say of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desk.common.check_result import CheckResult, EntrySummary

_MOST_LOOSE = 12
_UNSEEN = {"draft": "a draft", "scheduled": "comes out later", "hidden": "hidden"}


@dataclass(frozen=True)
class Stop:
    """One article of a list; `also` says what it is besides, "" if it is out and only here."""

    title: str
    also: str


@dataclass(frozen=True)
class PathList:
    """A path with its stops; `more` of them are not listed."""

    name: str
    stops: tuple[Stop, ...]
    more: int = 0


def listed(result: CheckResult) -> tuple[PathList, ...]:
    """Return each path in the order of the file, with the originals of its articles."""
    known = _originals(result)
    on = _paths_of(result)
    found = []
    for path in result.paths:
        others = {slug: [name for name in on[slug] if name != path.name] for slug in path.slugs}
        found.append(PathList(path.name, _stops(path.slugs, known, others)))
    return tuple(found)


def loose(result: CheckResult) -> PathList | None:
    """Return the articles on no path, the first twelve of them by title; None if there are none."""
    on, known = _paths_of(result), _originals(result)
    apart = sorted(
        (slug for slug in known if slug not in on),
        key=lambda slug: (known[slug].name, known[slug].path),
    )
    if not apart:
        return None
    stops = _stops(apart[:_MOST_LOOSE], known, {})
    return PathList("On no path", stops, len(apart) - len(stops))


def _stops(
    slugs: Iterable[str], known: Mapping[str, EntrySummary], others: Mapping[str, list[str]]
) -> tuple[Stop, ...]:
    stops = []
    for slug in slugs:
        entry = known.get(slug)
        state = _UNSEEN.get(entry.status, "") if entry else "not there"
        also = [f"also on {name}" for name in others.get(slug, ())]
        stops.append(
            Stop(entry.name if entry else slug, ", ".join([state, *also] if state else also))
        )
    return tuple(stops)


def _originals(result: CheckResult) -> dict[str, EntrySummary]:
    """Return each article once, by slug: in the language that comes first among its files."""
    found: dict[str, EntrySummary] = {}
    for entry in sorted(result.entries, key=lambda one: (len(one.path), one.path)):
        if entry.kind == "article":
            found.setdefault(entry.slug, entry)
    return found


def _paths_of(result: CheckResult) -> dict[str, list[str]]:
    on: dict[str, list[str]] = defaultdict(list)
    for path in result.paths:
        for slug in path.slugs:
            on[slug].append(path.name)
    return on
