"""Make a row for each notice that the law asks for, by the place that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from desk.common.check_result import CheckResult, NoticeRow
from plugins.core.yaml_lines import Place
from plugins.practice import schema

_WHERE = {
    "website": "On the website",
    "before therapy": "In your papers, before therapy begins",
    "first contact": "In writing, at the first contact",
}


class Notice(NamedTuple):
    """A notice as it is shown. `link` is the address of its source if it can be opened; `missing`
    are the facts that it lacks: what each is called, and its place in practice.yaml."""

    row: NoticeRow
    law: str
    where: str
    link: str
    missing: list[tuple[str, str]]


def by_place(result: CheckResult) -> Iterator[tuple[str, list[Notice]]]:
    """Yield each place with its notices, in the order in which the check has them."""
    for place, rows in groupby(result.notices, key=lambda row: row.state):
        yield (
            place,
            [
                Notice(
                    row,
                    row.law[:1].upper() + row.law[1:],
                    _WHERE.get(row.where, row.where),
                    row.source if row.source.startswith(("https://", "http://")) else "",
                    [(_titled(fact), fact) for fact in row.missing],
                )
                for row in rows
            ],
        )


def _titled(place: str) -> str:
    """Return what a fact is called in the schema of the facts; of a license, “License: title”."""
    steps: Place = tuple(int(step) if step.isdigit() else step for step in place.split("."))
    if steps[:2] == ("notices", "texts"):
        return "The words to be pasted"
    try:
        title = schema.titled(schema.FACTS, steps)
    except (KeyError, IndexError, TypeError):
        return str(steps[-1])
    return f"License: {title[0].lower()}{title[1:]}" if "licenses" in steps[:-1] else title
