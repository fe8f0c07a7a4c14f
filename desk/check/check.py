"""Tell every problem in the content, and write nothing but what is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

from desk.check.run import collect
from desk.common import project, waiting
from desk.common.check_result import CheckResult
from desk.common.terminal import as_json, print_problems, summary
from desk.common.wording import many


def check_content(
    content: str | Path | None = None, form: str = "text", report: str | Path | None = None
) -> int:
    """Print the problems in `content` as "text" or "json": 1 if any is an error, else 0.

    With `report`, a page that shows all of it is written to that file as well.
    """
    if form not in ("text", "json"):
        print(f"--format is text or json, not “{form}”.", file=sys.stderr)
        return 1
    try:
        source = project.content_folder(content)
    except project.NotAContentFolder as reason:
        print(reason, file=sys.stderr)
        return 1
    result = collect(source)
    if form == "json":
        print(as_json([*result.problems, *waiting.notes(result)]))
    else:
        print_problems(result.problems, sys.stdout)
        print(summary(result.problems, len(result.allowed)))
        for line in (waiting.sentence(waiting.of(waiting.found(result)), "Build"), _drafts(result)):
            if line:
                print(line)
    if result.trace:
        print(result.trace, file=sys.stderr)
    if report and not _written(Path(report), result):
        return 1
    return int(result.failed)


def _drafts(result: CheckResult) -> str:
    """`2 drafts are not published.`"""
    number = sum(entry.status == "draft" for entry in result.entries)
    return (
        f"{many(number, 'draft')} {'is' if number == 1 else 'are'} not published." if number else ""
    )


def _written(file: Path, result: CheckResult) -> bool:
    from desk.check import report as check_report

    try:
        check_report.write(file.expanduser(), result)
    except OSError as error:
        print(
            f"The report cannot be written to {file}: {error.strerror or error}.", file=sys.stderr
        )
        return False
    print(f"The report: {project.as_typed(file.expanduser().absolute())}", file=sys.stderr)
    return True
