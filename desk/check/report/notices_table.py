"""A row for each notice that the law asks for, by the place that asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from desk.common.check_result import CheckResult, NoticeRow
from plugins.core.yaml_lines import Place
from plugins.practice import schema

_WHERE = {
    "website": "On the website",
    "before therapy": "In your papers, before therapy begins",
    "first contact": "In writing, at the first contact",
}


@dataclass(frozen=True)
class Lack:
    """A fact that is missing: what it is called, and its place in practice.yaml."""

    title: str
    place: str


@dataclass(frozen=True)
class Duty:
    """A notice as it is shown. `link` is the address of its source if it can be opened."""

    row: NoticeRow
    law: str
    where: str
    link: str
    lacks: tuple[Lack, ...]


def by_place(result: CheckResult) -> tuple[tuple[str, tuple[Duty, ...]], ...]:
    """The notices of each place, in the order in which the check gives them."""
    return tuple(
        (place, tuple(map(_duty, group)))
        for place, group in groupby(result.notices, key=lambda row: row.state)
    )


def _duty(row: NoticeRow) -> Duty:
    link = row.source if row.source.startswith(("https://", "http://")) else ""
    lacks = tuple(Lack(_titled(place), place) for place in row.missing)
    law = row.law[:1].upper() + row.law[1:]
    return Duty(row, law, _WHERE.get(row.where, row.where), link, lacks)


def _titled(place: str) -> str:
    """What a fact is called in the schema of practice.yaml; of a license, “License: title”."""
    steps: Place = tuple(int(step) if step.isdigit() else step for step in place.split("."))
    if steps[:2] == ("notices", "texts"):
        return "The words to be pasted"
    try:
        title = schema.titled(schema.FACTS, steps)
    except (KeyError, IndexError, TypeError):
        return str(steps[-1])
    return f"License: {title[0].lower()}{title[1:]}" if "licenses" in steps[:-1] else title
