"""Make drawings that are a part of the page pictures again, wherever else its text goes."""

from __future__ import annotations

import re

DRAWING = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.DOTALL)
_FILE = re.compile(r" data-src=\"[^\"]*\"")
_ATTRIBUTE = re.compile(r" ([\w-]+)=\"([^\"]*)\"")


def as_pictures(html: str) -> str:
    """Return the same HTML with an `<img>` in the place of each drawing.

    A feed reader knows nothing of our colors, and the same ids must not stand on two pages.
    """

    def picture(drawing: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(drawing[1]))
        names = {"data-src": "src", "aria-label": "alt", "width": "width", "height": "height"}
        kept = {**{new: attributes.get(old, "") for old, new in names.items()}, "loading": "lazy"}
        return "<img" + "".join(f' {name}="{value}"' for name, value in kept.items()) + ">"

    return DRAWING.sub(picture, html) if "<svg" in html else html


def without_files(html: str) -> str:
    """Return the HTML for the page itself, which need not say where drawings lie as files."""
    return DRAWING.sub(lambda one: _FILE.sub("", one[0], 1), html) if "<svg" in html else html
