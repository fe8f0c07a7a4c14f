"""Write an article as plain Markdown, for who reads without a browser: people, tools, archives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from urllib.parse import quote

from markdown_it.helpers import parseLinkDestination

from plugins.core import safe_html
from plugins.frontmatter import redirects

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATTRIBUTE_LINE = re.compile(r"\s*\{:[^}\n]*\}\s*$")
_HEADING_ATTRIBUTES = re.compile(r"^(#{1,6} .*?)\s*\{:?[^}\n]*\}\s*$")
_LINK_ATTRIBUTES = re.compile(r"(\]\([^()\n]*\))\{:?\s*[.#\w][^{}\n]*\}")
# Behind this an address begins.
_BEFORE_ADDRESS = re.compile(r"\]\(\s*|^\s*\[[^\]]+\]:\s+", re.MULTILINE)
_UNSAFE = re.compile(r"[\s<>\\]")  # what no address of a link may hold
# A `<` that opens an element, unless it is a harmless one or an address between angle brackets.
_RAW = re.compile(
    r"<(?=[a-zA-Z/!?])"
    r"(?!(?:https?|mailto|tel|sms):[^\s<>]*>|[\w.+-]+@[\w.-]+>)"
    rf"(?!/?(?:{'|'.join(sorted(safe_html.TAGS))})"
    r"(?:\s+(?:(?:alt|class|dir|height|id|lang|title|width)=\"[^\"<>]*\""
    r"|(?:href|src)=\"(?:https?:/|images)?[/#][^\"<>]*\"))*\s*/?>)"
)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def document(host: str, body: str, typed: str, html: str, head: Sequence[str]) -> str:
    """Return an article as one Markdown file, whose links hold wherever it stands.

    `body` is its Markdown, `typed` and `html` what became of it before and after links were
    resolved, `head` the paragraphs above it; `host` is the site's address without a path.
    Attributes in braces, which only our theme understands, are left out, but not inside code.
    What the page itself may not hold cannot run from its copy either: such an element becomes
    text, such a link leads nowhere.
    """
    shown = [link.to for link in safe_html.links(html)]
    links = {
        link.to: f"{host}{way}" if redirects.is_inside(way) else way
        for link, way in zip(safe_html.links(typed), shown, strict=True)
    }
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
    parts = [_RAW.sub("&lt;", _with_links(part, {})) for part in head if part]
    return "\n\n".join([*parts, "\n".join(lines)]).rstrip() + "\n"


def _with_links(line: str, links: Mapping[str, str]) -> str:
    """Return a line whose links lead where `links` says, or nowhere if that could run."""
    if "](" not in line and "]:" not in line:
        return line

    parts, at = [], 0
    for begin in _BEFORE_ADDRESS.finditer(line):
        address = parseLinkDestination(line, begin.end(), len(line))
        if address.ok and begin.start() >= at:
            to = links.get(address.str, address.str)
            scheme = _SCHEME.match(unescape(to).replace("\\", ""))
            if scheme and scheme[1].lower() not in safe_html.SCHEMES:
                to = "#"
            to = _UNSAFE.sub(lambda sign: quote(sign[0]), to)
            parts += [line[at : begin.end()], f"<{to}>" if "(" in to or ")" in to else to]
            at = address.pos
    return "".join([*parts, line[at:]])
