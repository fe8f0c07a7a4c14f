"""Print every problem in the content, and write nothing but what is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from desk.check.run import collect
from desk.common import project, waiting
from desk.common.errors import system_refusal
from desk.common.terminal import as_json, print_problems, summary
from desk.common.wording import many
from plugins.core.paths import from_here

_ROUNDS = 5  # what a change has brought to light is shown and asked for once more


def check_content(
    content: str | Path | None = None,
    form: str = "text",
    report: str | Path | None = None,
    mend: Literal["", "ask", "yes"] = "",
) -> int:
    """Print the problems in `content` as "text" or "json": 1 if any is an error, else 0.

    With `report`, a page that shows all of it is written to that file as well. With `mend`, what
    can be mended safely is shown first, and written once that is agreed to ("yes": it is).
    """
    if mend and form != "text":
        print("--fix shows its changes as text, without --format.", file=sys.stderr)
        return 1
    if form not in ("text", "json"):
        print(f"--format is text or json, not “{form}”.", file=sys.stderr)
        return 1
    try:
        source = project.content_folder(content)
    except project.ContentFolderError as reason:
        print(reason, file=sys.stderr)
        return 1
    try:
        result = collect(source)
    except OSError as error:
        print(f"Not checked. {system_refusal(error)}", file=sys.stderr)
        return 1
    if mend:
        from desk.check import fix

        ask = input if sys.stdin.isatty() else None
        try:
            done = fix.offer(result.problems, mend == "yes", ask)
            if done is None:
                print("There is nothing that can be mended without you.\n")
            for _ in range(_ROUNDS):
                if not done:
                    break
                result = collect(source)
                done = fix.offer(result.problems, mend == "yes", ask)
        except OSError as error:
            print(fix.refused(error), file=sys.stderr)
            return 1
    if form == "json":
        print(as_json([*result.problems, *waiting.notes(result)]))
    else:
        print_problems(result.problems, sys.stdout)
        print(summary(result.problems, len(result.allowed)))
        if waits := waiting.sentence(waiting.count_of(waiting.scheduled_in(result)), "Build"):
            print(waits)
        if drafts := sum(entry.status == "draft" for entry in result.entries):
            print(f"{many(drafts, 'draft')} {'is' if drafts == 1 else 'are'} not published.")
        if not mend and (ours := sum(bool(one.fix) for one in result.problems)):
            count = many(ours, "problem")
            print(f"{count} can be mended for you: add --fix, and each change is shown first.")
    if result.trace:
        print(result.trace, file=sys.stderr)
    if report:
        from desk.check import report as check_report

        file = Path(report).expanduser()
        try:
            check_report.write(file, result)
        except OSError as error:
            why = error.strerror or error
            print(f"The report cannot be written to {Path(report)}: {why}.", file=sys.stderr)
            return 1
        print(f"The report: {from_here(file.absolute())}", file=sys.stderr)
    return int(result.failed)
