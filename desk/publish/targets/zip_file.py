"""A zip archive, for hosts that take one: the same site always gives the same bytes."""

from __future__ import annotations

import copy
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from desk.common.errors import CommandError
from desk.publish.target import Sent, Update
from desk.publish.targets.local_place import LocalPlace
from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first day that the format knows (APPNOTE.TXT, 4.4.6)
# An archive that is damaged, locked with a password, or packed in a way that is not known here.
_UNREADABLE = (zipfile.BadZipFile, RuntimeError, ValueError, zlib.error, EOFError)


@dataclass(frozen=True)
class Zip(LocalPlace):
    """Each version is an archive of its own."""

    ending: ClassVar[str] = ".zip"

    def where(self) -> str:
        return f"the archive {self.path}"

    def _is_free(self) -> bool:
        return not self.path.exists()

    def _manifest_of(self, version: Path) -> Manifest | None:
        try:
            with zipfile.ZipFile(version) as archive:
                return manifest.parse(archive.read(manifest.NAME))
        except (FileNotFoundError, IsADirectoryError, KeyError, *_UNREADABLE):
            return None

    def _listed(self, version: Path) -> Iterator[str]:
        with zipfile.ZipFile(version) as archive:
            yield from archive.namelist()

    def _contents(self, version: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        with zipfile.ZipFile(version) as archive:
            there = set(archive.namelist())
            for path in paths:
                if path in there:
                    yield path, _data(archive, path)

    def _begin_version(self, fresh: Path, source: Path, alike: Path, update: Update) -> None:  # noqa: ARG002
        names = sorted(update.new.files)
        given = (
            ((name, (source / name).read_bytes()) for name in names)
            if source.is_dir()
            else self._contents(source, names)
        )
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, (name, data) in enumerate(given):
                update.progress(number, len(names), name)
                archive.writestr(_entry(name), data)

    def _end_version(self, fresh: Path, update: Update) -> Sent:
        with zipfile.ZipFile(fresh, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_entry(manifest.NAME), update.new.as_bytes())
        return Sent(len(update.new.files), fresh.stat().st_size, len(update.steps.removed))

    def _copy(self, version: Path, paths: Iterable[str], fresh: Path) -> None:
        with zipfile.ZipFile(version) as given, zipfile.ZipFile(fresh, "a") as archive:
            there = set(given.namelist())
            for path in paths:
                if path in there:
                    _write_as_it_is(archive, given, path)

    def _copy_late(self, version: Path, paths: Iterable[str], temporary: Path) -> None:
        with zipfile.ZipFile(version) as given, zipfile.ZipFile(self.path) as live:
            there = {entry.filename: entry for entry in live.infolist()}
            late = [
                path
                for path in paths
                if path not in there or given.getinfo(path).date_time > there[path].date_time
            ]
            if not late:
                return
            with zipfile.ZipFile(temporary, "w") as archive:
                for path in there:
                    if path not in late:
                        _write_as_it_is(archive, live, path)
                for path in late:
                    _write_as_it_is(archive, given, path)
        shutil.copystat(self.path, temporary)
        temporary.replace(self.path)


def _data(archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        return archive.read(path)
    except _UNREADABLE as error:
        raise CommandError(
            f"{path} in the archive {archive.filename} cannot be read, so it cannot be carried "
            f"over to a new one: {error}. Take it out of the archive first."
        ) from error


def _write_as_it_is(archive: zipfile.ZipFile, given: zipfile.ZipFile, path: str) -> None:
    """Copy an entry with its time, its rights and whatever else it says; a link stays one."""
    archive.writestr(copy.copy(given.getinfo(path)), _data(given, path))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEGINNING)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # as on Unix, on every system
    return entry
