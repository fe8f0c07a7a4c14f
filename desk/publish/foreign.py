"""What lies at a place and was not put there by publishing: it stays, whatever is published.

Paths are as in a manifest; that of a folder ends in a slash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable

from plugins.delivery.manifest import NAME, Manifest

Read = Callable[[Collection[str]], dict[str, bytes]]


def foreign(listed: Iterable[str], live: Manifest) -> tuple[str, ...]:
    """Return, sorted, what is `listed` of a version and neither stands in its manifest, `live`,
    nor is a folder that the manifest's files lie in."""
    ours = {NAME, *live.files, *(folder for path in live.files for folder in _above(path))}
    return tuple(sorted({path for path in listed if path not in ours}))


def in_the_way(paths: Iterable[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """Return those of `paths` that cannot stay where they are if `wanted` comes: at the path of a
    wanted file, where a folder is needed, or in a folder where a file is needed."""
    wanted = set(wanted)
    files = {path for path in wanted if not path.endswith("/")}
    folders = (wanted - files) | {folder for path in wanted for folder in _above(path)}
    return tuple(
        path
        for path in paths
        if path.rstrip("/") in files
        or f"{path}/" in folders
        or not files.isdisjoint(folder.rstrip("/") for folder in _above(path))
    )


def sort(paths: Collection[str], new: Manifest, read: Read) -> tuple[tuple[str, ...], list[str]]:
    """Return which of the foreign `paths` the version `new` replaces, and which of them stay.

    What is in the way and is, byte for byte, what `new` puts there is neither. `read` gives the
    files of their version.
    """
    blocked = dict.fromkeys(in_the_way(paths, [NAME, *new.files]))
    data = read([path for path in blocked if path in new.files]) if blocked else {}
    same = {path: hashlib.sha256(content).hexdigest() for path, content in data.items()}
    losing = (p for p in blocked if p not in same or same[p] != new.files[p].sha256)
    return tuple(losing), [path for path in paths if path not in blocked]


def named(paths: Collection[str]) -> tuple[str, ...]:
    """Return the paths that a person is shown: of a folder what is in it, if anything is."""
    filled = {folder for path in paths for folder in _above(path)}
    return tuple(path for path in paths if path not in filled)


def _above(path: str) -> list[str]:
    """Return `a/` and `a/b/` of `a/b/c`, and of `a/b/c/`."""
    steps = path.rstrip("/").split("/")[:-1]
    return ["/".join(steps[: count + 1]) + "/" for count in range(len(steps))]
