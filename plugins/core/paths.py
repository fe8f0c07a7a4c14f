"""Where a path really leads, and how a person would open it."""

from __future__ import annotations

import os
from pathlib import Path, PurePath


def held(path: str | Path, folder: str | Path) -> str | None:
    """Return where `path` leads to, as a name below `folder` with `/`, or None if out of it.

    Links are followed, in both; "" is the folder itself. What is not there yet counts by where
    it would be.
    """
    try:
        return _below(os.path.realpath(path), os.path.realpath(folder))
    except ValueError:  # a name that no disk can hold, or another disk (Windows)
        return None


def _below(path: str, folder: str) -> str:
    """Raises ValueError if `path` does not lie in `folder`."""
    inside = PurePath(path).relative_to(folder).as_posix()
    return "" if inside == "." else inside


def from_here(path: str | Path) -> str:
    """Return a path as a person would open it from where she stands: below the current folder, else
    whole."""
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
