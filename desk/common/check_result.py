"""What a check found, as plain data: for the terminal, for tools, for the report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from plugins.core.problem import Problem


@dataclass(frozen=True)
class Allowed:
    """A problem that its writer lets stand, and why."""

    problem: Problem
    reason: str


@dataclass(frozen=True)
class EntrySummary:
    """An article or a page. Days are ISO 8601 (`2026-05-01`), "" where none is written.

    `kind` is "article" or "page", `status` "published", "draft", "hidden" or "scheduled";
    `grade` is the school grade that reads it with ease, `questions` how many it answers, and
    `position` its place on the path `path_name`, from 1; 0 where it is on none. `slug` and `lang`
    tell which entry of a path it is: a translation has the slug of its original. `comes_out` is
    the moment for which it waits, and `line` that of its date, if it is scheduled.
    """

    path: str
    title: str
    url: str
    kind: str
    status: str
    reviewed: str = ""
    review_by: str = ""
    grade: float = 0.0
    words: int = 0
    questions: int = 0
    path_name: str = ""
    position: int = 0
    slug: str = ""
    lang: str = ""
    comes_out: str = ""
    line: int = 1

    @property
    def name(self) -> str:
        """Return what to call it: its title, or its file's name if it has none."""
        return self.title or PurePath(self.path).name


@dataclass(frozen=True)
class PathSummary:
    """A reading path: its name, and the slugs of its articles in their order."""

    name: str
    slugs: tuple[str, ...]


@dataclass(frozen=True)
class NoticeRow:
    """A notice that the law of a place asks for; see plugins.notices.notices.Row.

    `read` is the day on which our source was read, `last_checked` the day on which the practice
    compared the notice with the law ("" if never), `missing` what it still lacks.
    """

    state: str
    notice: str
    law: str = ""
    source: str = ""
    read: str = ""
    where: str = ""
    last_checked: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckResult:
    """All that a check found. Problems are sorted by file and line.

    `trace` is where in the program the check broke off, "" if it came to its end.
    """

    problems: tuple[Problem, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    entries: tuple[EntrySummary, ...] = ()
    paths: tuple[PathSummary, ...] = ()
    notices: tuple[NoticeRow, ...] = ()
    site_name: str = ""
    timezone: str = ""
    trace: str = ""

    @property
    def failed(self) -> bool:
        """Return whether any problem is an error."""
        return any(problem.severity == "error" for problem in self.problems)
