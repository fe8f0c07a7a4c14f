"""Read HTML that stands between Markdown as the blocks it means, so that what they ask is found.

    <h3>How do I pay?</h3><p>By card.</p>      a heading, a paragraph
    <div><p><b>How do I pay?</b></p></div>     a paragraph: the box around it is left out
    <table>…</table>, <dl>…</dl>, <ul>…</ul>   the same as in Markdown

Markdown keeps such HTML as it is (CommonMark, section 4.6), and so does a page that has no
questions, and HTML that holds anything else. What is typed in it is no Markdown: its signs are
escaped.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER_RE, STX

BOXES = frozenset(("div", "section", "article", "aside", "main"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(
    (
        *(*BOXES, *_HEADINGS, "h1", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"),
        *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "details", "summary"),
    )
)
_INLINE = frozenset(
    (
        *("br", "img", "wbr", "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong"),
        *("sub", "sup", "time", "u", "var"),
    )
)
_SIGN = re.compile(r"[\\`*_\[\]]")  # of Markdown
_MOST_UNCLOSED = 20  # each box that is never closed is looked for to the end


@dataclass
class _Read:
    """`depth` is how many boxes are open at the end; below 0, more are closed than opened."""

    blocks: list[ET.Element]
    depth: int


def html_of(block: ET.Element, md: Markdown) -> str:
    """Return the HTML for which a block only keeps the place, "" if it is anything else."""
    text = block.text or ""
    if text[:1] != STX or len(block) or HTML_PLACEHOLDER_RE.sub("", text).strip():
        return ""
    kept = [md.htmlStash.rawHtmlBlocks[int(place)] for place in HTML_PLACEHOLDER_RE.findall(text)]
    html = [one for one in kept if isinstance(one, str)]
    return "\n".join(html).strip() if len(html) == len(kept) else ""


def opened(
    blocks: Sequence[ET.Element], md: Markdown, asks: Callable[[ET.Element], bool]
) -> Iterator[ET.Element]:
    """Yield the blocks; of HTML that holds headings or something that `asks`, the blocks in it.

    A box may be opened in one block and closed in a later one.
    """
    at, unclosed = 0, 0
    while at < len(blocks):
        first = _read(html_of(blocks[at], md))
        end, depth = at + 1, first.depth if first else 0
        inside = list(first.blocks if first else ())
        while depth > 0 and end < len(blocks) and unclosed < _MOST_UNCLOSED:
            html = html_of(blocks[end], md)
            more = _read(html) if html else _Read([blocks[end]], 0)
            if more is None:
                break
            inside += more.blocks
            depth += more.depth
            end += 1
        unclosed += depth > 0
        if first and depth == 0 and any(block.tag in _HEADINGS or asks(block) for block in inside):
            yield from inside
        else:
            end = at + 1
            yield blocks[at]
        at = end


def _read(html: str) -> _Read | None:
    """Return the blocks of HTML, None if it holds anything but blocks of words."""
    if (
        not html.startswith("<") or html[:8].lower() == "<details"
    ):  # these may go on behind an empty line
        return None
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    return _Read(parser.found, parser.depth) if parser.is_known and not parser.within else None


@dataclass
class _Place:
    """An element that is open, and the words in it that are in no block of their own."""

    element: ET.Element
    words: list[str] = field(default_factory=list)


class _Blocks(HTMLParser):
    """One pass over HTML. `found` are the blocks so far, none of them a box."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[ET.Element] = []
        self.within: list[_Place] = []
        self.boxes: list[str] = []
        self.loose: list[str] = []  # words between blocks
        self.name = ""  # the id of a box
        self.depth = 0
        self.is_known = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "button":  # an accordion's, which does nothing without its program
            return
        if tag in _INLINE:
            self._words().append(self.get_starttag_text() or "")
        elif tag in BOXES and not self.within:
            self._end_words()
            self.name = given.get("id", "") or self.name
            self.depth += 1
        elif tag in _BLOCKS:
            self._end_words()
            if self.name and not self.within:
                given.setdefault("id", self.name)
                self.name = ""
            element = ET.Element(tag, given)
            place = self.within[-1].element if self.within else self.found
            place.append(element)
            self.within.append(_Place(element))
        else:
            self.is_known = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            return
        if tag in _INLINE:
            self._words().append(f"</{tag}>")
        elif tag in BOXES and not self.within:
            self._end_words()
            self.depth -= 1
        elif self.within and self.within[-1].element.tag == tag:
            self._end_words()
            self.within.pop()
        else:
            self.is_known = False

    def handle_data(self, data: str) -> None:
        self._words().append(_SIGN.sub(r"\\\g<0>", data))

    def handle_entityref(self, name: str) -> None:
        self._words().append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._words().append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Leave a comment out, as every page does."""

    def _words(self) -> list[str]:
        return self.within[-1].words if self.within else self.loose

    def _end_words(self) -> None:
        """Put the words so far into their element: as its text, or behind a block in it."""
        words = self._words()
        text = " ".join("".join(words).split())
        words.clear()
        if not text:
            return
        element = self.within[-1].element if self.within else None
        if element is not None and not len(element):
            element.text = text
            return
        paragraph = ET.Element("p")
        paragraph.text = text
        if element is None:
            self.found.append(paragraph)
        else:
            element.append(paragraph)
