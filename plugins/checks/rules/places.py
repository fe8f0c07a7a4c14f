"""Where therapy is offered: only in the states of the facts.

A license holds in one state, and what counts is where the client is (dpo.colorado.gov,
TelehealthFAQ; 16 CCR 1815.5).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial

from plugins.checks.document import Document
from plugins.checks.rules import Problems, text_rule
from plugins.checks.rules.finding import Said, found
from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known
from plugins.practice.states import STATES

rule = partial(text_rule, group="truth", stops="publish", allowable=True)
STATE_NAMES = "|".join(sorted(STATES.values(), key=len, reverse=True))
# The first word of a state's name, and the states whose names begin with it.
_FIRST: dict[str, set[str]] = defaultdict(set)
for _name in STATES.values():
    _FIRST[_name.lower().split()[0]].add(_name)
_STATE = re.compile(
    rf"\b(?:{STATE_NAMES})\b(?! (?:University|State University|Magazine|Times|Journal))"
)
_LIST = rf"(?:(?:{STATE_NAMES})(?:, (?:and |or )?| and | or |/))*"
_OFFERED = phrase(rf"""
    (?:\b(?:I['’]m|I am|we are|am|is|are|also|now) (?:fully |also )?licensed (?:\w+ ){{0,5}}?in
    |^\W*licensed (?:\w+ ){{0,5}}?in
    |\b(?:clients|people|adults|residents|couples|families|teens|anyone|individuals|women
    |men) (?:who (?:are|live|reside) )?(?:\w+ )?(?:in|of|from|across|throughout)
    |\b(?:therapy|counseling|sessions|psychotherapy|telehealth|teletherapy) (?:\w+ ){{0,4}}?
    (?:in|across|throughout|for)
    |\b(?:practice|work|available|serving|serve|see people) (?:\w+ ){{0,3}}?(?:in|across
    |throughout)) (?:the state of |all of )?{_LIST}$""")
_OURS = phrase(r"""
    \b(?:I|I['’]m|we|my|our|offer\w*|available|serv(?:e|ing)|see|welcome|licensed|accepting|online
    |telehealth|teletherapy|book|open to)\b""")
# What says by itself where this practice works: what comes before the state, and what follows it.
_SESSION = r"(?:therapy|psychotherapy|counseling|sessions?|telehealth|teletherapy|treatment)"
_IN = r"(?:in|within|across|throughout|all over|all across|anywhere in)"
_WHOM = r"(?:people|anyone|everyone|adults|clients|those|residents|women|men|couples|families)"
_BEING = r"(?: who (?:is|are|live|lives)| that are| living| located)?(?: physically)?"
_HERE = phrase(rf"""
    (?:^\W*(?:\w+ ){{0,2}}?(?:{_SESSION}|appointments?) (?:here |with (?:me|us) )?(?:is|are)
    (?: \w+){{0,4}}?(?: {_WHOM}{_BEING})? (?:{_IN}|of|from)
    |^\W*here (?:it|{_SESSION}) (?:is|are) (?:\w+ ){{0,4}}?{_IN}
    |^\W*serving(?: \w+)?(?: {_IN})?
    |\b(?:I|we|who) (?:am able to |are able to |can |only |also |currently |now ){{0,2}}
    (?:see|work with|accept|welcome|take|serve|help) (?!what|how|that|why)(?:\w+ ){{0,5}}?{_IN}
    |\b(?:offer|provide) (?:\w+ ){{0,4}}?to {_WHOM}{_BEING} {_IN}
    |\b(?:my|our|the|this) (?:practice|office) is (?:\w+ )?{_IN}(?: [\w.]+,)?
    |\b(?:I am|I['’]m|we are|practice is|office is) (?:based|located) {_IN}(?: [\w.]+,)?
    |\bmy clients (?:are|live) (?:\w+ ){{0,3}}?{_IN}
    |\b(?:I|we) (?:\w+ )?practice (?:\w+ )?{_IN}
    |\b(?:hold|have) (?:a|my|the) (?:full )?license (?:in|for)
    |\blicense (?:lets|allows) (?:me|us) (?:\w+ ){{0,5}}?{_IN}
    |\bauthorized to practice {_IN}
    |\b(?:I am|I['’]m|we are) (?:an? )?(?:\w+ ){{0,4}}?
    (?:counselors?|therapists?|psychologists?|workers?) {_IN}
    |\b(?:we|practice|I) (?:also )?serves?(?: (?:\w+ ){{0,4}}?{_IN})?
    |^\W*(?:\w+ ){{0,2}}?{_SESSION}[^.]{{0,30}} for {_WHOM}{_BEING} {_IN}
    |\b(?:provid|offer)ing {_SESSION} (?:to|{_IN})|\b(?:I am|I['’]m) registered in
    |^\W*not in
    |\ba trip within) (?:the state of |all of )?{_LIST}$""")
_IF_THERE = phrase(rf"""
    \b(?:you|clients|we both) (?:\w+ )?(?:must|need to|have to|should|are to|can|may) be
    (?: \w+){{0,3}}? {_IN} {_LIST}$
    |\b(?:as long as|if|while|wherever) you (?:are|live) in {_LIST}$""")
_MEETING = phrase(rf"""
    \b(?:{_SESSION}|work with (?:me|us|you)|(?:when|where) we|we (?:can|may) (?:\w+ )?(?:meet|work)
    |we meet|I can (?:see|work))\b""")
_MINE = phrase(r"""\b(?:my|our) $|\b(?:I am|I['’]m|we are|as) an? $""")
_MINE_AFTER = phrase(r"""
    ^ (?:license|practice|therapists?|counselors?|psychologists?|psychotherapists?)\b""")
_BOARD = phrase(r"\b(?:I am|I['’]m|we are) licensed by the $")
_RESIDENTS = phrase(rf"""
    \b(?:{_SESSION}|appointments?|available|see|serve|accept\w*|work with)\b[^.]*? (?:to|for|see
    |serve|with|accepting) (?:\w+ )?{_LIST}$""")
_WELCOME_AFTER = phrase(r"""
    ^ residents (?:are welcome|can|may)\b
    |^[^.]{0,60}: these are the states (?:where|in which) (?:I|we)\b""")
_ANSWER = re.compile(rf"^\W*{_LIST}$")
_ANSWER_AFTER = phrase(
    rf"^(?:(?:, (?:and |or )?| and | or )(?:{STATE_NAMES}))*\. What counts is where you\b"
)
_OTHERS = phrase(r"""
    \b(?:my|a|his|her|your) (?:teacher|colleague|friend|supervisor|mentor|sister|brother)s?\b
    |\buntil \d{4}\b|\bsee what\b|\b(?:cannot|can['’]t|do not|don['’]t) (?:see|work|practice|take)\b
    |\b(?:a|another|the|any|find|their|local) (?:\w+ )?(?:therapists?|counselors?
    |clinicians?) (?:who (?:is|are) )?(?:\w+ )?(?:licensed |in )
    |\bcoach(?:ing|es)?\b|\bstud(?:y|ies)\b|\btrial\b
    |\bused to\b|\b(?:was|were|grew|born|studied|trained|moved|lived|taught)\b""")
_IF = phrase(r"\bif you\b")
_SENT_AWAY = phrase(r"\bhad to (?:send|refer)\b")
_FRAGMENT = phrase(rf"""
    ^\W*(?:[\w-]+ ){{0,3}}?{_SESSION} for (?:people|adults|clients|women|men|couples|teens|families
    |anyone){_BEING} {_IN} (?:the state of )?{_LIST}$""")
_FRAGMENT_AFTER = re.compile(rf"^(?:(?:, (?:and |or )?| and | or )(?:{STATE_NAMES}))*[.!]?\W*$")
_USA = r"US|U\.S\.|USA|United States"
_EVERYWHERE = phrase(rf"""
    \b(?:world-?wide|nationwide|internationally
    |(?:around|across|all over|throughout) the (?:world|globe|{_USA}|country|nation)
    |(?:anywhere|wherever you are) in the (?:world|{_USA}|country)|anywhere on earth
    |in (?:all|every one of the) (?:50 |fifty )?states|in (?:every|any) (?:state|country))(?!\w)""")
_EVERY = (
    "worldwide, world-wide, nationwide, internationally, the world, the globe, the us, the usa, "
    "the u.s., the united, the country, the nation, on earth, all states, 50 states, fifty states, "
    "of the states, any state, every state, any country, every country"
)
_EVERY_KEY = _EVERY.split(", ")
_EVERY_WORD = frozenset(word for key in _EVERY_KEY for word in key.replace(".", " ").split()[-1:])
_KIND = phrase(r"\b(?:(therapy|psychotherapy|counseling)|(coach\w*|consult\w*|articles?|book))\b")


@rule("truth-state", "Therapy is offered in a state that is not in the facts")
def truth_state(document: Document, known: Known) -> Problems:
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
    names = [name.lower() for word in first_words for name in _FIRST[word] - ours]
    for said in found(document, _STATE, names):
        name, before = said.match[0], said.before
        if name not in ours and not _OTHERS.search(before) and _is_offered(said):
            yield truth_state.problem(
                *said.place,
                f"Therapy seems to be offered in {name}, but practice.yaml does not list it.",
                f"Take {name} out; if you are licensed there, add the license and the state to "
                f"practice.yaml (states served now: {served}).",
            )


def _is_offered(said: Said) -> bool:
    """Return whether a sentence says of a state that this practice works there."""
    before, sentence = said.before, said.sentence
    after = said.text[said.match.end() : said.match.end() + 200]
    if _ANSWER.search(before) and _ANSWER_AFTER.search(after):
        return True
    if _FRAGMENT.search(before) and _FRAGMENT_AFTER.search(
        said.text[said.match.end() : said.span[1]]
    ):
        return True
    if _SENT_AWAY.search(sentence):
        return False
    if _IF_THERE.search(before) and _MEETING.search(sentence) and "need a therapist" not in after:
        return True
    if _IF.search(before):
        return False
    if _HERE.search(before):
        return before.strip().casefold().startswith("not in") or not said.rejected()
    if after.startswith(" residents") and _RESIDENTS.search(before):
        return not said.rejected()
    mine = _MINE.search(before) and _MINE_AFTER.search(after)
    board = _BOARD.search(before) and after.startswith(" board")
    if mine or board or _WELCOME_AFTER.search(after):
        return not said.rejected()
    return bool(_OFFERED.search(before) and _OURS.search(sentence) and not said.rejected())


@rule("truth-worldwide", "Therapy is offered where nobody is licensed")
def truth_worldwide(document: Document, known: Known) -> Problems:
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
    for said in found(document, _EVERYWHERE, _EVERY_KEY):
        kinds = [*_KIND.finditer(said.sentence, 0, len(said.before))]
        kinds = kinds[-1:] or [*_KIND.finditer(said.sentence)][:1]
        if kinds and kinds[0][1] and _OURS.search(said.sentence) and not said.rejected():
            names = [state.name for state in known.facts.therapy_states]
            where = " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
            yield truth_worldwide.problem(
                *said.place,
                f"Therapy is offered “{said.match[0]}”, but a license holds only in its own state.",
                f"Say where clients must be: in {where}." if where else "Name the states instead.",
            )
