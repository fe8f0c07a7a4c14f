"""Write JSON-LD: nodes are plain dictionaries, and here is the one place where they become text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """A website. `base` is its address without a slash at its end; "" while it is not known."""

    base: str
    name: str
    lang: str

    def id(self, name: str) -> str:
        """Return the @id of what stands on every page, such as the website itself.

        The slash behind # keeps it apart from the ids of headings and questions.
        """
        return f"{self.base}/#/{name}"


def element(data: Node) -> str:
    """Return a graph as the script element that a page may hold anywhere in its head or body."""
    return f'<script type="application/ld+json">{script(data)}</script>'


def script(data: Node) -> str:
    r"""Return a graph as JSON that may stand inside `<script>` in HTML.

    `<`, `>` and `&` are written as `\u003c` and so on: inside a script element no entity is read,
    and `</script>` or `<!--` would end or open something (HTML, section 4.12.1.3, "Restrictions
    for contents of script elements"). U+2028 and U+2029 end a line in old JavaScript.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def known(**properties: Any) -> Node:
    """Return the properties that have a value; `type` and `id` stand for @type and @id."""
    names = {"type": "@type", "id": "@id"}
    return {names.get(name, name): value for name, value in properties.items() if value}


def ref(identifier: str) -> Node | None:
    """Return a reference to the node with this @id, None if there is no id."""
    return {"@id": identifier} if identifier else None
