"""The one table of old addresses: where each leads now, or that it is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Redirect:
    """`old` begins with a slash; `new` is a path or a whole address, None if nothing is left."""

    old: str
    new: str | None

    @property
    def location(self) -> str:
        """`new` as a header may say it (RFC 9110, section 10.2.2): without spaces and accents."""
        return quote(self.new or "", safe="/%:?#&=@+,;~!()*-._")


def table(
    moved: Mapping[str, str], gone: Iterable[str], root: str, pages: Iterable[str]
) -> list[Redirect]:
    """`moved` and `gone` are addresses within the site, `root` is where it stands on its host.

    An address that is in both has moved, and one at which a page stands is not gone.
    """
    there = {f"/{page.removesuffix('index.html')}" for page in pages}
    lost = {address for address in gone if address not in moved and address not in there}
    found = [
        Redirect(root + old, root + new if _inside(new) else new) for old, new in moved.items()
    ]
    found += [Redirect(root + old, None) for old in lost]
    return sorted(found, key=lambda one: one.old)


def ways_to_type(old: str) -> list[str]:
    """`/old/` is asked for as `/old` too, and `/old/index.html` names it as well."""
    return [old, old.rstrip("/")] if old.endswith("/") and old.strip("/") else [old]


def _inside(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")
