"""Bring the plain values of a YAML text to what was typed, where YAML would cut or refuse them.

    title: Rest, part #2            title: 'Rest, part #2'       a comment would begin at “ #”
    title: Parts: an introduction   title: 'Parts: …'            a mapping within a line
    accent: #ab3                    accent: '#ab3'               a comment, and nothing else
    title: !x   &t x   *x   @x %x   title: '!x'                  a tag, an anchor, an alias …
    title: "Parts" and more         title: '"Parts" and more'    the text ends with the second mark
    tags: [IFS, part #2]            tags: [IFS, 'part #2']
    tags:⏎⇥- IFS                    tags:⏎  - IFS                tabs are no indentation

Whoever types this means the text (YAML 1.2.2, sections 5.3, 6.1, 6.6 and 7.3.3, say else). What may
as well be meant otherwise stays, and is a problem that shows how it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from plugins.core.edits import Edit
from plugins.core.problem import Problem
from plugins.core.rules.data_files import YAML, YAML_COMMENT

# A text of which each line is an entry, or one of a list, that YAML reads as it was typed.
_SURE = re.compile(
    r"""(?>[ ]*+(?>
        (?:-[ ])?[\w-]++:(?>[ ](?>"[^"\\\n]*+"|'[^'\n]*+'|\[[\w, ]*+\]|
            [\w(“‘¿¡][^\n#:]*+(?::(?=[^\s])[^\n#:]*+)*+))?+
        |-[ ][\w(“‘][^\n#:]*+
        )?+(?:\n|\Z))*+\Z""",
    re.VERBOSE,
)
_SIGNS = frozenset("!&*%@`|>,]}#")  # YAML 1.2.2, section 5.3: with these no plain text begins
_BLOCK = re.compile(r"[|>](?:[+-][1-9]?|[1-9][+-]?)?(?:[ \t]+#.*)?$")
_TAG = re.compile(r"!!(?:str|int|float|bool|null|seq|map|set|binary|timestamp)\b|!<")
_NAMED = re.compile(r"[&*]([\w-]+)(?=[ \t]|$)")
_MARK = re.compile(r"[&*][\w-]+")
_OF_MORE = re.compile(r"&[\w-]+(?:[ \t]+[\[{|>]|$)")  # an anchor of something larger
_HASH = re.compile(r"(?:^|[ \t])#")
_COLOR = re.compile(r"(?:[0-9a-f]{3}){1,2}(?=\s|$)", re.IGNORECASE)  # behind its #
_COLON = re.compile(r":(?=[ \t]|$)")
_ENTRY = re.compile(r"-[ ]|[\w-]+:(?:[ \t]|$)")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\[0abtnvfre "/\\N_LPxuU\n])*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
_APOSTROPHE = re.compile(r"'(?:tis|twas|til|cause|em|round|\d\ds)\b", re.IGNORECASE)
_NO_TEXT = re.compile(r"[-\d.:TZ+]+|true|false|yes|no|draft|published|hidden", re.IGNORECASE)


@dataclass
class _Text:
    """The lines of a text, which are changed in their places."""

    lines: list[str]
    path: str
    first: int
    problems: list[Problem] = field(default_factory=list)

    def names(self, mark: str, value: str) -> bool:
        """Return whether the value begins with a name that stands elsewhere behind `mark`."""
        named = _NAMED.match(value)
        return bool(named and mark + named[1] in self.marks)

    @cached_property
    def marks(self) -> frozenset[str]:
        """All that may be anchors and aliases, with their signs."""
        return frozenset(_MARK.findall("\n".join(self.lines)))


@dataclass(frozen=True)
class _Value:
    """Where a value stands: its line, where it begins there, and the last line that it may have."""

    line: int
    start: int
    last: int


def as_typed(text: str, path: str = "", first_line: int = 1) -> tuple[str, list[Problem]]:
    """Return a text of as many lines that YAML reads as it was typed, and what is not certain."""
    if _SURE.match(text):
        return text, []
    whole = _Text(text.split("\n"), path, first_line)
    if any(line.lstrip(" ").startswith("? ") for line in whole.lines):
        return text, []  # a name over several lines (section 8.2.2), which only programs write
    at = 0
    while at < len(whole.lines):
        at = _line(whole, at)
    return "\n".join(whole.lines), whole.problems


def in_quotes(text: str) -> str:
    """Return a text between the quotation marks that YAML reads, as a message shows it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _line(whole: _Text, at: int) -> int:
    """Bring the value that begins on a line to what was typed; return the line to go on with."""
    line = whole.lines[at]
    column = start = _indent(line)
    if line[start : start + 1] in ("", "#", "\t"):
        return at + 1
    while line.startswith("- ", start):
        column, start = start, start + 2 + _indent(line[start + 2 :])
    in_list = start > _indent(line)
    colon = _COLON.search(line, start) if line[start : start + 1] not in tuple("'\"[{") else None
    if colon and not _HASH.search(line, start, colon.start()):
        column, start = start, colon.end()
        rest = line[start:].lstrip(" \t")
        gap = len(line) - len(rest) - start
        line = whole.lines[at] = line[:start] + " " * gap + rest
        start += gap
    elif not in_list:
        return at + 1  # neither an entry nor one of a list
    value = line[start:].rstrip()
    if not value:
        _untab(whole, at + 1)
        return at + 1
    last = _last(whole, at, column)
    place = _Value(at, start, last)
    if _BLOCK.match(value):
        return last + 1
    if value[0] in "[{":
        return _flow(whole, place) or at + 1
    (_quoted if value[0] in "'\"" else _plain)(whole, place)
    return last + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _untab(whole: _Text, at: int) -> None:
    """Indent with spaces the lines from `at` on that are indented with tabs."""
    while at < len(whole.lines) and whole.lines[at].startswith("\t"):
        bare = whole.lines[at].lstrip("\t")
        whole.lines[at] = "  " * (len(whole.lines[at]) - len(bare)) + bare
        at += 1


def _last(whole: _Text, at: int, column: int) -> int:
    """Return the last line of what stands on a line, and further in below it."""
    last = at
    for number in range(at + 1, len(whole.lines)):
        line = whole.lines[number]
        if line.strip():
            if not (line[:1] == "\t" or _indent(line) > column):
                break
            last = number
    return last


def _plain(whole: _Text, place: _Value) -> None:
    """Put a text without quotation marks between some, unless YAML reads it as it was typed."""
    line = whole.lines[place.line]
    rows = [line[place.start :], *whole.lines[place.line + 1 : place.last + 1]]
    if any(_ENTRY.match(row.strip()) for row in rows[1:]):
        return  # YAML tells
    typed_hash = False
    for number, row in enumerate(rows):
        for found in _HASH.finditer(row):
            behind, text = row[found.end() :], row[: found.start()].rstrip()
            is_color = not (number or text) and _COLOR.match(behind)
            meant = "text" if is_color else _meaning(behind)
            if meant == "text":
                typed_hash = True
            elif meant == "doubt":
                _doubt(whole, place, number, row)
                return
            elif number < len(rows) - 1:
                return
            else:
                rows[number] = text
                # Behind two spaces it is set apart, as YAML's own style guides ask.
                aside = row[: found.start()][-1:] in (" ", "\t")
                if text.strip() and not aside and not _NO_TEXT.fullmatch(text.strip()):
                    _note(whole, place, number, row, found.end())
                break
    value = " ".join(rows).strip()
    if value and (
        typed_hash
        or (len(rows) > 1 and any(row[:1] == "\t" for row in rows[1:]))
        or _COLON.search(value)
        or _is_sign(whole, value)
    ):
        _write(whole, place, rows)


def _meaning(behind: str) -> Literal["text", "comment", "doubt"]:
    """Return what a # is by what stands behind it: `#2` is text, `# later` a comment."""
    if behind[:1].isdigit():
        return "text"
    if behind[:1] in ("", " ", "\t", "#"):
        return "doubt" if behind.strip().isdigit() else "comment"
    return "doubt"


def _is_sign(whole: _Text, value: str) -> bool:
    """Return whether a text begins with a sign that has a meaning in YAML and is not meant so."""
    sign = value[0]
    if sign in "-?":
        return value[1:2] in ("", " ", "\t")
    if sign == "!":
        return not _TAG.match(value)
    if sign in "&*":
        return not (_OF_MORE.match(value) or whole.names("*" if sign == "&" else "&", value))
    return sign in _SIGNS


def _quoted(whole: _Text, place: _Value) -> None:
    """Read a text that begins with a quotation mark, if that is closed too early or not at all."""
    line = whole.lines[place.line]
    value, mark = line[place.start :].rstrip(), line[place.start]
    rows = [line[place.start :], *whole.lines[place.line + 1 : place.last + 1]]
    if closed := _CLOSED[mark].match("\n".join(rows)):
        rest = "\n".join(rows)[closed.end() :]
        if not rest.strip() or rest.lstrip()[0] in "#:" or len(rows) > 1:
            return
    if len(rows) > 1 or _HASH.search(value):
        return  # YAML tells
    inner = value[1:-1]
    if len(value) > 1 and value.endswith(mark):
        at = inner.find(mark)
        before, behind = inner[at - 1 : at] if at > 0 else "", inner[at + 1 : at + 2]
        within = not before.strip() or (mark == "'" and before.isalnum() and behind.isalnum())
        _write(whole, place, [inner if at < 0 or within else value])
    elif mark in value[1:] or _APOSTROPHE.match(value):
        _write(whole, place, [value])
    else:
        text = inner if value[-1] in "”“’‘" else value[1:]
        right = in_quotes(text)
        message = "A quotation mark is opened here and not closed by one of its kind."
        remedy = f"Write: {line[: place.start].strip()} {right}"
        fix = (Edit(whole.first + place.line, place.start + 1, value, right),)
        at_line = whole.first + place.line
        whole.problems.append(YAML.problem(whole.path, at_line, message, remedy, fix=fix))
        _write(whole, place, [text])


def _flow(whole: _Text, place: _Value) -> int:
    """Put what needs them between quotation marks within brackets that close on their line.

    Return the line to go on with, 0 if that is the next.
    """
    line, at, depth = whole.lines[place.line], place.start, 0
    begin, found = -1, list[tuple[int, int]]()
    while at < len(line):
        sign = line[at]
        if begin < 0 and sign in "\"'":
            if not (closed := _CLOSED[sign].match(line, at)):
                return 0
            at = closed.end()
            continue
        ends = sign in ",]}" or (sign == ":" and line[at + 1 : at + 2] in ("", " "))
        if ends and begin >= 0:
            text = line[begin:at].rstrip()
            if _HASH.search(text) or _is_sign(whole, text):
                found.append((begin, begin + len(text)))
        if sign in "[{":
            if begin >= 0:
                return 0
            depth += 1
        elif ends:
            begin = -1
            depth -= sign in "]}"
            if not depth:
                break
        elif begin < 0 and not sign.isspace():
            begin = at
        at += 1
    if depth:
        return place.last + 1 if place.last > place.line else 0
    rest = line[at + 1 :]
    if rest.strip() and not rest.lstrip().startswith((":", "#", ",", "]", "}")):
        if place.last == place.line and not _HASH.search(rest):
            _write(whole, place, [line[place.start :].rstrip()])
        return 0
    for start, end in reversed(found):
        line = f"{line[:start]}{_single(line[start:end])}{line[end:]}"
    whole.lines[place.line] = line
    return 0


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _write(whole: _Text, place: _Value, rows: list[str]) -> None:
    """Put a text, line by line, between quotation marks in the place of a value."""
    marked = [row.lstrip("\t").replace("'", "''") for row in rows]
    marked = [marked[0], *(f" {row}" for row in marked[1:])]
    marked[0] = f"'{marked[0]}"
    marked[-1] = f"{marked[-1].rstrip()}'"
    before = whole.lines[place.line][: place.start]
    whole.lines[place.line] = before + marked[0]
    whole.lines[place.line + 1 : place.line + len(marked)] = marked[1:]


def _doubt(whole: _Text, place: _Value, number: int, row: str) -> None:
    message = "YAML takes what follows “ #” for a note that nobody sees, and this may be text."
    at = whole.first + place.line + number
    begins = whole.lines[place.line][: place.start].strip()
    remedy = "Put the whole text between quotation marks"
    if place.line == place.last:
        remedy = f"If it is text, write: {begins} {in_quotes(row.strip())}"
    remedy += "; if it is a note, put a space and a word behind the “#”."
    whole.problems.append(YAML_COMMENT.problem(whole.path, at, message, remedy))


def _note(whole: _Text, place: _Value, number: int, row: str, hash_end: int) -> None:
    note = row[hash_end:].strip()
    message = f"“# {note[:40]}{'…' if note[40:] else ''}” is a note, which nobody sees."
    remedy = "If it is to be read, put the whole text between quotation marks."
    at = whole.first + place.line + number
    whole.problems.append(YAML_COMMENT.problem(whole.path, at, message, remedy, "note"))
