"""A folder on this computer, or on a disk that it can reach: for hosts with drag and drop."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desk.exchange import exchange
from desk.publishing import manifest
from desk.publishing.lock_file import locked
from desk.publishing.manifest import Difference, File, Manifest, NotAManifest, difference
from desk.publishing.publish_yaml import Place, Setting
from desk.publishing.target import Busy, Moved, NoFormer, Progress, Sent, Trouble

SETTINGS = {
    "path": Setting("the folder that the site is put into, such as ../for-the-host", required=True)
}


def target(place: Place, root: Path) -> Folder:
    """The folder of an entry of publish.yaml; a path that is not absolute counts from `root`.

    A link that stands there stays: what it leads to is the folder that is published to.
    """
    return Folder(place.url, (root / Path(place.settings["path"]).expanduser()).resolve())


@dataclass(frozen=True)
class Folder:
    """The live version lies at `path`, the former one beside it in `.NAME.former`."""

    url: str
    path: Path
    serves_compressed = True

    def where(self) -> str:
        return f"the folder {self.path}"

    def manifest(self) -> Manifest | None:
        with _in_words(self.path):
            if self._beside("note").exists():
                with suppress(Busy), locked(self._beside("lock")):  # else it is under way, not cut
                    self._recover()
            if not self.path.exists() or not any(self.path.iterdir()):
                return None
            try:
                return manifest.read(self.path)
            except (FileNotFoundError, NotAManifest) as error:
                raise Trouble(
                    f"{self.path} holds files that were not published from here, and publishing "
                    "would replace them. Name another folder, or empty this one yourself."
                ) from error

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        with _in_words(self.path):
            return {p: (self.path / p).read_bytes() for p in paths if (self.path / p).is_file()}

    def send(
        self, site: Path, new: Manifest, expected: Manifest | None, progress: Progress
    ) -> Sent:
        with _in_words(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._beside("lock")):
                self._recover()
                live = self.manifest()
                if live != expected:
                    raise Moved(f"{self.path} has changed meanwhile. Look at the changes again.")
                steps = difference(live, new)
                if not steps and live is not None:
                    return Sent()
                return self._replace(site, new, live, steps, progress)

    def back(self, progress: Progress) -> str:
        with _in_words(self.path), locked(self._beside("lock")):
            self._recover()
            former = self._beside("former")
            if not former.is_dir():
                raise NoFormer(f"There is no former release beside {self.path} to go back to.")
            try:
                release = manifest.read(former)
            except (OSError, NotAManifest) as error:
                raise NoFormer(f"The former release beside {self.path} is not whole.") from error
            progress(0, 1, "the former release")
            _remove(self._beside("new"))  # of a publish that was cut short
            self._put_in_place(former, release)
            return f"the release before, of which {former.name} now keeps the one just replaced"

    def _replace(
        self,
        site: Path,
        new: Manifest,
        live: Manifest | None,
        steps: Difference,
        progress: Progress,
    ) -> Sent:
        """All of the new version in a folder beside the live one, which then changes places."""
        fresh = self._beside("new")
        _remove(fresh)  # of a publish that was cut short
        total = len(steps.sent)
        sent = 0
        for name, file in new.files.items():
            goal = fresh / name
            goal.parent.mkdir(parents=True, exist_ok=True)
            if name in steps.sent:
                progress(sent, total, name)
                sent += 1
            if name in steps.sent or not _shared(self.path / name, goal, file):
                shutil.copyfile(site / name, goal)
        (fresh / manifest.NAME).write_bytes(new.as_bytes())
        if live is None and self.path.is_dir():
            self.path.rmdir()  # it is empty, or `manifest` would have objected
        self._put_in_place(fresh, new)
        size = sum(new.files[name].size for name in steps.sent)
        return Sent(total, size, len(steps.removed))

    def _put_in_place(self, fresh: Path, new: Manifest) -> None:
        """`fresh` becomes the live version, and the live one the former.

        A note says first which version is about to be live, so that `_recover` knows what is what
        whenever this ends. Once the new version is live, nothing is worth an alarm any more.
        """
        aside, note = self._beside("aside"), self._beside("note")
        if not self.path.exists():
            fresh.replace(self.path)
            return
        note.write_text(new.identity, "utf-8")
        if not exchange(fresh, self.path):
            # Two steps, and for a moment no site at all: this system cannot do better.
            self.path.replace(aside)
            fresh.replace(self.path)
        with suppress(OSError):
            self._recover()

    def _recover(self) -> None:
        """Goes on where a publish was cut short: the version that was live becomes the former."""
        aside, fresh, former = map(self._beside, ("aside", "new", "former"))
        if aside.is_dir() and not self.path.exists():
            aside.replace(self.path)
        note = self._beside("note")
        if not note.exists():
            return
        if note.read_text("utf-8", "replace") == self._identity():
            displaced = aside if aside.is_dir() else fresh
            if displaced.is_dir():
                _remove(former)
                displaced.replace(former)
        note.unlink()

    def _identity(self) -> str:
        try:
            return manifest.read(self.path).identity
        except (OSError, NotAManifest):
            return ""

    def _beside(self, what: str) -> Path:
        return self.path.parent / f".{self.path.name}.{what}"


def _shared(source: Path, goal: Path, file: File) -> bool:
    """Let the new version share a file of the live one, if it is still what was published.

    Costs no room twice where the disk can do that. False if it cannot, or somebody changed it.
    """
    if source.is_symlink():
        return False
    try:
        data = source.read_bytes()
        if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
            return False
        os.link(source, goal)
    except OSError:
        return False
    return True


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Trouble(
            f"The disk said no at {error.filename or path}: {error.strerror}. "
            "The site that was there is untouched."
        ) from error
