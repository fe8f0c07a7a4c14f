"""What looks like a client's identifying detail, and photographs that say where they were taken.

That somebody is a client is confidential as well as what she says (ACA Code of Ethics, section B;
HIPAA's list of identifiers, 45 CFR 164.514(b)(2), names places, dates, numbers and addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from plugins.checks.document import Document, SiteRule, TextRule
from plugins.checks.rules.finding import blocks_with, figures
from plugins.checks.rules.phones import CLIENT, Phone, unknown_phones
from plugins.checks.rules.picture_tells import picture_tells
from plugins.practice import jurisdictions
from plugins.practice.facts import Facts
from plugins.practice.header import Source
from plugins.practice.problems import Problem

# A person who is plainly made up may have an age and a town.
_INVENTED = re.compile(
    r"(?i)\b(?:imagin\w+|invented|made[- ]up|composite|fiction\w*|suppose|shall call|let us call"
    r"|let's call|example|novel|names? (?:is|are|was|were|has been|have been)? ?changed)\b"
)
_DESCRIBED = re.compile(
    r"\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:[A-Z]\.(?:[ ]?[A-Z]\.)?|[A-Z][a-z]+),?[ ]"
    r"\(?(?:aged?[ ]|an?[ ])?[1-9]\d(?:[ -]years?[ -]old)?\)?,?[ ](?:\(?(?:is|was|an?|who|lives?"
    r"|living"
    r"|works?|[a-z]+)[ ]){0,5}?(?:from|in|of|near)[ ][A-Z]\w+(?:[ ][A-Z]\w+)?"
)
_NAMED = re.compile(
    r"\b(?:[Aa]|[Mm]y|[Oo]ne|[Oo]ur|[Aa]nother)[ ](?:[a-z]+[ ])?(?:client|patient)"
    r"(?:[ ]of[ ](?:mine|ours))?,?[ ](?:(?:is[ ]|was[ ])?(?:named|called)[ ]|whose[ ]name[ ](?:is"
    r"|was)"
    r"[ ]|(?=[A-Z]))(?!I\b|IFS\b|Self\b)(?P<name>[A-Z][a-z]+(?:[ ][A-Z][a-z.]*)?)"
)
_CLIENT_WORDS = frozenset({"client", "patient", "clients", "patients"})
_PHONE_WORDS = frozenset({"number", "phone", "cell"})
_EMAIL = re.compile(r"(?<![\w./@+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_BIRTH = re.compile(
    r"(?i)\b(?:born|DOB|D\.O\.B\.?|date of birth|birth ?date|birthday)\b\W*(?:(?:on|is|was|in"
    r"|the)\W+){0,2}"
    rf"(?P<date>\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)\b|\d{{4}}-\d\d-\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)? (?:of )?{_MONTH},? \d{{4}})"
)
_BIRTH_WORDS = frozenset(["born", "dob", "d", "birth", "birthdate", "birthday"])
_LONG_AGO = re.compile(r"1[0-8]\d\d|190\d|191\d")  # nobody's client any more


def described(document: Document, _facts: Facts) -> Iterator[Problem]:
    """A name or initials with an age and a place: “J., 34, from Boulder”."""
    ages = [word for word in figures(document) if len(word) == 2]
    ages += [word for word in document.words if word.endswith(("-year-old", "-years-old"))]
    for block, text in blocks_with(document, ages):
        match = _DESCRIBED.search(text)
        if match and not _INVENTED.search(text):
            yield Problem(
                document.path,
                block.line_at(match.start()),
                f"“{match[0]}”: somebody could be recognized by this.",
                "If it is a client, take out all but what the thought needs; if the person is "
                "invented, say so (“Imagine …”).",
                "client-described",
                "warning",
            )


def named(document: Document, _facts: Facts) -> Iterator[Problem]:
    """A client who is called by a name: “a client of mine named Ana”."""
    if document.words.isdisjoint(_CLIENT_WORDS):
        return
    for block, text in blocks_with(document, ("client", "patient")):
        match = _NAMED.search(text)
        if match and not _INVENTED.search(text):
            yield Problem(
                document.path,
                block.line_at(match.start()),
                f"A client is called {match['name']} here.",
                "Take the name and the story out; or, if both are invented, say so (“Imagine …”).",
                "client-named",
                "warning",
            )


def email(document: Document, facts: Facts) -> Iterator[Problem]:
    """An e-mail address that is neither the practice's nor one of a board."""
    body = document.source.body
    if "@" not in body:
        return
    known = {facts.practice.email.lower(), *_offices()}
    told: set[tuple[str, int]] = set()
    for match in _EMAIL.finditer(body.replace("mailto:", "mailto ")):
        # A blank stands where a colon stood, so that every place is still the same.
        line = document.source.body_line + body.count("\n", 0, match.start())
        address = match[0].lower()
        if address in known or (address, line) in told:
            continue
        told.add((address, line))
        yield Problem(
            document.path,
            line,
            f"The e-mail address {match[0]} is not the practice's.",
            "If it is a client's, take it out. If it is yours, write it as “email:” in "
            "practice.yaml. To an office, link to its page.",
            "client-email",
            "warning",
        )


@cache
def _offices() -> frozenset[str]:
    shipped, _ = jurisdictions.read()
    words = "\n".join(notice.words for one in shipped for notice in one.notices)
    return frozenset(address.lower() for address in _EMAIL.findall(words.replace("mailto:", " ")))


def client_phone(document: Document, facts: Facts) -> Iterator[Problem]:
    """A number that is said to be a client's."""
    if document.words.isdisjoint(_PHONE_WORDS):
        return
    for found in unknown_phones(document, facts):
        if CLIENT.search(found.beside):
            yield Problem(
                document.path,
                found.line,
                f"The telephone number {found.written} seems to be somebody's own.",
                "Take it out; if it is the practice's, write it into practice.yaml.",
                "client-phone",
                "warning",
            )


def birth_date(document: Document, _facts: Facts) -> Iterator[Problem]:
    """The day on which somebody was born, unless that was long ago."""
    if document.words.isdisjoint(_BIRTH_WORDS) or not figures(document):
        return
    for block, text in blocks_with(document, ("born", "birth", "dob", "d.o.b")):
        for match in _BIRTH.finditer(text):
            if not _LONG_AGO.search(match["date"]):
                yield Problem(
                    document.path,
                    block.line_at(match.start()),
                    f"A date of birth stands here: {match['date']}.",
                    "Take it out; an age in round numbers says enough.",
                    "client-birth-date",
                    "warning",
                )


def in_comments(document: Document, facts: Facts) -> Iterator[Problem]:
    """All of this in a comment, where any number that the facts do not know is told."""
    for comment in document.source.comments:
        inside = Document(
            Source(document.path, document.kind, body=comment.text, body_line=comment.line), ""
        )
        found = [problem for rule in _WORDS for problem in rule(inside, facts)]
        found += [_phone_noted(document.path, phone) for phone in unknown_phones(inside, facts)]
        for problem in found:
            yield replace(
                problem,
                message=f"{problem.message} It stands in a comment, which is not published; but "
                "whoever gets this file can read it.",
                remedy="Keep such notes in another place, and take this one out before you share "
                "the file.",
                severity="note",
            )


def _phone_noted(path: str, phone: Phone) -> Problem:
    message = f"The telephone number {phone.written} is not in practice.yaml."
    return Problem(path, phone.line, message, "", "client-phone", "note")


_WORDS: tuple[TextRule, ...] = (described, named, email, birth_date)
TEXT_RULES: tuple[TextRule, ...] = (*_WORDS, client_phone, in_comments)
SITE_RULES: tuple[SiteRule, ...] = (picture_tells,)
