"""A folder on this computer, or on a disk that it can reach: for hosts with drag and drop."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import ClassVar

from desk.common.errors import CommandError
from desk.publish.target import Sent, Update
from desk.publish.targets.local_place import LocalPlace
from plugins.delivery import manifest
from plugins.delivery.manifest import File, Manifest, ManifestError


@dataclass(frozen=True)
class Folder(LocalPlace):
    """Unchanged files, and foreign ones, are shared between the versions where the disk can."""

    dated: ClassVar[str] = manifest.NAME

    def where(self) -> str:
        return f"the folder {self.path}"

    def _is_free(self) -> bool:
        return not self.path.exists() or (self.path.is_dir() and not any(self.path.iterdir()))

    def _manifest_of(self, version: Path) -> Manifest | None:
        try:
            return manifest.read(version)
        except (FileNotFoundError, NotADirectoryError, ManifestError):
            return None

    def manifest(self) -> Manifest | None:
        """Return what lies there: of a file that somebody changed by hand what it is now, and none
        that was lost. So the next publish sends what is wrong."""
        found = super().manifest()
        if found is None:
            return None
        lying = {name: _as_it_lies(self.path / name) for name in found.files}
        return Manifest({name: file for name, file in lying.items() if file})

    def _listed(self, version: Path) -> Iterator[str]:
        disk, waiting = version.stat().st_dev, [""]
        while waiting:
            folder = waiting.pop()
            with os.scandir(version / folder) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if not entry.is_dir(follow_symlinks=False):
                        yield path
                        continue
                    if (version / path).lstat().st_dev != disk:
                        raise CommandError(
                            f"{version / path} is a disk of its own, which cannot be carried over "
                            "to the next version. Put it elsewhere, and a link in its place."
                        )
                    yield f"{path}/"
                    waiting.append(f"{path}/")

    def _contents(self, version: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            with suppress(FileNotFoundError, NotADirectoryError):
                if S_ISREG((version / path).lstat().st_mode):
                    yield path, (version / path).read_bytes()

    def _begin_version(self, fresh: Path, source: Path, alike: Path, update: Update) -> None:
        fresh.mkdir()
        sending = {name: number for number, name in enumerate(update.steps.sent)}
        for name, file in update.new.files.items():
            if name in sending:
                update.progress(sending[name], len(sending), name)
            goal = fresh / name
            goal.parent.mkdir(parents=True, exist_ok=True)
            there = alike / name
            with suppress(OSError):  # costs no room twice, where the disk can do that
                if S_ISREG(there.lstat().st_mode):
                    data = there.read_bytes()
                    if File(hashlib.sha256(data).hexdigest(), len(data)) == file:
                        os.link(there, goal)
                        continue
            shutil.copyfile(source / name, goal)

    def _end_version(self, fresh: Path, update: Update) -> Sent:
        (fresh / manifest.NAME).write_bytes(update.new.as_bytes())
        # A web server must be let in, whatever rights this person's own files get (umask).
        names = [Path(name) for name in (*update.new.files, manifest.NAME)]
        for name in names:
            (fresh / name).chmod(0o644)
        for folder in {parent for name in names for parent in name.parents}:
            (fresh / folder).chmod(0o755)
        return update.sent

    def _copy(self, version: Path, paths: Iterable[str], fresh: Path) -> None:
        fresh.mkdir(parents=True, exist_ok=True)
        folders: list[tuple[Path, Path]] = []
        for path in paths:
            there, here = version / path, fresh / path
            with suppress(FileNotFoundError):  # it has gone meanwhile
                if path.endswith("/"):
                    here.mkdir(parents=True, exist_ok=True)
                    folders.append((there, here))
                else:
                    here.parent.mkdir(parents=True, exist_ok=True)
                    _share_foreign(there, here)
        for there, here in reversed(folders):  # now that nothing comes into them any more
            with suppress(FileNotFoundError):
                _make_alike(there, here)

    def _copy_late(self, version: Path, paths: Iterable[str], temporary: Path) -> None:
        missing = []
        for path in paths:
            there, here = version / path, self.path / path
            if not os.path.lexists(here):
                missing.append(path)
            elif not path.endswith("/"):
                with suppress(FileNotFoundError):
                    late, early = there.lstat(), here.lstat()
                    if late.st_mtime_ns > early.st_mtime_ns and not S_ISDIR(early.st_mode):
                        _share_foreign(there, temporary)
                        temporary.replace(here)
        self._copy(version, missing, self.path)


def _as_it_lies(path: Path) -> File | None:
    """Return what a file is now, None where no file is."""
    try:
        if not S_ISREG(path.lstat().st_mode):
            return File("", 0)  # a link in its place is none of ours, and is replaced
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return File(digest, file.seek(0, os.SEEK_END))
    except OSError:
        return None


def _share_foreign(source: Path, goal: Path) -> None:
    """Link the same file under another name, so that whoever writes to it meets it in every
    version; where the disk cannot do that, or it is not ours to share, a copy."""
    if os.path.lexists(goal):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(goal))
    try:
        os.link(source, goal, follow_symlinks=not source.is_symlink())
    except (OSError, NotImplementedError):
        shutil.copyfile(source, goal, follow_symlinks=False)
        _make_alike(source, goal)


def _make_alike(source: Path, goal: Path) -> None:
    """Give `goal` the owner of `source`, as far as we may, its rights and its times."""
    if sys.platform != "win32":
        there = source.lstat()
        for owner in (there.st_uid, -1):
            with suppress(PermissionError):
                os.chown(goal, owner, there.st_gid, follow_symlinks=False)
                break
    shutil.copystat(source, goal, follow_symlinks=False)
