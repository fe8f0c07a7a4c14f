"""Whom a text names: telephone numbers that the facts know, and degrees that they give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.checks.document import Document
from plugins.checks.rules import rule
from plugins.checks.rules.finding import blocks_with
from plugins.checks.rules.phones import CLIENT, known_phones, nearest, unknown_phones
from plugins.core.problem import Problem
from plugins.notices.known import Known
from plugins.practice.model import Person

_DOCTORAL = re.compile(
    r"(?i)\b(?:ph\.? ?d|psy\.? ?d|ed\.? ?d|m\.? ?d|d\.? ?min|d\.? ?o|dr|doctor\w*)\b"
)
_DOCTOR_WORDS = frozenset(["dr", "doctor", "phd", "ph", "psyd", "psy", "edd", "md"])


@rule(
    "truth-phone",
    "A telephone number is not in the facts",
    group="truth",
    stops="publish",
    allowable=True,
)
def truth_phone(document: Document, known: Known) -> Iterator[Problem]:
    """A telephone number in a text or in a link to call is not in the facts: not the practice’s,
    not a crisis line’s, not one of a board or office in the notices. Short numbers count as well:
    “call 989”, “text HOME to 741742”. One wrong digit sends somebody in need to a stranger; a
    clinic has printed 1-800-982-3059 for the federal 1-800-985-3059.

    **How to mend it:** Take the number that is proposed; or write yours into practice.yaml, or take
    it out.

    ```yaml
    crisis_lines:
      - name: A line that you recommend
        call: the number
    ```
    """
    for found in unknown_phones(document, known):
        if CLIENT.search(found.beside):
            continue  # told as something about a client
        near = nearest(found.digits, known_phones(known))
        remedy = (
            f"Did you mean {near}?"
            if near
            else "If it is right, write it into practice.yaml, as the practice's own or as a "
            "crisis line; otherwise take it out."
        )
        message = f"The telephone number {found.written} is not in the facts."
        yield truth_phone.problem(document.path, found.line, message, remedy)


@rule(
    "truth-doctor",
    "Somebody is called a doctor whose facts do not say so",
    group="truth",
    stops="publish",
    allowable=True,
)
def truth_doctor(document: Document, known: Known) -> Iterator[Problem]:
    """Somebody is called “Dr.”, or has a doctor’s degree behind her name, and her facts do not say
    so. What is printed is the highest relevant degree that was earned (ACA Code of Ethics, C.3.a).

    **How to mend it:** Write the name as it is proposed; or write the degree into practice.yaml.

    ```text
    Jane Doe, MA, LPC      (not: Dr. Doe)
    ```
    """
    if document.words.isdisjoint(_DOCTOR_WORDS):
        return
    for person in known.facts.people:
        if not person.name or _DOCTORAL.search(f"{person.degree} {person.credentials}"):
            continue
        named = _doctored(person)
        for block, _ in blocks_with(document, [name.lower() for name in person.name.split()]):
            for match in named.finditer(block.text):
                right = person.display_name
                yield truth_doctor.problem(
                    document.path,
                    block.line_at(match.start()),
                    f"“{match[0]}” gives {person.name} a doctor's degree that is not in the facts.",
                    f"Write “{right}”; if she has the degree, write it as “degree:” in "
                    "practice.yaml.",
                )


def _doctored(person: Person) -> re.Pattern[str]:
    names = [re.escape(name) for name in (person.name, *person.name.split()) if len(name) > 1]
    each = "|".join(names)
    degree = r"(?:Ph\.? ?D|Psy\.? ?D|Ed\.? ?D|M\.?D)\b\.?"
    return re.compile(rf"\b(?:Dr\.?|Doctor)\s+(?:{each})\b|\b{names[0]},?\s+{degree}")
