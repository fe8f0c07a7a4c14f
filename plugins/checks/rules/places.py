"""Where therapy is offered: only in the states of the facts.

A license holds in one state, and what counts is where the client is (dpo.colorado.gov,
TelehealthFAQ; 16 CCR 1815.5).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from plugins.checks.document import Document
from plugins.checks.rules import Problems, text_rule
from plugins.checks.rules.finding import Said, found
from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known
from plugins.practice.states import STATES

rule = partial(text_rule, group="truth", stops="publish", allowable=True)
_SESSION = r"(?:therapy|psychotherapy|counseling|sessions?|telehealth|teletherapy|treatment)"
STATE_NAMES = "|".join(sorted(STATES.values(), key=len, reverse=True))
# The first word of a state's name, and the states whose names begin with it.
_FIRST: dict[str, set[str]] = defaultdict(set)
for _name in STATES.values():
    _FIRST[_name.lower().split()[0]].add(_name)
_STATE = re.compile(
    rf"\b(?:{STATE_NAMES})\b(?! (?:University|State University|Magazine|Times|Journal))"
)
_STATES = rf"(?:(?:{STATE_NAMES})(?:, (?:and |or )?| and | or |/))*"
# What may stand between “in” and a place: other states, a city, and how near to it.
_LIST = (
    r"(?:(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?), )?"
    rf"{_STATES}(?:(?:all|any|every) (?:parts?|corners?|count(?:y"
    rf"|ies)) of )?(?:the (?:greater )?|downtown |greater |metro |central )?"
)
# Cities and regions that say the state, each with every state that it may lie in.
_CITIES = {
    **dict.fromkeys(("New York City", "Brooklyn", "Manhattan", "Queens", "Long Island"), ("NY",)),
    **dict.fromkeys(("Los Angeles", "San Francisco", "San Diego", "Bay Area"), ("CA",)),
    **dict.fromkeys(("Oakland", "Sacramento", "Southern California"), ("CA",)),
    **dict.fromkeys(("Dallas", "Fort Worth", "San Antonio", "El Paso"), ("TX",)),
    "Houston": ("TX",), "Austin": ("TX",), "Chicago": ("IL",), "Seattle": ("WA",),
    "Tacoma": ("WA",), "Spokane": ("WA",), "Portland": ("OR", "ME"), "Salem": ("OR", "MA"),
    "Eugene": ("OR",), "Boise": ("ID",), "Denver": ("CO",), "Boulder": ("CO",),
    "Colorado Springs": ("CO",), "Phoenix": ("AZ",), "Tucson": ("AZ",), "Scottsdale": ("AZ",),
    "Albuquerque": ("NM",), "Santa Fe": ("NM",), "Las Vegas": ("NV",), "Reno": ("NV",),
    "Salt Lake City": ("UT",), "Minneapolis": ("MN",), "Saint Paul": ("MN",),
    "Twin Cities": ("MN",), "Milwaukee": ("WI",), "Madison": ("WI",), "Detroit": ("MI",),
    "Ann Arbor": ("MI",), "Cleveland": ("OH",), "Cincinnati": ("OH",),
    "Columbus": ("OH", "GA"), "Indianapolis": ("IN",), "St. Louis": ("MO",),
    "Kansas City": ("MO", "KS"), "Omaha": ("NE",), "Nashville": ("TN",), "Memphis": ("TN",),
    "Atlanta": ("GA",), "Charlotte": ("NC",), "Raleigh": ("NC",), "Asheville": ("NC",),
    "Charleston": ("SC", "WV"), "Miami": ("FL",), "Orlando": ("FL",), "Tampa": ("FL",),
    "New Orleans": ("LA",), "Boston": ("MA",), "Philadelphia": ("PA",), "Pittsburgh": ("PA",),
    "Baltimore": ("MD",), "Anchorage": ("AK",), "Honolulu": ("HI",), "Oklahoma City": ("OK",),
    "Tulsa": ("OK",), "Washington, D.C.": ("DC",), "Washington, DC": ("DC",),
    "Pacific Northwest": ("OR", "WA"),
    "New England": ("CT", "ME", "MA", "NH", "RI", "VT"),
}  # fmt: skip
# How the people of a state are called.
_PEOPLE = {
    "Texans": "TX", "Oregonians": "OR", "New Yorkers": "NY", "Ohioans": "OH",
    "Coloradans": "CO", "Floridians": "FL", "Washingtonians": "WA",
    "Michiganders": "MI", "Marylanders": "MD", "Minnesotans": "MN",
    "Virginians": "VA", "Californians": "CA", "Arizonans": "AZ", "Georgians": "GA",
    "Pennsylvanians": "PA",
}  # fmt: skip
_CITIES |= {people: (code,) for people, code in _PEOPLE.items()}
_CITY_FIRST: dict[str, set[str]] = defaultdict(set)
for _name in _CITIES:
    _CITY_FIRST[re.split(r"[ .,]", _name.lower())[0]].add(_name)
_CITY_NAMES = "|".join(re.escape(name) for name in sorted(_CITIES, key=len, reverse=True))
_CITY = re.compile(rf"\b(?:{_CITY_NAMES})(?!\w)")
_CODES = frozenset(code.lower() for code in STATES)
_CODE = re.compile(rf"(?<=[a-z], )(?:{'|'.join(STATES)})\b")
_PLACE_OF = phrase(r"^(?:(?:A|Your|Trusted|Trauma-informed|Experienced|Online)\s)?\W*$")
_PLACE_OF_AFTER = phrase(r"""
    ^[- ](?:based|area)?[- ]?(?:\w+ ){0,2}?(?:therapist|counselor|psychologist|psychotherapist
    |counseling|therapy|psychotherapy|practice)(?: (?:for|who (?:gets|sees|works|offers)
    |specializing|offering|serving)\b|[.!]?\W*$)""")
_BASED_AFTER = phrase(r"""
    ^-based,? (?:[\w-]+,? ){0,3}?(?:therapist|counselor|psychologist|psychotherapist|practice
    |clinician
    |therapy|counseling)\b""")
_NUMBERED = phrase(
    r"^ (?:\w+ )?(?:licen[sc]e|LPCC?|LCSW|LMFT|LMHC) (?:no\.? |number:? |# ?)?[A-Z]{0,5}[.-]?\d{3,}"
    r"|^,? #[A-Z]{0,5}[.-]?\d{3,}"
)
_GREETED = phrase(r"^\W*(?:welcome|hello|hi|dear),? $")
_FOR_THEM = phrase(rf"\b(?:{_SESSION}|available|open|help\w*|serv\w+|see) (?:to |for |\w+ for )?$")
_OFFERED = phrase(rf"""
    (?:\b(?:I['’]m|I am|we are|am|is|are|also|now) (?:fully |also )?licensed (?:\w+ ){{0,5}}?in
    |^\W*licensed (?:\w+ ){{0,5}}?in:?
    |\blicensed (?:[\w()]+ ){{0,6}}?in the state of
    |\b(?:clients|people|adults|residents|couples|families|teens|anyone|individuals|women
    |men) (?:who (?:are|live|reside) )?(?:\w+ )?(?:in|of|from|across|throughout)
    |\b(?:therapy|counseling|sessions|psychotherapy|telehealth|teletherapy) (?:\w+ ){{0,4}}?
    (?:in|across|throughout|for)
    |\b(?:practice|work|available|serving|serve|see people) (?:\w+ ){{0,3}}?(?:in|across
    |throughout)) (?:the state of |all of |both |the heart of )?{_LIST}$""")
_OURS = phrase(r"""
    \b(?:I|I['’]m|we|my|our|offer\w*|available|serv(?:e|ing)|see|welcome|licensed|accepting|online
    |telehealth|teletherapy|book|open to)\b""")
# What says by itself where this practice works: what comes before the state, and what follows it.
_IN = r"(?:in|within|across|throughout|all over|all across|anywhere in)"
_WHOM = r"(?:people|anyone|everyone|adults|clients|those|residents|women|men|couples|families)"
_BEING = r"(?: who (?:is|are|live|lives)| that are| living| located)?(?: physically)?"
_HERE = phrase(rf"""
    (?:^\W*(?:\w+ ){{0,2}}?(?:{_SESSION}|appointments?) (?:here |with (?:me|us) )?(?:is|are)
    (?: \w+){{0,4}}?(?: {_WHOM}{_BEING})? (?:{_IN}|of|from)
    |^\W*here (?:it|{_SESSION}) (?:is|are) (?:\w+ ){{0,4}}?{_IN}
    |^\W*(?:\w+ly )?serving(?: \w+)?(?: {_IN})?
    |\b(?:I|we|who) (?:am able to |are able to |can |only |also |currently |now ){{0,2}}
    (?:see|work with|accept|welcome|take|serve|help) (?!what|how|that|why)(?:\w+ ){{0,5}}?{_IN}
    |\b(?:offer|provide) (?:\w+ ){{0,4}}?to {_WHOM}{_BEING} {_IN}
    |\b(?:my|our|the|this) (?:practice|office) is (?:\w+ )?{_IN}(?: [\w.]+,)?
    |\b(?:I am|I['’]m|we are|practice is|office is) (?:based|located) {_IN}(?: [\w.]+,)?
    |\bmy clients (?:are|live) (?:\w+ ){{0,3}}?{_IN}
    |\b(?:I|we) (?:\w+ )?practice (?:\w+ )?{_IN}
    |\b(?:hold|have) (?:(?:a|my|the) )?(?:full )?licenses? (?:in|for)
    |\blicense (?:lets|allows) (?:me|us) (?:\w+ ){{0,5}}?{_IN}
    |\b(?:my|our) licenses? (?:covers?|(?:is|are) (?:valid |good )?(?:for|from|in))
    |\bauthorized to practice {_IN}
    |\b(?:I am|I['’]m|we are) (?:an? )?(?:\w+ ){{0,4}}?
    (?:counselors?|therapists?|psychologists?|workers?) (?:based |located )?{_IN}
    |\b(?:we|practice|I) (?:also )?serves?(?: (?:\w+ ){{0,4}}?{_IN})?
    |^\W*(?:\w+ ){{0,2}}?{_SESSION}[^.]{{0,30}} for {_WHOM}{_BEING} {_IN}
    |\b(?:provid|offer)ing {_SESSION} (?:to|{_IN})|\b(?:I am|I['’]m) registered in
    |^\W*(?:based|located) {_IN}
    |^\W*{_SESSION}:
    |\bonly {_WHOM}(?: who (?:is|are|live|lives)| that are| living| located) {_IN}
    |^\W*(?:\w+ )?(?:seeing|accepting|welcoming|taking) (?:\w+ )?{_WHOM}{_BEING} {_IN}
    |^\W*(?:states?|areas?) (?:(?:I |we )?serve[ds]?|where I work|licensed in|covered):
    |^\W*(?:all |my |our )?(?:clients|patients) (?:must|need to|have to|are required to)
    [ ](?:be|live|reside)(?: \w+){{0,3}}? {_IN}
    |\b(?:I|we) (?:have|keep|rent|run|share) (?:\w+ ){{0,3}}?(?:offices?|locations?|rooms?) {_IN}
    |\byou can (?:work|meet|be seen|talk|see me) (?:with (?:me|us) )?(?:from )?(?:anywhere )?{_IN}
    |^\W*not in
    |\ba trip within) (?:the state of |all of |both |the heart of )?{_LIST}$""")
_IF_THERE = phrase(rf"""
    \b(?:you|clients|we both) (?:\w+ )?(?:must|need to|have to|should|are to|can|may)
    [ ](?:be|live|reside)
    (?: \w+){{0,3}}? {_IN} {_LIST}$
    |\b(?:as long as|if|while|wherever) you (?:are|live) in {_LIST}$""")
_MEETING = phrase(rf"""
    \b(?:{_SESSION}|work with (?:me|us|you)|(?:when|where) we|we (?:can|may) (?:\w+ )?(?:meet|work)
    |we meet|I can (?:see|work))\b""")
_NOT_THERE = phrase(
    r"\b(?:we|I) (?:cannot|can['’]t|may not|must not|are not|am not|will not)\b"
    r"|\b(?:not|im)\W?(?:possible|available|allowed)\b"
)
_MINE = phrase(r"""\b(?:my|our) $|\b(?:I am|I['’]m|we are|as|I hold|I have|we hold) an? $""")
_MINE_AFTER = phrase(r"""
    ^ (?:license|practice|therapists?|counselors?|psychologists?|psychotherapists?)\b""")
_BOARD = phrase(r"\b(?:I am|I['’]m|we are) licensed by the $")
_RESIDENTS = phrase(rf"""
    \b(?:{_SESSION}|appointments?|available|see|serve|accept\w*|work with)\b[^.]{{0,80}}? (?:to|for
    |see|serve|with|accepting) (?:\w+ )?{_STATES}$""")
_WELCOME_AFTER = phrase(r"""
    ^ (?:residents|clients) (?:are welcome|can|may)\b
    |^[^.]{0,60}: these are the states (?:where|in which) (?:I|we)\b""")
_THERE_I = phrase(r"^\W*in (?:the state of )?$")
_THERE_I_AFTER = phrase(
    r"^,? (?:I|we) (?:work|practice|see|am licensed|are licensed|offer|serve)\b"
)
_ANSWER = re.compile(rf"^\W*{_LIST}$")
_ANSWER_AFTER = phrase(
    rf"^(?:(?:, (?:and |or )?| and | or )(?:{STATE_NAMES}))*\. What counts is where you\b"
)
_OTHERS = phrase(r"""
    \b(?:my|a|his|her|your) (?:teacher|colleague|friend|supervisor|mentor|sister|brother)s?\b
    |\buntil \d{4}\b|\bsee what\b|\b(?:cannot|can['’]t|do not|don['’]t) (?:see|work|practice|take)\b
    |(?<!I am )(?<!['’]m )
    \b(?:a|another|the|any|find|their|local) (?:\w+ )?(?:therapists?|counselors?
    |clinicians?) (?:who (?:is|are) )?(?:\w+ )?(?:licensed |in )
    |\bcoach(?:ing|es)?\b|\bstud(?:y|ies)\b|\btrial\b
    |\bused to\b|\b(?:was|were|grew|born|studied|trained|moved|lived|taught)\b""")
_IF = phrase(r"\bif you\b")
_SENT_AWAY = phrase(r"\bhad to (?:send|refer)\b")
_FRAGMENT = phrase(rf"""
    ^\W*(?:\w[\w-]* ){{0,3}}?(?:{_SESSION}(?: for (?:people|adults|clients|women|men|couples
    |teens|families|anyone){_BEING})?|therapist|counselor|psychologist|psychotherapist)
    [ ]{_IN} (?:the state of )?{_LIST}$""")
_FRAGMENT_AFTER = re.compile(
    rf"^(?:, (?:{STATE_NAMES}|[A-Z]{{2}}))?(?:(?:, (?:and |or )?| and | or )(?:{STATE_NAMES}))*"
    rf"(?: and (?:throughout|across|in|all of) (?:{STATE_NAMES}))?[.!]?\W*$"
)
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
    ours = {state.name for state in known.facts.therapy_states}
    served = ", ".join(sorted(ours)) or "none yet"
    told: set[tuple[tuple[str, int], str]] = set()
    for said, states in _places(document):
        name, before = said.match[0], said.before
        if ours.isdisjoint(states) and not _OTHERS.search(before) and _is_offered(said):
            name = STATES.get(_PEOPLE.get(name, name), name)
            if (said.place, name) in told:
                continue
            told.add((said.place, name))
            yield truth_state.problem(
                *said.place,
                f"Therapy seems to be offered in {name}, but practice.yaml does not list it.",
                f"Take {name} out; if you are licensed there, add the license and the state to "
                f"practice.yaml (states served now: {served}).",
            )


def _places(document: Document) -> Iterator[tuple[Said, set[str]]]:
    """Yield each place that a text names, and the states in which it may lie."""
    if names := [name.lower() for word in document.words & _FIRST.keys() for name in _FIRST[word]]:
        for said in found(document, _STATE, names):
            yield said, {said.match[0]}
    split = {part for word in document.words for part in word.split("-")}  # Boise-based
    cities = split & _CITY_FIRST.keys()
    if names := [name.lower() for word in cities for name in _CITY_FIRST[word]]:
        for said in found(document, _CITY, names):
            yield said, {STATES[code] for code in _CITIES[said.match[0]]}
    if document.words & _CODES:
        for said in found(document, _CODE, (", ",)):
            yield said, {STATES[said.match[0]]}


def _is_offered(said: Said) -> bool:
    """Return whether a sentence says of a place that this practice works there."""
    before, sentence = said.before, said.sentence
    after = said.text[said.match.end() : said.match.end() + 200]
    rest = said.text[said.match.end() : said.span[1]]
    if _PLACE_OF.search(before) and (_PLACE_OF_AFTER.search(rest) or _BASED_AFTER.search(rest)):
        return not said.rejected()
    if _THERE_I.search(before) and _THERE_I_AFTER.search(after):
        return not said.rejected()
    if _NUMBERED.search(after) and not said.rejected():
        return True
    if (
        said.match[0] in _PEOPLE
        and (_FOR_THEM.search(before) or _GREETED.search(before))
        and not said.rejected()
    ):
        return True
    if _ANSWER.search(before) and _ANSWER_AFTER.search(after):
        return True
    if _FRAGMENT.search(before) and _FRAGMENT_AFTER.search(
        said.text[said.match.end() : said.span[1]]
    ):
        return True
    if _SENT_AWAY.search(sentence):
        return False
    if _IF_THERE.search(before) and _MEETING.search(sentence) and "need a therapist" not in after:
        return not _NOT_THERE.search(sentence)
    if _IF.search(before):
        return False
    if _HERE.search(before):
        return before.strip().casefold().startswith("not in") or not said.rejected()
    if after.startswith(" residents") and _RESIDENTS.search(before):
        return not said.rejected()
    mine = _MINE.search(before) and _MINE_AFTER.search(after)
    board = _BOARD.search(before) and after.casefold().startswith((" board", " state board"))
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
