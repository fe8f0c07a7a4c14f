"""Prices in a text: each is one of the facts', or of the law that the notices name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from plugins.checks.document import Document
from plugins.checks.rules import rule, sentences
from plugins.checks.rules.finding import blocks_with
from plugins.core.problem import Problem
from plugins.notices.known import Known

_PRICE = re.compile(
    r"\$[ ]?(?P<amount>\d[\d,]*(?:\.\d\d)?)|\b(?P<words>\d[\d,]*) (?:dollars|USD)\b"
)
_FEE = re.compile(
    r"(?i)\b(?:sessions?|fees?|rates?|consultations?|therapy|intake|per hour|an hour|hourly|minutes"
    r"|appointments?|sliding scale|co-?pay|charges?|packages?|coaching)\b"
)


@rule("truth-price", "A price is not in the facts", group="truth", stops="publish", allowable=True)
def truth_price(document: Document, known: Known) -> Iterator[Problem]:
    """A price beside a session or a fee is not in the facts. Prices that differ from page to page
    make a Good Faith Estimate (45 CFR 149.610) hard to believe. Amounts that a law names, such as
    its $400, are known.

    **How to mend it:** Write the price once, under “fees:” in practice.yaml, and the same here.

    ```yaml
    fees:
      - name: Individual session
        amount: $150
    ```
    """
    body = document.source.body
    if "$" not in body and document.words.isdisjoint(("dollars", "usd")):
        return
    facts, right = known.facts, _right(known)
    for block, text in blocks_with(document, ("$", "dollars", "usd")):
        for match in _PRICE.finditer(text):
            first, last = sentences.around(text, match.start())
            if _amount(match) in right or not _FEE.search(text, first, last):
                continue
            if sentences.reported(text, first, match.start()):
                continue
            fees = "; ".join(f"{fee.name} {fee.amount}".strip() for fee in facts.fees)
            yield truth_price.problem(
                document.path,
                block.line_at(match.start()),
                f"The price {match[0]} is not in the facts.",
                f"There stands: {fees}. Write the same here, or mend it there."
                if fees
                else "Write it under “fees:” in practice.yaml, or take it out here.",
            )


def _amount(match: re.Match[str]) -> str:
    return str(match["amount"] or match["words"]).replace(",", "").removesuffix(".00")


@lru_cache(maxsize=1)
def _right(known: Known) -> frozenset[str]:
    """Return the amounts of the facts, and of the notices, such as the $400 of 45 CFR 149.610."""
    facts = known.facts
    texts = (*(fee.amount for fee in facts.fees), facts.insurance, known.law)
    return frozenset(_amount(match) for match in _PRICE.finditer(" ".join(texts)))
