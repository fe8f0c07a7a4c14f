"""Put the articles and pages of a practice in order: by their state, with what each needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from desk.check.report import entries, problems
from desk.check.report.entries import Row
from desk.check.report.problems import Found, ProblemList, Summary
from desk.common import waiting
from desk.common.check_result import CheckResult
from desk.common.waiting import Waiting
from plugins.checks.rules import reviews
from plugins.core.build import Build
from plugins.frontmatter import discovery, walk

IGNORED = (".*", "~*", "*~", "#*#", "*.tmp")  # as IGNORE_FILES in pelicanconf.py
# In the order in which they ask for something of her.
STATES = {
    "draft": "Drafts",
    "scheduled": "Scheduled",
    "published": "Published",
    "hidden": "Hidden",
}


@dataclass(frozen=True)
class Text:
    """An article or a page: its row of the report, its place in the content (“articles/rest.md”),
    and what is wrong with it, the gravest first."""

    row: Row
    name: str
    problems: tuple[Found, ...] = ()

    @property
    def counted(self) -> str:
        """Return what is to be mended: “1 stops publishing, 2 notes”."""
        return problems.counted(one.problem for one in self.problems)

    @property
    def may_be_read(self) -> bool:
        """Return whether “I have read this” would say something new of it today."""
        return self.row.entry.kind == "article" or bool(self.row.again)


@dataclass(frozen=True)
class Group:
    """The texts of one state. Those that wait come by their day, the others in reading order."""

    state: str
    title: str
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Overview:
    """A practice at a glance.

    `summary` says how it stands. `to_read` are the texts whose review is due or will be soon, the
    oldest first, `unread` the published articles that no clinician is named for. `elsewhere` are
    the problems of files that are no texts, such as practice.yaml, by their paths, and `unreadable`
    those of texts that cannot be shown at all, by their places in the content.
    """

    summary: Summary
    articles: tuple[Group, ...]
    pages: tuple[Group, ...]
    to_read: tuple[Text, ...]
    unread: tuple[Text, ...]
    waiting: Waiting
    problems: ProblemList
    elsewhere: Mapping[str, tuple[Found, ...]]
    unreadable: Mapping[str, tuple[Found, ...]]


def names(content: Path, ignored: Iterable[str] = IGNORED) -> dict[str, str]:
    """Return the places of all texts in a content folder by their paths as a person would open
    them."""
    build = Build(content)
    files = walk.look(content, tuple(ignored)).files
    return {build.shown(name): name for name in files if discovery.is_text(name)}


def today_of(result: CheckResult) -> date:
    """Return the day that it is where the practice is."""
    return datetime.now(ZoneInfo(result.timezone or "UTC")).date()


def overview(result: CheckResult, names: Mapping[str, str], today: date) -> Overview:
    """Return what a check found, in order. `names` are the places in the content by the paths as a
    person would open them; what is not among them keeps its path."""
    listed = problems.by_page(result)
    found: dict[str, list[Found]] = {}
    for one in _all(listed):
        found.setdefault(one.problem.path, []).append(one)
    order = list(problems.KINDS)
    for some in found.values():
        some.sort(key=lambda one: (order.index(one.kind), one.problem.line))

    def text(row: Row) -> Text:
        path = row.entry.path
        return Text(row, names.get(path, path), tuple(found.get(path, ())))

    tables = {name: [*map(text, rows)] for name, rows in entries.tables(result, listed, today)}
    every = [text for texts in tables.values() for text in texts]
    known = {text.row.entry.path for text in every}
    others = {path: tuple(some) for path, some in found.items() if path not in known}
    to_read = [text for text in every if text.row.due and _is_out(text)]
    return Overview(
        summary=problems.summary(replace(result, entries=())),  # what waits has its own sentence
        articles=tuple(_groups(tables["Articles"])),
        pages=tuple(_groups(tables["Pages"])),
        to_read=tuple(sorted(to_read, key=lambda text: str(text.row.again))),
        unread=tuple(
            text for text in tables["Articles"] if _is_out(text) and not text.row.entry.reviewed
        ),
        waiting=waiting.count_of(waiting.scheduled_in(result)),
        problems=listed,
        elsewhere={path: some for path, some in others.items() if path not in names},
        unreadable={names[path]: some for path, some in others.items() if path in names},
    )


def reviewed_until(today: date) -> date:
    """Return the day by which a text that is read today is to be read again, unless its header says
    another one."""
    by = reviews.again_by(today, None)
    assert by
    return by


def _is_out(text: Text) -> bool:
    return text.row.entry.status == "published"


def _all(listed: ProblemList) -> Iterator[Found]:
    for page in listed.pages:
        yield from page.found
    for group in listed.common:
        yield from group


def _groups(texts: Iterable[Text]) -> Iterator[Group]:
    by_state: dict[str, list[Text]] = {state: [] for state in STATES}
    for text in texts:
        by_state[text.row.entry.status].append(text)
    by_state["scheduled"].sort(key=lambda text: text.row.entry.comes_out)
    for state, some in by_state.items():
        if some:
            yield Group(state, STATES[state], tuple(some))
