"""List the reading paths: which articles, in which order, and where each article stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from desk.common.check_result import CheckResult, EntrySummary

_MOST_LOOSE = 12
_UNSEEN = {"draft": "a draft", "scheduled": "comes out later", "hidden": "hidden"}


class Stop(NamedTuple):
    """One article of a list; `also` says what it is besides, "" if it is out and only here."""

    title: str
    also: str


class PathList(NamedTuple):
    """A path with its stops; `more` of them are not listed."""

    name: str
    stops: list[Stop]
    more: int = 0


class Place(NamedTuple):
    """Where an article is on a path: both counted from 0, for sorting; `told` is for people."""

    path: int
    stop: int
    told: str


def lists(result: CheckResult) -> tuple[list[PathList], PathList | None]:
    """Return each path in the order of the file, with the originals of its articles, and the
    articles on no path, the first twelve of them by title; None if there are none."""
    known: dict[str, EntrySummary] = {}  # in the language that comes first among an article's files
    for entry in sorted(result.entries, key=lambda one: (len(one.path), one.path)):
        if entry.kind == "article":
            known.setdefault(entry.slug, entry)
    paths_of: dict[str, list[str]] = defaultdict(list)
    for path in result.paths:
        for slug in path.slugs:
            paths_of[slug].append(path.name)

    def stops(slugs: Iterable[str], path: str = "") -> Iterator[Stop]:
        """Yield articles by their slugs, with the other paths than `path` that they are on."""
        for slug in slugs:
            entry = known.get(slug)
            state = _UNSEEN.get(entry.status, "") if entry else "not there"
            others = [f"also on {name}" for name in paths_of.get(slug, ()) if name != path]
            yield Stop(entry.name if entry else slug, ", ".join(filter(None, [state, *others])))

    loose = sorted(
        known.keys() - paths_of.keys(), key=lambda one: (known[one].name, known[one].path)
    )
    rest = PathList("On no path", [*stops(loose[:_MOST_LOOSE])], len(loose[_MOST_LOOSE:]))
    found = [PathList(path.name, [*stops(path.slugs, path.name)]) for path in result.paths]
    return found, rest if loose else None


def places(result: CheckResult) -> Mapping[tuple[str, str], list[Place]]:
    """Return by slug and language the places of an article: “2 of 6, New to parts work”.

    Counted is what a visitor finds, as on the site.
    """
    languages: dict[str, dict[str, bool]] = defaultdict(dict)
    for entry in result.entries:
        if entry.kind == "article":
            languages[entry.lang][entry.slug] = entry.status == "published"
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for lang, slugs in languages.items():
        for number, path in enumerate(result.paths):
            shown = [slug for slug in path.slugs if slugs.get(slug)]
            numbers = {slug: f"{at} of {len(shown)}, " for at, slug in enumerate(shown, start=1)}
            for at, slug in enumerate(path.slugs):
                if slug in slugs:
                    place = Place(number, at, f"{numbers.get(slug, '')}{path.name}")
                    found[slug, lang].append(place)
    return found
