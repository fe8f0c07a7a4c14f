"""The rules, a module for each thing that is looked after; a rule is a function below `@rule`.

    rule = partial(text_rule, group="built", allowable=True)

    @rule("title-long", "A title is long", "warning")
    def title_long(document: Document, _: Known) -> Problems:
        '''What is found, why and by which source; how it is mended; an example.'''
        if ...:
            yield title_long.problem(document.path, line, "What is wrong.", "How to mend it.")

The docstring is the rule's page of documentation: `python -m desk.docs.rule_pages` writes it to
docs/rules. The function is pure, raises nothing, and finds nothing in what is innocent. A module
in this folder is found by itself (`plugins.checks.registry`). Rules that something else finds are
declared in `plugins.core.rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, ParamSpec, TypeAlias

from plugins.checks.document import Document, WholeSite
from plugins.core.problem import Group, Problem, Rule, Severity, Stops, declare
from plugins.notices.known import Known

P = ParamSpec("P")
Problems: TypeAlias = Iterator[Problem]
Find: TypeAlias = Callable[P, Problems]

TEXT: list[Find[Document, Known]] = []  # each looks at one file, as soon as it is read
SITE: list[Find[WholeSite]] = []  # each looks at all of them together, once they are joined


class FoundRule(Generic[P]):
    """A rule and the function that finds it, which is called through it."""

    def __init__(self, rule: Rule, find: Find[P]) -> None:
        self.problem = rule.problem
        self._find = find

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Problems:
        return self._find(*args, **kwargs)


def _rule(
    finders: list[Find[P]],
    code: str,
    title: str,
    severity: Severity = "error",
    *,
    group: Group,
    stops: Stops | None = None,
    allowable: bool = False,
) -> Callable[[Find[P]], FoundRule[P]]:
    """Return a decorator that declares a rule, and has its function run with `finders`."""

    def declared(find: Find[P]) -> FoundRule[P]:
        finders.append(find)
        page = find.__doc__ or ""
        known = declare(
            code, title, severity, group=group, stops=stops, allowable=allowable, page=page
        )
        return FoundRule(known, find)

    return declared


text_rule = partial(_rule, TEXT)
site_rule = partial(_rule, SITE)
