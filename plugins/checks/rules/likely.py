"""Sentences of which no table of claims knows, but which resemble those that boards object to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plugins.checks import classifier
from plugins.checks.document import Document
from plugins.checks.rules import Problems, sentences
from plugins.checks.rules.sentences import phrase
from plugins.core.problem import declare
from plugins.notices.known import Known
from plugins.practice.states import STATES

_SHORT = 3  # of fewer words nothing can be said
_STATE = re.compile(rf"\b(?:{'|'.join(sorted(STATES.values(), key=len, reverse=True))})\b")
# Of each topic of the classifier the claim that it belongs to, and what a sentence seems to do.
TOPICS = {
    "agency": ("claim-approval", "praise the work with the name of an agency"),
    "belittling": ("claim-comparison", "put other treatments down"),
    "client": ("", "tell of a client who could be recognized"),
    "coaching": ("claim-coaching-treats", "let coaching treat"),
    "confidentiality": ("claim-confidential", "promise secrecy without exception"),
    "crisis": ("claim-crisis-contact", "offer help in a crisis by message"),
    "healing": ("claim-cure", "promise a result"),
    "medication": ("claim-medication", "advise on medication"),
    "praise": ("claim-best", "set somebody above others"),
    "pressure": ("claim-pressure", "press readers to decide"),
    "rates": ("claim-rate", "promise a rate of success"),
    "reviews": ("claim-reviews", "ask clients for praise"),
    "telehealth": ("claim-anywhere", "offer therapy beyond the states of the license"),
    "testimonial": ("claim-testimonial", "let clients praise"),
    "time": ("claim-time", "promise a result for a time"),
    "titles": ("claim-profession", "use the title of another profession"),
}
# What others say is just what these are about.
_OF_OTHERS = frozenset({"agency", "client", "reviews", "testimonial"})
_HOTLINE = phrase(r"""
    \b(?:988|911|112|999|741741|88788|116 123|13 11 14|crisis line|lifeline|hotlines?
    |emergency room|text (?-i:[A-Z]{4,}) to|findahelpline)\b""")
_RATHER = phrase(r"\b(?:before|instead|rather than|never (?:have|need) to|no need)\b")
_OTHER_TITLE = phrase(r"""
    \b(?:psycholog|psychiatr|social work|lcsw|licsw|lmsw|marriage|lmft|mft|ph\.?d|psy\.?d|m\.?d\b
    |nurs|doctor|physician|rn\b|d\.?o\b|np\b|dietit)""")


def claim_likely(
    document: Document,
    known: Known,
    whole: str,
    ends: list[int],
    told_at: set[int],
    innocent: Mapping[str, re.Pattern[str] | None],
) -> Problems:
    """A sentence resembles those that boards object to. No table of claims knows it; but its words,
    weighed together, are those of sentences that break a code of ethics or a rule on advertising
    (ACA Code of Ethics, C.3; 22 TAC §681.49; Cal. Business and Professions Code §651). Of thirty
    innocent sentences on such subjects about one is told as well, so that this is a note and holds
    up nothing.

    **How to mend it:** Read it as a board would. If it promises, presses or praises, say what you
    do instead; if it does not, leave it as it is.

    ```text
    We look together at what helps.      (not: Your body will let go of everything.)
    ```
    """
    shipped, names = classifier.weights(), classifier.nameless(known.called)
    texts = document.sentences_at
    begin = 0
    for number, end in enumerate(ends):
        text, start = whole[begin : end - 1], begin
        begin = end
        for first, last in sentences.every(text):
            if start + first in told_at or text.count(" ", first, last) < _SHORT:
                continue
            sentence = text[first:last].strip()
            if shipped.score(sentence, names) < classifier.LIKELY:
                continue
            topic = shipped.topic(sentence)
            code, does = TOPICS.get(topic, ("", ""))
            never = innocent.get(code)
            answer = texts[number + 1].text if number + 1 < len(texts) else ""
            if (
                does
                and not (never and never.search(sentence))
                and not sentences.rejected(text, (first, last), (first, last), answer)
                and not (topic not in _OF_OTHERS and _others_say(text, (first, last)))
                and not _may(topic, sentence, known)
            ):
                line = texts[number].line_at(last - len(text[first:last].lstrip()))
                message = f"“{_shown(sentence)}” may {does}."
                remedy = "Read it as a board would, and reword it if it does; if not, leave it."
                yield _RULE.problem(document.path, line, message, remedy)


_RULE = declare(
    "claim-likely",
    "A sentence resembles those that boards object to",
    "note",
    group="claims",
    allowable=True,
    page=claim_likely.__doc__ or "",
)


def _others_say(text: str, sentence: tuple[int, int]) -> bool:
    """Return whether others say what speaks most for a violation."""
    first, last = sentence
    start, end = classifier.weights().strongest(text[first:last])
    return sentences.said_by_others(text, sentence, (first + start, first + end))


def _may(topic: str, sentence: str, known: Known) -> bool:
    """Return whether the facts bear out what a sentence with this topic says."""
    if topic in ("titles", "medication"):
        return bears_other_title(known)
    if topic == "crisis":
        return names_hotline(sentence)
    if topic == "telehealth":
        named = set(_STATE.findall(sentence))
        licensed = {one.state for person in known.facts.people for one in person.licenses}
        return bool(named) and named <= {STATES.get(code, code) for code in licensed}
    return False


def names_hotline(sentence: str) -> bool:
    """Return whether a sentence sends readers to a line that answers, and to nobody instead."""
    return bool(_HOTLINE.search(sentence)) and not _RATHER.search(sentence)


def bears_other_title(known: Known) -> bool:
    """Return whether somebody here is more than a counselor: a psychologist, a doctor, a nurse."""
    for person in known.facts.people:
        titles = " ".join(one.title for one in person.licenses)
        held = f"{person.degree} {person.credentials} {person.job_title} {titles}".casefold()
        if _OTHER_TITLE.search(held):
            return True
    return False


def _shown(sentence: str) -> str:
    """Return the beginning of a sentence, up to a dozen words."""
    words = sentence.strip(" *_>#“”\"'").rstrip(".!").split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
