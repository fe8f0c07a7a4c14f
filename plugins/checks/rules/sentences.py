"""Is a word said in earnest? The sentence around it, and whether that sentence rejects it.

No grammar of English, only the few forms in which people take back a big word: they deny it (“no
therapist can guarantee”), let somebody else say it (“anyone who promises”), or ask (“is it
proven?”). What precedes a new clause does not reach into it: “not a promise but a guarantee”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(  # begun with the sign, which is found faster than what must not precede it
    r"[.!?…](?<![.!?…]{2})[.!?…]*(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\be\.g\.)"
    r"(?<!\bi\.e\.)[”\"')\]]*(?=\s|$)|[ ]·[ ]"
)
_FAR = 300  # characters each way; hardly a sentence that people read is longer


def phrase(pattern: str) -> re.Pattern[str]:
    """Return a pattern for words, in any letters; each line goes on where the one above ends."""
    return re.compile(re.sub(r"\n\s*", "", pattern), re.IGNORECASE)


_SUBJECT = r"(?:I|we|you|he|she|it|they|this|that|my|our|your|the|parts work|IFS)\b"
_CLAUSE = phrase(rf"""
    [;:–—]|,? \b(?:but|yet|whereas)\b|, (?:because|since|so that)\b
    |, (?:(?:and|so|then) )?{_SUBJECT}| and (?:the|my|our|your|I|we|it|this)\b""")
# “For people who cannot sleep, …”: what is denied there has nothing to do with what follows.
_PREAMBLE = phrase(r"""
    ^\W*(?:if|when|whenever|for|even|although|though|once|after|while|with|without|no matter
    |whatever|where)\b[^,]*,""")
_ONLY_SEEMS = phrase(r"""
    \b(?:not (?:only|just|merely|simply)|no (?:matter|doubt|wonder|longer|less)
    |nothing (?:short|less)|never again|no(?:body| one)? (?:else|other)|
    (?:do(?:n't| not)|never) (?:wait|worry|hesitate|miss)
    |without (?:a doubt|question|medication|drugs|effort|pain)|why not|can't wait)\b""")
_DENIES = phrase(r"""
    \b(?:no|not|never|nobody|none|neither|nor|cannot|without|nothing|hardly|rarely|seldom|scarcely
    |(?<!\ba )few|little is|\w+n't|rather than|instead of|far from|anything but|less than|refuses?
    |avoids?
    |beware|wary|careful|suspicious|distrust|doubts?|myth|too (?:early|soon|small)|yet to|forbids?
    |forbidden|prohibits?|unclear|unknown|whether|if (?:any|some)\w+)\b""")
_OTHERS_SAY = phrase(r"""
    \b(?:any(?:one|body| \w+)|people|some(?:one|body| \w+)?|whoever|those|others|sites?|websites?
    |ads?|advertise\w+|clinics?|books?|critics?|gurus?|therapists?|coach(?:es)?|headlines?|blurbs?|jackets?|covers?|brochures?|labels?|apps?
    |articles?|essays?|magazines?|newspapers?|podcasts?|films?|documentar(?:y|ies)|makers?
    |commercials?|influencers?|when an? \w+) (?:\w+ ){0,3}?
    (?:promis|claim|sell|say|said|call|advertis|offer|guarantee|us(?:e|es)\b)
    |(?<!I )(?<!we )\b(?:thought|was thought|were thought|hailed|touted|marketed|prescribed|sold
    |once called) (?:of )?(?:\w+ ){0,4}?as\b
    |\bfrom (?:a|an|the) (?:[\w']+ ){0,4}?(?:books?|covers?|brochures?|flyers?|ads?|billboards?
    |posters?|labels?|headlines?|websites?)\b[^:]{0,40}:
    |\bmay (?:also )?(?:read|hear|meet|find|see|come across)\b
    |\b(?:the|this) (?:word|words|term|claim|idea|promise|fantasy|dream|wish|phrase)\b|\bso-called\b
    |\b(?:lying|a lie)\b|\bif I (?:\w+ )?(?:promis|claim|said|told|call)\w*
    |(?<!am a )(?<!with a )(?<!find a )\b(?:therapists?|coach(?:es)?|clinicians?|method
    |person) (?:who|that) (?:\w+ )?$
    |\b(?:parts?|sides?|protectors?|managers?|critics?|firefighters?|exiles?|child|mind
    |voice) (?:[\w']+ ){0,5}?(?:want|hope|ask|demand|insist|look|long|search|believ|promis|think|say
    |fear|tell|need|expect|warn|worr|swear|argu)\w*\b""")
_THEY_SAY = phrase(r"""
    \b(?:s?he|they|(?:his|her|their|your|my|a|the) (?:mother|father|mom|dad|partner|husband|wife
    |friend|brother|sister|boss|neighbor|colleague|parents?|family)) (?:\w+ ){0,2}?
    (?:says?|said|thinks?|thought|believe[sd]?|complain(?:s|ed)?|tells?|told|insist(?:s|ed)?|heard
    |jokes?|joked|grumble[sd]?|read)\b
    |\b(?:some|many|most|other) (?:\w+ )?(?:therapists|coaches|clinicians|practices
    |people) (?:\w+ ){0,2}?(?:charge|ask|take)\b""")
_TAKEN_BACK = phrase(r"""
    ^[”"')]{0,4} ?(?:(?!(?:that|which|who|and|but)\b)[\w'-]+ ){0,6}?
    (?:(?:is|are|was|were|do|does|did|can|could|would|will|should|may|must|has|have)
    (?:n't| (?:not|never|no|nobody|hardly))|cannot|says? too much|goes too far)\b
    |\b(?:warning sign|red flag|dishonest|misleading|untrue|a lie\b|a myth|too strong|too big a|
    (?:more|further) than|no one can|nobody can|walk away|look elsewhere|think twice
    |be (?:careful|wary|suspicious)|keep your money|selling something|breaks (?:\w+ ){0,3}?
    (?:rules?|law)|depends on)\b""")
_PITCH = phrase(r"""
    \b(?:ready|want|looking for|tired of|why (?:wait|not|settle)|would(?:n't| you)|imagine|need
    |searching|dream(?:ing)? of|interested|longing|did you know|isn't it|what if)\b""")
# What somebody says who is no client: “…,” says the man in the advertisement.
_AD_SAYS = phrase(r"""
    ^[^"“”]{0,200}["”] (?:says?|said|promises?|claims?|reads?|shouts?|announces?)\b[^.!?]{0,60}?
    \b(?:ads?|advertis\w+|commercials?|infomercials?|brochures?|flyers?|posters?|covers?|labels?
    |billboards?|headlines?|websites?|influencers?|gurus?|salesm[ae]n|videos?|reels?)\b""")
# What somebody says who neither works nor is a client here: “…,” her sister said.
_OTHER_SAYS = phrase(r"""
    ^[^"“”]{0,200}[,.!?…]["”] (?:(?:his|her|their|your|my|the|an?) (?!(?:\w+ )?(?:clients?|patients?
    |therapist|counselor|coach)\b)(?:\w+ ){1,2}?|he |she |they |(?-i:[A-Z])\w+'s \w+ )
    (?:(?:had|has|have|would|used to|once|always|often) ){0,2}?
    (?:says?|said|told|tells?|asks?|asked|wrote|writes|shouts?|shouted|whispers?|whispered|calls?
    |called|warns?|warned)\b""")
# Of whom it is said only to warn of them: “a coach who says that she can heal you”.
_OTHER_WHO = phrase(r"""
    \b(?:an?|any|some|every|other|the) (?:\w+ )?(?:coach(?:es)?|therapists?|counselors?|clinics?
    |websites?|sites?|practices?|ads?|persons?|people|body|one|provider)
    [ ](?:who|that) (?:says?|claims?|promis\w+|tells?|offers?|advis\w+|wants?|sells?)\b""")
_AGREES = phrase(r"""
    ^\W*(?:yes|absolutely|certainly|of course|definitely|it (?:is|does)[.!,])""")


def around(text: str, position: int) -> tuple[int, int]:
    """Return where the sentence around `position` begins and ends; of a long one, what is near."""
    start = max(0, position - _FAR)
    until = min(len(text), position + _FAR)
    for end in _END.finditer(text, start, until):
        if end.end() > position:
            return start, end.end()
        start = end.end()
    return start, until


def every(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text begins and ends."""
    start = 0
    for end in _END.finditer(text):
        yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def asked_before(text: str, first: int) -> int:
    """Return where a short question begins right before a sentence, on which it is a condition.

    “Suicidal? Send me a message.” is “if you are suicidal, send me a message”; `first` if none.
    """
    before = text[max(0, first - 60) : first].rstrip()
    if not before.endswith("?"):
        return first
    begin = around(text, max(0, first - 60) + len(before) - 2)[0]
    return begin if text.count(" ", begin, first) <= 8 else first


def _opening(text: str, position: int) -> int:
    """Return where the quotation begins in which a position lies, -1 if in none."""
    straight = text.count('"', max(0, position - _FAR), position) % 2
    curly = text.rfind("“", max(0, position - _FAR), position)
    if curly > text.rfind("”", 0, position):
        return curly
    return text.rfind('"', 0, position) if straight else -1


def reported(before: str) -> bool:
    """Return whether somebody else says what follows `before`, the beginning of its sentence."""
    return bool(_OTHERS_SAY.search(before) or _THEY_SAY.search(before))


def rejected(text: str, sentence: tuple[int, int], said: tuple[int, int], answer: str = "") -> bool:
    """Return whether a sentence takes back what is said in it; both by where they stand in `text`.

    `answer` is what follows the text: a question counts as long as that does not agree with it.
    """
    (first, last), (start, end) = sentence, said
    before = text[first:start]
    if text[start:last].rstrip("\"”')] ").endswith("?"):
        follows = text[last : last + _FAR]
        return not _PITCH.search(text[first:last]) and not _AGREES.match(
            follows if follows.strip() else answer
        )
    if _TAKEN_BACK.search(text[end:last]) or said_by_others(text, sentence, said):
        return True
    # What precedes in the same clause, without what only looks like a denial.
    whole = _ONLY_SEEMS.sub(" ", _PREAMBLE.sub(" ", before))
    cuts = [cut.end() for cut in _CLAUSE.finditer(whole)]
    return bool(_DENIES.search(whole, cuts[-1] if cuts else 0))


def said_by_others(text: str, sentence: tuple[int, int], said: tuple[int, int]) -> bool:
    """Return whether others say what is `said` in a sentence; both by where they stand."""
    (first, last), (start, end) = sentence, said
    after = text[end:last]
    if _OTHERS_SAY.search(text[first:start]) or _AD_SAYS.search(after):
        return True
    if _OTHER_SAYS.search(after) or _OTHER_WHO.search(text, first, end):
        return True
    if (opened := _opening(text, start)) < first and opened >= 0:
        begin = around(text, max(0, opened - 2))[0]
        # The words of others, of which this is a later sentence.
        return opened - begin < _FAR and bool(_OTHERS_SAY.search(text[begin:opened]))
    return False
