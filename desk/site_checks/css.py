"""The addresses in a style sheet, and in the list of one picture's sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator

# CSS Values 4, section 4.5, and CSS Cascade 4, section 2.
_CSS = re.compile(
    r"/\*.*?\*/|(?:url\(\s*|@import\s+(?!url\())[\"']?([^\"'()\s]+)", re.DOTALL | re.IGNORECASE
)


def css_addresses(css: str) -> tuple[str, ...]:
    """Every file that a style sheet names."""
    found = (match[1] for match in _CSS.finditer(css))
    return tuple(dict.fromkeys(name for name in found if name and not name.startswith("#")))


def srcset_addresses(value: str) -> Iterator[str]:
    """HTML, section 4.8.4.2.1: “address descriptor, address descriptor”."""
    for part in re.split(r",\s+", value):
        if part.strip(" ,\n\t"):
            yield part.split()[0].rstrip(",")
