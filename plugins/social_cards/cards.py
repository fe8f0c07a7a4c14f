"""Find which picture stands beside a link to each page, and draw the cards that it takes.

An article's own `image:` is what is shared: she chose it for this article, and a page that is
shared with another picture than it shows looks like a mistake. Every other article has a card of
its own, and all other pages have the site's. A card never becomes the `image` of structured data:
Google asks for pictures that show what a page is about, and against "an image with text" (Search
Central, "Image SEO best practices", Specify a preferred image with metadata).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import PIL
from PIL import features

from plugins.core.build import Build
from plugins.core.cache import Store, made_by
from plugins.core.problem import Problem
from plugins.core.rules.pictures import CARD_WITHOUT_NAME, CARD_WITHOUT_TITLE
from plugins.social_cards import card as social_card
from plugins.social_cards import card_title, motif
from plugins.social_cards.card import HEIGHT, NAME_FONT, TITLE_FONT, WIDTH, Card, Style

_SITE_CARD = "card.png"


@dataclass(frozen=True)
class SharedPicture:
    """What the head of a page tells of the picture; 0 where a size is not known."""

    url: str
    alt: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Page:
    """What must be known of a page to know its picture.

    `image` is the picture of its own; an `article` without one has a card of its own, and every
    other page the site's. `path` and `line` are where its title stands.
    """

    article: bool = False
    save_as: str = ""
    slug: str = ""
    title: str = ""
    path: str = ""
    line: int = 1
    image: SharedPicture | None = None


@dataclass(frozen=True)
class Cards:
    """`pictures`: that of each page, in order. `wanted`: the cards to draw, by their names."""

    pictures: tuple[SharedPicture | None, ...]
    wanted: Mapping[str, Card]
    problems: tuple[Problem, ...] = ()


def assign(build: Build, pages: Sequence[Page], home: Page, fonts: Path) -> Cards:
    """Return the picture of each page, and which cards that takes; the site's has `home`'s title.

    There are none while the site's address is not known: a card can only be named by an absolute
    address. Nor are there any in the preview, which nobody can share, and which a save waits for.
    """
    if not (build.strict and build.base):
        return Cards(tuple(page.image for page in pages), {})
    problems = []
    name, missing = _drawable(build.name, fonts / NAME_FONT)
    if missing:
        message = (
            "The cards that stand beside shared links show no name, because their typeface has no "
            f"“{missing[:10]}”."
        )
        shown = build.shown("practice.yaml")
        problems.append(CARD_WITHOUT_NAME.problem(shown, 1, message, "Nothing else is amiss."))
    sentence, unsaid = _drawable(home.title, fonts / TITLE_FONT)
    wanted = {_SITE_CARD: Card(sentence if sentence != name else "", name)}
    lacking: list[tuple[Page, str]] = []
    pictures = []
    for page in pages:
        file, title = _SITE_CARD, home.title
        if page.article and not page.image:
            # articles/rest/index.html -> articles/rest/card.png, rest.html -> rest/card.png
            at = PurePosixPath(page.save_as.replace("\\", "/"))
            at = at.parent if at.name == "index.html" else at.with_suffix("")
            file, title = str(at / "card.png"), page.title
            drawn, missing = _drawable(title, fonts / TITLE_FONT)
            lacking += [(page, missing)] if missing else []
            wanted[file] = Card(drawn, name, motif.pair(page.slug))
        words = " · ".join(dict.fromkeys(filter(None, (title, build.name))))
        picture = SharedPicture(build.address(quote(file)), words, WIDTH, HEIGHT)
        pictures.append(page.image or picture)
    lacking += [(home, unsaid)] if unsaid else []
    if lacking:
        (page, missing), more = lacking[0], len(lacking) - 1
        others = f" It is the same with {more} more." if more else ""
        message = (
            "The card that stands beside a shared link to this page shows no title, because its "
            f"typeface has no “{missing[:10]}”.{others}"
        )
        remedy = (
            "Nothing else is amiss. An article's own picture (“image: …”) would stand there "
            "instead."
        )
        problems.append(CARD_WITHOUT_TITLE.problem(page.path, page.line, message, remedy))
    return Cards(tuple(pictures), wanted, tuple(problems))


def files(
    wanted: Mapping[str, Card], style: Style, fonts: Path, kept: Store
) -> Iterable[tuple[str, bytes]]:
    """Yield the cards as PNG files. What was drawn before is found in `kept`, by what it shows."""
    if not wanted:
        return
    shared = [_version(fonts), style.colors, style.sign.hex(), style.sans]
    for name, card in wanted.items():
        shown = json.dumps([*shared, asdict(card)], sort_keys=True)
        yield name, kept.get(shown, partial(social_card.draw, card, style, fonts))
    kept.prune()


def _drawable(text: str, font: Path) -> tuple[str, str]:
    """Return what can be drawn of a text, nothing if letters are missing, and which these are."""
    kept, missing = card_title.drawable(text, font)
    return ("" if missing else kept), missing


@lru_cache(maxsize=4)
def _version(fonts: Path) -> str:
    """Return what changes with whatever else gives a card other bytes: program, fonts, …"""
    modules = (social_card, card_title, motif)
    drawn_by = [Path(str(module.__file__)) for module in modules]
    versions = [PIL.__version__, *map(features.version, ("freetype2", "raqm", "zlib"))]
    return f"{made_by(*drawn_by, fonts / TITLE_FONT, fonts / NAME_FONT)} {versions}"
