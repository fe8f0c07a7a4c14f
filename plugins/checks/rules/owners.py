"""Whose a telephone number is, by the words of its sentence: the writer's or somebody else's.

A sentence gives a number to others where the last that it names before it is an office, a line,
or a person or a house by name (“Ana Petrov, 303-…”, “the library answers at …”), and none of the
writer (“call me at …”). A place, a day, a method, a degree or a label is no such name; and a
board's number is one that the notices have to know.
"""

from __future__ import annotations

import re
from functools import lru_cache

from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known

# What has a number of its own; “our crisis line” is the writer's all the same.
_OWNER = phrase(r"""
    \b(?:(?:hot|help|warm|safe|life|talk)lines?|(?<!in )lines?
    |(?:crisis|response|outreach|support) (?:teams?|cent(?:er|re)s?|units?|services|clinic
    |stabilization|desk)|county(?:['’]s)? (?:mobile|mental|behavioral|human|health|courts?)
    |libraries|library|hospitals?|hospices?|emergency (?:room|department)|urgent care
    |associations?|departments?|divisions?|agency|agencies|(?-i:Office) (?:for|of)|clinics?
    |the company|insur(?:er|ance company)|health plan|sheriff|police|shelters?|pharmac(?:y|ies)
    |poison control|universit(?:y|ies)|colleges?|schools?|church|ombudsman|foundation
    |intergroup|coalition|detox\w*)\b""")
# Who is somebody else, even if she is “my” somebody.
_OTHERS = phrase(r"""
    \b(?:building manager|landlord|colleagues?|psychiatrists?|doctors?|physicians?|pediatricians?
    |dietitians?|nurses?|pharmacists?|lawyers?|attorneys?|supervisors?|their
    |\w+['’]s (?:\w+ )?(?:number|phone|line|desk|office))\b""")
_PERSON = phrase(r"\b(?:s?he|they)\b")
_HOST = re.compile(r"\b([\w-]+\.(?:org|com|gov|net|edu))\b")
_OWN = phrase(r"""
    \b(?:us|our|ours|my|mine|(?<!for )(?<!to )(?<!from )(?<!by )me|myself
    |(?:this|the) (?-i:office)|the practice|front desk
    |(?:I|we)(?:['’](?:m|re)| (?:am|are|answer|check|return|pick up|can be reached)))\b""")
_BOARD = phrase(r"\bboards?\b")
_SENTENCE_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<! [NSEW])[.!?][)”\"*_]*\s(?=\W*[A-Z0-9])"
    r"|\n\s*\n|\n[ ]{0,3}(?=[-*+|>][ ]|\d+[.)][ ])"
)
_ADDRESS = re.compile(r"\b\d+ [^\d\n][^\n]{3,80}?\b[A-Z][A-Za-z]+ \d{5}\b")
_WORD = re.compile(r"[^\W\d_][\w&’'.-]*|[,:;(—–|]|\d+")
_CALLING = {"call", "calling", "dial", "phone", "text", "texting", "ring", "telephone", "calls"}
_OF_PLACE = {"in", "near", "around", "outside", "on", "from", "until", "since", "every"}
_TITLES = {"Dr", "Mr", "Ms", "Mrs"}
_JOINING = {"of", "for", "the", "de", "la", "and", "&"}
_LABELS = """
    EMDR IFS CBT DBT ACT ERP CPT PTSD OCD ADHD LGBTQ HIPAA English Spanish Español Phone Tel
    Telephone Cell Mobile Text Texts Call Calls Voicemail Office Main Contact Direct Line
    Reception Appointments Appointment Scheduling Billing Intake New Clients Client Questions
    Email Address Hours Number Numbers Home Work Toll Free Secure Session Sessions Individual
    Couples Couple Group Groups Family Therapy Counseling Consultation Therapist Counselor
    Psychologist Practice Fax The Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon
    Tue Wed Thu Fri Sat Sun January February March April May June July August September October
    November December Suite Street Avenue Road Boulevard Drive Building Floor Room Unit Please
    Or And If For To In At Near From On By Info Information LPC LPCC LCSW LMFT LMHC LPCC-S PhD
    PsyD MA MS MSW MEd EdD LAC CAS NCC ACS AM PM TTY USA Zoom Licensed Professional Dr Mr Ms
    Mrs
"""
_NO_NAMES = frozenset(_LABELS.split())


def is_others(before: str, after: str, known: Known) -> bool:
    """Return whether the words before and behind a number give it to somebody else.

    “If the crisis line is busy, call me at …” does not: what is said last counts.
    """
    sentence = _ADDRESS.sub(" ", _SENTENCE_END.split(before)[-1])
    if _BOARD.search(sentence):
        return False
    own = [found.end() for pattern in (_OWN, _names(known)) for found in pattern.finditer(sentence)]
    last = max(own, default=0)
    if any(found.start() - 8 > last or not own for found in _OWNER.finditer(sentence)):
        return True
    if any(found.start() >= last for found in _OTHERS.finditer(sentence)):
        return True
    if _PERSON.search(sentence, last) and not _names(known).search(before):
        return True
    hosts = [found[1] for found in _HOST.finditer(sentence, last)]
    if any(host not in known.facts.practice.url for host in hosts):
        return True
    return _names_somebody(sentence[last:], begins=not last) or _is_said_after(after, known)


@lru_cache(maxsize=1)
def _names(known: Known) -> re.Pattern[str]:
    """Return a pattern for the practice's name and those of its people, whole and by last name."""
    facts = known.facts
    names = {facts.practice.name}
    for person in facts.people:
        names |= {person.name, *person.name.split()[:1], *person.name.split()[-1:]}
    return phrase(
        rf"\b(?:{'|'.join(re.escape(name) for name in sorted(names) if name) or '(?!)'})\b"
    )


def _names_somebody(text: str, *, begins: bool) -> bool:
    """Return whether the last name in a text, which may begin a sentence, is right before its end.

    No “call” may stand between: “for Brainspotting, call …” says nothing of whose number it is.
    """
    words = _WORD.findall(text)
    while words:
        word = words.pop().rstrip(".")
        if word.lower() in _CALLING and words[-1:] != ["on"]:
            return False
        if not word[0].isupper() or word in _NO_NAMES:
            continue
        name = [word]
        while words and (words[-1][0].isupper() or words[-1] in _JOINING):
            name.append(words.pop().rstrip("."))
        titled = not _TITLES.isdisjoint(name)
        while name and (name[-1] in _JOINING or name[-1] in _NO_NAMES):
            words.append(name.pop())
        if len(name) < 2 and begins and not words and not (titled or name[0].isupper()):
            continue
        if not (words and words[-1].lower() in _OF_PLACE):
            return True
    return False


def _is_said_after(after: str, known: Known) -> bool:
    """Return whether what follows a number says whose it is: “… is the nurse line of Kaiser”."""
    near = " ".join(_SENTENCE_END.split(after)[0].split()[:8])
    if _OWN.search(near) or _names(known).search(near):
        return False
    return bool(_OWNER.search(near))
