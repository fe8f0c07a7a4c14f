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
    table="""
        OTHER .. PUTDOWN
        only WORK HEAL|reaches|works
        no THERAPY|method works|heals|helps .. as|like
        nothing heals|helps|works|compares like|to
        medication|pills|antidepressants|OTHER treats|treat symptoms|the
        talk .. for years and stay|still
        OTHER|THERAPY|medication|medications|pills .. only|just|merely SCRATCH
        OTHER ... scratch|scratches|stuck|surface|waste|useless|failed|fails|machines|symptoms|
            suppress|numb|avoid
        OTHER ... never|not|no .. reach|reaches|touch|touches|heal|heals|idea|clue
        OTHER .. never|not go|goes|get|gets .. deep|deeper|root|there|far|below|beneath
        OTHER ... nothing happens|changes
        THERAPY ... failed YOU
        THERAPY .. did|does not work ... talking|because
        talking|insight|words|thinking can|will|does|do? not|never heal|change|fix
        WORK ... succeeds|works|heals|helps|goes where .. else|others|OTHER .. fail|fails|failed|
            stop|stops|not|never
        where ... OTHER .. fail|fails|stop|stops
        no|nothing .. better|deeper|faster .. THERAPY|method|way|approach|work ... than
        no|nothing .. better .. than WORK
        no|none other approach|method|therapy|therapist|treatment
        nothing else works|helps|heals|reaches|compares|goes
        WORK BE .. superior|better|deeper|faster .. to|than
        superior to
        better|smarter|safer|wiser choice .. than
        i .. better .. than .. THERAPIST|counselors
        unlike OTHER|THERAPY|most|others ... really|actually|truly|heals|works|reaches|changes|
            lasts|root|deep|deeper
        forget OTHER|about
        OTHER|THERAPY .. treat|treats .. symptoms|surface
        OTHER ... harm|harms|hurt|hurts|retraumatize|retraumatizes|damage|damages
        most|many|other|typical|ordinary THERAPIST ... no|not|never|only|just|merely|ignore|miss
        just|only|mere|like|are|is band aid|aids
        ~ & RIVAL|psychiatrists|talk|everything|
            insurance SCORN -BALANCE -THIRD -STUDY -HEDGE -OTHERWISE
        what .. therapist|therapists|cbt|therapy could|can not ... does|do
    """,
    hoped=True,
    innocent=r"""
        \bboth\b[^.]*\bhelp|\bevidence for\b|\btrials?\b|\bstud(?:y|ies)\b|\bnot your fault\b
        |\baccording to (?:the )?(?:(?-i:[A-Z])[\w']+ (?:of )?){1,6}(?:guidelines?|review)\b
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
    keys="new woman, new man, would recommend, gave me back, thank you, faith in people, "
    "thanks to, different person, breathe again, finally, healed, saved, recommend, grateful, "
    "life back, turning point, never felt, clients say, clients said, client, clients, patient, "
    "patients, customers, testimonial, "
    "testimonials, stars, star, five-star, success stories, say about, think about, said "
    'about, ” —, ”—, ” –, ”–, " —, "—, " –, " -, " --, ★★★, from people, from women, whose '
    "lives, whose life, ⭐⭐⭐",
    said=r"""
        ^\W*[“"][^”"]*\b(?:I|me|my)\b[^”"]*\b(?:different person|breathe again|changed|healed
        |saved|recommend
        |grateful|finally|life back|turning point|never felt|best|thanks to|new woman|new man
        |faith in people|would recommend|thank you,? \w+)\b[^”"]*[”"]
        (?! (?:says?|said|asks?|asked|whispers?|shouts?|the|a|one|some|he|she|they|his|her
        |their) )
        |^\W*[“"][^”"]*\b(?:new woman|new man|would recommend|gave me back)\b[^”"]*[”"]
        |\b(?:my|our|happy|past|former|satisfied|real) (?:\w+ )?
        (?:clients|patients|customers) (?:\w+ ){0,2}?
        (?:(?:report|love|rave|call|agree)\b|(?:say|said|tell|told|write|wrote|describe)\b
        (?: me| us)?(?=[^.]*\b(?:I|me|my|we|us|our|you|she|her|him|therapy|sessions?|life|lives|best
        |better|chang\w+|help\w*|feel|felt|finally|calm\w*|relie\w+|heal\w*)\b))
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
        |\bwhose li(?:fe|ves) (?:\w+ ){0,2}?chang\w+|\b(?:client|patient) (?:testimonials?
        |reviews?)
        |\bsuccess stories\b|\btestimonials?\b|\b(?:five|5)-star (?:rat|review|therap|care|service
        |practice)|(?:^\W*|\b(?:rated|rate|give[ns]?|giving|gave|with|earned|our|your|us|me|all|over
        |of|leave|left|a) )(?:\w+ ){0,2}?(?:five|5)[- ]stars?\b""",
    table="""
        MY CLIENT .. SAY
        MY .. CLIENT .. SAY .. that|me|their|i|it
        one|a|another|former CLIENT .. told|tells|wrote|said|says|shared .. me|us that|i
        one|a|another|former|past CLIENT .. told|tells|wrote|said|says|shared ... PRAISE
        ^CLIENT SAY .. me|us|my|working
        people|clients|others .. SAY .. thank me|us
        people|clients|others .. often? write to? thank
        what|how .. people|clients|others|patients|couples|CLIENT .. SAY|found|think|thought|
            report ... me|us|my|working|here
        what|how former|past|other|others|our|my clients|CLIENT|people .. SAY
        how others|people|clients .. found|healed|recovered ... me|us|here|my
        kind|nice|loving|warm|beautiful WORDS from
        ~ WORDS .. from .. CLIENT|past|former|people|those
        WORDS .. of .. those|people|CLIENT|clients who .. healed|recovered|here|found|me
        i .. keep|have|treasure .. WORDS from .. CLIENT
        wrote|writes|written .. to me|us ... PRAISE|since
        NAME gave|saved|changed|helped|saw me|my
        NAME|she BE .. best .. THERAPIST
        working with .. NAME|her|me .. was|is|has|changed ... my|best|turning
        i recommend her|him|NAME
        ^recommended by|from .. CLIENT|clients|people
        best decision i|of|ever
        i cried|laughed|felt ... healed
        after .. years ... i finally|now ... PRAISE
        stars from
        success story|stories
        CLIENT|clients keep telling
        rated NUM
        those|everyone|people who .. worked with me|us .. PRAISES
        ^a|one|another father|mother|client|woman|man|couple|husband|wife|teacher wrote|writes|
            told|said YOU|me|us|i
        ~ & PRAISERS PRAISES GLORY ME|MY|i|our|here -OTHERWISE -STUDY -NOT
        ~ & take NOT MY word
        NAME BE .. gift|miracle|angel|blessing|lifesaver|godsend
        nobody ever? understood|listened|saw|heard me
        thanks to me|us|her
        ^hear|listen|read it? from those|people|clients|women|others who
    """,
    innocent=r"""
        \binvented\b|\bmade-up\b|\bparticipants\b|\bmy clients (?:say no|are free)|\bsay no\b
        |\bwill not quote
        |\btestimonials? (?:are|is|has|have|may|must|cannot|can)\b|\bfive[- ]star hotel
        |\b(?:say|said|think)s? (?:about (?:me|us|my work) )?(?:stays?|belongs?|remains?
        |is (?:theirs|private|confidential))\b""",
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
    table="""
        ^do not wait .. until|till|any|another|too|longer
        not|never wait .. too late
        every|each|another UNIT .. YOU|without ... worse|longer|costs|steals|deeper|harder|price
        your children|family|kids|marriage|partner ... pay|suffer|price|survive ... hesitate|wait|
            delay|longer
        if you .. wait|hesitate|delay ... lose|survive|worse|late|regret
        exile|child|parts|trauma|body can|will not wait
        how many more|long UNIT ... YOU
        another UNIT slip|go|pass by|slip
        waiting costs|cost|steals
        another year|month|day of|like ILL|this
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


@claim(
    "claim-pressure",
    "Readers are pressed by scarcity or a bargain",
    table="""
        only .. NUM|COUNT|few .. OFFER .. left|remain|remaining|available|open|this|until
        OFFER .. fill|filling|go|going|disappear|sell|selling .. fast|quickly|up|out|soon
        NUM|COUNT|few|last|final OFFER left|remaining|remain
        ~ last|final chance|opportunity
        limited time|spots|offer|availability|number
        OFFER ends|expires|closes|runs
        ^act|book|sign|call|join|enroll|register|reserve|schedule|start ... now|today|
            before ... save|get|pay|until|gone|because|and
        act now
        ^book|join|enroll|sign|schedule|reserve ... before|by|until .. DAY|midnight|end
        save .. NUM|COUNT
        half|percent|% off
        RATIO off
        half price|off
        early bird|birds price|pricing|rate|rates|fee|discount|special|ends|registration|tickets|
            offer|spots
        ~ early bird|birds
        ^use|enter .. code|coupon
        code ... checkout|discount|off
        buy|pay|book|purchase .. NUM|COUNT .. get|receive
        for the price of
        free|bonus|discounted session|sessions .. for|when|if
        SESSION .. BE .. on me|us|house
        bonus SESSION
        MY|the|a .. gold|silver|platinum|premium|healing|starter|vip package|plan|bundle
        package|bundle .. includes|costs|saves|of
        package ... SESSION
        SESSION package|bundle|packages|deal
        ^refer .. friend ... free|discount|get|off|SESSION
        new clients|CLIENT .. get|receive|save|pay .. half|free|less|off|discount|NUM
        discount .. for|on|if|when
        I WAIVE .. COPAY
        WAIVE .. COPAY ... for|you
        no|zero COPAY
        I do not charge|collect|take|want .. COPAY
        never|not .. pay|owe|worry .. COPAY
        COPAY ... waived|forgiven|forgotten|gone|on us|covered
        ~ & BARGAIN SESSION|intensive|intensives|pay|year|package|insurance|copay|book|friend|
            price|program|therapy|rate -NOT -THIRD -OTHERWISE -HEDGE
        now or never
        ~ & SCARCE waitlist|waiting|spot|spots|place|seat|calendar|book|today|join|opening|
            openings|call|now|yours -NOT -THIRD -OTHERWISE -HEDGE
        get|earn|receive NUM for each|every
        insurance ... payment in full
    """,
    innocent=r"""
        \b(?:you may owe|no hurry|not in a hurry|another clinic|some (?:web)?sites|too late to
        |it was too late|sliding scale|consultation is free|he|she|her|his|protector|crisis|988
        |911|training|workshop|registration|registers?|conference|estimate|EAP
        |employee assistance)\b""",
)
def claim_pressure(said: Said, _: Known) -> Told:
    """Readers are pressed: the last places, a bargain that ends, ten sessions for nine, a copay
    that is waived. Texas’s board (22 TAC §681.49) forbids preying on fears; a routine waiver of
    copays is held to be fraud (OIG Special Fraud Alert, 59 FR 65372; 42 USC 1320a-7a(a)(5)), and a
    reward for sending somebody a crime in California (Business and Professions Code §650).

    **How to mend it:** Say what a session costs and whether there is room.

    ```text
    I have two openings, on weekday mornings.      (not: Only two spots left!)
    ```
    """
    message = f"“{said}” presses readers, or offers a bargain that boards and payers forbid."
    return message, "Say what a session costs and whether there is room, and leave the rest out."


@claim(
    "claim-reviews",
    "Clients are asked for reviews",
    table="""
        ^GIVE .. me|us? .. REVIEW
        ^GIVE .. us|me ... REVIEW|stars
        ^GIVE .. me|us? .. LINES .. about|for|on|that ... me|us|PLATFORM
        ^GIVE .. me|us .. LINES .. that|for|to i|we|my|our
        LINES .. on|at PLATFORM .. WILL|would? .. mean|means|help|helps|grateful
        ^GIVE .. YOUR .. story|experience .. here|with|on|below|online
        please .. GIVE .. REVIEW
        please .. RATE me|us|my|our|this
        please .. and RATE
        ^RATE .. me|us|my|our|your therapist|counselor
        ^RATE your therapist|counselor
        ^RATE me|us|my|our
        CLIENT|clients .. invited|asked|welcome|encouraged .. to RATE|leave|write|post|share
        CLIENT|clients .. can|may|please RATE|leave|write|post .. me|review|reviews|us
        REVIEW .. on|at|in .. PLATFORM ... mean|means|help|helps|welcome|grateful|appreciate|
            appreciated
        feedback on .. PLATFORM
        PLATFORM REVIEW|reviews ... mean|means|help|helps|welcome|appreciated
        mean .. the world ... me|us
        ^tell .. others|people|everyone|world|friends|google|PLATFORM .. about|how|what ... me|us|
            my|here|experience
        tell PLATFORM
        let .. others|people|world .. know ... me|us|i|we|helped
        ^post|share|talk|write|tweet about YOUR|working|my|our|me
        SESSION .. post|share .. PLATFORM
        reviews help|helps
        i|we .. collect|gather|love|appreciate|welcome|need|want .. REVIEW
        for|who .. every|each|posts|leaves|writes .. REVIEW
        everyone who posts|leaves|writes .. review
        would|will|could|can you GIVE .. REVIEW
        will|would .. get|receive .. link ... review|rate
        YOU can|may|could .. thank me|us .. with
        thank me|us ... rating|review|stars
        YOU can|may|could GIVE .. REVIEW .. about|for|of|on
        tell us how ... therapy|sessions|work ... publish|post|share|print
        i|we .. may|can publish|put|quote|print|post ... PLATFORM|this|site
        write me|us yours
        like .. and review|rate|share|follow
        REVIEW that i|we may|can|will
        ~ & VOICE PUBLIC YOU|YOUR|our|CLIENT|loved|happy|please|
            invite HEALER -NOT -THIRD -OTHERWISE -HEDGE -STUDY -privacy|little|class|portal
        ~ & spread|shout PUBLIC -NOT -THIRD
        publicly RATE
        say so on PLATFORM
        words|line|lines on .. PLATFORM|profile
        be quoted on|here
        ^click .. stars|link .. rate|review
        RATE me|us ... publicly|online
        ~ & YOUR testimonial|review|stars -NOT -THIRD -HEDGE -goals
    """,
    innocent=r"""
        \b(?:strength of|one to ten|your part|the critic|consent form|hotline|stud(?:y|ies)|goals
        |not post|board|complaint|editor|how (?:it|he|she) would|what you noticed
        |the feeling)\b""",
)
def claim_reviews(said: Said, _: Known) -> Told:
    """Clients are asked for a review, stars or a story. Counselors do not ask clients or former
    clients for testimonials (ACA Code of Ethics, C.3.b; APA Ethics Code, 5.05): they are not free
    to say no, and a review tells the world that they were in therapy. A reward for one is
    forbidden to everybody (16 CFR 465).

    **How to mend it:** Take it out; ask for feedback in the session, where it belongs.

    ```text
    If something feels wrong in a session, please tell me.      (not: Leave us a review!)
    ```
    """
    message = f"“{said}” asks clients for a review, which counselors must not do."
    return message, "Take it out, and ask for feedback in the session, where it stays."
