"""JSON-LD: nodes as plain dictionaries, their ids, and the one place where they become text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """`base` is the site's address without a slash at its end; "" while it is not known.

    `about` and `consultation` are those pages' places below it, "" where there is no such page.
    """

    base: str
    name: str
    lang: str
    about: str = "about/"
    consultation: str = "consultation/"

    def page(self, place: str) -> str:
        return f"{self.base}/{place}" if place else ""

    def id(self, name: str) -> str:
        """The slash behind # keeps it apart from the ids of headings and questions."""
        return f"{self.base}/#/{name}"


def script(data: Node) -> str:
    r"""The graph as JSON that may stand inside `<script>` in HTML.

    `<`, `>` and `&` are written as `\u003c` and so on: inside a script element no entity is read,
    and `</script>` or `<!--` would end or open something (HTML, section 4.12.1.3, "Restrictions
    for contents of script elements"). U+2028 and U+2029 end a line in old JavaScript.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def known(**properties: Any) -> Node:
    """The properties that have a value; `type` and `id` stand for @type and @id."""
    names = {"type": "@type", "id": "@id"}
    return {names.get(name, name): value for name, value in properties.items() if value}


def ref(identifier: str) -> Node:
    return {"@id": identifier}
