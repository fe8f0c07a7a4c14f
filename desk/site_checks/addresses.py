"""Which file an address leads to, the way a host for static files would answer it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urljoin

# RFC 3986, section 3.1. What has a scheme, or a host behind two slashes, says whom to ask.
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HOST = re.compile(r"(?:https?:)?//", re.IGNORECASE)


class Place(NamedTuple):
    """`file` is None if nothing stands at the address. `fragment` is what follows the hash."""

    file: str | None
    fragment: str


@dataclass
class Addresses:
    """`files` are the names of all files of the site, `base` its address ("" while unknown), and
    `root` the part of it behind the host ("" or "/sub")."""

    files: Collection[str]
    base: str = ""
    root: str = ""
    _known: dict[str, Place | None] = field(default_factory=dict)

    def place(self, page: str, address: str) -> Place | None:
        """Where an address on a page leads within the site; None if it leads out of it."""
        address = address.strip()
        if address.startswith(("/", "http")) and not address.startswith("//"):
            if address not in self._known:
                self._known[address] = self._place(page, address)
            return self._known[address]
        return self._place(page, address)

    def is_elsewhere(self, address: str) -> bool:
        """Would somebody else's computer be asked?"""
        address = address.strip()
        return bool(_HOST.match(address)) and not self._is_ours(address)

    def _is_ours(self, address: str) -> bool:
        rest = address[len(self.base) :]
        return bool(self.base) and address.startswith(self.base) and rest[:1] in ("", *"/?#")

    def _place(self, page: str, address: str) -> Place | None:
        if self._is_ours(address):
            address = self.root + (address[len(self.base) :] or "/")
        elif _WHOLE.match(address):
            return None
        address, _, fragment = address.partition("#")
        address = address.partition("?")[0]
        path = urljoin(f"{self.root}/{page}", address) if address else f"{self.root}/{page}"
        if path != self.root and not path.startswith(f"{self.root}/"):
            return None  # somebody else's site on the same host
        return Place(self._file(unquote(path[len(self.root) + 1 :])), unquote(fragment))

    def _file(self, name: str) -> str | None:
        if not name or name.endswith("/"):
            name += "index.html"
        for there in (name, f"{name}/index.html"):  # hosts lead on from /about to /about/
            if there in self.files:
                return there
        return None
