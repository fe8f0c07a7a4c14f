"""Runs every rule: over each text as soon as it is read, over the site once it is joined.

`plugins.site` knows this module by its name only (the setting PRACTICE_CHECKS).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, ParamSpec
from zoneinfo import ZoneInfo

from plugins.checks import allow
from plugins.checks.allow import Allowance, Settled
from plugins.checks.document import Document, Download, Entry, JoinedText, WholeSite
from plugins.checks.registry import RULES, SITE, TEXT
from plugins.core import yaml_lines
from plugins.core.build import Build
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


def whole(
    build: Build,
    texts: Iterable[JoinedText],
    known: Known,
    facts_text: str,
    downloads: tuple[Download, ...],
    unused: Iterable[str],
) -> tuple[Checked, list[Problem]]:
    """Return what the checks keep of the whole site, and what the rules about it find.

    `facts_text` is practice.yaml as it was read, `unused` are the files to which nothing leads.
    """
    pages = tuple(map(_page, texts))
    facts_path = build.shown("practice.yaml")
    entries = tuple(page.entry for page in pages)
    one = WholeSite(
        entries,
        known,
        facts_path,
        datetime.now(ZoneInfo(build.timezone)).date(),
        downloads=downloads,
        unused=tuple(map(build.shown, unused)),
    )
    problems = _found(SITE, facts_path, one)
    allowances: list[Allowance] = []
    for value, path, lines, line in _allows(entries, known, facts_path, facts_text):
        found, wrong = allow.read(value, path, lines, line, RULES)
        allowances += found
        problems += wrong
    return Checked(pages, tuple(allowances)), problems


def settle(problems: Iterable[Problem], checked: object) -> Settled:
    """Return the problems without those that are allowed; all of them before `whole` was run."""
    return allow.settle(problems, checked.allowances if isinstance(checked, Checked) else ())


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


def _page(text: JoinedText) -> Page:
    reading = text.reading
    status: Status = reading.source.fields["status"]
    if status == "published" and not text.published:
        status = "scheduled"
    document = Document(reading.source, reading.html)
    entry = Entry(document, text.url, text.lang, text.published, text.faq, text.path)
    found: Any = reading.found
    return Page(entry, status, found, text.position)


def _allows(
    entries: Iterable[Entry], known: Known, facts_path: str, facts_text: str
) -> Iterator[tuple[yaml_lines.Value, str, dict[int, int], int]]:
    """Yield each `allow` as it was typed, and the lines of its entries."""
    for entry in entries:
        source = entry.document.source
        if "allow" in source.fields:
            value = source.fields["allow"]
            count = len(value) if isinstance(value, list) else 0
            lines = {at: source.lines[f"allow {at}"] for at in range(count)}
            yield value, source.path, lines, source.line("allow")
    if known.facts.practice.name and "allow" in facts_text:
        marked = yaml_lines.load(facts_text, facts_path)
        if isinstance(marked.data, dict) and "allow" in marked.data:
            value = marked.data["allow"]
            count = len(value) if isinstance(value, list) else 0
            lines = {at: marked.line("allow", at) for at in range(count)}
            yield value, facts_path, lines, marked.line("allow")
