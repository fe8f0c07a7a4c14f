"""Find where a path really leads, and how a person would open it."""

from __future__ import annotations

import os
from pathlib import Path


def held(path: str | Path, folder: str | Path) -> str | None:
    """Return where `path` leads to, as a name below `folder` with `/`, or None if out of it.

    Links are followed, in both; "" is the folder itself. What is not there yet counts by where
    it would be.
    """
    try:
        inside = Path(os.path.realpath(path)).relative_to(os.path.realpath(folder)).as_posix()
    except ValueError:  # a name that no disk can hold, or another disk (Windows)
        return None
    return "" if inside == "." else inside


def from_here(path: str | Path) -> str:
    """Return a path as a person would open it: from the current folder if it is below, or whole."""
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
