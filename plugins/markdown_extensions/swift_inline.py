"""A Python-Markdown extension that spares a text the looks for signs that it does not hold.

Python-Markdown looks for each of some twenty inline patterns in each piece of a text, for each
kind of block at each paragraph, and for fences and tabs in all of it. Most of these have a sign of
their own; where it is missing, they cannot match. The result is the same, and a good third of the
time is saved.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

from markdown import Extension, Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX, AtomicString

# Python-Markdown's own names of its patterns (markdown.inlinepatterns, build_inlinepatterns) and
# the signs of which each needs one to match. Any other pattern is always looked for.
_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "!",
    "image_reference": "!",
    "short_reference": "[",
    "short_image_ref": "!",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
    "footnote": "[",
}
# Each alternative begins with a sign of its own, so that `re` finds the places by their signs.
_ANY_SIGN = re.compile(r"`|\\|\[|<|&|\*|_|\n(?<=  \n)")
_ALL_SIGNS = frozenset("".join(_SIGNS.values()))
# The same for kinds of blocks.
_BLOCKS = {
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": ("-", "*", "_"),
    "deflist": (":",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}


class _SwiftInline(InlineProcessor):
    """Python-Markdown's own, given only the patterns and the pieces that can match."""

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        whole = "".join(tree.itertext())
        signs = {sign for sign in _ALL_SIGNS if sign in whole}
        known = self.md.inlinePatterns
        ours = {name: known[name] for name in _SIGNS if name in known}
        missing = [ours[name] for name in ours if signs.isdisjoint(_SIGNS[name])]
        left: Any = [pattern for pattern in known if pattern not in missing]
        self.inlinePatterns = left  # Markdown asks for no more than a list can do
        if len(ours) < len(known):  # somebody's own pattern may match anything
            return super().run(tree, ancestors)
        plain = [one for one in tree.iter() if one.text and not _ANY_SIGN.search(one.text)]
        kept = [(one, one.text) for one in plain if not isinstance(one.text, AtomicString)]
        for one, text in kept:
            one.text = AtomicString(text)  # Markdown's word for what it need not look into
        super().run(tree, ancestors)
        for one, text in kept:
            one.text = text
        return tree


def _step_where(
    run: Callable[[list[str]], list[str]], signs: tuple[str, ...], end: str = ""
) -> Callable[[list[str]], list[str]]:
    """Return a step that is left out where none of its signs stands in the text."""

    def spared(lines: list[str]) -> list[str]:
        text = "\n".join(lines) + end
        return run(lines) if any(sign in text for sign in signs) else text.split("\n")

    return spared


def _block_where(
    test: Callable[[ET.Element, str], bool], signs: tuple[str, ...]
) -> Callable[[ET.Element, str], bool]:
    """Return the test of a kind of block that is not looked for where none of its signs stands."""

    def spared(parent: ET.Element, block: str) -> bool:
        for sign in signs:  # a generator would take as long as the look
            if sign in block:
                return test(parent, block)
        return False

    return spared


class SwiftInlineExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        md.treeprocessors.register(_SwiftInline(md), "inline", 20)
        if "toc" in md.treeprocessors and not getattr(md.treeprocessors["toc"], "marker", True):
            # It sets the headings' ids; the list that it also makes stands nowhere.
            vars(md.treeprocessors["toc"])["build_toc_div"] = lambda _: ET.Element("div")
        steps, kinds = md.preprocessors, md.parser.blockprocessors
        space, signs = steps["normalize_whitespace"], ("\t", " \n", "\r", STX, ETX)
        vars(space)["run"] = _step_where(space.run, signs, "\n\n")
        if "fenced_code_block" in steps:
            fence = steps["fenced_code_block"]
            vars(fence)["run"] = _step_where(fence.run, ("```", "~~~"))
        for name in filter(kinds.__contains__, _BLOCKS):
            vars(kinds[name])["test"] = _block_where(kinds[name].test, _BLOCKS[name])


def makeExtension(**kwargs: object) -> SwiftInlineExtension:  # noqa: N802
    return SwiftInlineExtension(**kwargs)
