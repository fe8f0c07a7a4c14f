"""Whose a telephone number, an address or a price is, by the words around: the writer's or others'.

A sentence gives a number to others where the last that it names before it is an office, a line,
or a person or a house by name (“Ana Petrov, 303-…”, “the library answers at …”), and none of the
writer (“call me at …”). One that names nobody (“Ask for a room there.”, “Her voicemail is …”)
means whom the sentences before it name. A place, a day, a method, a degree or a label is no such
name; and a board's number is one that the notices have to know.
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
    |(?:recreation|community|senior|parent|counseling|health|medical|walk-in|drop-in)[ ]
    cent(?:er|re)s?
    |(?:food|diaper) (?:bank|pantry)|unions?|shop|store|museum|hotel|legal aid
    |court(?:house)?|clerk|consulate|embassy
    |the company|insur(?:ers?|ance compan(?:y|ies))|health plan|sheriff|police|shelters?
    |pharmac(?:y|ies)|poison control|universit(?:y|ies)|colleges?|schools?|church|ombudsman
    |foundation|intergroup|coalition|detox\w*)\b""")
# Who is somebody else, even if she is “my” somebody.
_OTHERS = phrase(r"""
    \b(?:building manager|landlord|colleagues?|psychiatrists?|doctors?|physicians?|pediatricians?
    |dietitians?|nurses?|pharmacists?|lawyers?|attorneys?|supervisors?|their
    |whoever (?:answers|picks|is)|chaplain|pastor|priest|rabbi|imam|midwife|doula
    |advocate|mediator|navigator|ombudsman
    |\w+['’]s (?:\w+ )?(?:number|phone|line|desk|office|voicemail)
    |(?-i:[A-Z])[\w-]+['’]s (?:is|answers))\b""")
# “Her voicemail is …” is of whom the sentence before names; “have her call …” is to the writer.
_PERSON = phrase(r"\b(?:s?he|they|h(?:er|im|is)|them|its|there(?! (?:is|are)\b))\b")
_TO_CALL = r"(?:call|text|phone|ring|dial|write|contact|reach|leave)"
_SENT = phrase(rf"""
    \b(?:(?:have|let|ask|tell|want|help) (?:her|him|them) (?:to )?{_TO_CALL}
    |(?:s?he|they) (?:(?:can|may|could|should|must|needs? to|wants? to) )(?:also )?{_TO_CALL})\b""")
# “The guard can be reached at …”, where nobody of the practice is meant.
_REACHED = phrase(r"""
    ^(?!.*\b(?:therapists?|clinicians?|counselors?|staff|team|office|voicemail|service)\b)
    .* can be (?:reached|summoned|had|found|called|contacted|texted|paged)\b""")
_HOST = re.compile(r"\b([\w-]+\.(?:org|com|gov|net|edu))\b")
_OWN = phrase(r"""
    \b(?:us|our|ours|my|mine|(?<!for )(?<!to )(?<!from )(?<!by )me|myself
    |(?:this|the) (?-i:office)|the practice|front desk
    |(?:I|we)(?:['’](?:m|re)| (?:am|are|answer|check|return|pick up|can be reached)))\b""")
_BOARD = phrase(r"\bboards?\b")
_SENTENCE_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bRev)(?<!\bFr)(?<!\bProf)(?<!\b[Tt]el)"
    r"(?<! [NSEW])[.!?][)”\"*_]*\s(?=\W*(?:[A-Z0-9]|$))"
)
_PARAGRAPH_END = re.compile(r"\n\s*\n|\n[ ]{0,3}(?=[-*+|>][ ]|\d+[.)][ ])")
_HOUSE_OWN = phrase(r"\b(?:the|this|our) (?:practice|office|suite|team|staff)\b")
# A house by its name, whatever it is called before.
_HOUSE = re.compile(
    r"\b[A-Z][\w.'’-]*[ ](?:Center|Clinic|Collective|College|Institute|Agency|Hospital|House"
    r"|Project|Seminary|Services|Network|Alliance|Society|Foundation|Church|Health|Psychiatry|Plans?)\b"
    r"|\b(?:Dr|Rev|Prof|Mr|Ms|Mrs)\.?[ ][A-Z]|\b[A-Z][a-z]+[A-Z][a-z]+"
)
_ADDRESS = re.compile(r"\b\d+ [^\d\n][^\n]{3,80}?\b[A-Z][A-Za-z]+ \d{5}\b")
_WORD = re.compile(r"[^\W\d_][\w&’'.-]*|[,:;(—–|]|\d+")
# What only the writer's own sentence says: it does not speak of whom the one before named.
_INVITES = phrase(r"""
    \b(?:schedul\w+|appointments?|session|consultations?|consults?|intake|start|started|begin
    |therapy|counseling|first step|next step|today|ready|reach out|curious|learn more|waiting list
    |waitlist|new clients?|cancel|billing|questions?|directions)\b""")
_WRITER = phrase(r"\b(?:I|we|us|our|ours|my|me|mine|this practice)\b")
# The writer sends people there, which makes nothing there hers; and what only says where she is.
_SENDS = phrase(r"""
    \bI (?:\w+ ){0,2}?(?:refer|recommend|gave|give|send|suggest|know|trust|like)\b|\bI last \w+""")
_PLACED = phrase(r"""
    \b(?:across from|next to|near(?! (?:me|us|you))|behind|opposite|above|beside|close to
    |(?:blocks?|minutes?|walk|miles?|yards) from)(?: (?:a|an|the|our|your))?(?: [\w'’]+){1,2}""")
_OFFICE = phrase(r"\b(?:the office|front desk)\b")
# Whom one complains to, or signs up with, has the number that follows.
_ADDRESSEE = phrase(r"""
    \b(?:complain|complaints?|appeal|appl(?:y|ications?)|report(?:ed)?|sign up|register)
    (?: \w+)? (?:to|at|with) (?:the )?(?-i:[A-Z])""")
_CALLING = {"call", "calling", "dial", "phone", "text", "texting", "ring", "telephone", "calls"}
_OF_PLACE = {"in", "near", "around", "outside", "on", "from", "until", "since", "every"}
_NOUN_AFTER = (["on"], ["a"], ["the"], ["its"], ["by"])  # “who’d like a call”, “by phone”
_TITLES = {"Dr", "Mr", "Ms", "Mrs", "Rev", "Prof", "Pastor", "Rabbi", "Father", "Sister"}
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


_WITH = phrase(r"\b(?:with|for) (?:her|him|them)\b|\bs?he\b")  # “…, texting is fine with her”
_CLIENT = phrase(r"\b(?:clients?|patients?)\b")
_DEGREE = re.compile(r"\b(?:LPCC?|LCSW|LMFT|LMHC|MD|DO|PhD|PsyD|RDN?|NP|RN|MSW|MA)\b")


def is_others(before: str, after: str, known: Known) -> bool:
    """Return whether the words before and behind a number give it to somebody else.

    “If the crisis line is busy, call me at …” does not: what is said last counts.
    """
    *earlier, sentence = _SENTENCE_END.split(_PARAGRAPH_END.split(before)[-1])
    sentence = _PLACED.sub(" ", _ADDRESS.sub(" ", sentence))
    if _BOARD.search(sentence):
        return False
    last = _last_own(sentence, known)
    if _says_others(sentence, last, known, before) or _is_said_after(after, known):
        return True
    if last and not (office := _OFFICE.search(sentence)):
        return False
    if last and office and _last_own(_OFFICE.sub(" ", sentence), known):
        return False
    return not _INVITES.search(sentence) and _is_told_of_others(earlier[-2:], known)


def _last_own(sentence: str, known: Known) -> int:
    """Return where the last words end by which a sentence speaks of the writer, 0 if none do."""
    own = [found.end() for pattern in (_OWN, _names(known)) for found in pattern.finditer(sentence)]
    return max((*own, *(found.end() for found in _SENT.finditer(sentence))), default=0)


def _says_others(sentence: str, last: int, known: Known, before: str) -> bool:
    """Return whether a sentence names somebody else, after its last word about the writer."""
    if any(found.start() - 8 > last or not last for found in _OWNER.finditer(sentence)):
        return True
    if any(found.start() >= last for found in _OTHERS.finditer(sentence)):
        return True
    if _PERSON.search(sentence, last) and not (
        _names(known).search(before) or _HOUSE_OWN.search(before)
    ):
        return True
    hosts = [found[1] for found in _HOST.finditer(sentence, last)]
    if any(host not in known.facts.practice.url for host in hosts):
        return True
    if _ADDRESSEE.search(sentence, last) or (not last and _REACHED.search(sentence)):
        return True
    return _names_somebody(sentence[last:], begins=not last)


def _is_told_of_others(sentences: list[str], known: Known) -> bool:
    """Return whether the last of some sentences that names anybody names no one of the practice."""
    for whole in reversed(sentences):
        sentence = _PLACED.sub(" ", _SENDS.sub(" ", whole))
        if _WRITER.search(sentence) or _names(known).search(sentence):
            return False
        if _OWNER.search(sentence) or _HOUSE.search(sentence):
            return True
    return False


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
        if word.lower() in _CALLING and words[-1:] not in _NOUN_AFTER:
            return False
        word = re.sub("['’]s$", "", word)
        if not word[0].isupper() or word in _NO_NAMES:
            continue
        name = [word]
        while words and (words[-1][0].isupper() or words[-1] in _JOINING):
            name.append(words.pop().rstrip("."))
        titled = not _TITLES.isdisjoint(name)
        while name and (name[-1] in _JOINING or name[-1] in _NO_NAMES):
            words.append(name.pop())
        if len(name) < 2 and begins and not words and not (titled or _is_coined(name[0])):
            continue
        if not (words and words[-1].lower() in _OF_PLACE):
            return True
    return False


def _is_coined(word: str) -> bool:
    """Return whether a word has more capitals than the first: ASU, SafeHouse, Access-a-Ride."""
    return any(sign.isupper() for sign in word[1:]) and _NO_NAMES.isdisjoint(word.split("-"))


def _is_said_after(after: str, known: Known) -> bool:
    """Return whether what follows a number says whose it is: “… is the nurse line of Kaiser”."""
    near = " ".join(_SENTENCE_END.split(_PARAGRAPH_END.split(after)[0])[0].split()[:8])
    if _OWN.search(near) or _names(known).search(near):
        return False
    return bool(_OWNER.search(near) or _WITH.search(near))


def is_colleagues(before: str) -> bool:
    """Return whether “her number” is a colleague's, by the paragraph before it, and no client's."""
    paragraph = _PARAGRAPH_END.split(before)[-1]
    colleague = _OTHERS.search(paragraph) or _HOUSE.search(paragraph) or _DEGREE.search(paragraph)
    return bool(colleague) and not _CLIENT.search(paragraph)


def others_charge(before: str) -> bool:
    """Return whether the beginning of a sentence says that others ask or pay a price."""
    hers = [one for one in _OTHERS.finditer(before) if before[: one.start()].endswith(" the ")]
    return bool(_OWNER.search(before) or hers) and not _WRITER.search(before)
