"""Merge problems for a person: the same one once, by the name that the folder is known by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from plugins.core.problem import Problem


def merged(problems: Iterable[Problem], shown: str) -> list[Problem]:
    """Return them sorted. What a template does wrong on every page is one problem, not a thousand.

    `shown` is what stands before a file's name: the output folder as the person knows it.
    """
    same: dict[tuple[str, ...], list[Problem]] = defaultdict(list)
    for one in problems:
        same[one.rule, one.message, one.remedy, one.severity].append(one)
    found = []
    for group in same.values():
        first, more = min(group), len({one.path for one in group}) - 1
        others = f"{more} more files" if more > 1 else "one more file"
        also = f" The same is true of {others}." if more else ""
        path, message = f"{shown}{first.path}", f"{first.message}{also}"
        found.append(replace(first, path=path, message=message))
    return sorted(found)
