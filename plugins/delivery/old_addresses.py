"""Return the one table of old addresses: where each leads now, or that it is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plugins.frontmatter import redirects


@dataclass(frozen=True)
class OldAddress:
    """`old` is a path as hosts read it, without percent signs for other signs; `new` is a path or
    a whole address as it is typed, None if nothing is left."""

    old: str
    new: str | None

    @property
    def location(self) -> str:
        """Return `new` as a header may say it."""
        return redirects.location(self.new or "")


def table(moved: Mapping[str, str], gone: Iterable[str], root: str) -> list[OldAddress]:
    """Return the table, sorted. `moved` and `gone` are addresses within the site, `root` is where
    it stands on its host.

    No address is in both, and no page stands at any of them: `settle` in
    frontmatter.redirects.
    """
    found = [
        OldAddress(root + old, root + new if redirects.is_inside(new) else new)
        for old, new in moved.items()
    ]
    found += [OldAddress(root + old, None) for old in gone]
    return sorted(found, key=lambda one: one.old)
