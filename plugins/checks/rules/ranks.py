"""Claims of a rank: best, expert, specialist, certified, evidence-based.

ACA Code of Ethics, C.3.a: credentials are told accurately. Texas, 22 TAC §681.49: nothing that
cannot be verified, no confusion about credentials.
"""

from __future__ import annotations

from plugins.checks.rules.claims import Told, claim
from plugins.checks.rules.finding import Said
from plugins.checks.rules.likely import bears_other_title
from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known

_HELP = (
    r"(?:therap(?:y|ies|ists?)|treatments?|counsel(?:ing|ors?)|methods?|approach(?:es)?"
    r"|practices?|care|help|coach(?:es|ing)?|clinicians?|practitioners?|psychotherap\w+"
    r"|healers?|program\w*)"
)

_PRAISED = (
    r"(?:(?:an?|your|our|the|my|as|by|with|from|is|local|top) (?:[\w'-]+ ){0,5}?|\b"
    r"(?:trauma|IFS|anxiety|burnout|therapy|couples|leading|trusted|recognized) )"
)


# Somebody who is called a specialist: “a burnout specialist”, “your specialist”, “specialists”.
_A_SPECIALIST = r"(?:[\w'-]+,? ){0,6}?specialists?\b"
# Whose rank it is, where a text speaks of experts: the writer's, or somebody's whom she read,
# learned from, sends people to, or watches becoming skilled at something.
_OF_US = phrase(r"\b(?:I am|I'm|we are|we're|as an?|is (?:now )?an?|our (?:\w+ ){0,2}experts?)\b")
_OF_SOMEBODY_ELSE = phrase(r"""
    \b(?:trained|training|studied|learned|worked) (?:\w+ ){0,3}?(?:by|from|under|with)\b
    |\b(?:books?|articles?|podcasts?|panel|speakers?|authors?|written|wrote|developed|founded
        |created
    |interview\w*|consult\w*|refer(?:s|red|ral)?)\b
    |\b(?:becom(?:e|es|ing)|became|are|was|were) (?:an |quite an )?experts? (?:at|in|on) \w
    |\bexperts? (?:(?:at|in|on|from) (?:\w+ ){1,3})?(?:would|might)\b|\bpanel\b""")

# What stands in the name of nearly every certificate.
_OF_ANY = {"certified", "certification", "certificate", "therapist", "practitioner", "in"}


def _words(text: str) -> set[str]:
    return {word.strip('.,()“”"') for word in text.casefold().replace("-", " ").split()}


@claim(
    "claim-best",
    "Somebody is called the best",
    keys="best, finest, greatest, leading, top, top-rated, best-rated, premier, unmatched, "
    "unrivaled, number one, #1, # 1, no better, no finer, find a better, find a finer",
    said=rf"""
        \b(?:the |my |our |your |\w+'s )?(?:very )?
        (?:best|finest|greatest|leading|top|top-rated|best-rated|premier|unmatched|unrivaled
        |number one|# ?1) (?:\w+ ){{0,2}}?{_HELP}\b
        |\b(?:come|found|are|is|in) (?:\w+ ){{0,2}}?(?:in|to|at)? ?the best (?:place|hands)\b
        |\bthe best (?:in|of) (?:Colorado|Texas|California|town|the (?:state|country|field|world))
        |\bno (?:better|finer) (?!or\b)(?:[\w-]+ ){{0,2}}?{_HELP}\b
        |(?:\bnot|\bnever|n['’]t) find a (?:better|finer) (?:[\w-]+ ){{0,2}}?{_HELP}\b
    """,
    innocent=rf"""
        \bbest (?:fit|way|time|friends?|guess|practices?|interests?|known|available|tested)\b
        |\b(?:best|top) (?:\w+ )?{_HELP} (?:for (?:you|somebody|someone|her|him|them|each|every\w*
        |your (?:child|teen|son|daughter|family|needs?|situation|goals?|loved|partner|kids?))\b
        |(?:is|are) (?:often|usually|one|the one|to|that|whatever|what|when)\b|have\b|comes?\b
        |possible\b|available\b|together\b|(?:that )?(?:I|we|they) (?:can|could|know|knew)\b
        |(?:that )?(?:I|we|you|she|he|they)(?:'ve)? (?:ever|had|have had)\b)
        |\b(?:which|what|who|how)\b[^.]*\bbest\b
        |\b(?:choose|choosing|decide|deciding|determine|discuss|find|finding|identify|match)
        \b[^.]{{0,30}}?\bbest (?:\w+ ){{0,2}}{_HELP}(?=[.,;])
        |\bto (?:get|give|offer|provide|receive|ensure) [^.]{{0,30}}?\bbest (?:\w+ )?(?:care|help
        |treatment)(?! (?:in|of|for|that)\b)
        |\b(?:probably|perhaps|maybe|sometimes|often|usually|(?:may|might|could) be) (?:the )?best\b
        |\b(?:guidelines?|college of|academy of|association)\b
        |\bleading (?:the|a|an|to|up|them|you)\b|\btop of\b|\btop priority\b
        |(?:\b(?:number one|top|leading|best)|\# ?1) (?:\w+ )?(?:rule|reason|question|cause|concern
        |complaint|fear|worry|myth|mistake|topic|tip|predictor|obstacle|barrier)s?\b""",
)
def claim_best(said: Said, _: Known) -> Told:
    """Somebody or something is ranked above all others: best, leading, top, number one. Texas's
    board (22 TAC §681.49) forbids comparisons that nothing bears out. It is an error because a
    rank can never be shown. “What works best for you” and the like are let be.

    **How to mend it:** Leave the comparison out, and say what you do and for whom.

    ```text
    I work with adults after religious trauma.      (not: the best trauma therapist in Denver)
    ```
    """
    message = f"“{said}” ranks one above all others, which cannot be shown."
    return message, "Leave the comparison out, and say what you do and for whom."


@claim(
    "claim-expert",
    "Somebody is called an expert",
    "warning",
    keys="expert, experts",
    said=rf"""
        {_PRAISED}experts?\b
        |\b(?:foremost|leading|renowned|recognized|respected|trusted|known)\b[^.]{{0,30}}?\bexperts?
        \b|\bexpert (?:[\w-]+ ){{0,2}}?(?:{_HELP}|guidance|support|hands|advice|team)\b""",
    innocent=r"""
        \bexperts? (?:on|in|about) (?:you|your|her|his|their|my|our|my|one)(?:sel\w+|own| life)?\b
        |\b(?:you|she|he|they|clients?|everyone)(?:'re
        | (?:are|is|remain|stay)s?) (?:already |still )?
        (?:the|an|your) (?:real |only |true )?experts?\b
        |\b(?:every|any|no) \w+(?:'s| is) (?:an|the) expert
        |\b(?:body|parts?|child|gut|reader) (?:is|are|stays?|remains?) (?:\w+ )?the experts?\b
        |\bexpert (?:witness|opinion|panel|consensus|review)
        |\bexperts? (?:once |used to )?(?:say|said|think|thought|believed?|disagreed?|agreed?|told)
        \b|\bask (?:an|the) expert|\binner expert|\bexperts? (?:I|we) (?:consult|refer)
        |\b(?:guests?|keynote|speakers?)\b""",
)
def claim_expert(said: Said, _: Known) -> Told:
    """Somebody is called an expert. No board gives this rank, and a reader may take it for one
    (ACA Code of Ethics, C.3.a: credentials are told accurately). It is a warning only, because
    we know of no board’s rule that names the word itself.

    **How to mend it:** Say what you are licensed and trained in, and since when.

    ```text
    I am licensed in Colorado and trained in IFS.      (not: an expert in IFS)
    ```
    """
    if _OF_SOMEBODY_ELSE.search(said.sentence) and not _OF_US.search(said.sentence):
        return None
    message = f"“{said}” is a rank that no board gives."
    return message, "Say what you are licensed and trained in, and since when."


@claim(
    "claim-specialist",
    "Somebody is called a specialist",
    "warning",
    keys="specialist, specialists",
    said=rf"""
        \b(?:am|are|is|I'm|we're|they're|she's|he's|as|myself|by|choose|deserve|find|from|hire|meet|our
        |sessions with|team of|therapy with|book \w+ \w+ with|book with|(?<!we )(?<!I )work with)[ ]
        {_A_SPECIALIST}
        |\b(?:the|your) (?:\w+ ){{1,4}}specialists? (?:you|in|near|for)\b
        |^\W*(?:[\w&'-]+ ){{0,4}}specialists?(?: (?:for|in|near|serving) [^.|]{{1,40}}
        | ?[|–—·,:] [^.]{{1,40}})?\W*$""",
    innocent=r"""
        \b(?:admissions?|behavior(?:al)?|benefits|billing|care|case|child life|crisis|enrollment
        |feeding|information|insurance|intake|intervention|lactation|medical|nurse|office|pain|peer
        |prevention|reading|scheduling|school|sleep|speech|support|treatment) specialists?\b
        |\b(?:spent|began|started|career|first job|served|used to) [^.]*\bas an?\b
        |\ban? \w+ is a specialist\b|\b(?:other|outside) specialists?\b
        |\bspecialists? (?:visits?|copays?|referrals?|under)\b
        |\b(?:also|often|closely|regularly|worked|working|works) (?:closely )?(?:as|with)\b
        |\b(?:see|sees|seen|seeing|ask|consult|refer\w*|visit|needs?|whether|if) [^.]*
        \bspecialists?\b""",
)
def claim_specialist(said: Said, _: Known) -> Told:
    """Somebody is called a specialist. Some bodies do name specialists, and the facts do not say
    that one named you (ACA Code of Ethics, C.3.a). It is a warning only, because it may be
    true.

    **How to mend it:** Say what you are trained in. If a body has named you so, say which, and
    allow it.

    ```text
    Much of my work is with people who left a church.      (not: a religious trauma specialist)
    ```
    """
    word = "specialists" if "specialists" in str(said).lower() else "specialist"
    return (
        f"“{word}” may be a title that a board reserves, and nothing in the facts bears it out.",
        "Say what you are trained in; if a body has named you so, say which and allow it here.",
    )


@claim(
    "claim-evidence-based",
    "Evidence is claimed without a source",
    "warning",
    keys="evidence-based, evidence based, research-based, research based, science-based, science "
    "based, research-backed, research backed, science-backed, science backed, evidence-backed",
    said=r"\b(?:evidence|research|science)(?: |-)(?:based|backed)\b",
    innocent=r"""
        \b(?:registry|lists? of|programs and practices|research based on|strict(?:ly)?|the term)\b
        |based (?:[\w-]+ ){0,2}(?:approach(?:es)?|methods?|treatments?|therap(?:y|ies)
        |modalit(?:y|ies)|practices|techniques|tools|interventions|models|skills),? ?
        (?:like|such as|including|\()
        |\b(?:CBT|DBT|ACT|EMDR|ERP|CPT|MI|exposure)\b[^.]{0,60}\bother evidence""",
)
def claim_evidence_based(said: Said, _: Known) -> Told:
    """Something is called evidence-based, and neither this page nor this sentence names the
    evidence. Where methods are named as examples (“such as CBT”), the word sorts them and is let
    be. The Federal Trade Commission asks for competent and reliable scientific evidence behind a
    claim about health; readers should be able to look.

    **How to mend it:** Link to the study in the same sentence, or name it under “sources:” in
    the header.

    ```yaml
    sources:
    - title: The study, its year and journal
      url: https://doi.org/…
    ```
    """
    source = said.document.header
    number = said.place[1] - source.body_line
    line = source.body.split("\n")[number] if number >= 0 else ""
    if said.document.fields.get("sources") or "](http" in line:
        return None
    message = f"“{said}” is said here without the evidence."
    return message, "Link to the study in this sentence, or name it under “sources:” in the header."


@claim(
    "claim-certified",
    "A certificate is claimed that the facts do not hold",
    keys="certified, ifs-certified, emdr-certified, board-certified, nationally-certified",
    said=r"""
        \b(?:[\w]+-)?certified\b(?! (?:mail|letter|copy|copies|check|organic|translation|public))
    """,
    innocent=r"""
        \bcertified\b[^.]{0,40}?\b(?:means|stands for)\b|\b(?:whether|if)\b[^.]*\bcertified
        |\b(?:list|lists|listed|directory|find|finding|search|ask)\b[^.]*\bcertified
        |\b(?:interpreter|translator|accountant|captioner|dog|building|teacher)\b[^.]*\bcertified\b
        |\bcertified (?:interpreter|translator|accountant|captioner|dog|financial|teacher
        |lifeguard|yoga)""",
)
def claim_certified(said: Said, known: Known) -> Told:
    """Somebody is called certified, and no certificate in the facts fits the words. Training and
    certification are two things: the IFS Institute’s levels are trainings, and only its
    certification makes anyone certified (ACA Code of Ethics, C.3.a).

    **How to mend it:** Write the certificate under the person in practice.yaml, or say “trained
    in”.

    ```yaml
    certifications:
      - name: IFS Certified Therapist
        by: IFS Institute
    ```
    """
    words = _words(said.sentence)
    for person in known.facts.people:
        for held in person.certifications:
            if words.intersection(_words(held.name) - _OF_ANY):
                return None
    return (
        f"“{said}” is said here, but practice.yaml lists no certificate that fits.",
        "Write it under “certifications:” in practice.yaml, or say “trained in” instead.",
    )


@claim(
    "claim-approval",
    "An agency is said to approve",
    table="""
        federally|officially|state approved|endorsed|certified|recognized
        approved|endorsed|certified|accredited|sanctioned|authorized .. by|through|from .. AGENCY
        ^recommended|supported|reviewed|recognized|chosen by|from .. AGENCY
        OURS ... APPROVE by .. AGENCY
        AGENCY .. APPROVE .. OURS|THERAPY|method|work|sessions|quality
        AGENCY ... APPROVE ... OURS
        AGENCY approved|endorsed|certified|recognized|sanctioned|backed|recommended|accredited
        AGENCY .. sanctioned|certified|endorsed|approved .. THERAPY|treatment|program|expert|
            specialist|therapist
        APPROVAL .. of|from|by .. AGENCY
        AGENCY .. APPROVAL
        AGENCY ... vouch|vouches|stands
        OURS ... BE|has|have|carries|carry|holds|bears|earned|received ... APPROVE|
            APPROVAL ... AGENCY
        OURS ... APPROVE|APPROVAL ... AGENCY
        AGENCY ... has|have certified|chosen|approved|recognized|honored .. us|me
        hipaa certified|approved
        certified hipaa
        ~ & AGENCY APPROVE|APPROVAL|certifies|guarantees|guarantee|vetted|trusted|named|behind|
            backed MY|our|me|us|i|we|parts|ifs -NOT -THIRD -complaint|complaints|OTHERWISE
        ^trusted|vetted|approved|certified|endorsed|recommended .. by ... AGENCY
    """,
    innocent=r"""
        \b(?:training|hours|courses?|continuing education|certifies|esketamine|drug|medication
        |guidelines?
        |helpline|authorize (?:each |the )?sessions?|insurers?|once listed|seeks? approval
        |certifies therapists)\b""",
)
def claim_approval(said: Said, _: Known) -> Told:
    """A board, an agency or an association is said to approve of the practice or the method. A
    license is a permission, not a recommendation; no agency approves therapies like drugs, and
    nobody certifies that a practice follows HIPAA. To say so misleads (22 TAC §681.49; California
    Business and Professions Code §651; 42 USC 1320b-10 on the names of federal agencies).

    **How to mend it:** Say what is so: by whom you are licensed, or which registry lists what.

    ```text
    I am licensed by the State Board of Licensed Professional Counselor Examiners.
    ```
    """
    message = f"“{said}” lets an agency approve, and a license is no approval."
    return message, "Say by whom you are licensed, and leave the approval out."


@claim(
    "claim-profession",
    "Somebody bears the title of another profession",
    table="""
        I BE .. PROFESSION
        I BE a|an ... and a|an|clinical|licensed|trained|registered|also? PROFESSION
        ^as|being a|an|your .. PROFESSION
        I work|practice|trained|serve as .. PROFESSION
        I practice .. PROFESSION
        my|our work|job|role|practice|training|background|career|experience as .. PROFESSION
        we PROFESSION
        your PROFESSION in|on|online .. NAME|colorado|california|texas
        your PROFESSION NAME
        NAME BE .. PROFESSION
        NAME PROFESSION
        NAME ... lcsw|lmft|mft|psyd|phd|md|psychologist
        PROFESSION NAME
        your|our PROFESSION .. NAME
        PROFESSION in .. NAME
        with|see|meet a|an|your .. PROFESSION me
        work|meet|talk with .. PROFESSION .. me
        I .. offer|provide|do|give|perform .. TESTING
        MY .. TESTING
        PROFESSION namely me
        PROFESSION .. of .. YOU me
        & PROFESSION NAME -NOT -THIRD -refers|refer|sends|asks|see|with|ask|works|founder|
            developed|wrote|STUDY
        in MY psychology|medical|psychiatric|nursing practice
        I can|will|also? assess|test|evaluate|diagnose .. YOU|your .. for
        I can|will|also? assess|test|evaluate YOU
        psychological report|testing|evaluation|assessment with|from|by me
    """,
    innocent=r"""
        \b(?:wanted to|as a child|told everyone|one of (?:my|her|his) parts|speaks? like
        |my (?:brother
        |sister|mother|father|friend|colleague)|can recommend|ask (?:your|a)|if you (?:look|need
        |want)
        |taught me|see (?:your|a) (?:doctor|psychiatrist)|talk (?:to|with) your)\b""",
)
def claim_profession(said: Said, known: Known) -> Told:
    """Somebody is called by the title of a profession that her facts do not name, such as
    psychologist, doctor or social worker, or offers what only that profession may. These titles
    are protected (Texas Occupations Code §501.251, §502.251; California Business and Professions
    Code §2903, §4980; C.R.S. 12-245-218).

    **How to mend it:** Write the title of your license; or write the other license into
    practice.yaml.

    ```text
    As a counselor I see this every day.      (not: As a psychologist …)
    ```
    """
    names = {name for person in known.facts.people for name in person.name.split()}
    if not _OF_HERS.search(str(said)) and names.isdisjoint(str(said).split()):
        return False
    if bears_other_title(known):
        return None
    message = f"“{said}” is the title or the work of a profession that the facts do not name."
    return message, "Write the title of your own license, as it stands in practice.yaml."


_OF_HERS = phrase(r"^(?:I|we|my|our|in my|in our|as|being|your)\b|\b(?:me|us|you)$|^psychological")
