"""Look over a folder once: its files, and what in it cannot be read, has no end or leads out."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from pathlib import Path

from plugins.core.paths import held

# What Windows and macOS put into folders by themselves, in small letters.
_LEFT_BY_SYSTEMS = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "icon\r"))


@dataclass
class Found:
    """Names below the folder, with `/`: files, links to a folder around them, links that lead out
    of the folder, what is not a file (a pipe, a device), and what could not be opened, with the
    system's word for why. `behind` tells of files that are reached through a link what they are
    called without it."""

    files: list[str] = field(default_factory=list)
    loops: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    closed: list[tuple[str, str]] = field(default_factory=list)
    behind: dict[str, str] = field(default_factory=dict)

    def is_outside(self, name: str) -> bool:
        """Return whether a link leads out of the folder on the way to this name."""
        return any(name == link or name.startswith(f"{link}/") for link in self.outside)


def look(folder: Path, ignored: Sequence[str] = ()) -> Found:
    """Return everything below `folder`, through links within it, but not round in circles.

    `ignored` are patterns of names, as in Pelican's setting IGNORE_FILES; what systems leave in
    every folder is ignored as well. A link that leads nowhere counts as a file: whoever opens it
    will say so.
    """
    found, root = Found(), os.path.realpath(folder)
    # As fnmatch does, which looks each pattern up anew for each name.
    leave = re.compile("|".join(map(translate, map(os.path.normcase, ignored))) or r"(?!)").match

    def into(folder: str, inside: str, own: str, above: tuple[tuple[int, int], ...]) -> None:
        """Look into a folder whose name is `inside`, and `own` without the links on the way."""
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError as broken:
            found.closed.append((inside.rstrip("/"), broken.strerror or str(broken)))
            return
        for entry in entries:
            if entry.name.lower() in _LEFT_BY_SYSTEMS:
                continue
            if leave(os.path.normcase(entry.name)):
                continue
            name, own_name = f"{inside}{entry.name}", f"{own}{entry.name}"
            # A junction is a link as well (Windows; Python tells them from 3.12 on).
            if entry.is_symlink() or getattr(entry, "is_junction", bool)():
                leads_to = held(entry.path, root)
                if leads_to is None:
                    found.outside.append(name)
                    continue
                own_name = leads_to
            try:
                about = entry.stat()
            except OSError as broken:
                # A link that leads to itself has no end.
                endless = entry.is_symlink() and not isinstance(broken, FileNotFoundError)
                (found.loops if endless else found.files).append(name)
                continue
            if stat.S_ISDIR(about.st_mode):
                about = os.stat(entry.path)  # noqa: PTH116  # scandir's has no inode on Windows
                inode = about.st_dev, about.st_ino
                if inode in above:
                    found.loops.append(name)
                else:
                    into(entry.path, f"{name}/", f"{own_name}/", (*above, inode))
            elif stat.S_ISREG(about.st_mode):
                found.files.append(name)
                if own_name != name:
                    found.behind[name] = own_name
            else:
                found.odd.append(name)

    about = folder.stat()
    into(str(folder), "", "", ((about.st_dev, about.st_ino),))
    found.files.sort()
    return found
