"""Turn a file into its text, or into a problem."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from plugins.core.problem import Problem
from plugins.core.rules.files import ENCODING, UNREADABLE

# XML 1.0, section 2.2, "Char", and DEL.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def contents(path: str | Path) -> bytes:
    """Return the bytes of a file. Raises OSError, also for what is none and might never end."""
    path = Path(path)
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # the system refuses a folder itself
        raise OSError(0, "it is not a file but a pipe or a device")
    return path.read_bytes()


def unreadable(path: str, error: OSError, remedy: str = "") -> Problem:
    """Return the problem of a file that the system does not open, for the reason that it gives."""
    usual = "Open it in your editor; if it is only a link to a lost file, remove it."
    message = f"This file cannot be opened: {error.strerror or error}."
    return UNREADABLE.problem(path, 1, message, remedy or usual)


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the file's text; a file that is not UTF-8 is a problem and no text."""
    try:
        text = data.decode("utf-8-sig")
        at = data.find(b"\0")  # UTF-16 without its mark can be read as UTF-8 full of zeros
    except UnicodeDecodeError as error:
        at = error.start
    if at >= 0:
        line = data.count(b"\n", 0, at) + 1
        message = "This file is not saved as UTF-8, so its letters cannot be told apart."
        remedy = "Save it again from your editor with the encoding “UTF-8”."
        return "", [ENCODING.problem(path, line, message, remedy)]
    # A word processor leaves control characters where a line was broken; XML cannot hold them.
    return NOT_XML.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")), []
