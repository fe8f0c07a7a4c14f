"""What a check found, as plain data: for the terminal, for tools, for the report, for the memo."""

from __future__ import annotations

import gc
import runpy
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from desk import project
from plugins.practice.problems import Problem

if TYPE_CHECKING:
    from desk.pelican_run import Run
    from plugins.checks.running import Checked, Page
    from plugins.practice.reading_room import ReadingRoom
    from plugins.practice.site import Site


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
    tell which entry of a path it is: a translation has the slug of its original.
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

    @property
    def name(self) -> str:
        """What to call it: its title, or its file's name if it has none."""
        return self.title or PurePath(self.path).name


@dataclass(frozen=True)
class PathSummary:
    """A reading path: its name, and the slugs of its articles in their order."""

    name: str
    slugs: tuple[str, ...]


@dataclass(frozen=True)
class NoticeRow:
    """A notice that the law of a place asks for; see plugins.practice.notices.Row.

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

    `next_change` is the moment at which the next scheduled article comes out, as ISO 8601.
    `trace` is where in the program the check broke off, "" if it came to its end.
    """

    problems: tuple[Problem, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    entries: tuple[EntrySummary, ...] = ()
    paths: tuple[PathSummary, ...] = ()
    notices: tuple[NoticeRow, ...] = ()
    site_name: str = ""
    timezone: str = ""
    next_change: str = ""
    trace: str = ""

    @property
    def failed(self) -> bool:
        """Is any problem an error?"""
        return any(problem.severity == "error" for problem in self.problems)


def collect(content: Path) -> CheckResult:
    """Check the practice in a folder, as `check` does. Nothing is raised and nothing printed.

    The site is read and joined as for the preview, but not written: so what is found here is
    what a build would find.
    """
    room = _read_ahead(content)
    from desk.pelican_run import run_pelican  # loading Pelican takes as long as many files

    kept = gc.isenabled()
    gc.disable()  # all that is made here lives until the end, and is then let go at once
    try:
        with tempfile.TemporaryDirectory(prefix="practice-press-") as folder:
            changes = {"PRACTICE_CHECK": True, "PRACTICE_ROOM": room, "TYPOGRIFY": False}
            return result_of(run_pelican(project.WRITING, content, Path(folder), **changes))
    finally:
        if kept:
            gc.enable()


def _read_ahead(content: Path) -> ReadingRoom | None:
    """Let other processes begin to read; None where it is left to the run, which tells why."""
    from plugins.practice import content_files, practice_yaml
    from plugins.practice.site import Site

    try:
        settings = runpy.run_path(str(project.WRITING))
        site = Site(content, page_folders=tuple(settings["PAGE_PATHS"]))
        site.facts = practice_yaml.read(site.read("practice.yaml") or "", "")[0]
        return content_files.open_room(site, settings)
    except Exception:  # broken settings are found again by the run
        return None


def result_of(run: Run) -> CheckResult:
    """What a run of Pelican found, as plain data."""
    problems = tuple(sorted(run.problems))
    site = run.site
    checked: Any = site.checked if site else None
    if site is None or checked is None:
        return CheckResult(problems, trace=run.trace)
    return CheckResult(
        problems,
        allowed=tuple(_allowed(site, checked)),
        entries=tuple(_summary(page) for page in checked.pages),
        paths=tuple(
            PathSummary(path.title, tuple(entry.slug for entry in path.entries))
            for path in site.paths
        ),
        notices=tuple(_notices(site)),
        site_name=site.name,
        timezone=site.timezone,
        next_change=site.next_change.isoformat() if site.next_change else "",
        trace=run.trace,
    )


def _allowed(site: Site, checked: Checked) -> Iterator[Allowed]:
    from plugins.checks import running

    for problem, reason in running.settle(sorted(set(site.problems)), checked).allowed:
        yield Allowed(problem, reason)


def _summary(page: Page) -> EntrySummary:
    entry = page.entry
    document, fields_ = entry.document, entry.document.fields
    return EntrySummary(
        path=document.path,
        title=str(fields_.get("title", "")),
        url=entry.url,
        kind=document.kind,
        status=page.status,
        reviewed=_day(fields_.get("reviewed")),
        review_by=_day(fields_.get("review_by")),
        grade=round(page.found.grade, 1),
        words=page.found.words,
        questions=sum(1 for item in entry.faq if item.answered),
        path_name=entry.path,
        position=page.position,
        slug=str(fields_.get("slug", "")),
        lang=entry.lang,
    )


def _day(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else ""


def _notices(site: Site) -> Iterator[NoticeRow]:
    from plugins.practice import notices

    for row in notices.table(site.facts, site.jurisdictions):
        yield NoticeRow(
            state=row.state,
            notice=row.notice,
            law=row.law,
            source=row.source,
            read=row.read.isoformat() if row.read else "",
            where=row.where,
            last_checked=row.last_checked.isoformat() if row.last_checked else "",
            missing=row.missing,
        )


def as_data(result: CheckResult) -> dict[str, Any]:
    """The result as JSON holds it."""
    return asdict(result)


def from_data(data: Mapping[str, Any]) -> CheckResult:
    """The result that `as_data` wrote. Raises TypeError or KeyError if it is not one."""
    known = {field.name for field in fields(CheckResult)}
    if set(data) != known:
        raise KeyError(*(known ^ set(data)))
    return CheckResult(
        problems=tuple(Problem(**one) for one in data["problems"]),
        allowed=tuple(
            Allowed(Problem(**one["problem"]), str(one["reason"])) for one in data["allowed"]
        ),
        entries=tuple(EntrySummary(**one) for one in data["entries"]),
        paths=tuple(PathSummary(str(one["name"]), tuple(one["slugs"])) for one in data["paths"]),
        notices=tuple(
            NoticeRow(**{**one, "missing": tuple(one["missing"])}) for one in data["notices"]
        ),
        site_name=str(data["site_name"]),
        timezone=str(data["timezone"]),
        next_change=str(data["next_change"]),
        trace=str(data["trace"]),
    )
