"""Telephone numbers: which of them the facts know, which nobody answers for, and crisis lines.

Known are the practice's own, its crisis lines', and those of the boards and offices that the
notices name: the shipped ones, and the practice's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import SITE, Problems, text_rule
from plugins.checks.rules.finding import found
from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known

rule = partial(text_rule, group="truth", stops="publish", allowable=True)
# As numbers are written in the USA; not inside a DOI or another longer row of figures.
PHONE = re.compile(
    r"(?<![\w./-])(?:\+?1[-. ]?)?(?:\(\d{3}\)[ ]?|\d{3}[-. ])\d{3}[-. ](?:\d{4}|TALK)\b(?![-/]\w)"
)
OLD_LIFELINE = "8002738255"  # until 988 came, in July 2022 (samhsa.gov)
# How a text says that a number is somebody's own.
CLIENT = phrase(r"\b(?:(?:client|patient)(?:s?['’]s?|s)?|her|his) (?:\w+ )?(?:number|phone|cell)\b")
# The numbers of three figures that every phone in the USA knows (nanpa.com, N11 codes; 988).
EVERYWHERE = ("988", "911", "211", "311", "411", "511", "611", "711", "811")
_CALLING = frozenset({"call", "calling", "dial", "dialing", "text", "texting"})
# “Call 989” is a slip for 988 or 911; “text HOME to 741742” may be one for any line.
_SHORT = phrase(r"""
    \b(?:(?:call|dial|text)(?:ing)? (?:or (?:call|text) )?(?P<three>9\d[18]|98\d|\d88|\d11|91\d)
    |text(?:ing)? [“"]?\w+[”"]? to (?P<code>\d{5,6}))\b(?![-,./]\w)""")
# Ended in July 2025; the other two choices of 988 stay.
_PRESS_THREE = phrase(r"\b(?:press(?:ing)?|option|dial(?:ing)?) (?:the )?(?:3|three)\b")
_CRISIS = phrase(r"\b988\b|\blifeline\b|\bcrisis\b|\bLGBT")
_PAST = phrase(r"\b(?:ended|closed|no longer|used to|formerly|former|until|old|gone)\b")
_ABROAD = ("000", "111", "112", "999")  # emergency and health lines of other countries
_PRESS = frozenset(["press", "pressing", "option", "dial", "dialing"])
_TALK = frozenset({"1-800-273-talk", "800-273-talk", "273-talk", "talk"})
_NEAR = 200  # characters on either side that may say whose number it is
_TAIL = re.compile(r"\d{3}-\d{4}$")
_LINKED = re.compile(r"\b(?:tel|sms):\+?(?P<number>[\d().-]{3,})")


@dataclass(frozen=True)
class Phone:
    """A number as it stands in a text, and the words around it."""

    written: str
    line: int
    beside: str = ""

    @property
    def digits(self) -> str:
        """Return its ten digits, without the country's 1."""
        return digits(self.written)


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
    for pattern, keys in ((PHONE, ends), (_SHORT, _CALLING & words if figures else ())):
        for said in found(document, pattern, keys):
            start, end = said.match.span(said.match.lastgroup or 0)
            around = said.text[max(0, said.match.start() - _NEAR) : said.match.end() + _NEAR]
            phone = Phone(said.text[start:end], said.place[1], around)
            told.add((phone.digits, phone.line))
            yield phone
    for match in _LINKED.finditer(body) if "tel:" in body or "sms:" in body else ():
        phone = Phone(match["number"].rstrip(".)-"), document.line_at(match.start()))
        if (phone.digits, phone.line) not in told:
            told.add((phone.digits, phone.line))
            yield phone


@lru_cache(maxsize=1)
def known_phones(known: Known) -> dict[str, str]:
    """Return every number that may stand on the site: its digits, and how it is written."""
    facts = known.facts
    linked = [match["number"] for match in _LINKED.finditer(known.law)]
    given = [*linked, *PHONE.findall(known.law), facts.practice.phone, *EVERYWHERE]
    given += [number for line in facts.crisis_lines for number in (line.call, line.text)]
    return {digits(number): number for number in given if number}


def unknown_phones(document: Document, known: Known) -> Iterator[Phone]:
    """Yield every number in a text that is not known, but for the old crisis line."""
    for phone in phones(document):
        if phone.digits != OLD_LIFELINE and phone.digits not in known_phones(known):
            yield phone


def nearest(number: str, known: dict[str, str]) -> str:
    """Return the known number that differs least, as it is written; "" if none is near.

    Two digits may differ, and of a short number one.
    """
    alike = [other for other in known if len(other) == len(number)]
    wrong = {other: sum(a != b for a, b in zip(number, other, strict=True)) for other in alike}
    near = min(alike, key=lambda other: wrong[other], default="")
    return known[near] if near and wrong[near] <= (1 if len(number) < 7 else 2) else ""


@rule("truth-phone", "A telephone number is not in the facts")
def truth_phone(document: Document, known: Known) -> Problems:
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
    for phone in unknown_phones(document, known):
        if CLIENT.search(phone.beside):
            continue  # told as something about a client
        near = nearest(phone.digits, known_phones(known))
        yield truth_phone.problem(
            document.path,
            phone.line,
            f"The telephone number {phone.written} is not in the facts.",
            f"Did you mean {near}?"
            if near
            else "If it is right, write it into practice.yaml, as the practice's own or as a "
            "crisis line; otherwise take it out.",
        )


@rule("truth-crisis-line", "A crisis line is wrong or out of date")
def truth_crisis_line(document: Document, _: Known) -> Problems:
    """A crisis line is printed as it once was, or practice.yaml gives it a number that no phone
    knows, such as 998: it would stand at the foot of every page. The Lifeline’s number has been
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


def line_in_facts(site: WholeSite) -> Problems:
    """Yield the crisis lines of the facts with an old number, or with none that phones know."""
    for number, line in enumerate(site.facts.crisis_lines):
        for key, value in (("call", line.call), ("text", line.text)):
            bare = digits(value)
            if bare == OLD_LIFELINE:
                message = f"{value} is the Lifeline's number from before 988."
                remedy = f"Write “{key}: '988'” instead."
            elif value and len(bare) < 3:
                message, remedy = (
                    f"“{value}” is not a number.",
                    "Write it in figures, such as '988'.",
                )
            elif len(bare) == 3 and bare not in (*EVERYWHERE, *_ABROAD):
                near = nearest(bare, {known: known for known in EVERYWHERE})
                message = f"{value} is not a number that phones recognize."
                remedy = f"Did you mean {near}?" if near else "Look it up, and write it whole."
            else:
                continue
            at = site.facts.line("crisis_lines", number, key)
            yield truth_crisis_line.problem(site.facts_path, at, message, remedy)


SITE.append(line_in_facts)  # no rule of its own: it finds for the rule above
