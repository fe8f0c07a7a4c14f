"""How many years of school a text asks of its reader, by the formula of Flesch and Kincaid.

The grade is 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid, Fishburne,
Rogers and Chissom, Naval Technical Training Command Research Branch Report 8-75, 1975). Words,
sentences and syllables are counted as textstat 0.7.3 counts them, with the same dictionary of
hyphenation; a test holds figures of textstat's beside ours. That dictionary never breaks off a
single letter (“any” is one piece), so the grade is rather too low than too high.

Why not textstat's own figures: it rounds syllables per word to one decimal before it multiplies,
so that one word more or less can move its Flesch-Kincaid grade by 1.2. Its consensus
(`text_standard`) is the most frequent of some seventeen rounded figures, jumps by whole grades,
and takes ten milliseconds for an article. The formula itself moves only as far as the text does,
and a word that has been met before is not looked up again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pyphen import Pyphen

from plugins.checks.blocks import Block

_NO_LETTER = re.compile(r"\W")
_SENTENCE = re.compile(r"\b[^.!?]+")
_FEWEST = 3  # words of a sentence; textstat takes fewer (“Yes.”, “Dr.”) for a scrap
_TOKEN = re.compile(r"\S+")
_SITE = re.compile(r"(?:https?://|www\.|mailto:)\S+")
_DOMAIN = re.compile(r"\.\w+")
_BETWEEN_WORDS = re.compile("[–—/·]")


def grade(text: str) -> float:
    """Return the reading grade of a plain text: 8.0 is read with ease in the eighth grade.

    Very short words in very short sentences can come below zero. A text without a word is 0.
    """
    syllables = [count for count in map(_syllables, text.lower().split()) if count]
    if not syllables:
        return 0.0
    sentences = sum(len(one.split(None, _FEWEST)) >= _FEWEST for one in _SENTENCE.findall(text))
    words = len(syllables)
    return 0.39 * words / max(1, sentences) + 11.8 * sum(syllables) / words - 15.59


def prose(blocks: Iterable[Block]) -> str:
    """Return what of a body is read sentence by sentence: its paragraphs and the items of lists.

    Headings, tables, code and addresses are not sentences. A quotation is left out because most
    of them say once more what a paragraph says already. An item or a paragraph that ends without
    a full stop gets one, so that it does not run on into the next.
    """
    parts = []
    for block in blocks:
        if block.kind in ("paragraph", "item"):
            text = block.text.strip()
            if "/" in text or "@" in text:
                text = _TOKEN.sub(_without_address, text)
            parts.append(text if text.endswith((".", "!", "?")) else f"{text}.")
    return _BETWEEN_WORDS.sub(" ", "\n".join(parts))


def _without_address(token: re.Match[str]) -> str:
    """Return a word without the e-mail or web address in it, in time that grows as the word."""
    word = token[0]
    at, domain = word.find("@", 1), None
    for domain in _DOMAIN.finditer(word):  # noqa: B007  # the last one
        pass
    if domain and 0 < at < domain.start() - 1 and not _SITE.match(word):
        word = word[domain.end() :]
    return _SITE.sub("", word)


@lru_cache(1)
def _dictionary() -> Pyphen:
    """Return where English words are parted, which takes as long to read as many texts."""
    return Pyphen(lang="en_US")


@lru_cache(maxsize=1 << 16)
def _syllables(word: str) -> int:
    """Return the syllables of a word with the signs around and in it; 0 for nothing but signs."""
    letters = _NO_LETTER.sub("", word)
    return len(_dictionary().positions(letters)) + 1 if letters else 0
