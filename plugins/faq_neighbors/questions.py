"""One question, one home: which page's data holds a question that stands on several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from plugins.core.problem import Problem
from plugins.core.rules.reading import FAQ_CONTRADICTION, FAQ_UNANSWERED
from plugins.faq_neighbors.answers import FaqItem


@dataclass
class Homes:
    """`owned`: for each page (by its name), the questions that its data holds, in its order."""

    owned: dict[str, list[FaqItem]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def homes(pages: Iterable[tuple[str, Iterable[FaqItem]]]) -> Homes:
    """Give every question of one language to the first page that answers it.

    `pages` are (name, items) in reading order. The same question with the same answer belongs to
    the first page; with another answer it is a problem that names both places. An unanswered
    question belongs to nobody.
    """
    result = Homes()
    first: dict[str, FaqItem] = {}
    for name, items in pages:
        owned = result.owned.setdefault(name, [])
        for item in items:
            if not item.answered or not item.key:
                continue
            earlier = first.setdefault(item.key, item)
            if earlier is item:
                owned.append(item)
            elif earlier.words != item.words:
                at = f"{earlier.path}:{earlier.line}"
                message = f"“{item.question}” is answered in another way in {at}."
                remedy = "Give both the same answer, or change the words of one question."
                problem = FAQ_CONTRADICTION.problem(item.path, item.line, message, remedy)
                result.problems.append(problem)
    return result


def unanswered(items: Iterable[FaqItem]) -> list[Problem]:
    """Return a problem for each question with nothing below it."""
    remedy = "Write one below it, or take the question out."
    problems = []
    for item in items:
        if not item.answered:
            message = f"The question “{item.question}” has no answer."
            problems.append(FAQ_UNANSWERED.problem(item.path, item.line, message, remedy))
    return problems
