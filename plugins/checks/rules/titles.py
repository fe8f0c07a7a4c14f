"""By which name a license is called: each state gives its own, California's is LPCC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plugins.checks.document import Document
from plugins.checks.rules import sentences
from plugins.checks.rules.places import STATE_NAMES, found
from plugins.practice import jurisdictions
from plugins.practice.facts import Facts
from plugins.practice.problems import Problem


def titles(document: Document, _facts: Facts) -> Iterator[Problem]:
    """A license that is called by the name that other states give it."""
    known, state_words = _titles()
    if document.words.isdisjoint(state_words):
        return
    for state, wrong, right, pattern in known:
        for block, text, match in found(document, pattern, (wrong.lower(),)):
            first, last = sentences.around(text, match.start())
            if re.search(rf"\b{re.escape(right)}\b", text[first:last]):
                continue
            if sentences.rejected(text, (first, last), match.span()):
                continue
            yield Problem(
                document.path,
                block.line_at(match.start()),
                f"{state} does not give the title “{wrong}”.",
                f"There it is “{right}”; name each state with its own title.",
                "truth-title",
            )


@cache
def _titles() -> tuple[list[tuple[str, str, str, re.Pattern[str]]], frozenset[str]]:
    """The state, the title of elsewhere, its own, and how the first stands beside the state."""
    known, words = [], set()
    for one in jurisdictions.read()[0]:
        for wrong, right in one.title_instead_of.items():
            link = rf"(?:[ ,(]+(?:in|for|of|the|both|state|licensed|and|or|{STATE_NAMES})\b)*[ ,(]+"
            place = rf"(?:{one.name}|(?-i:{one.state}))\b"
            form = rf"(?i)\b{wrong}s?\b{link}{place}|\b{place}(?:['’]s)?(?: licensed)? {wrong}\b"
            known.append((one.name, wrong, right, re.compile(form)))
            words |= {one.name.lower().split()[0], one.state.lower()}
    return known, frozenset(words)
