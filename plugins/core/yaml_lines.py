"""Read YAML with the lines of its values, and explain its mistakes in plain words.

Every scalar stays the text that was typed. YAML 1.1 would read the license number `012345` as
5349, the title `Yes` as true and `2026` as a number (yaml.org/type/int.html, /bool.html); here
the reader of a field decides what the text means.
"""

from __future__ import annotations

import itertools
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from plugins.core import comments, yaml_plain
from plugins.core.comments import Comment
from plugins.core.edits import Edit
from plugins.core.problem import Problem
from plugins.core.rules.data_files import YAML, YAML_TWICE

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Place: TypeAlias = "tuple[str | int, ...]"

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C one where PyYAML has it
_DEEPEST = 50  # entries within entries; nothing of ours is half as deep
# A text that could be deeper: so many brackets, or a line that far in.
_MAY_BE_DEEP = re.compile(
    rf"(?m)(?:[\[{{][^\[{{]*){{{_DEEPEST}}}|^(?:[ \t]|[-?:][ \t]){{{_DEEPEST}}}"
)
_LONGEST_KEY = 1_024  # YAML 1.2.2, section 7.4.2
_MOST = 100_000  # values in one document: aliases to aliases would else grow without end
# “title:Rest”, or a space that a word processor keeps from breaking; not “https://…”.
_SPACELESS = re.compile(r"[ ]*(?:- )?[\w-]+:(?![ \t/]|$)")
# What libyaml and PyYAML say of a line with too many spaces before it, or too few.
_MISPLACED = re.compile(r"expected (?:key|'-' indicator|<block end>|<document start>)")
_EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass
class Marked:
    """`data` as typed, `lines` from a place in it, such as `("people", 0, "name")`, to its line.

    `comments` are those that other programs know; what YAML calls one is not among the data anyway.
    `broken` are the entries that cannot be read, each by what stands before its colon.
    """

    data: Value = ""
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    comments: tuple[Comment, ...] = ()
    broken: frozenset[str] = frozenset()

    def line(self, *place: str | int) -> int:
        """Return the line of a place, or of the nearest thing around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def load(text: str, path: str, first_line: int = 1) -> Marked:
    """Read one YAML document.

    `first_line` is the line of the file on which `text` begins. Nothing is raised: what cannot
    be read is a problem in the result, and all else is among its data.
    """
    cleaned = comments.from_yaml(text, first_line)
    text = cleaned.text
    told = [one for one in comments.problems(cleaned.comments, path) if one.severity == "error"]
    marked = Marked(lines={(): first_line}, problems=told, comments=cleaned.comments)
    if _MAY_BE_DEEP.search(text) and (at := _too_deep(text)):
        message = "This is nested too deeply to be read: entries within entries, more than fifty."
        remedy = "Look for a line with very many brackets or hyphens, and take most of them out."
        marked.problems.append(YAML.problem(path, first_line + at - 1, message, remedy))
        return marked
    typed, doubts = yaml_plain.as_typed(text, path, first_line)
    commented = {one.line for one in cleaned.comments}  # who writes comments there knows of them
    marked.problems += [d for d in doubts if d.severity != "note" or d.line not in commented]
    try:
        node = yaml.compose(typed, Loader=_Loader)
        if node is not None:
            marked.data = _plain(node, (), marked, path, first_line, frozenset())
    except yaml.YAMLError as error:
        before = len(marked.problems)
        _by_entry(text.split("\n"), typed.split("\n"), marked, path, first_line)
        if len(marked.problems) == before:
            marked.problems.append(_explain(error, typed, text, path, first_line))
    except (ValueError, RecursionError):
        message = "This cannot be read as YAML."
        remedy = "Look for characters that do not belong, or for very deep nesting."
        marked.problems.append(YAML.problem(path, first_line, message, remedy))
    return marked


def _by_entry(
    lines: list[str], typed: list[str], marked: Marked, path: str, first_line: int
) -> None:
    """Read each entry of a text by itself, as the whole cannot be read.

    `lines` are those of the file, `typed` the same as YAML is to read them.
    """
    data: dict[str, Value] = {}
    items: list[Value] = []
    broken = set()
    begins = _begins(typed)
    for at, end in itertools.pairwise([*begins, len(typed)]):
        part, first = Marked(), first_line + at
        text = "\n".join(typed[at:end])
        place: Place = (len(items),)
        try:
            node = yaml.compose(text, Loader=_Loader)
            if node is not None:
                part.data = _plain(node, (), part, path, first, frozenset())
        except yaml.YAMLError as error:
            told = _explain(error, text, "\n".join(lines[at:end]), path, first)
            part.problems.append(told)
        except (ValueError, RecursionError):
            message = "This cannot be read as YAML."
            part.problems.append(YAML.problem(path, first, message, "Take it out."))
        marked.problems += part.problems
        if isinstance(part.data, dict):
            for key, value in part.data.items():
                if key in data:
                    line = part.line(key)
                    marked.problems.append(twice(key, path, line, marked.line(key)))
                    continue
                data[key], place = value, (key,)
                marked.lines.update({p: n for p, n in part.lines.items() if p[:1] == place})
        elif isinstance(part.data, list):
            for number, item in enumerate(part.data):
                inside = {p[1:]: n for p, n in part.lines.items() if p[:1] == (number,)}
                marked.lines.update({(len(items), *p): n for p, n in inside.items()})
                items.append(item)
        elif part.data or part.problems:
            if not part.problems:
                marked.problems.append(_no_entry(text, path, first))
            broken |= {line.partition(":")[0].strip(" \t\"'") for line in lines[at:end]} - {""}
    marked.broken = frozenset(broken)
    marked.data = data or items or ""


def _begins(lines: list[str]) -> list[int]:
    """Return the lines on which an entry begins that lies in no other one, from 0."""
    begins: list[int] = []
    in_entry = False  # below which a list may stand that is not further in
    for number, line in enumerate(lines):
        if not line.strip() or line[0] == "#" or (begins and line[0] in " \t]}"):
            continue
        is_item = line.startswith("-")
        if not (is_item and in_entry):
            begins.append(number)
            in_entry = not is_item
    return begins


def _no_entry(text: str, path: str, line: int) -> Problem:
    """Return the problem of a line that is no entry: it has no colon, or no space behind it."""
    typed = text.strip().split("\n")[0]
    key, colon, rest = typed.partition(":")
    if colon and _SPACELESS.match(typed):
        message = "A colon needs a plain space after it, and this line has none."
        gap = rest[: len(rest) - len(rest.lstrip())]
        fix = (Edit(line, 1, f"{key}:{gap}", f"{key}: "),)
        return YAML.problem(path, line, message, f"Write: {key}: {rest.strip()}", fix=fix)
    message = "A colon is missing here, or the line is not indented far enough."
    remedy = "Each line of a header is a name, a colon, a space and the text."
    return YAML.problem(path, line, message, remedy)


def _too_deep(text: str) -> int:
    """Return the line on which the text becomes too deep, from 1; 0 if it never does.

    The C loader makes nodes by calling itself, and a text without end to its brackets would end
    the whole program. Its events come one by one.
    """
    depth = 0
    with suppress(yaml.YAMLError, ValueError):  # told by whoever reads it in earnest
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST and event.start_mark:
                return int(event.start_mark.line) + 1
    return 0


def _plain(
    node: yaml.Node, place: Place, marked: Marked, path: str, first: int, above: frozenset[int]
) -> Value:
    """Return a YAML node as text, lists and mappings; a key that stands twice is a problem."""
    marked.lines.setdefault(place, first + node.start_mark.line)
    if id(node) in above:  # an alias to something around it has no end
        raise RecursionError
    if len(marked.lines) > _MOST:
        raise ValueError
    above |= {id(node)}
    if isinstance(node, yaml.ScalarNode):
        return "" if is_empty(node) else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(child, (*place, number), marked, path, first, above)
            for number, child in enumerate(node.value)
        ]
    result: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "…"
        line = first + key_node.start_mark.line
        if key in result:
            marked.problems.append(twice(key, path, line, marked.line(*place, key)))
            continue
        marked.lines[(*place, key)] = line
        result[key] = _plain(value_node, (*place, key), marked, path, first, above)
    return result


def is_empty(node: yaml.ScalarNode) -> bool:
    """Return whether nothing is said: `key:`, `key: ~`, `key: null`, `key: ''`."""
    return not node.value or (not node.style and node.value in _EMPTY)


def twice(key: str, path: str, line: int, first: int) -> Problem:
    """Return the problem of a name that stands twice where it may stand once."""
    message = f"“{key}” appears here a second time; only one of the two can count."
    return YAML_TWICE.problem(
        path, line, message, f"Remove one of them (the first is on line {first})."
    )


def _explain(error: yaml.YAMLError, text: str, shown: str, path: str, first_line: int) -> Problem:
    """Return the parser's complaint, in words for somebody who has never heard of YAML.

    `text` is what was parsed, `shown` the same as it stands in the file.
    """
    said = str(getattr(error, "problem", "") or error)
    marks = ["problem_mark", "context_mark"]
    if "could not find expected ':'" in said:  # it is noticed only on a later line
        marks.reverse()
    mark = next((mark for name in marks if (mark := getattr(error, name, None))), None)
    lines = shown.split("\n")
    at = min(mark.line if mark else 0, len(lines) - 1)
    line = lines[at].strip()
    message, remedy = "This line cannot be read.", f"YAML says: {said}."
    if isinstance(error, yaml.reader.ReaderError):
        strange = yaml.reader.Reader.NON_PRINTABLE.search(text)
        at = text.count("\n", 0, strange.start()) if strange else 0
        message = "There is a character in this line that cannot be shown."
        remedy = "Delete the line and type it again instead of pasting it."
    elif len(line.partition(":")[0]) > _LONGEST_KEY:
        message = "The text before the colon in this line is too long to be read."
        remedy = f"It may have at most {_LONGEST_KEY:,} signs: shorten it, or take the line out."
    elif "mapping values are not allowed" in said and at and _SPACELESS.match(lines[at - 1]):
        return _no_entry(lines[at - 1], path, first_line + at - 1)  # noticed at the next colon
    elif "mapping values are not allowed" in said and line.count(": ") > 1:
        key, _, rest = line.partition(":")
        message = "There is a second colon in this line, so it cannot be read."
        remedy = (
            f"Put the text between quotation marks: {key}: {yaml_plain.in_quotes(rest.strip())}"
        )
    elif "\t" in lines[at][: len(lines[at]) - len(lines[at].lstrip())]:
        message = "There is a tab at the beginning of this line."
        remedy = "Use spaces instead of the tab key."
    elif "mapping values are not allowed" in said or (
        _MISPLACED.search(said) and mark and not lines[at][: mark.column].strip()
    ):
        message = "This line does not begin below the lines that it belongs to."
        remedy = "Put as many spaces before it as stand before the entry above it."
    elif "quoted scalar" in str(error) or re.match(r"""[^#]*:\s*["']""", line):
        message = "A quotation mark is opened here and not closed, or closed too early."
        remedy = "Begin and end the text with the same mark, and none of its kind between."
    elif "could not find expected ':'" in said:
        message = "A colon is missing here, or the line is not indented far enough."
        remedy = "Each line of a header is a name, a colon, a space and the text."
    elif re.search("cannot start any token|alphabetic or numeric|undefined alias", str(error)):
        message = f"The text begins with a character that YAML reserves: {line[:60]}"
        remedy = "Put the text after the colon between quotation marks."
    return YAML.problem(path, first_line + at, message, remedy)
