"""Hold a drawing to shapes, words and colors: nothing in it may run, load or move.

Each function lets pass, returns what is to be kept, or raises `PictureError` with the name of
what is not allowed.
"""

from __future__ import annotations

import base64
import binascii
import io
import re

from plugins.core.rules.pictures import PICTURE_DRAWING
from plugins.images import PictureError, raster, variants

SVG = "{http://www.w3.org/2000/svg}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
# SVG 2, "Element index", without what runs, links, loads other documents, or moves.
_SHAPES = """
circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient
marker mask metadata path pattern polygon polyline radialGradient rect stop style svg switch
symbol text textPath title tspan use view
"""
_DRAWS = frozenset(_SHAPES.split())
_MOVES = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_PICTURE = re.compile(r"data:image/(?:png|jpeg|jpg|webp|gif|avif);base64,([A-Za-z0-9+/=\s]*)")
_URL = re.compile(r"url\(\s*[\"']?\s*(.?)", re.IGNORECASE | re.DOTALL)
_LOADS = re.compile(r"@import|@font-face|\b(?:image-set|src)\s*\(", re.IGNORECASE)
_MOTION = re.compile(r"@keyframes|(?:^|[\s;{])(?:-\w+-)?animation(?:-[a-z]+)?\s*:", re.IGNORECASE)
AGAIN = "Export it once more as plain SVG, or save it as PNG."


def stays(tag: object) -> bool:
    """Say whether it is part of the drawing. What is only for the drawing program is not."""
    if not isinstance(tag, str):  # a comment
        return False
    name = tag.removeprefix(SVG)
    if tag.startswith(_XHTML):
        raise refused(f"holds a piece of a web page (<{name.removeprefix(_XHTML)}>)")
    if name.startswith("{"):
        return False
    if name in _MOVES:
        raise refused("moves, and nobody who reads could make it stop")
    if name not in _DRAWS:
        what = "a script" if name.lower() == "script" else f"<{name}>"
        raise refused(f"holds {what}, which has no place in a picture")
    return name != "metadata"


def inside(address: str) -> str:
    """Return a place in the drawing, or a photograph in it without what was written beside it."""
    address = address.strip()
    if not address or address.startswith("#"):
        return address
    carried = _PICTURE.fullmatch(address)
    if not carried:
        raise refused(f"loads something from elsewhere ({address[:60]})")
    try:
        found = raster.load(io.BytesIO(base64.b64decode(carried[1])))
    except binascii.Error:
        raise refused("carries a photograph that cannot be read") from None
    variant = variants.alone(found)
    data = base64.b64encode(variants.stored(found, variant)).decode()
    return f"data:{variants.TYPES[variant.format]};base64,{data}"


def style(css: str) -> None:
    """Raise `PictureError` if a style loads something, or moves."""
    for found in _URL.finditer(css):
        if found[1] != "#":
            raise refused(f"loads something from elsewhere ({css[found.start() :][:60].strip()})")
    if loads := _LOADS.search(css):
        raise refused(f"loads something from elsewhere ({loads[0]})")
    if _MOTION.search(css):
        raise refused("moves, and nobody who reads could make it stop")
    if "\\" in css:  # an escaped letter could hide any of these words
        raise refused("has a backslash in its styles")


def refused(what: str, remedy: str = AGAIN) -> PictureError:
    """Return the error for a drawing that cannot be published."""
    return PictureError(what, remedy, PICTURE_DRAWING)
