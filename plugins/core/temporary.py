"""Make folders in the system's temporary one, which whoever is killed does not leave behind.

Each is held by the program that made it (flock, which the system gives free when it dies). Whoever
makes the next one removes those that nobody holds. Where folders cannot be locked (Windows), those
of a week ago.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_BEGINS = "practice-press.run-"
_OURS = re.compile(rf"{re.escape(_BEGINS)}\w+")
_A_WEEK = 7 * 24 * 3600
_HELD: dict[Path, int] = {}


def new() -> Path:
    """Return a new folder, which is this program's until `remove` or its end. Raises OSError."""
    _tidy(Path(tempfile.gettempdir()))
    while True:  # somebody else who tidies up may be quicker than the lock
        made = Path(tempfile.mkdtemp(prefix=_BEGINS))
        with suppress(FileNotFoundError, BlockingIOError):
            if (handle := _held(made)) is not None:
                _HELD[made] = handle
            if made.is_dir():
                return made


def remove(folder: Path) -> None:
    """Remove a folder that `new` made, and free it; one that is gone is no harm."""
    shutil.rmtree(folder, ignore_errors=True)
    if (handle := _HELD.pop(folder, None)) is not None:
        os.close(handle)


@contextmanager
def folder() -> Iterator[Path]:
    """Yield a new folder, which is removed at the end."""
    made = new()
    try:
        yield made
    finally:
        remove(made)


def _tidy(place: Path) -> None:
    """Remove what this person's killed programs have left."""
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if not _OURS.fullmatch(entry.name) or Path(entry.path) in _HELD:
                continue
            with suppress(OSError):
                about = entry.stat(follow_symlinks=False)
                if not entry.is_dir(follow_symlinks=False) or about.st_uid != _uid():
                    continue
                handle = _held(Path(entry.path))
                if handle is not None or time.time() - about.st_mtime > _A_WEEK:
                    shutil.rmtree(entry.path, ignore_errors=True)
                if handle is not None:
                    os.close(handle)


if sys.platform == "win32":

    def _uid() -> int:
        return 0  # as `stat` says there

    def _held(folder: Path) -> int | None:
        """Return None: a folder cannot be locked."""
else:
    import fcntl

    def _uid() -> int:
        return os.getuid()

    def _held(folder: Path) -> int | None:
        """Return what holds a folder from now on, None on a disk that knows no locks.

        Raises FileNotFoundError if it is gone, BlockingIOError if somebody else holds it.
        """
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if isinstance(error, BlockingIOError):
                raise
            return None
        return handle
