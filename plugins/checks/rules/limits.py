"""What a counselor's license, the law and her codes of ethics keep her from offering.

Medication, secrecy without exception, help in a crisis by message, coaching that treats, and
therapy beyond the states of the license. The tables are frames: see `plugins.checks.rules.frames`.
"""

from __future__ import annotations

from plugins.checks.rules.claims import Told, claim
from plugins.checks.rules.finding import Said
from plugins.checks.rules.likely import names_hotline
from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known


@claim(
    "claim-medication",
    "Advice on medication is given",
    table="""
        ^QUIT .. DRUG
        I|ME|MY|YOU|CLIENT|WORK ... QUIT .. DRUG
        YOU|CLIENT|I|WORK .. not|no|never longer? NEED|want .. DRUG
        DRUG can not do|give|reach|heal what
        no reason|need .. on|for|of .. DRUG
        YOU|CLIENT ... INSTEAD .. DRUG
        WORK|THERAPY|healing ... INSTEAD .. DRUG
        ^HEAL|try|choose|recover ... INSTEAD .. DRUG
        natural|safe|better|gentle alternative .. DRUG
        DRUG ... BE never|not|no .. answer|solution|need|cure|needed|necessary
        DRUG .. only|just|merely SCRATCH|BAD
        ~ DRUG .. BAD
        DRUG and? .. BE BAD
        I RECOMMEND .. DRUG|SUPPLEMENT
        I RECOMMEND .. NUM mg
        I .. advise|warn|caution .. against ... DRUG
        I .. advise|warn .. YOU .. not .. DRUG
        ^try|take|use|add .. SUPPLEMENT
        ^try|take|use .. INSTEAD .. DRUG
        ^take only? half|double|less|more|twice|NUM .. DRUG
        I .. tell|suggest|show|advise .. which|what|how .. DRUG
        ^ask me ... DRUG
        YOU|YOUR .. should|must|ought .. not ... DRUG
        no one|nobody needs .. DRUG
        NUM mg
        ~ & DRUG|antipsychotics VERDICT -PRESCRIBER -THIRD -STUDY -KEEP -SOFT -OTHERWISE -NEUTRAL
        ~ & DRUG YOU|YOUR|people|MY|
            I -PRESCRIBER -THIRD -STUDY -KEEP -SOFT -OTHERWISE -NEUTRAL -NOT
        ~ & DRUG|SUPPLEMENT|pharmaceuticals CHANGE YOU|YOUR|I|MY|people|anyone|everyone|
            participants|CLIENT|those|healing -PRESCRIBER -THIRD -STUDY -KEEP -SOFT -NEUTRAL
    """,
    innocent=r"""
        \b(?:ask|talk (?:to|with)|tell|call|see|speak (?:to|with)|consult|belongs? to|question for)
        (?: to| with)? (?:your|the|a|an|my|whoever|her|their|that)
        (?: \w+){0,2}? ?(?:doctor|psychiatrist|prescriber|physician|pharmacist|person who
        |prescribes?|provider|who prescribe)
        |\b(?:prescriber|doctor|psychiatrist|physician)s? (?:can|may|will|decides?|has to
        |and you)\b
        |\bstud(?:y|ies)\b|\btrial\b|\bparticipants\b|\bI prescribe\b""",
)
def claim_medication(said: Said, _: Known) -> Told:
    """Readers are told to take, change or leave a medicine, or that they will not need it. That is
    the prescriber’s to say: a counselor keeps within her competence and her license (ACA Code of
    Ethics, C.2.a; 22 TAC §681.41), and stopping some medicines at once is dangerous.

    **How to mend it:** Leave it out, or send readers to whoever prescribes.

    ```text
    Questions about medication belong to whoever prescribes it.
    ```
    """
    if _PRESCRIBES.search(said.text):
        return None
    message = f"“{said}” advises on medication, which only who prescribes it may do."
    return message, "Leave it out, or send readers with that question to whoever prescribes."


# Where somebody of the practice prescribes, it is hers to say.
_PRESCRIBES = phrase(r"\b(?:nurse practitioner|medication management|our (?:\w+ )?psychiatrist)\b")


@claim(
    "claim-confidential",
    "Secrecy is promised without exception",
    table="""
        nothing|not|no YOU TELL ... PASSON|leave|leaves|go|goes
        nothing TELL ... leaves|leave
        everything|whatever|anything YOU .. TELL ... stay|stays|remain|remains|kept|is .. between|
            here|SECRET|ABSOLUTE
        what YOU .. TELL ... ABSOLUTE|between
        what|everything|whatever|anything YOU .. TELL ... no|not one|further|soul
        what|everything|whatever YOU .. TELL ... nobody|never|not
        TELL|SESSION|everything ... ABSOLUTE SECRET
        ABSOLUTE ..  confidentiality|privacy|secrecy|confidential|secret|anonymity|discretion
        confidentiality|privacy|secrecy|secret .. BE|BE ABSOLUTE
        SECRET ... guaranteed|guarantee|promise|absolute|unconditional
        SECRET ... no matter|exception|exceptions|limits
        I WILL? never break .. confidentiality
        confidentiality ... no|without|not exception|exceptions|limits|limit
        no|without exception|exceptions|limits ... confidentiality|privacy|confidential
        I WILL? never PASSON .. anything|anyone|anybody|word|what|one|your|to
        I WILL|do not ever? PASSON .. anything|anyone|anybody|word
        your|secrets? secret|secrets|story BE safe|locked|sealed ... with|away|me|here
        SECRET .. safe with me
        nobody|no|not one|soul|OUTSIDER? ... WILL|CAN ever know|learn|hear|find|see|read|access|
            reach
        no|not one|soul|OUTSIDER WILL .. know|learn|hear|find|see|read|discover
        nobody WILL .. know|learn|hear|find|see|read|discover
        nobody else CAN|WILL ... know|learn|hear|find|see|read|reach|access
        no|not OUTSIDER ... WILL|CAN ever? ... know|learn|hear|find|see|read|discover|access|
            force|reach
        YOU|YOUR ... not|nobody|no else|one|body? .. CAN|WILL .. reach|know|read|see|hear
        even .. OUTSIDER .. CAN|WILL|would|has not|never
        even .. OUTSIDER .. could not
        NOT be hacked|intercepted|traced|leaked|breached|recorded
        unhackable|untraceable
        goes|go no further
        strictly|only|purely between
        stays|stay|remains|kept between us
        take .. to MY grave
        lips BE sealed
        with no|without exception
        ~ & STORY NONE OUT -THIRD -exception|exceptions|unless|except|group -SOFT -STUDY
        ~ & VAULT MY|I|YOU|this|STORY|everything|here|speak -THIRD -OTHERWISE
        ~ & ABSOLUTE SECRET YOU|YOUR|I|MY|everything -THIRD -OTHERWISE -HEDGE
        ~ & OUTSIDER|police TELL nothing -THIRD
    """,
    innocent=r"""
        (?<!no )(?<!without )(?<!no other )\b(?:with (?:a )?few|exceptions? (?:that|to|in|apply|the
        )|some exceptions|limits? (?:of|to|that|apply|which)|except|unless
        |the law (?:requires?|makes?|asks?|allows?|says)|required by law|by law)\b
        |\be-?mail address|\bdata\b|\bnewsletter\b|\bcookies?\b|\bthis (?:web)?site\b""",
)
def claim_confidential(said: Said, _: Known) -> Told:
    """What clients say is promised to stay secret, without exception. There are exceptions in every
    state (a child or an elder who is harmed, danger, a judge’s order), and clients have to be told
    of them (ACA Code of Ethics, B.1.d; 45 CFR 164.512; C.R.S. 12-245-220).

    **How to mend it:** Say that there are exceptions and where they stand.

    ```text
    What you say is confidential, with a few exceptions that the law makes.
    ```
    """
    message = f"“{said}” promises secrecy without exception, and the law makes exceptions."
    return message, "Say that it is confidential, with exceptions that the law makes."


@claim(
    "claim-crisis-contact",
    "Help in a crisis is offered by message",
    table="""
        CRISIS ... MESSAGE .. ME|MY|SOCIAL|here
        CRISIS ... ME|MY|I ... MESSAGE|CHANNEL
        MESSAGE .. ME ... CRISIS -SLOW
        MESSAGE|CHANNEL ... CRISIS ... ME|MY|I -SLOW -THIRD
        MY CHANNEL ... CRISIS
        MY CHANNEL ... ANYTIME
        I BE available|reachable|there|here|on ... ANYTIME
        I .. check|answer|read|reply|respond|see|watch|monitor ... CHANNEL ... night|ANYTIME
        I .. check|answer|read|reply|respond|monitor ... night|midnight|24
        MESSAGE ME ... ANYTIME
        YOU|CLIENT can|may|CAN always? MESSAGE ME ... ANYTIME
        YOU|CLIENT can|may|CAN reach|get .. ME ... ANYTIME
        YOU|CLIENT ... may|can MESSAGE around
        ^MESSAGE MY? .. CHANNEL ... ANYTIME -THIRD
        MESSAGE ME|MY ... CRISIS -SLOW
        CRISIS ... use|book|fill|contact|go ... SOCIAL|form|slot
        CRISIS ... BE|is what MY CHANNEL|SOCIAL
        ^leave|write|post|send|drop .. CHANNEL ... CRISIS
        MESSAGE ME ... before|instead|rather .. MESSAGE? .. HOTLINE
        never|not have to|need .. MESSAGE .. HOTLINE ... MESSAGE|ME
        instead|rather .. HOTLINE ... ME|MESSAGE
        CRISIS ... MESSAGE gets|get .. ME
        urgent|CRISIS ... SOCIAL ... ME
        midnight|night ... BE ... MY SOCIAL
        ~ & DESPAIR CHANNEL|texting|write|dm|call|ring|reach|messaging ME|MY|I|support|included|
            available -SLOW -HOTLINE -THIRD
        ~ & ON CHANNEL|support|access|reply ME|MY|I|CLIENT -SLOW -HOTLINE -THIRD
    """,
    innocent=r"""
        \b(?:not for|do not use|never for|is no|are no|cannot|can't|not) (?:\w+ ){0,3}?
        (?:emergenc|cris[ie]s|urgent)""",
)
def claim_crisis_contact(said: Said, _: Known) -> Told:
    """Readers are asked to write, text or call the therapist in a crisis, or told that she is there
    at every hour. A message that is read in the morning has cost lives, and clients at a distance
    have to be told whom to call where they are (ACA Code of Ethics, H.4; 16 CCR §1815.5).

    **How to mend it:** Send readers to 988, 911 or the room for emergencies, and say when you read
    messages.

    ```text
    In a crisis, call or text 988. I read e-mail on working days.
    ```
    """
    if names_hotline(said.sentence):
        return None
    message = f"“{said}” offers help in a crisis by message, which may be read too late."
    return (
        message,
        "Send readers to 988, 911 or the emergency room, and say when you read messages.",
    )


@claim(
    "claim-coaching-treats",
    "Coaching is said to treat",
    table="""
        COACHING ... TREAT ... DISORDER|ILL|exiles|wounds|memories|client|clients
        COACHING ... for|with|to|of|address|addresses|cover|covers|out ... DISORDER
        I coach .. DISORDER
        I coach ... DISORDER
        COACHING ... diagnose|diagnoses|unburden|exiles|diagnosis
        coach|coaching ... DISORDER|exiles
        ^book|try|choose|get .. coaching ... DISORDER
        DISORDER ... ^book|try|choose|get .. coaching
        coaching BE .. therapy|psychotherapy|treatment
        coaching .. and therapy BE .. same|equal|identical
        coaching BE .. same .. as .. therapy
        same .. therapy|treatment ... coaching
        coaching .. can? replace|replaces|instead|substitute|like|than .. therapy|therapist|
            treatment
        can not .. as .. therapist ... can .. as .. coach
        call it coaching
        TREAT ... DISORDER|ILL|exiles .. in|through|with|by .. coaching
        COACHING .. helps|help ... TREAT ... DISORDER
        DISORDER .. coaching
        coaching ... heal|heals|treat|treats|cure|cures|recover
        ~ & coach|coaches YOU|YOUR|our|I|we TREAT|diagnose|
            memory -NOT -THIRD -SOFT -OTHERWISE -therapist|soccer|sports
        ~ & COACHING|coach DISORDER|exiles -NOT -THIRD -HEDGE -OTHERWISE -informed|therapist|
            hypnotherapist
        ~ & coaching therapy like|instead|equals|alternative|works -NOT -costs|else|
            different -THIRD -HEDGE -difference|between -OTHERWISE
        coaching as .. therapy|treatment
        ~ & coaching TREAT I|MY|YOU|our -NOT -THIRD -HEDGE -OTHERWISE
    """,
    innocent=r"""
        \b(?:see|need|look for|seek|suggest|refer|right for)\b[^.]*\btherapist|\bfind a therapist
        |\b(?:some|many|other) coaches\b|\bcoaching cannot\b|\bcoaching can't\b
        |\b(?:and|which is) therapy\b|\b(?:therapy|sessions)\b[^.]*[,;] (?:and|while
        |but)? ?coaching
        |\bis (?:therapy|treatment) and not coaching|\bnot the right\b|\bsports?\b|\bsoccer\b
        |\bfootball\b|\bthe difference between\b""",
)
def claim_coaching_treats(said: Said, _: Known) -> Told:
    """Coaching is said to treat, to heal trauma, to diagnose, or to be therapy by another name.
    Without the license of the client’s state that is the unlicensed practice of counseling (Texas
    Occupations Code §503.301; California Business and Professions Code §4999.30).

    **How to mend it:** Say what coaching is for, and that it does not treat.

    ```text
    Coaching is for goals and habits. It is not therapy and does not treat anything.
    ```
    """
    message = f"“{said}” lets coaching treat, which takes a license where the client is."
    return (
        message,
        "Say what coaching is for, such as goals and habits, and that it is not therapy.",
    )


_COACHES = phrase(r"\bcoach(?:ing|es)?\b")


@claim(
    "claim-anywhere",
    "Therapy is offered beyond the states of the license",
    table="""
        THERAPY|CLIENT|therapist|license|licensed|treat ... ANYWHERE
        ANYWHERE ... THERAPY|CLIENT|therapist|treat
        I|MY|YOU ... THERAPY|CLIENT ... FOREIGN
        FOREIGN ... I|MY|YOU ... THERAPY|SESSION
        ANYWHERE|FOREIGN ... SESSION .. with me
        ANYWHERE|FOREIGN ... go|keep|continue|carry .. on? .. MY|with|SESSION|THERAPY
        I SEE .. CLIENT|people ... ANYWHERE|FOREIGN
        I .. offer|provide|give|do ... SESSION|THERAPY ... ANYWHERE|FOREIGN
        no|not difference|matter ... where|what|which .. YOU BE|live|state|country
        not matter where|what|which ... YOU
        YOU CAN keep|continue|stay|go ... ME|therapy ... move|travel|leave|abroad|relocate|FOREIGN
        move|travel|relocate|abroad ... keep|continue|go|carry .. MY|therapy|sessions
        CLIENT|people from NAME ... welcome
        THERAPY .. people|CLIENT|clients in|from|across ... everywhere|ANYWHERE
        outside|beyond MY|the|these? states ... I can|be ... therapist|therapy
        live|are|living outside ... I can ... therapist|therapy|treat
        state|border|borders|distance line? BE no|not obstacle|barrier|limit|problem
        ~ no borders|border|boundaries
        MY license ... cover|covers|hold|holds|valid|good .. ANYWHERE|all|every|whole
        license ANYWHERE
        ~ & THERAPY|therapist|CLIENT|license BORDERLESS -THIRD -SOFT -STUDY -coaching|learn|not|
            stops|elsewhere|hotline|find|need|ask|let|only|colorado|texas|california
        ~ & not|no|never matter|matters|irrelevant|difference|limit where|whether|location|
            live THERAPY|therapist|meet|work -THIRD -STUDY
        ~ & irrelevant location
        ~ & licensing|license|licenses|borders not apply|matter|count|stop
    """,
    innocent=r"""
        \b(?:find|need a|needs a|look for|licensed where|someone in|has a) (?:\w+ )?therapist
        |\btherapists? (?:\w+ ){0,3}?(?:need|learn|use|work|practice|all over)\b
        |\bdevelop|\bpractic?ed\b|\btaught\b|\bwas (?:done|born)\b|\bgrew up\b|\bmoved to\b
        |\bstud(?:y|ies|ied)\b|\btrials?\b|\bresearch|\btrained\b|\btradition
        |\bpeoples?\b(?= all over)
        |(?:any|every)where in (?:the state|(?-i:[A-Z]))|\bhotlines?\b|\bhas to\b
        |\bhave to be in\b|\bcrisis\b|\bbooks?\b|\bfindahelpline|\blook for\b
        |\bcounselors licensed\b|\blicensed where you are""",
)
def claim_anywhere(said: Said, _: Known) -> Told:
    """Therapy is offered wherever the client may be, on a journey or after a move. What counts is
    where the client is at the time of the session, and the license of that state or country (ACA
    Code of Ethics, H.1.b; 16 CCR §1815.5). Coaching may be offered everywhere, if it is kept apart.

    **How to mend it:** Say in which states clients have to be.

    ```text
    You have to be in Colorado or Texas at the time of each session.
    ```
    """
    if _COACHES.search(said.sentence):
        return None
    message = f"“{said}” offers therapy beyond the states of the license."
    return message, "Say in which states clients have to be at the time of a session."
