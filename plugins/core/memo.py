"""Remember what functions gave, so that a site in memory makes anew only what has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Memo:
    """The last result of each function for each key, with the arguments that it was given.

    A result counts only while every argument is the very same object. Arguments must be values that
    nobody changes; then no result can be out of date, whatever a function reads of them. A build
    begins with an empty one, so it makes everything.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._used: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def __call__(
        self, key: Hashable, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Return what a module's own `function` gives, or gave the last time for this key."""
        name = (function, key)
        given = (*args, *kwargs.values())
        kept = self._kept.get(name)
        if not (kept and len(kept[0]) == len(given) and all(map(_is, kept[0], given))):
            kept = given, function(*args, **kwargs)
        self._used[name] = kept
        result: R = kept[1]
        return result

    def same(self, key: Hashable, value: R) -> R:
        """Return the object of the last time if it equals `value`, else `value`.

        So what is made of it is not made anew though somebody has put it together once more.
        """
        name = (_is, key)
        former = self._kept.get(name)
        if not (former and type(former[1]) is type(value) and former[1] == value):
            former = (), value
        self._used[name] = former
        result: R = former[1]
        return result

    def forget_unused(self) -> None:
        """Drop what nobody has asked for since this was called last."""
        self._kept, self._used = self._used, {}


def _is(one: object, other: object) -> bool:
    return one is other
