"""Where the words that a rule is about stand in a text, after a quick look whether they can."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from plugins.checks.blocks import Block
from plugins.checks.document import Document
from plugins.checks.rules import sentences


@dataclass(frozen=True)
class Said:
    """What a pattern matches in a block, whose `text` is on one line; `str` is how it is typed."""

    document: Document
    block: Block
    text: str
    match: re.Match[str]
    position: int  # in the sentence that is meant: what matches may begin before it

    def __str__(self) -> str:
        typed = self.block.text[slice(*self.match.span())]
        return " ".join(typed.split()).strip(' .,“”"')

    @property
    def place(self) -> tuple[str, int]:
        """Return the path of the file, and the line on which it begins."""
        return self.document.path, self.block.line_at(self.match.start())

    @cached_property
    def span(self) -> tuple[int, int]:
        """Return where the sentence begins and ends in `text`."""
        return sentences.around(self.text, self.position)

    @property
    def sentence(self) -> str:
        """Return the sentence in which it stands."""
        return self.text[slice(*self.span)]

    @property
    def before(self) -> str:
        """Return what comes before it in its sentence."""
        return self.text[self.span[0] : self.match.start()]

    def rejected(self) -> bool:
        """Return whether its own sentence takes it back."""
        return sentences.rejected(self.text, self.span, self.match.span())


def found(document: Document, pattern: re.Pattern[str], keys: Iterable[str]) -> Iterator[Said]:
    """Yield each match of a pattern, in the blocks that hold one of `keys` (in small letters)."""
    small, ends = document.sentences_small
    numbers: set[int] = set()
    for key in keys:
        at = small.find(key)
        while at >= 0:
            numbers.add(number := bisect_right(ends, at))
            at = small.find(key, ends[number])  # one is enough of each block
    for number in sorted(numbers):
        block = document.sentences_at[number]
        text = block.text.replace("\n", " ")
        for match in pattern.finditer(text):
            yield Said(document, block, text, match, match.start())
