"""Read one Markdown file: check its header, render its body and make it safe, check its text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Protocol
from unicodedata import normalize

from markdown import Markdown

from plugins.core import comments, safe_html
from plugins.core.decode import another_kind, contents, decode, lost_characters
from plugins.core.problem import Problem
from plugins.core.rules.files import FILE_KIND, FILE_TOO_BIG, UNREADABLE
from plugins.core.rules.links import LINK_BROKEN
from plugins.core.rules.pictures import PICTURE_MISSING
from plugins.core.rules.texts import HTML_HIDDEN, HTML_REMOVED, ID_TWICE
from plugins.faq_neighbors import faq
from plugins.frontmatter import header
from plugins.frontmatter.header import Header, Kind
from plugins.frontmatter.misplaced_header import left_over, misplaced
from plugins.markdown_extensions import commonmark
from plugins.markdown_extensions.typed import meant
from plugins.notices import fact_marks
from plugins.practice.model import Facts

_NO_FACTS = Facts()
_MEGABYTE = 1_000_000
_SHOWN = 60  # characters of an address
# Beside the letter of a disk. A program names so what it holds itself, for as long as it runs.
_NOT_ON_THE_WEB = ("file", "data", "blob", "cid", "content", "webkit-fake-url")
_PICTURE = re.compile(r"<img\b[^<>]*?\ssrc=[\"']?(([a-z][a-z0-9+.-]*):[^\"'<>]*)", re.IGNORECASE)


class TextCheck(Protocol):
    """Check a text as soon as it is read, as `plugins.checks` does.

    Return the problems, and whatever else it wants to know later of this text.
    """

    def __call__(self, source: Header, html: str) -> tuple[tuple[Problem, ...], object]: ...


@dataclass(frozen=True)
class File:
    """Where a Markdown file is, what a person knows it as, what it is, and its place in the
    content, if `shown` does not tell that."""

    path: str
    shown: str
    kind: Kind
    inside: str = ""

    def contents(self) -> bytes:
        """Return its bytes. Raises OSError, also for what is no file and might never end."""
        return contents(self.path)


@dataclass(frozen=True)
class ParsedFile:
    """What reading a file gave; Pelican's content object has it as `reading`.

    `html` is the body, safe and not yet joined to other pages; `typeset` is the same as it is
    printed, None while nobody has asked for it. `readable` is false where there is nothing to
    show, and why then stands in `problems`. `found` is the text check's own.
    """

    header: Header
    marks: tuple[faq.FaqMark, ...] = ()
    html: str = ""
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    found: object = None
    typeset: str | None = None


class Reader:
    """A reader of one file after the other, each alike, whatever was read before."""

    def __init__(
        self, markdown: Mapping[str, Any], check: TextCheck | None = None, facts: Facts = _NO_FACTS
    ) -> None:
        """Take the arguments of `markdown.Markdown`, a check of each text, and what is known."""
        self._markdown = Markdown(**markdown)
        self._check = check
        self._facts = facts

    def read(self, data: bytes, shown: str, kind: Kind, inside: str = "") -> ParsedFile:
        """Return what is in the bytes of the file that a person knows as `shown`.

        `inside` is its place in the content. Nothing is raised.
        """
        if other := another_kind(data):
            message = f"This is {other}, although its name ends as that of a text."
            remedy = "Open it in the program that made it, and save it as plain text (UTF-8)."
            return failed(shown, kind, FILE_KIND.problem(shown, 1, message, remedy))
        if len(data) > _MEGABYTE:
            size = f"{len(data) / _MEGABYTE:.1f} MB"
            message = f"This file is {size} large, more text than in a long book."
            remedy = (
                "Look for what was pasted into it by mistake, such as a picture as text; if the "
                "text is really this long, split it into several files."
            )
            return failed(shown, kind, FILE_TOO_BIG.problem(shown, 1, message, remedy))
        text, problems = decode(data, shown)
        if problems:
            return failed(shown, kind, *problems)
        try:
            # Two ways to store an accent are one letter, in names, addresses and tags as well.
            source = header.read(normalize("NFC", text), shown, kind, inside)
            if not source.lines or "slug" not in source.fields:
                return ParsedFile(source, problems=tuple(source.problems), readable=False)
            return self._parsed(source)
        except RecursionError:
            message = "This is nested too deeply to be read."
            remedy = "Look for a line with very many > or list signs, and take most of them out."
            return failed(shown, kind, UNREADABLE.problem(shown, 1, message, remedy))

    def _parsed(self, source: Header) -> ParsedFile:
        for name in ("title", "summary"):
            if text := source.fields.get(name):
                line = source.line(name)
                made = fact_marks.filled(str(text), self._facts, source.path, line, plain=True)
                source.fields[name] = made.text
                source.problems += made.problems
        made = fact_marks.filled(source.body, self._facts, source.path, source.body_line)
        source.body = made.text
        source.problems += made.problems
        # What an extension may know of the whole page, as Python-Markdown's own `meta` gives it.
        known = {name: source.fields.get(name) or "" for name in ("title", "template")}
        vars(self._markdown)["Meta"] = {name: [str(value)] for name, value in known.items()}
        rendered, cleaned = comments.rendered(
            meant(source.body), source.body_line, lambda text: self._markdown.reset().convert(text)
        )
        source.body = cleaned.text
        source.comments += cleaned.comments
        source.problems += comments.problems(cleaned.comments, source.path)
        source.notes = tuple(
            replace(note, line=note.line + source.body_line - 1)
            for note in commonmark.notes(self._markdown)
        )
        html, removed = safe_html.clean(rendered)
        not_here = list(_pictures_elsewhere(rendered))
        problems, path = list(source.problems), source.path
        for tag in safe_html.hiding(rendered):
            shown = " ".join(tag.split())
            message = f"{shown} hides nothing: everybody would read what is in it."
            remedy = "Take it out, or make it a comment: <!-- before it, --> behind it."
            problems.append(HTML_HIDDEN.problem(path, source.line_of(tag), message, remedy))
        for address, message, remedy in not_here:
            line = source.line_of(address)
            problems.append(PICTURE_MISSING.problem(path, line, message, remedy))
        only_first = "and a link could only reach the first"
        for name in safe_html.repeated_ids(html):
            message = f"Two places on this page are called “{name}”"
            remedy = f"Give the second another name between its braces, such as {{#{name}-2}}."
            line = source.line_of(f"#{name}", 1)
            problems.append(ID_TWICE.problem(path, line, f"{message}, {only_first}.", remedy))
        problems += misplaced(source, html)
        problems += left_over(source)
        problems += lost_characters(_lines(source, html), path)
        above = source.body_line - 1  # the extension counts from the first line of the body
        # An empty text is not parsed at all, and the marks are still those of the one before.
        marks = faq.marks_of(self._markdown) if html else []
        marks = [replace(mark, line=mark.line + above) for mark in marks]
        more, found = self._check(source, html) if self._check else ((), None)
        problems += more
        # What is told with the address that it would come from need not be told once more.
        told = " ".join(each.message for each in more if each.rule == "privacy-elsewhere")
        told += " ".join(address.partition(":")[0].lower() + ":" for address, *_ in not_here)
        removed = [name for name in removed if name not in told]
        for scheme in [name for name in removed if _link_remedy(name)]:
            message = f"A link that begins with “{scheme}” leads nowhere, and was left out."
            at = source.body.lower().find(scheme)
            line = source.body_line + source.body.count("\n", 0, max(at, 0))
            problems.append(LINK_BROKEN.problem(path, line, message, _link_remedy(scheme)))
            removed.remove(scheme)
        if removed:
            line = source.line_of(unescape(removed[0]).strip("<>=:"))
            message = f"{', '.join(removed)} cannot be in a page and was left out."
            remedy = "Write it in Markdown; a page loads nothing from elsewhere and runs nothing."
            problems.append(HTML_REMOVED.problem(path, line, message, remedy))
        return ParsedFile(source, tuple(marks), html, tuple(problems), found=found)


def _link_remedy(removed: str) -> str:
    """Return how a link is mended whose scheme was removed, "" if it is no slip of the pen."""
    scheme = removed.removesuffix(":").lower()
    if scheme == removed:
        return ""
    if len(scheme) == 1 or scheme == "file":
        return "Put the file into content/images/ and write /images/ and its name."
    near = difflib.get_close_matches(scheme, ("https", "http", "mailto", "tel"), n=1, cutoff=0.7)
    return f"Did you mean “{near[0]}:”?" if near else ""


def _pictures_elsewhere(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield address, message and remedy of each picture of uncleaned HTML that is on no website."""
    for one in _PICTURE.finditer(html):
        address = unescape(one[1])
        if len(one[2]) > 1 and one[2].lower() not in _NOT_ON_THE_WEB:
            continue
        begin = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
        message = f"The picture “{begin}” is on a computer, where no visitor can see it."
        remedy = "Put it into content/images/ and write /images/ and its name."
        if one[2].lower() == "data":
            message = f"A picture is pasted into the text as letters and figures: “{begin}”."
            remedy = (
                "Save the picture as a file in content/images/, and write /images/ and its name "
                "instead of the letters."
            )
        yield address[:_SHOWN], message, remedy


def _lines(source: Header, html: str) -> Iterator[tuple[int, str]]:
    """Yield what the page shows of each line, as far as a character may have been lost on it.

    A reference by number may stand for such a character as well (HTML, section 13.2.5.80).
    """
    for key, value in source.fields.items():
        shown = unescape(str(value))
        if "\ufffd" in shown:
            yield source.line(key), shown
    if "\ufffd" in html:
        lines = enumerate(source.body.split("\n"), source.body_line)
        yield from ((number, unescape(line)) for number, line in lines)


def failed(shown: str, kind: Kind, *problems: Problem) -> ParsedFile:
    """Return what is read of a file of which nothing can be shown."""
    return ParsedFile(Header(shown, kind), problems=problems, readable=False)
