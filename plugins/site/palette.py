"""Make all colors of the theme from the few that a practice chooses, so that all can be read.

A palette names each color of tokens.css, by day and at night, as CSS. What is chosen takes the
place of ours by day; what goes with it (the night, the ground, where two parts overlap) keeps our
lightness and takes its hue. Then each color is moved, lighter or darker, until it has the contrast
of PAIRS, which are those of the style sheets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plugins.core import colors
from plugins.core.colors import Rgb

Palette = Mapping[str, tuple[str, str]]
TOKEN = re.compile(r"--([\w-]+): light-dark\((oklch\([^()]*\)), (oklch\([^()]*\))\);")
_TEXT = ("ink", "ink-soft", "link", "visited", "accent")
_GROUNDS = ("paper", "wash")
_TINTED = ("paper", "wash", "rule", "edge")
_GRAY = 0.04  # a choice with less chroma tints what goes with it less
_VIVID = 0.09  # the most chroma of what goes with a choice


@dataclass(frozen=True)
class Pair:
    """Two colors that meet, and the least contrast that they have.

    `share` of the second one is mixed with the paper. WCAG 2.2: 1.4.6, level AAA, asks for 7 where
    there are words, and 1.4.11 for 3 at the edges of what can be used. The parts are decoration.
    """

    color: str
    other: str
    least: float
    share: float = 1


PAIRS = (
    *(Pair(text, ground, 7) for text in _TEXT for ground in _GROUNDS),
    Pair("button", "paper", 7),  # its words are as light as the paper
    *(Pair(edge, ground, 3) for edge in ("edge", "focus") for ground in _GROUNDS),
    *(Pair("ink", part, 7, 0.6) for part in ("part-a", "part-b")),  # words in a drawing
    Pair("ink", "part-b", 7, 0.55),  # selected words, and those that a search has found
    *(Pair(part, "paper", 1.2) for part in ("part-a", "part-b")),
    *(Pair("overlap", part, 1.4) for part in ("part-a", "part-b")),
)


@dataclass(frozen=True)
class Correction:
    """A chosen color that cannot be used as it is, and the nearest one that can.

    `place` is where it stands below `look:`, `contrast` what it has of the `least` that is needed.
    """

    place: tuple[str | int, ...]
    given: str
    used: str
    contrast: float
    least: float


def shipped(css: str) -> dict[str, tuple[str, str]]:
    """Return the palette of tokens.css."""
    return {name: (day, night) for name, day, night in TOKEN.findall(css)}


def rgb(palette: Palette, *, night: bool = False) -> dict[str, Rgb]:
    """Return the colors of a palette as numbers."""
    return {name: colors.parse(pair[night]) for name, pair in palette.items()}


def contrast(found: Mapping[str, Rgb], pair: Pair) -> float:
    """Return the contrast of a pair."""
    other = found[pair.other]
    if pair.share < 1:
        other = colors.mixed(other, found["paper"], pair.share)
    return colors.contrast(found[pair.color], other)


def derived(
    ours: Palette, accent: str = "", parts: Sequence[str] = ()
) -> tuple[Palette, list[Correction]]:
    """Return the palette with the chosen colors, and what of these could not be used as it is.

    Without `parts`, the first of them takes the hue of the accent. Raises ValueError for what is
    no color. With nothing chosen it is ours, letter by letter.
    """
    if not (accent or parts):
        return ours, []
    schemes = rgb(ours), rgb(ours, night=True)
    wanted: dict[tuple[str | int, ...], tuple[str, str]] = {}  # a place -> what is typed, its token
    if accent:
        wanted[("accent",)] = accent, "link"
    for number, (part, name) in enumerate(zip(parts, ("part-a", "part-b"), strict=False)):
        wanted[("parts", number)] = part, name
    corrections = []
    for night, found in enumerate(schemes):
        if accent:
            _take_accent(found, colors.parse(accent), night=bool(night))
        for part, name in zip(parts, ("part-a", "part-b"), strict=False):
            chosen = colors.parse(part)
            found[name] = _as_light_as(found[name], chosen, _VIVID) if night else chosen
        before = dict(found)
        _settle(found)
        for place, (typed, name) in wanted.items() if not night else ():
            if found[name] != before[name]:
                pairs = _of_part(name) if place[0] == "parts" else _of(name)
                worst = min(pairs, key=lambda one: contrast(before, one) / one.least)
                has, used = contrast(before, worst), colors.hexadecimal(found[name])
                corrections.append(Correction(place, typed, used, has, worst.least))
    by_day, at_night = schemes
    hers = {
        name: (_css(day, by_day[name]), _css(night, at_night[name]))
        for name, (day, night) in ours.items()
    }
    return hers, corrections


def _css(ours: str, found: Rgb) -> str:
    return ours if colors.parse(ours) == found else colors.hexadecimal(found)


def _as_light_as(ours: Rgb, chosen: Rgb, most: float) -> Rgb:
    """Return the hue of a chosen color, with at most so much chroma, in our lightness."""
    _, chroma, hue = colors.oklch(chosen)
    return colors.fitted(colors.oklch(ours)[0], min(chroma, most), hue)


def _take_accent(found: dict[str, Rgb], chosen: Rgb, *, night: bool) -> None:
    """Give all that goes with the accent its hue."""
    _, chroma, hue = colors.oklch(chosen)
    strength = min(1, chroma / _GRAY)
    for name in _TINTED:
        lightness, own, _ = colors.oklch(found[name])
        found[name] = colors.fitted(lightness, own * strength, hue)
    for name in ("link", "accent", "button"):
        found[name] = _as_light_as(found[name], chosen, _VIVID) if night else chosen
    if _apart(hue, colors.oklch(found["visited"])[2]) < 40:
        lightness, own, _ = colors.oklch(found["visited"])
        found["visited"] = colors.fitted(lightness, own, (hue - 70) % 360)
    lightness, own, _ = colors.oklch(found["part-a"])
    found["part-a"] = colors.fitted(lightness, own * strength, hue)
    lightness, own, other = colors.oklch(found["part-b"])
    if _apart(hue, other) < 50:  # two parts of one color would be one part
        found["part-b"] = colors.fitted(lightness, own, (hue + 170) % 360)


def _apart(one: float, other: float) -> float:
    """Return how far apart two hues are, in degrees to 180."""
    return abs((one - other + 180) % 360 - 180)


def _settle(found: dict[str, Rgb]) -> None:
    """Move each color until it has the contrast of its pairs; first the parts, then what is on."""
    for name in ("part-a", "part-b"):
        own = [
            pair for pair in PAIRS if name in (pair.color, pair.other) and pair.color != "overlap"
        ]
        _move(found, name, own)
    first, second = found["part-a"], found["part-b"]
    lightness, chroma, hue = colors.oklch(colors.mixed(first, second, 0.35))
    lights = sorted((colors.oklch(first)[0], colors.oklch(second)[0]))
    dark_ground = colors.oklch(found["paper"])[0] < 0.5
    lightness = min(lights[1] + 0.22, 0.95) if dark_ground else max(lights[0] - 0.2, 0.1)
    strongest = max(colors.oklch(first)[1], colors.oklch(second)[1])
    found["overlap"] = colors.fitted(lightness, max(chroma, 0.8 * strongest), hue)
    for name in ("overlap", *_TEXT, "button", "edge", "focus"):
        _move(found, name, _of(name))


def _of(name: str) -> list[Pair]:
    """Return what a color is seen on."""
    return [pair for pair in PAIRS if pair.color == name and pair.share == 1]


def _of_part(name: str) -> list[Pair]:
    """Return what a part is seen on, and what is read on it."""
    own = (pair for pair in PAIRS if name in (pair.color, pair.other))
    return [pair for pair in own if pair.color != "overlap"]


def _move(found: dict[str, Rgb], name: str, pairs: Sequence[Pair]) -> None:
    """Move one color until it has the contrast of these pairs."""

    def is_good(color: Rgb) -> bool:
        return all(contrast({**found, name: color}, pair) >= pair.least for pair in pairs)

    found[name] = colors.nearest(found[name], is_good)
