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
from typing import Any

from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.reading import ORDER_CIRCLE, ORDER_NEXT, ORDER_PREVIOUS

_ORDER = {"next": ORDER_NEXT, "previous": ORDER_PREVIOUS}  # by the entry of the header


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
class Neighbor:
    """The article to read next, or before, as a theme is told of it.

    `article` is Pelican's own. `because` says why it is next ("" if nobody said). It is number
    `number` of `total` on the reading path `path`, which is None if it stands on none.
    """

    article: Any
    because: str = ""
    path: Path | None = None
    number: int = 0
    total: int = 0


@dataclass(frozen=True)
class _Wish:
    """An override: `second` is to follow `first`, because `item` says so; "" is for nothing."""

    first: str
    second: str
    item: Item
    key: str
    entry: str
    line: int


@dataclass(frozen=True)
class Order:
    """`sequence`: every slug in reading order; `neighbors`: for each of them."""

    sequence: tuple[str, ...] = ()
    neighbors: Mapping[str, Neighbors] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def around(
        self, slug: str, articles: Mapping[str, Any]
    ) -> tuple[Neighbor | None, Neighbor | None]:
        """Return what to read next and what comes before, from `articles` by their slugs."""

        def neighbor(of: str | None, because: str = "") -> Neighbor | None:
            if of is None:
                return None
            there = self.neighbors[of]
            return Neighbor(articles[of], because, there.path, there.number, there.total)

        here = self.neighbors[slug]
        return neighbor(here.next, here.because), neighbor(here.previous)


def order(items: Iterable[Item], paths: Iterable[Path], known: Iterable[str] = ()) -> Order:
    """Return the articles of one language in order.

    `items` are those that may be shown; a path's entry which is not among them is passed over
    (a draft, a scheduled article, one without a translation). `known` are the slugs that an
    override may not name because nobody would find them there.
    """
    by_slug = {item.slug: item for item in items}
    chains: list[list[str]] = []
    because: dict[str, str] = {}
    homes: dict[str, Path] = {}  # of each article on a path
    numbers: dict[str, int] = {}  # its place there, from 1
    totals: dict[str, int] = {}  # by path
    for path in paths:
        shown = [entry for entry in path.entries if entry.slug in by_slug]
        own = {entry.slug: entry for entry in shown if entry.slug not in homes}
        totals[path.slug] = len(shown)
        numbers |= {e.slug: n for n, e in enumerate(shown, start=1) if e.slug in own}
        because |= {slug: entry.because for slug, entry in own.items()}
        homes |= dict.fromkeys(own, path)
        chains.append([*own])
    loose = [item for item in by_slug.values() if item.slug not in homes]
    chains.append([i.slug for i in sorted(loose, key=lambda i: (i.date, i.order, i.slug))])

    after = {a: b for chain in chains for a, b in itertools.pairwise(chain)}
    problems = _apply_overrides(by_slug, after, set(known))
    before = {b: a for a, b in after.items()}
    neighbors = {}
    for slug in by_slug:
        following, home = after.get(slug), homes.get(slug)
        neighbors[slug] = Neighbors(
            next=following,
            previous=before.get(slug),
            because=because.get(following, "") if following else "",
            path=home,
            number=numbers.get(slug, 0),
            total=totals[home.slug] if home else 0,
        )
    return Order(tuple(slug for chain in chains for slug in chain), neighbors, tuple(problems))


def _apply_overrides(
    by_slug: Mapping[str, Item], after: dict[str, str], known: set[str]
) -> list[Problem]:
    """Change the links of the chains as the headers ask, so that they stay inverses.

    "A next B" takes A's old next and B's old previous away, and joins A to B. Every step looks
    only at the links it changes, so that the whole grows with the number of articles.
    """
    before = {second: first for first, second in after.items()}

    def part(first: str, second: str) -> None:
        if first and second:
            del after[first], before[second]

    problems: list[Problem] = []
    wishes: list[_Wish] = []
    for item in by_slug.values():
        for key, target, line in (
            ("next", item.next, item.next_line),
            ("previous", item.previous, item.previous_line),
        ):
            entry = f"“{key}: {target}”"
            if target == "none" or (target in by_slug and target != item.slug):
                other = "" if target == "none" else target
                pair = (item.slug, other) if key == "next" else (other, item.slug)
                wishes.append(_Wish(*pair, item, key, entry, line))
            elif target:
                wrong, remedy = "is not an article", did_you_mean(target, by_slug)
                if target == item.slug:
                    wrong = "is this article itself"
                    remedy = "Name another article, or remove the line."
                elif target in known:
                    wrong = "is a draft, hidden, scheduled, or not in this language, so nobody "
                    wrong += "could follow it"
                    remedy = "Publish it first, name another article, or write none."
                message = f"{entry}: “{target}” {wrong}."
                problems.append(_ORDER[key].problem(item.path, line, message, remedy))
    granted: dict[str, _Wish] = {}  # by the first of the two articles
    followers: dict[str, _Wish] = {}  # by the second
    wishes.sort(key=lambda wish: bool(wish.first and wish.second))  # none is never overruled
    for wish in wishes:
        first, second = wish.first, wish.second
        earlier = granted.get(first) or followers.get(second)
        if earlier and (earlier.first, earlier.second) == (first, second):
            continue  # both articles say the same
        if earlier:
            said = f"contradicts what {earlier.item.path} says about the same neighbor."
            remedy = "Keep the line in one of the two articles."
            rule = _ORDER[wish.key]
            problems.append(rule.problem(wish.item.path, wish.line, f"{wish.entry} {said}", remedy))
            continue
        part(first, after.get(first, ""))
        part(before.get(second, ""), second)
        granted |= {first: wish} if first else {}
        followers |= {second: wish} if second else {}
        if first and second:
            after[first] = second  # no later wish may touch either end again
    return problems + _cut_circles(after, granted)


def _cut_circles(after: dict[str, str], granted: Mapping[str, _Wish]) -> list[Problem]:
    """Take the last wish out of every circle. The chains had none, so a wish is in each."""
    place = {slug: number for number, slug in enumerate(granted)}
    problems: list[Problem] = []
    seen: set[str] = set()
    for start in granted:
        way: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            seen.add(at)
            way.append(at)
            at = after.get(at)
        if at is None or at not in way:
            continue
        circle = way[way.index(at) :]
        wish = granted[max((slug for slug in circle if slug in place), key=place.__getitem__)]
        del after[wish.first]
        message = f"With {wish.entry} the articles would go round in a circle."
        remedy = f"Remove this line, or write “{wish.key}: none” in the article that should be "
        remedy += "the end."
        problems.append(ORDER_CIRCLE.problem(wish.item.path, wish.line, message, remedy))
    return problems
