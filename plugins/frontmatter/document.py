"""One Markdown file read: header checked, body rendered and made safe, the text looked over."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any, Protocol

from markdown import Markdown

from plugins.core import comments, safe_html
from plugins.core.decode import decode
from plugins.core.problem import Problem
from plugins.core.rules.files import FILE_TOO_BIG, UNREADABLE
from plugins.core.rules.texts import HTML_HIDDEN, HTML_REMOVED, ID_TWICE
from plugins.faq_neighbors import faq
from plugins.frontmatter import header
from plugins.frontmatter.header import Kind, Source
from plugins.frontmatter.misplaced_header import left_over

_MEGABYTE = 1_000_000


class TextCheck(Protocol):
    """What looks over each text as soon as it is read; `plugins.checks` is one.

    Gives the problems, and whatever else it wants to know later of this text.
    """

    def __call__(self, source: Source, html: str) -> tuple[tuple[Problem, ...], object]: ...


@dataclass(frozen=True)
class File:
    """Where a Markdown file is, what a person knows it as, and what it is."""

    path: str
    shown: str
    kind: Kind

    def contents(self) -> bytes:
        """Return its bytes. Raises OSError, also for what is no file and might never end."""
        if not stat.S_ISREG(os.stat(self.path).st_mode):  # noqa: PTH116
            raise OSError(0, "it is no file, but a pipe or a device")
        return Path(self.path).read_bytes()


@dataclass(frozen=True)
class Reading:
    """What reading a file gave; rides on the content object as `reading`.

    `html` is the body, safe and not yet joined to other pages; `typeset` is the same as it is
    printed, None while nobody has asked for it. `readable` is false where there is nothing to
    show, and why then stands in `problems`. `found` is the text check's own.
    """

    source: Source
    marks: tuple[faq.FaqMark, ...] = ()
    html: str = ""
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    found: object = None
    typeset: str | None = None


class Reader:
    """Reads one file after the other, each alike, whatever was read before."""

    def __init__(self, markdown: Mapping[str, Any], check: TextCheck | None = None) -> None:
        """`markdown`: the arguments of `markdown.Markdown`."""
        self._markdown = Markdown(**markdown)
        self._check = check

    def read(self, data: bytes, shown: str, kind: Kind) -> Reading:
        """The bytes of the file that a person knows as `shown`. Nothing is raised."""
        if len(data) > _MEGABYTE:
            return failed(shown, kind, _too_big(shown, len(data)))
        text, problems = decode(data, shown)
        if problems:
            return failed(shown, kind, *problems)
        try:
            return self._read(text, shown, kind)
        except RecursionError:
            return failed(shown, kind, _too_deep(shown))

    def _read(self, text: str, shown: str, kind: Kind) -> Reading:
        source = header.read(text, shown, kind)
        if not source.lines or "slug" not in source.fields:
            return Reading(source, problems=tuple(source.problems), readable=False)
        rendered = self._rendered(source)
        html, removed = safe_html.clean(rendered)
        problems = list(source.problems)
        problems += [_hides_nothing(source, tag) for tag in safe_html.hiding(rendered)]
        problems += [_repeated(source, name) for name in safe_html.repeated_ids(html)]
        problems += left_over(source, html)
        above = source.body_line - 1  # the extension counts from the first line of the body
        marks = tuple(
            replace(mark, line=mark.line + above) for mark in faq.marks_of(self._markdown)
        )
        found: object = None
        if self._check:
            more, found = self._check(source, html)
            problems += more
            # What is told with the address that it would come from need not be told once more.
            named = " ".join(each.message for each in more if each.rule == "privacy-elsewhere")
            removed = [name for name in removed if name not in named]
        if removed:
            problems.append(_removed(source, removed))
        return Reading(source, marks, html, tuple(problems), found=found)

    def _rendered(self, source: Source) -> str:
        """The body as HTML. What was taken for code and is not shown as such is a comment."""
        while True:
            text, places = comments.marked(source.body)
            html = self._markdown.reset().convert(text)
            if not (hidden := comments.not_code(html, places)):
                return comments.unmarked(html) if places else html
            cleaned = comments.without(source.body, hidden, source.body_line)
            if cleaned.text == source.body:
                return comments.unmarked(html)
            source.body = cleaned.text
            source.comments += cleaned.comments
            source.problems += comments.problems(cleaned.comments, source.path)


def failed(shown: str, kind: Kind, *problems: Problem) -> Reading:
    """A file of which nothing can be shown."""
    return Reading(Source(shown, kind), problems=problems, readable=False)


def _too_big(shown: str, size: int) -> Problem:
    return FILE_TOO_BIG.problem(
        shown,
        1,
        f"This file is {size / _MEGABYTE:.1f} MB large, more text than in a long book.",
        "Look for what was pasted into it by mistake, such as a picture as text; a text that is "
        "really so long should be parted into several.",
    )


def _too_deep(shown: str) -> Problem:
    return UNREADABLE.problem(
        shown,
        1,
        "This is nested too deeply to be read.",
        "Look for a line with very many > or list signs, and take most of them out.",
    )


def _repeated(source: Source, name: str) -> Problem:
    return ID_TWICE.problem(
        source.path,
        source.line_of(f"#{name}", 1),
        f"Two places on this page are called “{name}”, and a link could only reach the first.",
        f"Give the second another name between its braces, such as {{#{name}-2}}.",
    )


def _hides_nothing(source: Source, tag: str) -> Problem:
    return HTML_HIDDEN.problem(
        source.path,
        source.line_of(tag),
        f"{' '.join(tag.split())} hides nothing: everybody would read what stands in it.",
        "Take it out, or make it a comment: <!-- before it, --> behind it.",
    )


def _removed(source: Source, removed: list[str]) -> Problem:
    first = removed[0]
    word = unescape(first).strip("<>=:")
    return HTML_REMOVED.problem(
        source.path,
        source.line_of(word),
        f"{', '.join(removed)} cannot stand in a page and was left out.",
        "Write it in Markdown; a page loads nothing from elsewhere and runs nothing.",
    )
