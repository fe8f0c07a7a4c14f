"""Read the theme's colors for whatever is not drawn by a browser: from tokens.css, as sRGB."""

from __future__ import annotations

import math
import re

Rgb = tuple[int, int, int]
_TOKEN = re.compile(r"--([\w-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)")


def tokens(css: str) -> dict[str, Rgb]:
    """Return the colors of the style sheet by their names, as they are by day: the first values."""
    found: dict[str, Rgb] = {}
    for name, *parts in _TOKEN.findall(css):
        lightness, chroma, hue = map(float, parts)
        found.setdefault(name, srgb(lightness, chroma, hue))
    return found


def srgb(lightness: float, chroma: float, hue: float) -> Rgb:
    """Return oklch(…) as whole numbers to 255 (CSS Color 4, sections 9.2 and 10.2).

    What lies outside sRGB is cut off, which no token of ours needs.
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377773761749 * a + 0.2158037573099136 * b) ** 3
    medium = (lightness - 0.1055613458156586 * a - 0.0638541728258133 * b) ** 3
    short = (lightness - 0.0894841775298119 * a - 1.2914855480194092 * b) ** 3
    mixed = (
        (4.0767416360759583, -3.3077115392580629, 0.2309699031821043),
        (-1.2684379732850315, 2.6097573492876882, -0.3413193760026570),
        (-0.0041960761386756, -0.7034186179359362, 1.7076146940746117),
    )
    linear = (min(max(x * long + y * medium + z * short, 0.0), 1.0) for x, y, z in mixed)
    # As it is stored (IEC 61966-2-1).
    stored = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in linear)
    red, green, blue = (round(255 * value) for value in stored)
    return red, green, blue
