"""The structure of a text: read from its Markdown by markdown-it-py, and from a page that is built.

Neither reading knows the program: words, points of lists, headings, pictures and links, in order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.shapes.practice import ZONE

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@dataclass(frozen=True)
class Structure:
    """What a reader is given. A point is its depth and its first three words."""

    words: tuple[str, ...]
    points: tuple[tuple[int, str], ...]
    headings: tuple[tuple[int, str], ...]
    pictures: tuple[str, ...]
    links: tuple[str, ...]
    others: tuple[tuple[str, int], ...]  # how many quotations, rows, boxes of code and so on

    def differs(self, other: Structure) -> list[str]:
        """Return the names of what differs, each with the first difference."""
        found = []
        for name, mine, theirs in zip(vars(self), self, other, strict=True):
            if mine != theirs:
                pairs = enumerate(zip_longest(mine, theirs))
                at = next(number for number, (one, other) in pairs if one != other)
                found.append(f"{name}: {mine[at : at + 4]} became {theirs[at : at + 4]}")
        return found

    def __iter__(self) -> Any:
        return iter(vars(self).values())


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


def of_markdown(body: str, questions: Iterable[str]) -> Structure:
    """Return the structure that CommonMark, with tables, gives to a body.

    The headings that are `questions` are words and no headings.
    """
    html = _MARKDOWN.render(body)
    tokens = _MARKDOWN.parse(body)
    asked = {words_of(one) for one in questions}
    page = BeautifulSoup(html, "html.parser")
    points, headings, pictures, links, depth = [], [], [], [], 0
    for number, token in enumerate(tokens):
        depth += _LISTS.get(token.type, 0)
        if token.type == "list_item_open":
            points.append((depth, _first_words(tokens[number:])))
        if token.type == "heading_open":
            said = words_of(_plain(tokens[number + 1]))
            if said not in asked:
                headings.append((int(token.tag[1]), " ".join(said)))
        for child in token.children or ():
            if child.type == "image":
                pictures.append(child.content)
            if child.type == "link_open" and not _is_picture(str(child.attrs["href"])):
                links.append(destination(str(child.attrs["href"])))
    return Structure(
        words_of(page.get_text(" ")),
        tuple(points),
        tuple(headings),
        tuple(pictures),
        tuple(links),
        _others(page),
    )


def _others(html: Tag) -> tuple[tuple[str, int], ...]:
    return tuple((name, len(html.select(name))) for name in ("blockquote", "br", "hr", "pre", "tr"))


_LISTS = {
    "bullet_list_open": 1,
    "ordered_list_open": 1,
    "bullet_list_close": -1,
    "ordered_list_close": -1,
}


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type != "image")


def _first_words(tokens: list[Token]) -> str:
    inline = next(token for token in tokens if token.type == "inline")
    return " ".join(words_of(_plain(inline))[:3])


def _is_picture(address: str) -> bool:
    return address.endswith((".jpg", ".png", ".webp"))


def destination(address: str) -> str:
    """Return where a link leads: the name of an article of the practice, or the whole address."""
    if urlsplit(address).scheme in ("http", "https"):
        return address
    name = re.sub(r"(?:/?index)?\.(?:html|md)$", "", unquote(address).strip("/"))
    return name.rpartition("/")[2].rpartition("}")[2]


def of_page(html: str) -> Page:
    """Return what stands on a page that is built, without what the theme adds to it."""
    page = BeautifulSoup(html, "html.parser")
    data = page.find("script", type="application/ld+json")
    graph = json.loads(data.string or "{}")["@graph"] if isinstance(data, Tag) else []
    dated: dict[str, Any] = next((node for node in graph if "datePublished" in node), {})
    faq: dict[str, Any] = next((node for node in graph if "FAQPage" in str(node.get("@type"))), {})
    asked = faq.get("mainEntity", [])
    asked = asked if isinstance(asked, list) else [asked]
    head = page.find("meta", attrs={"name": "description"})
    title = page.find("h1")
    prose = page.select_one(".prose")
    return Page(
        title.get_text(" ") if isinstance(title, Tag) else "",
        str(head["content"]) if isinstance(head, Tag) else "",
        _day(dated.get("datePublished", "")),
        _day(dated.get("dateModified", "")),
        tuple(one["name"] for one in asked if one.get("@type") == "Question"),
        _of_prose(prose) if prose else Structure((), (), (), (), (), ()),
    )


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(ZONE).date().isoformat() if moment else ""


def _of_prose(prose: Tag) -> Structure:
    # A picture's title is a caption here, and in CommonMark what is seen beside the pointer.
    for added in prose.select(".signature, nav, .waiting, figcaption"):
        added.decompose()
    points = tuple(
        (
            len([up for up in point.parents if up.name in ("ul", "ol")]),
            " ".join(words_of(_without_lists(point))[:3]),
        )
        for point in prose.select("li")
    )
    headings = tuple(
        (int(heading.name[1]), " ".join(words_of(heading.get_text(" "))))
        for heading in prose.select("h1, h2, h3, h4, h5, h6")
        if not heading.find_parent("summary")
    )
    return Structure(
        words_of(prose.get_text(" ")),
        points,
        headings,
        tuple(str(image.get("alt", "")) for image in prose.select("img")),
        tuple(
            destination(str(link["href"]))
            for link in prose.select("a[href]")
            if not str(link["href"]).startswith("#") and not _is_picture(str(link["href"]))
        ),
        _others(prose),
    )


def _without_lists(point: Tag) -> str:
    return " ".join(
        part.get_text(" ") if isinstance(part, Tag) else str(part)
        for part in point.children
        if not (isinstance(part, Tag) and part.name in ("ul", "ol"))
    )
