"""A Python-Markdown extension that recognizes FAQ sections and renders them as disclosures.

A section begins with an h2 whose words are one of the configured titles, or that carries
`{.faq}`, and ends at the next heading of its own level or above. Below it each h3 is a question,
and so is a paragraph of nothing but bold text that ends in a question mark (the way questions
come out of a word processor). The answer is everything up to the next question. A box around
questions, `<div markdown="1">`, stays around them.

    ## Questions people ask              <h2 id="questions-people-ask">…</h2>
                                         <section class="faq" aria-labelledby="…">
    ### Is it hypnosis?                  <details open><summary><h3>Is it hypnosis?</h3></summary>
    No. You stay awake.                  <div class="answer" id="is-it-hypnosis"><p>No. …</p></div>
                                         </details></section>

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

_ATTRIBUTES = re.compile(r"[ ]*\{:?[ ]*([^}\n]*?)[ ]*\}[ ]*$")
_ONLY_BOLD = re.compile(r"(\*{2,3}|_{2,3})(?P<text>(?:(?!\1).)+)\1[ ]*(?P<after>\?)?", re.DOTALL)
_ASKS = re.compile(r"[?？؟][\"'”’»]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# How many # a heading's line may begin with; none, if the heading is underlined.
_SIGNS = {"h1": (0, 1), "h2": (0, 2), "h3": (3,)}
_STOPS = ("h1", "h2")
# What a writer may put around questions as `<div markdown="1">`.
_BOXES = ("div", "section", "article", "aside")
_LINE = re.compile(r'(<div\b[^>]*?) data-line="(\d+)"([^>]*>)')
_ID = re.compile(r' id="([^"]*)"')
TITLES = [
    *("FAQ", "FAQs", "Frequently asked questions", "Questions", "Questions and answers"),
    *("Questions people ask", "Common questions", "Common misconceptions"),
    *("Questions and misconceptions", "FAQs and common misconceptions"),
]


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
        self.titles = {normal(title) for title in titles}
        self.kept = kept

    def run(self, root: ET.Element) -> None:
        self.reached = 0  # the line of the last question
        self.passed: list[tuple[str, str]] = []  # headings whose line is not known yet
        self.sections: list[tuple[ET.Element, ET.Element]] = []  # each with its heading
        self._gather(root, None)

    def _gather(self, parent: ET.Element, heading: ET.Element | None) -> ET.Element | None:
        """Gather the questions among the children of `parent`.

        `heading` is that of the FAQ section in which they begin, None outside of every one; what
        comes back is that in which they end. Each box with questions has a section of its own.
        """
        section: ET.Element | None = None  # where questions go, once there is one
        answer: ET.Element | None = None  # where an answer's blocks go
        children, parent[:] = list(parent), []
        for child in children:
            if child.tag in _SIGNS:
                self.passed.append((child.tag, child.text or ""))
            if child.tag in _STOPS:
                section = answer = heading = None
                parent.append(child)
                if child.tag != "h2":
                    continue
                text = child.text or ""
                attributes = _ATTRIBUTES.search(text)
                words = attributes[1].split() if attributes else []
                if attributes and ".faq" in words:
                    heading = child
                    left = " ".join(word for word in words if word != ".faq")
                    child.text = text[: attributes.start()] + (f" {{{left}}}" if left else "")
                elif normal(_ATTRIBUTES.sub("", text)) in self.titles:
                    heading = child
            elif heading is not None and (question := _question(child)) is not None:
                item = ET.Element("details", {"data-line": str(self._line(child))})
                if section is None:
                    section = ET.SubElement(parent, "section", {"class": "faq"})
                    if all(of is not heading for _, of in self.sections):
                        item.set("open", "open")
                    self.sections.append((section, heading))
                section.append(item)
                ET.SubElement(ET.SubElement(item, "summary"), "h3").text = question
                answer = ET.SubElement(item, "div", {"class": "answer"})
            elif child.tag in _BOXES and (answer is None or _asks(child)):
                section = answer = None
                parent.append(child)
                heading = self._gather(child, heading)
            else:
                (parent if answer is None else answer).append(child)
        return heading

    def _line(self, question: ET.Element) -> int:
        """Return the line (from 1) of a question, behind that of the last and its headings.

        Only a line that has the block's form counts, so that a question which the text before it
        also mentions, or shows as code, is found where it is asked.
        """
        if question.tag == "p":
            self.passed.append((question.tag, question.text or ""))
        lines = self.kept.lines
        for tag, text in self.passed:
            words, fence = text.strip().split("\n")[0].strip(), ""
            for number in range(self.reached, len(lines)):
                mark = _FENCE.match(lines[number])
                line = lines[number].expandtabs(self.md.tab_length).strip()
                rest = line.lstrip("#")
                if fence:
                    fence = "" if mark and mark[1].startswith(fence) else fence
                elif mark:
                    fence = mark[1]
                elif (
                    line.startswith(words)
                    if tag == "p"
                    else words in (rest.strip(), rest.rstrip("#").strip())
                    and len(line) - len(rest) in _SIGNS[tag]
                ):
                    self.reached = number + 1
                    break
            else:
                self.reached = max(self.reached, 1)
        self.passed.clear()
        return self.reached


class _Finish(Treeprocessor):
    """After headings have their ids: move a question's id to its answer and note the mark."""

    def __init__(self, md: Markdown, gathered: _Restructure, lines: bool) -> None:
        super().__init__(md)
        self.gathered, self.lines = gathered, lines

    def run(self, root: ET.Element) -> None:
        sections = self.gathered.sections
        taken = {element.get("id", "") for element in root.iter()} if sections else set()
        for section, heading in sections:
            if heading.get("id"):
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


def _question(block: ET.Element) -> str | None:
    """Return the Markdown of a question, or None if the block is not one."""
    text = (block.text or "").strip()
    if block.tag == "h3" and text:
        return text
    if block.tag != "p" or len(block):
        return None
    bold = _ONLY_BOLD.fullmatch(_ATTRIBUTES.sub("", text).rstrip())
    if bold and (bold["after"] or _ASKS.search(bold["text"].rstrip())):
        attributes = _ATTRIBUTES.search(text)
        pinned = f" {attributes[0].strip()}" if attributes else ""
        return bold["text"].strip() + (bold["after"] or "") + pinned
    return None


def _asks(box: ET.Element) -> bool:
    """Return whether a box in an FAQ section holds questions, and so is no part of an answer."""
    return any(
        block.tag in _STOPS
        or _question(block) is not None
        or (block.tag in _BOXES and _asks(block))
        for block in box
    )
