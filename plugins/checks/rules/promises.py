"""Claims of a result: cured, guaranteed, proven, permanent, every time, without risk.

Texas, 22 TAC §681.49: nothing that cannot be verified, no unjustified expectation of results. The
FTC asks for competent and reliable scientific evidence behind a claim about health.
"""

from __future__ import annotations

from plugins.checks.rules.claims import Told, claim
from plugins.checks.rules.finding import Said
from plugins.notices.known import Known

_ILLS = (
    r"(?:trauma|anxiety|depression|panic|PTSD|OCD|shame|burnout|wounds?|past|addictions?"
    r"|fears?|pain|grief|phobias?|symptoms?|insomnia)"
)

_GAIN = (
    r"(?:relief|changes?|results?|healing|effects?|recovery|peace|calm|freedom|transformation"
    r"|solution|way out|cure)"
)


@claim(
    "claim-cure",
    "A cure is promised",
    keys="cure, cures, cured, curing, curative, heals, will heal, can heal, completely heal, fully "
    "heal, eliminate, eliminates, erase, erases, eradicate, eradicates, free of, free from, "
    "symptom-free",
    said=rf"""
        \bcur(?:es?|ed|ing|ative)\b
        |\b(?:heals|(?:will|can|completely|fully) heal) (?:\w+ ){{0,3}}?{_ILLS}\b
        |\b(?:eliminat|eras|eradicat)es? (?:\w+ ){{0,3}}?{_ILLS}\b
        |\byou will (?:be|become|feel|live|walk away) (?:\w+ ){{0,2}}?
        (?:free (?:of|from) (?:\w+ ){{0,3}}?{_ILLS}|symptom-free)\b""",
    table="""
        YOU WILL .. WELL
        YOUR .. WILL .. be|feel .. WELL
        YOU WILL .. leave|walk|go|come|find|become|feel|be|live ... WELL|better|past
        YOU BE .. going to .. WELL
        I|ME WILL? HEAL .. YOUR|YOU|ILL
        I|ME .. HEAL .. YOUR .. ILL
        I .. get|gets|getting rid of .. ILL
        together we WILL? HEAL .. YOUR|ILL
        I promise .. YOU|that
        WORK|MY|therapy .. HEAL .. ILL|YOU|everyone|everybody
        WORK|MY approach|method|therapy ... works for everyone|everybody|anyone|all
        works for everyone|everybody|anyone
        ALL can|WILL be|heal healed|cured|here|through|free
        ALL can|WILL be .. HEAL
        YOUR ILL WILL .. VANISH
        YOUR ILL WILL .. be VANISH
        YOUR ILL ends|stops|vanishes|disappears|dissolves|leaves|melts
        ILL ... VANISH ... FOREVER|body
        ILL WILL .. VANISH
        HEAL ... ILL ... FOREVER
        HEAL ... FOREVER ... ILL
        HEAL .. YOU ... ILL .. FOREVER
        gone ... FOREVER
        healing|recovery|peace .. BE guaranteed|certain|assured|inevitable
        HEAL .. ILL .. at the|its root|source|core
        at the|its root|source|core ... healed|cured|gone
        with my|our help you WILL
        ^say goodbye to .. ILL
        ^HEAL .. YOUR .. ILL .. once|now|today|FOREVER
        leave .. your? .. ILL behind FOREVER
        never feel|be|have|suffer .. ILL again
        ^no more ILL
        sets|set|setting YOU .. free
        I WILL? take .. ILL away
        ^freedom from ILL
        WORK|work|therapy|ritual .. burns|heals|cures|ends .. what|away
        heals|cures|ends what .. can not
        ILL .. never returns|return
        ILL .. never comes back
        ILL .. met its match
        ALL|every .. can be healed
        I WILL .. bring|lead|carry|take YOU home|there|out
        YOU .. stay|stays there|free|healed
        WORK|therapy|I|method .. give|gives|giving YOU .. back
        YOUR ILL .. close|closes|mend|mends
        nothing WILL .. trigger|hurt|scare|shake YOU
        YOU WILL .. get over|past|through
        ^step|enter|live|move .. life without|beyond ILL
        I WILL mend|heal|fix|cure|end|free|undo
        healing|recovery happens|comes .. for everyone|all
        ~ & YOU|YOUR|WORK|our WILL|guarantee|waiting WHOLE|
            peace -charge -NOT -THIRD -HEDGE -STUDY -OTHERWISE
        ~ & ILL ENDED YOU|YOUR|WORK|our|I -NOT -THIRD -HEDGE -STUDY -OTHERWISE
    """,
    hoped=True,
    innocent=r"""
        \b(?:soup|bread|tea|chocolate|study|trial|participants|stories|not a promise)\b|
        \b(?:hams?|bacon|meat|fish|cheese|concrete|resin|paint|varnish|leather|curing salt)\b
        |\btime (?:alone )?heals\b""",
)
def claim_cure(said: Said, _: Known) -> Told:
    """A cure, or healing of a named trouble, is promised. No one can know beforehand who will be
    well. Texas's board (22 TAC §681.49) forbids advertising that raises an unjustified
    expectation of results, and the Federal Trade Commission asks for scientific evidence behind
    any claim about health.

    **How to mend it:** Say what the work is for and leave the outcome open.

    ```text
    Parts work helps some people to live with less fear.      (not: Parts work cures anxiety.)
    ```
    """
    return (
        f"“{said}” promises that somebody will be well, which nobody can know.",
        "Say what the work is for and leave the outcome open, such as “helps some people to …”.",
    )


_STUDY = r"""
    \b(?:stud(?:y|ies)|trials?|reviews?|meta-analys[ie]s|participants?|survey\w*|researchers?
    |control group|experiments?|randomi[sz]ed|veterans|clinicians|therapists (?:in|who|use)
        |adults live
    |invented|made-up)\b"""


@claim(
    "claim-rate",
    "A rate of success is told",
    table="""
        RATIO .. MY .. CLIENT
        RATIO .. CLIENT|PEOPLE ... IMPROVE
        RATIO .. who|of|those .. come|came|see|saw|work|worked|finish|finished ... IMPROVE|me|us
        RATIO .. report|reported|feel|find|see|sleep ... after|with .. me|us|therapy|sessions
        ALL .. i|we .. work|worked|see .. with? IMPROVE|feels
        ALL|COUNT .. CLIENT|PEOPLE ... IMPROVE ... with|through|because|thanks .. me|my|us|our
        ALL|COUNT .. CLIENT|PEOPLE ... HEAL .. ILL ... me|my|us|our|here
        ALL of? MY .. CLIENT ... IMPROVE
        ALL CLIENT .. IMPROVE
        MY .. CLIENT|people .. IMPROVE twice|faster|half
        not|no|none one|single of? MY .. CLIENT
        nobody|none .. MY .. practice|clients ... relapsed|relapse|returned
        success|satisfaction|recovery|response|cure|healing|improvement rate .. COUNT|RATIO
        COUNT|RATIO .. success|satisfaction|recovery|response|cure|healing|improvement rate
        MY ... success|recovery|cure rate
        I .. HELP|freed|led .. RATIO
        I .. HELP|freed|led .. NUM .. PEOPLE|CLIENT
        I .. HELP|freed|led .. over|more .. PEOPLE|CLIENT .. HEAL|overcome
        WORK|THERAPY ... COUNT times|percent .. as|more
        WORK|THERAPY .. HEAL|cures|works ... COUNT .. percent|of
        IMPROVE twice|COUNT .. as? .. fast|faster|quickly
        chance|odds|likelihood|probability .. of .. IMPROVE|getting
        RATIO .. chance|odds|likelihood|probability
        ILL|scores|symptoms ... VANISH|drops|falls by .. COUNT|half|RATIO ... CLIENT|here|average
        ILL|scores .. MY .. CLIENT ... by COUNT|half|RATIO
        recovery|success|healing BE .. rule|norm
        COUNT of .. the last COUNT
        average|typical client|patient|couple .. loses|gains|drops|improves|sees|reports|feels
        I have? never had .. CLIENT .. who
        track record of
        RATIO .. CLIENT
        COUNT in|of|out COUNT .. CLIENT ... IMPROVE
        COUNT out of COUNT .. CLIENT ... IMPROVE|me|us
        ~ & SHARE TREATED OUTCOME -STUDY -THIRD -SOFT -OTHERWISE
        ~ & RATIO IMPROVE|reduction|remission|criteria|symptoms -STUDY -THIRD
        ~ & CLIENT count|none|every|all|most|majority better|well|free|recover|heal|
            improve -STUDY -THIRD
        ~ & one hand CLIENT
    """,
    innocent=_STUDY,
)
def claim_rate(said: Said, _: Known) -> Told:
    """A number says how many got well, or how likely it is. A practice counts without a control
    group and seldom counts who left; so no figure of its own can be verified. Texas’s board (22
    TAC §681.49) forbids what cannot be verified, California’s law a claim without evidence
    (Business and Professions Code §651), and the FTC asks for scientific evidence.

    **How to mend it:** Leave the figure out; or tell a study’s own, with its source.

    ```text
    Some people find that it helps, and others do not.      (not: 92% of my clients recover.)
    ```
    """
    message = f"“{said}” tells how many got well, which a practice cannot verify."
    return message, "Leave the figure out, or tell a study's own with its source."


@claim(
    "claim-time",
    "A result is promised for a time",
    table="""
        YOU|YOUR WILL ... WELL|VANISH|notice|feel|see ... in|within|after|by|before .. UNIT|DAY
        in|within|after|by|before .. UNIT|DAY .. YOU|YOUR ... WILL .. WELL|VANISH|feel|notice|be|
            have|love|see|sleep
        in|within|after|by|before .. UNIT|DAY .. YOU BE .. going to
        in|within|after|by .. UNIT|DAY .. the|your? .. ILL .. VANISH
        in|within|after|by .. UNIT|DAY .. YOUR .. ILL ... VANISH
        in|within|after|by .. UNIT|DAY .. we|i .. HEAL
        UNIT from now YOU|YOUR
        ^HEAL|feel|find|recover|sleep|beat|love|lose|become|get|be ... in|within|by|after .. UNIT|
            DAY
        MY .. CLIENT ... done|finished|WELL|VANISH|IMPROVE ... in|within|after|by .. UNIT
        NAMEDGAIN .. in|within|after|by .. UNIT|DAY
        QUICK NAMEDGAIN|HEAL|way|healing
        wake up tomorrow
        one|single session can|will change|free|heal|transform
        in .. UNIT not years|months|decades
        NAMEDGAIN .. QUICK
        takes|take|need|needs .. me|us|only|just|i .. UNIT to HEAL
        i|we .. need only|just .. UNIT
        UNIT .. BE .. enough|all .. to|it|you
        all it takes .. UNIT
        UNIT .. BE all
        ILL|exile ... VANISH|unburdened .. in|within|after|overnight .. UNIT|DAY
        ILL VANISH overnight
        ILL VANISH .. in .. UNIT
        UNIT .. do|does|did|achieves|achieve|accomplishes ... years
        UNIT do|does|did .. what ... could|can|did not
        give me .. UNIT and i|we|you
        only|just .. UNIT ... HEAL|WELL|NAMEDGAIN
        UNIT .. to .. be|become|find|feel .. WELL
        UNIT .. out of .. ILL
        way .. out of .. ILL .. UNIT
        HEAL .. ILL ... in|within .. COUNT|NUM|a|one|just|only|single UNIT
        COUNT|NUM .. UNIT .. to|and .. HEAL .. ILL
        ~ & TURN SOON -honest YOU|YOUR|MY|our|we|ILL|CLIENT -THIRD -SOFT -STUDY -LENGTH -OTHERWISE
        ~ & TURN COUNT UNIT -years|year|honest -THIRD -SOFT -STUDY -LENGTH -OTHERWISE
        panic|anxiety|trauma|shame|symptom free in|within|by
        ~ & QUICK relief|healing|results|recovery|peace|fix -NOT -THIRD -STUDY
    """,
    hoped=True,
    innocent=r"""
        \b(?:stud(?:y|ies)|trials?|reviews?|participants?|survey\w*|researchers?|randomi[sz]ed
        |differs|depends|beware|no one|nobody|cannot|takes? (?:\w+ ){0,2}longer|book|published
        |she|he|her|his|answer|reply|fit|consultation|notice (?:the|a|one|your) part)\b""",
)
def claim_time(said: Said, _: Known) -> Told:
    """A result is promised for a day or after some sessions, or is called fast. How long it takes
    nobody can know beforehand. Texas’s board (22 TAC §681.49) and California’s law (Business and
    Professions Code §651) forbid what raises an unjustified expectation of results.

    **How to mend it:** Say how long sessions are and how often you look at whether they help.

    ```text
    After three sessions we look together at whether it helps.      (not: Be calm in six weeks.)
    ```
    """
    message = f"“{said}” promises a result for a time, which nobody can know."
    return message, "Say how often you look together at whether it helps, and leave the time open."


@claim(
    "claim-guarantee",
    "A result is guaranteed",
    keys="guarantee, guarantees, guaranteed, guaranteeing",
    said=r"\bguarantee(?:s|d|ing)?\b",
    innocent=r"""
        \b(?:laws?|acts?|rights?|constitution|states?) guarantees?\b
        |\bguaranteed (?:by|under) (?!me\b|us\b|our\b)
        |\bguarantee (?:\w+ ){0,4}?(?:answers?|appointments?|call ?backs?|places?|repl(?:y|ies)
        |responses?|seats?|slots?|spots?)\b
        |\b(?:appointment|fee|place|price|rate|seat|slot|spot)s? (?:[\w']+ ){0,5}guaranteed\b""",
)
def claim_guarantee(said: Said, _: Known) -> Told:
    """A result is guaranteed. Therapy depends on two people and on much that neither controls.
    Texas's board (22 TAC §681.49) forbids advertising that raises an unjustified expectation of
    results. A sentence that rejects the word (“no therapist can guarantee …”) is let be.

    **How to mend it:** Take the word out, and say what you will do.

    ```text
    We look every few weeks at whether it helps.      (not: Relief is guaranteed.)
    ```
    """
    message = f"“{said}” promises a result, and no therapist can."
    return message, "Take the word out, and say what you will do instead of what will come of it."


@claim(
    "claim-proven",
    "Something is called proven",
    keys="proven, research proves, science proves, studies prove, research proved, scientifically "
    "proved, clinically proved, has proved, have proved",
    said=r"""
        \bproven\b|\b(?:research|science|studies|trials?) (?:has|have)? ?prove[sd]?\b
        |\b(?:is|are|was|been) (?:scientifically|clinically) proved\b""",
    innocent=r"""
        \bproven (?:to )?(?:my|your|him|her|them|our)sel(?:f|ves)
        |\bproven (?:guilty|innocent|wrong|right)""",
)
def claim_proven(said: Said, _: Known) -> Told:
    """Something is called proven. Studies of therapy show what was found in some people, seldom
    more, and those of IFS are few and small. Texas's board (22 TAC §681.49) forbids what cannot
    be verified.

    **How to mend it:** Say what was found, in how many people, and link to the study.

    ```text
    In a [study of 17 adults](https://doi.org/10.1080/10926771.2021.2013375), symptoms
    went down.
    ```
    """
    message = f"“{said}” says more than studies of any therapy can show."
    return message, "Say what was found, in how many people, and link to the study."


@claim(
    "claim-permanent",
    "A change is called permanent",
    keys="permanent, permanently, once and for all, forever, for good",
    said=rf"""
        \bpermanent(?:ly)? (?:\w+ ){{0,2}}?(?:{_GAIN}|gone|free|heal\w*|chang\w+|end|better|well)\b
        |(?:(?<=\s)|^){_GAIN}\b[^.;]{{0,60}}?\bpermanent(?:ly)?\b
        |\b(?:eras|eliminat|eradicat|remov|resolv|dissolv|releas)es? (?:\w+ ){{0,3}}?
        (?:{_ILLS}|memor(?:y|ies))\b[^.;]{{0,40}}?\b(?:permanently|forever|for good)\b
        |\b(?:free|gone|heal\w*|let go|rid|end|cured?|goodbye)\b[^.;]{{0,40}}?\b
        (?:once and for all|forever|for good|permanently)\b""",
)
def claim_permanent(said: Said, _: Known) -> Told:
    """A change is said to stay for good. Studies follow people for some months or a year; nobody
    has looked further. Texas's board (22 TAC §681.49) forbids an unjustified expectation of
    results.

    **How to mend it:** Leave the word out, or say for how long the people in a study were
    followed.

    ```text
    A year later, some of the gains were still there.      (not: Find permanent relief.)
    ```
    """
    message = f"“{said}” promises that a change will stay, which nobody can know."
    return message, "Leave the word out, or say what the studies followed and for how long."


@claim(
    "claim-hundred-percent",
    "Something is said to work every time",
    keys="100, hundred percent",
    said=r"""
        \b(?:100 ?%|(?:100|(?:one|a) hundred) percent)
        (?: (?:of (?:my|our|the|all|those)? ?(?:time|clients|patients|people|cases|couples|women
        |men
        |those)|success\w*|effective|safe\w*|success|guarantee\w*|reliable|certain|proven|natural
        |free|results?|recovery)\b|(?= ?[.!]?$))
        |\b(?:rates?|success) of (?:100 ?%|(?:100|(?:one|a) hundred) percent)""",
    innocent=r"\b(?:cotton|wool|linen|juice|recycled|sure that you)\b",
)
def claim_hundred_percent(said: Said, _: Known) -> Told:
    """Something is said to work every time, or for everybody. Nothing does. Texas's board (22 TAC
    §681.49) forbids what cannot be verified.

    **How to mend it:** Take the figure out, or give the study's own figure with its source.

    ```text
    It helped some of the people in the study.      (not: It works 100% of the time.)
    ```
    """
    message = f"“{said}” promises that it works every time, and nothing does."
    return message, "Take the figure out, or give the study's own figure with its source."


@claim(
    "claim-risk-free",
    "Therapy is called free of risk",
    keys="risk-free, riskless, of risk, of all risk, of any risk, from risk, no risk, no risks, "
    "zero risk, real risk, known risk, without risk, without risks, any risk, any risks, side "
    "effects",
    said=r"""
        \brisk-free\b|\briskless\b|\bfree (?:of|from) (?:all |any )?risks?\b
        |\b(?:no|zero|without(?: any)?) (?:real |known )?(?:risks?\b(?! of)|side effects)""",
    innocent=r"""
        \bno (?:therapy|treatment|method)\b[^.]*\brisk-free
        |\b(?:not|n't|never) (?:\w+ ){0,4}?(?:risk-free|without (?:any )?risks?
        |free (?:of|from) risk)|\b(?:study|studies|listed|reported|looked|asked|called|promises?)\b
    """,
)
def claim_risk_free(said: Said, _: Known) -> Told:
    """Therapy is called free of risk. Any therapy that can move something can also stir up old
    pain, and readers who were hurt by one know it. A false statement of safety misleads in the
    sense of 22 TAC §681.49.

    **How to mend it:** Name what can be hard, or link to the page that does.

    ```text
    You may feel raw for a day or two after a session.      (not: a risk-free method)
    ```
    """
    message = f"“{said}”: no therapy is without risk, and readers who were hurt by one know it."
    return message, "Name what can be hard about the work, or link to the page that does."
