"""Write and read `manifest.json`: what a site consists of, so that versions can be compared."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

NAME = "manifest.json"
VERSION = 1
_SHA256 = re.compile("[0-9a-f]{64}")
_NOT_IN_NAMES = re.compile(r"[\\:\x00-\x1f\x7f]")


@dataclass(frozen=True)
class File:
    """A file's content by its sha256 (64 hexadecimal digits) and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """`files` by their paths below the site's root, with forward slashes; not the manifest.

    The packed files are there too: a server hands them out, and whoever copies the site has to
    copy them. Nothing in it depends on the day or the computer.
    """

    files: dict[str, File] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """Return one hash for the whole version: that of the manifest as it is written."""
        return hashlib.sha256(self.as_bytes()).hexdigest()

    def as_bytes(self) -> bytes:
        """Return the manifest as a file: JSON, sorted, so that the same site gives the same
        bytes."""
        text = json.JSONEncoder(ensure_ascii=False).encode
        files = ",\n".join(  # as json.dumps(…, indent=1) would write it, in a tenth of the time
            f'  {text(path)}: {{\n   "sha256": {text(file.sha256)},\n   "size": {file.size}\n  }}'
            for path, file in sorted(self.files.items())
        )
        inside = f"\n{files}\n " if files else ""
        return f'{{\n "version": {VERSION},\n "files": {{{inside}}}\n}}\n'.encode()

    def without_compressed(self) -> Manifest:
        """Return it without the `.br` and `.gz` beside files, for hosts that compress by
        themselves."""
        return Manifest(
            {path: file for path, file in self.files.items() if not self.is_packed(path)}
        )

    def is_packed(self, path: str) -> bool:
        """Return whether it is the `.br` or `.gz` beside another file."""
        return path.endswith((".br", ".gz")) and path[:-3] in self.files


class ManifestError(ValueError):
    """The bytes are no manifest of ours; the message says why."""


def of_files(files: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of a site whose files are these, by their paths below its root."""
    return Manifest(
        {
            path: File(hashlib.sha256(data).hexdigest(), len(data))
            for path, data in files.items()
            if path != NAME
        }
    )


def parse(data: bytes) -> Manifest:
    """Return a manifest from its bytes. Raises `ManifestError`: what comes from a host is not
    trusted."""
    try:
        document = json.loads(data)
        if document["version"] != VERSION:
            raise ManifestError(f"it has the version {document['version']!r}")
        files = {
            path: File(entry["sha256"], entry["size"]) for path, entry in document["files"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ManifestError(str(error)) from error
    for path, file in files.items():
        steps = path.split("/")
        inside = not path.startswith("/") and ".." not in steps and "" not in steps
        hashed = isinstance(file.sha256, str) and _SHA256.fullmatch(file.sha256)
        sized = isinstance(file.size, int) and file.size >= 0
        # A colon names another disk on Windows, and a line end would end a list of files.
        plain = not _NOT_IN_NAMES.search(path)
        if not (inside and plain and hashed and sized):
            raise ManifestError(f"the entry {path!r} is not one that a site can hold")
    return Manifest(files)


def remove_listed(folder: Path) -> None:
    """Remove what an earlier build has put into `folder`, and nothing else that lies there."""
    names: list[str] = []
    with suppress(OSError, ManifestError):  # then no build of ours says that it was here
        names = list(parse((folder / NAME).read_bytes()).files)
    for name in names:
        with suppress(FileNotFoundError):
            os.unlink(f"{folder}{os.sep}{name}")  # noqa: PTH108  # thousands
    (folder / NAME).unlink(missing_ok=True)
    parents = {name[:at] for name in names for at, sign in enumerate(name) if sign == "/"}
    for parent in sorted(parents, key=len, reverse=True):
        with suppress(OSError):  # something else lies there, so it stays
            (folder / parent).rmdir()


def read(site: Path) -> Manifest:
    """Return the manifest that a build has written into its folder. Raises OSError,
    `ManifestError`."""
    return parse((site / NAME).read_bytes())


@dataclass(frozen=True)
class Difference:
    """Paths, sorted: what has to be sent (`added`, `changed`) and what to be taken away."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def sent(self) -> tuple[str, ...]:
        """Return what has to be sent, sorted."""
        return tuple(sorted((*self.added, *self.changed)))

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def difference(live: Manifest | None, new: Manifest) -> Difference:
    """Return what makes the live site into the new one; without a live one, everything is added."""
    before = live.files if live else {}
    return Difference(
        added=tuple(sorted(new.files.keys() - before.keys())),
        changed=tuple(
            sorted(p for p in new.files.keys() & before.keys() if new.files[p] != before[p])
        ),
        removed=tuple(sorted(before.keys() - new.files.keys())),
    )
