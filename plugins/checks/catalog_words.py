"""What is known of the rules about what the words of a page say: truth, claims, people, visitors.

Claims of a result, a rank or a danger are what boards' rules on advertising name, and hold up
publishing; words that may be true and cannot be checked from here are warnings. Docs: each page.
"""

from __future__ import annotations

from typing import Literal

from plugins.checks.rule_info import RuleInfo
from plugins.practice.problems import Severity


def _rules(
    group: str, severity: Severity, titles: dict[str, str], *, allowable: bool = True
) -> dict[str, RuleInfo]:
    stops: Literal["publish", ""] = "publish" if severity == "error" else ""
    return {
        code: RuleInfo(code, group, severity, allowable, stops, title)
        for code, title in titles.items()
    }


CATALOG_WORDS: dict[str, RuleInfo] = {
    **_rules(
        "claims",
        "error",
        {
            "claim-cure": "A cure is promised",
            "claim-guarantee": "A result is guaranteed",
            "claim-proven": "Something is called proven",
            "claim-permanent": "A change is called permanent",
            "claim-hundred-percent": "Something is said to work every time",
            "claim-best": "Somebody is called the best",
            "claim-risk-free": "Therapy is called free of risk",
            "claim-certified": "A certificate is claimed that the facts do not hold",
            "claim-comparison": "Another treatment is belittled",
            "claim-testimonial": "Clients are made to praise",
            "claim-fear": "Fear is used to persuade",
        },
    ),
    **_rules(
        "claims",
        "warning",
        {
            "claim-expert": "Somebody is called an expert",
            "claim-specialist": "Somebody is called a specialist",
            "claim-evidence-based": "Evidence is claimed without a source",
        },
    ),
    **_rules(
        "truth",
        "error",
        {
            "truth-phone": "A telephone number is not in the facts",
            "truth-license": "A license number is not in the facts",
            "truth-state": "Therapy is offered in a state that is not in the facts",
            "truth-price": "A price is not in the facts",
            "truth-title": "A license is called by another state's name",
            "truth-doctor": "Somebody is called a doctor whose facts do not say so",
            "truth-crisis-line": "A crisis line is wrong or out of date",
            "truth-worldwide": "Therapy is offered where nobody is licensed",
        },
    ),
    **_rules(
        "truth",
        "error",
        {
            "truth-license-state": "Therapy is offered in a state without a license",
            "license-expired": "A license has expired",
        },
        allowable=False,
    ),
    **_rules("truth", "warning", {"license-expires": "A license expires soon"}),
    **_rules(
        "confidentiality",
        "warning",
        {
            "client-described": "Somebody could be recognized",
            "client-named": "A client is named",
            "client-email": "An e-mail address is not the practice's",
            "client-phone": "A telephone number stands beside a client",
            "client-birth-date": "A date of birth is told",
        },
    ),
    **_rules(
        "confidentiality",
        "note",
        {"picture-tells": "A photograph tells where or with what it was taken"},
    ),
    **_rules(
        "privacy",
        "warning",
        {
            "privacy-elsewhere": "Something would be loaded from elsewhere",
            "privacy-tracking": "A link tells where its reader came from",
        },
    ),
}
