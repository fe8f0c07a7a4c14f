"""Draw the icons of a site: for tabs, for a phone's home screen, and the sign on its cards.

Each shows one sign: a practice's own picture, else its monogram, else the two parts. Sizes and
names are those that the theme's head and manifest name (W3C, Web Application Manifest, "Icon
masks": of a maskable icon the middle four fifths are sure to be seen).
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageChops, ImageDraw

from plugins.core import colors
from plugins.core.colors import Rgb
from plugins.social_cards import motif
from plugins.social_cards.card import TITLE_FONT
from plugins.social_cards.card_title import font

_FINE = 4  # shapes are drawn so many times larger, and then reduced
_WEIGHT = 560
_APPLE, _MASKED = 0.66, 0.56  # how much of an icon with a ground its sign takes
# What the parts are in an icon, which is small and stands on any ground: lightness, least chroma.
_STRONG = {"part-a": (0.57, 0.08), "part-b": (0.73, 0.11), "overlap": (0.4, 0.07)}
_AT_NIGHT = 0.09  # lighter


@dataclass(frozen=True)
class Sign:
    """What an icon shows: `picture` is a square PNG, `monogram` one to three letters, or neither.

    `drawing` is the same as SVG, where there is one. `day` and `night` are the site's colors.
    """

    day: Mapping[str, Rgb]
    night: Mapping[str, Rgb]
    picture: bytes = b""
    monogram: str = ""
    drawing: str = ""


def files(sign: Sign, fonts: Path) -> dict[str, Callable[[], bytes]]:
    """Return what gives each icon, by the names that the theme's own ones have."""
    found: dict[str, Callable[[], bytes]] = {"favicon.svg": lambda: _drawn(sign).encode()}
    found["favicon.ico"] = partial(_ico, sign, fonts)
    found["apple-touch-icon.png"] = partial(_png, sign, fonts, 180, _APPLE)
    for side in (192, 512):
        found[f"icon-{side}.png"] = partial(_png, sign, fonts, side)
        found[f"icon-maskable-{side}.png"] = partial(_png, sign, fonts, side, _MASKED)
    return found


def drawn(sign: Sign, side: int, fonts: Path) -> Image.Image:
    """Return the sign in a square of this side, with nothing behind it."""
    fine = side * _FINE
    image = Image.new("RGBA", (fine, fine))
    if sign.picture:
        with Image.open(io.BytesIO(sign.picture)) as opened:
            picture = opened.convert("RGBA")
            picture.thumbnail((side, side), Image.Resampling.LANCZOS)
            square = Image.new("RGBA", (side, side))
            square.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
            return square
    pen = ImageDraw.Draw(image)
    if sign.monogram:
        pen.ellipse((0, 0, fine - 1, fine - 1), fill=sign.day["link"])
        _letters(image, sign, fonts)
    else:
        _circles(image, _strong(sign.day))
    return image.reduce(_FINE)


def _png(sign: Sign, fonts: Path, side: int, share: float = 0) -> bytes:
    """Return an icon; with a share the sign takes so much of a ground that reaches its edges."""
    image = drawn(sign, side, fonts)
    if share and sign.monogram and not sign.picture:
        large = Image.new("RGBA", (side * _FINE, side * _FINE), sign.day["link"])
        _letters(large, sign, fonts, share)
        image = large.reduce(_FINE)
    elif share:
        ground = Image.new("RGBA", (side, side), sign.day["paper"])
        inner = drawn(sign, round(side * share), fonts)
        at = (side - inner.width) // 2
        ground.alpha_composite(inner, (at, at))
        image = ground
    file = io.BytesIO()
    (image.convert("RGB") if share else image).save(file, "PNG", optimize=True)
    return file.getvalue()


def _ico(sign: Sign, fonts: Path) -> bytes:
    file = io.BytesIO()
    drawn(sign, 32, fonts).save(file, "ICO", sizes=[(32, 32)])
    return file.getvalue()


def _letters(image: Image.Image, sign: Sign, fonts: Path, share: float = 1) -> None:
    """Write the monogram into the middle of an image, over so much of it as a disc would have."""
    room, high = image.width * share * 0.66, image.width * share * 0.46
    left, top, right, bottom = font(fonts / TITLE_FONT, _WEIGHT, 400).getbbox(sign.monogram)
    size = round(400 * min(room / (right - left), high / (bottom - top)))
    face = font(fonts / TITLE_FONT, _WEIGHT, max(1, size))
    left, top, right, bottom = face.getbbox(sign.monogram)
    middle = image.width / 2
    at = (middle - (left + right) / 2, middle - (top + bottom) / 2)
    ImageDraw.Draw(image).text(at, sign.monogram, fill=sign.day["paper"], font=face)


def _circles(image: Image.Image, strong: Mapping[str, Rgb]) -> None:
    scale = image.width / motif.BOX
    shapes = []
    for circle in (motif.ICON.a, motif.ICON.b):
        shape = Image.new("L", image.size)
        x, y, r = circle.x * scale, circle.y * scale, circle.r * scale
        ImageDraw.Draw(shape).ellipse((x - r, y - r, x + r, y + r), fill=255)
        shapes.append(shape)
    shapes.append(ImageChops.darker(*shapes))
    for name, shape in zip(("part-a", "part-b", "overlap"), shapes, strict=True):
        image.paste((*strong[name], 255), mask=shape)


def _strong(found: Mapping[str, Rgb], lighter: float = 0) -> dict[str, Rgb]:
    """Return the three colors as they are in an icon: in the hues of the parts, but stronger."""
    strong = {}
    for name, (lightness, least) in _STRONG.items():
        _, chroma, hue = colors.oklch(found[name])
        chroma = max(chroma, min(least, 2 * chroma))  # gray stays gray
        strong[name] = colors.fitted(lightness + lighter, chroma, hue)
    return strong


def _drawn(sign: Sign) -> str:
    """Return the icon of a tab as SVG, which knows the night by itself."""
    if sign.drawing:
        return sign.drawing
    view = f"0 0 {motif.BOX} {motif.BOX}"
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": view})
    if sign.picture:
        data = base64.b64encode(sign.picture).decode()
        box = {"width": str(motif.BOX), "height": str(motif.BOX)}
        ET.SubElement(root, "image", {"href": f"data:image/png;base64,{data}", **box})
        return ET.tostring(root, encoding="unicode") + "\n"
    style = ET.SubElement(root, "style")
    if sign.monogram:
        by_day, at_night = (
            {"a": found["link"], "b": found["paper"]} for found in (sign.day, sign.night)
        )
        ET.SubElement(root, "circle", {"class": "a", "cx": "50", "cy": "50", "r": "50"})
        size = str({1: 60, 2: 46}.get(len(sign.monogram), 34))
        look = {"font-family": "Georgia, serif", "font-size": size, "font-weight": "600"}
        at = {"x": "50", "y": "50", "dy": ".35em", "text-anchor": "middle"}
        ET.SubElement(root, "text", {"class": "b", **at, **look}).text = sign.monogram
    else:
        names = {"part-a": "a", "part-b": "b", "overlap": "c"}
        by_day = {names[name]: one for name, one in _strong(sign.day).items()}
        at_night = {names[name]: one for name, one in _strong(sign.day, _AT_NIGHT).items()}
        a, b = (
            {"cx": str(one.x), "cy": str(one.y), "r": str(one.r)}
            for one in (motif.ICON.a, motif.ICON.b)
        )
        ET.SubElement(ET.SubElement(root, "clipPath", {"id": "a"}), "circle", a)
        ET.SubElement(root, "circle", {"class": "a", **a})
        ET.SubElement(root, "circle", {"class": "b", **b})
        ET.SubElement(root, "circle", {"class": "c", "clip-path": "url(#a)", **b})
    style.text = f"{_rules(by_day)}@media (prefers-color-scheme:dark){{{_rules(at_night)}}}"
    return ET.tostring(root, encoding="unicode") + "\n"


def _rules(found: Mapping[str, Rgb]) -> str:
    return "".join(f".{name}{{fill:{colors.hexadecimal(one)}}}" for name, one in found.items())
