"""Claims of a result: cured, guaranteed, proven, permanent, every time, without risk.

Texas, 22 TAC §681.49: nothing that cannot be verified, no unjustified expectation of results. The
FTC asks for competent and reliable scientific evidence behind a claim about health.
"""

from __future__ import annotations

from plugins.checks.rules.claim import Claim, claim

_ILLS = (
    r"(?:trauma|anxiety|depression|panic|PTSD|OCD|shame|burnout|wounds?|past|addictions?|fears?"
    r"|pain"
    r"|grief|phobias?|symptoms?|insomnia)"
)
_GAIN = (
    r"(?:relief|changes?|results?|healing|effects?|recovery|peace|calm|freedom|transformation"
    r"|solution"
    r"|way[ ]out|cure)"
)

PROMISES: tuple[Claim, ...] = (
    claim(
        "cure",
        "cure, cures, cured, curing, curative, heals, will heal, can heal, completely heal, "
        "fully heal, eliminate, eliminates, erase, erases, eradicate, eradicates, free of, "
        "free from, symptom-free",
        rf"""\bcur(?:es?|ed|ing|ative)\b
        | \b(?:heals|(?:will|can|completely|fully)[ ]heal)[ ](?:\w+[ ]){{0,3}}?{_ILLS}\b
        | \b(?:eliminat|eras|eradicat)es?[ ](?:\w+[ ]){{0,3}}?{_ILLS}\b
        | \byou[ ]will[ ](?:be|become|feel|live|walk[ ]away)[ ](?:\w+[ ]){{0,2}}?
          (?:free[ ](?:of|from)[ ](?:\w+[ ]){{0,3}}?{_ILLS}|symptom-free)\b""",
        "“{said}” promises that somebody will be well, which nobody can know.",
        "Say what the work is for and leave the outcome open, such as “helps some people to …”.",
        r"\b(?:hams?|bacon|meat|fish|cheese|concrete|resin|paint|varnish|leather|curing[ ]salt)\b"
        r"|\btime[ ](?:alone[ ])?heals\b",
    ),
    claim(
        "guarantee",
        "guarantee, guarantees, guaranteed, guaranteeing",
        r"\bguarantee(?:s|d|ing)?\b",
        "“{said}” promises a result, and no therapist can.",
        "Take the word out, and say what you will do instead of what will come of it.",
        r"\b(?:laws?|acts?|rights?|constitution|states?)[ ]guarantees?\b"
        r"|\bguaranteed[ ](?:by|under)[ ](?!me\b|us\b|our\b)",
    ),
    claim(
        "proven",
        "proven, research proves, science proves, studies prove, research proved, "
        "scientifically proved, clinically proved, has proved, have proved",
        r"""\bproven\b | \b(?:research|science|studies|trials?)[ ](?:has|have)?[ ]?prove[sd]?\b
        | \b(?:is|are|was|been)[ ](?:scientifically|clinically)[ ]proved\b""",
        "“{said}” says more than studies of any therapy can show.",
        "Say what was found, in how many people, and link to the study.",
        r"\bproven[ ](?:to[ ])?(?:my|your|him|her|them|our)sel(?:f|ves)|\bproven[ ](?:guilty"
        r"|innocent|wrong|right)",
    ),
    claim(
        "permanent",
        "permanent, permanently, once and for all, forever, for good",
        rf"""\bpermanent(?:ly)?[ ](?:\w+[ ]){{0,2}}?(?:{_GAIN}|gone|free|heal\w*|chang\w+|end
          |better|well)\b
        | (?:(?<=\s)|^){_GAIN}\b[^.;]{{0,60}}?\bpermanent(?:ly)?\b
        | \b(?:free|gone|heal\w*|let[ ]go|rid|end|cured?|goodbye)\b[^.;]{{0,40}}?
          \b(?:once[ ]and[ ]for[ ]all|forever|for[ ]good|permanently)\b""",
        "“{said}” promises that a change will stay, which nobody can know.",
        "Leave the word out, or say what the studies followed and for how long.",
    ),
    claim(
        "hundred-percent",
        "100, hundred percent",
        r"""\b(?:100[ ]?%|(?:100|(?:one|a)[ ]hundred)[ ]percent)
        (?:[ ](?:of[ ](?:my|our|the|all|those)?[ ]?(?:time|clients|patients|people|cases|couples
          |women|men|those)|success\w*|effective
        |safe\w*|success|guarantee\w*|reliable|certain|proven|natural|free|results?|recovery)\b
        |(?=[ ]?[.!]?$))
        | \b(?:rates?|success)[ ]of[ ](?:100[ ]?%|(?:100|(?:one|a)[ ]hundred)[ ]percent)""",
        "“{said}” promises that it works every time, and nothing does.",
        "Take the figure out, or give the study's own figure with its source.",
        r"\b(?:cotton|wool|linen|juice|recycled|sure[ ]that[ ]you)\b",
    ),
    claim(
        "risk-free",
        "risk-free, riskless, of risk, of all risk, of any risk, from risk, no risk, no "
        "risks, zero risk, real risk, known risk, without risk, without risks, any risk, any "
        "risks, side effects",
        r"""\brisk-free\b | \briskless\b | \bfree[ ](?:of|from)[ ](?:all[ ]|any[ ])?risks?\b
        | \b(?:no|zero|without(?:[ ]any)?)[ ](?:real[ ]|known[ ])?(?:risks?\b(?![ ]of)
        |side[ ]effects)""",
        "“{said}”: no therapy is without risk, and readers who were hurt by one know it.",
        "Name what can be hard about the work, or link to the page that does.",
        r"""\bno[ ](?:therapy|treatment|method)\b[^.]*\brisk-free | \b(?:not|n't|never)[ ]
          (?:\w+[ ]){0,4}?(?:risk-free|without[ ](?:any[ ])?risks?|free[ ](?:of|from)[ ]risk)
        | \b(?:study|studies|listed|reported|looked|asked|called|promises?)\b""",
    ),
)
