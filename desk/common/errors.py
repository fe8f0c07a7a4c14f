"""Exceptions that end a command: what did not work, in whole sentences for whoever asked for it."""

from __future__ import annotations

import errno
import re
from pathlib import Path

_OURS = re.compile(r"practice-press|\.new-|\.(?:incoming|back)-")
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class CommandError(Exception):
    """A command did not work; the message says what is wrong and what to do, in whole sentences.

    Nothing secret stands in it: what a program or a host said is quoted without credentials.
    """


class BusyError(CommandError):
    """Somebody else is publishing to the same place at this moment."""


def system_refusal(error: OSError, place: object = "A file") -> str:
    """Return `output/index.html could not be read or written: Permission denied.`

    `place` is named if the system names no file. A full disk is told as such.
    """
    if full := full_disk(error, place):
        return " ".join(full)
    return f"{error.filename or place} could not be read or written: {error.strerror or error}."


def full_disk(error: BaseException, place: object = "") -> tuple[str, str] | None:
    """Return which disk is full and what to do about it, None for any other error."""
    if not isinstance(error, OSError):
        return None
    if "No usable temporary directory" in str(error.strerror):  # tempfile; the others are full too
        what = "The disk for temporary files is full, or nothing may be written there."
    elif error.errno in _FULL:
        file = error.filename2 or error.filename or place  # of a copy, what was to be written
        folder = Path(str(file)).parent
        while _OURS.search(str(folder)):  # made for this run, and gone when this is read
            folder = folder.parent
        known = file and folder != Path()
        what = f"The disk that holds {folder} is full." if known else "A disk is full."
    else:
        return None
    return what, "Make room on it, such as by emptying the trash, and do the same again."
