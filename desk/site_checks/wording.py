"""Faults as they are told: by the name that the person knows the folder by, the same one once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plugins.core.problem import Problem, Severity


def told(faults: Iterable[Problem], shown: str) -> list[Problem]:
    """Sorted. What a template does wrong on every page is one problem, not a thousand.

    `shown` is what stands before a file's name: the output folder as the person knows it.
    """
    same: dict[tuple[str, str, str, Severity], list[Problem]] = {}
    for fault in faults:
        key = (fault.rule, fault.message, fault.remedy, fault.severity)
        same.setdefault(key, []).append(fault)
    return sorted(_one_for(found, shown) for found in same.values())


def _one_for(faults: list[Problem], shown: str) -> Problem:
    first = min(faults)
    more = len({fault.path for fault in faults}) - 1
    others = f"{more} more files" if more > 1 else "one more file"
    also = f" The same is true of {others}." if more else ""
    return replace(first, path=f"{shown}{first.path}", message=f"{first.message}{also}")
