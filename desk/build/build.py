"""Make the site that goes on the web: all of it, or nothing and the reason why."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from desk.build.pelican_run import Run, run_pelican
from desk.common import atomic_folder, project, waiting
from desk.common.errors import CommandError, system_refusal
from desk.common.refusals import Level, refusals
from desk.common.terminal import count, print_problems
from desk.site_checks import at_build
from plugins.core.paths import from_here, held


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
    else says it. Returns 0, or 1 with every reason on stderr: whatever goes wrong, the old output
    stays as it is. The site is built in a new folder beside it, which takes its place at the end.
    """
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
        with atomic_folder.fresh_folder_for(target) as fresh:
            run = run_pelican(project.PUBLISHING, source, fresh, **overrides)
            _check(run, fresh, target, level)
            pages = len(list(fresh.rglob("*.html")))
            atomic_folder.put_in_place(fresh, target)
            built(run)
    except (CommandError, OSError) as error:
        reason = system_refusal(error) if isinstance(error, OSError) else error
        print(f"Not built. {reason} The site that was there before is untouched.", file=sys.stderr)
        return 1
    print(f"{pages} pages in {run.seconds:.1f} s: {from_here(target)}{os.sep}")
    if again and run.result and run.result.scheduled:
        print(waiting.sentence(waiting.count_of(run.result.scheduled), again))
    return 0


def _check(run: Run, fresh: Path, target: Path, level: Level) -> None:
    """Print what is wrong with a run and its site, on stderr. Raises `CommandError` if it stops."""
    if run.trace:
        print(run.trace, file=sys.stderr)
    print_problems(run.problems, sys.stderr, notes=False)  # `check` prints the notes
    if any(problem.severity != "note" for problem in run.problems):
        print(f"{count(run.problems)}.", file=sys.stderr)
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
    faults = at_build.problems(fresh, target, run.result)
    print_problems(faults, sys.stderr)
    if refusals(faults, "build"):
        raise CommandError("The finished site has the faults above. Mend them and build again.")
