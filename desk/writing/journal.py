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

from desk.writing import disk, drafts, files, history
from desk.writing.disk import RaceError, WritingError
from desk.writing.files import ChangedOutsideError


@dataclass(frozen=True)
class FileChange:
    """A file as it is and as it is to be; None is no file."""

    name: str
    before: bytes | None
    after: bytes | None


Moves = tuple[tuple[str, str], ...]  # old names and new ones


def carry_out(content: Path, changes: Sequence[FileChange], moves: Moves = ()) -> None:
    """Do all changes; what is kept of files that `moves` names follows them.

    Raises ChangedOutsideError if a file is not what it was, and WritingError; then nothing has
    changed.
    """
    for one in changes:
        disk.inside(content, one.name, new=one.before is None)
    with disk.at_work(content):
        end_what_was_begun(content)
        _tidy(content, changes)
        for one in changes:
            there = disk.contents(disk.inside(content, one.name), one.name)
            if there != one.before:
                raise ChangedOutsideError(files.as_it_is(one.name, there))
        for one in changes:
            if one.before is not None:
                history.keep(content, one.name, one.before)
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
            _undo(content, done)
            if isinstance(broken, WritingError):
                raise
            there = disk.contents(disk.inside(content, one.name), one.name)
            raise ChangedOutsideError(files.as_it_is(one.name, there)) from None
        finally:
            pending.unlink(missing_ok=True)


def recover(content: Path) -> tuple[str, ...]:
    """End what a killed program had begun; return the names of the files."""
    if not _pending(content).is_file():
        return ()
    with disk.at_work(content):
        return end_what_was_begun(content)


def end_what_was_begun(content: Path) -> tuple[str, ...]:
    """Do the same, for whoever is `disk.at_work`.

    A file that somebody has changed since stays as it is: the history holds what it was.
    """
    data = disk.contents(_pending(content), "pending.json")
    if data is None:
        return ()
    changes, moves = _read(data)
    _tidy(content, changes)
    for one in changes:
        try:
            with disk.told(content / one.name, one.name):
                _do(content, one)
        except RaceError:
            continue  # done already, or changed since
    _follow(content, moves)
    _pending(content).unlink(missing_ok=True)
    return tuple(one.name for one in changes)


def _do(content: Path, one: FileChange) -> None:
    path = Path(os.path.realpath(disk.inside(content, one.name)))
    if one.after is not None:
        disk.put(path, one.after, one.before)
    elif one.before is not None:
        disk.take_away(path, one.before)


def _tidy(content: Path, changes: Sequence[FileChange]) -> None:
    for folder in sorted({disk.inside(content, one.name).parent for one in changes}):
        files.tidy(content, folder)


def _undo(content: Path, done: list[FileChange]) -> None:
    for one in reversed(done):
        try:
            _do(content, FileChange(one.name, one.after, one.before))
        except (OSError, RaceError):  # the history holds what it was
            continue


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
