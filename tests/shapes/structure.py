"""The structure of a text: read from its Markdown by markdown-it-py, and from a page that is built.

Neither reading knows the program: words, points of lists, headings, pictures and links, in order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.shapes.practice import ZONE

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# What the theme adds; and captions, since in CommonMark a picture's title is none.
_ADDED = ".signature, .screen-only, nav, figcaption"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Structure:
    """What a reader is given. A point is its depth and its first three words.

    A heading that is a `summary`, which opens what is below it, is none here.
    """

    words: tuple[str, ...]
    points: tuple[tuple[int, str], ...]
    headings: tuple[tuple[int, str], ...]
    pictures: tuple[str, ...]
    links: tuple[str, ...]
    others: tuple[tuple[str, int], ...]  # how many quotations, rows, boxes of code and so on

    def differs(self, other: Structure) -> Iterator[str]:
        """Yield the names of what differs, each with the first difference."""
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if mine != theirs:
                pairs = enumerate(zip_longest(mine, theirs))
                at = next(number for number, (one, another) in pairs if one != another)
                yield f"{field.name}: {mine[at : at + 4]} became {theirs[at : at + 4]}"


@dataclass(frozen=True)
class Page:
    """A page that is built: its structure and what its data say."""

    title: str
    summary: str
    date: str
    modified: str
    questions: tuple[str, ...]
    structure: Structure


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, whatever stands between them."""
    return tuple(re.findall(r"\w+", text.translate(_UNSEEN).casefold()))


def of_markdown(body: str) -> Structure:
    """Return the structure that CommonMark, with tables, gives to a body."""
    root = LexborHTMLParser(_MARKDOWN.render(body)).body
    assert root is not None
    return _of(root)


def of_page(html: str) -> Page:
    """Return what stands on a page that is built, without what the theme adds to it."""
    page = LexborHTMLParser(html)
    data = page.css_first("script[type='application/ld+json']")
    graph: list[dict[str, Any]] = json.loads(data.text())["@graph"] if data else []
    dated = next((node for node in graph if "datePublished" in node), {})
    faq = next((node for node in graph if "FAQPage" in str(node["@type"])), {})
    asked = faq.get("mainEntity", [])
    asked = asked if isinstance(asked, list) else [asked]
    title, summary = page.css_first("h1"), page.css_first("meta[name=description]")
    prose = page.css_first(".prose") or LexborHTMLParser("<body>").body
    assert prose is not None
    return Page(
        title.text() if title else "",
        summary.attributes["content"] or "" if summary else "",
        _day(dated.get("datePublished", "")),
        _day(dated.get("dateModified", "")),
        tuple(one["name"] for one in asked if one["@type"] == "Question"),
        _of(prose),
    )


def destination(address: str) -> str:
    """Return where a link leads: the name of an article of the practice, or the whole address."""
    if urlsplit(address).scheme in ("http", "https"):
        return address
    name = re.sub(r"(?:/?index)?\.(?:html|md)$", "", unquote(address).strip("/"))
    return name.rpartition("/")[2].rpartition("}")[2]


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(ZONE).date().isoformat() if moment else ""


def _of(root: LexborNode) -> Structure:
    for added in root.css(_ADDED):
        added.decompose()
    addresses = [link.attributes["href"] or "" for link in root.css("a[href]")]
    others = ("blockquote", "br", "hr", "pre", "tr")
    return Structure(
        words_of(root.text(separator=" ")),
        tuple(_point(point) for point in root.css("li")),
        tuple(
            (int(str(heading.tag)[1]), " ".join(words_of(heading.text(separator=" "))))
            for heading in root.css(", ".join(_HEADINGS))
            if "summary" not in _above(heading)
        ),
        tuple(image.attributes.get("alt") or "" for image in root.css("img")),
        tuple(
            destination(address)
            for address in addresses
            if not address.startswith("#") and not address.endswith((".jpg", ".png", ".webp"))
        ),
        tuple((name, len(root.css(name))) for name in others),
    )


def _point(point: LexborNode) -> tuple[int, str]:
    """Return how deep a point is, from 1, and its first words."""
    depth = sum(name in ("ul", "ol") for name in _above(point))
    return depth, " ".join(words_of(point.text(separator=" "))[:3])


def _above(node: LexborNode) -> Iterator[str]:
    while node.parent is not None:
        node = node.parent
        yield str(node.tag)
