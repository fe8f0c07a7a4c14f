"""The data for machines on a page is well-formed JSON-LD, and all it speaks of is on that page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from desk.site_checks.built_site import Built
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_DATA

_REMEDY = "It is not in the text: tell whoever looks after the program or the theme."


def faults(site: Built) -> Iterator[Problem]:
    """Blocks that are no JSON (RFC 8259), or that name what they do not describe."""
    for page in site.pages.values():
        for text in page.data:
            if wrong := _wrong(text):
                line = page.line("application/ld+json")
                yield GATE_DATA.problem(page.name, line, wrong, _REMEDY)


def _wrong(text: str) -> str:
    """What is wrong with one block of data, "" if nothing is."""
    try:
        data = json.loads(text, parse_constant=_refuse)
    except ValueError:
        return "The data for search engines on this page cannot be read."
    graph = data.get("@graph") if isinstance(data, dict) else None
    if not isinstance(graph, list) or "@context" not in data:
        return "The data for search engines on this page has no @context or no @graph."
    described: list[str] = []
    named: list[str] = []
    _walk(graph, described, named)
    for name in named:
        if name not in described:
            return f"The data for search engines names {name}, and this page does not describe it."
    for name in described:
        if described.count(name) > 1:
            return f"The data for search engines describes {name} twice on this page."
    return ""


def _walk(value: Any, described: list[str], named: list[str]) -> None:
    """JSON-LD 1.1, section 3.3: an object with nothing but an @id only names what it is."""
    if isinstance(value, list):
        for one in value:
            _walk(one, described, named)
    elif isinstance(value, dict):
        if isinstance(name := value.get("@id"), str):
            (described if len(value) > 1 else named).append(name)
        for one in value.values():
            if isinstance(one, (list, dict)):
                _walk(one, described, named)


def _refuse(constant: str) -> None:
    """NaN and Infinity are Python's, not JSON's (RFC 8259, section 6)."""
    raise ValueError(constant)
