"""Make the HTML of an article's body safe, list its links and headings, count its words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

import nh3

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
    | {"picture", "small", "source", "span", "strong", "sub", "sup", "time", "u"}
)
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title", "role", "aria-label", "aria-labelledby"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "details": {"open"},
    "div": {"tabindex"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan", "headers", "data-label"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "time": {"datetime"},
}
# What a page holds besides once its pictures stand in it. A writer's own are taken out: a `srcset`
# is not looked into, and could be loaded from anywhere.
PICTURE_TAGS = frozenset({"picture", "source"})
PICTURE_ATTRIBUTES = {
    "source": {"type", "srcset", "sizes"},
    "img": ATTRIBUTES["img"] | {"loading", "decoding"},
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
# A browser would not show what stands in such an element; a page of ours does.
_HIDING = re.compile(
    r"<[a-zA-Z][\w-]*(?:\s+[^\s\"'<>=/]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))?)*?\s+"
    r"(?:hidden(?=[\s/=>])"
    r"|style\s*=\s*[\"'][^\"'<>]*?(?:display\s*:\s*none|visibility\s*:\s*hidden))[^<>]*>",
    re.IGNORECASE,
)
_SCHEME = re.compile(
    r"<[^<>]*?\b(?:href|src)\s*+=\s*+[\"']?\s*+([a-z][a-z0-9+.-]*):", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]+>")
_LINE_TAG = re.compile(rf"</?(?!(?:{'|'.join(sorted(INLINE))})\b)[a-z][^>]*>")
_LINK = re.compile(r"<(?P<tag>a|img|svg) (?P<rest>[^<>]*?\b(?:href|src)=\"(?P<to>[^\"]*)\"[^<>]*)>")
_ALT = re.compile(r"\balt=\"([^\"]*)\"")
_ID = re.compile(r"<[^<>]*?\bid=\"([^\"]*)\"")
_H2 = re.compile(r"<h2[^<>]*?\bid=\"([^\"]+)\"[^<>]*>(.*?)</h2>", re.DOTALL)


DRAWING = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_DRAWN_FILE = re.compile(r" data-src=\"[^\"]*\"")
_DRAWN_ATTRIBUTE = re.compile(r" ([\w-]+)=\"([^\"]*)\"")


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
    """Return the HTML with nothing in it that could run, load or imitate; and what was taken out.

    Elements and attributes outside a list of harmless ones are removed by nh3 (Ammonia), their
    words stay. The second value names each kind of thing removed once, as it would be typed.
    After this, attribute values stand in double quotes and hold no `<` or `>`.
    """
    tags = {tag.lower() for tag in _OPENED.findall(html)} - TAGS
    handlers = {name.lower() for name in _HANDLER.findall(html)}
    schemes = {scheme.lower() for scheme in _SCHEME.findall(unescape(html))} - SCHEMES
    removed = [f"<{tag}>" for tag in tags] + [f"{name}=" for name in handlers]
    removed += [f"{scheme}:" for scheme in schemes]
    return _CLEANER.clean(html), sorted(removed)


def hiding(html: str) -> list[str]:
    """Return each tag of uncleaned HTML that should hide words, and will not once it is cleaned."""
    return _HIDING.findall(html) if "<" in html else []


def links(html: str) -> list[Link]:
    """Return every link and picture of cleaned HTML, in the order of the text."""
    found = []
    for match in _LINK.finditer(html):
        picture = match["tag"] != "a"
        alt = _ALT.search(match["rest"]) if picture else None
        found.append(Link(unescape(match["to"]), picture, unescape(alt[1]) if alt else None))
    return found


def headings(html: str) -> list[Heading]:
    """Return the h2s of cleaned HTML, for a list of contents."""
    return [Heading(match[1], _TAG.sub("", match[2]).strip()) for match in _H2.finditer(html)]


def linked_headings(html: str) -> str:
    """Return cleaned HTML as a page shows it.

    Each h2 links to itself, for whoever wants to send somebody there, and drawings say no longer
    where they lie as files. Only what a visitor sees is changed so: the words, the feed and the
    data stay as they are. A heading that holds a link already is left alone; links cannot stand
    in links.
    """

    def linked(heading: re.Match[str]) -> str:
        opening = heading[0][: heading.start(2) - heading.start()]
        if "<a " in heading[2]:
            return heading[0]
        return f'{opening}<a href="#{heading[1]}">{heading[2]}</a></h2>'

    if "<svg" in html:
        html = DRAWING.sub(lambda one: _DRAWN_FILE.sub("", one[0], 1), html)
    return _H2.sub(linked, html)


def as_pictures(html: str) -> str:
    """Return the same HTML with an `<img>` in the place of each drawing.

    A feed reader knows nothing of our colors, and the same ids must not stand on two pages.
    """

    def picture(drawing: re.Match[str]) -> str:
        attributes = dict(_DRAWN_ATTRIBUTE.findall(drawing[1]))
        names = {"data-src": "src", "aria-label": "alt", "width": "width", "height": "height"}
        kept = {**{new: attributes.get(old, "") for old, new in names.items()}, "loading": "lazy"}
        return "<img" + "".join(f' {name}="{value}"' for name, value in kept.items()) + ">"

    return DRAWING.sub(picture, html) if "<svg" in html else html


def repeated_ids(html: str) -> list[str]:
    """Return every id that cleaned HTML has more than once; a link finds only the first."""
    counted = Counter(_ID.findall(html))
    return [unescape(name) for name, times in counted.items() if times > 1]


def plain(html: str) -> str:
    """Return the words of some HTML as a person reads them: no tags or entities, single spaces.

    A tag that begins or ends a line separates words; any other, such as `<em>`, does not.
    """
    if "<" in html:
        html = _TAG.sub("", _LINE_TAG.sub(" ", html))
    return " ".join(unescape(html).split())


def reading_minutes(html: str) -> int:
    """Return the minutes that a careful reader takes, at 220 words a minute; at least one.

    Silent reading of non-fiction runs at about 238 words a minute (Brysbaert 2019,
    doi 10.1016/j.jml.2019.104047); a subject like ours is read a little more slowly.
    """
    return max(1, round(len(_TAG.sub(" ", DRAWING.sub(" ", html)).split()) / 220))
