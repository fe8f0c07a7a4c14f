"""A zip archive, for hosts that take one: the same site always gives the same bytes."""

from __future__ import annotations

import filecmp
import shutil
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desk.publishing import manifest
from desk.publishing.lock_file import locked
from desk.publishing.manifest import Manifest, NotAManifest, difference
from desk.publishing.publish_yaml import Place, Setting
from desk.publishing.target import Moved, NoFormer, Progress, Sent, Trouble

SETTINGS = {"path": Setting("the archive to make, such as ../site.zip", required=True)}
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first day that the format knows (APPNOTE.TXT, 4.4.6)


def target(place: Place, root: Path) -> Zip:
    """The archive of an entry of publish.yaml; a path that is not absolute counts from `root`."""
    return Zip(place.url, (root / Path(place.settings["path"]).expanduser()).resolve())


@dataclass(frozen=True)
class Zip:
    """The live version is the archive at `path`, the former one `NAME.former` beside it."""

    url: str
    path: Path
    serves_compressed = True

    def where(self) -> str:
        return f"the archive {self.path}"

    def manifest(self) -> Manifest | None:
        if not self.path.exists():
            return None
        try:
            with zipfile.ZipFile(self.path) as archive:
                return manifest.parse(archive.read(manifest.NAME))
        except (OSError, zipfile.BadZipFile, KeyError, NotAManifest) as error:
            raise Trouble(
                f"{self.path} was not published from here, and publishing would replace it. "
                "Name another file, or remove this one yourself."
            ) from error

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {path: archive.read(path) for path in set(paths) & set(archive.namelist())}

    def send(
        self, site: Path, new: Manifest, expected: Manifest | None, progress: Progress
    ) -> Sent:
        with self._in_words():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._beside("lock")):
                self._recover()
                live = self.manifest()
                if live != expected:
                    raise Moved(f"{self.path} has changed meanwhile. Look at the changes again.")
                steps = difference(live, new)
                if live is not None and not steps:
                    return Sent()
                size = self._write(site, new, progress)
        return Sent(len(new.files), size, len(steps.removed))

    def back(self, progress: Progress) -> str:
        former, fresh = self._beside("former"), self._beside("new")
        with self._in_words(), locked(self._beside("lock")):
            self._recover()
            if not former.is_file():
                raise NoFormer(f"There is no former archive beside {self.path} to go back to.")
            progress(0, 1, former.name)
            shutil.copyfile(former, fresh)
            self._put_in_place(fresh)
        return "the archive before"

    def _write(self, site: Path, new: Manifest, progress: Progress) -> int:
        """The whole archive under another name, which then takes the place; its size in bytes."""
        fresh = self._beside("new")
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, name in enumerate(sorted(new.files)):
                progress(number, len(new.files), name)
                archive.writestr(_entry(name), (site / name).read_bytes())
            archive.writestr(_entry(manifest.NAME), new.as_bytes())
        size = fresh.stat().st_size
        self._put_in_place(fresh)
        return size

    def _put_in_place(self, fresh: Path) -> None:
        """`fresh` becomes the live archive in one step, and the live one the former."""
        aside = self._beside("aside")
        if self.path.exists():
            partly = self._beside("partly")
            shutil.copyfile(self.path, partly)
            partly.replace(aside)  # from here on it is whole
        fresh.replace(self.path)
        with suppress(OSError):  # the new one is live: nothing is worth an alarm any more
            self._recover()

    def _recover(self) -> None:
        """Goes on where a publish was cut short: the archive that was live becomes the former."""
        aside = self._beside("aside")
        if aside.exists():
            if self.path.exists() and not filecmp.cmp(aside, self.path, shallow=False):
                aside.replace(self._beside("former"))
            else:  # the new one did not come to be live
                aside.unlink()
        for rest in ("new", "partly"):
            self._beside(rest).unlink(missing_ok=True)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Trouble(
                f"The archive {self.path} could not be written: {error.strerror}. "
                "The one that was there is untouched."
            ) from error

    def _beside(self, what: str) -> Path:
        return self.path.with_name(f".{self.path.name}.{what}")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEGINNING)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # as on Unix, on every system
    return entry
