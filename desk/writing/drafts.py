"""Keep text that is not saved yet: `.history/CONTENT/unsaved/articles/rest.md.json`.

It outlives a closed window and a program that was killed, and is on this computer only.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from desk.writing import disk


@dataclass(frozen=True)
class Unsaved:
    """A text that somebody was writing. `based_on` is the digest of the version that she had
    before her, `files.NEW` for a file that is not there yet; `moment` is when it was kept."""

    name: str
    text: str
    based_on: str
    moment: datetime


def keep(content: Path, name: str, text: str, based_on: str) -> Unsaved:
    """Keep the text in the place of what was kept before. Raises WritingError."""
    path = _path(content, name)
    unsaved = Unsaved(name, text, based_on, datetime.now(UTC))
    data = json.dumps({**asdict(unsaved), "moment": unsaved.moment.isoformat()}).encode()
    with disk.at_work(content), disk.told(path, name):
        disk.write(path, data)
    return unsaved


def kept(content: Path, name: str) -> Unsaved | None:
    """Return what is kept of a file, None if that is nothing. Raises WritingError."""
    data = disk.contents(_path(content, name), name)
    return _read(data) if data else None


def all_kept(content: Path) -> tuple[Unsaved, ...]:
    """Return all that is kept, by the names of the files."""
    root = disk.history_of(content) / "unsaved"
    paths = (Path(place, name) for place, _, names in os.walk(root) for name in names)
    found = (_read(path.read_bytes()) for path in paths if path.suffix == ".json")
    return tuple(sorted(filter(None, found), key=lambda one: one.name))


def forget(content: Path, name: str) -> None:
    """Remove what is kept of a file, once it is saved or not wanted. Raises WritingError."""
    path = _path(content, name)
    with disk.told(path, name):
        path.unlink(missing_ok=True)


def follow(content: Path, old: str, new: str) -> None:
    """Let what is kept of a file follow it to another name. Raises WritingError."""
    source, target = _path(content, old), _path(content, new)
    with disk.told(target, new):
        if (data := disk.contents(source, old)) and (unsaved := _read(data)):
            said = {**asdict(unsaved), "name": new, "moment": unsaved.moment.isoformat()}
            disk.write(target, json.dumps(said).encode())
            source.unlink(missing_ok=True)


def _path(content: Path, name: str) -> Path:
    return disk.history_of(content) / "unsaved" / f"{disk.kept_as(content, name)}.json"


def _read(data: bytes) -> Unsaved | None:
    try:
        found = json.loads(data)
        moment = datetime.fromisoformat(found["moment"])
        return Unsaved(str(found["name"]), str(found["text"]), str(found["based_on"]), moment)
    except (ValueError, KeyError, TypeError):
        return None
