"""The questions and answers of a page as data, from the HTML that its visitors read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

import nh3
from selectolax.lexbor import LexborHTMLParser

from plugins.core import safe_html
from plugins.core.safe_html import SCHEMES
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
_BEFORE_BLOCK = re.compile(r"(?<!\s)\s+(?=</?(?:p|ul|ol|li|h[1-6]|div|table|thead|tbody|tr|dl)\b)")
_NOTHING = re.compile(r"<(p|li|h[1-6])>\s*</\1>")
# What stands in a text without being part of its words, and a picture's words.
_SIGN = re.compile(r'<sup[^>]*>\s*<a class="footnote-ref".*?</sup>|<a class="headerlink".*?</a>')
_PICTURE = re.compile(r'<img\b[^<>]*?\balt="([^"]*)"[^<>]*>')


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

    @cached_property
    def key(self) -> str:
        """The question as it is compared with others."""
        return normal(self.question)

    @property
    def words(self) -> str:
        """The answer as it is compared with others: its words, whatever their markup."""
        return normal(_words(self.visible))

    @property
    def elsewhere(self) -> str:
        """The answer to show on another page: ids are left out, links lead where they led."""
        tags = set(safe_html.TAGS | safe_html.PICTURE_TAGS)
        return _cleaned(self.visible, _cleaner(tags, _ELSEWHERE, self.url.partition("#")[0]))


def items(
    html: str, marks: Iterable[FaqMark], path: str, page_url: str = ""
) -> tuple[FaqItem, ...]:
    """Return the questions of a page from its final HTML: typography applied, links resolved.

    The text is taken from what a visitor sees, so that the data cannot say anything else. Which
    questions there are say the `marks` of the `faq` extension. `path` is the file, `page_url` the
    page's address, against which links resolve.
    """
    lines = {mark.id: mark.line for mark in marks}
    if not lines:
        return ()
    cleaner = _cleaner(_TAGS, _ATTRIBUTES, page_url)
    found: list[FaqItem] = []
    _, section, rest = html.partition("<section")  # what stands before it need not be parsed
    for element in LexborHTMLParser(section + rest).tags("details"):
        question, answer, *_ = *element.iter(), None, None
        if question is None or answer is None or not answer.id or answer.id not in lines:
            continue  # typed as HTML by the writer
        visible, url = (answer.inner_html or "").strip(), f"{page_url}#{answer.id}"
        data = readable(visible) if _RICH.search(visible) else visible
        data = _NOTHING.sub("", _cleaned(data, cleaner))
        asked, answered = _words(question.inner_html or ""), bool(_words(visible))
        found.append(
            FaqItem(answer.id, asked, visible, path, lines[answer.id], answered, data, url)
        )
    return tuple(found)


def _cleaner(tags: set[str], attributes: dict[str, set[str]], base: str) -> nh3.Cleaner:
    """Return what leaves only these elements and attributes, links resolved against `base`."""

    def resolved(url: str) -> str | None:
        try:
            return urljoin(base, url)
        except ValueError:  # not an address at all; whoever looks at links tells it
            return None

    return nh3.Cleaner(
        tags=tags, attributes=attributes, link_rel=None, url_schemes=SCHEMES, url_relative=resolved
    )


def _cleaned(html: str, cleaner: nh3.Cleaner) -> str:
    cleaned = _NO_LINK.sub(r"\1", cleaner.clean(html).replace("&nbsp;", " "))
    return _BEFORE_BLOCK.sub("", cleaned).strip()


def _words(html: str) -> str:
    """Return what somebody would read aloud: pictures by their alt, no signs for notes or links."""
    return safe_html.plain(_PICTURE.sub(r"\1", _SIGN.sub("", with_quotation_marks(html))))
