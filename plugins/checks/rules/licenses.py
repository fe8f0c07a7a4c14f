"""Licenses: numbers that stand in a text, states without one, and days on which one runs out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import rule, site_rule
from plugins.checks.rules.finding import blocks_with, figures
from plugins.core.problem import Problem
from plugins.notices.known import Known
from plugins.practice.model import License, Person

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


@rule(
    "truth-license",
    "A license number is not in the facts",
    group="truth",
    stops="publish",
    allowable=True,
)
def truth_license(document: Document, known: Known) -> Iterator[Problem]:
    """A license number in a text is none of those in the facts. California wants the number in
    every advertisement, and a wrong one misleads. The site prints numbers from the facts by itself.

    **How to mend it:** Compare it with your license and write it into practice.yaml; leave it out
    of the text.

    ```yaml
    licenses:
      - state: CO
        number: the number on your license
    ```
    """
    words = figures(document)
    attached = any(word.startswith(("lpc", "lic")) for word in words)
    if not attached and (not words or document.words.isdisjoint(_LICENSED)):
        return
    right = {_bare(held.number) for person in known.facts.people for held in person.licenses}
    for block, _ in blocks_with(document, ("licen", "lic", "lpc", "lmft", "lcsw", "registration")):
        for match in _LICENSE.finditer(block.text):
            number, sign = match["number"], match["sign"].lower()
            marked = any(mark in sign for mark in ("#", "n", ":"))
            if (_YEAR.fullmatch(number) and not marked) or _bare(number) in right:
                continue
            yield truth_license.problem(
                document.path,
                block.line_at(match.start()),
                f"The license number {number} is not in the facts.",
                "Compare it with your license, and write it under “licenses:” in practice.yaml; "
                "the site then prints it by itself.",
            )


def _bare(number: str) -> str:
    """The digits of a license number; boards and people write the letters as they like."""
    return re.sub(r"\D", "", number).lstrip("0")


@site_rule(
    "truth-license-state",
    "Therapy is offered in a state without a license",
    group="truth",
    stops="publish",
)
def truth_license_state(site: WholeSite) -> Iterator[Problem]:
    """A service of the type therapy names a state for which nobody in `practice.yaml` has a
    license. A therapist needs the license of the state where the client is at the time of the
    session.

    **How to mend it:** Write the license below the person, or take the state out of the service.

    ```yaml
        licenses:
          - state: OR
            title: …
            number: …
    ```
    """
    told = {held.state for person in site.facts.people for held in person.licenses}
    for number, service in enumerate(site.facts.services):
        for nth, state in enumerate(service.states if service.type == "therapy" else ()):
            if state.code in told:
                continue
            told.add(state.code)
            yield truth_license_state.problem(
                site.facts_path,
                site.facts.line("services", number, "states", nth),
                f"Therapy is offered in {state.name}, and nobody here has a license for "
                f"{state.name}.",
                f"Write the license under “licenses:”, as an entry “- state: {state.code}” with "
                f"title and number, or take {state.code} out of the states of this service.",
            )


@site_rule("license-expired", "A license has expired", group="truth", stops="publish")
def license_expired(site: WholeSite) -> Iterator[Problem]:
    """The day on which a license runs out, as the facts have it, has passed. Without a license
    therapy may not be offered in that state.

    **How to mend it:** Write the new date once the license is renewed; until then take the state
    out of the services.

    ```yaml
    licenses:
      - state: CO
        expires: 2027-08-31
    ```
    """
    for person, number, held, day in _expiring(site):
        if day < site.today:
            yield license_expired.problem(
                site.facts_path,
                _line(site, person, number),
                f"{person.name}'s license for {held.state_name} expired on {day}.",
                "Write the new date once it is renewed; until then take the state out of the "
                "services.",
            )


@site_rule("license-expires", "A license expires soon", "warning", group="truth", allowable=True)
def license_expires(site: WholeSite) -> Iterator[Problem]:
    """A license runs out within 90 days. Renewing takes time, and the site must not offer what may
    no longer be given.

    **How to mend it:** Renew the license, and write the new date into practice.yaml.

    ```yaml
    licenses:
      - state: CO
        expires: 2027-08-31
    ```
    """
    for person, number, held, day in _expiring(site):
        if site.today <= day <= site.today + _SOON:
            yield license_expires.problem(
                site.facts_path,
                _line(site, person, number),
                f"{person.name}'s license for {held.state_name} expires on {day}.",
                "Renew it, and write the new date here.",
            )


def _expiring(site: WholeSite) -> Iterator[tuple[Person, int, License, date]]:
    """Yield each license that has a last day: whose it is, its number in her list, and the day."""
    for person in site.facts.people:
        for number, held in enumerate(person.licenses):
            if held.expires is not None:
                yield person, number, held, held.expires


def _line(site: WholeSite, person: Person, number: int) -> int:
    return site.facts.line("people", person.key, "licenses", number, "expires")
