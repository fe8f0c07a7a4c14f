"""Read the site's folder as a whole, and write it back where it has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def read(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its name there, sorted, with forward slashes.

    What begins with a dot is no part of the site, unless it is meant to be known (RFC 8615).
    """
    found = sorted(walk(folder))
    return {
        name: Path(path).read_bytes()
        for name, path in found
        if "/." not in f"/{name}".replace("/.well-known/", "/")
    }


def write(folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Make the folder that holds `before` hold `after`. Raises OSError when the disk is full."""

    def write_all(names: list[str]) -> None:
        for name in names:
            with open(f"{folder}{os.sep}{name}", "wb") as file:  # noqa: PTH123
                file.write(after[name])

    changed = [name for name, data in after.items() if before.get(name) != data]
    for parent in {name.rpartition("/")[0] for name in changed}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    # Thousands of small files: while the system writes one, the next can be on its way.
    with ThreadPoolExecutor(4) as workers:
        for _ in workers.map(write_all, (changed[start::4] for start in range(4))):
            pass  # raises what was raised
    gone = before.keys() - after.keys()
    for name in gone:
        os.unlink(f"{folder}{os.sep}{name}")  # noqa: PTH108
    for name in sorted({name.rpartition("/")[0] for name in gone})[::-1]:
        while name and not any((folder / name).iterdir()):
            (folder / name).rmdir()
            name = name.rpartition("/")[0]


def walk(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (name, path) of every file below `folder`, whatever it is called, in no order."""
    start = len(str(folder)) + 1
    for place, _, names in os.walk(folder):
        for name in names:
            path = f"{place}{os.sep}{name}"
            yield path[start:].replace(os.sep, "/"), path
