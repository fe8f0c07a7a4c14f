"""Show the header of a text as fields, and change one field's lines and no others.

Headers in YAML and in Pelican's own `Title: x` lines are changed where they stand; a header in
TOML or JSON is shown, and `check --fix` makes it one in YAML.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import yaml

from desk.writing.disk import WritingError
from plugins.core import yaml_edit, yaml_lines, yaml_plain
from plugins.core.rules.headers import HEADER_OPEN
from plugins.core.yaml_lines import Value
from plugins.frontmatter import header_forms
from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS, WORDS
from plugins.frontmatter.header import Kind

Shape = Literal[
    "text", "lines", "date", "choice", "yes/no", "number", "list", "picture", "sources", "allowed"
]
LABELS = {
    "modified": "Changed on",
    "reviewed": "Read by a clinician on",
    "reviewed_by": "Read by",
    "review_by": "Read again by",
    "content_note": "Note before a hard passage",
    "next": "Read next",
    "previous": "Read before",
    "image": "Picture",
    "image_alt": "The picture in words",
    "slug": "Name in the address",
    "redirects": "Old addresses",
    "lang": "Language",
    "translation": "Is a translation",
    "allow": "What may stand",
    "template": "Kind of page",
    "menu": "Words in the menu",
    "menu_order": "Place in the menu",
    "url": "Address",
    "save_as": "File of the page",
    "order": "Place in lists",
}
_SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys(("summary", "content_note"), "lines"),
    **dict.fromkeys(("date", "modified", "reviewed", "review_by"), "date"),
    **dict.fromkeys(("status", "author", "reviewed_by", "next", "previous", "template"), "choice"),
    **dict.fromkeys(("tags", "redirects"), "list"),
    **dict.fromkeys(("order", "menu_order"), "number"),
    "translation": "yes/no",
    "image": "picture",
    "sources": "sources",
    "allow": "allowed",
}
_TEMPLATES = (
    *("home", "about", "consultation", "questions", "articles", "person", "search", "not_found"),
)


@dataclass(frozen=True)
class Known:
    """What there is to choose from: people by their keys, slugs of articles, names of pictures."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """An entry of a header as somebody fills it in. `value` is what is typed: a text, a list, or
    mappings in one (sources); `line` is where it stands, 0 if it does not.

    `choices` are all that may be chosen where `shape` is "choice", and proposals elsewhere.
    """

    key: str
    label: str
    help: str
    shape: Shape
    value: Value = ""
    choices: tuple[str, ...] = ()
    example: str = ""
    line: int = 0


def form(text: str, kind: Kind = "article", known: Known | None = None) -> tuple[Field, ...]:
    """Return the fields of a header, those that are not filled in too, in the order of the form."""
    known = known or Known()
    marked = header_forms.split(head_of(text), "").marked
    data = marked.data if isinstance(marked.data, dict) else {}
    typed = {name.strip().lower(): (name, value) for name, value in reversed(data.items())}
    fields = FIELDS | PAGE_FIELDS if kind == "page" else FIELDS
    choices: dict[str, tuple[str, ...]] = {
        "status": ("draft", "published", "hidden"),
        "template": _TEMPLATES,
        "tags": known.tags,
        "category": known.categories,
        "image": known.pictures,
        "lang": known.languages,
        **dict.fromkeys(("author", "authors", "reviewed_by"), known.people),
        **dict.fromkeys(("next", "previous"), ("none", *known.articles)),
    }
    found = []
    for key in (key for key in WORDS if key in fields):
        name, value = typed.get(key, ("", ""))
        words, example = WORDS[key]
        label = LABELS.get(key, key.replace("_", " ").capitalize())
        line = marked.line(name) if name else 0
        shape = _SHAPES.get(key, "text")
        shown = _typed(key, value)
        found.append(Field(key, label, words, shape, shown, choices.get(key, ()), example, line))
    return tuple(found)


def parted(text: str) -> tuple[str, str]:
    """Return the header of a text with the signs around it, and its body; both make the text."""
    head = head_of(text)
    return text[: len(head)], text[len(head) :]


def head_of(text: str) -> str:
    """Return a text up to the end of its header; its body is not looked at."""
    lines = text.split("\n")
    if place := header_forms.entry_lines(text):
        _, last, is_yaml = place
        line = last + is_yaml
    else:
        line = header_forms.split(text, "").body_line - 1
    return text[: sum(len(one) + 1 for one in lines[:line])]


def with_field(text: str, key: str, value: Value, before: str | None = None) -> str:
    """Return the text with a field of its header made `value`; all other lines stay.

    "" and [] take the entry out. `before` is the text as it was opened: where `value` is what that
    says, its lines are put back as they were typed. Raises WritingError where it cannot be done.
    """
    kept = _Header.of(before) if before is not None else None
    whole = _Header.of(text)
    if whole is None:
        parts = header_forms.split(text, "")
        if parts.form != "YAML":
            raise WritingError(
                "This header is written in TOML or JSON, as other programs do. Let `check --fix` "
                "write it in YAML first; then its fields can be filled in."
            )
        if told := [one for one in parts.marked.problems if one.rule == HEADER_OPEN.code]:
            raise WritingError(f"Line {told[0].line}: {told[0].message} {told[0].remedy}")
        return f"---\n{yaml_edit.written({key: value})}\n---\n\n{text}" if value else text
    former = kept.entry(key) if kept else None
    if kept and former and _typed(key, former.value) == value:
        chunk = list(former.lines)
    elif kept and former is None and not value:
        chunk = []
    else:
        chunk = whole.typed(key, value, former)
    new = whole.put(key, chunk, kept)
    if whole.others(key) != _others(new, key):
        raise WritingError(
            f"Other lines of this header depend on “{key}”, so it cannot be changed alone. Change "
            "it in the text."
        )
    if before is not None and kept is None and not chunk and not whole.others(key):
        return parted(new)[1].removeprefix("\n")  # it had no header at all
    return new


@dataclass(frozen=True)
class _Entry:
    """An entry where it stands: its lines, from `start` (from 0, in the file)."""

    name: str
    value: Value
    start: int
    lines: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.lines)


@dataclass(frozen=True)
class _Header:
    """The lines of a file, of which those from `first` to `last` are its header."""

    lines: list[str]
    first: int
    last: int
    entries: tuple[_Entry, ...]
    is_yaml: bool

    @classmethod
    @lru_cache(4)  # the text that is being written, and the one that was opened
    def of(cls, text: str) -> _Header | None:
        """Take a header apart; None for a text that has none that can be edited."""
        place = header_forms.entry_lines(text)
        if place is None:
            return None
        first, last, is_yaml = place
        lines = text.split("\n")
        found = (_of_yaml if is_yaml else _of_pelican)(lines, first, last)
        return cls(lines, first, last, tuple(found), is_yaml)

    def others(self, key: str) -> list[tuple[str, Value]]:
        """Return what all other entries say."""
        return [(one.name, one.value) for one in self.entries if one.name.strip().lower() != key]

    def entry(self, key: str) -> _Entry | None:
        """Return an entry, whatever its capital letters."""
        return next((one for one in self.entries if one.name.strip().lower() == key), None)

    def typed(self, key: str, value: Value, former: _Entry | None) -> list[str]:
        """Return the lines of an entry with another value, as alike to what was typed as can be."""
        there = self.entry(key) or former
        if not value:
            return []
        if not self.is_yaml:
            return [_pelican_line(key, value, there, self.entries)]
        words = [one for one in value if isinstance(one, str) and "," not in one]
        if there and there.value and isinstance(there.value, str) and words == value:
            value = ", ".join(words)  # a list on one line stays one
        wanted: dict[str, Value] = {there.name if there else key: value}
        if there:
            typed = "\n".join(there.lines)
            with suppress(yaml_edit.CannotEditError, yaml.YAMLError):
                return yaml_edit.edited(typed, wanted, longer=True, shorter=True).split("\n")
        return yaml_edit.written(wanted).split("\n")

    def put(self, key: str, chunk: list[str], kept: _Header | None) -> str:
        """Return the file with these lines as the entry: in its place, or where it stood before, or
        behind what comes before it in the form."""
        there = self.entry(key)
        if there:
            start, end = there.start, there.end
        else:
            start = end = self._place(key, kept) if chunk else self.first
        return "\n".join([*self.lines[:start], *chunk, *self.lines[end:]])

    def _place(self, key: str, kept: _Header | None) -> int:
        """Return the line on which an entry begins that is not there."""
        if kept and (former := kept.entry(key)):
            names = [one.name for one in kept.entries[: kept.entries.index(former)]]
            above = next(
                (one for name in reversed(names) if (one := self.entry(name.lower()))), None
            )
            begin = above.end if above else self.first
            was = next((one.end for one in kept.entries if above and one.name == above.name), None)
            was = kept.first if was is None else was
            of_entries = {n for one in kept.entries for n in range(one.start, one.end)}
            numbers = [n for n in range(was, former.start) if n not in of_entries]
            between = [kept.lines[number] for number in numbers]  # comments and empty lines
            return self._behind(between, begin, {one.name for one in kept.entries})
        order = list(WORDS)
        known = {one.name.strip().lower(): one.end for one in self.entries}
        earlier = order[: order.index(key)] if key in order else order
        return next((known[name] for name in reversed(earlier) if name in known), self.first)

    def _behind(self, wanted: list[str], begin: int, known: set[str]) -> int:
        """Return where as many of these lines as are there end, from `begin` on; entries that are
        not `known` have come in between."""
        new = {one.start: one.end for one in self.entries if one.name not in known}
        at = place = begin
        found = 0
        while at < self.last and found < len(wanted):
            if at in new:
                at = new[at]
            elif self.lines[at] == wanted[found]:
                at = place = at + 1
                found += 1
            else:
                break
        return place


def _of_yaml(lines: list[str], first: int, last: int) -> list[_Entry]:
    text = "\n".join(lines[first:last])
    typed = yaml_plain.as_typed(text)[0]
    try:
        root = yaml.compose(typed, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        told = yaml_lines.load(text, "", first + 1).problems
        where = f"Line {told[0].line}: {told[0].message} {told[0].remedy}" if told else ""
        raise WritingError(f"The header cannot be read. {where} Mend it in the text.") from None
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise WritingError("The fields of this header cannot be told apart. Change it in the text.")
    data = yaml_lines.load(text, "").data
    values = data if isinstance(data, dict) else {}
    found = list[_Entry]()
    for key, value in root.value:
        start, end = key.start_mark.line, typed.count("\n", 0, yaml_edit.end_of(value, typed))
        name = str(key.value)
        entry = tuple(lines[first + start : first + end + 1])
        if name not in {one.name for one in found}:
            found.append(_Entry(name, values.get(name, ""), first + start, entry))
    return found


def _of_pelican(lines: list[str], first: int, last: int) -> list[_Entry]:
    begins = [n for n in range(first, last) if header_forms.PELICAN_LINE.match(lines[n])]
    found = list[_Entry]()
    for start, end in itertools.pairwise([*begins, last]):
        name, _, rest = lines[start].partition(":")
        value = " ".join(line.strip() for line in (rest, *lines[start + 1 : end])).strip()
        entry = _Entry(name.strip(), value, start, tuple(lines[start:end]))
        if entry.name.lower() not in {one.name.lower() for one in found}:
            found.append(entry)
    return found


def _pelican_line(key: str, value: Value, there: _Entry | None, others: tuple[_Entry, ...]) -> str:
    """Return `Title: x`, with the name and the spaces as they were typed."""
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) and not (item != value and "," in item) for item in items):
        raise WritingError(
            f"“{key}” cannot be written into a header of this form. Put a line of --- above the "
            "header and one below it: then it is YAML, and can hold it."
        )
    words = " ".join(", ".join(map(str, items)).split())
    if there:
        begin = re.match(r"[^:]*:[ \t]*", there.lines[0])
        gap = begin[0] if begin else f"{there.name}: "
        return f"{gap}{words}" if gap[-1:] in (" ", "\t") else f"{gap} {words}"
    is_large = any(one.name[:1].isupper() for one in others)
    return f"{key.capitalize() if is_large else key}: {words}"


def _others(text: str, key: str) -> list[tuple[str, Value]] | None:
    """Return what all other entries of a text say, None if that cannot be read."""
    try:
        whole = _Header.of(text)
    except WritingError:
        return None
    return whole.others(key) if whole else []


def _typed(key: str, value: Value) -> Value:
    """Return a value as a form shows it: `rest, sleep` is a list where one is expected."""
    if isinstance(value, str) and _SHAPES.get(key) == "list":
        return [word for one in value.split(",") if (word := one.strip())]
    return value
