"""Bring typed text to what it means, before Markdown is read: signs that nobody sees or types.

`meant` is given a text and gives one with as many lines, so that a line stays where it was. Within
a fence of code nothing is changed. What it does, in this order:

- Signs without width (U+200B, U+2060, U+FEFF, U+00AD) go, unless they stand within a word, where
  they say how it may be broken. So do marks of direction before the sign of a heading or a list.
- A line of nothing but spaces of any kind is an empty line; a space of any kind behind the sign of
  a heading, a list or a quotation, or before it, is a space.
- The points of a word processor (`•`, `·`, `▪`, `o`) begin the entries of a list, each kind of
  point inside of the one before.
- `##Heading` is a heading. One sign may be a hashtag, so there the space is needed.
- A file whose name has spaces, `[words](/images/my form.pdf)`, stands between `<` and `>`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["cells", "underline", "code", "lines", "footnote", "info"]
# What the steps change. Most texts hold none of it, and most of those no sign beyond ASCII.
_SIGN = re.compile(
    r"[\u00a0\u00ad\u200b\u2060\ufeff\u2000-\u200a\u202f\u3000\u2028\u2029\uf0a7\uf0b7•·▪◦‣"
    r"\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_TIGHT = re.compile(r"##[^#\s]")
_SPACED = re.compile(r"\]\((?:[^()<>\n ]|\([^()<>\n ]*\))+ [^()<>\n\" ]|\]\([^()<>\n ]+ \(")
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})")
_WIDTHLESS = re.compile(r"(?<!\w)[\u00ad\u200b\u2060]+|[\u00ad\u200b\u2060]+(?!\w)|\ufeff+")
# Marks of the direction of writing, copied along with a line; within it they say how it is read.
_DIRECTION = re.compile(
    r"^[\u200e\u200f\u202a-\u202e\u2066-\u2069]+(?=[ \t]*(?:[#>*+-]|\d{1,9}[.)]))"
)
_SPACE = "\u00a0\u2000-\u200a\u202f\u3000\u2028\u2029\x0b\x0c"
_SPACES = re.compile(f"[{_SPACE}]")
# From the beginning of a line up to its words.
_LEAD = re.compile(
    rf"[ \t>{_SPACE}]*(?:[-*+•·▪◦‣\uf0a7\uf0b7]|#{{1,6}}|\d{{1,9}}[.)])?[ \t{_SPACE}]+"
)
_TIGHT_HEADING = re.compile(r"^([ ]{0,3}#{2,6})(?=[^#\s])")
# “·” and the rest need a space behind them; “o” more than one, or a tab, if no point is above it.
_POINT = re.compile(r"([ \t>]*)([•·▪◦‣\uf0a7\uf0b7]|o(?=[ \t]))[ \t]*(?=\S)")
_LIST = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")

_BRACKET = re.compile(r"[()]")
_FILE = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_LONGEST_ADDRESS = 400
_SHORT = 45  # characters of a line of verse, or of an address on a letter; wrapped text has more
_BREAKS = ("\\", "  ", ">", "}")  # a line that ends so is broken already, or no line of words
_OPENS = tuple("\"'“‘«(*_")
_PROSE = re.compile(r"[\w\s.,;:!?'\"’‘“”()–—-]+")


@dataclass(frozen=True)
class Note:
    """What was read otherwise than it may have been meant: on which line (from 1), which words.

    "cells" were left out of a row that has more of them than its table has heads; an "underline"
    made a heading of prose; prose that is indented became "code"; short "lines" run together; a
    "footnote" is left out, for another has its sign; and what stands behind a fence of code and the
    name of its language is "info" that nobody sees.
    """

    kind: Kind
    line: int
    words: str


def is_prose(line: str) -> bool:
    """Return whether a line that is read as code is a sentence, or a part of one."""
    words = [word for word in line.split() if word[:1].isalpha()]
    return len(words) > 3 and _PROSE.fullmatch(line) is not None


def are_short(lines: Sequence[str]) -> bool:
    """Return whether lines were broken where they end, as verse is, and not by a program."""
    if any(len(line) > _SHORT or line.endswith(_BREAKS) for line in lines):
        return False
    if not all(line[:1].isalnum() or line[:1] in _OPENS for line in lines):
        return False
    # Chinese and Japanese say in so many characters what takes twice as many elsewhere.
    return not any(unicodedata.east_asian_width(line[0]) in "WF" for line in lines if line)


def meant(text: str) -> str:
    """Return the text as it was meant.

    >>> meant("##Rest\\u200b\\n•\\u00a0tea")
    '## Rest\\n- tea'
    """
    if not (
        (not text.isascii() and _SIGN.search(text))
        or any(sign in text for sign in ("o\t", "\x0b", "\x0c"))
        or ("##" in text and _TIGHT.search(text))
        or ("](" in text and _SPACED.search(text))
    ):
        return text
    lines, fence, points = [], "", ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        else:
            if not line.isascii():
                line = _DIRECTION.sub("", _WIDTHLESS.sub("", line))
            line = _one_kind_of_space(line)
            line = _TIGHT_HEADING.sub(r"\1 ", line, count=1)
            line, points = _as_entry(line, points)
            line = _with_brackets(line) if "](" in line and "`" not in line else line
        lines.append(line)
    return "\n".join(lines)


def _one_kind_of_space(line: str) -> str:
    """Return a line whose spaces are plain ones where they say what it is.

    >>> _one_kind_of_space("\\u00a0-\\u00a0\\u00a0tea"), _one_kind_of_space("\\u00a0")
    (' - tea', '')
    """
    if not _SPACES.search(line):
        return line
    if not line.strip():
        return ""
    lead = _LEAD.match(line)
    if lead is None or not lead[0].strip():  # it says nothing but that the line is indented
        return line
    sign = lead[0].rstrip()
    return f"{_SPACES.sub(' ', sign)} {line[lead.end() :]}"


def _with_brackets(line: str) -> str:
    """Return a line in which each address of a file that has spaces stands between < and >.

    >>> _with_brackets('![A desk](/images/my desk (1).jpg "Mine")')
    '![A desk](</images/my desk (1).jpg> "Mine")'
    """
    found, at = [], 0
    while (begin := line.find("](", at) + 2) > 1:
        end = _closing(line, begin)
        path, mark, title = line[begin:end].partition('"')
        path = path.strip()
        if " " in path and path[0] != "<" and _FILE.search(path) and (not mark or '"' in title):
            found += [line[at:begin], f"<{path}>", f" {mark}{title}" if mark else ""]
        else:
            found.append(line[at:end])
        at = end
    return "".join([*found, line[at:]])


def _closing(line: str, begin: int) -> int:
    """Return where the bracket is closed that is open at `begin`; `begin` if it is nowhere near."""
    depth = 1
    for sign in _BRACKET.finditer(line, begin, begin + _LONGEST_ADDRESS):
        depth += 1 if sign[0] == "(" else -1
        if depth == 0:
            return sign.start()
    return begin


def _as_entry(line: str, points: str) -> tuple[str, str]:
    """Return a line whose point makes it an entry of a list, and the kinds of points so far.

    >>> _as_entry("o tea", "•")
    ('  - tea', '•o')
    """
    found = _POINT.match(line)
    if found is None or (found[2] == "o" and not points and line[found.end(2)] != "\t"):
        goes_on = not line.strip() or line[:1] in " \t"
        return line, points if goes_on else ""
    before, kind = found[1], found[2]
    points = points[: points.index(kind) + 1] if kind in points else points + kind
    depth = "" if before.strip(">") else "  " * (len(points) - 1)
    return f"{before}{depth}- {line[found.end() :]}", points
