"""Where therapy is offered: only in the states of the facts.

A license holds in one state, and what counts is where the client is (dpo.colorado.gov,
TelehealthFAQ; 16 CCR 1815.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plugins.checks.blocks import Block
from plugins.checks.document import Document
from plugins.checks.rules import rule, sentences
from plugins.checks.rules.finding import blocks_with
from plugins.core.problem import Problem
from plugins.notices.known import Known
from plugins.practice.states import STATES

STATE_NAMES = "|".join(sorted(STATES.values(), key=len, reverse=True))
# The first word of a state's name, and the states whose names begin with it.
_FIRST = {
    name.lower().split()[0]: {
        other for other in STATES.values() if other.split()[0] == name.split()[0]
    }
    for name in STATES.values()
}
_STATE = re.compile(
    rf"\b(?:{STATE_NAMES})\b(?! (?:University|State University|Magazine|Times|Journal))"
)
_LIST = rf"(?:(?:{STATE_NAMES})(?:, (?:and |or )?| and | or |/))*"
_OFFERED = re.compile(
    rf"""(?ix)(?:
      \b(?:I['’]m|I[ ]am|we[ ]are|am|is|are|also|now)[ ](?:fully[ ]
        |also[ ])?licensed[ ](?:\w+[ ]){{0,5}}?in
    | ^\W*licensed[ ](?:\w+[ ]){{0,5}}?in
    | \b(?:clients|people|adults|residents|couples|families|teens|anyone|individuals|women|men)
      [ ](?:who[ ](?:are|live|reside)[ ])?(?:\w+[ ])?(?:in|of|from|across|throughout)
    | \b(?:therapy|counseling|sessions|psychotherapy|telehealth|teletherapy)[ ](?:\w+[ ]){{0,4}}?
      (?:in|across|throughout|for)
    | \b(?:practice|work|available|serving|serve|see[ ]people)[ ](?:\w+[ ]){{0,3}}?(?:in|across
    |throughout)
    )[ ](?:the[ ]state[ ]of[ ]|all[ ]of[ ])?{_LIST.replace(" ", "[ ]")}$"""
)
_OURS = re.compile(
    r"(?i)\b(?:I|I['’]m|we|my|our|offer\w*|available|serv(?:e|ing)|see|welcome|licensed|online"
    r"|telehealth|teletherapy|book|open to)\b"
)
_OTHERS = re.compile(
    r"(?i)\b(?:a|another|the|any|find|their|local) (?:\w+ )?(?:therapists?|counselors?|clinicians?)"
    r" (?:who (?:is|are) )?(?:\w+ )?(?:licensed |in )|\bcoach(?:ing|es)?\b|\bstud(?:y|ies)\b"
    r"|\btrial\b"
    r"|\bused to\b|\b(?:was|were|grew|born|studied|trained|moved|lived|taught)\b|\bif you\b"
)
_EVERYWHERE = re.compile(
    r"(?i)\b(?:world-?wide|nationwide|internationally|(?:around|across|all over|throughout) the "
    r"(?:world|globe|US|U\.S\.|USA|United States|country|nation)|(?:anywhere"
    r"|wherever you are) in the "
    r"(?:world|US|U\.S\.|USA|United States|country)|anywhere on earth"
    r"|in (?:all|every one of the) (?:50 |fifty )?states|in (?:every|any) (?:state|country))(?!\w)"
)
_EVERY_WORD = frozenset(
    [
        "worldwide",
        "world-wide",
        "nationwide",
        "internationally",
        "world",
        "globe",
        "us",
        "u",
        "usa",
        "united",
        "country",
        "nation",
        "earth",
        "states",
        "state",
    ]
)
_EVERY_KEY = [
    "worldwide",
    "world-wide",
    "nationwide",
    "internationally",
    "the world",
    "the globe",
    "the us",
    "the u.s.",
    "the united",
    "the country",
    "the nation",
    "on earth",
    "all states",
    "50 states",
    "fifty states",
    "of the states",
    "any state",
    "every state",
    "any country",
    "every country",
]
_KIND = re.compile(
    r"(?i)\b(?:(therapy|psychotherapy|counseling)|(coach\w*|consult\w*|articles?|book))\b"
)


@rule(
    "truth-state",
    "Therapy is offered in a state that is not in the facts",
    group="truth",
    stops="publish",
    allowable=True,
)
def truth_state(document: Document, known: Known) -> Iterator[Problem]:
    """Therapy seems to be offered in a state that no service in the facts names. A therapist needs
    the license of the state where the client is at the time.

    **How to mend it:** Take the state out; or, if you are licensed there, add the license and the
    state to the facts.

    ```yaml
    services:
      - name: Therapy
        type: therapy
        states: [CO, TX]
    ```
    """
    first_words = document.words & _FIRST.keys()
    if not first_words:
        return
    ours = {state.name for state in known.facts.therapy_states}
    served = ", ".join(sorted(ours)) or "none yet"
    names = [name for word in first_words for name in _FIRST[word] - ours]
    for block, text, match in found(document, _STATE, map(str.lower, names)):
        name = match[0]
        if name in ours:
            continue
        first, last = sentences.around(text, match.start())
        before, sentence = text[first : match.start()], text[first:last]
        if not (_OFFERED.search(before) and _OURS.search(sentence)) or _OTHERS.search(before):
            continue
        if sentences.rejected(text, (first, last), match.span()):
            continue
        yield truth_state.problem(
            document.path,
            block.line_at(match.start()),
            f"Therapy seems to be offered in {name}, and by the facts it is not.",
            f"Take {name} out; if you are licensed there, add the license and the state to "
            f"practice.yaml (states served now: {served}).",
        )


@rule(
    "truth-worldwide",
    "Therapy is offered where nobody is licensed",
    group="truth",
    stops="publish",
    allowable=True,
)
def truth_worldwide(document: Document, known: Known) -> Iterator[Problem]:
    """Therapy is offered to the whole country or the whole world. A license holds in one state, and
    what counts is where the client is. Coaching may be offered everywhere, if it is kept apart from
    therapy.

    **How to mend it:** Say in which states clients must be.

    ```text
    Therapy is for people who are in Colorado or Texas during the session.
    ```
    """
    if document.words.isdisjoint(_EVERY_WORD):
        return
    for block, text, match in found(document, _EVERYWHERE, _EVERY_KEY):
        first, last = sentences.around(text, match.start())
        before, sentence = text[first : match.start()], text[first:last]
        kinds = list(_KIND.finditer(before)) or list(_KIND.finditer(sentence))[:1]
        if not kinds or not kinds[-1][1] or not _OURS.search(sentence):
            continue
        if sentences.rejected(text, (first, last), match.span()):
            continue
        names = [state.name for state in known.facts.therapy_states]
        where = " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        yield truth_worldwide.problem(
            document.path,
            block.line_at(match.start()),
            f"Therapy is offered “{match[0]}”, and a license holds only in its own state.",
            f"Say where clients must be: in {where}." if where else "Name the states instead.",
        )


def found(
    document: Document, pattern: re.Pattern[str], keys: Iterable[str]
) -> Iterator[tuple[Block, str, re.Match[str]]]:
    """Where a pattern stands: the block, its text on one line, and the match."""
    for block, text in blocks_with(document, keys):
        for match in pattern.finditer(text):
            yield block, text, match
