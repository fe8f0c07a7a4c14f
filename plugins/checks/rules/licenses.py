"""Degrees and licenses: numbers and titles in a text, states without one, when one runs out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache, partial

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import Problems, site_rule, text_rule
from plugins.checks.rules.finding import found
from plugins.checks.rules.places import STATE_NAMES
from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known

rule = partial(text_rule, group="truth", stops="publish", allowable=True)
_LICENSE = phrase(r"""
    \b(?:licen[sc]es?|lic\.|LPCC?|LMFT|LCSW|registration)
    (?P<sign> ?(?:number|numbers|no\.?|nos\.?|#|:|is|are| )* ?#?)
    (?P<number>(?:[A-Z]{1,4}[.-]?)?\d{4,9}(?:[.-]\d{1,4})?)\b(?![.-]\d)""")
_DOCTORAL = phrase(r"\b(?:ph\.? ?d|psy\.? ?d|ed\.? ?d|m\.? ?d|d\.? ?min|d\.? ?o|dr|doctor\w*)\b")
_DEGREE = r"(?:Ph\.? ?D|Psy\.? ?D|Ed\.? ?D|M\.?D)\b\.?"
_YEAR = re.compile(r"(?:19|20)\d\d")
_SOON = timedelta(days=90)


@rule("truth-license", "A license number is not in the facts")
def truth_license(document: Document, known: Known) -> Problems:
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
    right = {_bare(held.number) for person in known.facts.people for held in person.licenses}
    keys = ("licen", "lic.", "lpc", "lmft", "lcsw", "registration")
    for said in found(document, _LICENSE, keys if document.figures else ()):
        number, sign = said.match["number"], said.match["sign"].lower()
        marked = any(mark in sign for mark in ("#", "n", ":"))
        if (marked or not _YEAR.fullmatch(number)) and _bare(number) not in right:
            yield truth_license.problem(
                *said.place,
                f"The license number {number} is not in the facts.",
                "Compare it with your license, and write it under “licenses:” in practice.yaml; "
                "the site then prints it by itself.",
            )


def _bare(number: str) -> str:
    """Return the digits of a license number; boards and people write the letters as they like."""
    return re.sub(r"\D", "", number).lstrip("0")


@rule("truth-title", "A license is called by another state's name")
def truth_title(document: Document, known: Known) -> Problems:
    """A license is called by a name that this state does not give. California’s is Licensed
    Professional Clinical Counselor, LPCC (Business and Professions Code, chapter 16); LPC is the
    title in Texas and Colorado.

    **How to mend it:** Name each state with its own title.

    ```text
    LPC in Colorado and Texas, LPCC in California
    ```
    """
    titles, state_words = known_titles(known)
    if document.words.isdisjoint(state_words):
        return
    for state, wrong, right, pattern in titles:
        for said in found(document, pattern, (wrong.lower(),)):
            if re.search(rf"(?<!\w){re.escape(right)}(?!\w)", said.sentence) or said.rejected():
                continue
            message = f"{state} does not give the title “{wrong}”."
            remedy = f"There it is “{right}”; name each state with its own title."
            yield truth_title.problem(*said.place, message, remedy)


@lru_cache(maxsize=1)
def known_titles(known: Known) -> tuple[list[tuple[str, str, str, re.Pattern[str]]], set[str]]:
    """Return state, another's title, its own, and the form of the other beside it; and its words.

    Each state gives its own titles, California's is LPCC.
    """
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
    return titles, words


@rule("truth-doctor", "Somebody is called a doctor whose facts do not say so")
def truth_doctor(document: Document, known: Known) -> Problems:
    """Somebody is called “Dr.”, or has a doctor’s degree behind her name, and her facts do not say
    so. What is printed is the highest relevant degree that was earned (ACA Code of Ethics, C.3.a).

    **How to mend it:** Write the name as it is proposed; or write the degree into practice.yaml.

    ```text
    Jane Doe, MA, LPC      (not: Dr. Doe)
    ```
    """
    for person in known.facts.people:
        if not person.name or _DOCTORAL.search(f"{person.degree} {person.credentials}"):
            continue
        parts = person.name.split()
        whole, *names = (re.escape(name) for name in (person.name, *parts) if len(name) > 1)
        each = "|".join((whole, *names))
        named = re.compile(rf"\b(?:Dr\.?|Doctor)\s+(?:{each})\b|\b{whole},?\s+{_DEGREE}")
        for said in found(document, named, [name.lower() for name in parts]):
            yield truth_doctor.problem(
                *said.place,
                f"“{said.match[0]}” gives {person.name} a doctor's degree that is not in the "
                "facts.",
                f"Write “{person.display_name}”; if she has the degree, write it as “degree:” in "
                "practice.yaml.",
            )


@site_rule(
    "truth-license-state",
    "Therapy is offered in a state without a license",
    group="truth",
    stops="publish",
)
def truth_license_state(site: WholeSite) -> Problems:
    """A service of the type therapy names a state for which nobody in `practice.yaml` has a
    license, or an office stands in one. A therapist needs the license of the state where the client
    is at the time of the session.

    **How to mend it:** Write the license below the person, or take the state out of the service.

    ```yaml
        licenses:
          - state: OR
            title: …
            number: …
    ```
    """
    held = [one for person in site.facts.people for one in person.licenses]
    told = {one.state for one in held}
    if any(one.title and not (one.state or one.needs_state) for one in held):
        told |= {place.state.code for place in site.facts.places if place.state}
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
    for state in site.facts.therapy_states:
        if state.code not in told:
            told.add(state.code)
            yield truth_license_state.problem(
                site.facts_path,
                _office_line(site, state.code),
                f"Therapy is offered in an office in {state.name}, and nobody here has a license "
                f"for {state.name}.",
                f"Write the license under “licenses:”, as an entry “- state: {state.code}” with "
                "title and number.",
            )


def _office_line(site: WholeSite, state: str) -> int:
    """Return the line of the first office in a state."""
    for number, office in enumerate(site.facts.offices):
        if office.state and office.state.code == state:
            return site.facts.line("offices", number)
    return site.facts.line("practice", "address")


@site_rule("license-expired", "A license has expired", group="truth", stops="publish")
def license_expired(site: WholeSite) -> Problems:
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
    for line, license_, day in _expiring(site):
        if day < site.today:
            yield license_expired.problem(
                site.facts_path,
                line,
                f"{license_} expired on {day}.",
                "Write the new date once it is renewed; until then take the state out of the "
                "services.",
            )


@site_rule("license-expires", "A license expires soon", "warning", group="truth", allowable=True)
def license_expires(site: WholeSite) -> Problems:
    """A license runs out within 90 days. Renewing takes time, and the site must not offer what may
    no longer be given.

    **How to mend it:** Renew the license, and write the new date into practice.yaml.

    ```yaml
    licenses:
      - state: CO
        expires: 2027-08-31
    ```
    """
    for line, license_, day in _expiring(site):
        if site.today <= day <= site.today + _SOON:
            message = f"{license_} expires on {day}."
            remedy = "Renew it, and write the new date here."
            yield license_expires.problem(site.facts_path, line, message, remedy)


def _expiring(site: WholeSite) -> Iterator[tuple[int, str, date]]:
    """Yield each license that has a last day: its line in the facts, whose it is, and the day."""
    for person in site.facts.people:
        for number, held in enumerate(person.licenses):
            if held.expires is not None:
                line = site.facts.line("people", person.key, "licenses", number, "expires")
                state = f" for {held.state_name}" if held.state_name else ""
                yield line, f"{person.name}'s license{state}", held.expires
