"""What a published site consists of now, and what differs between two versions of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from plugins.delivery.manifest import NAME, File, Manifest, NotAManifest, parse

__all__ = [
    "NAME",
    "Difference",
    "File",
    "Manifest",
    "NotAManifest",
    "difference",
    "of_folder",
    "parse",
    "read",
]


def of_folder(site: Path) -> Manifest:
    """The manifest of the files that lie in a folder now, whatever its own manifest says."""
    return Manifest(
        {
            path.relative_to(site).as_posix(): _of_file(path)
            for path in sorted(site.rglob("*"))
            if path.is_file() and path != site / NAME
        }
    )


def _of_file(path: Path) -> File:
    with path.open("rb") as file:
        return File(hashlib.file_digest(file, "sha256").hexdigest(), file.tell())


def read(site: Path) -> Manifest:
    """The manifest that a build has written into its folder. Raises OSError, `NotAManifest`."""
    return parse((site / NAME).read_bytes())


@dataclass(frozen=True)
class Difference:
    """Paths, sorted: what has to be sent (`added`, `changed`) and what to be taken away."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def sent(self) -> tuple[str, ...]:
        return tuple(sorted((*self.added, *self.changed)))

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def difference(live: Manifest | None, new: Manifest) -> Difference:
    """What makes the live site into the new one; without a live one, everything is added."""
    before = live.files if live else {}
    return Difference(
        added=tuple(sorted(new.files.keys() - before.keys())),
        changed=tuple(
            sorted(p for p in new.files.keys() & before.keys() if new.files[p] != before[p])
        ),
        removed=tuple(sorted(before.keys() - new.files.keys())),
    )
