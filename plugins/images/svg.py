"""Make a drawing safe: what could run, load, move or tell is refused by name or left out.

What the drawing program wrote beside the picture (its own elements, metadata, comments, the path
of the file on the writer's disk) is left out in silence; whatever a visitor would miss or that
could do harm is refused, so that nothing is published that looks other than it did.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from plugins.core.rules.pictures import PICTURE_BROKEN, PICTURE_DRAWING
from plugins.images import PictureError, raster, variants
from plugins.images.raster import Traits

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
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_WORDS = frozenset({"text", "tspan", "textPath", "title", "desc", "style"})
_LENGTH = re.compile(
    r"((?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?", re.IGNORECASE
)
# CSS Values 4, section 6.2, "Absolute lengths".
_PIXELS = {"px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_MOST = 5_000_000  # bytes


@dataclass(frozen=True)
class Drawing:
    """A clean SVG document and the size in CSS pixels at which it was drawn."""

    text: str
    width: int
    height: int

    @property
    def traits(self) -> Traits:
        return Traits(self.width, self.height, drawn=True)


def clean(data: bytes) -> Drawing:
    """Return the drawing in an SVG file. Raises `PictureError` for what it must not hold."""
    root = _parsed(data)
    for parent in list(root.iter()):
        for child in list(parent):
            if not stays(child.tag):
                parent.remove(child)
    for element in root.iter():
        _plain(element)
        # Line breaks between shapes go; between words they may be spaces.
        if element.tag not in _WORDS:
            if not (element.text or "").strip():
                element.text = None
            for child in element:
                if not (child.tail or "").strip():
                    child.tail = None
    width, height = _size(root)
    root.set("xmlns", SVG[1:-1])
    try:
        return Drawing(ET.tostring(root, encoding="unicode") + "\n", width, height)
    except RecursionError:
        raise refused("is nested too deeply") from None


def _parsed(data: bytes) -> ET.Element:
    """Return the root of a document that defines nothing of its own.

    Entities can grow without end or read other files (OWASP, "XML External Entity Prevention"):
    a document that declares any is not parsed at all.
    """
    if data[:2] == b"\x1f\x8b":
        raise refused("is packed", "Save it as plain SVG, not as SVGZ.")
    if len(data) > _MOST:
        raise refused("has more than 5 megabytes")
    text = data.decode("utf-8-sig", "replace")
    if "<!ENTITY" in text:
        raise refused("declares entities, which could read other files")
    try:
        root = ET.fromstring(text)
    except (ET.ParseError, ValueError, LookupError):
        raise PictureError(
            "cannot be read: its file is damaged, or is no SVG", AGAIN, PICTURE_BROKEN
        ) from None
    if root.tag != f"{SVG}svg":
        raise PictureError("is not a drawing in SVG", AGAIN, PICTURE_BROKEN)
    return root


def _plain(element: ET.Element) -> None:
    """Check one element's attributes and style, and name both as HTML would."""
    element.tag = element.tag.removeprefix(SVG)
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        short = name.removeprefix(_XLINK) if name == f"{_XLINK}href" else name
        if name.startswith(_XML):
            short = f"xml:{name.removeprefix(_XML)}"
        if short.startswith(("{", "data-")) or short == "xml:base":
            continue
        if short.lower().startswith("on"):
            raise refused(f"runs something by itself ({short}=)")
        if short == "href":
            value = inside(value)
        elif not short.startswith("aria-"):
            style(value)
        element.set(short, value)
    if element.tag == "style":
        # DOM, "child text content": what stands in children is left out, and what they part joined.
        style("".join([element.text or "", *(child.tail or "" for child in element)]))
        style(" ".join(element.itertext()))


def _size(root: ET.Element) -> tuple[int, int]:
    """Return the size at which it was drawn: its width and height, else its view box."""
    sides = [_pixels(root.get(name, "")) for name in ("width", "height")]
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    drawn = [_pixels(side) for side in box[2:]] if len(box) == 4 else [0.0, 0.0]
    if not all(sides):
        known = next((at for at in (0, 1) if sides[at] and all(drawn)), None)
        scale = sides[known] / drawn[known] if known is not None else 1
        sides = [side * scale for side in drawn]
    if not all(sides) or max(sides) > 100_000:
        raise refused("does not say how large it is")
    return max(1, round(sides[0])), max(1, round(sides[1]))


def _pixels(length: str) -> float:
    """Return a length in CSS pixels, 0 for what is no absolute one, such as 100%."""
    found = _LENGTH.fullmatch(length.strip())
    return float(found[1]) * _PIXELS[(found[2] or "px").lower()] if found else 0.0


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
    [variant] = variants.variants(found.traits, "link")
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
