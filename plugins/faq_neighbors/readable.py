"""An answer's pictures, tables, notes, code and terms as words, for data that has none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Blocks that data has no element for: they become paragraphs, or vanish around other blocks.
_FRAMES = {"blockquote", "details", "div", "figcaption", "figure", "pre", "section", "summary"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {*_FRAMES, *_HEADINGS, "p", "ul", "ol", "table", "dl"}
_CALLED = {"dl": "ul", "dt": "li", "dd": "li"}
_EMPTY = {"br", "hr", "source"}
_QUOTED = re.compile(r"<(/?)q\b[^>]*>")
_MARKS = ("‘’", "“”")  # by depth: the outermost is 1
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")

_Part = LexborNode | str  # an element that is still to be written, or HTML


def with_quotation_marks(html: str) -> str:
    """Cleaned HTML with the marks that a browser sets around each `<q>`, one in another too."""
    depth = 0

    def mark(tag: re.Match[str]) -> str:
        nonlocal depth
        depth += -1 if tag[1] else 1
        return _MARKS[(depth + bool(tag[1])) % 2][bool(tag[1])]

    return _QUOTED.sub(mark, html)


def readable(html: str) -> str:
    """Return the same HTML with paragraphs, lists and headings as its only blocks."""
    tree = LexborHTMLParser(with_quotation_marks(html), is_fragment=True)
    for image in tree.css("img"):
        image.replace_with(image.attributes.get("alt") or "")
    for note in tree.css("sup"):
        if link := note.css_first("a.footnote-ref"):
            link.inner_html = f"[{escape(link.text())}]"
        elif not list(note.iter()):  # no element in it
            note.replace_with(note.text().translate(_RAISED))  # 10² must not become 102
    written: list[str] = []
    # A stack and no recursion: a text may be nested more deeply than Python calls itself.
    waiting: list[_Part] = [] if tree.root is None else [*tree.root.iter(include_text=True)]
    waiting.reverse()
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            written.append(part)
            continue
        tag = part.tag or ""
        inner: Iterator[LexborNode] = islice(part.traverse(), 1, None)
        if part.is_text_node:
            written.append(escape(part.text_content or "", quote=False))
        elif tag == "table":
            waiting += [*_rows(part)][::-1]
        elif tag in _FRAMES and any(one.tag in _BLOCKS for one in inner):
            waiting += ["\n", *[*part.iter(include_text=True)][::-1], "\n"]
        elif tag == "pre":
            lines = escape(part.text().rstrip("\n"), quote=False).split("\n")
            written.append(f"<p>{'<br>'.join(lines)}</p>")
        else:
            name = "p" if tag in _FRAMES else _CALLED.get(tag, tag)
            waiting += [*_element(name, part)][::-1]
    return "".join(written)


def _element(name: str, node: LexborNode) -> Iterator[_Part]:
    given = (f' {key}="{escape(value or "")}"' for key, value in node.attributes.items())
    yield f"<{name}{''.join(given)}>"
    yield from node.iter(include_text=True)
    if name not in _EMPTY:
        yield f"</{name}>"


def _rows(table: LexborNode) -> Iterator[_Part]:
    """Yield a list in a table's place: a row an item, each cell behind the head of its column."""
    parts = list(table.iter())
    rows = [(part.tag, row) for part in parts for row in part.iter() if row.tag == "tr"]
    in_head = (cell for part, row in rows if part == "thead" for cell in row.iter())
    heads = [cell.text().strip() for cell in in_head if cell.tag == "th"]
    for caption in (part for part in parts if part.tag == "caption"):
        yield from _element("p", caption)
    yield "<ul>"
    for part, row in [one for one in rows if one[0] != "thead"] or rows:
        yield "<li>"
        between = ""
        for number, cell in enumerate(row.iter()):
            if cell.text().strip():
                head = heads[number] if part == "tbody" and number < len(heads) else ""
                yield between + (f"{escape(head, quote=False)}: " if head else "")
                yield from cell.iter(include_text=True)
                between = "; "
        yield "</li>"
    yield "</ul>"
