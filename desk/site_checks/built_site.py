"""Read the freshly built folder once: every file's hash, every page, and where addresses lead."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from desk.site_checks import page
from desk.site_checks.page import Page
from plugins.delivery.folder import walk
from plugins.delivery.manifest import File

_TEXTS = (".html", ".css", ".xml", ".webmanifest", ".json", ".txt")
# RFC 3986, section 3.1. What has a scheme, or a host behind two slashes, says whom to ask.
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HOST = re.compile(r"(?:https?:)?//", re.IGNORECASE)


class Place(NamedTuple):
    """`file` is None if nothing stands at the address. `fragment` is what follows the hash."""

    file: str | None
    fragment: str


@dataclass(frozen=True)
class Built:
    """`files` by their names below the folder, with forward slashes; `texts` are those of them
    that name others; `pages` are in the order of their names. `base` is the site's address (""
    while unknown), `root` the part of it behind the host ("" or "/sub")."""

    files: Mapping[str, File]
    texts: Mapping[str, bytes]
    pages: Mapping[str, Page]
    base: str
    root: str
    _known: dict[str, Place | None] = field(default_factory=dict)

    def place(self, page: str, address: str) -> Place | None:
        """Return where an address on a page leads within the site, as a host for static files
        would answer it; None if it leads out of the site."""
        address = address.strip()
        if not address.startswith(("/", "http")) or address.startswith("//"):
            return self._place(page, address)
        if address not in self._known:
            self._known[address] = self._place(page, address)
        return self._known[address]

    def is_elsewhere(self, address: str) -> bool:
        """Return whether somebody else's computer would be asked."""
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
        name = unquote(path[len(self.root) + 1 :])
        if not name or name.endswith("/"):
            name += "index.html"
        ways = (name, f"{name}/index.html")  # hosts lead on from /about to /about/
        return Place(next((way for way in ways if way in self.files), None), unquote(fragment))


def read(folder: Path, base: str, root: str) -> Built:
    """Return everything in a folder. Raises OSError if the disk does not give it."""
    files: dict[str, File] = {}
    texts: dict[str, bytes] = {}
    for name, path in sorted(walk(folder)):
        with open(path, "rb", buffering=0) as opened:  # noqa: PTH123  # thousands
            data = opened.read()
        files[name] = File(hashlib.sha256(data).hexdigest(), len(data))
        if name.endswith(_TEXTS):
            texts[name] = data
    styles: dict[str, page.Once] = {}
    pages = {
        name: page.read(name, data.decode("utf-8", "replace"), styles)
        for name, data in texts.items()
        if name.endswith(".html")
    }
    return Built(files, texts, pages, base, root)
