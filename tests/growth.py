"""How the time of a piece of work grows with its size: a ratio, which no slow machine changes."""

from __future__ import annotations

import time
from collections.abc import Callable


def growth(work: Callable[[int], object], size: int, rounds: int = 3) -> float:
    """Return how many times longer `work(2 * size)` takes than `work(size)`, in processor time.

    Of each, the shortest of some rounds counts, which are done in turn. 2 is work that grows as its
    input does, 4 is work that compares each thing with every other.
    """
    shortest = {size: float("inf"), 2 * size: float("inf")}
    for _ in range(rounds):
        for each in shortest:
            began = time.process_time()
            work(each)
            shortest[each] = min(shortest[each], time.process_time() - began)
    return shortest[2 * size] / shortest[size]
