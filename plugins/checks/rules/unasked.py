"""Headings that open a list of questions of which none comes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.checks.document import Document
from plugins.checks.rules import rule
from plugins.core import safe_html
from plugins.core.problem import Problem
from plugins.faq_neighbors.faq import TITLES, normal
from plugins.notices.known import Known

_TITLES = frozenset(map(normal, TITLES))
_WORDS = frozenset({"faq", "faqs", "questions", "misconceptions"})  # each title has one of these
_MARKED = re.compile(r"^##([^#{}\n]+)\{[^{}\n]*\.faq\b", re.MULTILINE)
_ASKED = re.compile(r"\?[\"'”’)]*\s*(?:<|\n|$)")
_Q = re.compile(r"(?:^|[>\n])[ ]*Q(?:uestion)?[ ]?\d*[:.]")
_EACH = "Write each question as a heading of its own, “### …?”, and its answer below it"


@rule(
    "faq-none",
    "No questions are found below a heading for them",
    "warning",
    group="questions",
    allowable=True,
)
def faq_none(document: Document, _: Known) -> Iterator[Problem]:
    """A heading such as “FAQ” opens a list of questions that fold open, and that the Questions page
    and search engines know. Below this one stands what seems to be questions, in a form that is not
    understood as such.

    **How to mend it:** Make each question a heading of the third level.

    ```markdown
    ## FAQ
    ### Is it hypnosis?
    No. You stay awake.
    ```
    """
    typed = document.source.body
    if document.words.isdisjoint(_WORDS) and ".faq" not in typed:
        return
    marked = {normal(match[1]) for match in _MARKED.finditer(typed)} if ".faq" in typed else set()
    sections = list(map(_parted, document.html.split("<h2")[1:]))
    for nth, (head, inside) in enumerate(sections):
        after = sections[nth + 1][0] if nth + 1 < len(sections) else ""
        title = normal(head)
        if (title not in _TITLES and title not in marked) or "<section" in inside:
            continue
        if remedy := _remedy(inside, after):
            yield faq_none.problem(
                document.path,
                _line(document, head),
                f"“{head}” opens a list of questions, and no question is found below it.",
                remedy,
            )


def _parted(section: str) -> tuple[str, str]:
    """The words of a heading of the second level, and what stands below it."""
    head, _, inside = section.partition("</h2>")
    return safe_html.plain(head.partition(">")[2]), inside.partition("<h1")[0]


def _remedy(inside: str, after: str) -> str:
    """By what was meant as questions; "" if nothing seems to be.

    A heading “Questions” over a paragraph that asks nothing is only a heading.
    """
    if not inside.strip() and after.endswith("?"):
        return "Begin the line of each question with ### instead of ##."
    if _Q.search(inside):
        return f"{_EACH}, without “Q:” and “A:”."
    return f"{_EACH}." if not inside.strip() or _ASKED.search(inside) else ""


def _line(document: Document, head: str) -> int:
    same = (block.line for block in document.blocks if block.level == 2 and block.text == head)
    return next(same, document.source.line_of(head))
