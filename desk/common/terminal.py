"""Print problems: grouped by file and counted, in a terminal or as JSON."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
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
_WIDEST = 100  # signs in a line of a terminal
_GUTTER = 6  # of them before a problem, for its line
_NAMED = 20  # of the files that share one
_KEYS = ("path", "line", "rule", "severity", "message", "remedy")


def print_problems(problems: Iterable[Problem], stream: TextIO, notes: bool = True) -> None:
    """Print one line a problem, `path:line: what is wrong. How to mend it.`, a gap between files.

    In a terminal the path stands once, above its problems, which are wrapped between words: the
    line, what is wrong, and how to mend it below. The name of its rule stands at its end. Files
    with errors come first, then those with warnings; in each, notes stand last. What many files
    share is told once, at the end of all, the gravest first. Without `notes`, only what needs
    mending is told.
    """
    width = _width() if stream.isatty() else 0
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
        print(_of_file(group, width, in_color), end="\n\n", file=stream)
    told = sorted(shared, key=lambda key: _GRAVEST.index(shared[key][0].severity))
    for key in told:
        first, *others = shared[key]
        print(_of_file([first], width, in_color), file=stream)
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
        print(_wrapped(so, width, " " * _GUTTER) if width else f"  {so}", end="\n\n", file=stream)
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


def _width() -> int:
    """Return how many signs of a text fit beside each other in the terminal, for good reading."""
    return max(24, min(shutil.get_terminal_size().columns - 1, _WIDEST))


def _wrapped(text: str, width: int, begin: str) -> str:
    """Return a text in lines of a width, each behind as much as its first one begins with."""
    return textwrap.fill(
        text,
        width,
        initial_indent=begin,
        subsequent_indent=" " * len(begin),
        break_on_hyphens=False,
    )


def _of_file(problems: Sequence[Problem], width: int, in_color: bool) -> str:
    """Return what is printed of the problems of a file; a width of 0 is that of no terminal."""
    if not width:
        return "\n".join(map(_line, problems))
    path = printable(problems[0].path)
    lines = [f"\033[1m{path}\033[0m" if in_color else path]
    for problem in problems:
        begin = f"{problem.line:>{_GUTTER - 2}}  "
        grave, rule = _grave(problem), f"[{printable(problem.rule)}]"
        texts = list(filter(None, map(printable, (problem.message, problem.remedy))))
        texts[-1] += f"{grave} {rule}"
        first, *more = [
            _wrapped(text, width, " " * _GUTTER if at else begin) for at, text in enumerate(texts)
        ]
        if in_color:
            first = f"\033[{_COLORS[problem.severity]}m{begin}\033[0m{first[len(begin) :]}"
        told = "\n".join([first, *more])
        lines.append(f"{told.removesuffix(rule)}\033[2m{rule}\033[0m" if in_color else told)
    return "\n".join(lines)


def _line(problem: Problem) -> str:
    """Return a problem in one line, for editors and other programs."""
    place = printable(f"{problem.path}:{problem.line}:")
    said = printable(f"{problem.message} {problem.remedy}".strip())
    return f"{place} {said}{_grave(problem)} [{printable(problem.rule)}]"


def _grave(problem: Problem) -> str:
    """Return how grave a problem is, in brackets; "" for an error that stops everything."""
    grave: list[str] = [problem.severity] if problem.severity != "error" else []
    grave += ["stops publishing"] if problem.stops == "publish" else []
    return f" ({', '.join(grave)})" if grave else ""
