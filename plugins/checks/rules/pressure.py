"""Claims that press: others belittled, clients made to praise, fear.

Texas, 22 TAC §681.49: no unsubstantiated comparison, no misleading testimonial, no preying on
fears. ACA Code of Ethics, C.3.b: no testimonials from clients.
"""

from __future__ import annotations

from plugins.checks.rules.claims import Told, claim
from plugins.checks.rules.finding import Said
from plugins.notices.known import Known

_OTHER = (
    r"(?:(?:any|every|all|most|the) (?:other )?(?:kinds? of )?)?"
    r"(?:(?:traditional|regular|other|conventional|ordinary|standard|usual|cognitive"
    r"(?: behavioral)?) )*(?:talk therap(?:y|ies)|therap(?:y|ies|ists?)|CBT|DBT|EMDR"
    r"|psychoanalysis|counseling|medications?|medicine|drugs|pills|antidepressants|treatments?"
    r"|methods?|approach(?:es)?)"
)
_OTHERS = "therapy, therapists, cbt, emdr, medication, counseling, pills, antidepressants"
# What is said of others: “therapists just listen”, “pills can only numb”.
_ONLY = ", ".join(
    f"{other} {only}"
    for other in _OTHERS.split(", ")
    for only in ("only", "just", "merely", "can only", "will only")
)


@claim(
    "claim-comparison",
    "Another treatment is belittled",
    keys="unlike, superior to, beats, where therapy, where talk, where traditional, where "
    "medication, where cbt, useless, outdated, superficial, band-aid, than any, than every, "
    "than all, than most, than the, than other, than traditional, than regular, than "
    "conventional, than ordinary, than standard, than usual, than talk, than therapy, than "
    "cbt, than dbt, than emdr, than psychoanalysis, than counseling, than medication, than "
    "medications, than drugs, than pills, than antidepressants, than with, than through, than "
    f"in, {_ONLY}",
    said=rf"""
        \b(?:better|faster|deeper|quicker|safer|gentler|stronger|longer|further|sooner
        |more (?:effective(?:ly)?|powerful(?:ly)?|lasting|successful(?:ly)?|efficient(?:ly)?))
        (?: [\w]+){{0,5}}? than (?:(?:with|through|in|from|by) )?{_OTHER}\b
        |\b(?:superior to|beats) {_OTHER}\b
        |\bunlike {_OTHER}\b[^.]*?\b(?:fails?|failed|only|just|merely|surface|band-aid|endless
        |dulls?|numbs?|masks?|drugs? you|ignores?|useless|waste|for years)\b
        |\bwhere {_OTHER} (?:\w+ ){{0,2}}?(?:fail|stop|give)(?:s|ed)?\b
        |\b{_OTHER} (?:can |will )?(?:only|just|merely) (?:scratch|touch|mask|numb|treat|manag|talk
        |cover|dull|hide|listen|nod|cop|look)\w*
        |\b{_OTHER} (?:is|are) (?:\w+ ){{0,2}}?(?:useless|outdated|superficial|band-aid)""",
    innocent=r"""
        \baccording to (?:the )?(?:(?-i:[A-Z])[\w']+ (?:of )?){1,6}(?:guidelines?|review)\b
        |\bknows?\b[^.]*\bbetter than\b|\bfor some \w+|\b(?:can|may|might) (?:feel|seem)\b
        |\b(?:are|be|is|need|needs|run|runs|take|takes|taking|took|wait|was|were)
        (?: \w+){0,3}? longer(?: \w+){0,5}? than\b""",
)
def claim_comparison(said: Said, _: Known) -> Told:
    """Another treatment is put down, or this one is called better. Texas's board (22 TAC §681.49)
    forbids comparisons that nothing bears out, the studies of IFS so far show none, and a
    reader may owe the other treatment a great deal.

    **How to mend it:** Say what this work does, and leave the other out.

    ```text
    IFS gives names to the sides of you that disagree.      (not: IFS is better than CBT.)
    ```
    """
    return (
        f"“{said}” puts another treatment down, and no study that we know of bears that out.",
        "Say what this work does, and leave the other out; readers may owe it a great deal.",
    )


@claim(
    "claim-testimonial",
    "Clients are made to praise",
    keys="clients say, clients said, client, clients, patient, patients, customers, testimonial, "
    "testimonials, stars, star, five-star, success stories, say about, think about, said "
    'about, ” —, ”—, ” –, ”–, " —, "—, " –, " -, " --, ★★★, from people, from women, whose '
    "lives, whose life, ⭐⭐⭐",
    said=r"""
        \b(?:my|our|happy|past|former|satisfied|real) (?:\w+ )?
        (?:clients|patients|customers) (?:\w+ ){0,2}?
        (?:say|said|tell|told|write|wrote|report|describe|love|rave|call|agree)\b
        |\b(?:what|how) (?:\w+ )?(?:clients|patients|people) (?:say|said|think|feel
        |have to say) about (?:me|us|our|my|working|her|him)\b
        |\b(?:a|one|another|former) (?:\w+ )?(?:client|patient) (?:\w+ ){0,2}?
        (?:wrote|said|writes|says|told (?:me|us))\b ?(?:that |: ?|, ?)?
        (?=[“"'][^”"]*\b(?:you|she|helped|chang\w+|never felt|felt|finally|thank\w*|best|recommend
        |life|therap\w+))|[★⭐]{3}|[”"'] ?[—–-]+ ?(?:an? )?(?:\w+ )?(?:client|patient)\b
        |[”"] ?[—–-]+ ?(?-i:[A-Z])\.(?: ?(?-i:[A-Z])\.)?(?=,| ?$| \()
        |[”"] ?[—–-]+ ?(?-i:[A-Z][a-z]+ [A-Z])\.(?=,| ?$| \()
        |\b(?:hear|read) (?:\w+ )?from (?:\w+ ){0,2}?
        (?:clients|people|women|men|couples) (?:who|whose|I)\b
        |\bwhose li(?:fe|ves) (?:\w+ ){0,2}?chang\w+|\b(?:client|patient) (?:testimonials?|reviews?)
        |\bsuccess stories\b|\btestimonials?\b|\b(?:five|5)[- ]stars?\b""",
    innocent=r"""
        \btestimonials? (?:are|is|has|have|may|must|cannot|can)\b|\bfive[- ]star hotel
        |\b(?:say|said|think) about (?:me|us|my work) (?:stays?|belongs?|remains?|is (?:theirs
        |private|confidential))\b""",
    quoted=True,
)
def claim_testimonial(said: Said, _: Known) -> Told:
    """Clients are made to praise: their words, their stars, or what “my clients say”. Counselors
    do not ask clients or former clients for testimonials (ACA Code of Ethics, C.3.b), and
    Texas's board (22 TAC §681.49) forbids misleading ones.

    **How to mend it:** Take it out, and say in your own words how you work.

    ```text
    In the first hour we look at what you want.      (not: “She changed my life.” – A client)
    ```
    """
    message = f"“{said}” lets clients speak for you, which counselors must not ask of them."
    return message, "Take it out. Say in your own words how you work."


@claim(
    "claim-fear",
    "Fear is used to persuade",
    keys="too late, any longer, only get, only gets, only grow, only become, pay the price, longer "
    "you, you wait, you delay, you hesitate, you do nothing, you ignore, you put, stolen, "
    "robbed, ruined, untreated, unhealed, unresolved, ignored, without help, without "
    "treatment, without therapy, without healing, destroys, ruins, wrecks, destroy, ruin, "
    "wreck, steal, rob, until you lose, until you have lost, running out",
    said=r"""
        \bbefore (?:it|it's|it is|things) ?(?:is|are|gets?)? ?too late\b
        |\b(?:may|might|could|will) (?:soon )?be too late\b|\bwait(?:ing)? any longer\b
        |\b(?:will|can|may) only (?:get|grow|become) (?:\w+ )?(?:worse|harder|deeper|bigger)\b
        |\bonly gets worse\b|\b(?:will|would) pay the price\b
        |\b(?:if|the longer|when|each day|every day|every week)
        (?: that)? you (?:wait|delay|hesitate|do nothing|ignore|put \w+ off)\b[^.]*?\b
        (?:worse|harder|more|stronger|lose|destroys?|ruins?|grows?|costs?|late|pay|takes?)\b
        |\b(?:untreated|unhealed|unresolved|ignored|without (?:help|treatment|therapy|healing))
        \b[^.]*?\b(?:will|can only) (?:[\w']+ )?(?:destroy|ruin|wreck|kill|cost|fall apart|end
        |spiral|take over|poison|haunt)\b
        |\b(?:until|before) (?:it|they) (?:destroy|ruin|wreck)s? (?:everything|your|all|you)\b
        |\b(?:do not|don't) let (?:\w+ ){1,6}?(?:steal|stolen|rob|robbed|ruin|ruined|wreck|destroy)
        \b|\buntil (?:you (?:lose|have lost)|it is too late|it's too late)|\btime is running out\b
    """,
    innocent=r"\btoo late to (?:cancel|enroll|file|order|register|reschedule|sign up|switch)\b",
)
def claim_fear(said: Said, _: Known) -> Told:
    """Fear is used to make people call. Texas's board (22 TAC §681.49) forbids preying on fears,
    and some readers are frightened already. What to do in real danger is another matter: the
    crisis lines stand on each page.

    **How to mend it:** Say what help there is, and let readers choose their time.

    ```text
    You can write when you are ready.      (not: If you wait, it will only get worse.)
    ```
    """
    message = f"“{said}” frightens people into calling, and some of them are frightened already."
    return message, "Say what help there is, and let readers choose their time."
