"""Find the file of the site that an address means."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote


def file_for(folder: Path, path: str) -> Path | None:
    """Return the file or folder of the site that an address names, or None; never one outside."""
    parts = [part for part in PurePosixPath(unquote(path)).parts if part not in ("/", "//")]
    if any(part == ".." or set(part) & set("\\:\0") for part in parts):
        return None
    found = folder.joinpath(*parts)
    try:
        inside = found.resolve().is_relative_to(folder.resolve()) and found.exists()
    except OSError:  # a name too long for the disk
        return None
    return found if inside else None
