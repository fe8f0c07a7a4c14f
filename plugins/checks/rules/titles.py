"""By which name a license is called: each state gives its own, California's is LPCC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from plugins.checks.document import Document
from plugins.checks.rules import rule, sentences
from plugins.checks.rules.places import STATE_NAMES, found
from plugins.core.problem import Problem
from plugins.notices.known import Known


@rule(
    "truth-title",
    "A license is called by another state's name",
    group="truth",
    stops="publish",
    allowable=True,
)
def truth_title(document: Document, known: Known) -> Iterator[Problem]:
    """A license is called by a name that this state does not give. California’s is Licensed
    Professional Clinical Counselor, LPCC (Business and Professions Code, chapter 16); LPC is the
    title in Texas and Colorado.

    **How to mend it:** Name each state with its own title.

    ```text
    LPC in Colorado and Texas, LPCC in California
    ```
    """
    titles, state_words = _titles(known)
    if document.words.isdisjoint(state_words):
        return
    for state, wrong, right, pattern in titles:
        for block, text, match in found(document, pattern, (wrong.lower(),)):
            first, last = sentences.around(text, match.start())
            if re.search(rf"(?<!\w){re.escape(right)}(?!\w)", text[first:last]):
                continue
            if sentences.rejected(text, (first, last), match.span()):
                continue
            yield truth_title.problem(
                document.path,
                block.line_at(match.start()),
                f"{state} does not give the title “{wrong}”.",
                f"There it is “{right}”; name each state with its own title.",
            )


@lru_cache(maxsize=1)
def _titles(known: Known) -> tuple[list[tuple[str, str, str, re.Pattern[str]]], frozenset[str]]:
    """The state, the title of elsewhere, its own, and how the first stands beside the state."""
    titles, words = [], set()
    link = rf"(?:[ ,(]+(?:in|for|of|the|both|state|licensed|and|or|{STATE_NAMES})\b)*[ ,(]+"
    for one in known.jurisdictions:
        for wrong, right in one.title_instead_of.items() if one.state else ():
            place = rf"(?:{re.escape(one.name)}|(?-i:{one.state}))\b"
            # Its first or last sign may be none of a word, as in “L.P.C.”: \b would not hold there.
            title = rf"(?<!\w){re.escape(wrong)}"
            form = (
                rf"(?i){title}s?(?!\w){link}{place}|\b{place}(?:['’]s)?(?: licensed)? {title}(?!\w)"
            )
            titles.append((one.name, wrong, right, re.compile(form)))
            words |= {*re.findall(r"[\w']+", one.name.lower())[:1], one.state.lower()}
    return titles, frozenset(words)
