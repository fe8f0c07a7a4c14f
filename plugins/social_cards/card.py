"""Draw the picture that stands beside a link to a page where somebody shares it.

1200 by 630 pixels, which is what Facebook ("Images in link shares"), LinkedIn and others cut to
the least: the practice above, the title below, and the page's own motif, so large that it leaves
the card on the right. A title that would be too small beside it has the whole width, under a
smaller motif.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from plugins.core.colors import Rgb
from plugins.social_cards import motif
from plugins.social_cards.card_title import (
    FEATURES,
    LINES,
    Setting,
    font,
    measure,
    settings,
    shortened,
)
from plugins.social_cards.motif import Circle, Pair

WIDTH, HEIGHT = 1200, 630
TITLE_FONT, TITLE_WEIGHT = "literata-latin-wght-normal.woff2", 420
NAME_FONT, NAME_WEIGHT = "figtree-latin-wght-normal.woff2", 600
_SIGN = 48  # how large the sign beside the name is
_FINE = 4  # shapes are drawn so many times larger, and then reduced
_MARGIN = 80
_FEWER_LINES = 0.8  # of the largest size are enough, if the title then has fewer lines
_TRACKING = -0.018  # ems; tokens.css has the same for h1
# Which colors meet, and in how many steps one becomes the other.
_EDGES = (
    ("paper", "ink", 24),
    ("paper", "part-a", 10),
    ("paper", "part-b", 10),
    ("paper", "overlap", 12),
    ("part-a", "overlap", 10),
    ("part-b", "overlap", 10),
    ("part-a", "part-b", 10),
)
_MONOGRAM_EDGES = (("paper", "link", 24),)


@dataclass(frozen=True)
class Card:
    """What a card shows. `pair` None stands for the large motif: the card of the site itself."""

    title: str
    name: str
    pair: Pair | None = None


@dataclass(frozen=True)
class Style:
    """What all cards of a site share: its colors, and the sign beside its name.

    `sign` is a square picture as PNG, empty for the two circles. With `sans` titles are set in the
    typeface of the name.
    """

    colors: Mapping[str, Rgb]
    sign: bytes = b""
    sans: bool = False

    @property
    def title(self) -> tuple[str, int]:
        """Return the font of titles, and its weight."""
        return (NAME_FONT, NAME_WEIGHT) if self.sans else (TITLE_FONT, TITLE_WEIGHT)


@dataclass(frozen=True)
class _Place:
    """Where a title may stand, and how large: its lower edge is the same everywhere."""

    width: int
    height: int
    largest: int
    least: int
    leading: float


_BESIDE = _Place(width=565, height=380, largest=104, least=50, leading=1.1)
_BELOW = _Place(width=WIDTH - 2 * _MARGIN, height=215, largest=62, least=34, leading=1.16)


def draw(card: Card, style: Style, fonts: Path) -> bytes:
    """Return the card as a PNG file. What it cannot draw must have been left out of it before."""
    colors = style.colors
    face, weight = fonts / style.title[0], style.title[1]
    image = Image.new("RGB", (WIDTH, HEIGHT), colors["paper"])
    place, setting, size = _fitted(card.title, face, weight)
    large = place is _BESIDE
    if card.pair is None:
        _arch_and_circle(image, colors, large=large)
    else:
        left, top, side = (680, -15, 660) if large else (810, -110, 460)
        _pair(image, card.pair, left, top, side, colors)
    # From the lower margin upwards; the last line's letters stand on it.
    lines = setting.lines if setting else ()
    step = round(size * place.leading)
    for number, line in enumerate(lines):
        at = (_MARGIN - size * 0.03, HEIGHT - _MARGIN - step * (len(lines) - 1 - number))
        _text(image, at, line, face, weight, size, _TRACKING, colors["ink"])
    sign = _sign(style)
    if card.name:
        _name(image, card.name, colors, sign, fonts)
    file = io.BytesIO()
    flat = image.quantize(palette=_palette(colors, sign), dither=Image.Dither.NONE)
    flat.save(file, "PNG", compress_level=6)  # 9 takes ten times as long for a tenth less
    return file.getvalue()


def _sign(style: Style) -> Image.Image | None:
    """Return the practice's own sign as it stands on a card, None if it has none."""
    if not style.sign:
        return None
    with Image.open(io.BytesIO(style.sign)) as image:
        small = image.convert("RGBA").resize((_SIGN, _SIGN), Image.Resampling.BOX)
    sign = Image.new("RGBA", small.size, style.colors["paper"])
    sign.alpha_composite(small)
    return sign.convert("RGB")


def _palette(colors: Mapping[str, Rgb], sign: Image.Image | None) -> Image.Image:
    """Return every color that a card can hold: ours, and on edges what lies between two of them."""
    values: list[int] = []
    for one, other, steps in (*_EDGES, *_MONOGRAM_EDGES) if sign else _EDGES:
        for step in range(steps + 1):
            pairs = zip(colors[one], colors[other], strict=True)
            values += [round(a + (b - a) * step / steps) for a, b in pairs]
    if sign:
        values += sign.quantize(256 - len(values) // 3).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(values)
    return palette


def _fitted(title: str, face: Path, weight: int) -> tuple[_Place, Setting | None, int]:
    """Return where and how the title stands, as large as it can; one without end loses its end."""
    if not title:
        return _BESIDE, None, 0
    width = measure(face, weight)
    while width(title) > LINES * _BELOW.width / _BELOW.least and " " in title:
        title = shortened(title)
    while True:
        found = settings(title, width)
        for place in (_BESIDE, _BELOW):
            sizes = []
            for setting in found:
                tall = 0.75 + (len(setting.lines) - 1) * place.leading  # to the last line's foot
                across, down = place.width / setting.width, place.height / tall
                sizes.append(int(min(place.largest, across, down)))
            if max(sizes) >= place.least:
                wanted = max(place.least, _FEWER_LINES * max(sizes))
                return next(
                    (place, setting, size)
                    for setting, size in zip(found, sizes, strict=True)
                    if size >= wanted
                )
        title = shortened(title)


def _name(
    image: Image.Image,
    name: str,
    colors: Mapping[str, Rgb],
    sign: Image.Image | None,
    fonts: Path,
) -> None:
    """Draw the mark of the site and the practice's name, as they stand on top of every page."""
    width = measure(fonts / NAME_FONT, NAME_WEIGHT)
    while (size := int(min(32, 560 / width(name)))) < 22:
        name = shortened(name)
    if sign:
        image.paste(sign, (_MARGIN - 2, _MARGIN - 12))
    else:
        _pair(image, motif.BRAND, _MARGIN - 2, _MARGIN - 12, _SIGN, colors)
    at = (_MARGIN + 58, _MARGIN + 15 + size * 0.36)
    _text(image, at, name, fonts / NAME_FONT, NAME_WEIGHT, size, 0, colors["ink"])


def _text(
    image: Image.Image,
    at: tuple[float, float],
    text: str,
    file: Path,
    weight: int,
    size: int,
    tracking: float,
    ink: Rgb,
) -> None:
    """Write letter by letter, kerned and tracked, at twice the size and then reduced."""
    face = font(file, weight, 2 * size)
    width = measure(file, weight)
    mask = Image.new("L", (2 * WIDTH, 3 * size))
    pen = ImageDraw.Draw(mask)
    for number, letter in enumerate(text):
        before = width(text[: number + 1]) - width(letter) + tracking * number
        x = 2 * at[0] + before * 2 * size
        pen.text((x, 2 * size), letter, fill=255, font=face, anchor="ls", features=FEATURES)
    image.paste(ink, (0, round(at[1]) - size), mask.reduce(2))


def _pair(
    image: Image.Image, pair: Pair, left: float, top: float, side: float, colors: Mapping[str, Rgb]
) -> None:
    """Draw two circles in a square of this side; what lies outside the card is cut off."""
    _overlapping(image, [pair.a, pair.b], left, top, side / motif.BOX, colors)


def _arch_and_circle(image: Image.Image, colors: Mapping[str, Rgb], *, large: bool) -> None:
    """Draw the large motif, its arch on the lower edge of the card or of its upper half."""
    shape = motif.LARGE
    scale, left, foot = (1.7, 696, HEIGHT) if large else (0.75, 880, 300)
    radius = shape.arch / 2
    circles = [Circle(radius, shape.top + radius, radius), shape.circle]
    _overlapping(image, circles, left, foot - shape.height * scale, scale, colors, foot)


def _overlapping(
    image: Image.Image,
    circles: list[Circle],
    left: float,
    top: float,
    scale: float,
    colors: Mapping[str, Rgb],
    foot: int = 0,
) -> None:
    """Paint two circles, so much larger and moved, and in a third color what they share.

    With a `foot` the first is the round top of an arch that stands there.
    """
    circles = [Circle(left + c.x * scale, top + c.y * scale, c.r * scale) for c in circles]
    # The whole pixels of the card that hold them.
    x = max(0, int(min(c.x - c.r for c in circles)) - 1)
    y = max(0, int(min(c.y - c.r for c in circles)) - 1)
    right = min(WIDTH, int(max(c.x + c.r for c in circles)) + 2)
    bottom = foot or min(HEIGHT, int(max(c.y + c.r for c in circles)) + 2)
    shapes: list[Image.Image] = []
    for c in circles:
        shape = Image.new("L", ((right - x) * _FINE, (bottom - y) * _FINE))
        across, down, r = (c.x - x) * _FINE, (c.y - y) * _FINE, c.r * _FINE
        pen = ImageDraw.Draw(shape)
        pen.ellipse([across - r, down - r, across + r, down + r], fill=255)
        if foot and not shapes:
            pen.rectangle([across - r, down, across + r, (foot - y) * _FINE], fill=255)
        shapes.append(shape)
    both = ImageChops.darker(*shapes)
    for mask, color in zip((*shapes, both), ("part-a", "part-b", "overlap"), strict=True):
        image.paste(colors[color], (x, y, right, bottom), mask.reduce(_FINE))
