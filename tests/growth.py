"""How the time of a piece of work grows with its size: a ratio, which no slow machine changes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def growth(work: Callable[[int], object], size: int, rounds: int = 3, enough: float = 2.4) -> float:
    """Return how many times longer `work(2 * size)` takes than `work(size)`, in processor time.

    Of each, the shortest of some rounds counts, which are done in turn. 2 is work that grows as its
    input does, 4 is work that compares each thing with every other. What seems to grow by more
    than `enough` is measured in up to ten times as many rounds: others share the processor.
    """
    gc.collect()
    gc.disable()  # how often it looks through everything depends on what else there is
    try:
        return _growth(work, size, rounds, enough)
    finally:
        gc.enable()


def _growth(work: Callable[[int], object], size: int, rounds: int, enough: float) -> float:
    shortest = {size: float("inf"), 2 * size: float("inf")}
    for done in range(1, 10 * rounds + 1):
        for each in shortest:
            began = time.process_time()
            work(each)
            shortest[each] = min(shortest[each], time.process_time() - began)
        if done >= rounds and shortest[2 * size] <= enough * shortest[size]:
            break
    return shortest[2 * size] / shortest[size]
