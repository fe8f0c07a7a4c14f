"""Read the site's folder as a whole, and write it back where it has changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from plugins.core.paths import held
from plugins.delivery.manifest import File
from plugins.delivery.pieces import Piece, file_of

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# A link is not followed; a pipe is opened without waiting for somebody at its other end.
_PLAIN = _READ | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_MUCH = 1 << 24
LARGE = 100_000  # bytes; of a site, only pictures and what is offered have more
_SOME = 64  # files that a thread writes before it takes others


def read(folder: Path) -> dict[str, bytes | Callable[[], bytes]]:
    """Return every file below `folder` by its name there, sorted, with forward slashes.

    Of a large one it is what gives its bytes. What begins with a dot is no part of the site, unless
    it is meant to be known (RFC 8615).
    """
    found = sorted(walk(folder))
    return {
        name: partial(contents, path) if os.path.getsize(path) > LARGE else contents(path)  # noqa: PTH202
        for name, path in found
        if "/." not in f"/{name}".replace("/.well-known/", "/")
    }


def write(
    folder: Path, before: Collection[str], after: Mapping[str, Piece], standing: Path | None = None
) -> None:
    """Make the folder in which files of the names `before` lie hold `after`.

    A file that the `standing` site has as well, byte for byte, is not written but linked: one file
    under two names. So no file of a site may ever be written into; it is replaced. Raises OSError
    when the disk is full, and ValueError if the bytes of a file are not those that were told of it,
    or if it would be written out of the folder.
    """
    lying = {name: one.at for name, one in after.items() if one.at in before}
    moved = {at: name for name, at in lying.items() if name not in before}
    missing = [name for name in after if lying.get(name) != name and lying.get(name) not in moved]
    parents = {name.rpartition("/")[0] for name in (*missing, *moved.values())}
    _refuse_ways_out(folder, parents)
    for parent in parents:
        os.makedirs(f"{folder}{os.sep}{parent}", exist_ok=True)  # noqa: PTH103
    for old, name in moved.items():
        os.replace(f"{folder}{os.sep}{old}", f"{folder}{os.sep}{name}")  # noqa: PTH105
    rights = _rights(folder)

    def write_some(start: int) -> None:
        for name in missing[start : start + _SOME]:
            one, path = after[name], f"{folder}{os.sep}{name}"
            if name in before:
                with suppress(FileNotFoundError):  # it has moved
                    os.unlink(path)  # noqa: PTH108
            if not standing or not _link(f"{standing}{os.sep}{name}", path, one.file, rights):
                data = one.data()
                if file_of(data) != one.file:
                    raise ValueError(f"“{name}” has not become what it became before")
                with open(path, "wb") as file:  # noqa: PTH123
                    file.write(data)

    # Thousands of small files: while the system writes one, the next can be on its way.
    with ThreadPoolExecutor(4) as workers:
        for _ in workers.map(write_some, range(0, len(missing), _SOME)):
            pass  # raises what was raised
    gone = set(before) - after.keys() - moved.keys()
    for name in gone:
        os.unlink(f"{folder}{os.sep}{name}")  # noqa: PTH108
    for name in sorted({name.rpartition("/")[0] for name in (*gone, *moved)})[::-1]:
        while name and not any((folder / name).iterdir()):
            (folder / name).rmdir()
            name = name.rpartition("/")[0]


def _refuse_ways_out(folder: Path, parents: Iterable[str]) -> None:
    """Raise ValueError if one of these folders below another is a link that leads out of that, or
    lies behind one."""
    above = {one[:at] for one in parents for at, sign in enumerate(f"{one}/") if sign == "/"}
    for parent in above - {""}:
        path = f"{folder}{os.sep}{parent}"
        if os.path.islink(path) and held(path, folder) is None:  # noqa: PTH114  # thousands
            raise ValueError(f"“{parent}” leads outside of the site's folder")


def _link(there: str, path: str, wanted: File, rights: tuple[int, int]) -> bool:
    """Give the file `there` the name `path` as well, if it is the file that is `wanted`.

    It is looked at under its new name, which nobody else knows: another build may put another
    site in the place of the standing one meanwhile, and somebody may have written into that.
    False, and nothing done, where the disk cannot link, or the file is not like a new one.
    """
    try:
        os.link(there, path)
    except (OSError, NotImplementedError):
        return False
    with suppress(OSError):
        handle = os.open(path, _PLAIN)
        try:
            about = os.fstat(handle)
            alike = (about.st_mode, about.st_uid, about.st_size) == (*rights, wanted.size)
            if alike and _sha256(handle, wanted.size) == wanted.sha256:
                return True
        finally:
            os.close(handle)
    os.unlink(path)  # noqa: PTH108
    return False


def _sha256(handle: int, size: int) -> str:
    """Return the sha256 of a file of which as many bytes are expected."""
    found = hashlib.sha256(os.read(handle, size + 1))
    while size > _MUCH and (more := os.read(handle, _MUCH)):  # as many come at once at most
        found.update(more)
    return found.hexdigest()


def _rights(folder: Path) -> tuple[int, int]:
    """Return the kind, rights and owner of a new file in a folder."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        new = Path(place) / "new"
        new.touch()
        about = new.stat()
    return about.st_mode, about.st_uid


def contents(path: str) -> bytes:
    """Return the bytes of a file: `open` takes as long again for a small one. Raises OSError."""
    handle = os.open(path, _READ)
    try:
        found = os.read(handle, os.fstat(handle).st_size + 1)
        while more := os.read(handle, _MUCH):
            found += more
    finally:
        os.close(handle)
    return found


def walk(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (name, path) of every file below `folder`, whatever it is called, in no order."""
    start = len(str(folder)) + 1
    for place, _, names in os.walk(folder):
        for name in names:
            path = f"{place}{os.sep}{name}"
            yield path[start:].replace(os.sep, "/"), path
