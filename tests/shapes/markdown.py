"""Write a text down as Markdown, in one of the many ways in which programs and people do.

The forms of an FAQ: "h3" (a heading, and h3 below it), "groups" (h3 of groups over h4), "same"
(heading and questions on one level), "bold", "bold-line" (question and answer in one paragraph),
"details" (HTML), "letters" (Q: and A:), "list" (a definition list), "numbers" (a numbered list),
"table"; "title-h2" and "title-bold" below a title that says so.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.shapes.practice import (
    Block,
    Emphasis,
    Faq,
    Heading,
    Inline,
    Link,
    Paragraph,
    Picture,
    Point,
    Points,
    Question,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)


@dataclass(frozen=True)
class Style:
    """How one program, or the people who use it, write Markdown."""

    bullet: str = "- "
    number: str = "1. "  # "1. " counts on; "1) " likewise
    nested: int = 2  # by how many spaces a list below a point of bullets is set in
    gap: bool = True  # an empty line between a sentence and the list that it introduces
    loose: bool = False  # empty lines between points
    strong: str = "**"
    emphasis: str = "*"
    heading: str = "atx"  # or "closed", "setext", "set in", "bare" (no empty line below)
    rule: str = "---"
    wrap: int = 0
    line_end: str = "  "  # of a line that ends where it is typed
    pipes: bool = True  # at both ends of a table's row
    words: Callable[[str], str] = str  # what becomes of plain words
    link: Callable[[str], str] = "/articles/{}/".format
    picture: Callable[[Picture], str] = lambda shown: f"![{shown.alt}](../images/{shown.name})"
    faq: bool = True  # as the text's own form has it; else as h3


def body(text: Text, style: Style) -> str:
    """Return the body of a text."""
    return "\n\n".join(part for block in text.blocks for part in _block(block, style)) + "\n"


def as_meant(style: Style) -> Style:
    """Return a style that means the same in plain Markdown, for FAQs in the plainest form."""
    return replace(style, faq=False)


def _block(block: Block, style: Style) -> Iterator[str]:
    match block:
        case Heading(level, words):
            yield heading(level, words, style)
        case Paragraph(parts, verse):
            text = _inline(parts, style)
            yield text.replace("\n", f"{style.line_end}\n") if verse else _wrapped(text, style)
        case Points(_, _, introduced):
            listed = _list(block, style)
            if introduced and not style.gap:
                yield f"{style.words(introduced)}\n{listed}"
            else:
                yield from filter(None, (style.words(introduced), listed))
        case Table():
            yield _table(block.head, block.rows, style)
        case Picture():
            yield style.picture(block)
        case Quotation(paragraphs, points):
            quoted = [_wrapped(style.words(words), style) for words in paragraphs]
            quoted += ["\n".join(_points(points, False, style))] if points else []
            yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(quoted).split("\n"))
        case Rule():
            yield style.rule
        case Faq():
            yield from _faq(block, style)


def heading(level: int, words: str, style: Style) -> str:
    """Return a heading."""
    words, signs = style.words(words), "#" * level
    match style.heading:
        case "closed":
            return f"{signs} {words} {signs}"
        case "setext" if level == 2:
            return f"{words}\n{'-' * len(words)}"
        case "set in":
            return f"  {signs} {words}"
        case _:
            return f"{signs} {words}"


def _inline(parts: tuple[Inline, ...], style: Style) -> str:
    written = []
    for part in parts:
        match part:
            case Strong(words):
                written.append(f"{style.strong}{style.words(words)}{style.strong}")
            case Emphasis(words):
                written.append(f"{style.emphasis}{style.words(words)}{style.emphasis}")
            case Link(words, to):
                target = to if to.startswith("https:") else style.link(to)
                written.append(f"[{style.words(words)}]({target})")
            case str():
                written.append(style.words(part))
    return "".join(written)


def _wrapped(text: str, style: Style) -> str:
    if not style.wrap:
        return text
    return textwrap.fill(text, style.wrap, break_long_words=False, break_on_hyphens=False)


def _list(points: Points, style: Style) -> str:
    return "\n".join(_points(points.points, points.ordered, style))


def _points(points: tuple[Point, ...], ordered: bool, style: Style) -> Iterator[str]:
    for at, point in enumerate(points):
        if at and style.loose:
            yield ""
        sign = style.number.replace("1", str(at + 1)) if ordered else style.bullet
        deep = len(sign) if ordered else style.nested
        yield sign + _inline(point.parts, style)
        below = list(_points(point.below, point.counted, style))
        if point.more:
            below = [_wrapped(style.words(point.more), replace(style, wrap=0)), *below]
        if below and (style.loose or point.more):
            yield ""
        for line in below:
            yield " " * deep + line if line else ""


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], style: Style) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    bare = [" | ".join(map(style.words, line)) for line in lines]
    return "\n".join(f"| {line} |" if style.pipes else line for line in bare)


def _faq(faq: Faq, style: Style) -> Iterator[str]:
    form = faq.form if style.faq else "h3"
    if faq.head:
        yield heading(2, faq.head, style)
    for name, questions in faq.groups:
        if name:
            yield heading(3, name, style)
        if form == "table":
            rows = tuple((one.words, _answer(one, style)) for one in questions)
            yield _table(("Question", "Answer"), rows, style)
            continue
        for at, one in enumerate(questions):
            yield from _question(form, at + 1, one, style)


def _answer(question: Question, style: Style, deep: int = 0) -> str:
    parts = "\n\n".join(part for block in question.answer for part in _block(block, style))
    return textwrap.indent(parts, " " * deep)


def _question(form: str, number: int, question: Question, style: Style) -> Iterator[str]:
    words, answer = style.words(question.words), _answer(question, style)
    match form:
        case "groups":
            yield f"#### {words}\n\n{answer}"
        case "same" | "title-h2":
            yield f"## {words}\n\n{answer}"
        case "bold" | "title-bold":
            yield f"{style.strong}{words}{style.strong}\n\n{answer}"
        case "bold-line":
            yield f"{style.strong}{words}{style.strong}\n{answer}"
        case "details":
            yield f"<details>\n<summary>{words}</summary>\n\n{answer}\n\n</details>"
        case "letters":
            yield f"**Q: {words}**\n\nA: {answer}"
        case "list":
            yield f"{words}\n:   {_answer(question, style, 4).lstrip()}"
        case "numbers":
            yield f"{number}. **{words}**\n\n{_answer(question, style, 3)}"
        case _:
            yield f"### {words}\n\n{answer}"
