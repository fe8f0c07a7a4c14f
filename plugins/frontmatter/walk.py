"""Looks over a folder once: its files, and what in it cannot be read, has no end or leads out."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from plugins.core.paths import held

Inode = tuple[int, int]
# What Windows and macOS put into folders by themselves, in small letters.
_LEFT_BY_SYSTEMS = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "icon\r"))


@dataclass
class Found:
    """Names below the folder, with `/`: files, links to a folder around them, links that lead out
    of the folder, what is no file (a pipe, a device), and what could not be opened, with the
    system's word for why. `behind` tells of files that are reached through a link what they are
    called without it."""

    files: list[str] = field(default_factory=list)
    loops: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    closed: list[tuple[str, str]] = field(default_factory=list)
    behind: dict[str, str] = field(default_factory=dict)

    def is_outside(self, name: str) -> bool:
        """Does a link lead out of the folder on the way to this name?"""
        return any(name == link or name.startswith(f"{link}/") for link in self.outside)


def look(folder: Path, ignored: Sequence[str] = ()) -> Found:
    """Return everything below `folder`, through links within it, but not round in circles.

    `ignored` are patterns of names, as in Pelican's setting IGNORE_FILES; what systems leave in
    every folder is ignored as well. A link that leads nowhere counts as a file: whoever opens it
    will say so.
    """
    found = Found()
    about = folder.stat()
    _Look(folder, found, ignored).into(folder, "", "", (_inode(about),))
    found.files.sort()
    return found


class _Look:
    def __init__(self, root: Path, found: Found, ignored: Sequence[str]) -> None:
        self.root = os.path.realpath(root)
        self.found = found
        self.ignored = ignored

    def into(self, folder: Path, inside: str, own: str, above: tuple[Inode, ...]) -> None:
        """Look into a folder whose name is `inside`, and `own` without the links on the way."""
        found = self.found
        for entry in _entries(folder, inside, found):
            if self._is_ignored(entry.name):
                continue
            name = f"{inside}{entry.name}"
            own_name = f"{own}{entry.name}"
            if _is_link(entry):
                leads_to = held(entry.path, self.root)
                if leads_to is None:
                    found.outside.append(name)
                    continue
                own_name = leads_to
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
                    self.into(Path(entry.path), f"{name}/", f"{own_name}/", (*above, inode))
            elif stat.S_ISREG(about.st_mode):
                found.files.append(name)
                if own_name != name:
                    found.behind[name] = own_name
            else:
                found.odd.append(name)

    def _is_ignored(self, name: str) -> bool:
        if name.lower() in _LEFT_BY_SYSTEMS:
            return True
        return any(fnmatch(name, pattern) for pattern in self.ignored)


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Is it a symbolic link, or a junction (Windows; Python tells them from 3.12 on)?"""
    return entry.is_symlink() or bool(getattr(entry, "is_junction", bool)())


def _entries(folder: Path, inside: str, found: Found) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from list(entries)
    except OSError as broken:
        found.closed.append((inside.rstrip("/"), broken.strerror or str(broken)))


def _inode(about: os.stat_result) -> Inode:
    return about.st_dev, about.st_ino
