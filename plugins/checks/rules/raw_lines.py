"""Lists and tables that were not understood, and stayed the lines of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# What a word processor puts before a point. In a text it is never anything else.
BULLETS = ("•", "▪", "◦", "‣")
_BULLET = re.compile(rf"[ ]*([{''.join(BULLETS)}])[ \t]*\S")
# Signs that also stand within a sentence, or before a name: only two in a row make a list.
_POINT = re.compile(r"[ ]*([-*+·–])[ \t]+\S")
_TIGHT = re.compile(r"(-)[^\W\d_]")
_NUMBER = re.compile(r"[ ]*(\d{1,2})([.)])[ \t]+\S")
_RULE = re.compile(r"\|?[ ]*:?--[-:| ]*$")
_ROW = re.compile(r"[ ]*\|.*\||[^|]*\S[ ]\|[ ]+\S")
_LIST = "This list is not understood, and its points would run together in one paragraph."
_ABOVE = "eave an empty line above the first one."  # of points


def lines_left(paragraphs: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The line, what is wrong and the remedy: once for each paragraph, and for each list.

    `paragraphs` are what a visitor reads, a line of the source a line.
    """
    before = ""
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        found = next(filter(None, map(_said, *_neighbors(lines))), None)
        # Points with empty lines between them are paragraphs of one list: the first is enough.
        going_on = before and lines[0].lstrip().startswith(before)
        if found and not going_on:
            yield found
        bullet = _BULLET.match(lines[0])
        before = bullet[1] if bullet else ""


def _neighbors(lines: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """The lines above, themselves, below, and below these."""
    return ["", *lines[:-1]], lines, [*lines[1:], ""], [*lines[2:], "", ""]


def _said(above: str, line: str, below: str, second: str) -> tuple[str, str, str] | None:
    """What is said of one line, by what stands around it."""
    if bullet := _BULLET.match(line):
        return (
            line,
            f"“{bullet[1]}” makes no list here, and its points would run together.",
            f"Begin each point with “- ” instead, and l{_ABOVE}",
        )
    if _ROW.match(line) and _RULE.match(below.strip()) and "|" in below:
        return (
            line,
            "This table is not understood, because other words stand right above it.",
            "Leave an empty line above its first row.",
        )
    if _ROW.match(line) and _ROW.match(below) and not _RULE.match(second.strip()):
        cells = line.strip().strip("|").count("|") + 1
        return (
            line,
            (
                "These lines look like a table and are none, because the line below its head is "
                "missing."
            ),
            (
                f"Write below the first of them a line “|{'---|' * cells}”, and leave an empty "
                "line above."
            ),
        )
    remedy = _list_remedy(above.rstrip(), line, below)
    return (line, _LIST, remedy) if remedy else None


def _list_remedy(above: str, line: str, below: str) -> str:
    """How this line becomes a point of a list; "" if it is none."""
    if point := _POINT.match(line):
        if point[1] in "-*+":
            follows = above.endswith(":") or _POINT.match(below)
            return f"L{_ABOVE}" if follows else ""
        same = _POINT.match(below)
        if same and same[1] == point[1]:
            return f"Begin each point with “- ” instead, and l{_ABOVE}"
    if _TIGHT.match(line) and _TIGHT.match(below):
        return f"Put a space behind each “-”, and l{_ABOVE}"
    number = _NUMBER.match(line)
    if number and number[1] == "1" and (_NUMBER.match(below) or above.endswith(":")):
        return f"L{_ABOVE}" if number[2] == "." else f"Write 1. instead of 1), and l{_ABOVE}"
    return ""
