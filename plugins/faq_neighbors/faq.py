"""A Python-Markdown extension that recognizes FAQ sections and renders them as disclosures.

A section begins with an h2 whose words are one of the configured titles, or that carries
`{.faq}`, and ends at the next heading of its own level or above. Below it each h3 is a question,
and so is a paragraph of nothing but bold text that ends in a question mark (the way questions
come out of a word processor), and whatever else `forms` knows. The answer is everything up to the
next question. A box around questions, `<div markdown="1">`, stays around them.

    ## Questions people ask              <h2 id="questions-people-ask">…</h2>
                                         <section class="faq" aria-labelledby="…">
    ### Is it hypnosis?                  <details open><summary><h3>Is it hypnosis?</h3></summary>
    No. You stay awake.                  <div class="answer" id="is-it-hypnosis"><p>No. …</p></div>
                                         </details></section>

A heading that asks nothing, over questions, is the heading of a group: `### Fees` over `#### How
do I pay?`. Where the heading of the section stands right over h2s that ask, these are the
questions. A page whose title is one of the titles, or whose template is `questions`, is a section
as a whole, unless it has sections of its own: there each heading that asks is a question. The
title is `md.Meta["title"]`, as Python-Markdown's `meta`, and with it Pelican, give it.

The id stands on the answer: following a link to something inside a closed `<details>` opens it,
and so does finding text in the page (HTML, section 4.11.1, "ancestor details revealing
algorithm"), without JavaScript. It is the heading's, as `attr_list` and `toc` give it; without
`toc` it is made from the question's words in the same way.

`md.faq_marks` then holds one `FaqMark` for each question, in the order of the document. With the
option `lines` the page carries them as well, for whoever has no hold of `md` (see `take_marks`):
`<div class="answer" data-line="3" id="is-it-hypnosis">`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any, Literal

from markdown import Extension, Markdown
from markdown.extensions import toc
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.faq_neighbors import forms
from plugins.faq_neighbors.forms import ATTRIBUTES, Form, Question, asks
from plugins.faq_neighbors.titles import TITLES, is_closing, key, says_faq

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LEVELS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What a writer may put around questions as `<div markdown="1">`.
_BOXES = ("div", "section", "article", "aside")
_LINE = re.compile(r'(<div\b[^>]*?) data-line="(\d+)"([^>]*>)')
_ID = re.compile(r' id="([^"]*)"')


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


class _Lines:
    """Where in the text a question stands, asked in the order of the text."""

    def __init__(self, lines: list[str], tab_length: int) -> None:
        self.lines, self.tab_length = lines, tab_length
        self.reached = 0  # the line of the last question
        self.passed: list[Callable[[str], bool]] = []  # what tells the lines that come before

    def pass_heading(self, level: int, text: str) -> None:
        """Keep a heading in mind: what comes next is behind it."""
        self.passed.append(partial(_is_heading, text.strip().split("\n")[0].strip(), level))

    def find(self, words: str = "", before: str = "") -> int:
        """Return the line (from 1) of words with only what matches `before` in front of them.

        Without words it is that of the last heading.
        """
        if words:
            self.passed.append(partial(_begins_with, words, re.compile(before)))
        for is_it in self.passed:
            self._pass(is_it)
        self.passed.clear()
        return self.reached

    def _pass(self, is_it: Callable[[str], bool]) -> None:
        """Go on behind the next line that is it and no code; stay if there is none.

        Only a line that has the block's form counts, so that a question which the text before it
        also mentions, or shows as code, is found where it is asked.
        """
        fence = ""
        for number in range(self.reached, len(self.lines)):
            mark = _FENCE.match(self.lines[number])
            if fence:
                fence = "" if mark and mark[1].startswith(fence) else fence
            elif mark:
                fence = mark[1]
            elif is_it(self.lines[number].expandtabs(self.tab_length).strip()):
                self.reached = number + 1
                return
        self.reached = max(self.reached, 1)


def _is_heading(words: str, level: int, line: str) -> bool:
    rest = line.lstrip("#")
    signs = len(line) - len(rest)
    is_level = signs == level or (level < 3 and not signs)  # which may be underlined
    return is_level and words in (rest.strip(), rest.rstrip("#").strip())


def _begins_with(words: str, before: re.Pattern[str], line: str) -> bool:
    at = line.find(words)
    return at >= 0 and bool(before.fullmatch(line, 0, at))


class _Restructure(Treeprocessor):
    """Before inline Markdown is read: gather each question and its answer into a disclosure."""

    def __init__(self, md: Markdown, titles: Iterable[str], kept: _KeepLines) -> None:
        super().__init__(md)
        self.titles = {key(title) for title in titles}
        self.kept = kept
        self.sections: list[tuple[ET.Element, ET.Element | None]] = []

    def run(self, root: ET.Element) -> None:
        self.sections = []
        headings = [child for child in root.iter("h2") if self._is_faq(child)]
        meta = getattr(self.md, "Meta", {})
        title, template = (str(*meta.get(name, [""])[:1]) for name in ("title", "template"))
        whole = template.strip() == "questions" or says_faq(title, self.titles)
        if headings or whole:
            lines = _Lines(self.kept.lines, self.md.tab_length)
            gathered = _Gathering(self.md, lines, set(headings), is_whole=whole)
            gathered.gather(root)
            self.sections = gathered.sections

    def _is_faq(self, heading: ET.Element) -> bool:
        """Return whether a heading opens a section, having taken `.faq` out of its attributes."""
        text = heading.text or ""
        attributes = ATTRIBUTES.search(text)
        words = attributes[1].split() if attributes else []
        if attributes and ".faq" in words:
            left = " ".join(word for word in words if word != ".faq")
            heading.text = text[: attributes.start()] + (f" {{{left}}}" if left else "")
            return True
        return says_faq(ATTRIBUTES.sub("", text), self.titles)


# Which headings are questions: none; each right below the section's; or each that asks, in a page
# that is a section as a whole, and in a run of h2s that begins right below the section's heading.
_Mode = Literal["", "section", "page", "run"]


class _Gathering:
    """One pass over a text. `sections` are the elements that it made, each with its heading."""

    def __init__(
        self, md: Markdown, lines: _Lines, headings: set[ET.Element], *, is_whole: bool
    ) -> None:
        self.md, self.lines, self.headings = md, lines, headings
        self.sections: list[tuple[ET.Element, ET.Element | None]] = []
        self.is_whole = is_whole
        self.mode: _Mode = ""
        # The headings above: that of the section, and those of groups, each with its level.
        self.above: list[tuple[int, ET.Element | None]] = []
        self.has_headings = False  # whether some of them are questions
        self.section: ET.Element | None = None  # where questions go, once there is one
        self.answer: ET.Element | None = None  # where an answer's blocks go
        self.form = ""  # of the last question
        self.level = 0  # of its heading
        self.was_marked = False  # with Q:

    def gather(self, parent: ET.Element) -> None:
        """Gather the questions among the children of `parent`.

        What holds where it ends goes on behind it. Each box has a section of its own.
        """
        blocks, stands_for = [], {}
        for block, typed in forms.with_disclosures([*parent], self.md):
            blocks.append(block)
            stands_for[block] = typed
        if self.is_whole and self.headings <= {*_empty(blocks)}:
            self._open("page", 1, None, blocks, -1)
        self.is_whole = False
        parent[:] = []
        self.section = self.answer = None
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            level = _level(block)
            if level:
                self.lines.pass_heading(level, block.text or "")
                if self._is_question(blocks, at, level):
                    text = (block.text or "").strip()
                    self._ask(parent, Question(text), level, self.lines.find())
                    self.form = "heading"
                else:
                    (parent if self.answer is None else self.answer).append(block)
            elif self.mode and (form := forms.of(block, following)) and self._counts(form):
                for question in form.questions:
                    line = self.lines.find(question.typed, form.before)
                    self._ask(parent, question, self.above[-1][0] + 1, line)
                self.form = form.name
                self.answer = None if form.closed else self.answer
            elif self.mode and form and is_closing(form.questions[0].text):
                self._close()
                parent.extend(stands_for[block] or [block])
            elif block.tag in _BOXES and (self.answer is None or self._holds_questions(block)):
                self._close()
                parent.append(block)
                self.gather(block)
                self._close()
            elif self.answer is None:
                parent.extend(stands_for[block] or [block])
            else:
                if not len(self.answer) and block.tag == "p" and not len(block):
                    block.text = forms.without_a(block.text or "", asked=self.was_marked)
                self.answer.extend(stands_for[block] or [block])

    def _is_question(self, blocks: Sequence[ET.Element], at: int, level: int) -> bool:
        """Return whether a heading is a question; if it is none, open or close what it does."""
        heading = blocks[at]
        text = ATTRIBUTES.sub("", heading.text or "").strip()
        if heading in self.headings and self.mode != "page":
            is_run = self._begins_run(blocks, at)
            self._open("run" if is_run else "section", 1 if is_run else 2, heading, blocks, at)
            return False
        if level == 1 or (level == 2 and self.mode in ("", "section")):
            self._close("page" if self.mode == "page" else "")
            del self.above[1:]
            return False
        if not self.mode or not text or (self.answer is not None and level > self.level):
            return False
        group = self._is_group(blocks, at, level)
        while self.above[-1][0] >= level:
            self.above.pop()
        is_next = self.mode == "section" and level == self.above[-1][0] + 1
        if group:
            self._open(self.mode, level, heading, blocks, at)
        elif not is_closing(text) and (is_next or asks(text)):
            return True
        else:
            self._close("" if self.mode == "run" and level == 2 else self.mode)
            if level == 2 and self.mode:
                self._open(self.mode, level, heading, blocks, at)
        return False

    def _open(
        self,
        mode: _Mode,
        level: int,
        heading: ET.Element | None,
        blocks: Sequence[ET.Element],
        at: int,
    ) -> None:
        """Begin a section, or a group in one, below a heading."""
        self._close(mode)
        self.form = ""
        self.above = [one for one in self.above if mode == self.mode and one[0] < level]
        self.above.append((level, heading))
        self.has_headings = any(
            asks(blocks[one].text or "")
            and not is_closing(blocks[one].text or "")
            or (mode == "section" and _level(blocks[one]) == level + 1)
            and not self._is_group(blocks, one, level + 1)
            for one in _below(blocks, at, level)
            if _level(blocks[one])
        )

    def _close(self, mode: _Mode | None = None) -> None:
        """End the last answer, and with `mode` what the headings that follow are."""
        self.section = self.answer = None
        self.mode = self.mode if mode is None else mode

    def _begins_run(self, blocks: Sequence[ET.Element], at: int) -> bool:
        """Return whether the heading of a section stands over h2s that ask, not over questions."""
        end = max((*_below(blocks, at, 2), at)) + 1
        own = range(at + 1, end)
        if end == len(blocks) or blocks[end] in self.headings or _level(blocks[end]) != 2:
            return False
        if any(_level(blocks[one]) or self._form_at(blocks, one) for one in own):
            return False
        next_end = max((*_below(blocks, end, 2), end)) + 1
        nexts = [blocks[one] for one in (end, next_end) if one < len(blocks)]
        asked = [asks(one.text or "") and not is_closing(one.text or "") for one in nexts]
        return asked[0] and (not own or all(asked)) or self._is_group(blocks, end, 2)

    def _is_group(self, blocks: Sequence[ET.Element], at: int, level: int) -> bool:
        """Return whether a heading stands over questions without being one."""
        inside = _below(blocks, at, level)
        levels = [found for one in inside if (found := _level(blocks[one]))]
        first = blocks[at + 1] if inside else None
        deeper = [
            asks(blocks[one].text or "") and not is_closing(blocks[one].text or "")
            for one in inside
            if levels and _level(blocks[one]) == min(levels)
        ]
        if asks(blocks[at].text or ""):
            is_page = self.mode in ("page", "run") and level == 2
            return is_page and first is not None and bool(_level(first)) and len(deeper) > 1 and all(deeper)
        if deeper:
            return deeper[0] if first is not None and _level(first) else len(deeper) > 1 and all(deeper)
        asked = [one for one in inside if self._form_at(blocks, one)]
        return bool(asked) and (asked[0] == at + 1 or len(asked) > 1)

    def _form_at(self, blocks: Sequence[ET.Element], at: int) -> bool:
        """Return whether a block is nothing but questions that ask."""
        form = forms.of(blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None)
        return form is not None and all(asks(question.text) for question in form.questions)

    def _counts(self, form: Form) -> bool:
        """Return whether a form is questions where it stands, and not a part of an answer."""
        if is_closing(form.questions[0].text):
            return False
        is_alone = self.answer is None and not self.has_headings
        return form.sure or is_alone or (form.name == self.form and self.answer is not None)

    def _holds_questions(self, box: ET.Element) -> bool:
        """Return whether a box holds questions, and so is no part of an answer."""
        for block in box:
            form = forms.of(block)
            if _level(block) in (1, 2, 3) or (form and form.sure):
                return True
            if block.tag in _BOXES and self._holds_questions(block):
                return True
        return False

    def _ask(self, parent: ET.Element, asked: Question, level: int, line: int) -> None:
        """Append a disclosure, and what of its answer is known."""
        item = ET.Element("details", {"data-line": str(line)})
        heading = self.above[-1][1]
        if self.section is None:
            self.section = ET.SubElement(parent, "section", {"class": "faq"})
            if all(of is not heading for _, of in self.sections):
                item.set("open", "open")
            self.sections.append((self.section, heading))
        self.section.append(item)
        name = {"id": asked.id} if asked.id else {}
        text = forms.without_q(asked.text)
        ET.SubElement(ET.SubElement(item, "summary"), f"h{level}", name).text = text
        self.answer = ET.SubElement(item, "div", {"class": "answer"})
        self.answer.extend(forms.read(asked.answer, self.md))
        self.level = level
        self.was_marked = asked.marked or text != asked.text


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


def _level(block: ET.Element) -> int:
    """Return the level of a heading, 0 for any other block."""
    return int(block.tag[1]) if block.tag in _LEVELS else 0


def _below(blocks: Sequence[ET.Element], at: int, level: int) -> range:
    """Return the places of all that stands below a heading, up to the next of its level or above."""
    end = at + 1
    while end < len(blocks) and not 0 < _level(blocks[end]) <= level:
        end += 1
    return range(at + 1, end)


def _empty(blocks: Sequence[ET.Element]) -> Iterator[ET.Element]:
    """Yield the h2s with nothing below them but another h2."""
    for block, following in itertools.pairwise(blocks):
        if _level(block) == _level(following) == 2:
            yield block
