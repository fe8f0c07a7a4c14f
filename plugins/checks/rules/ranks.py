"""Claims of a rank: best, expert, specialist, certified, evidence-based.

ACA Code of Ethics, C.3.a: credentials are told accurately. Texas, 22 TAC §681.49: nothing that
cannot be verified, no confusion about credentials.
"""

from __future__ import annotations

from plugins.checks.rules.claim import Claim, claim

_HELP = (
    r"(?:therap(?:y|ies|ists?)|treatments?|counsel(?:ing|ors?)|methods?|approach(?:es)?|practices?"
    r"|care|help|coach(?:es|ing)?|clinicians?|practitioners?|psychotherap\w+|healers?|program\w*)"
)
_PRAISED = (
    r"(?:(?:an?|your|our|the|my|as|by|with|from|is|local|top)[ ](?:[\w'-]+[ ]){0,5}?"
    r"|\b(?:trauma|IFS|anxiety|burnout|therapy|couples|leading|trusted|recognized)[ ])"
)

RANKS: tuple[Claim, ...] = (
    claim(
        "best",
        "best, finest, greatest, leading, top, top-rated, best-rated, premier, unmatched, "
        "unrivaled, number one, #1, # 1",
        rf"""\b(?:the[ ]|my[ ]|our[ ]|your[ ]|\w+'s[ ])?(?:very[ ])?
          (?:best|finest|greatest|leading|top|top-rated|best-rated|premier|unmatched|unrivaled
          |number[ ]one|\#[ ]?1)[ ](?:\w+[ ]){{0,2}}?{_HELP}\b
        | \b(?:come|found|are|is|in)[ ](?:\w+[ ]){{0,2}}?(?:in|to|at)?[ ]?the[ ]best[ ](?:place
        |hands)\b
        | \bthe[ ]best[ ](?:in|of)[ ](?:Colorado|Texas|California|town|the[ ](?:state|country
        |field|world))""",
        "“{said}” ranks one above all others, which cannot be shown.",
        "Leave the comparison out, and say what you do and for whom.",
        rf"""\bbest[ ](?:fit|way|time|friends?|guess|practices?|interests?|known|available|tested)\b
        | \b(?:best|top)[ ]{_HELP}[ ](?:for[ ](?:you|somebody|someone|her|him|them)\b
        |is[ ](?:often|one|the[ ]one)
            |(?:that[ ])?(?:I|we)[ ]know)
        | \b(?:which|what|who|how)\b[^.]*\bbest\b | \bleading[ ](?:the|a|an|to|up|them|you)\b
        | \btop[ ]of\b""",
    ),
    claim(
        "expert",
        "expert, experts",
        rf"""{_PRAISED}experts?\b
        | \b(?:foremost|leading|renowned|recognized|respected|trusted
        |known)\b[^.]{{0,30}}?\bexperts?\b
        | \bexpert[ ](?:[\w-]+[ ]){{0,2}}?(?:{_HELP}|guidance|support|hands|advice|team)\b""",
        "“{said}” is a rank that no board gives.",
        "Say what you are licensed and trained in, and since when.",
        r"""\bexperts?[ ](?:on|in|about)[ ](?:you|your|her|his|their|my|our|my|one)(?:sel\w+|own
          |[ ]life)?\b
        | \b(?:you|she|he|they|clients?|everyone)(?:'re|[ ](?:are|is|remain|stay)s?)[ ]
          (?:already[ ]|still[ ])?(?:the|an|your)[ ](?:real[ ]|only[ ]|true[ ])?experts?\b
        | \b(?:body|parts?|child|gut|reader)[ ](?:is|are|stays?
        |remains?)[ ](?:\w+[ ])?the[ ]experts?\b
        | \bexpert[ ](?:witness|opinion|panel|consensus|review)
        | \bexperts?[ ](?:once[ ]|used[ ]to[ ])?(?:say|said|think|thought|believed?|disagreed?
        |agreed?|told)\b
        | \bask[ ](?:an|the)[ ]expert | \binner[ ]expert""",
    ),
    claim(
        "specialist",
        "specialist, specialists",
        r"\bspecialists?\b",
        "“{said}” may be a title that a board reserves, and nothing in the facts bears it out.",
        "Say what you are trained in; if a body has named you so, say which and allow it here.",
        r"""\b(?:see|ask|find|visit|consult|to|need|needs|by|from|another|medical|sleep|eye|pain
          |heart)[ ]
          (?:an?[ ]|your[ ]|the[ ])?(?:[\w-]+[ ])?specialists?\b(?![ ]who[ ]works[ ]here)
        | \b(?:information|intake|billing)[ ]specialist""",
    ),
    claim(
        "evidence-based",
        "evidence-based, evidence based, research-based, research based, science-based, "
        "science based, research-backed, research backed, science-backed, science backed, "
        "evidence-backed",
        r"\b(?:evidence|research|science)(?:[ ]|-)(?:based|backed)\b",
        "“{said}” stands here without the evidence.",
        "Link to the study in this sentence, or name it under “sources:” in the header.",
        r"\b(?:registry|lists?[ ]of|programs[ ]and[ ]practices|research[ ]based[ ]on|strict(?:ly)?"
        r"|the[ ]term)\b",
    ),
    claim(
        "certified",
        "certified, ifs-certified, emdr-certified, board-certified, nationally-certified",
        r"\b(?:[\w]+-)?certified\b(?![ ](?:mail|letter|copy|copies|check|organic|translation"
        r"|public))",
        "“{said}” is said here, and no certificate that fits stands in the facts.",
        "Write it under “certifications:” in practice.yaml, or say “trained in” instead.",
        r"""\bcertified\b[^.]{0,40}?\b(?:means|stands[ ]for)\b | \b(?:whether|if)\b[^.]*\bcertified
        | \b(?:list|lists|listed|directory|find|finding|search|ask)\b[^.]*\bcertified
        | \b(?:interpreter|translator|accountant|captioner|dog|building|teacher)\b[^.]*\bcertified\b
        | \bcertified[ ](?:interpreter|translator|accountant|captioner|dog|financial)""",
    ),
)
