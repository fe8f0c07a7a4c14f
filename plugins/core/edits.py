"""Change single places of a text, and leave every other byte of it as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, order=True)
class Edit:
    """A change of a file that a program may make by itself, once its writer has seen it.

    At `line` and `column` (from 1, in letters) stands `old`, and `new` is to stand there. Lines end
    with \\n in both, whatever ends them in the file.
    """

    line: int
    column: int
    old: str
    new: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with its edits made.

    Left out are those whose `old` does not stand there any more, and the second of two that
    overlap.
    """
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    usual = ends[0][0] if ends else "\n"
    pieces, at = [], 0
    for edit in sorted(set(edits)):
        if not 1 <= edit.line <= len(starts):
            continue
        start = starts[edit.line - 1] + edit.column - 1
        typed = re.escape(edit.old).replace("\\\n", f"(?:{_LINE_END.pattern})")
        found = re.compile(typed).match(text, start)
        if start < at or not found:
            continue
        here = ends[edit.line - 1][0] if edit.line <= len(ends) else usual
        pieces += [text[at:start], edit.new.replace("\n", here)]
        at = found.end()
    return "".join([*pieces, text[at:]])
