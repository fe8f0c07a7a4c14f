"""What is known of a claim: its rule, the words it is made with, and what to say instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.core.problem import Rule, Severity, Stops, declare


@dataclass(frozen=True)
class Claim:
    """`keys`: one of them must stand in a sentence; `said`: how the claim is made with it.

    `innocent`: other uses of the same words, looked for in the whole sentence. What follows may
    take it back unless it is `quoted`, somebody else's words. In `message` “{said}” is what was
    found.
    """

    rule: Rule
    keys: tuple[str, ...]
    said: re.Pattern[str]
    message: str
    remedy: str
    innocent: re.Pattern[str] | None = None

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def quoted(self) -> bool:
        return self.code == "claim-testimonial"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def claim(
    code: str,
    title: str,
    severity: Severity = "error",
    *,
    page: str,
    keys: str,
    said: str,
    message: str,
    remedy: str,
    innocent: str = "",
) -> Claim:
    """Return a claim, and declare its rule.

    What boards' rules on advertising name is an error, and holds up publishing; words that may be
    true and cannot be checked from here are a warning.
    """
    stops: Stops = "publish" if severity == "error" else ""
    rule = declare(code, title, severity, group="claims", stops=stops, allowable=True, page=page)
    never = _words(innocent) if innocent else None
    return Claim(rule, tuple(keys.split(", ")), _words(said), message, remedy, never)
