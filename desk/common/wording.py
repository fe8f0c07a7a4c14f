"""Numbers and lists as they are written in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def many(number: int, thing: str) -> str:
    """Return `1 note`, `1,200 notes`."""
    return f"{number} {thing}" if number == 1 else f"{number:,} {thing}s"


def joined(parts: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`; nothing of nothing."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def some(names: Sequence[str], most: int) -> str:
    """Return `a, b and 3 more`: so many of the names, and how many there are besides."""
    more = [f"{len(names) - most:,} more"] if len(names) > most else []
    return joined([*names[:most], *more])
