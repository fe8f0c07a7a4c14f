"""What looks like a client's identifying detail, and photographs that say where they were taken.

That somebody is a client is confidential as well as what she says (ACA Code of Ethics, section B;
HIPAA's list of identifiers, 45 CFR 164.514(b)(2), names places, dates, numbers and addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from plugins.checks.document import Document
from plugins.checks.rules import TEXT, rule
from plugins.checks.rules.finding import blocks_with, figures
from plugins.checks.rules.phones import CLIENT, Phone, unknown_phones
from plugins.core.problem import Problem
from plugins.frontmatter.header import Source
from plugins.notices.known import Known

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


@rule(
    "client-described",
    "Somebody could be recognized",
    "warning",
    group="confidentiality",
    allowable=True,
)
def client_described(document: Document, _: Known) -> Iterator[Problem]:
    """A name or initials stand with an age and a place. In a small town that is enough to know who
    is meant; that somebody is a client is confidential too. A person who is plainly invented
    (“Imagine …”) is let be.

    **How to mend it:** Take out all but what the thought needs, or say that the person is invented.

    ```text
    Imagine a teacher who cannot rest.      (not: J., 34, from Boulder)
    ```
    """
    ages = [word for word in figures(document) if len(word) == 2]
    ages += [word for word in document.words if word.endswith(("-year-old", "-years-old"))]
    for block, text in blocks_with(document, ages):
        match = _DESCRIBED.search(text)
        if match and not _INVENTED.search(text):
            yield client_described.problem(
                document.path,
                block.line_at(match.start()),
                f"“{match[0]}”: somebody could be recognized by this.",
                "If it is a client, take out all but what the thought needs; if the person is "
                "invented, say so (“Imagine …”).",
            )


@rule("client-named", "A client is named", "warning", group="confidentiality", allowable=True)
def client_named(document: Document, _: Known) -> Iterator[Problem]:
    """A client is called by a name. Even a changed name with a true story may be recognized, first
    of all by the client.

    **How to mend it:** Take the name and the story out; or, if both are invented, say so.

    ```text
    Imagine a woman whom we shall call Adela.      (not: a client of mine named Ana)
    ```
    """
    if document.words.isdisjoint(_CLIENT_WORDS):
        return
    for block, text in blocks_with(document, ("client", "patient")):
        match = _NAMED.search(text)
        if match and not _INVENTED.search(text):
            yield client_named.problem(
                document.path,
                block.line_at(match.start()),
                f"A client is called {match['name']} here.",
                "Take the name and the story out; or, if both are invented, say so (“Imagine …”).",
            )


@rule(
    "client-email",
    "An e-mail address is not the practice's",
    "warning",
    group="confidentiality",
    allowable=True,
)
def client_email(document: Document, known: Known) -> Iterator[Problem]:
    """An e-mail address stands in a text that is neither the practice’s nor that of a board in the
    notices. It may have slipped in from a letter, and machines collect what stands on pages.

    **How to mend it:** Take it out; or, if it is yours, write it as “email:” in practice.yaml.

    ```yaml
    practice:
      email: your address
    ```
    """
    body = document.source.body
    if "@" not in body:
        return
    right = {known.facts.practice.email.lower(), *_offices(known)}
    told: set[tuple[str, int]] = set()
    for match in _EMAIL.finditer(body.replace("mailto:", "mailto ")):
        # A blank stands where a colon stood, so that every place is still the same.
        line = document.source.body_line + body.count("\n", 0, match.start())
        address = match[0].lower()
        if address in right or (address, line) in told:
            continue
        told.add((address, line))
        yield client_email.problem(
            document.path,
            line,
            f"The e-mail address {match[0]} is not the practice's.",
            "If it is a client's, take it out. If it is yours, write it as “email:” in "
            "practice.yaml. To an office, link to its page.",
        )


@lru_cache(maxsize=1)
def _offices(known: Known) -> frozenset[str]:
    """Return the addresses that the notices name."""
    law = known.law.replace("mailto:", " ")
    return frozenset(address.lower() for address in _EMAIL.findall(law))


@rule(
    "client-phone",
    "A telephone number stands beside a client",
    "warning",
    group="confidentiality",
    allowable=True,
)
def client_phone(document: Document, known: Known) -> Iterator[Problem]:
    """A telephone number is said to be somebody’s own (“my client’s number”).

    In a comment, which nobody but a reader of your file sees, every number is told that is not
    among your facts; there it is only a note.

    **How to mend it:** Take it out.

    ```text
    Ask for the number at the first meeting.      (not: her number is …)
    ```
    """
    if document.words.isdisjoint(_PHONE_WORDS):
        return
    for found in unknown_phones(document, known):
        if CLIENT.search(found.beside):
            yield client_phone.problem(
                document.path,
                found.line,
                f"The telephone number {found.written} seems to be somebody's own.",
                "Take it out; if it is the practice's, write it into practice.yaml.",
            )


@rule(
    "client-birth-date",
    "A date of birth is told",
    "warning",
    group="confidentiality",
    allowable=True,
)
def client_birth_date(document: Document, _: Known) -> Iterator[Problem]:
    """A day of birth is told. With it a person can be found; it is one of the details that privacy
    law counts as identifying (45 CFR 164.514). People who were born before 1920 are let be.

    **How to mend it:** Take it out; an age in round numbers says enough.

    ```text
    a woman in her thirties      (not: born on March 3, 1985)
    ```
    """
    if document.words.isdisjoint(_BIRTH_WORDS) or not figures(document):
        return
    for block, text in blocks_with(document, ("born", "birth", "dob", "d.o.b")):
        for match in _BIRTH.finditer(text):
            if not _LONG_AGO.search(match["date"]):
                yield client_birth_date.problem(
                    document.path,
                    block.line_at(match.start()),
                    f"A date of birth stands here: {match['date']}.",
                    "Take it out; an age in round numbers says enough.",
                )


def in_comments(document: Document, known: Known) -> Iterator[Problem]:
    """All of this in a comment, where any number that the facts do not know is told."""
    for comment in document.source.comments:
        inside = Document(
            Source(document.path, document.kind, body=comment.text, body_line=comment.line), ""
        )
        found = [problem for find in _WORDS for problem in find(inside, known)]
        found += [_phone_noted(document.path, phone) for phone in unknown_phones(inside, known)]
        for problem in found:
            yield replace(
                problem,
                message=f"{problem.message} It stands in a comment, which is not published; but "
                "whoever gets this file can read it.",
                remedy="Keep such notes in another place, and take this one out before you share "
                "the file.",
                severity="note",
                stops="",
            )


def _phone_noted(path: str, phone: Phone) -> Problem:
    message = f"The telephone number {phone.written} is not in practice.yaml."
    return client_phone.problem(path, phone.line, message, "", "note")


_WORDS = (client_described, client_named, client_email, client_birth_date)
TEXT.append(in_comments)  # no rule of its own: it finds for the rules above
