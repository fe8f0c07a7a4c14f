"""Build as it was typed after `start.py`, without invoke, which takes as long to load as a build
that has nothing to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from desk.build.build import build_site
from desk.common.terminal import read_along


def main(words: Sequence[str]) -> None:
    """Build as `run` does and end the process; return if invoke is to do it."""
    with read_along():
        code = run(words)
    if code is not None:
        sys.exit(code)


def run(words: Sequence[str]) -> int | None:
    """Build with the options of `start.py build` in these words, and return the exit code.

    None, and nothing done, if it is another command, or if any option is typed in another way
    than `--name value`: invoke knows them all.
    """
    given: dict[str, str] = {}
    left = iter(words)
    if next(left, "") != "build":
        return None
    for word in left:
        name = word.removeprefix("--")
        if word in ("--content", "--output", "--url", "--host"):
            value = next(left, "")
        elif word == "--strict":
            value = "publish"
        else:
            return None
        if not value or value.startswith("-") or name in given:
            return None
        given[name] = value
    return build_site(
        given.get("content"),
        given.get("output"),
        given.get("url"),
        given.get("host"),
        "publish" if "strict" in given else "build",
    )
