"""Runs every rule: over each text as soon as it is read, over the site once it is joined.

`plugins.site` knows this module by its name only (the setting PRACTICE_CHECKS).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, ParamSpec
from zoneinfo import ZoneInfo

from plugins.checks import allow
from plugins.checks.allow import Allowance, Settled
from plugins.checks.document import Document, Entry, WholeSite
from plugins.checks.registry import RULES, SITE, TEXT
from plugins.core import yaml_lines
from plugins.core.problem import Problem
from plugins.core.rules.program import RULE_BROKE
from plugins.frontmatter.header import Source
from plugins.notices.known import Known

P = ParamSpec("P")
Status = Literal["published", "scheduled", "draft", "hidden"]


@dataclass(frozen=True)
class TextFound:
    """What is counted in a text while it is looked over."""

    words: int
    grade: float


@dataclass(frozen=True)
class Page:
    """A page of the joined site, and what a table of all pages says of it."""

    entry: Entry
    status: Status
    found: TextFound
    position: int = 0  # on its reading path, from 1


@dataclass(frozen=True)
class Checked:
    """What the checks keep of a site until its problems are told."""

    pages: tuple[Page, ...]
    allowances: tuple[Allowance, ...]


def text(source: Source, html: str, known: Known) -> tuple[tuple[Problem, ...], TextFound]:
    """Return what the rules about texts find in one file, and what is counted in it."""
    document = Document(source, html)
    problems = _found(TEXT, source.path, document, known)
    # Spaces are counted faster than words.
    words = sum(1 + one.text.count(" ") + one.text.count("\n") for one in document.sentences_at)
    return tuple(problems), TextFound(words, document.grade)


def whole(site: Any, contents: Any) -> Checked:
    """What the rules about the whole site find goes to `site.problems`."""
    pages = tuple(_pages(contents))
    now = datetime.now(ZoneInfo(site.timezone))
    facts_path = site.shown("practice.yaml")
    entries = tuple(page.entry for page in pages)
    one = WholeSite(
        entries,
        Known(site.facts, site.jurisdictions),
        facts_path,
        now.date(),
        downloads=contents.downloads,
        unused=tuple(map(site.shown, contents.unused)),
    )
    site.problems += _found(SITE, facts_path, one)
    allowances: list[Allowance] = []
    for value, path, lines, line in _allows(site, entries):
        found, problems = allow.read(value, path, lines, line, RULES)
        allowances += found
        site.problems += problems
    return Checked(pages, tuple(allowances))


def settle(problems: Iterable[Problem], checked: object) -> Settled:
    """Return the problems without those that are allowed; all of them before `whole` was run."""
    return allow.settle(problems, checked.allowances if isinstance(checked, Checked) else ())


def told(problems: Iterable[Problem], checked: object) -> Sequence[Problem]:
    """Return those that are left to mend."""
    return settle(problems, checked).problems


def _found(
    finders: Iterable[Callable[P, Iterator[Problem]]], path: str, *args: P.args, **kwargs: P.kwargs
) -> list[Problem]:
    problems: list[Problem] = []
    for find in finders:
        try:
            problems += find(*args, **kwargs)
        except Exception as broken:  # one broken rule must not hide what the others find
            name = find.__name__.replace("_", "-")
            message = f"The rule “{name}” could not be applied: {broken} ({type(broken).__name__})."
            remedy = "The text is not at fault: tell whoever looks after the program."
            problems.append(RULE_BROKE.problem(path, 1, message, remedy))
    return problems


def _pages(contents: Any) -> Iterator[Page]:
    published = {id(content) for content in [*contents.articles, *contents.pages]}
    for content in contents.all():
        reading = content.reading
        neighbors = getattr(content, "neighbors", None)
        path = neighbors.path if neighbors else None
        status: Status = reading.source.fields["status"]
        if status == "published" and id(content) not in published:
            status = "scheduled"
        entry = Entry(
            Document(reading.source, reading.html),
            content.url,
            content.lang,
            id(content) in published,
            content.faq,
            path.title if path else "",
        )
        position = neighbors.number if neighbors and path else 0
        yield Page(entry, status, reading.found, position)


def _allows(
    site: Any, entries: Iterable[Entry]
) -> Iterator[tuple[yaml_lines.Value, str, dict[int, int], int]]:
    """Each `allow` as it was typed, and the lines of its entries."""
    for entry in entries:
        source = entry.document.source
        if "allow" in source.fields:
            value = source.fields["allow"]
            count = len(value) if isinstance(value, list) else 0
            lines = {at: source.lines[f"allow {at}"] for at in range(count)}
            yield value, source.path, lines, source.line("allow")
    text = (site.content / "practice.yaml").read_bytes() if site.facts.practice.name else b""
    if b"allow" in text:
        path = site.shown("practice.yaml")
        marked = yaml_lines.load(text.decode("utf-8-sig", "replace"), path)
        if isinstance(marked.data, dict) and "allow" in marked.data:
            value = marked.data["allow"]
            count = len(value) if isinstance(value, list) else 0
            lines = {at: marked.line("allow", at) for at in range(count)}
            yield value, path, lines, marked.line("allow")
