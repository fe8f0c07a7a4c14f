"""Looks over a folder once, and finds in it what nobody could read or what has no end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

Inode = tuple[int, int]


@dataclass
class Found:
    """Names below the folder, with `/`: files, links to a folder around them, what is no file
    (a pipe, a device), and what could not be opened, with the system's word for why."""

    files: list[str] = field(default_factory=list)
    loops: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    closed: list[tuple[str, str]] = field(default_factory=list)


def look(folder: Path, ignored: Sequence[str] = ()) -> Found:
    """Everything below `folder`, through links to other folders, but not round in circles.

    `ignored` are patterns of names, as in Pelican's setting IGNORE_FILES. A link that leads
    nowhere counts as a file: whoever opens it will say so.
    """
    found = Found()
    about = folder.stat()
    _look(folder, "", (_inode(about),), found, ignored)
    found.files.sort()
    return found


def _look(
    folder: Path, inside: str, above: tuple[Inode, ...], found: Found, ignored: Sequence[str]
) -> None:
    for entry in _entries(folder, inside, found):
        if any(fnmatch(entry.name, pattern) for pattern in ignored):
            continue
        name = f"{inside}{entry.name}"
        try:
            about = entry.stat()
        except OSError as broken:
            if entry.is_symlink() and not isinstance(broken, FileNotFoundError):
                found.loops.append(name)  # a link that leads to itself
            else:
                found.files.append(name)
            continue
        if stat.S_ISDIR(about.st_mode):
            inode = _inode(Path(entry.path).stat())  # what scandir says has none on Windows
            if inode in above:
                found.loops.append(name)
            else:
                _look(Path(entry.path), f"{name}/", (*above, inode), found, ignored)
        elif stat.S_ISREG(about.st_mode):
            found.files.append(name)
        else:
            found.odd.append(name)


def _entries(folder: Path, inside: str, found: Found) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from list(entries)
    except OSError as broken:
        found.closed.append((inside.rstrip("/"), broken.strerror or str(broken)))


def _inode(about: os.stat_result) -> Inode:
    return about.st_dev, about.st_ino
