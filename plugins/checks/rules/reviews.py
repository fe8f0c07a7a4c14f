"""When a page was last read for accuracy, or the notices compared with the law, and when again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from plugins.checks.document import Document, WholeSite
from plugins.practice.facts import Facts
from plugins.practice.problems import Problem

SOON = timedelta(days=30)


def never_reviewed(document: Document, _: Facts) -> Iterator[Problem]:
    """An article of which nobody says that a clinician read it for accuracy."""
    fields = document.fields
    if document.kind == "article" and fields["status"] == "published" and "reviewed" not in fields:
        yield Problem(
            document.path,
            1,
            "No clinician is named as having read this article for accuracy.",
            "Once you have read it so, add “reviewed:” and the day to its header.",
            "review-never",
            "note",
        )


def review_dates(site: WholeSite) -> Iterator[Problem]:
    """`review_by`, by default a year after `reviewed`: past, near, or impossible."""
    for entry in site.entries:
        source = entry.document.source
        reviewed, due = (_day(source.fields.get(key)) for key in ("reviewed", "review_by"))
        by = again_by(reviewed, due)
        if not entry.published or not by:
            continue
        line = source.line("review_by" if due else "reviewed")
        again = "Read it once more, mend what has changed, and set “reviewed:” to that day."
        if reviewed and reviewed > site.today:
            yield Problem(
                source.path,
                source.line("reviewed"),
                f"This page says that it was reviewed on {reviewed}, a day that has not come yet.",
                "Write the day on which it was read for accuracy.",
                "review-future",
                "warning",
            )
        elif by < site.today:
            yield Problem(
                source.path,
                line,
                f"This page was to be read again for accuracy by {by}.",
                again,
                "review-due",
                "warning",
            )
        elif by - site.today <= SOON:
            yield Problem(
                source.path,
                line,
                f"This page is to be read again for accuracy by {by}.",
                again,
                "review-soon",
                "note",
            )


def checked_dates(site: WholeSite) -> Iterator[Problem]:
    """`last_checked` is printed below the notices, so it must be a day that has been."""
    for key, day in site.facts.notices.last_checked.items():
        if day > site.today:
            yield Problem(
                site.facts_path,
                site.facts.line("notices", "last_checked", key),
                f"The notices for “{key}” are said to have been checked on {day}, a day that has "
                "not come yet.",
                "Write the day on which they were compared with the law.",
                "notice-checked-future",
                "warning",
            )


def again_by(reviewed: date | None, review_by: date | None) -> date | None:
    """The day by which a page is to be read again; None if it was never read."""
    return review_by or (reviewed and _a_year_after(reviewed))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _a_year_after(day: date) -> date:
    last = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if last else day.day)
