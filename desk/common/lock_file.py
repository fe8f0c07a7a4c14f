"""One publish at a time: a file that the system locks, and gives free when a program dies."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.common.errors import BusyError

# flock(2), and Microsoft's _locking: what a lock of somebody else is called.
_TAKEN = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock of `path` (made if need be). Raises `BusyError` if another program holds it.

    Some network disks know no locks: there one goes on without.
    """
    with path.open("a+b") as file:
        held = True
        try:
            _lock(file.fileno())
        except OSError as error:
            held = False
            if error.errno in _TAKEN:
                raise BusyError(
                    "Another publish to the same place is under way. Wait until it is done."
                ) from error
        try:
            yield
        finally:
            if held:
                _unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
