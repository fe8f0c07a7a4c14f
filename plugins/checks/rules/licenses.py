"""Licenses: numbers that stand in a text, states without one, and days on which one runs out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules.finding import blocks_with, figures
from plugins.practice.facts import Facts
from plugins.practice.problems import Problem

_LICENSED = frozenset(
    {"license", "licenses", "licence", "licences", "lic", "lpc", "lpcc", "lmft", "lcsw"}
    | {"registration"}
)
_LICENSE = re.compile(
    r"(?i)\b(?:licen[sc]es?|lic\.|LPCC?|LMFT|LCSW|registration)"
    r"(?P<sign>[ ]?(?:number|numbers|no\.?|nos\.?|#|:|is|are|[ ])*[ ]?#?)"
    r"(?P<number>(?:[A-Z]{1,4}[.-]?)?\d{4,9}(?:[.-]\d{1,4})?)\b(?![.-]\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SOON = timedelta(days=90)


def license_number(document: Document, facts: Facts) -> Iterator[Problem]:
    """A license number that no license in the facts has."""
    words = figures(document)
    attached = any(word.startswith(("lpc", "lic")) for word in words)
    if not attached and (not words or document.words.isdisjoint(_LICENSED)):
        return
    known = {_bare(held.number) for person in facts.people for held in person.licenses}
    for block, _ in blocks_with(document, ("licen", "lic", "lpc", "lmft", "lcsw", "registration")):
        for match in _LICENSE.finditer(block.text):
            number, sign = match["number"], match["sign"].lower()
            marked = any(mark in sign for mark in ("#", "n", ":"))
            if (_YEAR.fullmatch(number) and not marked) or _bare(number) in known:
                continue
            yield Problem(
                document.path,
                block.line_at(match.start()),
                f"The license number {number} is not in the facts.",
                "Compare it with your license, and write it under “licenses:” in practice.yaml; "
                "the site then prints it by itself.",
                "truth-license",
            )


def _bare(number: str) -> str:
    """The digits of a license number; boards and people write the letters as they like."""
    return re.sub(r"\D", "", number).lstrip("0")


def unlicensed(site: WholeSite) -> Iterator[Problem]:
    """A state in which therapy is offered and nobody has a license; told once for each state."""
    told = {held.state for person in site.facts.people for held in person.licenses}
    for number, service in enumerate(site.facts.services):
        for nth, state in enumerate(service.states if service.type == "therapy" else ()):
            if state.code in told:
                continue
            told.add(state.code)
            yield Problem(
                site.facts_path,
                site.facts.line("services", number, "states", nth),
                f"Therapy is offered in {state.name}, and nobody here has a license for "
                f"{state.name}.",
                f"Write the license under “licenses:”, as an entry “- state: {state.code}” with "
                f"title and number, or take {state.code} out of the states of this service.",
                "truth-license-state",
            )


def expiry(site: WholeSite) -> Iterator[Problem]:
    """A license whose day has passed, or comes within 90 days."""
    for person in site.facts.people:
        for number, held in enumerate(person.licenses):
            if held.expires is None or held.expires > site.today + _SOON:
                continue
            line = site.facts.line("people", person.key, "licenses", number, "expires")
            day = held.expires.isoformat()
            whose = f"{person.name}'s license for {held.state_name}"
            if held.expires < site.today:
                message = f"{whose} expired on {day}."
                remedy = (
                    "Write the new date once it is renewed; until then take the state out of the "
                    "services."
                )
                yield Problem(site.facts_path, line, message, remedy, "license-expired")
            else:
                message = f"{whose} expires on {day}."
                remedy = "Renew it, and write the new date here."
                yield Problem(site.facts_path, line, message, remedy, "license-expires", "warning")
