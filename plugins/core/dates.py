"""Reckon with days, and propose what to write instead of a date that cannot be read."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time

# By name, whatever the language of the machine.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_YEAR_FIRST = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)")
_ZONE_TWICE = re.compile(r"([+-]\d\d:?\d\d) [A-Z]{3,4}$")  # Go writes `+0000 UTC`
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")


def year_after(day: date) -> date:
    """Return the same day of the next year; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def remedy(text: str, example: str = "2026-03-02") -> str:
    """Return the remedy for a date that is not one: with letters or slashes, it can be guessed.

    Slashes are read as they are in the USA, the month first, unless there is no such month; since
    the rest of the world reads them otherwise, the day is named.
    """
    if slashes := _SLASHES.fullmatch(text):
        first, second, year = map(int, slashes.groups())
        year += 2000 if year < 100 else 0
        month, day = (first, second) if first <= 12 else (second, first)
        with suppress(ValueError):
            found = date(year, month, day)
            named = f"{MONTHS[month - 1]} {day}"
            return f"Write it as year-month-day: {found.isoformat()}, if it is {named}."
    if whole := in_words(text):
        return f"Write it as year-month-day: {whole}."
    return f"Write it as year-month-day, for example {example}."


def in_words(text: str) -> str:
    """Return a date with a month in letters in its ISO form, with its hour if it has one, else "".

    What the text leaves out is taken from a given day; if another day makes another date of it,
    then it is no whole date.
    """
    return _parsed(text) if re.search(r"[A-Za-z]{3}", text) else ""


def year_first(text: str) -> str:
    """Return a date that begins with its year in its ISO form, else "": `2017-1-5 9:00`.

    Pelican reads it so, by dateutil, and so does every program that takes `2026-03-02`.
    """
    return _parsed(_ZONE_TWICE.sub(r"\1", text)) if _YEAR_FIRST.match(text) else ""


def _parsed(text: str) -> str:
    import dateutil.parser  # only for a date that is not in its usual form

    with suppress(ValueError, OverflowError):
        whole, other = (
            dateutil.parser.parse(text, default=given)
            for given in map(datetime.fromisoformat, ("2001-01-01", "2004-02-29"))
        )
        if whole == other:
            only_day = ":" not in text and whole.time() == time(0)
            return str(whole.date() if only_day else whole.isoformat(" ", "seconds"))
    return ""
