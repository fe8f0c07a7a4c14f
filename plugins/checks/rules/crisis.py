"""Crisis lines that are out of date: a number or a choice that somebody in danger would try."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import SITE, rule, sentences
from plugins.checks.rules.finding import blocks_with
from plugins.checks.rules.phones import EVERYWHERE, OLD_LIFELINE, digits, nearest, phones
from plugins.core.problem import Problem
from plugins.notices.known import Known

# Ended in July 2025; the other two choices of 988 stay.
_PRESS_THREE = re.compile(r"(?i)\b(?:press(?:ing)?|option|dial(?:ing)?) (?:the )?(?:3|three)\b")
_CRISIS = re.compile(r"(?i)\b988\b|\blifeline\b|\bcrisis\b|\bLGBT")
_PAST = re.compile(r"(?i)\b(?:ended|closed|no longer|used to|formerly|former|until|old|gone)\b")
_ABROAD = ("000", "111", "112", "999")  # emergency and health lines of other countries
_PRESS = frozenset(["press", "pressing", "option", "dial", "dialing"])


@rule(
    "truth-crisis-line",
    "A crisis line is wrong or out of date",
    group="truth",
    stops="publish",
    allowable=True,
)
def truth_crisis_line(document: Document, _: Known) -> Iterator[Problem]:
    """A crisis line is printed as it once was, or practice.yaml gives it a number that no phone
    knows, such as 998: it would stand at the foot of every page. The Lifeline’s number has been
    988, for calls and texts, since July 2022 (samhsa.gov). Its choice “press 3” is said to have
    ended in July 2025: check that at 988lifeline.org before you rely on it.

    **How to mend it:** Write the line as it is now.

    ```text
    Call or text [988](tel:988).
    ```
    """
    if "273" in document.source.body:
        for found in phones(document):
            if found.digits == OLD_LIFELINE and not _PAST.search(found.beside):
                message = f"{found.written} is the Lifeline's number from before 988."
                remedy = "Write “call or text [988](tel:988)” instead."
                yield truth_crisis_line.problem(document.path, found.line, message, remedy)
    if document.words.isdisjoint(_PRESS) or document.words.isdisjoint(("3", "three")):
        return
    for block, text in blocks_with(document, (" 3", " three")):
        for match in _PRESS_THREE.finditer(text) if _CRISIS.search(text) else ():
            sentence = sentences.around(text, match.start())
            past = _PAST.search(text[slice(*sentence)])
            if not past and not sentences.rejected(text, sentence, match.span()):
                yield truth_crisis_line.problem(
                    document.path,
                    block.line_at(match.start()),
                    f"“{match[0]}” of the 988 Lifeline ended in July 2025.",
                    "Take it out; 1 for veterans and 2 for Spanish are still there.",
                )


def line_in_facts(site: WholeSite) -> Iterator[Problem]:
    """A crisis line of the facts with the lifeline's old number, or with none that phones know."""
    for number, line in enumerate(site.facts.crisis_lines):
        for key, value in (("call", line.call), ("text", line.text)):
            wrong = _wrong(key, value)
            if wrong:
                at = site.facts.line("crisis_lines", number, key)
                yield truth_crisis_line.problem(site.facts_path, at, *wrong)


SITE.append(line_in_facts)


def _wrong(key: str, value: str) -> tuple[str, str] | None:
    """What is wrong with the number of a line, and the remedy."""
    bare = digits(value)
    if bare == OLD_LIFELINE:
        message = f"{value} is the Lifeline's number from before 988."
        return message, f"Write “{key}: '988'” instead."
    if value and len(bare) < 3:
        return f"“{value}” is not a number.", "Write it in figures, such as '988'."
    if len(bare) == 3 and bare not in (*EVERYWHERE, *_ABROAD):
        near = nearest(bare, {known: known for known in EVERYWHERE})
        remedy = f"Did you mean {near}?" if near else "Look it up, and write it whole."
        return f"{value} is not a number that phones know.", remedy
    return None
