"""From a page's finished HTML to its questions and answers as data: one source for both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import nh3
from bs4 import BeautifulSoup

from plugins.practice import body
from plugins.practice.faq import FaqMark, normal

# Google's list for Question and Answer ("FAQ structured data", last seen 2026-05): h1 to h6, br,
# ol, ul, li, a, p, div, b, strong, i, em. We leave out div, which says nothing.
_TAGS = {"h3", "h4", "h5", "h6", "br", "ol", "ul", "li", "a", "p", "b", "strong", "i", "em"}
_ATTRIBUTES = {"a": {"href"}}
# Shown on another page an answer looks the same, but its ids stay where they are.
_ELSEWHERE = {tag: names - {"id", "aria-labelledby"} for tag, names in body.ATTRIBUTES.items()}
_RICH = ("<img", "<table", "<pre", "<sup", "<dl", "<hr", "<figure", "<blockquote", "<details")
_NO_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_BEFORE_BLOCK = re.compile(r"\s+(?=</?(?:p|ul|ol|li|h[1-6]|div|table|thead|tbody|tr|dl)\b)")
_DIV = re.compile(r"<(/?)div\b[^>]*>")
_QUESTION = re.compile(r"<h3[^>]*>(.*?)</h3>\s*</summary>\s*<div[^>]*$", re.DOTALL)


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
        return normal(body.plain(self.visible))


def items(html: str, marks: Iterable[FaqMark], path: str) -> tuple[FaqItem, ...]:
    """The questions of a page from its final HTML (cleaned, typography applied).

    `marks` come from the `faq` extension. The text is taken from what a visitor sees, so that
    the data cannot say anything else.
    """
    found = []
    at = 0
    for mark in marks:
        place = html.find(f' id="{mark.id}"', at)
        if place < 0:
            continue
        start = html.index(">", place) + 1
        at = end = _end_of_div(html, start)
        question = _QUESTION.search(html[:place], html.rfind("<summary>", 0, place))
        text = body.plain(question[1]) if question else ""
        found.append(
            FaqItem(mark.id, text, html[start:end].strip(), path, mark.line, mark.answered)
        )
    return tuple(found)


def with_address(item: FaqItem, page_url: str) -> FaqItem:
    """The item with its data: `page_url` is its page's address, against which links resolve."""
    html = _readable(item.visible) if any(tag in item.visible for tag in _RICH) else item.visible
    answer = _filter(html, _TAGS, _ATTRIBUTES, page_url)
    return replace(item, answer=answer, url=f"{page_url}#{item.id}")


def elsewhere(item: FaqItem) -> str:
    """The answer to show on another page: ids are left out, links lead where they led."""
    return _filter(item.visible, set(body.TAGS), _ELSEWHERE, item.url.partition("#")[0])


def _filter(html: str, tags: set[str], attributes: dict[str, set[str]], base: str) -> str:
    """Only these elements and attributes; links resolved against `base`, absolute if it is."""
    cleaned = nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        link_rel=None,
        url_schemes=body.SCHEMES,
        url_relative=lambda url: urljoin(base, url),
    )
    cleaned = _NO_LINK.sub(r"\1", cleaned.replace("&nbsp;", " "))
    return _BEFORE_BLOCK.sub("", cleaned).strip()


def _end_of_div(html: str, start: int) -> int:
    """Where the div ends whose contents begin at `start`; the HTML is balanced."""
    depth = 1
    for match in _DIV.finditer(html, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.start()
    return len(html)


def _readable(html: str) -> str:
    """Pictures, tables, notes, code and terms as words, where data has no element for them."""
    soup = BeautifulSoup(html, "html.parser")
    for image in soup("img"):
        image.replace_with(str(image.get("alt") or ""))
    for note in soup("sup"):
        if link := note.find("a"):
            link.string = f"[{link.get_text()}]"
            note.replace_with(link)
    for table in soup("table"):
        heads = [cell.get_text(" ", strip=True) for cell in table.select("thead th")]
        rows = soup.new_tag("ul")
        for row in table.select("tbody tr") or table("tr"):
            cells = [cell.get_text(" ", strip=True) for cell in row(["td", "th"])]
            item = soup.new_tag("li")
            pairs = zip(heads or [""] * len(cells), cells, strict=False)
            item.string = "; ".join(f"{head}: {cell}" if head else cell for head, cell in pairs)
            rows.append(item)
        table.replace_with(rows)
    for code in soup("pre"):
        paragraph = soup.new_tag("p")
        for number, line in enumerate(code.get_text().rstrip("\n").split("\n")):
            if number:
                paragraph.append(soup.new_tag("br"))
            paragraph.append(line)
        code.replace_with(paragraph)
    for terms in soup("dl"):
        terms.name = "ul"
        for entry in terms(["dt", "dd"]):
            entry.name = "li"
    return str(soup)
