"""A row for each article and each page: what it is, when it was read, how it reads, where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.check.report.places import places
from desk.check.report.problems import Troubles
from desk.common import days
from desk.common.check_result import CheckResult, EntrySummary
from plugins.checks.rules import care, reviews

# The grades at which articles aim, and what of the scale is drawn.
TARGET = (7, care.GRADE)
_SCALE = (1, 15)
_LAST = 10**6


@dataclass(frozen=True)
class Review:
    """When a clinician read it and is to read it again. `due` is "", "soon" or "now"."""

    read: str
    again: str
    due: str


@dataclass(frozen=True)
class Row:
    """`at` is the grade's place on its scale in hundredths, None where it cannot be told."""

    entry: EntrySummary
    review: Review
    grade: str
    at: float | None
    places: tuple[str, ...]
    problems: int
    where: str  # the id of its problems in the report, "" if none are told there


@dataclass(frozen=True)
class Table:
    """One table: of the articles, in their reading order, or of the pages."""

    name: str
    rows: tuple[Row, ...]
    band: tuple[float, float]


def tables(result: CheckResult, troubles: Troubles, today: date) -> tuple[Table, ...]:
    """The articles by their place on the paths, the drafts last; the pages by title."""
    counts = Counter(problem.path for problem in result.problems)
    ids = {one.path: one.id for one in troubles.pages}
    ids = {one.problem.path: "common" for group in troubles.common for one in group} | ids
    found = places(result)

    def all_of(kind: str) -> Iterator[tuple[tuple[object, ...], Row]]:
        for entry in result.entries:
            if entry.kind == kind:
                spots = found.get((entry.slug, entry.lang), ()) if kind == "article" else ()
                first = (spots[0].path, spots[0].stop) if spots else (_LAST, 0)
                order = (entry.status != "published", *first, entry.name, entry.path)
                yield (
                    order,
                    Row(
                        entry,
                        _review(entry, today),
                        # A few very short words come below zero, which says nothing to anybody.
                        f"{max(0, entry.grade):.1f}",
                        _on_scale(entry),
                        tuple(spot.told for spot in spots),
                        counts[entry.path],
                        ids.get(entry.path, ""),
                    ),
                )

    band = (_hundredths(TARGET[0]), _hundredths(TARGET[1]))
    named = {"Articles": "article", "Pages": "page"}
    return tuple(
        Table(name, tuple(row for _, row in sorted(all_of(kind), key=lambda pair: pair[0])), band)
        for name, kind in named.items()
    )


def _review(entry: EntrySummary, today: date) -> Review:
    reviewed, review_by = (
        date.fromisoformat(day) if day else None for day in (entry.reviewed, entry.review_by)
    )
    by = reviews.again_by(reviewed, review_by)
    due = ""
    if by and by - today <= reviews.SOON:
        due = "now" if by < today else "soon"
    return Review(days.written(reviewed or ""), days.written(by or ""), due)


def _on_scale(entry: EntrySummary) -> float | None:
    """The grade's place, for an English text of more than a few sentences."""
    if entry.words < care.ENOUGH_WORDS or not (entry.lang or "en").startswith("en"):
        return None
    return _hundredths(entry.grade)


def _hundredths(grade: float) -> float:
    low, high = _SCALE
    return round(100 * (min(max(grade, low), high) - low) / (high - low), 1)
