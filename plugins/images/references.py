"""Find where a page shows a picture or leads to one, and what its writer says of it there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from plugins.core.problem import Problem, Severity
from plugins.core.rules.pictures import PICTURE_ALT
from plugins.frontmatter.header import Header
from plugins.images import markup

# Cleaned HTML: every value stands in double quotes.
_TAG = re.compile(r"<(?P<tag>a|img)(?P<attributes>(?: [\w-]+=\"[^\"]*\")*) ?/?>")
_ATTRIBUTE = re.compile(r" ([\w-]+)=\"([^\"]*)\"")
_FILE = re.compile(r"\{static\}/([^?#]*)")  # what follows it means nothing to a picture
_ANY_TAG = re.compile(r"<[^>]*>")
# A word of the writer's that a picture says nothing, which the page need not repeat.
_DECORATIVE = "decorative"
_NO_ALT = (
    "Say between the square brackets what it shows, or write {.decorative} behind it if it shows "
    "nothing that matters."
)

_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|heic)$", re.IGNORECASE)
# What cameras, phones and programs call a picture of which they know nothing.
_NUMBERED = re.compile(
    r"(?:img|dsc[nf]?|pxl|mvimg|p|image|photo|picture|untitled|screen ?shot)?[\W_]*\d[\d\W_]*",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"(?:an? |the )?(?:image|picture|photo(?:graph)?|graphic) (?:of|showing) ", re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """A picture in a body (`shown`), or a link to one or to another file.

    `file` is its source, `typed` its address as it was typed, `line` the line of that; `start`
    and `end` where its tag stands in the HTML.
    """

    shown: bool
    attributes: Mapping[str, str]
    file: str
    typed: str
    line: int
    start: int
    end: int

    @property
    def classes(self) -> list[str]:
        """Return what the writer calls it, beside saying that it is decorative."""
        return [name for name in self.attributes.get("class", "").split() if name != _DECORATIVE]

    @property
    def decorative(self) -> bool:
        return _DECORATIVE in self.attributes.get("class", "").split()

    @property
    def alt(self) -> str:
        return self.attributes.get("alt", "").strip()


@dataclass(frozen=True)
class Body:
    """The text of a page, with the places of its pictures and of its links to files.

    `html` is cleaned and its links are resolved. `image` is the file that its header names as the
    picture to be shared, "" for none.
    """

    header: Header
    html: str
    places: tuple[Place, ...] = ()
    image: str = ""


def places(source: Header, typed: str, html: str) -> Iterator[Place]:
    """Yield every picture and every link to a file in a body, in its order.

    `typed` is its HTML before its links were resolved, `html` the same thereafter.
    """
    nth: Counter[str] = Counter()
    addresses = (attributes.get(key, "") for _, key, attributes in _tags(typed))
    for (match, key, attributes), to in zip(_tags(html), addresses, strict=True):
        file = _FILE.match(attributes.get(key, ""))
        # The same address further up the page stands on another line.
        number, nth[to] = nth[to], nth[to] + 1
        if file:
            line = line_of(source, to, number)
            yield Place(key == "src", attributes, unquote(file[1]), to, line, *match.span())


def _tags(html: str) -> Iterator[tuple[re.Match[str], str, dict[str, str]]]:
    """Yield each link and picture, the name of its attribute with an address, and all of them."""
    for match in _TAG.finditer(html):
        key = "src" if match["tag"] == "img" else "href"
        pairs = _ATTRIBUTE.findall(match["attributes"])
        yield match, key, {name: unescape(value) for name, value in pairs}


def line_of(source: Header, address: str, nth: int) -> int:
    """Return the line on which an address stands, whole, for the nth time (from 0)."""
    whole = re.compile(rf"(?<![^\s(<\"'=:]){re.escape(address)}(?![^\s)>\"'?#])")
    found = [match.start() for match in whole.finditer(source.body)]
    if not address or not found:
        return source.line_of(address) if address else source.body_line
    at = found[min(nth, len(found) - 1)]  # a reference is typed once and used often
    return source.body_line + source.body.count("\n", 0, at)


def link(place: Place, address: str) -> str:
    """Return the opening tag of a link, leading to another address."""
    return f"<a{markup.written({**place.attributes, 'href': address})}>"


def attributes(place: Place, first: bool) -> dict[str, str]:
    """Return what the picture's own tag keeps of what was typed, and when it is to be loaded.

    The first thing of a text is seen at once and must not wait (web.dev, "Browser-level image
    lazy loading").
    """
    kept = dict(place.attributes)
    kept.pop("class", None)
    if not kept.get("title", "").strip():
        kept.pop("title", None)
    kept.pop("height", None)  # it follows from the width
    kept["alt"] = "" if place.decorative else kept.get("alt", "")
    loading = {} if first else {"loading": "lazy"}
    named = {"class": " ".join(place.classes)} if place.classes else {}
    return {**kept, **named, **loading, "decoding": "async"}


def is_empty(html: str) -> bool:
    """Say whether there is nothing to be seen in it."""
    return "<img" not in html and not _ANY_TAG.sub("", html).strip()


def description_problems(place: Place, path: str, draft: bool) -> Iterator[Problem]:
    """Yield what is wrong with the text that stands for a picture; a draft may still lack it."""
    if place.decorative:
        if place.alt:
            message = f"The picture “{place.typed}” is described and called decorative at once."
            remedy = "Take one of the two out; until then nobody hears the description."
            yield PICTURE_ALT.problem(path, place.line, message, remedy, severity="warning")
        return
    if not place.alt:
        yield undescribed(path, place.line, place.typed, _NO_ALT, "warning" if draft else "error")
    elif found := description_doubt(place.alt, place.typed):
        yield PICTURE_ALT.problem(path, place.line, *found, severity="note")


def undescribed(
    path: str,
    line: int,
    name: str,
    remedy: str = "Say in “image_alt: …” what it shows.",
    severity: Severity = "warning",
) -> Problem:
    message = f"The picture “{name}” has no description for those who cannot see it."
    return PICTURE_ALT.problem(path, line, message, remedy, severity=severity)


def description_doubt(alt: str, address: str) -> tuple[str, str] | None:
    """Return what a listener would stumble over and what to write instead, or None if it is well.

    W3C, "Alt text decision tree" and "Tips and tricks": neither a file's name nor the word image.
    """
    words = " ".join(alt.split())
    stem = PurePosixPath(address).stem
    if _ENDING.search(words) or words == stem or _NUMBERED.fullmatch(words):
        return (
            f"The picture “{address}” is described by the name of a file (“{words}”).",
            "Say what it shows, as you would on the telephone.",
        )
    if said := _SAYS_SO.match(words):
        return (
            f"The description of the picture “{address}” begins with “{said[0].strip()}”.",
            "Leave that out; who listens has heard already that it is a picture.",
        )
    return None
