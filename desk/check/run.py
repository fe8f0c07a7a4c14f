"""Run a check of a folder of content, and return all that it found as plain data."""

from __future__ import annotations

import gc
import runpy
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.build.unchanged import Notes
from desk.common import project
from desk.common.check_result import Allowed, CheckResult, EntrySummary, NoticeRow, PathSummary
from plugins.core import temporary
from plugins.core.problem import Problem

if TYPE_CHECKING:
    from desk.build.pelican_run import Run
    from plugins.checks.document import Entry
    from plugins.core.build import Result
    from plugins.core.schedule import Scheduled
    from plugins.frontmatter.parse_pool import ParsePool

_DAYS = ("read", "last_checked")  # of a notice


def collect(content: Path) -> CheckResult:
    """Check the practice in a folder, as `check` does. Nothing is raised and nothing printed.

    The site is read and joined as for the preview, but not written: so what is found here is
    what a build would find. Where nothing has changed since, it is what was found the last time.
    """
    notes = Notes(content, None, str(project.WRITING))
    noted = notes.current()
    if noted is not None:
        return _noted(noted)
    pool = _read_ahead(content)
    from desk.build.pelican_run import run_pelican  # loading Pelican takes as long as many files

    kept = gc.isenabled()
    gc.disable()  # all that is made here lives until the end, and is then let go at once
    try:
        with temporary.folder() as folder:
            changes = {"PRACTICE_CHECK": True, "PRACTICE_PARSE_POOL": pool, "TYPOGRIFY": False}
            run = notes.with_damage(run_pelican(project.WRITING, content, folder, **changes))
        result = result_of(run)
        notes.keep(result, result.problems, run)
        return result
    finally:
        if kept:
            gc.enable()


def _noted(noted: dict[str, Any]) -> CheckResult:
    """Return what was found, from the fields of its note."""
    allowed = [Allowed(Problem.restored(one["problem"]), one["reason"]) for one in noted["allowed"]]
    paths = [PathSummary(one["name"], tuple(one["slugs"])) for one in noted["paths"]]
    rows = [NoticeRow(**{**one, "missing": tuple(one["missing"])}) for one in noted["notices"]]
    found = {
        "problems": tuple(map(Problem.restored, noted["problems"])),
        "allowed": tuple(allowed),
        "entries": tuple(EntrySummary(**one) for one in noted["entries"]),
        "paths": tuple(paths),
        "notices": tuple(rows),
    }
    return CheckResult(**{**noted, **found})


def _read_ahead(content: Path) -> ParsePool | None:
    """Let other processes begin to read; None where it is left to the run, which tells why."""
    from plugins.core.build import Build
    from plugins.frontmatter import discovery
    from plugins.notices import jurisdictions
    from plugins.notices.known import Known
    from plugins.practice import load

    try:
        settings = runpy.run_path(str(project.WRITING)) | {"TYPOGRIFY": False}
        build = Build(content, page_folders=tuple(settings["PAGE_PATHS"]))
        facts, _ = load.read(build.read("practice.yaml")[0] or "", "")
        laws, _ = jurisdictions.of_practice(content, leads_out=build.leads_out)
        return discovery.open_pool(build, settings, Known(facts, laws))
    except Exception:  # broken settings are found again by the run
        return None


def result_of(run: Run) -> CheckResult:
    """Return what a run of Pelican found, as plain data."""
    problems = tuple(sorted(run.problems))
    result = run.result
    checked: Any = result.checked if result else None
    if result is None or checked is None:
        return CheckResult(problems, trace=run.trace)
    return of_site(result, checked.entries, problems, run.trace)


def of_site(
    result: Result, entries: Iterable[Entry], problems: tuple[Problem, ...], trace: str = ""
) -> CheckResult:
    """Return what is known of a site that was joined, as plain data; `entries` are its texts."""
    due = {one.path: one for one in result.scheduled}
    return CheckResult(
        problems,
        allowed=tuple(Allowed(problem, reason) for problem, reason in result.allowed),
        entries=tuple(_summary(one, due.get(one.document.path)) for one in entries),
        paths=tuple(PathSummary(title, slugs) for title, slugs in result.reading_paths),
        notices=tuple(
            NoticeRow(**{**vars(row), **{day: _day(vars(row)[day]) for day in _DAYS}})
            for row in result.notices
        ),
        site_name=result.build.name,
        timezone=result.build.timezone,
        trace=trace,
    )


def _summary(entry: Entry, due: Scheduled | None) -> EntrySummary:
    document, fields_ = entry.document, entry.document.fields
    return EntrySummary(
        path=document.path,
        title=str(fields_.get("title", "")),
        url=entry.url,
        kind=document.kind,
        status=entry.status,
        reviewed=_day(fields_.get("reviewed")),
        review_by=_day(fields_.get("review_by")),
        grade=round(entry.found.grade, 1),
        words=entry.found.words,
        questions=sum(1 for item in entry.faq if item.answered),
        path_name=entry.path,
        position=entry.position,
        slug=str(fields_.get("slug", "")),
        lang=entry.lang,
        comes_out=due.moment.isoformat() if due else "",
        line=due.line if due else 1,
    )


def _day(value: object) -> str:
    """Return a day, or that of a moment, in its ISO form; "" for anything else."""
    return value.isoformat()[:10] if isinstance(value, date) else ""
