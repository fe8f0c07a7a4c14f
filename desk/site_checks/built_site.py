"""Read the freshly built folder once: every file's hash, every page, and where addresses lead."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

from desk.site_checks import page
from desk.site_checks.page import Page
from plugins.core import digest
from plugins.core.cache import Store, made_by
from plugins.delivery.folder import contents, walk
from plugins.delivery.manifest import File

_TEXTS = (".html", ".css", ".xml", ".webmanifest", ".json", ".txt")
# RFC 3986, section 3.1. What has a scheme, or a host behind two slashes, says whom to ask.
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HOST = re.compile(r"(?:https?:)?//", re.IGNORECASE)


class Place(NamedTuple):
    """`file` is None if nothing stands at the address. `fragment` is what follows the hash."""

    file: str | None
    fragment: str


class Texts(Mapping[str, bytes]):
    """The files that name others, by their names; each is read when it is asked for."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths
        self._read: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._read:
            self._read[name] = contents(self._paths[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@dataclass(frozen=True)
class Built:
    """`files` by their names below the folder, with forward slashes; `texts` are those of them
    that name others; `pages` are in the order of their names. `base` is the site's address (""
    while unknown), `root` the part of it behind the host ("" or "/sub")."""

    files: Mapping[str, File]
    texts: Texts
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

    def line(self, page: str, text: str) -> int:
        """Return the line of a page on which something stands, 1 if it is not found as it is."""
        html = self.texts[page].decode("utf-8", "replace")
        at = html.find(text)
        if at < 0:
            at = html.find(text.replace("&", "&amp;"))
        return html.count("\n", 0, max(at, 0)) + 1

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


def read(
    folder: Path,
    base: str,
    root: str,
    written: Mapping[str, File] | None = None,
    kept: Store | None = None,
) -> Built:
    """Return everything in a folder. Raises OSError if the disk does not give it.

    What a page says is `kept` by its sha256, for this address and this program, so that only new
    pages are parsed. A file is not read if it is one of those that were just `written`, and has
    its size.
    """
    paths = dict(sorted(walk(folder)))
    texts = Texts({name: path for name, path in paths.items() if name.endswith(_TEXTS)})
    files: dict[str, File] = {}
    for name, path in paths.items():
        known = written.get(name) if written else None
        if known and os.stat(path).st_size == known.size:  # noqa: PTH116  # thousands
            files[name] = known
        else:
            data = texts[name] if name in texts else contents(path)
            files[name] = File(hashlib.sha256(data).hexdigest(), len(data))
    before = (kept.values(base, _program()) if kept else None) or {}
    now: dict[str, tuple[Any, ...]] = {}
    styles: dict[str, page.Once] = {}
    pages = {}
    for name in texts:
        if not name.endswith(".html"):
            continue
        sha256, *said = before.get(name, ("",))
        if sha256 == files[name].sha256:
            pages[name] = Page(name, *said)
        else:
            pages[name] = page.read(name, texts[name].decode("utf-8", "replace"), styles)
        about = vars(pages[name])
        now[name] = files[name].sha256, *(about[one] for one in about if one != "name")
    if kept and now != before:
        kept.put_values(base, _program(), now)
        kept.prune()
    return Built(files, texts, pages, base, root)


def _program() -> str:
    """Return the name of what reads pages."""
    here = Path(__file__).parent
    program = made_by(*(here / f"{name}.py" for name in ("page", "markup", "json_ld")))
    return digest.of(program, digest.libraries())
