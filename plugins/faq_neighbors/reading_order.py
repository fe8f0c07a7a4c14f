"""What to read next: curated paths first, then by date.

`next` is what to read next and `previous` what comes before it, everywhere. They are inverses of
each other. All articles of a language are one sequence: the paths in the order of their file, then
the articles on no path by date, `order` and slug. So the end of a path leads to the next one, and
only the two ends of the whole have one neighbor; nothing wraps. An article on two paths is read
once, on the first of them: there stands its place, and the way through the second passes it over,
though the list of that path names and counts it.
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
    """`sequence`: every slug, as `next` leads through them; `neighbors`: for each of them."""

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
    places: dict[str, tuple[Path, int, int]] = {}  # of each article on a path
    because: dict[str, str] = {}
    for path in paths:
        shown = [entry for entry in path.entries if entry.slug in by_slug]
        chains.append([*dict.fromkeys(e.slug for e in shown if e.slug not in places)])
        for number, entry in enumerate(shown, start=1):
            places.setdefault(entry.slug, (path, number, len(shown)))
            because.setdefault(entry.slug, entry.because)
    loose = [item for item in by_slug.values() if item.slug not in places]
    chains.append([i.slug for i in sorted(loose, key=lambda i: (i.date, i.order, i.slug))])

    after = {a: b for chain in chains for a, b in itertools.pairwise(chain)}
    problems, ends = _apply_overrides(by_slug, after, set(known))
    sequence = _join(itertools.chain(*chains), after, ends)
    before = {b: a for a, b in after.items()}
    neighbors = {}
    for slug in by_slug:
        why = because.get(after.get(slug, ""), "")
        neighbors[slug] = Neighbors(after.get(slug), before.get(slug), why, *places.get(slug, ()))
    return Order(sequence, neighbors, tuple(problems))


def _join(
    slugs: Iterable[str], after: dict[str, str], ends: set[tuple[str, str]]
) -> tuple[str, ...]:
    """Join the chains in `after` to one sequence, and return it.

    They follow one another as the first article of each stands in `slugs`; at one of the `ends`
    that headers ask for nothing is joined.
    """
    followers, sequence = {*after.values()}, [""]
    for start in slugs:
        if start in followers:
            continue
        if sequence[-1] and ends.isdisjoint(((sequence[-1], ""), ("", start))):
            after[sequence[-1]] = start
        at: str | None = start
        while at is not None:
            sequence.append(at)
            at = after.get(at)
    return tuple(sequence[1:])


def _apply_overrides(
    by_slug: Mapping[str, Item], after: dict[str, str], known: set[str]
) -> tuple[list[Problem], set[tuple[str, str]]]:
    """Change the links of the chains as the headers ask, so that they stay inverses.

    "A next B" takes A's old next and B's old previous away, and joins A to B. Every step looks
    only at the links it changes, so that the whole grows with the number of articles. Return what
    is wrong, and the ends that are asked for: (A, "") where nothing may follow A, ("", B) where
    nothing may come before B.
    """
    before = {second: first for first, second in after.items()}
    problems: list[Problem] = []
    wishes: list[_Wish] = []
    for item in by_slug.values():
        for key in _ORDER:
            target, line = str(getattr(item, key)), getattr(item, f"{key}_line")
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
    ends: set[tuple[str, str]] = set()
    wishes.sort(key=lambda wish: bool(wish.first and wish.second))  # none is never overruled
    for wish in wishes:
        first, second = wish.first, wish.second
        if earlier := granted.get(first) or followers.get(second):
            if (earlier.first, earlier.second) != (first, second):  # else both say the same
                said = f"{wish.entry} contradicts what {earlier.item.path} says about the same "
                said += "neighbor."
                remedy = "Keep the line in one of the two articles."
                problems.append(_ORDER[wish.key].problem(wish.item.path, wish.line, said, remedy))
            continue
        after.pop(before.pop(second, ""), "")  # their old links, from both sides
        before.pop(after.pop(first, ""), "")
        granted |= {first: wish} if first else {}
        followers |= {second: wish} if second else {}
        if first and second:
            after[first] = second  # no later wish may touch either end again
        else:
            ends.add((first, second))
    return problems + _cut_circles(after, granted), ends


def _cut_circles(after: dict[str, str], granted: Mapping[str, _Wish]) -> list[Problem]:
    """Take the last wish out of every circle. The chains had none, so a wish is in each."""
    problems: list[Problem] = []
    left = dict(after)  # without what can be reached from a beginning: the circles
    for at in after.keys() - {*after.values()}:
        while at in left:
            at = left.pop(at)
    for wish in reversed([*granted.values()]):
        if wish.first in left:
            at = after.pop(wish.first)
            while at in left:
                at = left.pop(at)
            message = f"With {wish.entry} the articles would go round in a circle."
            remedy = f"Remove this line, or write “{wish.key}: none” in the article that should be "
            remedy += "the end."
            problems.append(ORDER_CIRCLE.problem(wish.item.path, wish.line, message, remedy))
    return problems[::-1]
