"""Put bytes into files, whole or not at all, and only below the content and its history."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desk.common import locks
from desk.common.errors import BusyError, CommandError, full_disk
from desk.common.exchange import exchange
from plugins.core import file_names
from plugins.core.paths import held

HISTORY = ".history"  # beside the content, so that no build looks into it
_WAIT, _STEP = 10.0, 0.01  # seconds: how long somebody else's save is waited for
# Whole files that are not in their place yet, and files that are being written. Watchers, builds
# and git leave alone what begins with a dot and ends with this sign.
_WHOLE, _PART = ".whole~", ".part~"
_OURS = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{12}(?P<state>\.whole~|\.part~)", re.DOTALL)
_LONGEST = 200  # bytes of the name in a temporary one; with its signs it stays a name


class WritingError(CommandError):
    """Something cannot be written or read: the message says why and what to do. Nothing has
    changed."""


class RaceError(Exception):
    """Somebody else has put other bytes in the place; these are still there."""


def inside(content: Path, name: str, *, new: bool = False) -> Path:
    """Return the file of a name below the content, with `/` between folders.

    Raises WritingError if it leads out of the content, by `..` or by a link, or is hidden; and for
    a `new` file if not every computer and host can keep its name.
    """
    parts = name.split("/")
    shown = file_names.readable(name)[:200]
    if not name or "" in parts or ".." in parts or "." in parts or "\\" in name:
        raise WritingError(f"“{shown}” is not the name of a file in the content.")
    if wrong := file_names.unspeakable(name):
        raise WritingError(f"The name “{shown}” {wrong}.")
    if any(part.startswith(".") or part.endswith("~") for part in parts):
        raise WritingError(f"“{shown}” is hidden, so it is no part of the site.")
    strict = new or os.name == "nt"  # where “x.md:y” and “con” are something else
    if strict and (wrong := file_names.fault(name)):
        plain = "/".join(map(file_names.plain, parts))
        raise WritingError(f"The name “{shown}” {wrong}. Choose another, such as “{plain}”.")
    if held(content / name, content) is None:
        raise WritingError(f"“{shown}” is reached by a link that leads out of the content.")
    return content / name


def kept_as(content: Path, name: str) -> str:
    """Return by which name something is kept of a file: its own, whatever links lead to it.

    Raises WritingError as `inside` does.
    """
    return held(inside(content, name), content) or name


def history_of(content: Path) -> Path:
    """Return the folder in which former versions of a content's files are kept."""
    content = Path(os.path.abspath(content))  # noqa: PTH100  # a link keeps its name
    return content.parent / HISTORY / (content.name or "content")


@contextmanager
def at_work(content: Path) -> Iterator[None]:
    """Let nobody else of ours write into a content meanwhile.

    Raises WritingError if somebody does so for seconds, or if nothing can be kept beside it.
    """
    folder = history_of(content)
    with told(folder):
        make_folder(folder)
    until = time.monotonic() + _WAIT
    while True:
        with told(folder):
            lock = locks.locked(folder / "lock")
            try:
                lock.__enter__()
            except BusyError:
                if time.monotonic() > until:
                    raise WritingError(
                        "Something else is saving at this moment, and does not end. "
                        "Wait a little, then save again."
                    ) from None
                time.sleep(_STEP)
                continue
        break
    try:
        ignored = folder.parent / ".gitignore"
        if not ignored.is_file() or not ignored.stat().st_size:
            with told(ignored):
                ignored.write_bytes(b"*\n")
        yield
    finally:
        lock.__exit__(None, None, None)


def contents(path: Path, name: str) -> bytes | None:
    """Return the bytes of a file, None if there is none. Raises WritingError."""
    with told(path, name):
        try:
            about = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not stat.S_ISREG(about.st_mode):
            raise WritingError(f"“{name}” is not a file but a folder, a pipe or a device.")
        return path.read_bytes()


def put(path: Path, data: bytes, former: bytes | None) -> None:
    """Put bytes in the place of `former` (None: where nothing is); a file keeps its rights.

    At every moment the file holds the one or the other, also if the power fails. Raises OSError,
    and RaceError if it holds neither.
    """
    if former is None:
        make_folder(path.parent)
    elif not path.exists():
        raise RaceError
    elif not path.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "it is locked against changes", str(path))
    fresh = _fresh(path, data, path if former is not None else None)
    try:
        if former is None:
            _put_new(fresh, path)
        elif exchange(fresh, path):
            if fresh.read_bytes() != former:  # saved by another program in this very moment
                exchange(fresh, path)
                raise RaceError
        elif path.read_bytes() != former:
            raise RaceError
        else:
            fresh.replace(path)
    except FileNotFoundError:
        raise RaceError from None
    finally:
        fresh.unlink(missing_ok=True)
    settle(path.parent)


def take_away(path: Path, former: bytes) -> None:
    """Remove a file that holds `former`. Raises OSError, and RaceError if it holds something
    else."""
    fresh = path.with_name(_temporary(path.name, _WHOLE))
    try:
        path.rename(fresh)
    except FileNotFoundError:
        raise RaceError from None
    if fresh.read_bytes() != former:
        _put_new(fresh, path)
        fresh.unlink(missing_ok=True)
        raise RaceError
    fresh.unlink()
    settle(path.parent)


def write(path: Path, data: bytes) -> None:
    """Write a file of our own, whole or not at all, whatever was there; for whoever is `at_work`.

    What a killed program has left beside it is of no use: whoever asked was not told that it is
    kept. Raises OSError.
    """
    make_folder(path.parent)
    for _ in left_over(path.parent):
        pass
    fresh = _fresh(path, data, None)
    try:
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    settle(path.parent)


def is_left(name: str) -> bool:
    """Return whether a file of this name is one that was being put in its place."""
    return bool(_OURS.fullmatch(name))


def left_over(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a killed program has left in a folder, by the name for which it was meant, and
    remove it once the next one is asked for. Nobody else may write there meanwhile."""
    with suppress(OSError):
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            if found := _OURS.fullmatch(entry.name):
                path = Path(entry.path)
                with suppress(OSError):
                    if found["state"] == _WHOLE:
                        yield found["name"], path.read_bytes()
                    path.unlink()


@contextmanager
def told(path: Path, name: str = "") -> Iterator[None]:
    """Raise what the system says of a file as a WritingError, in words that help.

    `name` is what its writer knows it by, "" for what is kept beside the content.
    """
    try:
        yield
    except OSError as error:
        raise refused(error, path, name) from error


def refused(error: OSError, path: Path, name: str) -> WritingError:
    """Return why a file could not be written or read."""
    shown = file_names.readable(name)
    kept = f"“{shown}” is as it was." if name else "No text is changed."
    shown = f"“{shown}”" if name else f"The file {path}, which keeps what you write,"
    if full := full_disk(error, path):
        return WritingError(f"{full[0]} {kept} {full[1]}")
    if error.errno == errno.EFBIG:
        return WritingError(f"{shown} would be larger than this disk allows. {kept}")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        place = Path(error.filename or path)
        while not place.exists() and place.parent != place:
            place = place.parent
        return WritingError(
            f"Nothing may be written to {place}. {kept} Give yourself permission to write there "
            "(in its properties), and save again."
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return WritingError(f"{shown} or the folder it lies in is not there any more.")
    return WritingError(f"{shown} could not be written or read: {error.strerror or error}.")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that they are there after a power failure too."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        settle(one.parent)


def settle(folder: Path) -> None:
    """Have the system write down what a folder holds (fsync of the folder; not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _fresh(path: Path, data: bytes, like: Path | None) -> Path:
    """Write bytes beside their place, and return where. Raises OSError with nothing left."""
    part = path.with_name(_temporary(path.name, _PART))
    whole = part.with_name(part.name.removesuffix(_PART) + _WHOLE)
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if like is None:
            umask = os.umask(0o077)
            os.umask(umask)
            part.chmod(0o666 & ~umask)
        else:
            about = like.stat()
            part.chmod(stat.S_IMODE(about.st_mode))
            with suppress(OSError, AttributeError):  # only root may give a file to somebody
                os.chown(part, about.st_uid, about.st_gid)
        part.rename(whole)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return whole


def _put_new(fresh: Path, path: Path) -> None:
    """Put a file where none is. Raises RaceError if there is one."""
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise RaceError from None
    except OSError:  # a disk that knows one name a file only
        if path.exists():
            raise RaceError from None
        fresh.rename(path)


def _temporary(name: str, state: str) -> str:
    short = name.encode("utf-8", "surrogateescape")[:_LONGEST].decode("utf-8", "ignore")
    return f".{short}.{secrets.token_hex(6)}{state}"
