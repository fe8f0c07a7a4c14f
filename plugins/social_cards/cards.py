"""Which picture stands beside a link to each page, and the cards that have to be drawn for it.

An article's own `image:` is what is shared: she chose it for this article, and a page that is
shared with another picture than it shows looks like a mistake. Every other article has a card of
its own, and all other pages have the site's. A card never becomes the `image` of structured data:
Google asks for pictures that show what a page is about, and against "an image with text" (Search
Central, "Image SEO best practices", Specify a preferred image with metadata).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import PIL
from PIL import features

from plugins.core.build import Site
from plugins.core.cache import Store, made_by
from plugins.core.contents import Contents
from plugins.core.problem import Problem
from plugins.core.rules.pictures import CARD_WITHOUT_NAME, CARD_WITHOUT_TITLE
from plugins.social_cards import card as social_card
from plugins.social_cards import card_title, colors, motif
from plugins.social_cards.card import HEIGHT, NAME_FONT, TITLE_FONT, WIDTH, Card

Content = Any
_SITE_CARD = "card.png"


@dataclass(frozen=True)
class SharedPicture:
    """What the head of a page tells of the picture; 0 where a size is not known."""

    url: str
    alt: str
    width: int = 0
    height: int = 0


@dataclass
class Cards:
    """`wanted`: for each file below the site, the card that it shall hold."""

    wanted: dict[str, Card] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def assign(site: Site, contents: Contents, own_pages: Iterable[Content], fonts: Path) -> Cards:
    """Gives every page its `shared_picture`, and tells which cards that takes.

    There are none while the site's address is not known: a card can only be named by an absolute
    address. Nor are there any in the preview, which nobody can share, and which a save waits for.
    """
    cards = Cards()
    pages = [*contents.all(), *own_pages]
    for page in pages:
        page.shared_picture = _own_picture(site, page)
    if not (site.strict and site.base):
        return cards
    name, missing = _drawable(site.name, fonts / NAME_FONT)
    if missing:
        cards.problems.append(_nameless(site, missing))
    lacking: list[tuple[Content, str]] = []
    for article in [*contents.articles, *contents.hidden]:
        if article.shared_picture:
            continue
        title, missing = _drawable(article.title_text, fonts / TITLE_FONT)
        if missing:
            lacking.append((article, missing))
        file = _beside(article.save_as)
        cards.wanted[file] = Card(title, name, motif.pair(article.slug))
        article.shared_picture = _card(site, file, article.title_text)
    home = next((page for page in contents.pages if page.url == ""), None)
    sentence, missing = _drawable(home.title_text if home else "", fonts / TITLE_FONT)
    if home and missing:
        lacking.append((home, missing))
    cards.wanted[_SITE_CARD] = Card(sentence if sentence != name else "", name)
    for page in pages:
        if not page.shared_picture:
            page.shared_picture = _card(site, _SITE_CARD, home.title_text if home else "")
    if lacking:
        cards.problems.append(_untitled(*lacking[0], len(lacking) - 1))
    return cards


def files(wanted: Mapping[str, Card], theme: Path, kept: Store) -> Iterable[tuple[str, bytes]]:
    """The cards as PNG files. What was drawn before is found in `kept`, by what it shows."""
    if not wanted:
        return
    fonts = theme / "static" / "fonts"
    shades = colors.tokens((theme / "css" / "tokens.css").read_text("utf-8"))
    recipe = _recipe(fonts)
    for name, card in wanted.items():
        shown = json.dumps([recipe, shades, asdict(card)], sort_keys=True)
        yield name, kept.get(shown, partial(social_card.draw, card, shades, fonts))
    kept.prune()


def _own_picture(site: Site, page: Content) -> SharedPicture | None:
    if not page.image_url or not site.base:
        return None
    size = (getattr(page, "image_width", 0), getattr(page, "image_height", 0))
    return SharedPicture(page.image_url, page.image_alt, *size)


def _card(site: Site, file: str, title: str) -> SharedPicture:
    words = " · ".join(dict.fromkeys(part for part in (title, site.name) if part))
    return SharedPicture(site.address(quote(file)), words, WIDTH, HEIGHT)


def _beside(save_as: str) -> str:
    """articles/rest/index.html -> articles/rest/card.png, rest.html -> rest/card.png."""
    page = PurePosixPath(save_as.replace("\\", "/"))
    return str((page.parent if page.name == "index.html" else page.with_suffix("")) / "card.png")


def _drawable(text: str, font: Path) -> tuple[str, str]:
    """What can be drawn of a text, nothing if letters are missing, and which these are."""
    kept, missing = card_title.drawable(text, font)
    return ("" if missing else kept), missing


def _untitled(page: Content, missing: str, more: int) -> Problem:
    source = page.reading.source
    others = f" It is the same with {more} more." if more else ""
    return CARD_WITHOUT_TITLE.problem(
        source.path,
        source.line("title"),
        "The card that stands beside a shared link to this page shows no title, because its "
        f"typeface has no “{missing[:10]}”.{others}",
        "Nothing else is amiss. An article's own picture (“image: …”) would stand there instead.",
    )


def _nameless(site: Site, missing: str) -> Problem:
    return CARD_WITHOUT_NAME.problem(
        site.shown("practice.yaml"),
        1,
        "The cards that stand beside shared links show no name, because their typeface has no "
        f"“{missing[:10]}”.",
        "Nothing else is amiss.",
    )


@lru_cache(maxsize=4)
def _recipe(fonts: Path) -> str:
    """Changes with whatever else gives a card other bytes: how it is drawn, and with what."""
    modules = (social_card, card_title, motif)
    drawn_by = [Path(str(module.__file__)) for module in modules]
    versions = [
        PIL.__version__,
        *(features.version(name) for name in ("freetype2", "raqm", "zlib")),
    ]
    return f"{made_by(*drawn_by, fonts / TITLE_FONT, fonts / NAME_FONT)} {versions}"
