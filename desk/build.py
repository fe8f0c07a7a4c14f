"""Make the site that goes on the web: all of it, or nothing and the reason why."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desk import project, swap
from desk.pelican_run import Run, run_pelican
from desk.problems_report import count, print_problems


def build_site(
    content: str | Path | None = None,
    output: str | Path | None = None,
    url: str | None = None,
) -> int:
    """Build `content` into `output` with publishconf.py, for the address `url` if one is given.

    Returns 0, or 1 with every reason on stderr. Whatever goes wrong, the old output stays as it
    is: the site is built in a new folder beside it, which takes its place at the very end.
    """
    target = Path(output or project.OUTPUT).expanduser().resolve()
    try:
        source = project.content_folder(content)
        keep = [source, project.ROOT, Path.cwd(), Path.home()]
        swap.refuse_what_is_not_ours(target, keep, own=project.OUTPUT)
        if target.is_relative_to(source.resolve()):
            raise swap.NotOurs(f"{target} lies inside the content. Name a folder outside it.")
    except (project.NotAContentFolder, swap.NotOurs) as reason:
        return _not_built(str(reason))
    try:
        swap.recover(target)
        with swap.fresh_folder_for(target) as fresh:
            overrides = {"SITEURL": url.rstrip("/")} if url else {}
            run = run_pelican(project.PUBLISHING, source, fresh, **overrides)
            _tell(run)
            if run.failed:
                return _not_built("Mend the errors above and build again.")
            pages = sum(1 for _ in fresh.rglob("*.html"))
            if not (fresh / "index.html").is_file():
                return _not_built("The site has no home page: no page was written as index.html.")
            swap.put_in_place(fresh, target)
    except OSError as error:
        return _not_built(f"The disk said no: {error}.")
    print(f"{pages} pages in {run.seconds:.1f} s: {project.as_typed(target)}{os.sep}")
    return 0


def _tell(run: Run) -> None:
    """Print what was found, on stderr, however small it is."""
    if run.trace:
        print(run.trace, file=sys.stderr)
    print_problems(run.problems, sys.stderr)
    if run.problems:
        print(f"{count(run.problems)}.", file=sys.stderr)


def _not_built(reason: str) -> int:
    print(f"Not built. {reason} The site that was there before is untouched.", file=sys.stderr)
    return 1
