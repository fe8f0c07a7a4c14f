"""What to read next: curated paths first, then by date.

`next` is what to read next and `previous` what comes before it, everywhere. They are inverses of
each other: an article stands in one chain, that of the first path which lists it; articles on no
path form a last chain by date, then `order`, then slug. A chain has two ends and never wraps.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from plugins.practice.problems import Problem, did_you_mean


@dataclass(frozen=True)
class Item:
    """One article as far as its order is concerned. `next`/`previous`: a slug, "none" or ""."""

    slug: str
    date: datetime
    order: float = 0
    next: str = ""
    previous: str = ""
    path: str = ""
    next_line: int = 1
    previous_line: int = 1


@dataclass(frozen=True)
class Entry:
    """An article's place in a path's list, and why it comes next."""

    slug: str
    because: str = ""
    line: int = 1


@dataclass(frozen=True)
class Path:
    """A curated order of articles, from reading-paths.yaml."""

    title: str
    slug: str
    summary: str = ""
    entries: tuple[Entry, ...] = ()
    line: int = 1


@dataclass(frozen=True)
class Neighbors:
    """An article's neighbors, by slug (None at an end), and its place on its path."""

    next: str | None = None
    previous: str | None = None
    because: str = ""  # why `next` is next
    path: Path | None = None
    number: int = 0  # from 1
    total: int = 0


@dataclass(frozen=True)
class Order:
    """`sequence`: every slug in reading order; `neighbors`: for each of them."""

    sequence: tuple[str, ...] = ()
    neighbors: Mapping[str, Neighbors] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def order(items: Iterable[Item], paths: Iterable[Path], known: Iterable[str] = ()) -> Order:
    """Put the articles of one language in order.

    `items` are those that may be shown; a path's entry which is not among them is passed over
    (a draft, a scheduled article, one without a translation). `known` are the slugs that an
    override may not name because nobody would find them there.
    """
    by_slug = {item.slug: item for item in items}
    paths = list(paths)
    chains: list[list[str]] = []
    because: dict[str, str] = {}
    placed: dict[str, Path] = {}
    for path in paths:
        own = [e for e in path.entries if e.slug in by_slug and e.slug not in placed]
        chains.append([entry.slug for entry in own])
        because |= {entry.slug: entry.because for entry in own}
        placed |= {entry.slug: path for entry in own}
    loose = [item for item in by_slug.values() if item.slug not in placed]
    chains.append([i.slug for i in sorted(loose, key=lambda i: (i.date, i.order, i.slug))])

    after = {a: b for chain in chains for a, b in itertools.pairwise(chain)}
    problems = _apply_overrides(by_slug, after, set(known))
    before = {b: a for a, b in after.items()}
    places = {path.slug: _numbers(path, by_slug) for path in paths}
    neighbors = {}
    for slug in by_slug:
        home = placed.get(slug)
        following = after.get(slug)
        neighbors[slug] = Neighbors(
            next=following,
            previous=before.get(slug),
            because=because.get(following, "") if following else "",
            path=home,
            number=places[home.slug][slug] if home else 0,
            total=len(places[home.slug]) if home else 0,
        )
    return Order(tuple(slug for chain in chains for slug in chain), neighbors, tuple(problems))


def _numbers(path: Path, by_slug: Mapping[str, Item]) -> dict[str, int]:
    shown = [entry.slug for entry in path.entries if entry.slug in by_slug]
    return {slug: number for number, slug in enumerate(shown, start=1)}


def _apply_overrides(
    by_slug: Mapping[str, Item], after: dict[str, str], known: set[str]
) -> list[Problem]:
    """Change the links of the chains as the headers ask, so that they stay inverses.

    "A next B" takes A's old next and B's old previous away, and joins A to B.
    """
    problems: list[Problem] = []
    wanted: dict[str, tuple[str, Item, int, str]] = {}
    for item in by_slug.values():
        for key, target, line in (
            ("next", item.next, item.next_line),
            ("previous", item.previous, item.previous_line),
        ):
            if not target:
                continue
            if target != "none" and (target not in by_slug or target == item.slug):
                problems.append(_bad_target(item, key, target, line, by_slug, known))
                continue
            if target == "none":
                if key == "next":
                    after.pop(item.slug, None)
                else:
                    _detach(after, item.slug)
                continue
            first, second = (item.slug, target) if key == "next" else (target, item.slug)
            if first in wanted and wanted[first][0] != second:
                problems.append(_two_say(item, line, key, target, wanted[first][1].path))
                continue
            wanted[first] = (second, item, line, key)
    taken: dict[str, Item] = {}
    for first, (second, item, line, key) in wanted.items():
        if second in taken:
            target = second if key == "next" else first
            problems.append(_two_say(item, line, key, target, taken[second].path))
            continue
        taken[second] = item
        _detach(after, second)
        after[first] = second
        if _circles(after, first):
            del after[first]
            problems.append(
                Problem(
                    item.path,
                    line,
                    f"With “{key}: {item.next if key == 'next' else item.previous}” the articles "
                    "would go round in a circle.",
                    f"Remove this line, or write “{key}: none” in the article that should be "
                    "the end.",
                    "order-circle",
                )
            )
    return problems


def _detach(after: dict[str, str], slug: str) -> None:
    """Nothing leads to `slug` any more."""
    for first in [a for a, b in after.items() if b == slug]:
        del after[first]


def _circles(after: Mapping[str, str], start: str) -> bool:
    at = after.get(start)
    while at is not None and at != start:
        at = after.get(at)
    return at == start


def _bad_target(
    item: Item, key: str, target: str, line: int, by_slug: Mapping[str, Item], known: set[str]
) -> Problem:
    if target == item.slug:
        said, remedy = "is this article itself", "Name another article, or remove the line."
    elif target in known:
        said = "is a draft, hidden, scheduled, or not in this language, so nobody could follow it"
        remedy = "Publish it first, name another article, or write none."
    else:
        said, remedy = "is not an article", did_you_mean(target, by_slug)
    return Problem(
        item.path, line, f"“{key}: {target}”: “{target}” {said}.", remedy, f"order-{key}"
    )


def _two_say(item: Item, line: int, key: str, target: str, other: str) -> Problem:
    return Problem(
        item.path,
        line,
        f"“{key}: {target}” contradicts what {other} says about the same neighbor.",
        "Keep the line in one of the two articles.",
        f"order-{key}",
    )
