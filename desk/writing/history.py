"""Keep the former versions of each file: `.history/CONTENT/versions/articles/rest.md/`.

The folder lies beside the content, so that nothing of it is built or published, and git ignores it
by a file of its own. It may be deleted at any time.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from desk.common.text_diff import PageText, Words, word_diff
from desk.writing import disk
from desk.writing.disk import WritingError
from plugins.core import digest
from plugins.core.paths import held

MOST = 50  # versions of each file that are kept
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_KEY = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-([0-9a-f]{8})(?:\.[\w-]+)?")
_TOKEN = re.compile(r"\n+|\S+")


@dataclass(frozen=True)
class Version:
    """A version of a file that was in its place until `moment`; `size` in bytes."""

    name: str
    key: str
    moment: datetime
    size: int


def versions(content: Path, name: str) -> tuple[Version, ...]:
    """Return the former versions of a file, the newest first. Raises WritingError for a name
    outside of the content."""
    return tuple(_versions(_folder(content, name), name))


def version(content: Path, name: str, key: str) -> bytes:
    """Return what a file held in a version. Raises WritingError if there is no such version."""
    if not _KEY.fullmatch(key):
        raise WritingError(f"“{key[:80]}” is not a version of “{name}”.")
    data = disk.contents(_folder(content, name) / key, name)
    if data is None:
        raise WritingError(
            f"This version of “{name}” is not kept any more: of each file, the last {MOST} are."
        )
    return data


def files(content: Path) -> tuple[str, ...]:
    """Return the names of all files that have former versions, deleted ones too."""
    root = disk.history_of(content) / "versions"
    found = [
        Path(place).relative_to(root).as_posix()
        for place, _, names in os.walk(root)
        if any(map(_KEY.fullmatch, names))
    ]
    return tuple(sorted(found))


def difference(old: str, new: str) -> tuple[tuple[Words, ...], ...]:
    """Return the passages that differ between two texts, with a few words around each.

    Each is a row of ("=", "-" or "+", words); line ends stand among the words as they are.
    """
    one, other = (PageText("", tuple(_TOKEN.findall(text))) for text in (old, new))
    return word_diff(one, other)


def keep(content: Path, name: str, data: bytes) -> Version:
    """Keep a version of a file, unless the newest one is the same; the oldest of too many goes.

    For whoever is `disk.at_work`. Raises WritingError if it cannot be kept.
    """
    folder = _folder(content, name)
    known = _versions(folder, name)
    mark = digest.of(data)[:8]
    if known and known[0].size == len(data) and (folder / known[0].key).read_bytes() == data:
        return known[0]
    moment = datetime.now(UTC)
    if known and known[0].moment >= moment:  # whatever the clock does, this one is newer
        moment = known[0].moment + timedelta(microseconds=1)
    key = f"{moment.strftime(_STAMP)}-{mark}{PurePosixPath(name).suffix[:9]}"
    if not _KEY.fullmatch(key):
        key = key.partition(".md")[0].rpartition(".")[0]
    with disk.told(folder / key, name):
        disk.write(folder / key, data)
    for old in known[MOST - 1 :]:
        with suppress(OSError):
            (folder / old.key).unlink()
    return Version(name, key, moment, len(data))


def tidy(content: Path, folder: Path) -> None:
    """Keep in the history what a program that was killed had not put in its place."""
    for short, data in disk.left_over(folder):
        name = held(folder / short, content)
        if name and data and disk.contents(folder / short, short) != data:
            keep(content, name, data)


def follow(content: Path, old: str, new: str) -> None:
    """Let the versions of a file follow it to another name. Raises WritingError."""
    source, target = _folder(content, old), _folder(content, new)
    with disk.told(target, new):
        for one in _versions(source, old):
            disk.make_folder(target)
            (source / one.key).replace(target / one.key)
    with suppress(OSError):  # another file's versions may lie in it
        source.rmdir()


def _folder(content: Path, name: str) -> Path:
    return disk.history_of(content) / "versions" / disk.kept_as(content, name)


def _versions(folder: Path, name: str) -> list[Version]:
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if key := _KEY.fullmatch(entry.name):
                moment = datetime.strptime(key[1], _STAMP).replace(tzinfo=UTC)
                found.append(Version(name, entry.name, moment, entry.stat().st_size))
    return sorted(found, key=lambda one: one.key, reverse=True)
