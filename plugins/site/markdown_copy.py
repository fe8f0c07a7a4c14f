"""An article as plain Markdown, for whoever reads without a browser: people, tools, archives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from plugins.core import safe_html as html_body

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATTRIBUTE_LINE = re.compile(r"\s*\{:[^}\n]*\}\s*$")
_HEADING_ATTRIBUTES = re.compile(r"^(#{1,6} .*?)\s*\{:?[^}\n]*\}\s*$")
_LINK_ATTRIBUTES = re.compile(r"(\]\([^()\n]*\))\{:?\s*[.#\w][^{}\n]*\}")
_LINK = re.compile(r"(\]\(\s*<?|^\s*\[[^\]]+\]:\s+<?)([^)\s>]+)", re.MULTILINE)
# A `<` that opens an element, unless it is a harmless one or an address between angle brackets.
_RAW = re.compile(
    r"<(?=[a-zA-Z/!?])"
    r"(?!(?:https?|mailto):[^\s<>]*>|[\w.+-]+@[\w.-]+>)"
    rf"(?!/?(?:{'|'.join(sorted(html_body.TAGS))})"
    r"(?:\s+(?:(?:alt|class|dir|height|id|lang|title|width)=\"[^\"<>]*\""
    r"|(?:href|src)=\"(?:https?:/|images)?[/#][^\"<>]*\"))*\s*/?>)"
)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def document(
    *, title: str, summary: str, byline: str, address: str, body: str, links: Mapping[str, str]
) -> str:
    """The article as one Markdown file.

    `body` is the Markdown as typed; `links` maps each link in it, as typed, to the address it
    leads to. Attributes in braces, which only our theme understands, are left out, but not
    inside code. What the page itself may not hold cannot run from its copy either: such an
    element becomes text, such a link leads nowhere.
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
            if line.startswith("#"):
                line = _HEADING_ATTRIBUTES.sub(r"\1", line)
            if "`" not in line and "](" in line:  # what stands between backticks is shown as it is
                line = _LINK_ATTRIBUTES.sub(r"\1", line)
            line = _with_links(line, links)
        lines.append(_RAW.sub("&lt;", line))
    head = [f"# {title}", summary, " ".join(part for part in (byline, address) if part)]
    parts = [_RAW.sub("&lt;", _with_links(part, {})) for part in head if part]
    return "\n\n".join([*parts, "\n".join(lines)]).rstrip() + "\n"


def _with_links(line: str, links: Mapping[str, str]) -> str:
    if "](" not in line and "]:" not in line:
        return line
    return _LINK.sub(lambda link: link[1] + _way(links.get(link[2], link[2])), line)


def _way(to: str) -> str:
    scheme = _SCHEME.match(unescape(to).replace("\\", ""))
    return to if scheme is None or scheme[1].lower() in html_body.SCHEMES else "#"
