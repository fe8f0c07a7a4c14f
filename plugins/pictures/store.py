"""A folder of what was made already; a second build finds everything in it and makes nothing."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
import time
from pathlib import Path

_DAY = 24 * 3600
_UNUSED = 90 * _DAY
# A file that was changed this short a time ago may change again without its clock moving.
_JUST_NOW = 3.0


class Store:
    """Entries are named by whoever makes them and never change.

    Two builds may use one folder at once: an entry appears whole or not at all. The folder is
    made with the first entry. One that cannot be written to is replaced by a temporary one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._instead: tempfile.TemporaryDirectory[str] | None = None
        self._ready = threading.Lock()

    def find(self, name: str) -> Path | None:
        """The entry, which then counts as used today; None if there is none."""
        path = self.folder / name
        try:
            found = path.stat()
            if not found.st_size:  # the power failed before it was written
                return None
        except OSError:
            return None
        if time.time() - found.st_mtime > _DAY:
            with contextlib.suppress(OSError):  # somebody else's, which may be read all the same
                os.utime(path)
        return path

    def put(self, name: str, data: bytes) -> Path:
        """Keep an entry. Raises OSError when the disk is full."""
        with self._ready:
            self._make_ready()
        path = self.folder / name
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            if not path.is_file():  # else another build was quicker, and Windows keeps its file
                raise
        return path

    def _make_ready(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            usable = os.access(self.folder, os.W_OK | os.X_OK)
        except OSError:
            usable = False
        if not usable:
            self._instead = tempfile.TemporaryDirectory(prefix="practice-press-")
            self.folder = Path(self._instead.name)

    def prune(self) -> None:
        """Drop what no build has used for 90 days, and what a killed build left half written."""
        now = time.time()
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                most = _DAY if entry.name.endswith(".tmp") else _UNUSED
                with contextlib.suppress(OSError):
                    if now - entry.stat().st_mtime > most:
                        Path(entry.path).unlink(missing_ok=True)


_DIGESTS: dict[tuple[str, int, int, int], str] = {}


def digest(path: Path) -> str:
    """The SHA-256 of a file, remembered in this process while the file stays untouched."""
    about = path.stat()
    key = (str(path), about.st_ino, about.st_size, about.st_mtime_ns)
    if key not in _DIGESTS:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if time.time() - about.st_mtime < _JUST_NOW:
            return found
        _DIGESTS[key] = found
    return _DIGESTS[key]
