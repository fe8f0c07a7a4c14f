"""Name a state of files, settings and libraries: another state, another name."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b, file_digest
from pathlib import Path

_SOURCES = (".py", ".yaml", ".json")
_PLUGINS = Path(__file__).resolve().parent.parent


def of(*parts: bytes | str) -> str:
    """Return the name of these parts in this order; no two lists of parts share one."""
    found = blake2b(digest_size=20)
    for part in parts:
        data = part if isinstance(part, bytes) else os.fsencode(part)
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def of_files(files: Iterable[Path], root: Path) -> str:
    """Return the name of these files as they are now: what they are called below `root`, and hold.

    Raises OSError when one cannot be read.
    """
    parts: list[str | bytes] = []
    for name, path in sorted((file.relative_to(root).as_posix(), file) for file in files):
        with path.open("rb") as file:  # never whole in memory: it may be a photograph
            parts += [name, file_digest(file, "blake2b").digest()]
    return of(*parts)


def sources(folder: Path) -> list[Path]:
    """Return every file below a folder of the program that decides what the program does."""
    return [
        Path(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(_SOURCES)
    ]


@lru_cache(maxsize=1)
def libraries() -> str:
    """Return the name of this Python and all that is installed in it.

    A wheel's folder `name-1.2.3.dist-info` holds its version (packaging.python.org, "Recording
    installed projects").
    """
    found = set()
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112  # an entry may be "" or a zip
            found |= {name for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH208
    return of(sys.version, *sorted(found))


@lru_cache(maxsize=1)
def plugins() -> str:
    """Return the name of the plugins, as they were when first asked for in this process."""
    return of_files(sources(_PLUGINS), _PLUGINS)
