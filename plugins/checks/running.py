"""Runs every rule: over each text as soon as it is read, over the site once it is joined.

`plugins.practice` knows this module by its name only (the setting PRACTICE_CHECKS).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from plugins.checks import allow
from plugins.checks.allow import Allowance, Settled
from plugins.checks.catalog import CATALOG, stops
from plugins.checks.document import Document, Entry, WholeSite
from plugins.checks.rules import (
    care,
    claims,
    confidentiality,
    files,
    privacy,
    questions,
    structure,
    truth,
)
from plugins.practice import marked_yaml
from plugins.practice.facts import Facts
from plugins.practice.header import Source
from plugins.practice.problems import Problem

__all__ = ["Checked", "Page", "TextFound", "settle", "stops", "text", "told", "whole"]

RULES = (structure, questions, truth, claims, confidentiality, privacy, care, files)
_TEXT_RULES = tuple(rule for module in RULES for rule in module.TEXT_RULES)
_SITE_RULES = tuple(rule for module in RULES for rule in module.SITE_RULES)
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


def text(source: Source, html: str, facts: Facts) -> tuple[tuple[Problem, ...], TextFound]:
    """What the rules about texts find in one file."""
    document = Document(source, html)
    problems = _found(_TEXT_RULES, source.path, document, facts)
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
        site.facts,
        facts_path,
        now.date(),
        downloads=contents.downloads,
        unused=tuple(map(site.shown, contents.unused)),
    )
    site.problems += _found(_SITE_RULES, facts_path, one)
    allowances: list[Allowance] = []
    for value, path, lines, line in _allows(site, entries):
        found, problems = allow.read(value, path, lines, line, CATALOG)
        allowances += found
        site.problems += problems
    return Checked(pages, tuple(allowances))


def settle(problems: Iterable[Problem], checked: object) -> Settled:
    """The problems without those that are allowed; all of them before `whole` was run."""
    return allow.settle(problems, checked.allowances if isinstance(checked, Checked) else ())


def told(problems: Iterable[Problem], checked: object) -> Sequence[Problem]:
    return settle(problems, checked).problems


def _found(rules: Iterable[Callable[..., Iterator[Problem]]], path: str, *given: Any) -> list[Any]:
    problems: list[Problem] = []
    for rule in rules:
        try:
            problems += rule(*given)
        except Exception as broken:  # one broken rule must not hide what the others find
            problems.append(_rule_broke(path, rule.__name__, broken))
    return problems


def _rule_broke(path: str, name: str, broken: Exception) -> Problem:
    return Problem(
        path,
        1,
        f"The rule “{name}” could not be applied: {broken} ({type(broken).__name__}).",
        "It is not in the text: tell whoever looks after the program.",
        "rule-broke",
        "warning",
    )


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
) -> Iterator[tuple[marked_yaml.Value, str, dict[int, int], int]]:
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
        marked = marked_yaml.load(text.decode("utf-8-sig", "replace"), path)
        if isinstance(marked.data, dict) and "allow" in marked.data:
            value = marked.data["allow"]
            count = len(value) if isinstance(value, list) else 0
            lines = {at: marked.line("allow", at) for at in range(count)}
            yield value, path, lines, marked.line("allow")
