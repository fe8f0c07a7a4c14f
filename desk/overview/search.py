"""Find words in all texts of a practice: in headers, bodies, comments and facts, as typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from plugins.core.decode import contents, decode
from plugins.frontmatter import discovery, walk

_AROUND = 70  # signs before and after what is found
_MOST_PASSAGES = 3  # of one text
_MOST_TERMS = 20  # of what is looked for; more is no question but a text that was pasted
# A phrase between quotation marks of any kind, or a word.
_TERM = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|([^\s\"“”„«»]+)")
_TITLE = re.compile(r"^(?:title|path):(.*)", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s.*$", re.MULTILINE)
_GAP = re.compile(r"\n(?:[ \t]*\n)+|^---[ \t]*(?:\n|$)|\n---[ \t]*(?:\n|$)")
_SPACES = re.compile(r"\s+")
_SIGNS = {"’": "'", "‘": "'", "‛": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-",
          "\u2011": "-", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "}  # fmt: skip


@dataclass(frozen=True)
class Searched:
    """A text to search: its place in the content, its title, what is typed in it, and the same as
    it is compared, sign for sign: small letters without accents, on one line."""

    name: str
    title: str
    text: str
    folded: str


@dataclass(frozen=True)
class Passage:
    """A piece of a text, from a line of it; what was looked for is marked with True."""

    line: int
    parts: tuple[tuple[bool, str], ...]


@dataclass(frozen=True)
class Hit:
    """A text in which all was found, so many `times`, and the first passages."""

    name: str
    title: str
    times: int
    passages: tuple[Passage, ...]


def texts(content: Path, ignored: Iterable[str] = ()) -> Iterator[Searched]:
    """Yield each text of a content folder, and the YAML files beside them.

    Files that cannot be read as text are left out; the check tells of them.
    """
    found = walk.look(content, tuple(ignored))
    for name in found.files:
        if discovery.is_text(name) or ("/" not in name and name.endswith((".yaml", ".yml"))):
            with suppress(OSError):
                text, problems = decode(contents(content / name), name)
                if not problems:
                    yield searched(name, text)


def searched(name: str, text: str) -> Searched:
    """Return a text as it is searched. Its title is that of its header, or its name."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    title = _TITLE.search(text) if discovery.is_text(name) else None
    called = title[1].strip("\"' \t") if title else ""
    return Searched(name, called or name, text, folded(text))


def folded(text: str) -> str:
    """Return a text as it is compared; it has as many signs as before."""
    return text.translate(_FOLDING)


def terms(query: str) -> tuple[str, ...]:
    """Return what is looked for: words, and what stands between quotation marks as one."""
    found = (" ".join(folded(phrase or word).split()) for phrase, word in _TERM.findall(query))
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_TERMS]


def find(among: Iterable[Searched], query: str) -> tuple[Hit, ...]:
    """Return the texts in which each word of `query` begins a word, the best first.

    Best is what has the words in its title, then in a heading or a question, then most often.
    """
    wanted = terms(query)
    ranked = []
    for text in among if wanted else ():
        places = {term: _places(text.folded, term) for term in wanted}
        if not all(places.values()):
            continue
        title = folded(text.title)
        in_title = sum(bool(_places(title, term)) for term in wanted)
        headings = " ".join(folded(heading[0]) for heading in _HEADING.finditer(text.text))
        in_headings = sum(bool(_places(headings, term)) for term in wanted)
        spans = [(at, at + len(term)) for term, some in places.items() for at in some]
        spans.sort(key=lambda span: (span[0], -span[1]))  # of two from one place, the longer
        hit = Hit(text.name, text.title, len(spans), tuple(_passages(text.text, spans)))
        ranked.append(((-in_title, -in_headings, -len(spans), text.name), hit))
    return tuple(hit for _, hit in sorted(ranked, key=lambda one: one[0]))


class _Folding(dict[int, str]):
    """What each sign is compared as: one sign for one, so that places stay the same."""

    def __missing__(self, sign: int) -> str:
        letter = chr(sign)
        plain = _SIGNS.get(letter) or unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter
        self[sign] = plain
        return plain


_FOLDING = _Folding()


def _places(text: str, term: str) -> list[int]:
    """Return where `term` stands at the beginning of a word."""
    found, at = [], text.find(term)
    while at >= 0:
        if not at or not (text[at - 1].isalnum() and term[0].isalnum()):
            found.append(at)
        at = text.find(term, at + len(term))
    return found


def _passages(text: str, spans: list[tuple[int, int]]) -> Iterator[Passage]:
    """Yield the first passages in which something is found, those that touch as one."""
    windows: list[list[tuple[int, int]]] = []
    for span in spans:
        near = windows and span[0] - windows[-1][-1][1] <= _AROUND
        if near and not _GAP.search(text, windows[-1][-1][1], span[0]):
            if span[0] >= windows[-1][-1][1]:  # not a second word within the first
                windows[-1].append(span)
        elif len(windows) == _MOST_PASSAGES:
            break
        else:
            windows.append([span])
    for window in windows:
        begin = min(_word_from(text, window[0][0] - _AROUND), window[0][0])
        end = max(_word_until(text, window[-1][1] + _AROUND), window[-1][1])
        for gap in _GAP.finditer(text, begin, window[0][0]):  # no more than its own paragraph
            begin = gap.end()
        if gap_behind := _GAP.search(text, window[-1][1], end):
            end = gap_behind.start()
        cuts = [begin, *(at for span in window for at in span), end]
        told = [
            (bool(number % 2), _SPACES.sub(" ", text[a:b]))
            for number, (a, b) in enumerate(pairwise(cuts))
        ]
        cut = begin and not text[:begin].endswith("\n")
        told[0] = (False, f"… {told[0][1].lstrip()}" if cut else told[0][1].lstrip())
        cut = end < len(text) and text[end] != "\n"
        told[-1] = (False, told[-1][1].rstrip() + (" …" if cut else ""))
        line = text.count("\n", 0, window[0][0]) + 1
        yield Passage(line, tuple(part for part in told if part[1]))


def _word_from(text: str, at: int) -> int:
    """Return where the first whole word from `at` on begins."""
    if at <= 0:
        return 0
    while at < len(text) and not text[at - 1].isspace():
        at += 1
    return at


def _word_until(text: str, at: int) -> int:
    """Return where the last whole word before `at` ends."""
    if at >= len(text):
        return len(text)
    while at > 0 and not text[at].isspace():
        at -= 1
    return at
