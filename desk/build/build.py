"""Make the site that goes on the web: all of it, or nothing and the reason why."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.build.unchanged import Notes
from desk.common import atomic_folder, project
from desk.common.errors import CommandError, system_refusal
from desk.common.refusals import Level, at, refusals
from desk.common.terminal import count, print_problems
from plugins.core.paths import from_here, held
from plugins.core.problem import Problem

if TYPE_CHECKING:  # loading Pelican takes longer than a build that has nothing to do
    from desk.build.pelican_run import Run


@dataclass(frozen=True)
class Said:
    """What a build tells: `problems` without notes, `counted` in words with them ("" if there is
    nothing to count), the `faults` of the finished site, its number of pages, and what waits."""

    problems: tuple[Problem, ...]
    counted: str
    faults: tuple[Problem, ...]
    pages: int
    waiting: str


def build_site(
    content: str | Path | None = None,
    output: str | Path | None = None,
    url: str | None = None,
    host: str | None = None,
    level: Level = "build",
    built: Callable[[Run], object] | None = None,
    again: str = "Build",
) -> int:
    """Build `content` into `output` with publishconf.py, for the address `url` if one is given.

    `host` is PRACTICE_HOST of publishconf.py, for this once. With the level "publish" it is
    refused as well on what must not be published. `built` hears how the run went once its site
    is in place; `again` is what is to be done when a scheduled article comes out, "" if somebody
    else says it. Returns 0, or 1 with every reason on stderr: whatever goes wrong, the old output
    stays as it is. The site is built in a new folder beside it, which takes its place at the end;
    where that would change nothing, what the last build said is said again (unless `built` asks
    how the run went).
    """
    began = time.monotonic()
    target = Path(output or project.OUTPUT).expanduser().resolve()
    overrides = {"SITEURL": url.rstrip("/")} if url else {}
    overrides |= {"PRACTICE_HOST": host} if host else {}
    try:
        source = project.content_folder(content)
        keep = [source, project.ROOT, Path.cwd(), Path.home()]
        atomic_folder.refuse_what_is_not_ours(target, keep, own=project.OUTPUT)
        if held(target, source) is not None:
            raise CommandError(f"{target} lies inside the content. Name a folder outside it.")
        atomic_folder.recover(target)
        notes = Notes(source, target, str(project.PUBLISHING), repr(overrides), level, again)
        noted = None if built else notes.current()
        if noted is not None:
            said = _said(noted)
            _tell(said)
        else:
            said = _built(source, target, overrides, level, built, again, notes)
    except (CommandError, OSError) as error:
        reason = system_refusal(error) if isinstance(error, OSError) else error
        print(f"Not built. {reason} The site that was there before is untouched.", file=sys.stderr)
        return 1
    print(f"{said.pages} pages in {time.monotonic() - began:.1f} s: {from_here(target)}{os.sep}")
    if said.waiting:
        print(said.waiting)
    return 0


def _built(
    source: Path,
    target: Path,
    overrides: dict[str, str],
    level: Level,
    built: Callable[[Run], object] | None,
    again: str,
    notes: Notes,
) -> Said:
    """Build, put in place and note it; return what it said. Raises `CommandError`, OSError."""
    from desk.build.pelican_run import run_pelican
    from desk.common import waiting

    with atomic_folder.fresh_folder_for(target) as fresh:
        asked = {**overrides, "PRACTICE_STANDING": str(target)}
        run = notes.with_damage(run_pelican(project.PUBLISHING, source, fresh, **asked))
        said = _check(run, fresh, target, level)
        inode = fresh.stat().st_ino
        atomic_folder.put_in_place(fresh, target)
        if built:
            built(run)
    scheduled = run.result.scheduled if run.result else ()
    if again and scheduled:
        said = replace(said, waiting=waiting.sentence(waiting.count_of(scheduled), again))
    notes.keep(said, (*run.problems, *said.problems, *said.faults), run, inode)
    return said


def _check(run: Run, fresh: Path, target: Path, level: Level) -> Said:
    """Tell what is wrong with a run and its site, and return it. Raises `CommandError` if that
    stops the build."""
    from desk.site_checks import at_build

    if run.trace:
        print(run.trace, file=sys.stderr)
    problems = at(run.problems, level)
    counted = any(problem.severity != "note" for problem in problems)
    shown = tuple(one for one in problems if one.severity != "note")  # `check` prints the notes
    said = Said(shown, count(problems) if counted else "", (), 0, "")
    _tell(said)
    stopped, refused = (refusals(run.problems, step) for step in ("build", level))
    rules = ", ".join(sorted({problem.rule for problem in stopped or refused}))
    if stopped:
        # Of all that was printed, what stopped this build; other errors stop publishing only.
        errors = sum(problem.severity == "error" for problem in run.problems)
        called = "" if len(stopped) == errors else f" called {rules}"
        raise CommandError(f"Mend the errors{called} above and build again.")
    if refused:
        many = "problem above stands" if len(refused) == 1 else "problems above stand"
        raise CommandError(f"It is not published while the {many} ({rules}); docs/rules says why.")
    if not (fresh / "index.html").is_file():
        raise CommandError("The site has no home page: no page was written as index.html.")
    faults = tuple(at_build.problems(fresh, target, run.result, run.written))
    print_problems(faults, sys.stderr)
    if refusals(faults, "build"):
        raise CommandError("The finished site has the faults above. Mend them and build again.")
    return replace(said, faults=faults, pages=len(list(fresh.rglob("*.html"))))


def _tell(said: Said) -> None:
    """Print on stderr what is wrong."""
    print_problems(said.problems, sys.stderr)
    if said.counted:
        print(f"{said.counted}.", file=sys.stderr)
    print_problems(said.faults, sys.stderr)


def _said(noted: dict[str, Any]) -> Said:
    """Return what was told, from the fields of its note."""
    kinds = {kind: tuple(map(Problem.restored, noted[kind])) for kind in ("problems", "faults")}
    return Said(**{**noted, **kinds})
