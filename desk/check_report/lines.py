"""The reading paths as lines of stops: which articles, in which order, and how they are drawn."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from desk.check_result import CheckResult, EntrySummary

_HEAD, _ROW, _WORD = 58, 52, 19  # the height of its head, of a stop, of each further line of words
_ARCH = 38  # where the arch stands
_LETTERS = 37  # of a title in one line
_MOST_LINES, _MOST_LOOSE = 3, 12
_UNSEEN = {"draft": "a draft", "scheduled": "comes out later", "hidden": "hidden"}


@dataclass(frozen=True)
class Stop:
    """One article on a line. `words` are the lines of its title, `also` says what it is besides.

    `open` is false for what no visitor finds yet, `shared` true for an article on several paths.
    """

    title: str
    words: tuple[str, ...]
    also: str
    y: int
    open: bool
    shared: bool


@dataclass(frozen=True)
class Track:
    """A piece of the line between two stops; not `open` if it leads to or from an unseen one."""

    top: int
    bottom: int
    open: bool


@dataclass(frozen=True)
class Line:
    """A path with its stops, in a drawing as high as `height`; `more` stops are not drawn."""

    name: str
    words: tuple[str, ...]
    stops: tuple[Stop, ...]
    height: int
    more: int = 0

    @property
    def tracks(self) -> tuple[Track, ...]:
        """From the arch at its head to the last stop."""
        ends = [(_ARCH, True), *((stop.y, stop.open) for stop in self.stops)]
        return tuple(Track(a, b, one and two) for (a, one), (b, two) in pairwise(ends))


def drawn(result: CheckResult) -> tuple[Line, ...]:
    """Each path in the order of the file, with the originals of its articles."""
    known = _originals(result)
    on = _paths_of(result)
    found = []
    for path in result.paths:
        others = {slug: [name for name in on[slug] if name != path.name] for slug in path.slugs}
        found.append(_line(path.name, path.slugs, known, others))
    return tuple(found)


def loose(result: CheckResult) -> Line | None:
    """The articles on no path; the first of them are drawn, and `more` are not."""
    on = _paths_of(result)
    apart = sorted(
        (one for slug, one in _originals(result).items() if slug not in on),
        key=lambda one: (one.name, one.path),
    )
    if not apart:
        return None
    slugs = tuple(one.slug for one in apart[:_MOST_LOOSE])
    more = max(0, len(apart) - _MOST_LOOSE)
    return _line("On no path", slugs, _originals(result), {}, more)


def _line(
    name: str,
    slugs: Iterable[str],
    known: Mapping[str, EntrySummary],
    others: Mapping[str, list[str]],
    more: int = 0,
) -> Line:
    words = _wrapped(name, _LETTERS - 8)
    y = _HEAD + _WORD * (len(words) - 1)
    stops = []
    for slug in slugs:
        entry = known.get(slug)
        title = entry.name if entry else slug
        state = _UNSEEN.get(entry.status, "") if entry else "not there"
        also = [f"also on {name}" for name in others.get(slug, ())]
        told = ", ".join([state, *also] if state else also)
        lines = _wrapped(title, _LETTERS)
        stops.append(Stop(title, lines, told, y + 20, not state, bool(also)))
        y += _ROW + _WORD * (len(lines) - 1) + (_WORD if told else 0)
    return Line(name, words, tuple(stops), y + (_ROW if more else 0), more)


def _wrapped(text: str, letters: int) -> tuple[str, ...]:
    """The lines of a text, as few as there can be and then as equal as there can be."""
    lines = textwrap.wrap(text, letters, max_lines=_MOST_LINES, placeholder=" …") or [text]
    if len(text) <= letters * len(lines):  # nothing had to be left out
        for narrower in range(len(text) // len(lines), letters):
            equal = textwrap.wrap(text, max(narrower, 1))
            if len(equal) == len(lines):
                return tuple(equal)
    return tuple(lines)


def _originals(result: CheckResult) -> dict[str, EntrySummary]:
    """Each article once, by slug: in the language that comes first among its files."""
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
