"""What looks like a client's identifying detail, in a text or in a comment.

That somebody is a client is confidential as well as what she says (ACA Code of Ethics, section B;
HIPAA's list of identifiers, 45 CFR 164.514(b)(2), names places, dates, numbers and addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache, partial
from urllib.parse import unquote, urlsplit

from plugins.checks.document import Document
from plugins.checks.rules import TEXT, Problems, frames, sentences, text_rule
from plugins.checks.rules.finding import found
from plugins.checks.rules.phones import is_clients, unknown_phones
from plugins.checks.rules.sentences import phrase
from plugins.core.dates import MONTHS
from plugins.frontmatter.header import Header
from plugins.notices.known import Known

rule = partial(text_rule, severity="warning", group="confidentiality", allowable=True)
# A person who is plainly made up may have an age and a town.
_INVENTED = phrase(r"""
    \b(?:imagin\w+|invented|made[- ]up|composite|fiction\w*|suppose|shall call|let us call
    |let's call|example|novels?|names? (?:is|are|was|were|has been|have been)? ?changed)\b""")
_DESCRIBED = re.compile(
    r"\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:[A-Z]\.(?:[ ]?[A-Z]\.)?|[A-Z][a-z]+),?[ ]"
    r"\(?(?:aged?[ ]|an?[ ])?[1-9]\d(?:[ -]years?[ -]old)?\)?,?[ ](?:\(?(?:is|was|an?|who|lives?"
    r"|living|works?|[a-z]+)[ ]){0,5}?(?:from|in|of|near)[ ][A-Z]\w+(?:[ ][A-Z]\w+)?"
)
_NAMED = re.compile(
    r"\b(?:[Aa]|[Mm]y|[Oo]ne|[Oo]ur|[Aa]nother)[ ](?:[a-z]+[ ])?(?:client|patient)"
    r"(?:[ ]of[ ](?:mine|ours))?,?[ ](?:(?:is[ ]|was[ ])?(?:named|called)[ ]|whose[ ]name[ ](?:is"
    r"|was)[ ]|(?=[A-Z]))(?!I\b|IFS\b|Self\b|Bill of|Rights\b|Portal\b|Care\b)"
    r"(?P<name>[A-Z][a-z]+(?:[ ][A-Z][a-z.]*)?)"
)
# Who is told of as a client, and what tells who that is.
_STORY = frames.frames("""
    client|patient of mine|ours
    MY .. client|patient
    one|two|three|some of MY clients|patients
    ^a|one|another client|patient who|told|came|wept|found|said|cried|lost|the|a|an
    ^a|one|another .. client|patient who
    my|a former|past|long client|patient
    BE|been|became MY|a .. client|patient
    I have|had|see|saw a|one|two .. client|clients|patient
    I once? see|saw|treat|treated|counsel|counseled a|an|the|one .. OCCUPATION|RELATIVE
    I once? work|worked|working with a|an|the|one .. OCCUPATION|RELATIVE
    I BE working with a|an|the|one .. OCCUPATION|RELATIVE
    OCCUPATION|woman|man|mother|father|couple .. i|we see|saw|treat|treated|counsel|work
    whom|who i|we see|saw|treat|treated|work
    told|tells|confided|said|cried|wept ... in .. session
    in session ... told|said|cried|wept
    on|in my|our couch|office|chair
    came|comes to me|us|see
    think of ... who sat
    & client|patient|couple THIRD|who|whose|hiding|was|is|goes|lives -HEDGE -OTHERWISE -clients|
            patients
    & OCCUPATION|PLACED|woman|women|man|boy|girl remember|worked|session|sessions|practice|treat|
            treated|couch I|MY|we THIRD|who|whose|kids|lost -HEDGE -OTHERWISE
""")
_DETAILS = (("OCCUPATION",), ("PLACED", "NAME"), ("RELATIVE",), ("AGE",))
_PHONE_WORDS = frozenset({"number", "phone", "cell"})
_EMAIL = re.compile(r"(?<![\w./@+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b")
_MAILTO = re.compile(r"\bmailto:(?P<to>[^\s<>\"'()]*)", re.IGNORECASE)
# Whom a house's address without a person's name reaches; and hosts at which anybody may have one.
_BOXES = """
    info office contact intake admin help hello billing records referrals support press
    appointments reception scheduling
"""
_HOSTS = """
    gmail googlemail yahoo ymail outlook hotmail live icloud proton protonmail mail email comcast
    verizon
"""
_OFFICES, _FREE_MAIL = frozenset(_BOXES.split()), frozenset(_HOSTS.split())
_CAPITALS = re.compile(r"\b[A-Z][\w&'’]*(?:[ ](?:(?:of|the|and|for|&)[ ])?[A-Z][\w&'’]*)*")
_NEAR = 120  # characters on either side that may name the house of an address
_MONTH = rf"(?:{'|'.join(rf'{month[:3]}(?:{month[3:]})?' for month in MONTHS)}|Sept)\.?"
_BIRTH = phrase(rf"""
    \b(?:born|DOB|D\.O\.B\.?|date of birth|birth ?date|birthday)\b\W*
    (?:(?:on|is|was|in|the)\W+){{0,2}}
    (?P<date>\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)\b|\d{{4}}-\d\d-\d\d
    |{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}
    |\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? \d{{4}})""")
_LONG_AGO = re.compile(r"1[0-8]\d\d|190\d|191\d")  # nobody's client any more


@rule("client-described", "Somebody could be recognized")
def client_described(document: Document, _: Known) -> Problems:
    """A name or initials stand with an age and a place. In a small town that is enough to know who
    is meant; that somebody is a client is confidential too. A person who is plainly invented
    (“Imagine …”) is let be.

    **How to mend it:** Take out all but what the thought needs, or say that the person is invented.

    ```text
    Imagine a teacher who cannot rest.      (not: J., 34, from Boulder)
    ```
    """
    ages = [word for word in document.figures if len(word) == 2]
    for said in found(document, _DESCRIBED, [*ages, "-year-old", "-years-old"]):
        if not _INVENTED.search(said.text):
            yield client_described.problem(
                *said.place,
                f"“{said.match[0]}”: somebody could be recognized by this.",
                "If it is a client, take out all but what the thought needs; if the person is "
                "invented, say so (“Imagine …”).",
            )


@rule("client-named", "A client is named")
def client_named(document: Document, _: Known) -> Problems:
    """A client is called by a name. Even a changed name with a true story may be recognized, first
    of all by the client.

    **How to mend it:** Take the name and the story out; or, if both are invented, say so.

    ```text
    Imagine a woman whom we shall call Adela.      (not: a client of mine named Ana)
    ```
    """
    for said in found(document, _NAMED, ("client", "patient")):
        if not _INVENTED.search(said.text):
            yield client_named.problem(
                *said.place,
                f"A client is named here: {said.match['name']}.",
                "Take the name and the story out; or, if both are invented, say so (“Imagine …”).",
            )


@rule("client-story", "A client could be recognized by a story")
def client_story(document: Document, _: Known) -> Problems:
    """A story of a client tells two things or more by which others may know who is meant: what she
    does, where, of which family, how old. No name is needed for that; somebody may recognize
    herself, and a town its only judge (ACA Code of Ethics, B.1.c; 45 CFR 164.514(b)). A person who
    is plainly invented (“Imagine …”) is let be.

    **How to mend it:** Take the story out; or invent somebody, and say so.

    ```text
    Imagine a judge who cannot rest.      (not: One woman I see, a judge in a small town, …)
    ```
    """
    if not any(frame.may_match(document.words) for frame in _STORY):
        return
    for block in document.sentences_at:
        text = block.text.replace("’", "'").replace("\n", " ")
        words = frames.words_of(text)
        if not any(frame.may_match(words) for frame in _STORY) or _INVENTED.search(text):
            continue
        for first, last in sentences.every(text):
            told = next(frames.find(_STORY, text, first, last), None)
            if told and frames.kinds(text, first, last, _DETAILS) > 1:
                line = block.line_at(told[0].start())
                message = f"“{told[0][0]}”: somebody could be recognized by what is told here."
                remedy = "If it is a client, take the story out; if invented, say so (“Imagine …”)."
                yield client_story.problem(document.path, line, message, remedy)


@rule("client-email", "An e-mail address is not the practice's")
def client_email(document: Document, known: Known) -> Problems:
    """An e-mail address stands in a text that is neither the practice’s, nor at the domain of its
    site, nor that of a board in the notices. It may have slipped in from a letter, and machines
    collect what stands on pages. One of an office (“intake@…”), or at the domain of a house that
    the text names (“Larkspur Media, paige@larkspurmedia…”), is nobody’s client’s and is let be.

    **How to mend it:** Take it out; or, if it is yours, write it as “email:” in practice.yaml.

    ```yaml
    practice:
      email: your address
    ```
    """
    body = document.header.body
    if "@" not in body and "%40" not in body:
        return
    told: set[tuple[str, int]] = set()
    for typed, position in _emails(body):
        address, line = typed.lower(), document.line_at(position)
        known_address = address in known_addresses(known) or _is_own(address, known)
        around = body[max(0, position - _NEAR) : position + _NEAR]
        if known_address or (address, line) in told or _is_office(address, around, known):
            continue
        told.add((address, line))
        yield client_email.problem(
            document.path,
            line,
            f"The e-mail address {typed} is not the practice's.",
            "If it is a client's, take it out. If it is yours, write it as “email:” in "
            "practice.yaml. For an office, link to its page.",
        )


def _emails(body: str) -> Iterator[tuple[str, int]]:
    """Yield the e-mail addresses in a text and where each stands, in links to write to as well.

    What such a link leads to is percent-encoded (RFC 6068, section 2): `mailto:%20ann@a.example`.
    """
    end = 0
    for link in _MAILTO.finditer(body):
        for match in _EMAIL.finditer(body, end, link.start()):
            yield match[0], match.start()
        for match in _EMAIL.finditer(unquote(link["to"])):
            yield match[0], link.start()
        end = link.end()
    for match in _EMAIL.finditer(body, end):
        yield match[0], match.start()


def _is_own(address: str, known: Known) -> bool:
    """Return whether an address is at the domain of the practice's own site, as billing@ is."""
    host = urlsplit(known.facts.practice.url).hostname or ""
    return bool(host) and address.rpartition("@")[2] == host.removeprefix("www.")


def _is_office(address: str, around: str, known: Known) -> bool:
    """Return whether an address is an office's, or at the domain of a house named around it.

    One that looks like the practice's own, with a slip in it, is told all the same.
    """
    local, _, host = address.rpartition("@")
    house = _label(host)
    practice = known.facts.practice
    own = {_label(urlsplit(practice.url).hostname or ""), _label(practice.email)} - {""}
    if get_close_matches(house, own) or any(one in house for one in own):
        return False
    if local in _OFFICES:
        return True
    named = (re.sub(r"[^a-z0-9]", "", name.lower()) for name in _CAPITALS.findall(around))
    return len(house) >= 4 and house not in _FREE_MAIL and any(house in name for name in named)


def _label(address: str) -> str:
    """Return the letters of a host's name, but for its last part: “quiet” of a@quiet.org."""
    host = address.lower().rpartition("@")[2].removeprefix("www.")
    return re.sub(r"[^a-z0-9]", "", host.rpartition(".")[0])


@lru_cache(maxsize=1)
def known_addresses(known: Known) -> frozenset[str]:
    """Return the e-mail addresses of the practice, and those that the notices name."""
    offices = _EMAIL.findall(known.law.replace("mailto:", " "))
    return frozenset(map(str.lower, (known.facts.practice.email, *offices)))


@rule("client-phone", "A telephone number stands beside a client")
def client_phone(document: Document, known: Known) -> Problems:
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
    for phone in unknown_phones(document, known):
        if is_clients(phone):
            message = f"The telephone number {phone.written} seems to be somebody's own."
            remedy = "Take it out; if it is the practice's, write it into practice.yaml."
            yield client_phone.problem(document.path, phone.line, message, remedy)


@rule("client-birth-date", "A date of birth is told")
def client_birth_date(document: Document, _: Known) -> Problems:
    """A day of birth is told. With it a person can be found; it is one of the details that privacy
    law counts as identifying (45 CFR 164.514). People who were born before 1920 are let be.

    **How to mend it:** Take it out; an age in round numbers says enough.

    ```text
    a woman in her thirties      (not: born on March 3, 1985)
    ```
    """
    keys = ("born", "birth", "dob", "d.o.b")
    for said in found(document, _BIRTH, keys if document.figures else ()):
        if not _LONG_AGO.search(said.match["date"]):
            message = f"This gives a date of birth: {said.match['date']}."
            remedy = "Take it out; an age in round numbers says enough."
            yield client_birth_date.problem(*said.place, message, remedy)


def in_comments(document: Document, known: Known) -> Problems:
    """Yield all of this in a comment, where any number that the facts do not know is told."""
    for comment in document.header.comments:
        inside = Document(
            Header(document.path, document.kind, body=comment.text, body_line=comment.line), ""
        )
        problems = [
            problem
            for find in (client_described, client_named, client_email, client_birth_date)
            for problem in find(inside, known)
        ]
        for phone in unknown_phones(inside, known):
            message = f"The telephone number {phone.written} is not in practice.yaml."
            problems.append(client_phone.problem(document.path, phone.line, message, ""))
        for problem in problems:
            yield replace(
                problem,
                message=f"{problem.message} It stands in a comment, which is not published; but "
                "whoever gets this file can read it.",
                remedy="Keep such notes in another place, and take this one out before you share "
                "the file.",
                severity="note",
                stops="",
            )


TEXT.append(in_comments)  # no rule of its own: it finds for the rules above
