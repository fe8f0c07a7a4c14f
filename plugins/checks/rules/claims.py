"""What a page claims of results, ranks, dangers and praise, unless its sentence takes it back.

A claim is a function below `@claim` (promises, ranks, pressure), whose docstring is its page:

    @claim("claim-cure", "A cure is promised", keys="cures, healed", said=r"cures (?:pain|grief)")
    def claim_cure(said: Said, _: Known) -> Told:
        '''What is found, why and by which source; how it is mended; an example.'''
        return f"What is wrong with “{said}”.", "How to mend it."

How it is made is a pattern, or a table of frames (see `frames`), which finds its keys by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import Literal, TypeAlias

from plugins.checks import classifier
from plugins.checks.document import Document
from plugins.checks.rules import TEXT, Problems, frames, sentences
from plugins.checks.rules.finding import Said
from plugins.checks.rules.likely import claim_likely
from plugins.checks.rules.sentences import phrase
from plugins.core.problem import Rule, Severity, Stops, declare
from plugins.notices.known import Known

# The message and the remedy; None if the page or the facts bear it out, False if it is not said of
# anybody here.
Told: TypeAlias = tuple[str, str] | Literal[False] | None
Tell: TypeAlias = Callable[[Said, Known], Told]


@dataclass(frozen=True)
class Claim:
    """One kind of claim. What follows may take it back unless it is `quoted`, others' words.

    One that is `hoped` is no claim: a result. For others, “may” is no hedge but a permission.
    """

    rule: Rule
    said: re.Pattern[str] | None
    frames: tuple[frames.Frame, ...]
    innocent: re.Pattern[str] | None
    quoted: bool
    hoped: bool
    tell: Tell


CLAIMS: list[Claim] = []
# Each key of a claim with its words, by which a text is seen at once not to hold it; and where in
# that list the keys are that have a word, "" for those of signs alone.
_KEYS: list[tuple[str, frozenset[str], Claim]] = []
_BY_WORD: dict[str, list[int]] = defaultdict(list)
# Each frame with its claim; and where in that list those are that a word may begin to find.
_FRAMES: list[tuple[frames.Frame, Claim]] = []
_BY_ANCHOR: dict[str, list[int]] = defaultdict(list)


def claim(
    code: str,
    title: str,
    severity: Severity = "error",
    *,
    keys: str = "",
    said: str = "",
    table: str = "",
    innocent: str = "",
    quoted: bool = False,
    hoped: bool = False,
) -> Callable[[Tell], Tell]:
    """Return a decorator that declares a claim.

    One of `keys` must stand in a sentence; `said` is how the claim is made with it, and `table`
    has its frames; `innocent` is what else the same words are used for, anywhere in the sentence.
    What boards' rules on advertising
    name is an error, and holds up publishing; words that may be true and cannot be checked from
    here are a warning.
    """

    def declared(tell: Tell) -> Tell:
        stops: Stops = "publish" if severity == "error" else ""
        page = tell.__doc__ or ""
        rule = declare(
            code, title, severity, group="claims", stops=stops, allowable=True, page=page
        )
        never = phrase(innocent) if innocent else None
        pattern, some = phrase(said) if said else None, frames.frames(table)
        CLAIMS.append(Claim(rule, pattern, some, never, quoted, hoped, tell))
        for frame in some:
            for word in frame.anchors[0]:
                _BY_ANCHOR[word].append(len(_FRAMES))
            _FRAMES.append((frame, CLAIMS[-1]))
        for key in filter(None, keys.split(", ")):
            words = re.findall(r"[\w'-]*\w", key)
            _BY_WORD[max(words, key=len, default="")].append(len(_KEYS))
            _KEYS.append((key, frozenset(words), CLAIMS[-1]))
        return tell

    return declared


def claims(document: Document, known: Known) -> Problems:
    """Yield every claim that no law or code of ethics lets a therapist make, with its line."""
    parts = (frames.words_in(word) for word in document.words if "-" in word or "'" in word)
    there = document.words.union(*parts)
    keys = _keys(document.words, document.header.body)
    anchors = _BY_ANCHOR.keys() & there
    numbers = sorted({n for word in anchors for n in _BY_ANCHOR[word]})
    possible = [(n, *_FRAMES[n]) for n in numbers if _FRAMES[n][0].may_match(there)]
    texts = document.sentences_at
    # The same, character by character, with one kind of apostrophe and on one line. Of all letters
    # only İ has a small form of another length.
    whole = "\n".join(block.text for block in texts)
    whole = whole.replace("’", "'").replace("‘", "'").replace("\n", " ").replace("İ", "I")
    ends = list(accumulate(len(block.text) + 1 for block in texts))
    names = classifier.nameless(known.called)
    looked_at: set[tuple[str, int]] = set()
    told_at: set[int] = set()  # a weak frame adds nothing to what is told of a sentence already
    for found in (_by_keys(keys, whole, ends), _by_frames(possible, anchors, whole, ends)):
        for claim, number, sentence, position in found:
            begin = ends[number - 1] if number else 0
            text = whole[begin : ends[number] - 1]
            if (claim.rule.code, begin + sentence[0]) in looked_at:
                continue
            answer = texts[number + 1].text if number + 1 < len(texts) else ""
            for match, weak in _in_earnest(claim, text, sentence, answer, position is None):
                if weak and begin + sentence[0] in told_at:
                    break
                borne_out = classifier.borne_out(
                    text, sentence, match.span(), names, framed=position is None, weak=weak
                )
                if not borne_out:
                    continue
                weak = borne_out == "weakly"
                at = match.start() if position is None else position
                said = Said(document, texts[number], text, match, at)
                told = claim.tell(said, known)
                if told is not False:  # told of, or borne out by the facts
                    told_at.add(begin + sentence[0])
                if told:
                    looked_at.add((claim.rule.code, begin + sentence[0]))
                    yield claim.rule.problem(*said.place, *told, "note" if weak else None)
                    break
    innocent = {claim.rule.code: claim.innocent for claim in CLAIMS}
    yield from claim_likely(document, known, whole, ends, told_at, innocent)


TEXT.append(claims)  # each claim declares a rule of its own
# A claim that may be made: the number of its block, its sentence there, and where its key stands.
_Possible: TypeAlias = tuple[Claim, int, tuple[int, int], int | None]


def _keys(there: frozenset[str], body: str) -> list[tuple[str, Claim]]:
    """Return the keys that a text with these words may hold."""
    numbers = sorted(n for word in ("", *(_BY_WORD.keys() & there)) for n in _BY_WORD[word])
    return [
        (key, claim)
        for key, words, claim in map(_KEYS.__getitem__, numbers)
        if (words <= there if words else key in body)
    ]


def _by_keys(keys: list[tuple[str, Claim]], whole: str, ends: list[int]) -> Iterator[_Possible]:
    """Yield each sentence with a key of a claim; one that holds it twice comes once."""
    small = whole.lower()
    for key, claim in keys:
        last, end = -1, 0
        while (at := small.find(key, end)) >= 0:
            end = at + len(key)
            inside = at and key[0].isalnum() and small[at - 1].isalnum()
            if inside or (key[-1].isalnum() and small[end : end + 1].isalnum()) or end <= last:
                continue
            number = bisect_right(ends, end - 1)
            begin = ends[number - 1] if number else 0
            position = end - 1 - begin
            sentence = sentences.around(whole[begin : ends[number] - 1], position)
            last = begin + sentence[1]
            yield claim, number, sentence, position


def _by_frames(
    possible: list[tuple[int, frames.Frame, Claim]],
    anchors: AbstractSet[str],
    whole: str,
    ends: list[int],
) -> Iterator[_Possible]:
    """Yield each sentence with the words of a frame, and its claim."""
    by_number = {number: (frame, claim) for number, frame, claim in possible}
    anchors = anchors & {word for _, frame, _ in possible for word in frame.anchors[0]}
    begin = 0
    for number, end in enumerate(ends if possible else ()):
        text = whole[begin : end - 1]
        begin = end
        # A look at the whole block first: few have the words of any frame.
        small = text.lower()
        if not any(word in small for word in anchors):
            continue
        block = frames.words_of(text)
        there = {n for word in block & anchors for n in _BY_ANCHOR[word]} & by_number.keys()
        if not any(by_number[n][0].may_match(block) for n in there):
            continue
        for first, last in sentences.every(text):
            words = frames.words_of(text[sentences.asked_before(text, first) : last])
            here = {n for word in words & anchors for n in _BY_ANCHOR[word]} & by_number.keys()
            claims_here = {
                id(claim): claim
                for frame, claim in (by_number[n] for n in sorted(here))
                if frame.may_match(words)
            }
            for claim in claims_here.values():
                yield claim, number, (first, last), None


def _in_earnest(
    claim: Claim, text: str, sentence: tuple[int, int], answer: str, framed: bool
) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield where a sentence makes the claim in earnest, and whether only a weak frame says so."""
    first, last = sentence
    matches: Iterable[tuple[re.Match[str], bool]]
    if framed:
        asked = sentences.asked_before(text, first)
        matches = sorted(frames.find(claim.frames, text, asked, last), key=itemgetter(1))
    else:  # a quotation ends the sentence before the one that says who is quoted
        said = claim.said.finditer(text, max(0, first - 3), last) if claim.said else ()
        matches = ((match, False) for match in said)
    for match, weak in matches:
        if claim.innocent and claim.innocent.search(text, first, last):
            return
        until = match.end() if claim.quoted else last
        if not sentences.rejected(text, (first, until), match.span(), answer) and not (
            claim.hoped and framed and frames.hedged(text, first, match.start())
        ):
            yield match, weak
