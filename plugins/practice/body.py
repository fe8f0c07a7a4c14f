"""The HTML of an article's body: made safe, its tables framed, its links and headings listed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import Any

import nh3
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

# What Markdown makes, what our own extensions make, and a little HTML that a writer may type.
_TAGS = """
a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure
h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s section small span strong sub summary
sup table tbody td tfoot th thead time tr u ul
"""
TAGS = frozenset(_TAGS.split())
# Of these, the ones within a line, which do not part the words before and after them.
INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s"}
    | {"small", "span", "strong", "sub", "sup", "time", "u"}
)
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title", "role", "aria-label", "aria-labelledby"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "details": {"open"},
    "div": {"tabindex"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel", "sms"}
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)
_OPENED = re.compile(r"</?([a-zA-Z][\w-]*)")
_HANDLER = re.compile(
    r"<[a-zA-Z][^<>]*?[\s/\"'](on[a-z]+|style|srcdoc|formaction)\s*=", re.IGNORECASE
)
_SCHEME = re.compile(r"<[^<>]*?\b(?:href|src)\s*=\s*[\"']?\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LINE_TAG = re.compile(rf"</?(?!(?:{'|'.join(sorted(INLINE))})\b)[a-z][^>]*>")
_LINK = re.compile(r"<(?P<tag>a|img) (?P<rest>[^>]*?\b(?:href|src)=\"(?P<to>[^\"]*)\"[^>]*)>")
_ALT = re.compile(r"\balt=\"([^\"]*)\"")
_ID = re.compile(r"<[^>]*?\bid=\"([^\"]*)\"")
_H2 = re.compile(r"<h2[^>]*?\bid=\"([^\"]+)\"[^>]*>(.*?)</h2>", re.DOTALL)


@dataclass(frozen=True)
class Link:
    """A link or a picture: where it leads as written, and a picture's alt (None: it has none)."""

    to: str
    picture: bool = False
    alt: str | None = None


@dataclass(frozen=True)
class Heading:
    """An h2: its id, and its words as HTML without links or other elements."""

    id: str
    title: str


def clean(html: str) -> tuple[str, list[str]]:
    """The same HTML with nothing in it that could run, load or imitate; and what was taken out.

    Elements and attributes outside a list of harmless ones are removed by nh3 (Ammonia), their
    words stay. The second value names each kind of thing removed once, as it would be typed.
    After this, attribute values stand in double quotes and hold no `<` or `>`.
    """
    typed = _COMMENT.sub("", html) if "<!--" in html else html
    tags = {tag.lower() for tag in _OPENED.findall(typed)} - TAGS
    handlers = {name.lower() for name in _HANDLER.findall(typed)}
    schemes = {scheme.lower() for scheme in _SCHEME.findall(unescape(typed))} - SCHEMES
    removed = [f"<{tag}>" for tag in tags] + [f"{name}=" for name in handlers]
    removed += [f"{scheme}:" for scheme in schemes]
    return _CLEANER.clean(html), sorted(removed)


def links(html: str) -> list[Link]:
    """Every link and picture of cleaned HTML, in the order of the text."""
    found = []
    for match in _LINK.finditer(html):
        picture = match["tag"] == "img"
        alt = _ALT.search(match["rest"]) if picture else None
        found.append(Link(unescape(match["to"]), picture, unescape(alt[1]) if alt else None))
    return found


def headings(html: str) -> list[Heading]:
    """The h2s of cleaned HTML, for a list of contents."""
    return [Heading(match[1], _TAG.sub("", match[2]).strip()) for match in _H2.finditer(html)]


def repeated_ids(html: str) -> list[str]:
    """Every id of cleaned HTML that stands more than once; a link finds only the first."""
    counted = Counter(_ID.findall(html))
    return [unescape(name) for name, times in counted.items() if times > 1]


def plain(html: str) -> str:
    """The words of some HTML, as a person reads them: no tags, no entities, single spaces.

    A tag that begins or ends a line separates words; any other, such as `<em>`, does not.
    """
    if "<" in html:
        html = _TAG.sub("", _LINE_TAG.sub(" ", html))
    return " ".join(unescape(html).split())


def reading_minutes(html: str) -> int:
    """About how long a careful reader takes: 220 words a minute, never less than one minute.

    Silent reading of non-fiction runs at about 238 words a minute (Brysbaert 2019,
    doi 10.1016/j.jml.2019.104047); a subject like ours is read a little more slowly.
    """
    return max(1, round(len(_TAG.sub(" ", html).split()) / 220))


class _FrameTables(Treeprocessor):
    """A table wider than a phone scrolls inside a frame that a keyboard can reach.

    WCAG 2.2, success criterion 1.4.10 allows a table to scroll; 2.1.1 asks that scrolling work
    from a keyboard, hence the tabindex and the name of the region.
    """

    def run(self, root: ET.Element) -> None:
        heading = ""
        parents = {child: parent for parent in root.iter() for child in parent}
        for element in list(root.iter()):  # in the order of the text
            if element.tag in ("h2", "h3") and element.get("id"):
                heading = element.get("id", "")
            if element.tag == "table":
                frame = ET.Element("div", {"class": "table-wrap", "role": "region"})
                frame.set("tabindex", "0")
                frame.set(*(("aria-labelledby", heading) if heading else ("aria-label", "Table")))
                frame.tail, element.tail = element.tail, "\n"
                parent = parents[element]
                parent[list(parent).index(element)] = frame
                frame.append(element)


class _NameQuotations(Treeprocessor):
    """`{: .pull}` below a quotation reaches its last paragraph; the quotation is meant."""

    def run(self, root: ET.Element) -> None:
        for quotation in root.iter("blockquote"):
            for paragraph in quotation.findall("p[@class]"):
                quotation.set("class", paragraph.attrib.pop("class"))


class BodyExtension(Extension):
    """Frames tables and names quotations, after `toc` (5) and `faq-finish` (4) set the ids."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        md.treeprocessors.register(_FrameTables(md), "frame-tables", 3)
        md.treeprocessors.register(_NameQuotations(md), "name-quotations", 2)


def makeExtension(**kwargs: Any) -> BodyExtension:  # noqa: N802  # Markdown's own name
    return BodyExtension(**kwargs)
