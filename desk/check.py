"""Tell every problem in the content, and write nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from desk import project
from desk.pelican_run import run_pelican
from desk.problems_report import as_json, count, print_problems


def check_content(content: str | Path | None = None, form: str = "text") -> int:
    """Print the problems in `content` as "text" or "json": 1 if any is an error, else 0.

    The site is built as for the preview, in a folder that is thrown away: so what is found here
    is what a build would find, no more and no less.
    """
    if form not in ("text", "json"):
        print(f"--format is text or json, not “{form}”.", file=sys.stderr)
        return 1
    try:
        source = project.content_folder(content)
    except project.NotAContentFolder as reason:
        print(reason, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="practice-press-") as folder:
        run = run_pelican(project.WRITING, source, Path(folder))
    if form == "json":
        print(as_json(run.problems))
    else:
        print_problems(run.problems, sys.stdout)
        print(f"{count(run.problems)}.")
    if run.trace:
        print(run.trace, file=sys.stderr)
    return int(run.failed)
