"""Whose practice it is: a text that names somebody else as the one who speaks or is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from plugins.checks.document import Document
from plugins.checks.rules import Problems, text_rule
from plugins.checks.rules.finding import Said, found
from plugins.notices.known import Known

rule = partial(text_rule, group="truth", stops="publish", allowable=True)
_WORD = r"[A-ZÀ-Þ][\w'’.-]*"
_LETTERS = r"(?:,? (?:MA|MS|MEd|MSW|PhD|PsyD|LPCC?|LMHC|LMFT|LCSW|LICSW|NCC|RN|MD)\b\.?)*"
_SOME_LETTERS = _LETTERS.removesuffix("*") + "+"
_WORK = r"(?:therapist|counselor|psychologist|psychotherapist|social worker|clinician|coach)"
_TWO = rf"{_WORD}(?: {_WORD}){{1,2}}"
# What somebody says of herself, or of whom one is to write to; the name begins with a capital.
_NAMED = re.compile(
    rf"(?:^|[.!?,] )I(?: am|['’]m) (?P<am>{_TWO})(?=[.;!]| and\b|, (?!say|said|wr[io])|$)"
    rf"|\b[Mm]y name is (?P<called>{_WORD}(?: {_WORD}){{0,2}})"
    rf"|\bI(?: am|['’]m) (?P<first>{_WORD}), (?:a|an|the|your) (?:\w+ )?{_WORK}\b"
    rf"|\b(?:the|this) (?:practice|website|site|office|private practice) of (?P<of>{_TWO})"
    r"|(?:\b(?:book|schedule|arrange|request|free|your)\b[^.!?]{0,30}|^\W*(?:[Ff]ree )?)"
    r"\b(?:consultation|sessions?|[Tt]herapy|appointment|conversation|counseling|call) with "
    rf"(?P<with>{_TWO})"
    rf"|(?:^\W*|[Pp]lease |\byou (?:can|may) )(?:[Ww]rite to|[Cc]all|[Cc]ontact|[Ee]-?mail"
    rf"|[Rr]each(?: out to)?|[Mm]eet) (?P<to>{_TWO})"
    rf"|(?P<seen>{_TWO}){_SOME_LETTERS},? (?:sees|offers|provides|accepts|welcomes|serves"
    r"|works with)\b"
)
# On a page about the practice nobody else does these things; in an article, a teacher may.
_NAMED_ON_PAGE = re.compile(
    rf"{_NAMED.pattern}"
    rf"|(?P<does>{_TWO}){_LETTERS},? (?:sees|offers|provides|accepts|welcomes|works|serves)"
    r" (?:with )?(?:clients|people|adults|couples|families|individuals|therapy|sessions"
    r"|counseling|online|a free|free|trauma)\b"
    rf"|(?P<is>{_TWO}){_LETTERS},? (?:is (?:an?|the|your) (?:\w+ ){{0,3}}?{_WORK}"
    r"|is (?:licensed|trained)|has worked|will (?:answer|call|reply|meet|write))\b"
    rf"|(?:^|[.!?] )This is (?P<here>{_TWO})(?=[.,!])"
    rf"|(?P<whose>{_TWO})['’]s? (?:practice|office|approach|clients)\b"
    rf"|(?:©|\(c\)|[Cc]opyright)(?: ?\d{{4}})? (?P<rights>{_TWO})"
    rf"|\b(?:[Ww]ritten|[Tt]exts?|[Pp]hotograph\w*) (?:is |are )?by (?P<by>{_TWO})"
    r"|\b(?:consultation|[Ss]essions?|[Tt]herapy|appointment|conversation|[Cc]ounseling|meet|talk"
    rf"|speak|work) (?:with|to) (?P<held>{_TWO})"
)
_NAME = rf"(?P<name>{_TWO})"
_TITLES = {
    "about": re.compile(rf"(?:About|Meet|Who [Ii]s|Hello,? [Ii] [Aa]m)? ?{_NAME}\??"),
    "consultation": re.compile(rf".*?\b(?:with|[Cc]ontact|[Cc]all|[Mm]eet) {_NAME}"),
}
_KEYS = (
    *("i am", "i'm", "i’m", "my name is", "sees ", "offers ", "provides ", "accepts "),
    *("welcomes ", "works with ", "serves ", " of ", " with ", "write to", "call ", "contact "),
    *(
        "mail ",
        "reach ",
        "meet ",
        " is ",
        " has ",
        " will ",
        "©",
        "(c)",
        "copyright",
        " by ",
        " to ",
        "works ",
    ),
    *("'s ", "’s "),
)
# Words that stand in titles and are no part of a person's name.
_NO_NAMES = frozenset(
    """a about adhd adults american and anxiety article articles at attachment authority behavioral
    body board brief burnout california calm care catholic center centre certified child children
    christian clinic clinical cognitive confidentiality consultation contact counseling counselor
    couples couple crisis depression dialectical emdr emotionally estimate faith families family
    faq federal first focused for free from good grief group groups healing health help here hotline
    how human ifs in individual individuals institute insurance internal is it jewish justice kind
    licensed life lifeline line lines living loss love marriage me mental mindfulness mindful my
    national nobody not of office on online only our parent parents part parts people personal
    practice press privacy private process professional protestant psychiatric psychology
    psychologist psychotherapist psychotherapy questions recovery research response room school
    science self service services session sessions sexual sleep social society somatic stress
    suicide support system systems team teens telehealth the therapist therapists therapy this
    together training trauma treatment university us veterans war we welcome what who why wellness
    with women work worker working world you young your""".split()  # noqa: SIM905
)


@rule("truth-name", "Somebody is named who does not work here")
def truth_name(document: Document, known: Known) -> Problems:
    """A text introduces somebody, or says whom to write to, who does not stand under “people” in
    the facts: “I am …”, “My name is …”, “A consultation with …”, or the title of the page about
    the practice. Mostly a page was copied from another site, and a visitor would take this practice
    for that one.

    **How to mend it:** Write the name of who works here; or add the person to the facts.

    ```yaml
    people:
      jane-doe:
        name: Jane Doe
    ```
    """
    ours = _ours(known)
    if not ours:
        return
    shown = " or ".join(person.name for person in known.facts.people[:3] if person.name)
    for place, name in _named(document):
        words = {word.strip(".,’'").casefold() for word in re.split(r"[ -]", name)}
        if words & ours or words & _NO_NAMES or name.isupper():
            continue
        yield truth_name.problem(
            *place,
            f"“{name}” is named here as somebody of this practice, and is not in practice.yaml.",
            f"Write {shown or known.facts.practice.name}, or whoever is meant; if {name} works "
            "here, add the name under “people:”.",
        )


def _ours(known: Known) -> set[str]:
    """Return every word of the names of the practice and its people, in small letters."""
    facts = known.facts
    names = [facts.practice.name] if facts.people else []
    names += [name for person in facts.people for name in (person.name, person.legal_name)]
    return {word.strip(".,").casefold() for name in names for word in re.split(r"[ -]", name)} - {
        ""
    }


def _named(document: Document) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield who is named, and where: in the title of a page about the practice, and in its text."""
    title = " ".join(str(document.fields.get("title", "")).split())
    pattern = _TITLES.get(str(document.fields.get("template", "")))
    told: set[str] = set()
    if pattern and (match := pattern.fullmatch(title)):
        told.add(match["name"])
        yield (document.path, document.header.line("title")), match["name"]
    named = _NAMED_ON_PAGE if document.kind == "page" else _NAMED
    for said in found(document, named, _KEYS):
        name = next(filter(None, said.match.groups()), "").rstrip(".,’'")
        if name in told or _is_quoted(said):
            continue
        told.add(name)
        yield said.place, name


def _is_quoted(said: Said) -> bool:
    """Return whether somebody else is speaking: what stands between quotation marks."""
    start = said.match.start()
    before = said.text[max(0, start - 200) : start + 1]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
