"""Print problems: grouped by file and counted, in a terminal or as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import PurePath
from typing import TextIO

from desk.common.wording import joined, many
from plugins.core.problem import Problem

_COLORS = {"error": "31", "warning": "33", "note": "36"}  # red, yellow, cyan
_GRAVEST = ("error", "warning", "note")
_SHARED = 4  # files with the same problem; of fewer, each may say it
_NAMED = 20  # of the files that share one
_KEYS = ("path", "line", "rule", "severity", "message", "remedy")


def print_problems(problems: Iterable[Problem], stream: TextIO, notes: bool = True) -> None:
    """Print one line a problem, `path:line: what is wrong. How to mend it.`, a gap between files.

    The name of its rule stands at its end. Files with errors come first, then those with
    warnings; in each, notes stand last. What many files share is told once, at the end of all,
    the gravest first. Without `notes`, only what needs mending is told.
    """
    in_color = colored(stream)
    shown = [one for one in problems if notes or one.severity != "note"]
    # What each file has of its own, and what many have, once for all of them.
    alike: dict[tuple[str, ...], list[Problem]] = defaultdict(list)
    in_order = sorted(shown)
    for one in in_order:
        alike[_key(one)].append(one)
    files_of = {key: len({one.path for one in found}) for key, found in alike.items()}
    shared = {key: found for key, found in alike.items() if files_of[key] >= _SHARED}
    own = [one for one in in_order if _key(one) not in shared]
    own.sort(key=lambda one: (one.path, one.severity == "note"))
    files = [list(group) for _, group in groupby(own, key=lambda one: one.path)]
    files.sort(key=lambda group: min(_GRAVEST.index(one.severity) for one in group))
    for group in files:
        for problem in group:
            print(_line(problem, in_color), file=stream)
        print(file=stream)
    told = sorted(shared, key=lambda key: _GRAVEST.index(shared[key][0].severity))
    for key in told:
        first, *others = shared[key]
        print(_line(first, in_color), file=stream)
        is_note = first.severity == "note"  # which need not be found
        places = {
            (one.path, 0 if is_note else one.line): PurePath(one.path).name
            + ("" if is_note else f":{one.line}")
            for one in others
            if not is_note or one.path != first.path
        }
        names = [printable(name) for name in places.values()]
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        count_ = many(files_of[key] - 1, "more file")
        so = f"…and so for {count_}: {', '.join(names[:_NAMED])}{more}"
        print(f"  {so}\n", file=stream)
    stream.flush()


def count(problems: Sequence[Problem]) -> str:
    """Return `2 errors and 1 warning in 2 files`, or `Nothing to mend`."""
    if not problems:
        return "Nothing to mend"
    found = Counter(problem.severity for problem in problems)
    parts = [many(found[kind], kind) for kind in ("error", "warning", "note") if found[kind]]
    return f"{joined(parts)} in {many(len({problem.path for problem in problems}), 'file')}"


def summary(problems: Sequence[Problem], allowed: int = 0) -> str:
    """Return `2 errors in 1 file; 1 problem is allowed.`"""
    more = f"; {many(allowed, 'problem')} {'is' if allowed == 1 else 'are'} allowed"
    return f"{count(problems)}{more if allowed else ''}."


def as_json(problems: Iterable[Problem]) -> str:
    """Return an array of objects with the keys path, line, rule, severity, message and remedy."""
    return json.dumps([as_data(problem) for problem in sorted(problems)], indent=2)


def as_data(problem: Problem) -> dict[str, str | int]:
    """Return the same of one problem, as plain data."""
    return {key: getattr(problem, key) for key in _KEYS}


def colored(stream: TextIO) -> bool:
    """Return whether a stream is a terminal that shows colors, and they are wanted."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def printable(text: str) -> str:
    """Return a text without control characters: a title must not be able to steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


@contextmanager
def read_along() -> Iterator[None]:
    """Run a command to its end; end the process where whoever read along has seen enough.

    That is `check | head`. Python's documentation, signal, "Note on SIGPIPE": else it complains at
    its end.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _key(problem: Problem) -> tuple[str, ...]:
    """Return what is the same of problems that are told once."""
    return problem.severity, problem.rule, problem.message, problem.remedy


def _line(problem: Problem, in_color: bool) -> str:
    place = printable(f"{problem.path}:{problem.line}:")
    rule = f"[{printable(problem.rule)}]"
    if in_color:
        place = f"\033[{_COLORS[problem.severity]}m{place}\033[0m"
        rule = f"\033[2m{rule}\033[0m"
    # How grave it is; an error that stops everything needs no word for it.
    grave: list[str] = [problem.severity] if problem.severity != "error" else []
    grave += ["stops publishing"] if problem.stops == "publish" else []
    kind = f" ({', '.join(grave)})" if grave else ""
    return f"{place} {printable(f'{problem.message} {problem.remedy}'.strip())}{kind} {rule}"
