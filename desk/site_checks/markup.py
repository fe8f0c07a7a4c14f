"""Compare a page's HTML with what a browser makes of it: all closed, in its place, none implied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

# What stands between these tags is no markup (HTML, section 13.1.2, raw and escapable raw text).
_RAW = r"style|script|textarea|title"
_REST = r"(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+"
_TAGS = re.compile(
    rf"<!--.*?-->|<({_RAW})\b{_REST}>[^<]*+(?:<(?!/\1\b)[^<]*+)*+</\1\s*>|<(/?[a-z]{_REST})>",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"/?[^\s/]+")
_DRAWINGS = {"svg": 1, "math": 1, "/svg": -1, "/math": -1}


def first_difference(html: str, as_read: str) -> tuple[int, str] | None:
    """Return the line and the tag at which a browser begins to understand something else, None if
    never.

    `as_read` is what an HTML parser writes of what it has read: it closes what was left open,
    adds what was left out, and moves what cannot stand where it was written. So where both have
    the same tags in the same order, the page is as whole as it was meant.
    """
    if _roughly(html) == _roughly(as_read):
        return None
    nothing = ("", len(html))
    for (found, place), (name, _) in zip_longest(_tags(html), _tags(as_read), fillvalue=nothing):
        if found != name:
            return html.count("\n", 0, place) + 1, f"<{found or name}>"
    return None


def _roughly(html: str) -> list[str]:
    """Return the names of `_tags`, in a third of the time: what it tells apart may still be the
    same."""
    names = []
    drawings = 0
    for raw, inner in _TAGS.findall(html):
        name = raw or inner.partition(" ")[0]
        names.append(name)
        drawings += _DRAWINGS.get(name, 0)
        if drawings and inner[-1:] == "/":
            names.append(f"/{name}")
            drawings += _DRAWINGS.get(f"/{name}", 0)
    return names


def _tags(html: str) -> Iterator[tuple[str, int]]:
    """Yield each tag by its name, `/p` for an end, and where it stands.

    Only in a drawing does a slash at its end close a tag (HTML, section 13.2.5.40).
    """
    drawings = 0
    for found in _TAGS.finditer(html):
        named = _NAME.match(found[1] or found[2] or "")
        if not named:
            continue  # a comment
        name = named[0].lower()
        yield name, found.start()
        drawings += _DRAWINGS.get(name, 0)
        if drawings and found[0].endswith("/>"):
            yield f"/{name}", found.start()
            drawings += _DRAWINGS.get(f"/{name}", 0)
