"""Check that the data for machines on a page is sound JSON-LD, and describes what it names."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any


def wrong(text: str) -> str:
    """Return what is wrong with one block of data, "" if nothing is: it is no JSON (RFC 8259), or
    names what is not described."""
    try:
        # NaN and Infinity are Python's, not JSON's (section 6): no `int`, so a ValueError.
        data = json.loads(text, parse_constant=int)
    except ValueError:
        return "The data for search engines on this page cannot be read."
    graph = data.get("@graph") if isinstance(data, dict) else None
    if not isinstance(graph, list) or "@context" not in data:
        return "The data for search engines on this page has no @context or no @graph."
    described: Counter[str] = Counter()
    named: list[str] = []
    left: list[Any] = [graph]
    while left:
        value = left.pop()
        if isinstance(value, dict) and isinstance(name := value.get("@id"), str):
            # JSON-LD 1.1, section 3.3: an object with nothing but an @id only names what it is.
            if len(value) > 1:
                described[name] += 1
            else:
                named.append(name)
        inside = value.values() if isinstance(value, dict) else value
        left += [one for one in inside if isinstance(one, (list, dict))][::-1]
    for name in named:
        if name not in described:
            return f"The data for search engines names {name}, and this page does not describe it."
    for name, count in described.items():
        if count > 1:
            return f"The data for search engines describes {name} twice on this page."
    return ""
