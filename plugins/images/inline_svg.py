"""Make a clean drawing a part of the page, where it may use the site's own colors."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from plugins.core.rules.pictures import PICTURE_DRAWING
from plugins.images import PictureError

_NAMES = {"aria-labelledby", "aria-describedby"}  # attributes that hold ids
_TO_ID = re.compile(r"url\(\s*[\"']?#([^\"')]*)[\"']?\s*\)")


def inline(text: str, attributes: Mapping[str, str], number: int) -> str:
    """Return the `<svg>` of a drawing that is clean, with these attributes on its root.

    `number` tells it apart from the others of its page: every id in it begins with it. What a
    `style` attribute says becomes attributes, because a page allows no style but the theme's.
    Raises `PictureError` where that is not enough.
    """
    root = ET.fromstring(re.sub(r' xmlns="[^"]*"', "", text, count=1))
    elements = list(root.iter())
    if any(element.tag in ("style", "svg") for element in elements[1:]):
        raise PictureError(
            "has styles of its own, which would reach the rest of the page",
            "Take {.inline} away behind it, or give its shapes their colors one by one.",
            PICTURE_DRAWING,
        )
    for name in (*_NAMES, "aria-hidden"):
        root.attrib.pop(name, None)
    if "aria-label" in attributes:
        # A page names the drawing, so nobody needs its title, nor ids that only the root has used.
        used = {id_ for one in root.iter() for name in _NAMES for id_ in one.get(name, "").split()}
        for element in root.findall("title") + root.findall("desc"):
            if element.get("id") not in used:
                element.attrib.pop("id", None)
                if element.tag == "title":
                    root.remove(element)
    prefix = f"drawing-{number}-"
    for element in root.iter():
        if element.tag in ("title", "desc"):  # HTML reads what is in them as if it were a page
            words = " ".join("".join(element.itertext()).split())
            element[:] = []
            element.text = words
        for said in element.attrib.pop("style", "").split(";"):
            name, _, value = said.partition(":")
            if re.fullmatch(r"[a-z-]+", name.strip()) and value.strip():
                element.set(name.strip(), value.replace("!important", "").strip())
        _renamed(element, prefix)
    for name, value in attributes.items():
        root.set(name, value)
    return ET.tostring(root, encoding="unicode").strip()


def _renamed(element: ET.Element, prefix: str) -> None:
    for name, value in list(element.attrib.items()):
        if name == "id":
            value = prefix + value
        elif name == "href" and value.startswith("#"):
            value = f"#{prefix}{value[1:]}"
        elif name in _NAMES:
            value = " ".join(prefix + one for one in value.split())
        else:
            value = _TO_ID.sub(rf"url(#{prefix}\1)", value)
        element.set(name, value)
