"""A Python-Markdown extension that recognizes FAQ sections and renders them as disclosures.

A section begins with an h1, h2 or h3 whose words are one of the configured titles, or that carries
`{.faq}`, and ends at the next heading of its own level or above. Below it each h3 is a question,
and so is a paragraph of nothing but bold text that ends in a question mark (the way questions
come out of a word processor), and whatever else `forms` knows, in Markdown or in HTML. The answer
is everything up to the next question. A box around questions, `<div markdown="1">`, stays around
them.

    ## Questions people ask              <h2 id="questions-people-ask">…</h2>
                                         <section class="faq" aria-labelledby="…">
    ### Is it hypnosis?                  <details open><summary><h3>Is it hypnosis?</h3></summary>
    No. You stay awake.                  <div class="answer" id="is-it-hypnosis"><p>No. …</p></div>
                                         </details></section>

A heading that asks nothing, over questions, is the heading of a group: `### Fees` over `#### How
do I pay?`. Where the heading of the section stands right over h2s that ask, these are the
questions. A page whose title is one of the titles, or whose template is `questions`, is a section
as a whole, unless it has sections of its own: there each heading that asks is a question, and so
is one over words that stands between those. The title is `md.Meta["title"]`, as Python-Markdown's
`meta`, and with it Pelican, give it.

The id stands on the answer: following a link to something inside a closed `<details>` opens it,
and so does finding text in the page (HTML, section 4.11.1, "ancestor details revealing
algorithm"), without JavaScript. It is the heading's, as `attr_list` and `toc` give it; without
`toc` it is made from the question's words in the same way.

`md.faq_marks` then holds one `FaqMark` for each question, in the order of the document. With the
option `lines` the page carries them as well, for whoever has no hold of `md` (see `take_marks`):
`<div class="answer" data-line="3" id="is-it-hypnosis">`.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown import Extension, Markdown
from markdown.extensions import toc
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.core import html_blocks
from plugins.core.html_blocks import BOXES
from plugins.faq_neighbors import forms
from plugins.faq_neighbors.forms import ATTRIBUTES
from plugins.faq_neighbors.sections import Mode, Section, gather
from plugins.faq_neighbors.titles import TITLES, key, says_faq

_LINE = re.compile(r'(<div\b[^>]*?) data-line="(\d+)"([^>]*>)')
_HEADING = re.compile(r"<h[23]\b[^<>]*>((?:(?!</?h[23]\b).)*)</h[23]>", re.IGNORECASE | re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_LOWER = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}


@dataclass(frozen=True)
class FaqMark:
    """A question on the page: the id of its answer, and its line in the Markdown (from 1)."""

    id: str
    line: int


def normal(title: str) -> str:
    """Return a title as it is compared: case, spaces, `&`/`and`, quotes and final signs alike.

    >>> normal("FAQs &  Common Misconceptions:")
    'faqs and common misconceptions'
    """
    title = unicodedata.normalize("NFKC", title).casefold().replace("&amp;", "&")
    title = title.translate({ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'})
    title = re.sub(r"\s*&\s*", " and ", title)
    return " ".join(title.split()).strip(" *_#:.?!")


class _KeepLines(Preprocessor):
    """Keep the text as it was typed, so that a question's line can be told."""

    def run(self, lines: list[str]) -> list[str]:
        marks_of(self.md).clear()
        self.lines = list(lines)
        return lines


class _Restructure(Treeprocessor):
    """Before inline Markdown is read: gather each question and its answer into a disclosure."""

    def __init__(self, md: Markdown, titles: Iterable[str], kept: _KeepLines) -> None:
        super().__init__(md)
        self.titles = {key(title) for title in titles}
        self.kept = kept
        self.sections: list[Section] = []

    def run(self, root: ET.Element) -> None:
        self.sections = []
        meta = getattr(self.md, "Meta", {})
        title, template = (str(*meta.get(name, [""])[:1]) for name in ("title", "template"))
        is_page = template.strip() == "questions" or says_faq(title, self.titles)
        mode: Mode = "page" if is_page else ""
        in_markdown = _headings(root)
        headings = {heading for heading in in_markdown if self._is_faq(heading)}
        # A page whose questions are h1s: all its headings are one level lower than they were typed.
        h1s = [*root.iter("h1")] if is_page or any(one.tag == "h1" for one in headings) else []
        if sum(forms.asks(one.text or "") for one in h1s) > 1:
            for one in root.iter():
                one.tag = _LOWER.get(one.tag, one.tag)
        html = (one for one in self.md.htmlStash.rawHtmlBlocks if isinstance(one, str))
        in_html = (words for one in html for words in _HEADING.findall(one))
        if headings or is_page or any(says_faq(words, self.titles) for words in in_html):
            for place in [root, *(box for box in root.iter() if box.tag in BOXES)]:
                place[:] = html_blocks.opened([*place], self.md, self._may_ask)
            found = (one for one in _headings(root) if one not in in_markdown)
            headings |= {heading for heading in found if self._is_faq(heading)}
        if headings or is_page:
            self.sections = gather(root, self.md, self.kept.lines, headings, mode)

    def _may_ask(self, block: ET.Element) -> bool:
        return forms.asks(block.text or "") or forms.of(block, None, self.md) is not None

    def _is_faq(self, heading: ET.Element) -> bool:
        """Return whether a heading opens a section, having taken `.faq` out of its attributes."""
        text = heading.text or ""
        attributes = ATTRIBUTES.search(text)
        words = attributes[1].split() if attributes else []
        if attributes and ".faq" in words:
            left = " ".join(word for word in words if word != ".faq")
            heading.text = text[: attributes.start()].rstrip() + (f" {{{left}}}" if left else "")
            return True
        return says_faq(ATTRIBUTES.sub("", text), self.titles)


def _headings(root: ET.Element) -> list[ET.Element]:
    """Return the headings that may open a section.

    An h3 that asks is a question in one, and “Questions” is often a part of an exercise.
    """
    h3s = [one for one in root.iter("h3") if not forms.asks(one.text or "")]
    h3s = [one for one in h3s if key(one.text or "") != "questions"]
    return [*root.iter("h1"), *root.iter("h2"), *h3s]


class _Finish(Treeprocessor):
    """After headings have their ids: move a question's id to its answer and note the mark."""

    def __init__(self, md: Markdown, gathered: _Restructure, lines: bool) -> None:
        super().__init__(md)
        self.gathered, self.lines = gathered, lines

    def run(self, root: ET.Element) -> None:
        sections = self.gathered.sections
        taken = {element.get("id", "") for element in root.iter()} if sections else set()
        for section, heading in sections:
            if heading is not None and heading.get("id"):
                section.set("aria-labelledby", heading.get("id", ""))
            for item in section:
                question, answer = item[0][0], item[1]
                name = question.attrib.pop("id", "")
                if not name:  # as `toc` would make it, but with letters of any script
                    words = toc.render_inner_html(toc.remove_fnrefs(question), self.md)
                    words = unescape(toc.strip_tags(words))
                    name = toc.unique(toc.slugify_unicode(words, "-"), taken)
                answer.set("id", name)
                line = item.attrib.pop("data-line")
                if self.lines:
                    answer.set("data-line", line)
                marks_of(self.md).append(FaqMark(name, int(line)))


class FaqExtension(Extension):
    """`titles`: the headings that open an FAQ section without being marked `{.faq}`.

    `lines`: whether the page carries the marks (see `take_marks`).
    """

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "titles": [TITLES, "Headings that open an FAQ section"],
            "lines": [False, "Write the line of each question into the page"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        kept = _KeepLines(md)
        gathered = _Restructure(md, self.getConfig("titles"), kept)
        md.preprocessors.register(kept, "faq-lines", 1000)
        # Before `footnote` (50) appends its list and `inline` (20) reads the text …
        md.treeprocessors.register(gathered, "faq", 60)
        # … and after `attr_list` (8) and `toc` (5) have given the headings their ids.
        finish = _Finish(md, gathered, self.getConfig("lines"))
        md.treeprocessors.register(finish, "faq-finish", 4)


def marks_of(md: Markdown) -> list[FaqMark]:
    """Return the questions of the text that `md` converted last."""
    marks: list[FaqMark] = md.__dict__.setdefault("faq_marks", [])
    return marks


def take_marks(html: str) -> tuple[str, list[FaqMark]]:
    """Return a page as its visitors get it, and the marks that the option `lines` wrote into it."""
    marks = []

    def take(tag: re.Match[str]) -> str:
        if name := _ID.search(tag[0]):
            marks.append(FaqMark(unescape(name[1]), int(tag[2])))
        return tag[1] + tag[3]

    return _LINE.sub(take, html), marks


def makeExtension(**kwargs: Any) -> FaqExtension:  # noqa: N802  # Markdown's own name
    return FaqExtension(**kwargs)
