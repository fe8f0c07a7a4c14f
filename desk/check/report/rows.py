"""Make a row for each article and page: what it is, when it was read, how it reads, where it is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from desk.check.report import paths
from desk.check.report.problems import ProblemList
from desk.common import days
from desk.common.check_result import CheckResult, EntrySummary
from plugins.checks.rules import care, reviews

# The grades at which articles aim, and what of the scale is drawn.
TARGET = (7, care.GRADE)
_SCALE = (1, 15)
_LAST = 10**6


class Row(NamedTuple):
    """`read` is the day when a clinician read it, `again` when it is to be read again, and `due`
    "", "soon" or "now". `at` is the grade's place on its scale in hundredths, None where it cannot
    be told. `where` is the id of its problems in the report, "" if none are told there."""

    entry: EntrySummary
    read: str
    again: str
    due: str
    grade: str
    at: float | None
    places: list[str]
    problems: int
    where: str


class Table(NamedTuple):
    """One table: of the articles, in their reading order, or of the pages."""

    name: str
    rows: list[Row]
    band: tuple[float, float]


def tables(result: CheckResult, problems: ProblemList, today: date) -> list[Table]:
    """Return the articles by their place on the paths, the drafts last, and the pages by title."""
    counts = Counter(problem.path for problem in result.problems)
    ids = {one.problem.path: "common" for group in problems.common for one in group}
    ids |= {one.path: one.id for one in problems.pages}
    places = paths.places(result)
    band = (_hundredths(TARGET[0]), _hundredths(TARGET[1]))
    found = {"article": Table("Articles", [], band), "page": Table("Pages", [], band)}

    def in_order(entry: EntrySummary) -> tuple[object, ...]:
        """Return what sorts: what is out, then by path and place, then by title."""
        on = places.get((entry.slug, entry.lang)) if entry.kind == "article" else None
        first = on[0][:2] if on else (_LAST, 0)
        return (entry.status != "published", *first, entry.name, entry.path)

    for entry in sorted(result.entries, key=in_order):
        reviewed, review_by = (
            date.fromisoformat(day) if day else None for day in (entry.reviewed, entry.review_by)
        )
        by = reviews.again_by(reviewed, review_by)
        due = ""
        if by and by - today <= reviews.SOON:
            due = "now" if by < today else "soon"
        # Of an English text of more than a few sentences.
        told = entry.words >= care.ENOUGH_WORDS and (entry.lang or "en").startswith("en")
        spots = places.get((entry.slug, entry.lang), []) if entry.kind == "article" else []
        row = Row(
            entry,
            days.written(reviewed or ""),
            days.written(by or ""),
            due,
            # A few very short words come below zero, which says nothing to anybody.
            f"{max(0, entry.grade):.1f}",
            _hundredths(entry.grade) if told else None,
            [spot.told for spot in spots],
            counts[entry.path],
            ids.get(entry.path, ""),
        )
        found[entry.kind].rows.append(row)
    return [*found.values()]


def _hundredths(grade: float) -> float:
    low, high = _SCALE
    return round(100 * (min(max(grade, low), high) - low) / (high - low), 1)
