"""Which problems hold up which step: the preview none, a build some, publishing more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from plugins.core.problem import Problem

Level = Literal["preview", "build", "publish", "publish unreviewed"]
_PUBLISH = ("build", "publish")
_HOLD_UP = {
    "preview": (), "build": ("build",), "publish": _PUBLISH, "publish unreviewed": _PUBLISH
}  # fmt: skip
NOT_REVIEWED = "not-reviewed"


def at(problems: Iterable[Problem], level: Level) -> tuple[Problem, ...]:
    """Return the problems as they are at this step.

    At “publish unreviewed” she has said that articles which no clinician has read are published as
    they are, and their pages say so: that stops nothing then.
    """
    if level != "publish unreviewed":
        return tuple(problems)
    return tuple(replace(one, stops="") if one.rule == NOT_REVIEWED else one for one in problems)


def refusals(problems: Iterable[Problem], level: Level) -> list[Problem]:
    """Return those of the problems on which this step is refused; each is named by its rule.

    A build is refused on what would be lost or broken on the site. Publishing is refused as well
    on what must not be said in public, and on facts that the law asks for. What is allowed with
    a reason is not among `problems` any more.
    """
    return [problem for problem in at(problems, level) if problem.stops in _HOLD_UP[level]]
