"""Telephone numbers in a text: which of them the facts know, and which nobody answers for.

Known are the practice's own, its crisis lines', and those of the boards and offices that the
notices name: the shipped ones, and the practice's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from plugins.checks.document import Document
from plugins.checks.rules.finding import blocks_with, figures
from plugins.notices.known import Known

# As numbers are written in the USA; not inside a DOI or another longer row of figures.
PHONE = re.compile(
    r"(?<![\w./-])(?:\+?1[-. ]?)?(?:\(\d{3}\)[ ]?|\d{3}[-. ])\d{3}[-. ](?:\d{4}|TALK)\b(?![-/]\w)"
)
OLD_LIFELINE = "8002738255"  # until 988 came, in July 2022 (samhsa.gov)
# How a text says that a number is somebody's own.
CLIENT = re.compile(
    r"(?i)\b(?:(?:client|patient)(?:s?['’]s?|s)?|her|his) (?:\w+ )?(?:number|phone|cell)\b"
)
# The numbers of three figures that every phone in the USA knows (nanpa.com, N11 codes; 988).
EVERYWHERE = ("988", "911", "211", "311", "411", "511", "611", "711", "811")
_CALLING = frozenset({"call", "calling", "dial", "dialing", "text", "texting"})
# “Call 989” is a slip for 988 or 911; “text HOME to 741742” may be one for any line.
_SHORT = re.compile(
    r"(?i)\b(?:(?:call|dial|text)(?:ing)?[ ](?:or[ ](?:call|text)[ ])?(?P<three>9\d[18]|98\d|\d88"
    r"|\d11|91\d)|text(?:ing)?[ ][“\"]?\w+[”\"]?[ ]to[ ](?P<code>\d{5,6}))\b(?![-,./]\w)"
)
_TALK = frozenset({"1-800-273-talk", "800-273-talk", "273-talk", "talk"})
_NEAR = 200  # characters on either side that may say whose number it is
_TAIL = re.compile(r"\d{3}-\d{4}$")
_LINKED = re.compile(r"\b(?:tel|sms):\+?(?P<number>[\d().-]{3,})")


@dataclass(frozen=True)
class Phone:
    """A number as it stands in a text, and the words around it."""

    written: str
    line: int
    beside: str

    @property
    def digits(self) -> str:
        return digits(self.written)


def digits(number: str) -> str:
    """The ten digits of a number, without the country's 1."""
    only = re.sub(r"\D", "", number.upper().replace("TALK", "8255"))
    return only[1:] if len(only) == 11 and only[0] == "1" else only


def phones(document: Document) -> Iterator[Phone]:
    """Every number in the text and in links to call or write to, once a line."""
    body = document.source.body
    told: set[tuple[str, int]] = set()
    for block, _ in blocks_with(document, _ends(document)):
        for match in PHONE.finditer(block.text):
            line = block.line_at(match.start())
            told.add((digits(match[0]), line))
            yield Phone(match[0], line, _around(block.text, match))
    for found in _short(document):
        told.add((found.digits, found.line))
        yield found
    for match in _LINKED.finditer(body) if "tel:" in body or "sms:" in body else ():
        line = document.source.body_line + body.count("\n", 0, match.start())
        number = match["number"].rstrip(".)-")
        if (digits(number), line) not in told:
            told.add((digits(number), line))
            yield Phone(number, line, "")


def _short(document: Document) -> Iterator[Phone]:
    calling = _CALLING & document.words
    for block, _ in blocks_with(document, calling if figures(document) else ()):
        for match in _SHORT.finditer(block.text):
            number = match["three"] or match["code"]
            yield Phone(number, block.line_at(match.start()), _around(block.text, match))


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _NEAR) : match.end() + _NEAR]


def _ends(document: Document) -> set[str]:
    """The last four signs of what may be numbers: of “894-7800”, of “7800” after two more words."""
    words = figures(document)
    ends = {word[-4:] for word in words if "-" in word and _TAIL.search(word)}
    if any(len(word) == 3 for word in words):
        ends |= {word for word in words if len(word) == 4}
    if not document.words.isdisjoint(_TALK):
        ends.add("talk")
    return ends


@lru_cache(maxsize=1)
def known_phones(known: Known) -> dict[str, str]:
    """Return every number that may stand on the site: its digits, and how it is written."""
    facts = known.facts
    given = [*numbers(known.law), facts.practice.phone, *EVERYWHERE]
    given += [number for line in facts.crisis_lines for number in (line.call, line.text)]
    return {digits(number): number for number in given if number}


def numbers(text: str) -> list[str]:
    """Return the numbers in a text, and those of its links to call, each as it is written."""
    return [*(match["number"] for match in _LINKED.finditer(text)), *PHONE.findall(text)]


def unknown_phones(document: Document, known: Known) -> Iterator[Phone]:
    """Yield every number in a text that is not known, but for the old crisis line."""
    for found in phones(document):
        if found.digits != OLD_LIFELINE and found.digits not in known_phones(known):
            yield found


def nearest(number: str, known: dict[str, str]) -> str:
    """The known number that differs least, as it is written; "" if none is near.

    Two digits may differ, and of a short number one.
    """
    alike = [other for other in known if len(other) == len(number)]
    wrong = {other: sum(a != b for a, b in zip(number, other, strict=True)) for other in alike}
    near = min(alike, key=lambda other: wrong[other], default="")
    return known[near] if near and wrong[near] <= (1 if len(number) < 7 else 2) else ""
