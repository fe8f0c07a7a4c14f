"""Prices in a text: each is one of the facts', or of the law that the notices name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plugins.checks.document import Document
from plugins.checks.rules import sentences
from plugins.checks.rules.finding import blocks_with
from plugins.practice import jurisdictions
from plugins.practice.facts import Facts
from plugins.practice.problems import Problem

_PRICE = re.compile(
    r"\$[ ]?(?P<amount>\d[\d,]*(?:\.\d\d)?)|\b(?P<words>\d[\d,]*) (?:dollars|USD)\b"
)
_FEE = re.compile(
    r"(?i)\b(?:sessions?|fees?|rates?|consultations?|therapy|intake|per hour|an hour|hourly|minutes"
    r"|appointments?|sliding scale|co-?pay|charges?|packages?|coaching)\b"
)


def price(document: Document, facts: Facts) -> Iterator[Problem]:
    """What a session is said to cost, if the facts do not say so."""
    body = document.source.body
    if "$" not in body and document.words.isdisjoint(("dollars", "usd")):
        return
    known = _amounts(" ".join([*(fee.amount for fee in facts.fees), facts.insurance])) | _lawful()
    for block, text in blocks_with(document, ("$", "dollars", "usd")):
        for match in _PRICE.finditer(text):
            first, last = sentences.around(text, match.start())
            if _amount(match) in known or not _FEE.search(text, first, last):
                continue
            if sentences.reported(text, first, match.start()):
                continue
            fees = "; ".join(f"{fee.name} {fee.amount}".strip() for fee in facts.fees)
            yield Problem(
                document.path,
                block.line_at(match.start()),
                f"The price {match[0]} is not in the facts.",
                f"There stands: {fees}. Write the same here, or mend it there."
                if fees
                else "Write it under “fees:” in practice.yaml, or take it out here.",
                "truth-price",
            )


def _amount(match: re.Match[str]) -> str:
    return str(match["amount"] or match["words"]).replace(",", "").removesuffix(".00")


def _amounts(text: str) -> frozenset[str]:
    return frozenset(_amount(match) for match in _PRICE.finditer(text))


@cache
def _lawful() -> frozenset[str]:
    """The amounts that the notices themselves name, such as the $400 of 45 CFR 149.610."""
    shipped, _ = jurisdictions.read()
    return _amounts(" ".join(notice.words for one in shipped for notice in one.notices))
