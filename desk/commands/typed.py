"""Build, check or preview as it was typed after `start.py`, without invoke, which takes as long to
load as a build where nothing has changed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal

from desk.common.terminal import read_along

_OPTIONS = {
    "build": ("--content", "--output", "--url", "--host", "--strict"),
    "check": ("--content", "--format", "--report", "--fix", "--yes"),
    "preview": ("--content", "--port", "--no-open"),
}
_FLAGS = ("--strict", "--no-open", "--fix", "--yes")


def main(words: Sequence[str]) -> None:
    """Run the command as `run` does and end the process; return if invoke is to do it."""
    with read_along():
        code = run(words)
    if code is not None:
        sys.exit(code)


def run(words: Sequence[str]) -> int | None:
    """Build, check or preview with the options in these words, and return the exit code.

    None, and nothing done, if it is another command, or if any option is typed in another way
    than `--name value`: invoke knows them all.
    """
    command, given = "".join(words[:1]), dict[str, str]()
    if command not in _OPTIONS:
        return None
    left = iter(words[1:])
    for word in left:
        value = "yes" if word in _FLAGS else next(left, "")
        if word not in _OPTIONS[command] or word in given or not value or value.startswith("-"):
            return None
        given[word] = value
    content = given.get("--content")
    if command == "check":
        from desk.check.check import check_content

        agreed: Literal["yes", "ask"] = "yes" if "--yes" in given else "ask"
        mend = agreed if "--fix" in given else ""
        form, report = given.get("--format", "text"), given.get("--report")
        return check_content(content, form, report, mend)
    if command == "preview":
        from desk.preview.preview import preview

        return preview(given.get("--port", "8000"), "--no-open" not in given, content or "")
    from desk.build.build import build_site

    output, url, host = map(given.get, ("--output", "--url", "--host"))
    return build_site(content, output, url, host, "publish" if "--strict" in given else "build")
