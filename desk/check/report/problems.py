"""Order the problems as a reader goes through them, and sum up how the site stands.

They come by the page they stand on, the gravest first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal, NamedTuple

from desk.common import waiting
from desk.common.check_result import CheckResult
from desk.common.wording import joined, many
from plugins.checks.registry import RULES
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
# What says the same of so many files is told once, with all of them.
_COMMON = 4
_DATA = {
    "practice.yaml": "Facts of the practice",
    "reading-paths.yaml": "Reading paths",
    "redirects.yaml": "Addresses that have moved",
    "publish.yaml": "Places to publish to",
}
_ORDER = {name: place for place, name in enumerate(KINDS)}


class Found(NamedTuple):
    """A problem as it is shown: `kind` and its words, and why it matters."""

    problem: Problem
    title: str
    kind: Kind
    reason: str = ""

    @property
    def called(self) -> str:
        """Return what its kind is called."""
        return KINDS[self.kind][0]

    @property
    def why(self) -> str:
        """Return the rule and the page that explains it, which mostly has the rule's name."""
        rule = RULES.get(self.problem.rule)
        if not rule:
            return f"Rule: {self.problem.rule}"
        named = f"{rule.code}, in " if rule.page.name != rule.code else ""
        return f"Why: {named}{rule.page.path}"


class OnPage(NamedTuple):
    """The problems of one file; `id` is its place in the report."""

    id: str
    path: str
    title: str
    counted: str
    found: list[Found]


class ProblemList(NamedTuple):
    """`common` are those that hold for several files alike, each with all of them."""

    pages: list[OnPage]
    common: list[list[Found]]
    allowed: list[Found]


def by_page(result: CheckResult) -> ProblemList:
    """Return all problems of a check. Files come by their gravest problem, then by path."""
    titles = {entry.path: entry.name for entry in result.entries}

    def found(problem: Problem, reason: str = "") -> Found:
        """Return a problem with the title of its page, or of its file if that is no page."""
        path = problem.path
        title = titles.get(path) or _DATA.get(PurePath(path).name) or PurePath(path).name
        return Found(problem, title, kind(problem), reason)

    alike: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    files: dict[str, list[Found]] = defaultdict(list)
    for one in map(found, result.problems):
        alike[one.kind, one.problem.rule, one.problem.message, one.problem.remedy].append(one)
    common = []
    for group in alike.values():
        if len({one.problem.path for one in group}) >= _COMMON:
            common.append(group)
        else:
            for one in group:
                files[one.problem.path].append(one)
    common.sort(key=lambda group: _ORDER[group[0].kind])
    for group in files.values():
        group.sort(key=lambda one: (_ORDER[one.kind], one.problem.line))
    ordered = sorted(files.items(), key=lambda item: (_ORDER[item[1][0].kind], item[0]))
    pages = [
        OnPage(f"file-{at}", path, each[0].title, counted(one.problem for one in each), each)
        for at, (path, each) in enumerate(ordered, start=1)
    ]
    allowed = [found(one.problem, one.reason) for one in result.allowed]
    return ProblemList(pages, common, allowed)


class Summary(NamedTuple):
    """`headline` is the sentence that counts, `more` what there is to mend, in one more."""

    headline: str
    more: str


def kind(problem: Problem) -> Kind:
    """Return what a problem holds up, or how grave it is if it holds up nothing."""
    return problem.stops or ("note" if problem.severity == "note" else "warning")


def summary(result: CheckResult) -> Summary:
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
    if waits := waiting.sentence(waiting.count_of(waiting.scheduled_in(result)), "Build"):
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
