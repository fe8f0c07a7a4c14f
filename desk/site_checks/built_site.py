"""The freshly built folder, read once: the hash of every file, and what is in the texts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from desk.site_checks import page
from desk.site_checks.addresses import Addresses
from desk.site_checks.page import Page
from plugins.delivery.folder import walk
from plugins.delivery.manifest import File

_TEXTS = (".html", ".css", ".xml", ".webmanifest", ".json", ".txt")


@dataclass(frozen=True)
class Built:
    """`files` by their names below the folder, with forward slashes; `texts` are those of them
    that name others; `pages` are in the order of their names."""

    files: Mapping[str, File]
    texts: Mapping[str, bytes]
    pages: Mapping[str, Page]
    base: str = ""
    root: str = ""

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.files.keys(), self.base, self.root)


def read(folder: Path, base: str, root: str) -> Built:
    """Everything in a folder. Raises OSError if the disk does not give it."""
    files: dict[str, File] = {}
    texts: dict[str, bytes] = {}
    for name, path in sorted(walk(folder)):
        with open(path, "rb", buffering=0) as opened:  # noqa: PTH123  # thousands
            data = opened.read()
        files[name] = File(hashlib.sha256(data).hexdigest(), len(data))
        if name.endswith(_TEXTS):
            texts[name] = data
    styles: dict[str, tuple[str, ...]] = {}
    pages = {
        name: page.read(name, data.decode("utf-8", "replace"), styles)
        for name, data in texts.items()
        if name.endswith(".html")
    }
    return Built(files, texts, pages, base, root)
