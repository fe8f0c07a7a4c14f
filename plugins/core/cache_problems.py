"""Report what is wrong with what earlier builds kept, once in a run; it never stops one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
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
}


def problems(stores: Collection[Store], shown: Callable[[Path], str]) -> Iterator[Problem]:
    """Yield one problem for each kind of entry, one for each folder that cannot be used.

    `shown` gives a path as a person would open it.
    """
    for store in stores:
        if count := len(store.damaged):
            were, have = ("was", "has") if count == 1 else ("were", "have")
            yield CACHE_DAMAGED.problem(
                shown(store.folder),
                1,
                f"Of the {_WORDS[store.kind]} that are kept here from earlier runs, {count:,} "
                f"{were} damaged and {have} been made anew.",
                "Nothing has to be done. If it happens often, have somebody look at the disk.",
            )
    for folder, why in sorted({store.trouble for store in stores if store.trouble}):
        yield CACHE_NOT_KEPT.problem(
            shown(folder),
            1,
            f"What is made here cannot be kept for the next build: {why}.",
            "The site is the same, but each build takes as long as the first one until this is "
            "mended.",
        )
