"""`manifest.json`: what the site consists of, so that two versions of it can be compared."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

NAME = "manifest.json"
VERSION = 1


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The sha256 and the size of every file but the manifest itself, sorted by name.

    The packed files are there too: a server hands them out, and whoever copies the site has to
    copy them. Nothing in it depends on the day or the computer.
    """
    listed = {
        name: {"sha256": hashlib.sha256(files[name]).hexdigest(), "size": len(files[name])}
        for name in sorted(files)
        if name != NAME
    }
    shape = {"version": VERSION, "files": listed}
    return (json.dumps(shape, indent=1, ensure_ascii=False) + "\n").encode()


def listed_in(folder: Path) -> list[str]:
    """The files that an earlier build says it has put into `folder`; none if it says nothing.

    Only names that stay within the folder, whatever the file says.
    """
    try:
        shape = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return []
    files = shape.get("files") if isinstance(shape, dict) else None
    if not isinstance(files, dict) or shape.get("version") != VERSION:
        return []
    return [name for name in files if _stays_inside(name)]


def remove_listed(folder: Path) -> None:
    """Take away what an earlier build has put into `folder`, and nothing else that lies there."""
    names = listed_in(folder)
    for name in names:
        with suppress(FileNotFoundError):
            os.unlink(f"{folder}{os.sep}{name}")  # noqa: PTH108  # thousands
    (folder / NAME).unlink(missing_ok=True)
    parents = {parent for name in names for parent in _parents(name)}
    for parent in sorted(parents, key=len, reverse=True):
        with suppress(OSError):  # something else lies there, so it stays
            (folder / parent).rmdir()


def _parents(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:\0")
