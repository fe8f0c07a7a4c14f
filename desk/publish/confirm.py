"""The decision: a yes, a yes of its own for pages that are lost, the practice's name for many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk.common.wording import joined, many, some
from desk.publish.changes import Changes
from desk.publish.foreign import named

_MUCH = 1 / 3  # of the live pages: more gone than that is rarely meant


@dataclass(frozen=True)
class Question:
    """One thing to agree to. `wanted` is what has to be typed; "" for yes."""

    text: str
    wanted: str = ""


def questions(changes: Changes, practice: str, where: str, kept: str = "") -> list[Question]:
    """Return what must be agreed to, in this order, before anything is sent to `where`.

    `kept` says where a copy of what is in the way is kept.
    """
    found = []
    if changes.gone_share > _MUCH:
        text = (
            f"{round(100 * changes.gone_share)} % of the pages that are live now would be gone. If "
            f"that is really meant, type the practice's name, {practice}:"
        )
        found.append(Question(text, practice))
    if changes.lost:
        names = some([f"“{page.title}” ({page.address})" for page in changes.lost], 5)
        text = (
            f"Nothing would be at the address of {names}; whoever has kept a link finds “not "
            "here”. A line in redirects.yaml would lead them on. Remove without one? [yes/no]"
        )
        found.append(Question(text))
    where = f"Publish this to {where}? [yes/no]"
    return [*found, *replacing(changes, kept), Question(where)]


def replacing(changes: Changes, kept: str) -> list[Question]:
    """Return what must be agreed to if something that is not from here is in the way."""
    text = in_the_way(changes, kept, 5)
    return [Question(f"{text} Replace it? [yes/no]")] if text else []


def in_the_way(changes: Changes, kept: str, most: int) -> str:
    """Return what is in the way, so many of its names, in a sentence; "" if nothing is."""
    if not changes.replaced:
        return ""
    return (
        f"Not from here, and in the way: {some(named(changes.replaced), most)}. A file of the site "
        f"would take its place; a copy is kept {kept}."
    )


def agreed(found: list[Question], ask: Callable[[str], str]) -> bool:
    """Ask until one is not agreed to; an empty answer is a no."""
    for question in found:
        typed = " ".join(ask(f"{question.text} ").split()).casefold()
        wanted = " ".join(question.wanted.split()).casefold()
        if typed not in ((wanted,) if wanted else ("y", "yes")):
            return False
    return True


def refused_for_machines(changes: Changes, practice: str, typed: str) -> str:
    """Return why `--yes` alone is not enough, or "". `typed` is what --removing was given.

    A machine agrees to everyday changes. Pages lost without a redirect, and files that are not
    from here and would be replaced, need `--removing` with the number of them, and more than a
    third of the site the practice's name.
    """
    if changes.gone_share > _MUCH and typed != practice:
        return f"Over a third of the pages would be gone. Say --removing “{practice}” to agree."
    lost, taken = len(changes.lost), named(changes.replaced)
    if (not lost and not taken) or typed in (practice, str(lost + len(taken))):
        return ""
    reasons = [f"{many(lost, 'page')} would be gone without a redirect"] if lost else []
    if taken:
        reasons.append(
            f"{many(len(taken), 'file')} not from here would be replaced ({some(taken, 5)})"
        )
    return f"{joined(reasons)}. Say --removing {lost + len(taken)} to agree."
