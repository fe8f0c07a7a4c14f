"""Make a drawing safe: what could run, load, move or tell is refused by name or left out.

What the drawing program wrote beside the picture (its own elements, metadata, comments, the path
of the file on the writer's disk) is left out in silence; whatever a visitor would miss or that
could do harm is refused, so that nothing is published that looks other than it did.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from plugins.core.rules.pictures import PICTURE_BROKEN
from plugins.images import PictureError, svg_rules
from plugins.images.svg_rules import AGAIN, SVG, refused

_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_WORDS = frozenset({"text", "tspan", "textPath", "title", "desc", "style"})
_LENGTH = re.compile(
    r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*", re.IGNORECASE
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


def clean(data: bytes) -> Drawing:
    """Return the drawing in an SVG file. Raises `PictureError` for what it must not hold."""
    root = _parsed(data)
    for parent in list(root.iter()):
        for child in list(parent):
            if not svg_rules.stays(child.tag):
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
            value = svg_rules.inside(value)
        elif not short.startswith("aria-"):
            svg_rules.style(value)
        element.set(short, value)
    if element.tag == "style":
        svg_rules.style(element.text or "")


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
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[(found[2] or "px").lower()] if found else 0.0
