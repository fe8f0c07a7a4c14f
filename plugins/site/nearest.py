"""Find what somebody may have meant by an address or a name at which nothing is."""

from __future__ import annotations

import difflib
import math
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from plugins.core.file_names import same_to_some
from plugins.core.slug import slugify

_MOST = 3  # that are proposed
_SURE, _FAINT = 0.5, 0.2  # of what a word of the address can weigh
_IN_TEXT = 0.45  # what a word counts for in a text, against one in a title
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"\]\([^()\s]*|https?://\S+")  # what a link leads to says nothing itself
_ENDS = ("ings", "ing", "ers", "er", "ed", "ly", "es", "s")
_EMPTY = (
    "a about an and are as at be by can do does for from how i in is it its me my of on or our "
    "that the their this to we what when where which who why will with you your "
    "article articles blog click here html index learn link more page pages php post posts "
    "read see all new no not old one two three category tag theme css js gone missing nowhere"
)
_SAY_NOTHING = frozenset(_EMPTY.split())


@dataclass(frozen=True)
class Text:
    """What may be meant: its address without a slash in front, what it is called, its language,
    and its words."""

    url: str
    title: str
    lang: str
    words: str


class Nearest:
    """What visitors may read, by the words of its address, its title and its text."""

    def __init__(self, public: Iterable[Text], lang: str) -> None:
        """Take the published articles and pages, and the language of addresses without one.

        Nothing that is hidden, a draft or scheduled may be among them: all may be proposed.
        """
        self._all = list(public)
        self._default = lang
        self.pages = lru_cache(1000)(self._pages)

    def _pages(self, sought: str, said: str = "", on: str = "") -> tuple[tuple[str, ...], bool]:
        """Return the addresses, at most three, that may be meant by one that is not there, and
        whether the first is only spelled otherwise.

        `sought` is that address, or the name of a file; `said` are the words of the link, and `on`
        is the page with it. Only the last part of an address tells one page from another. There
        is one if it is likelier than all others by far, and none where no word is anywhere.
        """
        parts = [part for part in sought.split("/") if part.strip(".")]
        langs = {one.lang for one in self._all}
        lang = parts[0] if parts and parts[0] in langs else self._default
        last = slugify(posixpath.splitext(parts[-1])[0]) if parts else ""
        near = self._alike(last, lang)
        if near and near != f"/{on}":
            return (near,), True
        called = _words(said)
        called = called if len(called) > 1 else frozenset()  # “more” may stand for anything
        scores = self._scores(_words(last))
        for number, score in self._scores(called).items():
            scores[number] = max(score, scores[number])
        found = sorted(
            (-score, self._all[number].lang != lang, f"/{self._all[number].url}")
            for number, score in scores.items()
            if score >= _FAINT and self._all[number].url != on
        )
        if not found:
            return (), False
        same = [one for one in found if not one[1]]
        found = same or found
        best, *others = found
        if -best[0] >= _SURE and (not others or -best[0] >= 1.4 * -others[0][0]):
            return (best[2],), False
        return tuple(address for *_, address in found[:_MOST]), False

    def _alike(self, slug: str, lang: str) -> str:
        """Return the address whose last part is spelled nearly the same, "" if none or several."""
        names: dict[str, list[Text]] = defaultdict(list)
        for one in self._all:
            names[_last(one.url)].append(one)
        close = [slug] if slug in names else _swapped(slug, names)
        close = close or difflib.get_close_matches(slug, names, n=2, cutoff=0.8)
        if len(close) != 1:
            return ""
        own = sorted(names[close[0]], key=lambda one: one.lang != lang)
        return f"/{own[0].url}"

    def _scores(self, words: frozenset[str]) -> dict[int, float]:
        """Return which part of the words each page has, by its number; what is rare counts more."""
        scores: dict[int, float] = defaultdict(float)
        weight = {word: self._weight(word) for word in words}
        whole = sum(weight.values())
        for word, weighs in weight.items():
            titled, written = self._titles.get(word, set()), self._texts.get(word, set())
            for number in titled | written:
                scores[number] += weighs * (1 if number in titled else _IN_TEXT) / whole
        return scores

    def _weight(self, word: str) -> float:
        """Return how well a word tells one page from another (inverse document frequency)."""
        there = len(self._titles.get(word, set()) | self._texts.get(word, set()))
        return math.log(1 + len(self._all) / max(there, 1))

    @cached_property
    def _titles(self) -> dict[str, set[int]]:
        return self._index(lambda one: f"{_last(one.url)} {slugify(one.title)}")

    @cached_property
    def _texts(self) -> dict[str, set[int]]:
        return self._index(lambda one: _ADDRESS.sub(" ", one.words))

    def _index(self, text: Callable[[Text], str]) -> dict[str, set[int]]:
        index: dict[str, set[int]] = defaultdict(set)
        for number, one in enumerate(self._all):
            for word in _words(text(one)):
                index[word].add(number)
        return index


def file(name: str, known: Iterable[str]) -> str:
    """Return the one of the `known` files that may be meant by a name, "" if none or several.

    First those that differ in capital letters, then those in another folder, then those of
    another kind, then those that are spelled nearly so.
    """
    known = sorted(known)
    stem = posixpath.splitext
    base = posixpath.basename
    for same in (same_to_some, lambda one: same_to_some(base(one)), _loose):
        found = [one for one in known if same(one) == same(name)]
        if found:
            return found[0] if len(found) == 1 else ""
    by_stem: dict[str, list[str]] = defaultdict(list)
    for one in known:
        by_stem[same_to_some(stem(base(one))[0])].append(one)
    wanted = same_to_some(stem(base(name))[0])
    close = _swapped(wanted, by_stem)
    close = close or difflib.get_close_matches(wanted, by_stem, n=1, cutoff=0.8)
    # “img-2” is another picture than “img-1”, however alike the two are.
    if not close or re.findall(r"\d+", close[0]) != re.findall(r"\d+", wanted):
        return ""
    return by_stem[close[0]][0] if len(by_stem[close[0]]) == 1 else ""


def _swapped(name: str, known: Iterable[str]) -> list[str]:
    """Return those in which two letters beside each other are swapped, as in “rets” for “rest”."""
    found = []
    for one in known:
        wrong = [at for at, pair in enumerate(zip(one, name, strict=False)) if pair[0] != pair[1]]
        if len(one) == len(name) and len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            first, second = wrong
            found += [one] if (one[first], one[second]) == (name[second], name[first]) else []
    return found


def _last(url: str) -> str:
    return posixpath.basename(url.rstrip("/"))


def _loose(name: str) -> str:
    """Return a name without its folder, its ending, accents, and what parts its words."""
    return slugify(posixpath.splitext(posixpath.basename(name))[0])


def _words(text: str) -> frozenset[str]:
    """Return the words that say something, without their endings."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if len(word) > 1) - (
        _SAY_NOTHING
    )


@lru_cache(50_000)
def _stem(word: str) -> str:
    if word in _SAY_NOTHING:
        return word
    end = next((end for end in _ENDS if word.endswith(end) and len(word) - len(end) >= 4), "")
    if not end and len(word) > 3 and word.endswith("s"):
        end = "s"
    return word.removesuffix(end)
