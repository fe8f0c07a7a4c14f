"""Days as they are written in a sentence, where they are not to be broken."""

from __future__ import annotations

from datetime import date

from plugins.core.dates import MONTHS


def written(day: date | str) -> str:
    """Return `March 2, 2026`, from a day or from its ISO form; "" if there is none."""
    if isinstance(day, str):
        if not day:
            return ""
        day = date.fromisoformat(day)
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}".replace(" ", "\N{NO-BREAK SPACE}")
