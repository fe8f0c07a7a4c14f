"""The text of a Markdown body as blocks with their lines, so that a rule can say where it reads.

This is no second parse: one pass over the lines that knows what begins a block, and leaves out
what nobody reads as prose (code, HTML tags, addresses of links).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "quote", "row", "html", "code"]

_HEADING = re.compile(r"(#{1,6})[ \t]++(.*)$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]++(.*)")
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{:?[^{}]*\}[ \t]*$")
_RULE = re.compile(r"[|:\- \t]+$")
# What stands in a line besides its words. One pass; the group that matched says what is kept.
# Each alternative begins with a sign of its own, so that `re` finds the places by their signs.
_MARKUP = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)(?:\{[^{}]*\})?"
    r"|\[(?P<text>[^\[\]]*)\](?:\([^()]*\)|\[[^\]]*\])(?:\{[^{}]*\})?"
    r"|</?[a-zA-Z][^<>]*>|<(?P<auto>[a-z]+:[^<>\s]*|[^<>\s@]+@[^<>\s]+)>"
    r"|\[\^[^\]]+\]:?|``*(?P<code>[^`]*)`+|\\(?P<sign>[^\w\s])|\*\**"
    r"|_(?<!\w_)_*|__*(?!\w)"
)


@dataclass(frozen=True)
class Block:
    """One block of a text. `text` holds its words without markup, a line of the source a line.

    `line` is where it begins in the file, counted from 1; `level` is that of a heading (1-6),
    else 0. `section` is the text of the last heading above it, "" before the first.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    section: str = ""

    def line_at(self, position: int) -> int:
        """Return the line in the file on which the character `position` of `text` stands."""
        return self.line + self.text.count("\n", 0, position)


def words_only(line: str) -> str:
    """Return a line of Markdown as it is read: links by their words, pictures by what they show."""
    if not any(sign in line for sign in "[<`*_\\!"):
        return line
    return _MARKUP.sub(lambda found: found[found.lastgroup] if found.lastgroup else "", line)


def blocks(body: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of a Markdown `body` that begins on the line `first_line` of its file."""
    found: list[Block] = []
    kind: Kind = "paragraph"
    pending: list[str] = []
    begun = 0
    section = ""
    fence = ""

    def close() -> None:
        if pending:
            text = "\n".join(pending)
            if text.strip():
                found.append(Block(kind, text, begun, section=section))
            pending.clear()

    for number, raw in enumerate(body.split("\n"), first_line):
        if fence:
            pending.append(raw)
            if raw.strip().startswith(fence):
                fence = ""
                close()
            continue
        line = raw.strip()
        if not line:
            close()
            continue
        if line[0] in "`~" and (opened := _FENCE.match(raw)):
            close()
            fence, kind, begun = opened[1], "code", number
            pending.append(raw)
            continue
        if line[0] == "#" and (heading := _HEADING.match(line)):
            close()
            typed = heading[2].rstrip().rstrip("#").rstrip()
            section = words_only(_ATTRIBUTES.sub("", typed)).strip()
            found.append(Block("heading", section, number, len(heading[1]), section))
            continue
        if line.startswith("{:") and line.endswith("}"):
            continue  # what follows still belongs to the block above
        now, line = _begun(raw, line, alone=not pending)
        if now in ("item", "row"):
            close()
        if now == "row" and _RULE.match(raw.strip()):
            continue
        if pending and (now == kind or now in ("paragraph", "html")):
            pending.append(words_only(line))
            continue
        close()
        kind, begun = now, number
        pending.append(words_only(line))
    close()
    return found


def _begun(raw: str, line: str, *, alone: bool) -> tuple[Kind, str]:
    """Return what a line begins, or goes on with, and its words; HTML begins only `alone`."""
    if line[0] == ">":
        return "quote", line.lstrip("> ")
    if item := _ITEM.match(raw):
        return "item", item[1]
    if line[0] == "|":
        return "row", line.strip("|").replace("|", " · ")
    return "html" if line[0] == "<" and line[-1] == ">" and alone else "paragraph", line
