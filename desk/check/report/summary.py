"""Sum up how the site stands: what a problem holds up, and all of them in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from desk.common import waiting
from desk.common.check_result import CheckResult
from desk.common.wording import joined, many
from plugins.core.problem import Problem

Kind = Literal["build", "publish", "warning", "note"]

# From the gravest on: what each is called beside a problem, and what one or several of them do.
KINDS: dict[Kind, tuple[str, str, str]] = {
    "build": ("Stops building", "stops building", "stop building"),
    "publish": ("Stops publishing", "stops publishing", "stop publishing"),
    "warning": (
        "Warning",
        "is a fault that a visitor may meet",
        "are faults that a visitor may meet",
    ),
    "note": ("Note", "is good to know", "are good to know"),
}
_STOPS = ("build", "publish")


class Summary(NamedTuple):
    """`headline` is the sentence that counts, `more` what there is to mend, in one more."""

    headline: str
    more: str


def kind(problem: Problem) -> Kind:
    """Return what a problem holds up, or how grave it is if it holds up nothing."""
    return problem.stops or ("note" if problem.severity == "note" else "warning")


def of(result: CheckResult) -> Summary:
    """Return how the site stands."""
    found = Counter(map(kind, result.problems))
    headline = "The site can be built and published."
    if result.trace:
        headline = "The check broke off, so this is not all."
    elif found["build"]:
        headline = "The site cannot be built yet."
    elif found["publish"]:
        headline = "The site can be built, but not yet published."
    parts: list[str] = []
    for each in filter(found.get, KINDS):
        number = found[each]
        told = many(number, each)
        if each in _STOPS:
            told = f"{number:,}" if parts else many(number, "problem")
        parts.append(f"{told} {KINDS[each][1 + (number > 1)]}")
    more = f"{joined(parts) or 'There is nothing to mend'}."
    if result.allowed:
        be = "is" if len(result.allowed) == 1 else "are"
        more += f" {many(len(result.allowed), 'problem')} {be} allowed with a reason."
    if waits := waiting.sentence(waiting.of(waiting.found(result)), "Build"):
        more += f" {waits}"
    return Summary(headline, more)


def counted(problems: Iterable[Problem]) -> str:
    """Return `1 stops publishing, 2 notes`, the gravest first."""
    found = Counter(map(kind, problems))
    parts = [
        f"{found[each]:,} {KINDS[each][1 + (found[each] > 1)]}"
        if each in _STOPS
        else many(found[each], each)
        for each in filter(found.get, KINDS)
    ]
    return ", ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)
