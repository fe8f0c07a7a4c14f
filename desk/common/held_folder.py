"""A folder that is in use, seen as such by other programs; it is free when its program dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

_AN_HOUR = 3600
Release = Callable[[], None]


def hold(folder: Path) -> Release | None:
    """Take a folder into use; what is returned frees it. None if it is no longer to be had.

    Where folders cannot be locked (Windows, some network disks), nothing is done.
    """
    try:
        handle = _locked(folder)
    except (FileNotFoundError, BlockingIOError):
        return None
    except OSError:
        return lambda: None
    return lambda: os.close(handle)


def is_abandoned(folder: Path) -> bool:
    """Was it taken into use by a program that has died? Where that cannot be known: an hour ago?"""
    try:
        handle = _locked(folder)
    except (FileNotFoundError, BlockingIOError):
        return False
    except OSError:
        return time.time() - folder.stat().st_mtime > _AN_HOUR
    os.close(handle)
    return True


if sys.platform == "win32":

    def _locked(folder: Path) -> int:
        raise OSError(f"{folder} cannot be locked: Windows locks files only")
else:
    import fcntl

    def _locked(folder: Path) -> int:
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        return handle
