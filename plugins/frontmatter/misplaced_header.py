"""Tells what Markdown left as it was typed, and what a visitor would see as signs in the text."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from plugins.core.problem import Problem
from plugins.core.rules.texts import HEADING_LEFT_OVER, NAME_LEFT_OVER
from plugins.frontmatter.header import Source

_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_NAME = re.compile(r"\{:[ ]*[.#][^{}<>\n]*\}")
_HEADING = re.compile(r"^[ ]{0,3}(#{2,6}[ ]+\S[^<\n]*)", re.MULTILINE)


def left_over(source: Source, html: str) -> list[Problem]:
    """A `{: .pause}` that names nothing and a `## Heading` that is none. `html` is cleaned."""
    if "{:" not in html and "## " not in html:
        return []
    text = _CODE.sub("", html)  # where they are meant to be seen
    names = [unescape(name) for name in _NAME.findall(text)]
    lines = [line.strip() for line in source.body.split("\n")]
    told = [_name(source, line, name) for line, name in _places(lines, names)]
    headings = [unescape(words).strip() for words in _HEADING.findall(text)]
    # One that is meant as text was typed with a "\" before it.
    return told + [_heading(source, words) for words in headings if words in lines]


def _places(lines: list[str], names: list[str]) -> list[tuple[int, str]]:
    """The line (from 0) of each name: below an empty line, or beside other words on its line."""
    bare = ["", *(line.strip("> ") for line in lines)]
    found = []
    for name, times in Counter(names).items():
        typed = [n for n, line in enumerate(bare) if name in line]
        stray = [n for n in typed if bare[n] != name or not bare[n - 1]] or typed or [1]
        found += [(n - 1, name) for n in stray[:times]]
    return found


def _name(source: Source, line: int, name: str) -> Problem:
    return NAME_LEFT_OVER.problem(
        source.path,
        source.body_line + line,
        f"“{name}” names nothing here, and would be printed as it stands.",
        "Write it on a line of its own, right below the paragraph or quotation that it is for, "
        "without an empty line between them.",
    )


def _heading(source: Source, words: str) -> Problem:
    return HEADING_LEFT_OVER.problem(
        source.path,
        source.line_of(words),
        f"“{words}” stands between HTML tags, where Markdown is not read.",
        'Write <div markdown="1"> instead of <div>, or take the tags out.',
    )
