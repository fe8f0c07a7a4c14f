"""Prices in a text: each is one of the facts', or of the law that the notices name."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations_with_replacement

from plugins.checks.document import Document
from plugins.checks.rules import Problems, sentences, text_rule
from plugins.checks.rules.finding import Said, found
from plugins.checks.rules.owners import others_charge
from plugins.notices.known import Known

_PRICE = re.compile(
    r"\$[ ]?(?P<amount>\d[\d,]*(?:\.\d\d)?)|\b(?P<words>\d[\d,]*) (?:dollars|USD)\b"
)
_FEE = sentences.phrase(r"""
    \b(?:sessions?|fees?|rates?|consultations?|therapy|intake|per hour|an hour|hourly|minutes
    |appointments?|sliding scale|co-?pay|charges?|packages?|coaching)\b""")
# What else costs something by the hour, on the day of a session, or once for something else, and
# what others charge.
_ELSEWHERE = sentences.phrase(r"""
    \b(?:parking|garages?|meters?|bus(?:es)?|fares?|tolls?|(?:work)?books?|rideshares?
    |(?:returned|bounced) checks?|tickets?|registration|application|NSF
    |your (?:plan|insurance|deductible)|average|Open Path|(?:training|teaching)
    clinic|clinics|universit(?:y|ies)|(?:most|many|some|other) (?:\w+ )?(?:therapists
    |counselors|psychologists|clinicians|practices|clinics)|therapists who (?:charge|offer)|refunds?
    |their (?:\w+ )?(?:fees?|rates?|scale|prices?))\b""")
# What may be the name of a house that asks a price of its own.
_HOUSE = re.compile(
    r"\b[A-Z]\w+ (?:Center|Clinic|Collective|College|Institute|Agency|Hospital|Services)\b"
)
# What a plan asks, and what many sessions cost together.
_PLAN = sentences.phrase(r"\b(?:co-?pay(?:ment)?s?|co-?insurance|deductibles?|out-of-pocket)\b")
_TOTAL = sentences.phrase(r"""
    \b(?:comes? to|came to|totals?|altogether|in all|adds? up|sums? up|(?:per|a|one|each|for the)
    (?:month|quarter|year)|weekly|(?:two|three|four|five|six|eight|ten|twelve|\d+) (?:\w+ )?
    (?:sessions|weeks|months|meetings|hours|times))\b""")
_DIFFERENCE = sentences.phrase(r"\b(?:by|another|extra) $")  # “go up by $5” says no price


@text_rule(
    "truth-price", "A price is not in the facts", group="truth", stops="publish", allowable=True
)
def truth_price(document: Document, known: Known) -> Problems:
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
    for said in found(document, _PRICE, ("$", "dollars", "usd")):
        if amounts(said.match[0]) <= known_amounts(known) or not _FEE.search(said.sentence):
            continue
        of_others = _HOUSE.search(said.sentence.replace(known.facts.practice.name or " ", " "))
        if others_charge(said.before) or _PLAN.search(_close(said)) or _is_total(said, known):
            continue
        if of_others or _ELSEWHERE.search(said.sentence) or _DIFFERENCE.search(said.before):
            continue
        if not sentences.reported(said.before):
            fees = "; ".join(f"{fee.name} {fee.amount}".strip() for fee in known.facts.fees)
            yield truth_price.problem(
                *said.place,
                f"The price {said.match[0]} is not in the facts.",
                f"The facts say: {fees}. Write the same here, or correct it there."
                if fees
                else "Write it under “fees:” in practice.yaml, or take it out here.",
            )


def _close(said: Said) -> str:
    """Return the few words on either side of a price."""
    start, end = said.match.span()
    return said.text[max(0, start - 30) : end + 25]


def _is_total(said: Said, known: Known) -> bool:
    """Return whether a price is that of several of the facts' together, and the sentence says so.

    It is one of them up to sixty times, or three of them at most.
    """
    price = min(amounts(said.match[0]))
    if not price.isdecimal() or not _TOTAL.search(said.sentence):
        return False
    fees = {amount for fee in known.facts.fees for amount in amounts(fee.amount)}
    each = [int(one) for one in fees if one.isdecimal() and int(one) >= 20]
    some = {sum(few) for size in (2, 3) for few in combinations_with_replacement(each, size)}
    return int(price) in some or any(int(price) in range(one, 60 * one, one) for one in each)


def amounts(text: str) -> frozenset[str]:
    """Return the prices in a text, as bare numbers."""
    return frozenset(
        (amount or words).replace(",", "").removesuffix(".00")
        for amount, words in _PRICE.findall(text)
    )


@lru_cache(maxsize=1)
def known_amounts(known: Known) -> frozenset[str]:
    """Return the amounts of the facts, and of the notices, such as the $400 of 45 CFR 149.610."""
    facts = known.facts
    return amounts(" ".join((*(fee.amount for fee in facts.fees), facts.insurance, known.law)))
