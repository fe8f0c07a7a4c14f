"""What is known of a claim: the words it is made with, and what to say instead."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """`keys`: one of them must stand in a sentence; `said`: how the claim is made with it.

    `innocent`: other uses of the same words, looked for in the whole sentence. What follows may
    take it back unless it is `quoted`, somebody else's words. In `message` “{said}” is what was
    found.
    """

    code: str
    keys: tuple[str, ...]
    said: re.Pattern[str]
    message: str
    remedy: str
    innocent: re.Pattern[str] | None = None

    @property
    def quoted(self) -> bool:
        return self.code == "claim-testimonial"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def claim(code: str, keys: str, said: str, told: str, remedy: str, innocent: str = "") -> Claim:
    never = _words(innocent) if innocent else None
    return Claim(f"claim-{code}", tuple(keys.split(", ")), _words(said), told, remedy, never)
