"""Reckon with days, and propose what to write instead of a date that cannot be read."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

# By name, whatever the language of the machine.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")


def year_after(day: date) -> date:
    """Return the same day of the next year; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def remedy(text: str, example: str = "2026-03-02") -> str:
    """Return the remedy for a date that is not one: with letters or slashes, it can be guessed.

    What the text leaves out is taken from a given day; if another day makes another date of it,
    then it is no whole date. Slashes are read as they are in the USA, the month first, unless
    there is no such month; since the rest of the world reads them otherwise, the day is named.
    """
    if slashes := _SLASHES.fullmatch(text):
        first, second, year = map(int, slashes.groups())
        year += 2000 if year < 100 else 0
        month, day = (first, second) if first <= 12 else (second, first)
        with suppress(ValueError):
            guess = date(year, month, day)
            named = f"{MONTHS[month - 1]} {day}"
            return f"Write it as year-month-day: {guess.isoformat()}, if it is {named}."
    if re.search(r"[A-Za-z]{3}", text):
        import dateutil.parser  # only for a date that is wrong

        with suppress(ValueError, OverflowError):
            whole, other = (
                dateutil.parser.parse(text, default=given).date()
                for given in map(datetime.fromisoformat, ("2001-01-01", "2004-02-29"))
            )
            if whole == other:
                return f"Write it as year-month-day: {whole.isoformat()}."
    return f"Write it as year-month-day, for example {example}."
