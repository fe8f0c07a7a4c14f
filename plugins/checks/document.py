"""What a rule is given: one file of the content, or all of them together, as plain data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape
from itertools import accumulate
from typing import Any, Literal

from plugins.checks import readability
from plugins.checks.blocks import Block, blocks
from plugins.core.safe_html import plain
from plugins.faq_neighbors.answers import FaqItem
from plugins.frontmatter.header import Header
from plugins.notices.known import Known
from plugins.practice.model import Facts

# The ways in which Markdown and HTML write an address: [x](here), [x]: here, <here>, href="here".
_ADDRESS = re.compile(
    r"\]\([ \t\n]*<?([^\s<>)]*)|^ {0,3}\[[^\]\n]*\]:[ \t]*<?([^\s>]+)|<([a-zA-Z][\w+.-]*:[^\s<>]*)>"
    r"|\bhref[ ]*=[ ]*[\"']?([^\s\"'>]*)",
    re.MULTILINE,
)
_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r"<a (?:[^>]*? )?href=\"([^\"]*)\"([^>]*)>(.*?)</a>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A heading of the page as it was rendered; it is the nth of its level with these words."""

    level: int
    text: str
    nth: int


@dataclass(frozen=True)
class Link:
    """A link of the page as it was rendered; it is the nth to this address, counted from 0.

    `html` is what stands in it and `words` what is heard of that; `attributes` are those that
    follow its address.
    """

    to: str
    words: str
    html: str
    attributes: str
    nth: int


@dataclass(frozen=True)
class Document:
    """An article or a page. `html` is its body as rendered and made safe, not yet joined."""

    header: Header
    html: str

    @property
    def path(self) -> str:
        return self.header.path

    @property
    def kind(self) -> Literal["article", "page"]:
        return self.header.kind

    @property
    def fields(self) -> dict[str, Any]:
        """Return the typed entries of the header: see plugins.frontmatter.fields."""
        return self.header.fields

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the text of the body, block by block, with lines of the file."""
        return tuple(blocks(self.header.body, self.header.body_line))

    @cached_property
    def sentences_at(self) -> tuple[Block, ...]:
        """Return all that is read as text: title and summary first, then the body's blocks."""
        header = [
            Block("heading", str(self.fields[name]), self.header.line(name))
            for name in ("title", "summary")
            if self.fields.get(name)
        ]
        return (*header, *(block for block in self.blocks if block.kind not in ("code", "html")))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Return the headings, however they were typed."""
        nth: Counter[tuple[int, str]] = Counter()
        found = []
        for sign, html in _HEADING.findall(self.html):
            level, text = int(sign), html if "<" not in html and "&" not in html else plain(html)
            found.append(Heading(level, text, nth[level, text]))
            nth[level, text] += 1
        return tuple(found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Return the links, however they were typed."""
        nth: Counter[str] = Counter()
        found = []
        for address, attributes, html in _LINK.findall(self.html):
            to = unescape(address)
            words = " ".join(unescape(html).split()) if "<" not in html else plain(html)
            found.append(Link(to, words, html, attributes, nth[to]))
            nth[to] += 1
        return tuple(found)

    @cached_property
    def _address_lines(self) -> dict[str, list[int]]:
        """Return on which lines the addresses of links stand, found in one pass.

        A text may hold thousands of links that are all in need of mending; to look for each of them
        from the top would take minutes.
        """
        found: dict[str, list[int]] = defaultdict(list)
        body, line, at = self.header.body, self.header.body_line, 0
        for match in _ADDRESS.finditer(body):
            start = match.start(match.lastindex or 0)
            line += body.count("\n", at, start)
            at = start
            found[next(filter(None, match.groups()), "")].append(line)
        return found

    def line_of_link(self, address: str, nth: int = 0) -> int:
        """Return the line on which `address` stands for the nth time (from 0), as it was typed."""
        lines = self._address_lines.get(address)
        if not lines:  # typed in some other way, such as with spaces
            return self.header.line_of(address)
        return lines[min(nth, len(lines) - 1)]  # a reference is typed once and used often

    def line_at(self, position: int) -> int:
        """Return the line of the file on which the character `position` of the body stands."""
        return self.header.body_line + self.header.body.count("\n", 0, position)

    @cached_property
    def prose(self) -> str:
        """Return what of the body is read sentence by sentence."""
        return readability.prose(self.blocks)

    @cached_property
    def grade(self) -> float:
        """Return the reading grade of the prose."""
        return readability.grade(self.prose)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word in small letters: by them a rule sees whether it has anything to do."""
        text = "\n".join(block.text for block in self.sentences_at).lower()
        return frozenset(text.replace("’", "'").translate(_SIGNS).split())

    @cached_property
    def figures(self) -> frozenset[str]:
        """Return the words that end in a figure."""
        every = "".join(self.words)
        if not any(figure in every for figure in "0123456789"):
            return frozenset()
        return frozenset(word for word in self.words if "0" <= word[-1] <= "9")

    @cached_property
    def sentences_small(self) -> tuple[str, list[int]]:
        """Return the blocks of `sentences_at` in small letters, a line each, and their ends."""
        blocks = [block.text.lower().replace("\n", " ") for block in self.sentences_at]
        return "\n".join(blocks), list(accumulate(len(block) + 1 for block in blocks))

    @cached_property
    def small(self) -> str:
        """Return title, summary and body as they are typed, in small letters and on one line."""
        header = f"{self.fields.get('title')} {self.fields.get('summary')}"
        return f"{header} {self.header.body}".lower().replace("\n", " ")


_SIGNS = {ord(sign): " " for sign in '.,;:!?()[]{}<>“”"*_/|—–·…%$#'}


@dataclass(frozen=True)
class Entry:
    """One page of a site that is joined: its document and what only the whole site can tell.

    `url` has no slash in front. `path` is the title of the reading path that it follows, "" for
    none, and `position` its number there, from 1. `found` is what was counted when it was read.
    """

    document: Document
    url: str
    lang: str
    published: bool
    faq: tuple[FaqItem, ...] = ()
    path: str = ""
    position: int = 0
    found: Any = None

    @property
    def status(self) -> str:
        """Return "published", "draft" or "hidden", and "scheduled" for what waits for its day."""
        status: str = self.document.fields["status"]
        return "scheduled" if status == "published" and not self.published else status


@dataclass(frozen=True)
class Download:
    """A file that is published as it is, and where a published page first leads to it.

    Both paths are as a person would open them.
    """

    file: str
    path: str
    line: int


@dataclass(frozen=True)
class WholeSite:
    """All pages of the site. `today` is the day on which the check is made.

    `downloads` are the files that are published as they are, and `unused` those beside the
    pictures to which nothing leads; both by their paths as a person would open them.
    """

    entries: tuple[Entry, ...]
    known: Known
    facts_path: str
    today: date
    downloads: tuple[Download, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def facts(self) -> Facts:
        return self.known.facts
