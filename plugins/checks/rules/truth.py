"""Does the text agree with the facts? Numbers, licenses, prices, states, titles, crisis lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.checks.document import Document, SiteRule, TextRule
from plugins.checks.rules.crisis import crisis_line, line_in_facts
from plugins.checks.rules.finding import blocks_with
from plugins.checks.rules.licenses import expiry, license_number, unlicensed
from plugins.checks.rules.phones import CLIENT, known_phones, nearest, unknown_phones
from plugins.checks.rules.places import everywhere, states
from plugins.checks.rules.prices import price
from plugins.checks.rules.titles import titles
from plugins.practice.facts import Facts, Person
from plugins.practice.problems import Problem

_DOCTORAL = re.compile(
    r"(?i)\b(?:ph\.? ?d|psy\.? ?d|ed\.? ?d|m\.? ?d|d\.? ?min|d\.? ?o|dr|doctor\w*)\b"
)
_DOCTOR_WORDS = frozenset(["dr", "doctor", "phd", "ph", "psyd", "psy", "edd", "md"])


def phone(document: Document, facts: Facts) -> Iterator[Problem]:
    """A number that is neither the practice's nor that of a known line or board."""
    known: dict[str, str] = {}
    for found in unknown_phones(document, facts):
        if CLIENT.search(found.beside):
            continue  # told as something about a client
        known = known or known_phones(facts)
        near = nearest(found.digits, known)
        remedy = (
            f"Did you mean {near}?"
            if near
            else "If it is right, write it into practice.yaml, as the practice's own or as a "
            "crisis line; otherwise take it out."
        )
        message = f"The telephone number {found.written} is not in the facts."
        yield Problem(document.path, found.line, message, remedy, "truth-phone")


def doctor(document: Document, facts: Facts) -> Iterator[Problem]:
    """“Dr.” or a doctor's degree beside somebody whose facts do not give her one."""
    if document.words.isdisjoint(_DOCTOR_WORDS):
        return
    for person in facts.people:
        if not person.name or _DOCTORAL.search(f"{person.degree} {person.credentials}"):
            continue
        named = _doctored(person)
        for block, _ in blocks_with(document, [name.lower() for name in person.name.split()]):
            for match in named.finditer(block.text):
                right = person.display_name
                yield Problem(
                    document.path,
                    block.line_at(match.start()),
                    f"“{match[0]}” gives {person.name} a doctor's degree that is not in the facts.",
                    f"Write “{right}”; if she has the degree, write it as “degree:” in "
                    "practice.yaml.",
                    "truth-doctor",
                )


def _doctored(person: Person) -> re.Pattern[str]:
    names = [re.escape(name) for name in (person.name, *person.name.split()) if len(name) > 1]
    each = "|".join(names)
    degree = r"(?:Ph\.? ?D|Psy\.? ?D|Ed\.? ?D|M\.?D)\b\.?"
    return re.compile(rf"\b(?:Dr\.?|Doctor)\s+(?:{each})\b|\b{names[0]},?\s+{degree}")


TEXT_RULES: tuple[TextRule, ...] = (
    phone,
    crisis_line,
    license_number,
    price,
    states,
    everywhere,
    titles,
    doctor,
)
SITE_RULES: tuple[SiteRule, ...] = (unlicensed, expiry, line_in_facts)
