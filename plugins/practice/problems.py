"""What a person is told when something in the content needs mending."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_MOST, _SOME = 40, 10  # of a long list, the addresses of a large site, some are enough
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, in the words of the person who wrote the file.

    `path` is as she would open it, `line` counts from 1, `message` says what is wrong and
    `remedy` how to mend it, each a whole sentence. `rule` names the kind of problem for tools.
    An *error* would lose or break something on the site; a *warning* leaves a fault that a
    visitor may meet; a *note* is good to know.
    """

    path: str
    line: int
    message: str
    remedy: str
    rule: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} {self.remedy}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The sentence that follows an unknown word: a near one if there is one, else the list."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    if len(known) > _MOST:
        return f"Known are {', '.join(known[:_SOME])} and {len(known) - _SOME:,} more."
    return f"Known are: {', '.join(known)}." if known else ""
