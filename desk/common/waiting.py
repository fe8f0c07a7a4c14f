"""What waits for its day, in a sentence: how much it is, and when the first of it comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from desk.common.check_result import CheckResult
from desk.common.days import written
from desk.common.wording import joined, many
from plugins.core.problem import Problem
from plugins.core.rules.headers import WAITING
from plugins.core.schedule import Scheduled


@dataclass(frozen=True)
class Waiting:
    """How many articles and pages wait. `first` is the moment of the first one as ISO 8601, in the
    practice's time zone; "" if nothing waits."""

    articles: int = 0
    pages: int = 0
    first: str = ""
    zone: str = ""  # what the hour of `first` is called there, such as MDT


def count_of(scheduled: Iterable[Scheduled]) -> Waiting:
    """Return what waits, counted."""
    found = sorted(scheduled)
    if not found:
        return Waiting()
    articles = sum(one.kind == "article" for one in found)
    first = found[0].moment
    return Waiting(articles, len(found) - articles, first.isoformat(), first.tzname() or "")


def scheduled_in(result: CheckResult) -> list[Scheduled]:
    """Return what waits by the result of a check."""
    zone = ZoneInfo(result.timezone or "UTC")
    return [
        Scheduled(
            datetime.fromisoformat(entry.comes_out).astimezone(zone),
            entry.path,
            entry.line,
            "article" if entry.kind == "article" else "page",
        )
        for entry in result.entries
        if entry.comes_out
    ]


def notes(result: CheckResult) -> list[Problem]:
    """Return a note for each article and page that waits, in order of the days, for machines."""
    found_notes = []
    for one in sorted(scheduled_in(result)):
        on, then = _day(one.moment, one.moment.tzname() or "")
        message = f"This {one.kind} waits for its day: it comes out {on}."
        found_notes.append(WAITING.problem(one.path, one.line, message, f"Build again {then}."))
    return found_notes


def sentence(waiting: Waiting, command: str) -> str:
    """Return `2 articles wait for their day; the first comes out on May 3, 2027. Build again …`

    `command` is the verb of what is to be done then. "" if nothing waits.
    """
    if not waiting.first:
        return ""
    counts = ((waiting.articles, "article"), (waiting.pages, "page"))
    what = joined([many(number, name) for number, name in counts if number])
    on, then = _day(datetime.fromisoformat(waiting.first), waiting.zone)
    if waiting.articles + waiting.pages == 1:
        return f"{what} waits for its day: it comes out {on}. {command} again {then}."
    return f"{what} wait for their day; the first comes out {on}. {command} again {then}."


def _day(moment: datetime, zone: str) -> tuple[str, str]:
    """Return when that is, and what it is called in the next sentence."""
    day = written(moment.date()).replace("\N{NO-BREAK SPACE}", " ")
    if moment.time() == time(0):
        return f"on {day}", "on that day"
    hour = f"{moment.hour % 12 or 12}:{moment.minute:02} {'AM' if moment.hour < 12 else 'PM'}"
    return f"on {day}, at {hour} {zone}".rstrip(), "after that"
