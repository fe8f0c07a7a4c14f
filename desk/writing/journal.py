"""Do several changes of files whole or not at all.

All of them are written down first, in `.history/CONTENT/pending.json`: what a program that was
killed had begun, the next one that writes ends.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.writing import disk, drafts, history
from desk.writing.disk import RaceError, WritingError


@dataclass(frozen=True)
class FileChange:
    """A file as it is and as it is to be; None is no file."""

    name: str
    before: bytes | None
    after: bytes | None


Moves = tuple[tuple[str, str], ...]  # old names and new ones


def do_all(content: Path, changes: Sequence[FileChange], moves: Moves) -> None:
    """Do all changes or none, for whoever is `disk.at_work`; what is kept of files that `moves`
    names follows them.

    Raises WritingError, and RaceError with the name of a file that is not what it was.
    """
    pending = _pending(content)
    with disk.told(pending):
        disk.write(pending, _written(changes, moves))
    done: list[FileChange] = []
    try:
        for one in changes:
            with disk.told(content / one.name, one.name):
                _do(content, one)
            done.append(one)
        _follow(content, moves)
    except (RaceError, WritingError) as broken:
        if _undo(content, done):
            pending.unlink(missing_ok=True)  # else the next one who writes does it to its end
        if isinstance(broken, WritingError):
            raise
        raise RaceError(one.name) from None
    pending.unlink(missing_ok=True)


def recover(content: Path) -> tuple[str, ...]:
    """End what a killed program had begun, and tidy up behind it: for whoever begins to write.

    Return the names of the files that were to be changed. Raises WritingError.
    """
    left = [Path(place) for place, _, names in os.walk(content) if any(map(disk.is_left, names))]
    if not left and not _pending(content).is_file():
        return ()
    with disk.at_work(content):
        ended = end_what_was_begun(content)
        for folder in left:
            history.tidy(content, folder)
    return ended


def end_what_was_begun(content: Path) -> tuple[str, ...]:
    """Do the same, for whoever is `disk.at_work`.

    A file that somebody has changed since stays as it is: the history holds what it was.
    """
    data = disk.contents(_pending(content), "pending.json")
    if data is None:
        return ()
    try:
        changes, moves = _read(data)
    except (ValueError, KeyError, TypeError):  # no program of ours has written that
        _pending(content).unlink(missing_ok=True)
        return ()
    for folder in folders(content, changes):
        history.tidy(content, folder)
    for one in changes:
        try:
            with disk.told(content / one.name, one.name):
                _do(content, one)
        except RaceError:
            continue  # done already, or changed since
    _follow(content, moves)
    _pending(content).unlink(missing_ok=True)
    return tuple(one.name for one in changes)


def folders(content: Path, changes: Sequence[FileChange]) -> list[Path]:
    """Return the folders in which the files lie."""
    paths = (os.path.realpath(disk.inside(content, one.name)) for one in changes)
    return sorted({Path(path).parent for path in paths})


def _do(content: Path, one: FileChange) -> None:
    path = Path(os.path.realpath(disk.inside(content, one.name)))
    if one.after is not None:
        disk.put(path, one.after, one.before)
    elif one.before is not None:
        disk.take_away(path, one.before)


def _undo(content: Path, done: list[FileChange]) -> bool:
    """Put back what stood there; return whether that could be done."""
    whole = True
    for one in reversed(done):
        try:
            _do(content, FileChange(one.name, one.after, one.before))
        except RaceError:  # changed by somebody else since: the history holds what it was
            continue
        except OSError:
            whole = False
    return whole


def _follow(content: Path, moves: Moves) -> None:
    for old, new in moves:
        history.follow(content, old, new)
        drafts.follow(content, old, new)


def _pending(content: Path) -> Path:
    return disk.history_of(content) / "pending.json"


def _written(changes: Sequence[FileChange], moves: Moves) -> bytes:
    def typed(data: bytes | None) -> str | None:
        return None if data is None else base64.b64encode(data).decode()

    rows = [[one.name, typed(one.before), typed(one.after)] for one in changes]
    return json.dumps({"changes": rows, "moves": moves}).encode()


def _read(data: bytes) -> tuple[list[FileChange], Moves]:
    def bytes_of(typed: str | None) -> bytes | None:
        return None if typed is None else base64.b64decode(typed)

    said = json.loads(data)
    changes = [FileChange(one[0], bytes_of(one[1]), bytes_of(one[2])) for one in said["changes"]]
    return changes, tuple((old, new) for old, new in said["moves"])
