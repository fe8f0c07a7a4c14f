"""Read colors as people write them, and compute with them: in OKLCH, and their contrast.

A color is three whole numbers to 255 in sRGB, as every screen shows it and every picture stores it.
OKLCH (CSS Color 4, section 9.2) has what the eye tells apart: lightness, chroma and hue.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

Rgb = tuple[int, int, int]
_OKLCH = re.compile(
    r"oklch\(\s*([\d.]+)(%?)[\s,]+([\d.]+)(%?)[\s,]+(-?[\d.]+)(?:deg)?\s*\)", re.IGNORECASE
)
_HEX = re.compile(r"#?((?:[0-9a-f]{3}){1,2})", re.IGNORECASE)
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([\d.,% -]+|[\d.,% -]+deg[\d.,% -]+)\)", re.IGNORECASE)
_MOST_CHROMA = 0.4  # 100 % of it in CSS


def parse(text: str) -> Rgb:
    """Return a color of CSS: a name, `#abc` and `#aabbcc`, also without `#`, rgb(), hsl(), oklch().

    Raises ValueError for anything else, also for what lets something shine through.
    """
    from PIL import ImageColor  # it knows the names of CSS Color 4, section 6.1

    text = " ".join(text.split())
    if found := _OKLCH.fullmatch(text):
        lightness, chroma = float(found[1]), float(found[3])
        lightness /= 100 if found[2] or lightness > 1 else 1
        chroma *= _MOST_CHROMA / 100 if found[4] else 1
        if lightness > 1 or chroma > 1:
            raise ValueError(text)
        return fitted(lightness, chroma, float(found[5]) % 360)
    if found := _HEX.fullmatch(text):
        text = f"#{found[1]}"
    elif found := _FUNCTION.fullmatch(text):
        numbers = re.findall(r"-?[\d.]+%?", found[2])
        text = f"{found[1].lower()}({','.join(numbers)})"
    elif text.lower() not in ImageColor.colormap:
        raise ValueError(text)
    rgb = ImageColor.getrgb(text)
    if len(rgb) != 3 or not all(0 <= value <= 255 for value in rgb):
        raise ValueError(text)
    return rgb[0], rgb[1], rgb[2]


def hexadecimal(color: Rgb) -> str:
    """Return the color as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*color)


def srgb(lightness: float, chroma: float, hue: float) -> Rgb:
    """Return oklch(…) as whole numbers to 255 (CSS Color 4, sections 9.2 and 10.2).

    What lies outside sRGB is cut off, which no token of ours needs.
    """
    linear = (min(max(value, 0.0), 1.0) for value in _linear(lightness, chroma, hue))
    # As it is stored (IEC 61966-2-1).
    stored = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in linear)
    red, green, blue = (round(255 * value) for value in stored)
    return red, green, blue


def fitted(lightness: float, chroma: float, hue: float) -> Rgb:
    """Return oklch(…) with as much of its chroma as sRGB has at this lightness and hue."""
    least, most = 0.0, chroma
    if not _is_inside(lightness, chroma, hue):
        for _ in range(12):
            middle = (least + most) / 2
            least, most = (middle, most) if _is_inside(lightness, middle, hue) else (least, middle)
        chroma = least
    return srgb(lightness, chroma, hue)


def oklch(color: Rgb) -> tuple[float, float, float]:
    """Return lightness, chroma and hue of a color (CSS Color 4, section 10.2)."""
    lightness, a, b = _oklab(color)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return `color-mix(in oklab, one share, other)`; the share is a number to 1."""
    pairs = zip(_oklab(one), _oklab(other), strict=True)
    lightness, a, b = (x * share + y * (1 - share) for x, y in pairs)
    return srgb(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)))


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colors (WCAG 2.2, "contrast ratio"), from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest(color: Rgb, is_good: Callable[[Rgb], bool]) -> Rgb:
    """Return the color itself if it is good, else the nearest good one: lighter or darker.

    Its hue stays, and as much of its chroma as there is. Raises ValueError if none is good.
    """
    if is_good(color):
        return color
    lightness, chroma, hue = oklch(color)
    steps = sorted((step / 250 for step in range(251)), key=lambda step: abs(step - lightness))
    for step in steps:
        if is_good(found := fitted(step, chroma, hue)):
            return found
    raise ValueError(hexadecimal(color))


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return oklch(…) in linear sRGB; below 0 and above 1 lies what sRGB does not have."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377773761749 * a + 0.2158037573099136 * b) ** 3
    medium = (lightness - 0.1055613458156586 * a - 0.0638541728258133 * b) ** 3
    short = (lightness - 0.0894841775298119 * a - 1.2914855480194092 * b) ** 3
    mixed = (
        (4.0767416360759583, -3.3077115392580629, 0.2309699031821043),
        (-1.2684379732850315, 2.6097573492876882, -0.3413193760026570),
        (-0.0041960761386756, -0.7034186179359362, 1.7076147046940746),
    )
    red, green, blue = (x * long + y * medium + z * short for x, y, z in mixed)
    return red, green, blue


def _is_inside(lightness: float, chroma: float, hue: float) -> bool:
    return all(-0.0005 <= value <= 1.0005 for value in _linear(lightness, chroma, hue))


def _parts(color: Rgb) -> tuple[float, float, float]:
    """Return a color in linear sRGB."""
    stored = (value / 255 for value in color)
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in stored)
    return red, green, blue


def _luminance(color: Rgb) -> float:
    red, green, blue = _parts(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(color: Rgb) -> tuple[float, float, float]:
    red, green, blue = _parts(color)
    long = math.cbrt(
        0.4122214694707629 * red + 0.5363325372617349 * green + 0.0514459932675022 * blue
    )
    medium = math.cbrt(
        0.2119034958178251 * red + 0.6806995506452345 * green + 0.1073969535369405 * blue
    )
    short = math.cbrt(
        0.0883024591900564 * red + 0.2817188391361215 * green + 0.6299787016738222 * blue
    )
    return (
        0.2104542683093140 * long + 0.7936177747023054 * medium - 0.0040720430116193 * short,
        1.9779985324311684 * long - 2.4285922420485799 * medium + 0.4505937096174110 * short,
        0.0259040424655478 * long + 0.7827717124575296 * medium - 0.8086757549230774 * short,
    )
