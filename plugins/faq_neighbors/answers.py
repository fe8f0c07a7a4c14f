"""From a page's finished HTML to its questions and answers as data: one source for both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urljoin

import nh3

from plugins.core import inline_drawings, safe_html
from plugins.faq_neighbors.faq import FaqMark, normal
from plugins.faq_neighbors.readable import readable, with_quotation_marks

# Google's list for Question and Answer ("FAQ structured data", last seen 2026-05): h1 to h6, br,
# ol, ul, li, a, p, div, b, strong, i, em. We leave out div, which says nothing.
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_TAGS = {"br", "ol", "ul", "li", "a", "p", "b", "strong", "i", "em"} | _HEADINGS
_ATTRIBUTES = {"a": {"href"}}
# Shown on another page an answer looks the same, but its ids stay where they are.
_ELSEWHERE = {
    tag: names - {"id", "aria-labelledby"}
    for tag, names in {**safe_html.ATTRIBUTES, **safe_html.PICTURE_ATTRIBUTES}.items()
}
# Where all elements are of these, an answer needs no more than a filter.
_PLAIN = _TAGS | (safe_html.INLINE - {"img", "q", "sup"})
_RICH = re.compile(rf"<(?!/|(?:{'|'.join(sorted(_PLAIN))})\b)")
_NO_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_BEFORE_BLOCK = re.compile(r"\s+(?=</?(?:p|ul|ol|li|h[1-6]|div|table|thead|tbody|tr|dl)\b)")
_NOTHING = re.compile(r"<(p|li|h[1-6])>\s*</\1>")
_DIV = re.compile(r"<(/?)div\b[^>]*>")
_QUESTION = re.compile(r"<h3[^>]*>(.*?)</h3>\s*</summary>\s*<div[^>]*$", re.DOTALL)
# What stands in a text without being part of its words, and a picture's words.
_SIGN = re.compile(r'<sup[^>]*>\s*<a class="footnote-ref".*?</sup>|<a class="headerlink".*?</a>')
_PICTURE = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>')


@dataclass(frozen=True)
class FaqItem:
    """One question with its answer.

    `question` is plain text; `visible` the answer's HTML as it stands on its page; `answer` the
    same for data: only the elements that Google lists, links absolute. `path` and `line` say
    where it was written, `url` the address that opens it.
    """

    id: str
    question: str
    visible: str
    path: str
    line: int
    answered: bool = True
    answer: str = ""
    url: str = ""

    @property
    def key(self) -> str:
        """The question as it is compared with others."""
        return normal(self.question)

    @property
    def words(self) -> str:
        """The answer as it is compared with others: its words, whatever their markup."""
        return normal(_words(self.visible))


def items(html: str, marks: Iterable[FaqMark], path: str) -> tuple[FaqItem, ...]:
    """The questions of a page from its final HTML (cleaned, typography applied).

    `marks` come from the `faq` extension. The text is taken from what a visitor sees, so that
    the data cannot say anything else.
    """
    found = []
    at = 0
    for mark in marks:
        tag, start = _answer(html, mark.id, at)
        if tag < 0:
            continue
        at = end = _end_of_div(html, start)
        asked = _QUESTION.search(html, html.rfind("<summary>", 0, tag), start - 1)
        question = _words(asked[1]) if asked else ""
        visible = inline_drawings.as_pictures(html[start:end]).strip()
        answered = mark.answered and bool(_words(visible))
        found.append(FaqItem(mark.id, question, visible, path, mark.line, answered))
    return tuple(found)


def with_address(item: FaqItem, page_url: str) -> FaqItem:
    """The item with its data: `page_url` is its page's address, against which links resolve."""
    html = readable(item.visible) if _RICH.search(item.visible) else item.visible
    answer = _NOTHING.sub("", _filter(html, _TAGS, _ATTRIBUTES, page_url))
    return replace(item, answer=answer, url=f"{page_url}#{item.id}")


def elsewhere(item: FaqItem) -> str:
    """The answer to show on another page: ids are left out, links lead where they led."""
    tags = set(safe_html.TAGS | safe_html.PICTURE_TAGS)
    return _filter(item.visible, tags, _ELSEWHERE, item.url.partition("#")[0])


def _filter(html: str, tags: set[str], attributes: dict[str, set[str]], base: str) -> str:
    """Only these elements and attributes; links resolved against `base`, absolute if it is."""
    cleaned = nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        link_rel=None,
        url_schemes=safe_html.SCHEMES,
        url_relative=lambda url: _joined(base, url),
    )
    cleaned = _NO_LINK.sub(r"\1", cleaned.replace("&nbsp;", " "))
    return _BEFORE_BLOCK.sub("", cleaned).strip()


def _joined(base: str, url: str) -> str | None:
    try:
        return urljoin(base, url)
    except ValueError:  # not an address at all; `links` tells it as a broken link
        return None


def _words(html: str) -> str:
    """What somebody would read aloud: pictures by their alt, no signs for notes or links."""
    return safe_html.plain(_PICTURE.sub(r"\1", _SIGN.sub("", with_quotation_marks(html))))


def _answer(html: str, identifier: str, at: int) -> tuple[int, int]:
    """Where the tag of an answer's div begins and where it ends, -1 if there is none.

    The id may also stand in the text, as code, where no `<` is left as it was typed.
    """
    written = escape(identifier, quote=False).replace('"', "&quot;")
    sign = f' id="{written}"'
    while (place := html.find(sign, at)) >= 0:
        tag = html.rfind("<", 0, place)
        start = html.find(">", tag) + 1
        if html.startswith("<div ", tag) and start > place:
            return tag, start
        at = place + 1
    return -1, -1


def _end_of_div(html: str, start: int) -> int:
    """Where the div ends whose contents begin at `start`; the HTML is balanced."""
    depth = 1
    for match in _DIV.finditer(html, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.start()
    return len(html)
