"""Turn a file into its text, or into a problem."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.core.problem import Problem
from plugins.core.rules.files import ENCODING, UNREADABLE
from plugins.core.rules.texts import CHARACTER_LOST

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


# How files begin that are no text, or one in another program's own language.
_BEGINS = (
    (re.compile(rb"\{\\rtf"), "a document of a word processor (RTF)"),
    (re.compile(rb"PK\x03\x04"), "a packed file, such as a document from Word, Pages or Writer"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "a document from an old Word"),
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"bplist00"), "a document of an Apple program"),
    (re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8"), "a picture"),
    (re.compile(rb"(?:<\?xml[^<>]*>\s*)?(?:<!doctype html|<html)\b", re.IGNORECASE), "a web page"),
    (re.compile(rb"<\?xml\b"), "a file in XML"),
)


def another_kind(data: bytes) -> str:
    """Return what a file is by how it begins, if that is no text; "" for what may be one."""
    begin = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16 is told as another encoding
        return ""
    return next((name for sign, name in _BEGINS if sign.match(begin)), "")


def lost_characters(lines: Iterable[tuple[int, str]], path: str) -> Iterator[Problem]:
    """Yield a problem for each numbered line on which a character was lost (U+FFFD)."""
    for number, line in lines:
        if "\ufffd" in line:
            message = "A character on this line was lost: � stands in its place."
            remedy = "Type it again; the file was once saved in another encoding than UTF-8."
            yield CHARACTER_LOST.problem(path, number, message, remedy)


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
