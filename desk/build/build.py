"""Make the site that goes on the web: all of it, or nothing and the reason why."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desk.build.pelican_run import Run, run_pelican
from desk.common import atomic_folder, project, waiting
from desk.common.refusals import Level, refusals
from desk.common.terminal import count, print_problems
from desk.site_checks import at_build
from plugins.core.problem import Problem


def build_site(
    content: str | Path | None = None,
    output: str | Path | None = None,
    url: str | None = None,
    host: str | None = None,
    level: Level = "build",
    built: Callable[[Run], object] = lambda _: None,
    again: str = "Build",
) -> int:
    """Build `content` into `output` with publishconf.py, for the address `url` if one is given.

    `host` is PRACTICE_HOST of publishconf.py, for this once. With the level "publish" it is
    refused as well on what must not be published. `built` hears how the run went once its site
    is in place; `again` is what is to be done when a scheduled article comes out, "" if somebody
    else tells it. Returns 0, or 1 with every reason on stderr: whatever goes wrong, the old output
    stays as it is. The site is built in a new folder beside it, which takes its place at the end.
    """
    target = Path(output or project.OUTPUT).expanduser().resolve()
    try:
        source = project.content_folder(content)
        keep = [source, project.ROOT, Path.cwd(), Path.home()]
        atomic_folder.refuse_what_is_not_ours(target, keep, own=project.OUTPUT)
        if target.is_relative_to(source.resolve()):
            raise atomic_folder.NotOurs(
                f"{target} lies inside the content. Name a folder outside it."
            )
    except (project.NotAContentFolder, atomic_folder.NotOurs) as reason:
        return _not_built(str(reason))
    try:
        atomic_folder.recover(target)
        with atomic_folder.fresh_folder_for(target) as fresh:
            overrides = {"SITEURL": url.rstrip("/")} if url else {}
            overrides |= {"PRACTICE_HOST": host} if host else {}
            run = run_pelican(project.PUBLISHING, source, fresh, **overrides)
            _tell(run)
            if run.failed:
                return _not_built(_why(run))
            if refused := refusals(run.problems, level):
                return _not_built(_not_for_the_public(refused))
            pages = sum(1 for _ in fresh.rglob("*.html"))
            if not (fresh / "index.html").is_file():
                return _not_built("The site has no home page: no page was written as index.html.")
            at_gate = at_build.problems(fresh, target, run.result)
            print_problems(at_gate, sys.stderr)
            if refusals(at_gate, "build"):
                return _not_built(
                    "The finished site has the faults above. Mend them and build again."
                )
            atomic_folder.put_in_place(fresh, target)
            built(run)
    except OSError as error:
        return _not_built(f"The disk said no: {error}.")
    print(f"{pages} pages in {run.seconds:.1f} s: {project.as_typed(target)}{os.sep}")
    if again and run.result and run.result.scheduled:
        print(waiting.sentence(waiting.of(run.result.scheduled), again))
    return 0


def _tell(run: Run) -> None:
    """Print what was found, on stderr; notes are only counted, `check` tells them."""
    if run.trace:
        print(run.trace, file=sys.stderr)
    print_problems(run.problems, sys.stderr, notes=False)
    if any(problem.severity != "note" for problem in run.problems):
        print(f"{count(run.problems)}.", file=sys.stderr)


def _why(run: Run) -> str:
    """Of all that was told, what stopped this build; other errors only stop publishing."""
    stopped = refusals(run.problems, "build")
    errors = sum(1 for problem in run.problems if problem.severity == "error")
    if len(stopped) == errors:
        return "Mend the errors above and build again."
    rules = ", ".join(sorted({problem.rule for problem in stopped}))
    return f"Mend the errors called {rules} above and build again."


def _not_for_the_public(refused: Sequence[Problem]) -> str:
    """What may stand in a preview and in a trial build, and not on the web."""
    rules = ", ".join(sorted({problem.rule for problem in refused}))
    many = "problem above stands" if len(refused) == 1 else "problems above stand"
    return f"It is not published while the {many} ({rules}); docs/rules says why."


def _not_built(reason: str) -> int:
    print(f"Not built. {reason} The site that was there before is untouched.", file=sys.stderr)
    return 1
