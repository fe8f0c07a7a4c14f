"""Lock files and folders: the system holds the lock, and gives it free when a program dies.

Nothing is left behind that could be stale, and a disk that knows no locks stops nobody.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desk.common.errors import BusyError

# flock(2), and Microsoft's _locking: what a lock of somebody else is called.
_TAKEN = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
_AN_HOUR = 3600


@dataclass(frozen=True)
class Release:
    """Called, it frees a folder. `handle` is what holds it, None where folders are not locked: a
    program that is given it holds the folder as well."""

    handle: int | None = None

    def __call__(self) -> None:
        """Free the folder, unless another program holds it by the same handle."""
        if self.handle is not None:
            os.close(self.handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of `path` (made if need be). Raises `BusyError` if another program holds it.

    Some network disks know no locks: there one goes on without.
    """
    with path.open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            if error.errno in _TAKEN:
                raise BusyError(
                    "Another publish to the same place is under way. Wait until it is done."
                ) from error
        try:
            yield
        finally:
            with suppress(OSError):
                _lock(file.fileno(), take=False)


def hold(folder: Path) -> Release | None:
    """Take a folder into use and return what frees it, None if it is no longer to be had.

    Where folders cannot be locked (Windows, some network disks), nothing is done.
    """
    try:
        return Release(_open_locked(folder))
    except (FileNotFoundError, BlockingIOError):
        return None
    except OSError:
        return Release()


def is_abandoned(folder: Path) -> bool:
    """Return whether the program that took a folder into use has died; where that cannot be known,
    whether that was over an hour ago."""
    try:
        os.close(_open_locked(folder))
    except (FileNotFoundError, BlockingIOError):
        return False
    except OSError:
        return time.time() - folder.stat().st_mtime > _AN_HOUR
    return True


def _open_locked(folder: Path) -> int:
    handle = os.open(folder, os.O_RDONLY)  # Windows opens files only: a PermissionError
    try:
        _lock(handle)
    except OSError:
        os.close(handle)
        raise
    return handle


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, take: bool = True) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK if take else msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(handle: int, take: bool = True) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB if take else fcntl.LOCK_UN)
