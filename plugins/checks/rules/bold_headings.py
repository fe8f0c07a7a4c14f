"""Short bold paragraphs that look like headings, as they come out of a word processor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.checks.document import Document
from plugins.checks.rules import rule
from plugins.core import safe_html
from plugins.core.problem import Problem
from plugins.notices.known import Known

LONGEST = 60  # characters; what is longer is a sentence, said with weight
# What follows decides as well: bold words at the end of a text are above nothing. Where they are
# a point of a list, a quotation, or stand among questions and answers, they are no heading.
_PARTS = re.compile(
    r"<p><strong>(?P<words>(?:(?!</strong>).)+)</strong>:?</p>\s*(?=<(?:p|ul|ol)\b)"
    r"|<(?P<end>/?)(?:li|blockquote|section)\b"
)


@rule("heading-bold", "Bold words stand for a heading", "note", group="built", allowable=True)
def heading_bold(document: Document, _: Known) -> Iterator[Problem]:
    """A short bold line above a paragraph looks like a heading, as word processors make them. Who
    listens goes from heading to heading (WCAG 2.2, 1.3.1, failure F2) and passes it by; so does the
    list of contents.

    **How to mend it:** Make it one.

    ```markdown
    ## What helps
    ```
    """
    if "<p><strong>" not in document.html:
        return
    within = 0
    for part in _PARTS.finditer(document.html):
        if part["words"] is None:
            within += -1 if part["end"] else 1
            continue
        words = safe_html.plain(part["words"]).rstrip(": ")
        if within or not words or len(words) > LONGEST or words[-1] in ".!…":
            continue
        yield heading_bold.problem(
            document.path,
            _line(document, words),
            f"“{words}” looks like a heading and is none, so nobody who listens to the page, and "
            "no list of contents, finds it.",
            f"Write “## {words}” instead of the stars; below another heading of this kind, ###.",
        )


def _line(document: Document, words: str) -> int:
    same = (
        block.line
        for block in document.blocks
        if block.kind == "paragraph" and block.text.strip().rstrip(": ") == words
    )
    return next(same, document.source.body_line)
