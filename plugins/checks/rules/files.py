"""Files that are no pictures and no texts: which of them visitors can open, and which nobody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath

from plugins.checks.document import SiteRule, TextRule, WholeSite
from plugins.practice.problems import Problem

_NAMED = 10  # of the files in a folder


def published(site: WholeSite) -> Iterator[Problem]:
    """Each file that is published as it is, with all that is in it, and what leads to it."""
    for one in site.downloads:
        yield Problem(
            one.file,
            1,
            f"Everybody can open this file, as {one.path}:{one.line} leads to it.",
            "Look once at what else is in it, such as comments or earlier versions.",
            "file-published",
            "note",
        )


def unused(site: WholeSite) -> Iterator[Problem]:
    """The files in a folder that nothing leads to, told at once: they are no fault."""
    for folder, paths in groupby(sorted(site.unused), key=lambda path: str(PurePath(path).parent)):
        names = [f"“{PurePath(path).name}”" for path in paths]
        named = names if len(names) <= _NAMED else [*names[:_NAMED], f"{len(names) - _NAMED} more"]
        *others, last = named
        listed = f"{', '.join(others)} and {last}" if others else last
        yield Problem(
            PurePath(folder).as_posix(),
            1,
            f"No page uses {listed}, so {'they are' if others else 'it is'} not published.",
            "Nothing needs to be done; what is private is safer outside of the content.",
            "file-unused",
            "note",
        )


TEXT_RULES: tuple[TextRule, ...] = ()
SITE_RULES: tuple[SiteRule, ...] = (published, unused)
