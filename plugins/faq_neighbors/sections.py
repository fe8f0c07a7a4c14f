"""Find the questions in the blocks of a text, and gather each with its answer into a disclosure.

A heading opens a section, and ends it at the next of its level or above. Whether a block in it is
a question, the heading of a group, or a part of an answer is told by what it is and what stands
around it; `faq` says what a writer may rely on.
"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, TypeAlias

from markdown import Markdown

from plugins.core.html_blocks import BOXES
from plugins.faq_neighbors import forms
from plugins.faq_neighbors.forms import ATTRIBUTES, RAW, Form, Question, asks
from plugins.faq_neighbors.titles import is_closing, key

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LEVELS = {f"h{level}": level for level in range(1, 7)}
# An element with disclosures, and the heading above it if there is one.
Section: TypeAlias = tuple[ET.Element, ET.Element | None]
# Which headings are questions: none; each right below the section's; or each that asks, in a page
# that is a section as a whole, and in a run of h2s that begins right below the section's heading.
Mode = Literal["", "section", "page", "run"]


def gather(
    root: ET.Element, md: Markdown, lines: Sequence[str], headings: set[ET.Element], mode: Mode
) -> list[Section]:
    """Gather the questions below `root`, and return the sections that hold them.

    `headings` are those that open one; if there is something below them, the mode is not
    "page".
    """
    gathering = _Gathering(md, _Lines(lines, md.tab_length), headings)
    pairs = itertools.pairwise(map(_level, root if headings else ()))
    empty = {block for block, pair in zip(root, pairs, strict=False) if pair == (2, 2)}
    gathering.gather(root, mode if headings <= empty else "")
    return gathering.sections


class _Gathering:
    """One pass over a text."""

    def __init__(self, md: Markdown, lines: _Lines, headings: set[ET.Element]) -> None:
        self.md, self.lines, self.headings = md, lines, headings
        self.sections: list[Section] = []
        self.blocks: list[ET.Element] = []  # the children of the element that is looked at
        self.mode: Mode = ""
        # The headings above: that of the section, and those of groups, each with its level.
        self.above: list[tuple[int, ET.Element | None]] = []
        self.has_headings = False  # whether some of those below are questions
        self.top = 2  # the level of the section's heading
        self.is_plain = False  # whether lines of text are, for nothing else asks
        self.section: ET.Element | None = None  # where questions go, once there is one
        self.answer: ET.Element | None = None  # where an answer's blocks go
        self.form = ""  # of the last question
        self.level = 0  # of its heading
        self.was_marked = False  # with Q:

    def gather(self, parent: ET.Element, mode: Mode = "") -> None:
        """Gather the questions among the children of `parent`.

        What holds where it ends goes on behind it. Each box has a section of its own.
        """
        outer, self.blocks = self.blocks, [*forms.joined([*parent], self.md)]
        parent[:] = []
        self._close()
        if mode:
            self._open(mode, 1, None, -1)
        for at, block in enumerate(self.blocks):
            level = _level(block)
            form = self._form(at) if self.mode and not level else None
            if form is None and self.is_plain:
                form = forms.plain(block, self._next(at))
            if level:
                self.lines.pass_heading(level, block.text or "")
            if level and self._is_question(at, level):
                question = Question((block.text or "").strip(), id=block.get("id", ""))
                self._ask(parent, question, level, self.lines.find())
                self.form = "heading"
            elif form and self._counts(form):
                for question in form.questions:
                    line = self.lines.find(question.typed, form.before)
                    self._ask(parent, question, self.above[-1][0] + 1, line)
                self.form = form.name
                self.answer = None if form.closed else self.answer
            elif block.tag in BOXES and (self.answer is None or self._holds_questions(block)):
                self._close()
                parent.append(block)
                self.gather(block)
                self._close()
            else:
                asked = form.questions[0].text if form else _first_sentence(block)
                if self.answer is not None and asked and is_closing(asked):
                    self._close()
                if self.answer is not None and not len(self.answer) and block.tag == "p":
                    block.text = forms.without_a(block.text or "", asked=self.was_marked)
                place = parent if self.answer is None else self.answer
                place.extend(block if block.tag == RAW else [block])
        self.blocks = outer

    def _is_question(self, at: int, level: int) -> bool:
        """Return whether a heading is a question; if it is none, open or close what it does."""
        heading = self.blocks[at]
        text = ATTRIBUTES.sub("", heading.text or "").strip()
        if heading in self.headings and self.mode != "page":
            is_run = level == 2 and self._begins_run(at)
            self._open("run" if is_run else "section", 1 if is_run else level, heading, at)
            self.top = level
            return False
        if level == 1 or (level <= self.top and self.mode in ("", "section")):
            self._close("page" if self.mode == "page" else "")
            del self.above[1:]
            return False
        if not self.mode or not text or (self.answer is not None and level > self.level):
            return False
        is_group = self._is_group(at, level)
        while self.above[-1][0] >= level:
            self.above.pop()
        is_next = self.mode == "section" and level == self.above[-1][0] + 1
        is_next = is_next or (self.mode == "page" and self._is_among_questions(at, level))
        if not is_group and not is_closing(text) and (is_next or asks(text)):
            return True
        self._close("" if self.mode == "run" and level == 2 and not is_group else None)
        if is_group or (level == 2 and self.mode):
            self._open(self.mode, level, heading, at)
        return False

    def _open(self, mode: Mode, level: int, heading: ET.Element | None, at: int) -> None:
        """Begin a section, or a group in one, below a heading."""
        self.above = [one for one in self.above if mode == self.mode and one[0] < level]
        self.above.append((level, heading))
        self._close(mode)
        self.form = ""
        self.has_headings = any(
            self._asks(one)
            or (is_next and mode == "section" and not self._is_group(one, level + 1))
            for one in self._below(at, level)
            for is_next in [_level(self.blocks[one]) == level + 1]
        )
        self.is_plain = self._has_plain(at, level, heading)

    def _close(self, mode: Mode | None = None) -> None:
        """End the last answer, and with `mode` what the headings that follow are."""
        self.section = self.answer = None
        self.mode = self.mode if mode is None else mode
        self.is_plain = self.is_plain and bool(self.mode)

    def _ask(self, parent: ET.Element, asked: Question, level: int, line: int) -> None:
        """Append a disclosure, and what of its answer is known."""
        heading = self.above[-1][1]
        is_first = all(of is not heading for _, of in self.sections)
        if self.section is None:
            self.section = ET.SubElement(parent, "section", {"class": "faq"})
            self.sections.append((self.section, heading))
        given = {"data-line": str(line)} | ({"open": "open"} if is_first else {})
        item = ET.SubElement(self.section, "details", given)
        name = {"id": asked.id} if asked.id else {}
        text = forms.without_q(asked.text)
        ET.SubElement(ET.SubElement(item, "summary"), f"h{level}", name).text = text
        self.answer = ET.SubElement(item, "div", {"class": "answer"})
        self.answer.extend(forms.read(asked.answer, self.md))
        self.level = level
        self.was_marked = asked.marked or text != asked.text

    # --- What a block is, by what stands around it ----------------------------------------------

    def _below(self, at: int, level: int) -> range:
        """Return the places of all below a heading, up to the next of its level or above."""
        end = at + 1
        while end < len(self.blocks) and not 0 < _level(self.blocks[end]) <= level:
            end += 1
        return range(at + 1, end)

    def _asks(self, at: int) -> bool:
        """Return whether a block is a heading that asks what its answer is to be."""
        block = self.blocks[at]
        text = ATTRIBUTES.sub("", block.text or "") if _level(block) else ""
        return asks(text) and not is_closing(text)

    def _begins_run(self, at: int) -> bool:
        """Return whether the heading of a section stands over h2s that ask, not over questions.

        Words between them are allowed where two of these follow one another.
        """
        own = self._below(at, 2)
        first = own.stop
        follows = first < len(self.blocks) and _level(self.blocks[first]) == 2
        has_own = any(_level(self.blocks[one]) or self._form_asks(one) for one in own)
        if not follows or has_own or self.blocks[first] in self.headings:
            return False
        second = self._below(first, 2).stop
        is_row = second < len(self.blocks) and self._asks(second)
        return self._is_group(first, 2) or (self._asks(first) and (is_row or not own))

    def _is_group(self, at: int, level: int) -> bool:
        """Return whether a heading stands over questions without being one.

        One that asks nothing does, if a question stands right below it, or two and more further
        down. An h2 that asks does, if it has no words of its own over several questions.
        """
        inside = self._below(at, level)
        levels = [found for one in inside if (found := _level(self.blocks[one]))]
        highest = min(levels, default=0)
        row = [self._asks(one) for one in inside if highest and _level(self.blocks[one]) == highest]
        is_right_below = bool(inside) and bool(_level(self.blocks[inside[0]]))
        if asks(self.blocks[at].text or ""):
            may_be = level == 2 and self.mode in ("page", "run") and is_right_below
            return may_be and len(row) > 1 and all(row)
        if row:
            may_be = is_right_below and not row[0] and self._is_group(inside[0], highest)
            return may_be or (row[0] if is_right_below else len(row) > 1 and all(row))
        asking = [one for one in inside if self._form_asks(one)]
        return len(asking) > 1 or asking[:1] == [at + 1]

    def _has_plain(self, at: int, level: int, heading: ET.Element | None) -> bool:
        """Return whether below a heading only lines of text ask, two of them at least.

        “Questions” alone may stand over what the reader is to ask herself.
        """
        below = self._below(at, level)
        if self.has_headings or (heading is not None and key(heading.text or "") == "questions"):
            return False
        lines = [one for one in below if forms.plain(self.blocks[one], self._next(one))]
        return len(lines) > 1 and not any(map(self._form_asks, below))

    def _form(self, at: int) -> Form | None:
        return forms.of(self.blocks[at], self._next(at), self.md)

    def _next(self, at: int) -> ET.Element | None:
        return self.blocks[at + 1] if at + 1 < len(self.blocks) else None

    def _is_among_questions(self, at: int, level: int) -> bool:
        """Return whether a heading stands over words, and between questions of its level.

        The first and the last of a row are more often what leads to them, or away.
        """
        levels = [*map(_level, self.blocks)]
        first = max((n + 1 for n in range(at) if 0 < levels[n] < level), default=0)
        last = next((n for n in range(at, len(levels)) if 0 < levels[n] < level), len(levels))
        row = [n for n in range(first, last) if levels[n] == level]
        asking = [n for n in row if self._asks(n)]
        if not asking or not asking[0] < at < asking[-1] or levels[at + 1]:
            return False
        between = [n for n in row if asking[0] <= n <= asking[-1]]
        return len(asking) > len(between) / 2

    def _form_asks(self, at: int) -> bool:
        asked = [one.text for one in form.questions] if (form := self._form(at)) else []
        return bool(asked) and all(asks(one) and not is_closing(one) for one in asked)

    def _counts(self, form: Form) -> bool:
        """Return whether a form is questions where it stands, and not a part of an answer."""
        is_alone = not self.has_headings if self.answer is None else form.name == self.form
        return (form.sure or is_alone) and not is_closing(form.questions[0].text)

    def _holds_questions(self, box: ET.Element) -> bool:
        """Return whether a box holds questions, and so is no part of an answer."""
        return any(
            0 < _level(block) < 4
            or ((form := forms.of(block, None, self.md)) and form.sure)
            or (block.tag in BOXES and self._holds_questions(block))
            for block in box
        )


def _first_sentence(block: ET.Element) -> str:
    """Return the question with which a paragraph begins, "" if it begins with none."""
    words, mark, _ = (block.text or "").partition("?")
    return words if mark and block.tag == "p" else ""


def _level(block: ET.Element) -> int:
    """Return the level of a heading, 0 for any other block."""
    return _LEVELS.get(block.tag, 0)


class _Lines:
    """Where in the text a question stands, asked in the order of the text."""

    def __init__(self, lines: Sequence[str], tab_length: int) -> None:
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
    rest = line.lstrip("#") if words in line else ""
    if line.startswith("<"):
        return bool(re.match("<h[1-6]", line, re.IGNORECASE)) and words in line
    # It may be underlined, and one of a page whose questions are h1s was typed with a sign fewer.
    signs = (level - 1, level, 0 if level < 3 else level)
    return len(line) - len(rest) in signs and words in (rest.strip(), rest.rstrip("#").strip())


def _begins_with(words: str, before: re.Pattern[str], line: str) -> bool:
    at = line.find(words)
    return at >= 0 and (line.startswith("<") or before.fullmatch(line, 0, at) is not None)
