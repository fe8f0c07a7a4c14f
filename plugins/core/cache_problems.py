"""What is wrong with what was kept from earlier builds, told once in a run; it never stops one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from plugins.core.cache import Store
from plugins.core.problem import Problem
from plugins.core.rules.program import CACHE_DAMAGED, CACHE_NOT_KEPT

# What the entries of each kind are called where one is told.
_WORDS = {
    "reading": "readings of your texts",
    "pictures": "prepared pictures",
    "cards": "cards for shared links",
    "packed": "packed files",
    "check": "results of checks",
    "built": "built sites",
}


def problems(stores: Iterable[Store], shown: Callable[[Path], str]) -> Iterator[Problem]:
    """One problem for each kind of entry, one for each folder that cannot be used.

    `shown` gives a path as a person would open it.
    """
    for store in stores:
        if store.damaged:
            yield damaged(store.kind, len(store.damaged), shown(store.folder))
    for folder, why in sorted({store.trouble for store in stores if store.trouble}):
        yield CACHE_NOT_KEPT.problem(
            shown(folder),
            1,
            f"What is made here cannot be kept for the next build: {why}.",
            "The site is the same, but each build takes as long as the first one until this is "
            "mended.",
        )


def damaged(kind: str, count: int, shown: str) -> Problem:
    """So many entries of a kind were not what was kept."""
    were, have = ("was", "has") if count == 1 else ("were", "have")
    what = (
        f"Of the {_WORDS[kind]} that are kept here from earlier runs, {count:,} {were} damaged and "
        f"{have} been made anew."
    )
    remedy = "Nothing has to be done. If it happens often, have somebody look at the disk."
    return CACHE_DAMAGED.problem(shown, 1, what, remedy)
