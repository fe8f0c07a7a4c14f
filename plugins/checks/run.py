"""Runs every rule: over each text as soon as it is read, over the site once it is joined.

`plugins.site` knows this module by its name only (the setting PRACTICE_CHECKS).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec, Self
from zoneinfo import ZoneInfo

from plugins.checks import allow
from plugins.checks.allow import Allowance, Settled
from plugins.checks.document import Document, Download, Entry, WholeSite
from plugins.checks.registry import RULES, SITE, TEXT
from plugins.core import yaml_lines
from plugins.core.build import Build
from plugins.core.problem import Problem
from plugins.core.rules.program import RULE_BROKE
from plugins.frontmatter.header import Header
from plugins.notices.known import Known

P = ParamSpec("P")
_FEW = 20  # texts, at which a rule looks for a few thousandths of a second at most


@dataclass(frozen=True)
class TextFound:
    """What is counted in a text while it is looked over."""

    words: int
    grade: float


@dataclass(frozen=True)
class Checked:
    """What the checks keep of a site until its problems are told."""

    entries: tuple[Entry, ...]
    allowances: tuple[Allowance, ...]


class _Asking(tuple[Entry, ...]):
    """The texts of a site, which ask after every few of them whether the others are wanted."""

    _is_wanted: Callable[[], bool]

    def __new__(cls, entries: tuple[Entry, ...], is_wanted: Callable[[], bool]) -> Self:
        made = super().__new__(cls, entries)
        made._is_wanted = is_wanted
        return made

    def __iter__(self) -> Iterator[Entry]:
        for number, entry in enumerate(super().__iter__()):
            if number % _FEW == 0 and not self._is_wanted():
                return
            yield entry


def text(source: Header, html: str, known: Known) -> tuple[tuple[Problem, ...], TextFound]:
    """Return what the rules about texts find in one file, and what is counted in it."""
    document = Document(source, html)
    problems = _found(TEXT, source.path, document, known)
    # Spaces are counted faster than words.
    words = sum(1 + one.text.count(" ") + one.text.count("\n") for one in document.sentences_at)
    return tuple(problems), TextFound(words, document.grade)


def whole(
    build: Build,
    entries: tuple[Entry, ...],
    known: Known,
    facts_text: str,
    downloads: tuple[Download, ...],
    unused: Iterable[str],
    is_wanted: Callable[[], bool] | None = None,
) -> tuple[Checked, list[Problem]]:
    """Return what the checks keep of the whole site, and what the rules about it find.

    `facts_text` is practice.yaml as it was read, `unused` are the files to which nothing leads.
    `is_wanted` is asked after every few texts, and may take its time to answer; once it says False,
    the rules look at no more of them, and what they have found is for nobody.
    """
    facts_path, files = build.shown("practice.yaml"), tuple(map(build.shown, unused))
    today = datetime.now(ZoneInfo(build.timezone)).date()
    shown = _Asking(entries, is_wanted) if is_wanted else entries
    site = WholeSite(shown, known, facts_path, today, downloads, files)
    problems = _found(SITE, facts_path, site)
    # What may hold an `allow`, as it was typed, and the lines of its entries.
    sources = (entry.document.header for entry in entries)
    typed: list[tuple[Any, str, Mapping[str, int]]]
    typed = [(source.fields, source.path, source.lines) for source in sources]
    if known.facts.practice.name and "allow" in facts_text:
        marked = yaml_lines.load(facts_text, facts_path)
        lines = {" ".join(map(str, place)): line for place, line in marked.lines.items()}
        typed.append((marked.data, facts_path, lines))
    allowances: list[Allowance] = []
    for data, path, lines_ in typed:
        if isinstance(data, dict) and "allow" in data:
            found, wrong = allow.read(data["allow"], path, lines_, RULES)
            allowances += found
            problems += wrong
    return Checked(entries, tuple(allowances)), problems


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
