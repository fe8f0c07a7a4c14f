"""Telephone numbers: which of them the facts know, which nobody answers for, and crisis lines.

Known are the practice's own, its crisis lines', those of the boards and offices that the notices
name (the shipped ones, and the practice's own), and the lines that the whole country knows. A
number that a text itself gives to somebody else, to a county's crisis team or a fax, is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache, partial

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import SITE, Problems, text_rule
from plugins.checks.rules.finding import found
from plugins.checks.rules.owners import is_colleagues, is_others
from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known
from plugins.practice.model import CrisisLine

rule = partial(text_rule, group="truth", stops="publish", allowable=True)
# As numbers are written in the USA; not inside a DOI or another longer row of figures.
PHONE = re.compile(
    r"(?<![\w./-])(?:\+?1[-. ]?)?(?:\(\d{3}\)[ ]?|\d{3}[-. ])\d{3}[-. ](?:\d{4}|TALK)\b(?![-/]\w)"
)
OLD_LIFELINE = "8002738255"  # until 988 came, in July 2022 (samhsa.gov)
# How a text says that a number is somebody's own.
CLIENT = phrase(r"\b(?:(?:client|patient)(?:s?['’]s?|s)?|her|his) (?:\w+ )?(?:number|phone|cell)\b")
_HERS = phrase(r"\b(?:her|his) (?:\w+ )?(?:number|phone|cell)(?: is|:|,)?\s*$")
# The numbers of three figures that every phone in the USA knows (nanpa.com, N11 codes; 988).
EVERYWHERE = ("988", "911", "211", "311", "411", "511", "611", "711", "811")
_CALLING = frozenset({"call", "calling", "dial", "dialing", "text", "texting", "ring"})
# “Call 989” is a slip for 988 or 911; “text HOME to 741742” may be one for any line.
_SHORT = phrase(r"""
    \b(?:(?:call|dial|text|ring)(?:ing)? (?:or (?:call|text) )?
    (?P<three>9\d[18]|98\d|\d88|\d11|91\d|999|112|000|110|1737|3114|116[ -]?\d{3}|13[ -]?11[ -]?14)
    |text(?:ing)? [“"]?\w+[”"]? to (?P<code>\d{5,6}))\b(?![-,./]\w)""")
# Ended in July 2025; the other two choices of 988 stay.
_PRESS_THREE = phrase(r"\b(?:press(?:ing)?|option|dial(?:ing)?) (?:the )?(?:3|three)\b")
_CRISIS = phrase(r"\b988\b|\blifeline\b|\bcrisis\b|\bLGBT")
_PAST = phrase(r"\b(?:ended|closed|no longer|used to|formerly|former|until|old|gone)\b")
_PRESS = frozenset(["press", "pressing", "option", "dial", "dialing"])
_TALK = frozenset({"1-800-273-talk", "800-273-talk", "273-talk", "talk"})
_NEAR = 200  # characters on either side that may say whose number it is
_ABOVE = 5  # lines above, of which one may be the head of a table
_TAIL = re.compile(r"\d{3}-\d{4}$")
_LINKED = re.compile(r"\b(?:tel|sms):\+?(?P<number>[\d().-]{3,})")


@dataclass(frozen=True)
class Abroad:
    """A line that other countries know by this number: what it is, where, by whose word, and how a
    text says that it speaks of these countries."""

    name: str
    where: str
    source: str
    named: re.Pattern[str]


def _abroad(name: str, where: str, source: str, named: str) -> Abroad:
    return Abroad(name, where, source, phrase(rf"\b(?:{named})\b"))


_UK = "UK|United Kingdom|Brit(?:ain|ish)|England|Scot(?:land|tish)|Wales|Irish|Ireland|NHS"
_AU, _NZ = "Australia(?:ns?)?", "New Zealand(?:ers)?|Aotearoa|NZ"
_EU = f"{_UK}|Europe(?:an)?|EU|German(?:y|s)?|France|French|Spain|Italy|Austria|Switzerland"
ABROAD = {
    "000": _abroad("the emergency number", "Australia", "triplezero.gov.au", _AU),
    "110": _abroad("the police", "Germany", "polizei.de", "German(?:y|s)?"),
    "111": _abroad(
        "the health line NHS 111",
        "the United Kingdom",
        "nhs.uk; in New Zealand it is the emergency number, police.govt.nz",
        f"{_UK}|{_NZ}",
    ),
    "112": _abroad("the emergency number", "Europe", "digital-strategy.ec.europa.eu", _EU),
    "999": _abroad("the emergency number", "the United Kingdom", "gov.uk", _UK),
    "1737": _abroad("the line Need to Talk", "New Zealand", "1737.org.nz", _NZ),
    "3114": _abroad("the suicide prevention line", "France", "3114.fr", "France|French"),
    "116111": _abroad("the line for children", "Europe", "childhelplineinternational.org", _EU),
    "116117": _abroad("the doctor on call", "Germany", "116117.de", "German(?:y|s)?"),
    "116123": _abroad(
        "the Samaritans", "the United Kingdom and Ireland", "samaritans.org", f"{_EU}|Samaritans"
    ),
    "131114": _abroad("Lifeline", "Australia", "lifeline.org.au", _AU),
    "85258": _abroad("the text line Shout", "the United Kingdom", "giveusashout.org", _UK),
}
# Lines of the whole country, each as it is published at the address behind it.
NATIONAL = {
    "741741": "crisistextline.org",
    "8007997233": "thehotline.org",
    "88788": "thehotline.org",
    "8664887386": "thetrevorproject.org",
    "678678": "thetrevorproject.org",
    "8775658860": "translifeline.org",
    "838255": "veteranscrisisline.net",
    "8006624357": "samhsa.gov",
    "8009855990": "samhsa.gov",
    "8006564673": "rainn.org",
    "8338526262": "mchb.hrsa.gov",
    "8009444773": "postpartum.net",
    "8004224453": "childhelphotline.org",
    "8007862929": "1800runaway.org",
    "8447628483": "strongheartshelpline.org",
    "8663319474": "loveisrespect.org",
    "8883737888": "humantraffickinghotline.org",
    "233733": "humantraffickinghotline.org",
    "8009506264": "nami.org",
    "8002723900": "alz.org",
    "8006771116": "eldercare.acl.gov",
    "8002221222": "poison.org",
    "8776966775": "hhs.gov",
    "8003681019": "hhs.gov",
}
_CHATS = (*dict.fromkeys(NATIONAL.values()), "988lifeline.org")
_DEVICE = phrase(r"\b(?:fax|phone|telephone|call|text|tel|voicemail|mobile|cell)\b")


@dataclass(frozen=True)
class Phone:
    """A number as it stands in a text, and the words around it."""

    written: str
    line: int
    beside: str = ""
    before: str = ""  # what stands before it in the Markdown
    after: str = ""

    @property
    def digits(self) -> str:
        """Return its ten digits, without the country's 1."""
        return digits(self.written)

    @property
    def is_fax(self) -> bool:
        """Return whether the nearest label before it is that of a fax, in a table's head too."""
        labels = _DEVICE.findall(self.before)
        return bool(labels) and labels[-1].lower() == "fax"


def digits(number: str) -> str:
    """Return the ten digits of a number, without the country's 1."""
    only = re.sub(r"\D", "", number.upper().replace("TALK", "8255"))
    return only[1:] if len(only) == 11 and only[0] == "1" else only


def phones(document: Document) -> Iterator[Phone]:
    """Yield every number in the text and in links to call or write to, once a line."""
    body, words, figures = document.header.body, document.words, document.figures
    # The last four signs of what may be numbers: of “894-7800”, of “7800” after two more words.
    ends = {word[-4:] for word in figures if "-" in word and _TAIL.search(word)}
    if any(len(word) == 3 for word in figures):
        ends |= {word for word in figures if len(word) == 4}
    if not words.isdisjoint(_TALK):
        ends.add("talk")
    told: set[tuple[str, int]] = set()
    lines, first = body.split("\n") if figures else [], document.header.body_line
    for pattern, keys in ((PHONE, ends), (_SHORT, _CALLING & words if figures else ())):
        for said in found(document, pattern, keys):
            start, end = said.match.span(said.match.lastgroup or 0)
            around = said.text[max(0, said.match.start() - _NEAR) : said.match.end() + _NEAR]
            written, line = said.text[start:end], said.place[1]
            phone = Phone(written, line, around, *_beside(lines, line - first, written))
            told.add((phone.digits, phone.line))
            yield phone
    for match in _LINKED.finditer(body) if "tel:" in body or "sms:" in body else ():
        around = body[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        before = body[max(0, match.start() - _NEAR) : match.start()]
        line = document.line_at(match.start())
        after = body[match.end() : match.end() + _NEAR]
        phone = Phone(match["number"].rstrip(".)-"), line, around, before, after)
        if (phone.digits, phone.line) not in told:
            told.add((phone.digits, phone.line))
            yield phone


def _beside(lines: list[str], number: int, written: str) -> tuple[str, str]:
    """Return what stands before a telephone number on a line, and on the few lines above it, and
    what stands behind it."""
    text = "\n".join(lines[max(0, number - _ABOVE) : number + 1])
    at = text.rfind(written)
    if at < 0:
        return text[-_NEAR:], ""
    return text[:at][-2 * _NEAR :], text[at + len(written) :]


@lru_cache(maxsize=1)
def known_phones(known: Known) -> dict[str, str]:
    """Return every number that may stand on the site: its digits, and how it is written."""
    facts = known.facts
    linked = [match["number"] for match in _LINKED.finditer(known.law)]
    given = [*linked, *PHONE.findall(known.law), facts.practice.phone, *EVERYWHERE, *NATIONAL]
    given += [office.phone for office in facts.offices]
    given += [number for line in facts.crisis_lines for number in (line.call, line.text)]
    return {digits(number): number for number in given if number}


def unknown_phones(document: Document, known: Known) -> Iterator[Phone]:
    """Yield every number in a text that is not known, but for the old crisis line."""
    for phone in phones(document):
        if phone.digits != OLD_LIFELINE and phone.digits not in known_phones(known):
            yield phone


def is_clients(phone: Phone) -> bool:
    """Return whether a number is said to be somebody's own, who is no colleague."""
    colleagues = _HERS.search(phone.before) and is_colleagues(phone.before)
    return bool(CLIENT.search(phone.beside)) and not colleagues


def _slip(number: str, known: Iterable[str]) -> str:
    """Return the known number of which two digits differ at most, of a short one one; else ""."""
    alike = {
        other: sum(a != b for a, b in zip(number, other, strict=True))
        for other in known
        if len(other) == len(number) >= 5
    }
    near = min(alike, key=lambda other: alike[other], default="")
    return near if near and alike[near] <= (2 if len(number) >= 7 else 1) else ""


def _is_slip(number: str, other: str) -> bool:
    """Return whether two numbers differ in one digit, or in two neighbors that changed places.

    One digit may also be missing, or be there once more, where a number has six and more.
    """
    if len(number) != len(other):
        short, long = sorted((number, other), key=len)
        without = (long[:at] + long[at + 1 :] for at in range(len(long)))
        return len(other) >= 6 and short in without
    apart = [at for at in range(len(number)) if number[at] != other[at]]
    swapped = len(apart) == 2 and apart[1] - apart[0] == 1
    return len(apart) == 1 or (
        swapped and number[apart[0] : apart[1] + 1] == other[apart[0] : apart[1] + 1][::-1]
    )


def nearest(number: str, known: Known) -> str:
    """Return the known number that differs least, as it is written; "" if none is near.

    Two digits may differ. A number that people call in need is never proposed because it is alike:
    the one that was meant may be another, and help would not come.
    """
    lines = [number for line in known.facts.crisis_lines for number in (line.call, line.text)]
    crisis = {*EVERYWHERE, *ABROAD, *NATIONAL, *map(digits, lines)}
    by_digits = known_phones(known)
    near = _slip(number, [other for other in by_digits if other not in crisis])
    return by_digits[near] if near else ""


@rule("truth-phone", "A telephone number is not in the facts")
def truth_phone(document: Document, known: Known) -> Problems:
    """A telephone number in a text or in a link to call is not in the facts: not the practice’s,
    not a crisis line’s, not one of a board or office in the notices, nor of a line that the whole
    country knows. One wrong digit sends somebody in need to a stranger; so no crisis line is ever
    proposed. Of lines abroad, such as 999, a text has to say where they hold. A fax is let be, and
    a number that its sentence gives to others (“Ana Petrov, 303-…”), unless nearly a known one.

    **How to mend it:** Take the number proposed; or write yours into practice.yaml; or take it out.

    ```yaml
    crisis_lines:
      - name: A line that you recommend
        call: the number
    ```
    """
    for phone in unknown_phones(document, known):
        if is_clients(phone):
            continue  # told as something about a client
        if line := ABROAD.get(phone.digits):
            if not line.named.search(phone.beside):
                message = (
                    f"{phone.written} is {line.name} in {line.where} ({line.source}), and the text "
                    "does not say where it holds."
                )
                remedy = f"Say so beside it, such as “in {line.where}: {phone.written}”."
                place = document.path, phone.line
                yield truth_phone.problem(*place, message, remedy, "warning")
            continue
        near = nearest(phone.digits, known)
        line_near = _slip(phone.digits, NATIONAL)
        own = known.facts.practice.phone
        elsewhere = phone.is_fax or (
            (not near or near == own or not _is_slip(phone.digits, digits(near)))
            and is_others(phone.before, phone.after, known)
        )
        if elsewhere and len(phone.digits) >= 5 and not line_near:
            continue
        remedy = (
            "If it is right, write it into practice.yaml, as the practice's own or as a crisis "
            "line; otherwise take it out."
        )
        if line_near or len(phone.digits) < 7:
            remedy = (
                "Copy the number from where the line itself publishes it; if it is this one, write "
                "it into practice.yaml, as a crisis line."
            )
        elif near:
            remedy = f"Did you mean {near}?"
        message = f"The telephone number {phone.written} is not in the facts."
        yield truth_phone.problem(document.path, phone.line, message, remedy)


@rule("truth-crisis-line", "A crisis line is wrong or out of date")
def truth_crisis_line(document: Document, _: Known) -> Problems:
    """A crisis line is printed as it once was, or practice.yaml gives it a number that no phone
    knows, such as 998, one that is nearly a known line's, or none. The Lifeline’s number has been
    988, for calls and texts, since July 2022 (samhsa.gov). Its choice “press 3” is said to have
    ended in July 2025: check that at 988lifeline.org before you rely on it.

    **How to mend it:** Write the line as it is now.

    ```text
    Call or text [988](tel:988).
    ```
    """
    if "273" in document.header.body:
        for phone in phones(document):
            if phone.digits == OLD_LIFELINE and not _PAST.search(phone.beside):
                message = f"{phone.written} is the Lifeline's number from before 988."
                remedy = "Write “call or text [988](tel:988)” instead."
                yield truth_crisis_line.problem(document.path, phone.line, message, remedy)
    if document.words.isdisjoint(_PRESS) or document.words.isdisjoint(("3", "three")):
        return
    for said in found(document, _PRESS_THREE, (" 3", " three")):
        if _CRISIS.search(said.text) and not _PAST.search(said.sentence) and not said.rejected():
            message = f"“{said.match[0]}” of the 988 Lifeline ended in July 2025."
            remedy = "Take it out; 1 for veterans and 2 for Spanish are still there."
            yield truth_crisis_line.problem(*said.place, message, remedy)


def _near_line(number: str) -> str:
    """Return the line that the whole country, or another, knows and that this is a slip for."""
    lines = (*NATIONAL, *(line for line in ABROAD if len(line) > 4))
    written = {line: (line, f"1{line}") if len(line) == 10 else (line,) for line in lines}
    alike = (line for line in lines if any(_is_slip(number, one) for one in written[line]))
    return "" if number in lines else next(alike, "")


def line_in_facts(site: WholeSite) -> Problems:
    """Yield the crisis lines of the facts with an old number, with one that is a slip for another
    or that no phone knows, with a chat at an address that is nearly a line's, or with no way."""
    for number, line in enumerate(site.facts.crisis_lines):
        for key, message, remedy in _wrong_in_line(line):
            at = site.facts.line("crisis_lines", number, key)
            yield truth_crisis_line.problem(site.facts_path, at, message, remedy)


def _wrong_in_line(line: CrisisLine) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong in a crisis line: the key, what it is, and how to mend it."""
    for key, value in (("call", line.call), ("text", line.text)):
        bare = digits(value)
        if bare == OLD_LIFELINE:
            message = f"{value} is the Lifeline's number from before 988."
            yield key, message, f"Write “{key}: '988'” instead."
        elif value and len(bare) < 3:
            yield key, f"“{value}” is not a number.", "Write it in figures, such as '988'."
        elif near := _near_line(bare):
            who = NATIONAL.get(near) or ABROAD[near].source
            message = f"{value} is nearly a line that {who} publishes, and not the same."
            yield key, message, f"Copy the number from {who}; one wrong digit reaches a stranger."
        elif len(bare) == 3 and bare not in (*EVERYWHERE, *ABROAD):
            remedy = "Copy it from where the line itself publishes it."
            if "988" in line.name:
                remedy = f"Write “{key}: '988'”, the number that is in the line's name."
            yield key, f"{value} is not a number that phones recognize.", remedy
    host = line.chat.rpartition("://")[2].partition("/")[0].removeprefix("www.")
    near = next(iter(get_close_matches(host, _CHATS, 1, 0.85)), "")
    if near and not (f".{host}").endswith(f".{near}"):
        message = f"“{line.chat}” is nearly {near}, and not the same."
        yield "chat", message, f"Write “chat: https://{near}” instead."
    if line.name and not (line.call or line.text or line.chat):
        message = f"“{line.name}” has neither a number nor a chat."
        yield "name", message, "Write its number as a line “call: …” of this entry."


SITE.append(line_in_facts)  # no rule of its own: it finds for the rule above
