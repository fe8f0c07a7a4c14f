"""What a page claims of results, ranks, dangers and praise, unless its sentence takes it back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from plugins.checks.blocks import Block
from plugins.checks.document import Document
from plugins.checks.rules import TEXT, sentences
from plugins.checks.rules.claim import Claim
from plugins.checks.rules.pressure import PRESSURE
from plugins.checks.rules.promises import PROMISES
from plugins.checks.rules.ranks import RANKS
from plugins.core.problem import Problem
from plugins.notices.known import Known
from plugins.practice.model import Facts

CLAIMS = (*PROMISES, *RANKS, *PRESSURE)
# Each key with its words, by which a text is seen at once not to hold it.
_KEYS = [
    (key, frozenset(re.findall(r"[\w'-]*\w", key)), claim) for claim in CLAIMS for key in claim.keys
]


def claims(document: Document, known: Known) -> Iterator[Problem]:
    """Every claim that no law or code of ethics lets a therapist make, with its line."""
    there, body = document.words, document.source.body
    keys = [
        (key, claim) for key, words, claim in _KEYS if (words <= there if words else key in body)
    ]
    if not keys:
        return
    texts = document.sentences_at
    whole = _plain("\n".join(block.text for block in texts))
    ends = list(accumulate(len(block.text) + 1 for block in texts))
    small = whole.lower()
    found: dict[tuple[str, int, int], Problem] = {}
    for key, claim in keys:
        seen = -1  # a sentence that holds the key twice is looked at once
        for at in _standing(key, small):
            if at < seen:
                continue
            number = bisect_right(ends, at)
            begin = ends[number - 1] if number else 0
            block, text = texts[number], whole[begin : ends[number] - 1]
            place = at - begin
            sentence = sentences.around(text, place)
            seen = begin + sentence[1]
            if (claim.code, number, sentence[0]) in found:
                continue
            answer = texts[number + 1].text if number + 1 < len(texts) else ""
            said = _said(claim, text, sentence, answer)
            words = text[slice(*sentence)]
            if said and not _borne_out(claim, document, known.facts, block, words, said):
                found[claim.code, number, sentence[0]] = _problem(claim, document, block, *said)
    yield from found.values()


TEXT.append(claims)  # each claim declares a rule of its own


def _plain(text: str) -> str:
    """The same, character by character, with one kind of apostrophe and on one line."""
    # Of all letters only İ has a small form of another length.
    return text.replace("’", "'").replace("‘", "'").replace("\n", " ").replace("İ", "I")


def _standing(key: str, text: str) -> Iterator[int]:
    """Where a key ends in a text, not as a part of a longer word."""
    at = text.find(key)
    while at >= 0:
        end = at + len(key)
        inside = at and key[0].isalnum() and text[at - 1].isalnum()
        if not inside and not (key[-1].isalnum() and text[end : end + 1].isalnum()):
            yield end - 1
        at = text.find(key, end)


def _said(
    claim: Claim, text: str, sentence: tuple[int, int], answer: str
) -> tuple[int, int] | None:
    """Where a sentence makes the claim in earnest, None if it does not."""
    first, last = sentence
    # A quotation ends the sentence before the one that says who is quoted.
    for match in claim.said.finditer(text, max(0, first - 3), last):
        if claim.innocent and claim.innocent.search(text, first, last):
            return None
        start, end = match.span()
        until = end if claim.quoted else last
        if not sentences.rejected(text, (first, until), (start, end), answer):
            return start, end
    return None


def _borne_out(
    claim: Claim,
    document: Document,
    facts: Facts,
    block: Block,
    sentence: str,
    said: tuple[int, int],
) -> bool:
    """Is there what the claim needs: a source on the page, a certificate in the facts?"""
    if claim.code == "claim-evidence-based":
        source = document.source
        number = block.line_at(said[0]) - source.body_line
        line = source.body.split("\n")[number] if number >= 0 else ""
        return bool(document.fields.get("sources")) or "](http" in line
    if claim.code == "claim-certified":
        words = sentence.casefold().replace("-", " ").split()
        held = [each.name for person in facts.people for each in person.certifications]
        return any(_names(name, words) for name in held)
    return False


def _names(certificate: str, said: list[str]) -> bool:
    """Does a sentence speak of this certificate? Words that stand in any of them do not count."""
    words = {word.strip(".,()") for word in certificate.casefold().replace("-", " ").split()}
    telling = words - {
        "certified",
        "certification",
        "certificate",
        "therapist",
        "practitioner",
        "in",
    }
    return bool(telling) and not telling.isdisjoint(word.strip('.,()“”"') for word in said)


def _problem(claim: Claim, document: Document, block: Block, start: int, end: int) -> Problem:
    said = " ".join(block.text[start:end].split()).strip(' .,“”"')
    return claim.rule.problem(
        document.path, block.line_at(start), claim.message.format(said=said), claim.remedy
    )
