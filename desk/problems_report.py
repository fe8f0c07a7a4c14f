"""How problems are told: grouped by file and counted, in a terminal or as JSON."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TextIO

from desk.wording import joined, many
from plugins.checks.catalog import stops
from plugins.practice.problems import Problem

_COLORS = {"error": "31", "warning": "33", "note": "36"}  # red, yellow, cyan
_KEYS = ("path", "line", "rule", "severity", "message", "remedy")


def print_problems(problems: Iterable[Problem], stream: TextIO, notes: bool = True) -> None:
    """One line a problem, `path:line: what is wrong. How to mend it.`, a gap between files.

    The name of its rule stands at its end. Without `notes`, only what needs mending is told.
    """
    colored = stream.isatty() and not os.environ.get("NO_COLOR")
    shown = sorted(one for one in problems if notes or one.severity != "note")
    for _, group in groupby(shown, key=lambda problem: problem.path):
        for problem in group:
            print(_line(problem, colored), file=stream)
        print(file=stream)
    stream.flush()


def count(problems: Sequence[Problem]) -> str:
    """`2 errors and 1 warning in 2 files`, or `Nothing to mend`."""
    if not problems:
        return "Nothing to mend"
    found = Counter(problem.severity for problem in problems)
    parts = [many(found[kind], kind) for kind in ("error", "warning", "note") if found[kind]]
    return f"{joined(parts)} in {many(len({problem.path for problem in problems}), 'file')}"


def summary(problems: Sequence[Problem], allowed: int = 0) -> str:
    """`2 errors in 1 file; 1 problem is allowed.`"""
    more = f"; {many(allowed, 'problem')} {'is' if allowed == 1 else 'are'} allowed"
    return f"{count(problems)}{more if allowed else ''}."


def as_json(problems: Iterable[Problem]) -> str:
    """An array of objects with the keys path, line, rule, severity, message and remedy."""
    found = [asdict(problem) for problem in sorted(problems)]
    return json.dumps([{key: one[key] for key in _KEYS} for one in found], indent=2)


def printable(text: str) -> str:
    """Without control characters: a title must not be able to steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _line(problem: Problem, colored: bool) -> str:
    place = printable(f"{problem.path}:{problem.line}:")
    rule = f"[{printable(problem.rule)}]"
    if colored:
        place = f"\033[{_COLORS[problem.severity]}m{place}\033[0m"
        rule = f"\033[2m{rule}\033[0m"
    return (
        f"{place} {printable(f'{problem.message} {problem.remedy}'.strip())}{_kind(problem)} {rule}"
    )


def _kind(problem: Problem) -> str:
    """How grave it is, in brackets; an error that stops everything needs no word for it."""
    grave = "" if problem.severity == "error" else problem.severity
    held_up = "stops publishing" if stops(problem) == "publish" else ""
    told = ", ".join(filter(None, (grave, held_up)))
    return f" ({told})" if told else ""
