"""Read the header of an article or a page: from text to typed values, or to problems."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from math import inf
from pathlib import PurePath
from typing import Any, Literal

from plugins.core import comments, visibility, yaml_lines
from plugins.core.comments import Comment
from plugins.core.problem import Problem, declare, did_you_mean
from plugins.core.rules.data_files import UNKNOWN_KEY
from plugins.core.rules.files import SLUG_MISSING
from plugins.core.rules.headers import (
    DATE_MISSING,
    HEADER_NONE,
    HEADER_OPEN,
    HEADER_PAGE,
    SUMMARY_MISSING,
    TITLE_MISSING,
)
from plugins.core.slug import slugify
from plugins.core.yaml_lines import Marked, Value
from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS
from plugins.markdown_extensions.typed import Note

Kind = Literal["article", "page"]
_PELICAN_LINE = re.compile(r"^[ ]{0,3}([A-Za-z][\w -]*):[ \t]*(.*)$")
_REQUIRED = (
    (TITLE_MISSING, "title", "Add a line “title: …” to its header."),
    (
        SUMMARY_MISSING,
        "summary",
        (
            "Add a line “summary: …” to its header: one or two sentences that tell a reader what "
            "she will find."
        ),
    ),
    (
        DATE_MISSING,
        "date",
        "Add a line such as “date: 2026-03-02” (year-month-day) to its header.",
    ),
)
# What to write for an entry by which another program knows who may see a page: none is told only
# to remove it.
_INSTEAD = {
    "private": "Write “status: draft” instead, and nobody sees it; or “status: hidden”, and only "
    "those who have its address do.",
    "day": "Write the day as “date: …”; if nobody is to see it yet, “status: draft”.",
    "public": "Write “status: published” instead; or “status: draft”, while nobody is to see it.",
}

# By the entry of a header that cannot be understood; “allow” has a rule of its own.
_RULES = {
    entry: declare(
        f"header-{entry.replace('_', '-')}",
        f"“{entry}” in a header cannot be understood",
        page=HEADER_PAGE,
    )
    for entry in sorted({*FIELDS, *PAGE_FIELDS} - {"allow"})
}


@dataclass
class Header:
    """A Markdown file taken apart. `fields` are typed (see FIELDS); lines count from 1.

    Comments stand neither in the fields nor in the body. `until` are the seconds since 1970 up to
    which it is so: then an entry means something else. `notes` says what of the body was read
    otherwise than it may have been meant.
    """

    path: str
    kind: Kind
    fields: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    comments: tuple[Comment, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    until: float = inf
    notes: tuple[Note, ...] = ()

    def line(self, key: str) -> int:
        return self.lines.get(key, 1)

    def line_of(self, text: str, nth: int = 0) -> int:
        """Return the line of the body on which `text` stands for the nth time (from 0)."""
        at = -1
        for _ in range(nth + 1):
            at = self.body.find(text, at + 1)
            if at < 0:
                return self.body_line
        return self.body_line + self.body.count("\n", 0, at)


def read(text: str, path: str, kind: Kind) -> Header:
    """Take a Markdown file apart into its header and its body.

    The header is YAML between two lines of `---`, or Pelican's own `Title: x` lines
    (Pelican's documentation, "Writing content", File metadata). Nothing is raised: what is
    wrong is in `problems`, and a field that could not be read is not in `fields`.
    """
    source = Header(path, kind)
    source.fields.update(slug_and_lang(path))
    marked = _split(text, source)
    raw = marked.data if isinstance(marked.data, dict) else {}
    found = (*marked.comments, *source.comments)
    source.comments = tuple(sorted(found, key=lambda comment: comment.line))
    source.problems += marked.problems
    told = comments.problems(source.comments, path)
    source.problems += [problem for problem in told if problem not in source.problems]
    unreadable = not raw or any(problem.rule == "header-none" for problem in source.problems)
    misspelled: set[str] = set()  # what is only misspelled is not reported as missing too
    kept_back = False
    for name, value in raw.items():
        key = name.strip().lower()
        known = FIELDS | PAGE_FIELDS if kind == "page" else FIELDS
        line = marked.line(name)
        if key in source.lines:  # “Title” and “title”; the same twice is told by yaml_lines
            source.problems.append(yaml_lines.twice(key, path, line, source.lines[key]))
            continue
        source.lines[key] = line
        if isinstance(value, list):  # “sources 2” is the line of the third source
            each = range(len(value))
            source.lines.update({f"{key} {at}": marked.line(name, at) for at in each})
        if key not in known:
            message = f"The header has no entry called “{name}”."
            remedy = f"{did_you_mean(key, known)} Otherwise remove the line."
            if turns := visibility.turns(key, value):
                source.until = min(turns.timestamp(), source.until)
            if meaning := visibility.meaning(key, value):
                remedy = _INSTEAD[meaning]
            else:
                misspelled.update(difflib.get_close_matches(key, known, n=1))
            if meaning == "private":
                message += f" Until this is mended, the {kind} counts as a draft."
                kept_back = True
            source.problems.append(UNKNOWN_KEY.problem(path, line, message, remedy))
        elif value not in ("", [], {}) or key in ("url", "status"):
            try:
                source.fields[key] = known[key](value)
            except* ValueError as several:
                for wrong in several.exceptions:
                    message, remedy, *at = wrong.args
                    at_line = source.lines.get(f"{key} {at[0]}", line) if at else line
                    source.problems.append(_RULES[key].problem(path, at_line, message, remedy))
    if kept_back or ("status" in source.lines and "status" not in source.fields):
        source.fields["status"] = "draft"  # nothing is published that may be meant for nobody
    source.fields.setdefault("status", "published")
    rules = {f"header-{key}" for key in misspelled} | {one.rule for one in source.problems}
    for rule, key, remedy in () if unreadable else _REQUIRED:
        # A draft may still lack its summary and its date.
        asked = key == "title" or source.fields["status"] != "draft"
        has_it = key in source.fields or (key == "date" and kind == "page")
        if asked and not has_it and f"header-{key}" not in rules:
            message = f"This {kind} has no {key}."
            source.problems.append(rule.problem(path, source.line(key), message, remedy))
    if "slug" not in source.fields:
        message = "The name of this file has no letter or digit, so it makes no address."
        remedy = "Rename it, such as my-article.md."
        source.problems.append(SLUG_MISSING.problem(path, 1, message, remedy))
    return source


def slug_and_lang(path: str) -> dict[str, str]:
    """Return the slug `anxiety` and the language `es` of `anxiety.es.md`; any script is folded.

    What the name does not say is left out.
    """
    name = PurePath(path).stem
    stem, _, lang = name.rpartition(".")
    if not (stem and re.fullmatch(r"[a-z]{2}", lang)):
        stem, lang = name, ""
    found = {"slug": slugify(stem, keep="_"), "lang": lang}
    return {key: text for key, text in found.items() if text}


def _split(text: str, source: Header) -> Marked:
    """Fill in the body and its comments, and return the header as it stands."""
    lines = text.split("\n")
    start = _first(lines)
    above: tuple[Comment, ...] = ()
    if lines[start].rstrip() != "---":
        cleaned = comments.from_markdown(text)
        bare = cleaned.text.split("\n")
        start = _first(bare)
        if lines[start].rstrip() != "---":
            source.comments = cleaned.comments
            return _pelican_lines(bare, start, source)
        above = tuple(one for one in cleaned.comments if one.line <= start)
    for end in range(start + 1, len(lines)):
        if lines[end].rstrip() in ("---", "..."):
            cleaned = comments.from_markdown("\n".join(lines[end + 1 :]), end + 2)
            source.body, source.body_line = cleaned.text, end + 2
            source.comments = (*above, *cleaned.comments)
            header = "\n".join(lines[start + 1 : end])
            marked = yaml_lines.load(header, source.path, start + 2)
            marked.comments += tuple(comments.in_yaml(header, start + 2, str(marked.data)))
            if not marked.problems and not isinstance(marked.data, dict):
                marked.problems.append(_no_header(source.path, start + 1))
            return marked
    source.comments = above
    message = "The header begins here with --- and is never closed."
    remedy = "Write a line with only --- below its last entry."
    return Marked(problems=[HEADER_OPEN.problem(source.path, start + 1, message, remedy)])


def _first(lines: list[str]) -> int:
    """Return the number of the first line that is not empty, from 0; 0 if all are."""
    return next((number for number, line in enumerate(lines) if line.strip()), 0)


def _pelican_lines(lines: list[str], start: int, source: Header) -> Marked:
    """Read `Title: x` lines up to the first blank one; an indented line goes on with the last."""
    data: dict[str, Value] = {}
    marked = Marked(data)
    end, key = start, ""
    for end in range(start, len(lines)):
        line = lines[end]
        if not line.strip():
            break
        match = _PELICAN_LINE.match(line)
        if match:
            key = match[1].strip().lower()
            if key in data:
                first = marked.line(key)
                marked.problems.append(yaml_lines.twice(key, source.path, end + 1, first))
                continue
            data[key] = match[2].strip()
            marked.lines[(key,)] = end + 1
        elif key and line[0] in " \t":
            data[key] = f"{data[key]} {line.strip()}".strip()
        else:
            break
    if "title" not in data:
        marked.problems.append(_no_header(source.path, start + 1))
    source.body = "\n".join(lines[end:])
    source.body_line = end + 1
    return marked


def _no_header(path: str, line: int) -> Problem:
    message = "This file has no header, so it has no title and no date."
    remedy = "Begin it with a line of ---, then “title: …”, “summary: …” and “date: …”, then ---."
    return HEADER_NONE.problem(path, line, message, remedy)
