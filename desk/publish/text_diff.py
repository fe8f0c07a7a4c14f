"""What a visitor reads on a page: its title and its words, from its HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from plugins.core.safe_html import INLINE

# A nav within the text is its table of contents, or the way to the next article.
_SILENT = frozenset({"script", "style", "template", "svg", "nav"})
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9-]*)")


@dataclass(frozen=True)
class PageText:
    """`title` is the page's own, without the practice's name; `words` those of its main part."""

    title: str
    words: tuple[str, ...]


def page_text(html: bytes) -> PageText:
    """The title and the words of the page's `main`, menus and footers left out.

    Whatever the bytes are, each of them is looked at once: what a host gives may be anything.
    """
    text = html.decode("utf-8", "replace")
    main = _between(text, "main")
    title = _read(_between(main, "h1")) or _read(_between(text, "title"))
    return PageText(" ".join(title), _read(main))


def main_part(html: bytes) -> bytes:
    """The bytes of `main`: where they are the same, so is what is read."""
    began = html.find(b"<main")
    return html[began : html.rfind(b"</main>")] if began >= 0 else b""


def _between(html: str, tag: str) -> str:
    """What stands in the first element of this name, "" if there is none."""
    began = html.find(f"<{tag}")
    if began < 0:
        return ""
    inside = html.find(">", began) + 1
    ended = html.rfind(f"</{tag}>") if tag == "main" else html.find(f"</{tag}>", inside)
    return html[inside:ended] if inside and ended >= inside else ""


def _read(html: str) -> tuple[str, ...]:
    """The words between the tags; a tag within a word does not part it."""
    before, *rest = html.split("<")
    read = [before]
    silent, depth = "", 0
    for piece in rest:
        tag, _, text = piece.partition(">")
        found = _NAME.match(tag)
        name = found[1].lower() if found else ""
        if silent:
            if name == silent:
                depth += -1 if tag.startswith("/") else 1
            if depth:
                continue
            silent = ""
        elif name in _SILENT and not tag.startswith("/"):
            silent, depth = name, 1
            continue
        if tag.startswith("!--"):
            read.append(piece.partition("-->")[2])
        else:
            read += [text] if name in INLINE else [" ", text]
    return tuple(unescape("".join(read)).split())
