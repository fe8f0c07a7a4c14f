"""What is known of a rule beside how it works: its name, how grave it is, and what it stops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plugins.practice.problems import Severity

# In the order in which they are told, and what each group asks.
GROUPS = {
    "built": "Can it be built?",
    "facts": "Are the practice's facts in order?",
    "questions": "Are the questions answered?",
    "truth": "Does it agree with the facts?",
    "claims": "Does it promise too much?",
    "confidentiality": "Does it keep what was told in confidence?",
    "privacy": "Does it leave visitors alone?",
    "care": "Does it take care of who reads it?",
}


@dataclass(frozen=True)
class RuleInfo:
    """One rule. `title` says in a few words what is wrong, `group` is a key of `GROUPS`.

    `severity` is the gravest that the rule gives. `stops` is what its errors hold up: "build"
    for what would be lost or broken on the site, "publish" for what must not be said in public.
    An `allowable` problem may be kept with a reason. Rules that differ only in the entry they
    look at share a page: `family` is its name.
    """

    code: str
    group: str
    severity: Severity
    allowable: bool
    stops: Literal["build", "publish", ""]
    title: str
    family: str = ""

    @property
    def page(self) -> str:
        """The page that says why, from the project's folder."""
        return f"docs/rules/{self.family or self.code}.md"
