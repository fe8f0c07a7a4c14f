"""An article as plain Markdown, for whoever reads without a browser: people, tools, archives."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATTRIBUTE_LINE = re.compile(r"\s*\{:[^}\n]*\}\s*$")
_HEADING_ATTRIBUTES = re.compile(r"^(#{1,6} .*?)\s*\{:?[^}\n]*\}\s*$")
_LINK = re.compile(r"(\]\(\s*<?|^\s*\[[^\]]+\]:\s+<?)([^)\s>]+)", re.MULTILINE)


def document(
    *, title: str, summary: str, byline: str, address: str, body: str, links: Mapping[str, str]
) -> str:
    """The article as one Markdown file.

    `body` is the Markdown as typed; `links` maps each link in it, as typed, to the address it
    leads to. Attributes in braces, which only our theme understands, are left out, but not
    inside code.
    """
    lines: list[str] = []
    fence = ""
    for line in body.strip("\n").split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif _ATTRIBUTE_LINE.fullmatch(line):
            continue
        else:
            line = _HEADING_ATTRIBUTES.sub(r"\1", line)
            line = _LINK.sub(lambda m: m[1] + links.get(m[2], m[2]), line)
        lines.append(line)
    head = [f"# {title}", summary, " ".join(part for part in (byline, address) if part)]
    return "\n\n".join([part for part in head if part] + ["\n".join(lines)]).rstrip() + "\n"
