"""When a page was last read for accuracy, or the notices compared with the law, and when again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import Problems, site_rule, text_rule
from plugins.core.dates import year_after
from plugins.frontmatter.header import Header
from plugins.notices.jurisdictions import FEDERAL
from plugins.notices.known import Known
from plugins.notices.notices import needed

rule = partial(site_rule, group="care", allowable=True)
SOON = timedelta(days=30)
_AGAIN = "Read it again, correct what has changed, and set “reviewed:” to that day."


@text_rule(
    "review-never",
    "No clinician is named as having read an article",
    "note",
    group="care",
    allowable=True,
)
def review_never(document: Document, _: Known) -> Problems:
    """No date says that a clinician read this article for accuracy. The site then claims nothing of
    the kind, which is honest; a review is worth having all the same.

    **How to mend it:** Once you, or somebody licensed, have read it for that, add the day. Never
    add a day on which nobody did.

    ```yaml
    reviewed: 2026-05-01
    ```
    """
    fields = document.fields
    if document.kind == "article" and fields["status"] == "published" and "reviewed" not in fields:
        message = "No clinician is named as having read this article for accuracy."
        remedy = "Once you have read it for that, add “reviewed:” and the day to its header."
        yield review_never.problem(document.path, 1, message, remedy)


@site_rule(
    "not-reviewed",
    "Articles under a license have not been read by a clinician",
    "warning",
    group="care",
    stops="publish",
)
def not_reviewed(site: WholeSite) -> Problems:
    """Published articles stand under the name of somebody licensed, and their headers do not say
    that a clinician has read them. What goes out under a license is its holder’s professional
    statement. Publishing stops until it is decided.

    **How to mend it:** Read each and write the day into its header; or publish them as they are
    with `publish --unreviewed`. Each page then says that it is not yet reviewed by a clinician.

    ```yaml
    reviewed: 2026-05-01
    ```
    """
    unread: Counter[str] = Counter()
    for entry in site.entries:
        fields = entry.document.fields
        day = fields.get("reviewed")
        if entry.document.kind != "article" or not entry.published:
            continue
        if day and day.date() <= site.today:
            continue
        named = fields.get("author") or fields.get("authors")
        author = (site.facts.person(named) if named else None) or site.facts.owner
        if author and author.licenses:
            unread[author.name] += 1
    for name, count in unread.items():
        articles = "1 article" if count == 1 else f"{count} articles"
        has = "has" if count == 1 else "have"
        message = f"{articles} under the license of {name} {has} not been read by a clinician."
        remedy = (
            "Write “reviewed:” and the day into the header of each that you have read; or publish "
            "them as they are with --unreviewed, which is noted on the page as not yet reviewed."
        )
        yield not_reviewed.problem(site.facts_path, 1, message, remedy)


@rule("review-future", "A review lies in the future", "warning", stops="publish")
def review_future(site: WholeSite) -> Problems:
    """The header says that the page was reviewed on a day that has not come yet. Printed under the
    article, that would be untrue, so it is not published.

    **How to mend it:** Write the day on which it was read; mostly the year is a slip of the pen.
    """
    for source, reviewed, _ in _reviews(site):
        if reviewed and reviewed > site.today:
            yield review_future.problem(
                source.path,
                source.line("reviewed"),
                f"This page says that it was reviewed on {reviewed}, a day that has not come yet.",
                "Write the day on which it was read for accuracy.",
            )


@rule("review-due", "A page should have been read again", "warning")
def review_due(site: WholeSite) -> Problems:
    """The day by which this page was to be read again has passed: its “review_by”, or a year after
    “reviewed”. What was right then may have changed: studies, laws, numbers to call.

    **How to mend it:** Read it once more, mend what has changed, and set “reviewed:” to that day.
    """
    for source, by, line in _to_be_read_again(site):
        if by < site.today:
            message = f"This page was due to be read again for accuracy by {by}."
            yield review_due.problem(source.path, line, message, _again(source))


@rule("review-soon", "A page should be read again soon", "note")
def review_soon(site: WholeSite) -> Problems:
    """Within 30 days this page is to be read again for accuracy: by its “review_by”, or a year
    after “reviewed”.

    **How to mend it:** Read it once more, mend what has changed, and set “reviewed:” to that day.
    """
    for source, by, line in _to_be_read_again(site):
        if site.today <= by <= site.today + SOON:
            message = f"This page is due to be read again for accuracy by {by}."
            yield review_soon.problem(source.path, line, message, _again(source))


def _again(source: Header) -> str:
    """Return what is to be done; a day of her own for the next time has to go on as well."""
    if source.fields.get("review_by"):
        return f"{_AGAIN[:-1]} and “review_by:” to a later one."
    return _AGAIN


def _reviews(site: WholeSite) -> Iterator[tuple[Header, date | None, date]]:
    """Yield each page that is to be read again: its file, when it was read, and by when again."""
    for entry in site.entries:
        source = entry.document.header
        days = (source.fields.get(key) for key in ("reviewed", "review_by"))
        reviewed, due = (day.date() if day else None for day in days)
        if entry.published and (by := again_by(reviewed, due)):
            yield source, reviewed, by


def _to_be_read_again(site: WholeSite) -> Iterator[tuple[Header, date, int]]:
    """Yield each page, by when, and the line; a review in the future is told as that instead."""
    for source, reviewed, by in _reviews(site):
        if not reviewed or reviewed <= site.today:
            key = "review_by" if source.fields.get("review_by") else "reviewed"
            yield source, by, source.line(key)


@site_rule(
    "notice-checked-future", "Notices were checked on a day to come", "warning", group="facts"
)
def notice_checked_future(site: WholeSite) -> Problems:
    """Below the notices stands when they were last compared with the law. A day that has not come
    yet cannot be that day, and makes a reader doubt the rest. So it is with the day on which the
    number of a crisis line was read.

    **How to mend it:** Write the day on which you, or your counsel, compared them; or leave it
    empty.

    ```yaml
    notices:
      last_checked:
        TX: 2026-11-01
    ```
    """
    for key, day in site.facts.notices.last_checked.items():
        if day > site.today:
            yield notice_checked_future.problem(
                site.facts_path,
                site.facts.line("notices", "last_checked", key),
                f"The notices for “{key}” are said to have been checked on {day}, a day that has "
                "not come yet.",
                "Write the day on which they were compared with the law.",
            )
    for number, line in enumerate(site.facts.crisis_lines):
        if line.read and line.read > site.today:
            yield notice_checked_future.problem(
                site.facts_path,
                site.facts.line("crisis_lines", number, "read"),
                f"The number of “{line.name}” is said to have been read on {line.read}, a day that "
                "has not come yet.",
                "Write the day on which it was read.",
            )


@site_rule(
    "notice-never-checked", "Notices were never compared with the law", "note", group="facts"
)
def notice_never_checked(site: WholeSite) -> Problems:
    """No day says when you, or your counsel, compared a jurisdiction’s notices with the law. The
    program has read what it could, as `docs/for-counsel.md` says; whether that is right and enough
    for you nobody has confirmed.

    **How to mend it:** Compare them, or have them compared, and write the day.

    ```yaml
    notices:
      last_checked:
        TX: 2026-11-01
    ```
    """
    wanted = needed(site.facts, site.known.jurisdictions)
    lacking = {one.jurisdiction: one.place for one in wanted if one.rule.law}
    lacking |= {FEDERAL: "the United States"} if FEDERAL in lacking else {}
    for key in site.facts.notices.last_checked:
        lacking.pop(key, None)
    if lacking:
        *some, last = lacking.values()
        places = f"{', '.join(some)} and {last}" if some else last
        message = f"The notices for {places} have never been compared with the law."
        keys = " and ".join(f"“{key}: …”" for key in [*lacking][:2])
        remedy = (
            "Compare them, or let your counsel, and write the day under “notices:”, "
            f"“last_checked:” as {keys}{' and so on' if len(lacking) > 2 else ''}."
        )
        line = site.facts.line("notices", "last_checked")
        yield notice_never_checked.problem(site.facts_path, line, message, remedy)


def again_by(reviewed: date | None, review_by: date | None) -> date | None:
    """Return the day by which a page is to be read again; None if it was never read."""
    return review_by or (year_after(reviewed) if reviewed else None)
