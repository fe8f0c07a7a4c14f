"""A quick look whether a text holds what a rule is about, before anything slow is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from plugins.checks.blocks import Block
from plugins.checks.document import Document


def figures(document: Document) -> frozenset[str]:
    """The words of a text that end in a figure."""
    return _figures(document.words)


@lru_cache(maxsize=2)
def _figures(words: frozenset[str]) -> frozenset[str]:
    every = "".join(words)
    if not any(figure in every for figure in "0123456789"):
        return frozenset()
    return frozenset(word for word in words if "0" <= word[-1] <= "9")


@lru_cache(maxsize=2)
def _small(body: str, header: str) -> str:
    return f"{header} {body}".lower().replace("\n", " ")


def blocks_with(document: Document, keys: Iterable[str]) -> Iterator[tuple[Block, str]]:
    """The blocks in which one of `keys` stands (in small letters), and their text on one line."""
    keys = list(keys)
    if not keys:
        return
    fields = document.fields
    whole = _small(document.source.body, f"{fields.get('title')} {fields.get('summary')}")
    there = [key for key in keys if key in whole]
    for block in document.sentences_at if there else ():
        text = block.text.replace("\n", " ")
        small = text.lower()
        if any(key in small for key in there):
            yield block, text
