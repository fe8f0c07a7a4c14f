"""Keep text that is not saved yet: `.history/CONTENT/unsaved/articles/rest.md.json`.

It outlives a closed window and a program that was killed, and is on this computer only. Each window
keeps its own, by a `key`: one text may be open in two of them.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from desk.writing import disk

_END = ".json"


@dataclass(frozen=True)
class Unsaved:
    """A text that somebody was writing. `based_on` is the digest of the version that she had
    before her, `files.NEW` for a file that is not there yet; `moment` is when it was kept, and
    `key` names the window that kept it."""

    name: str
    text: str
    based_on: str
    moment: datetime
    key: str = ""


def keep(content: Path, name: str, text: str, based_on: str, key: str = "") -> Unsaved:
    """Keep the text in the place of what this window kept before. Raises WritingError."""
    path = _path(content, name, key)
    unsaved = Unsaved(name, text, based_on, datetime.now(UTC), key)
    with disk.at_work(content), disk.told(path, name):
        disk.write(path, _written(unsaved))
    return unsaved


def kept(content: Path, name: str) -> Unsaved | None:
    """Return what was kept last of a file, None if that is nothing. Raises WritingError."""
    return next(iter(each_kept(content, name)), None)


def each_kept(content: Path, name: str) -> tuple[Unsaved, ...]:
    """Return what each window has kept of a file, the newest first. Raises WritingError."""
    path = _path(content, name, "")
    own = re.compile(
        re.escape(path.name.removesuffix(_END)) + rf"(?:\.[0-9a-f]+)?{re.escape(_END)}"
    )
    found: list[Unsaved] = []
    names: list[str] = []
    with disk.told(path, name), suppress(FileNotFoundError, NotADirectoryError):
        names = os.listdir(path.parent)  # noqa: PTH208  # names are all that is asked for
    for one in filter(own.fullmatch, names):
        data = disk.contents(path.with_name(one), name)
        found += filter(None, [_read(data) if data else None])
    return tuple(sorted(found, key=lambda one: one.moment, reverse=True))


def all_kept(content: Path) -> tuple[Unsaved, ...]:
    """Return all that is kept, by the names of the files."""
    root = disk.history_of(content) / "unsaved"
    paths = (Path(place, name) for place, _, names in os.walk(root) for name in names)
    found = (_read(path.read_bytes()) for path in paths if path.suffix == _END)
    return tuple(sorted(filter(None, found), key=lambda one: one.name))


def forget(content: Path, name: str, key: str = "") -> None:
    """Remove what a window has kept of a file, once it is saved or not wanted. Raises
    WritingError."""
    path = _path(content, name, key)
    with disk.told(path, name):
        path.unlink(missing_ok=True)


def follow(content: Path, old: str, new: str) -> None:
    """Let what is kept of a file follow it to another name. Raises WritingError."""
    for unsaved in each_kept(content, old):
        target = _path(content, new, unsaved.key)
        with disk.told(target, new):
            disk.write(target, _written(replace(unsaved, name=new)))
            _path(content, old, unsaved.key).unlink(missing_ok=True)


def _path(content: Path, name: str, key: str) -> Path:
    file = f"{disk.kept_as(content, name)}{key and f'.{key}'}{_END}"
    return disk.history_of(content) / "unsaved" / file


def _written(unsaved: Unsaved) -> bytes:
    return json.dumps({**asdict(unsaved), "moment": unsaved.moment.isoformat()}).encode()


def _read(data: bytes) -> Unsaved | None:
    try:
        found = json.loads(data)
        moment = datetime.fromisoformat(found["moment"])
        named = {key: str(found[key]) for key in ("name", "text", "based_on")}
        return Unsaved(**named, moment=moment, key=str(found.get("key", "")))
    except (ValueError, KeyError, TypeError):
        return None
