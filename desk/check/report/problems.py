"""The problems as a reader goes through them: by the page they stand on, the gravest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from desk.check.report.summary import KINDS, Kind, counted, kind
from desk.common.check_result import CheckResult
from plugins.checks.registry import RULES
from plugins.core.problem import Problem

# A note that says the same of so many files is told once, with all of them.
_COMMON = 4
_DATA = {
    "practice.yaml": "Facts of the practice",
    "reading-paths.yaml": "Reading paths",
    "redirects.yaml": "Addresses that have moved",
    "publish.yaml": "Places to publish to",
}
_ORDER = {name: place for place, name in enumerate(KINDS)}


@dataclass(frozen=True)
class Found:
    """A problem as it is shown: `kind` and its words, and why it matters."""

    problem: Problem
    title: str
    kind: Kind
    reason: str = ""

    @property
    def called(self) -> str:
        return KINDS[self.kind]

    @property
    def why(self) -> str:
        """The rule and the page that explains it; that page's name is mostly the rule's."""
        rule = RULES.get(self.problem.rule)
        if not rule:
            return f"Rule: {self.problem.rule}"
        named = f"{rule.code}, in " if rule.page.name != rule.code else ""
        return f"Why: {named}{rule.page.path}"


@dataclass(frozen=True)
class OnPage:
    """The problems of one file; `id` is its place in the report."""

    id: str
    path: str
    title: str
    counted: str
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Troubles:
    """`common` are notes that hold for several files alike, each with all of them."""

    pages: tuple[OnPage, ...]
    common: tuple[tuple[Found, ...], ...]
    allowed: tuple[Found, ...]


def by_page(result: CheckResult) -> Troubles:
    """All problems of a check. Files come by their gravest problem, then by path."""
    titles = {entry.path: entry.name for entry in result.entries}

    def found(problem: Problem, reason: str = "") -> Found:
        path = problem.path
        title = titles.get(path) or _DATA.get(PurePath(path).name) or PurePath(path).name
        return Found(problem, title, kind(problem), reason)

    common, others = _apart(result.problems)
    files: dict[str, list[Found]] = defaultdict(list)
    for problem in others:
        files[problem.path].append(found(problem))
    for each in files.values():
        each.sort(key=lambda one: (_ORDER[one.kind], one.problem.line))
    ordered = sorted(files.items(), key=lambda item: (_ORDER[item[1][0].kind], item[0]))
    return Troubles(
        pages=tuple(
            OnPage(
                f"file-{number}",
                path,
                each[0].title,
                counted(one.problem for one in each),
                tuple(each),
            )
            for number, (path, each) in enumerate(ordered, start=1)
        ),
        common=tuple(tuple(map(found, group)) for group in common),
        allowed=tuple(found(one.problem, one.reason) for one in result.allowed),
    )


def _apart(problems: Iterable[Problem]) -> tuple[list[list[Problem]], list[Problem]]:
    """The notes that say the same of many files, in groups, and all the rest."""
    alike: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    others: list[Problem] = []
    for one in problems:
        if one.severity == "note":
            alike[one.rule, one.message, one.remedy].append(one)
        else:
            others.append(one)
    common: list[list[Problem]] = []
    for group in alike.values():
        if len({one.path for one in group}) >= _COMMON:
            common.append(group)
        else:
            others += group
    return common, others
