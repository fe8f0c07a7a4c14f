"""A place on this computer: the live version at a path, those that were live before beside it.

    NAME                                            the live version, a folder or an archive
    .NAME.releases/20260302T101500000000Z-1a2b3c4d  a former one: when it was replaced, and the
                                                    first digits of its manifest's hash
    .NAME.releases/.incoming-…                      the next version while it is made, with the name
                                                    that the live one will have as a former one
    .NAME.releases/.back-…                          the same on the way back
    .NAME.releases/.gone-…                          what nobody can go back to any more
    .NAME.replaced/…                                foreign files that one of ours has replaced

What is found under the name of an incoming version is the version that was live, if it is the one
that the name says: then the two have changed places already. So no step has to be written down.
Whatever has another name is somebody else's, and is neither gone back to nor taken away.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Self

from desk.common.errors import BusyError, CommandError, system_refusal
from desk.common.exchange import exchange
from desk.common.locks import locked
from desk.publish import paths
from desk.publish.config import Place
from desk.publish.target import Release, ReleaseTarget, Sent, Update
from desk.publish.targets.release_names import FORM, KEEP, release_name, time_of
from plugins.delivery.manifest import Manifest

_FORMER = re.compile(FORM)
_UNDER_WAY = re.compile(rf"\.(incoming|back)-({FORM})(\.aside)?")
_GONE = re.compile(rf"\.(gone|late)-{FORM}")


@dataclass(frozen=True)
class LocalPlace(ReleaseTarget[Path, Path]):
    """`path` is where the live version lies; `keep` releases stay, that one among them."""

    path: Path
    keep: int = KEEP
    serves_compressed: ClassVar[bool] = True
    ending: ClassVar[str] = ""  # of the name of what keeps foreign files
    dated: ClassVar[str] = ""  # the file of a version whose time says when it was published

    @classmethod
    def of(cls, place: Place, root: Path) -> Self:
        """Return the place of an entry of publish.yaml; a relative path counts from `root`.

        A link that stands there stays: what it leads to is what is published to.
        """
        path = paths.local(place, "path", root)
        return cls(place.url, path, int(place.settings.get("keep", KEEP)))

    # --- What differs between a folder and an archive ---------------------------------------------

    @abstractmethod
    def _is_free(self) -> bool:
        """Return whether nothing is there yet where the live version will lie."""

    @abstractmethod
    def _manifest_of(self, version: Path) -> Manifest | None:
        """Return the manifest of a version, None if it is none of ours."""

    @abstractmethod
    def _contents(self, version: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield those files of a version that exist, and are not links."""

    @abstractmethod
    def _begin_version(self, fresh: Path, source: Path, alike: Path, update: Update) -> None:
        """Make a version with the new files out of `source`, a built site or a version.

        What is the same in the version `alike` may be shared with it.
        """

    @abstractmethod
    def _end_version(self, fresh: Path, update: Update) -> Sent:
        """Put the manifest into it, which says that it is whole; return what making it took."""

    @abstractmethod
    def _copy_late(self, version: Path, paths: Iterable[str], temporary: Path) -> None:
        """Carry foreign files over to the live version, if it lacks them or has them as older."""

    # --- What does not ----------------------------------------------------------------------------

    @property
    def _live(self) -> Path:
        return self.path

    def manifest(self) -> Manifest | None:
        with self._in_words():
            if self._found(_UNDER_WAY):
                with suppress(BusyError), locked(self._beside("lock")):  # else it is not cut short
                    self._recover()
            if self._is_free():
                return None
            if found := self._manifest_of(self.path):
                return found
        raise CommandError(
            f"What lies at {self.path} was not published from here, and publishing would replace "
            "it. Name another place in publish.yaml, or move it away yourself."
        )

    def foreign(self, live: Manifest) -> tuple[str, ...]:
        with self._in_words():
            return super().foreign(live)

    def keeps_replaced(self) -> str:
        return f"in {self._beside('replaced')}"

    def _begin(self, source: Path | Release, update: Update) -> Path:
        self._releases.mkdir(exist_ok=True)
        last = max((path.name for path in self._found(_FORMER)), default="")
        name = release_name(update.live or Manifest(), last)
        if isinstance(source, Release):
            fresh = self._releases / f".back-{name}"
            self._begin_version(fresh, source.version, source.version, update)
        else:
            fresh = self._releases / f".incoming-{name}"
            self._begin_version(fresh, source, self.path, update)
        return fresh

    def _finish(self, fresh: Path, source: Path | Release, update: Update) -> Sent:
        sent = self._end_version(fresh, update)
        if isinstance(source, Release):
            published = source.published.timestamp()
            os.utime(fresh / self.dated, (published, published))
        self._swap(fresh)
        return sent

    def _keep(self, version: Path, paths: Collection[str], fresh: Path) -> None:
        goal = self._beside("replaced") / f"{_name_in(fresh)}{self.ending}"
        kept = set(self._listed(goal)) if goal.exists() else set()
        if missing := [path for path in paths if path not in kept]:
            goal.parent.mkdir(exist_ok=True)
            self._copy(version, missing, goal)

    def _swap(self, fresh: Path) -> None:
        """Make `fresh` the live version; what was live then bears the name of `fresh`."""
        if self._is_free():
            if self.path.is_dir():
                self.path.rmdir()
            fresh.replace(self.path)
        elif not exchange(fresh, self.path):
            aside = fresh.with_name(f"{fresh.name}.aside")
            if self.path.is_dir():  # for a moment no site at all: this system cannot do better
                self.path.replace(aside)
            else:
                shutil.copy2(self.path, aside)
            fresh.replace(self.path)

    def _recover(self) -> None:
        """Go on where a publish was cut short, or ended: what was live is a former version now, or
        was gone back from; what did not come to be live is taken away."""
        for path in self._found(_UNDER_WAY):
            name = _name_in(path)
            old, new = self._manifest_of(path), self._manifest_of(self.path)
            # Is it the version of which the name has the first digits, and not what is live?
            is_named = [found and found.identity[:8] == name[-8:] for found in (old, new)]
            if path.name.endswith(".aside") and not self.path.exists():
                path.replace(self.path)
            elif old and is_named[0] and not is_named[1]:
                if new:  # what has come into it, or changed there, between reading and replacing it
                    losing, staying = self._sort_foreign(path, old, new)
                    self._keep(path, losing, path)
                    self._copy_late(path, staying, self._releases / f".late-{name}")
                went_back = path.name.startswith(".back-")
                path.replace(self._releases / (f".gone-{name}" if went_back else name))
            else:
                _remove(path)
        live = None if self._is_free() else self._manifest_of(self.path)
        for version in self._formers():
            if live is None or self._manifest_of(version) != live or not time_of(version.name):
                break
            version.replace(version.with_name(f".gone-{version.name}"))  # it was gone back to

    @contextmanager
    def _changing(self) -> Iterator[Manifest | None]:
        with self._in_words():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._beside("lock")):
                self._recover()
                for path in self._found(_GONE):  # only now: somebody may just have been reading it
                    _remove(path)
                try:
                    yield self.manifest()
                finally:
                    with suppress(OSError, CommandError):  # it is live: nothing is worth an alarm
                        self._recover()
                        for version in self._found(_FORMER)[: -self.keep + 1 or None]:
                            gone = version.with_name(f".gone-{version.name}")
                            version.replace(gone)
                            _remove(gone)

    def former(self, live: Manifest | None) -> Release:
        with self._in_words():
            for version in self._formers():
                found = self._manifest_of(version)
                if found is None or found == live:
                    continue
                there = self._contents(version, found.files)
                hashes = {path: hashlib.sha256(data).hexdigest() for path, data in there}
                if hashes == {path: file.sha256 for path, file in found.files.items()}:
                    day = datetime.fromtimestamp((version / self.dated).stat().st_mtime, UTC)
                    return self._release(version.name, day, found, version)
        raise self._no_former()

    def _formers(self) -> list[Path]:
        """Return former versions, newest first. The last one is what this program's first version
        kept: only one, under a name that others might use as well, so it is never taken away."""
        return [*reversed(self._found(_FORMER)), self._beside("former")]

    def _found(self, form: re.Pattern[str]) -> list[Path]:
        """Return what has such a name among the releases, oldest first."""
        if not self._releases.is_dir():
            return []
        return sorted(path for path in self._releases.iterdir() if form.fullmatch(path.name))

    def _read(self, version: Path, paths: Collection[str]) -> dict[str, bytes]:
        with self._in_words():
            return dict(self._contents(version, paths))

    @property
    def _releases(self) -> Path:
        return self._beside("releases")

    def _beside(self, what: str) -> Path:
        return self.path.with_name(f".{self.path.name}.{what}")

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CommandError(
                f"{system_refusal(error, self.path)} The site that was there is untouched."
            ) from error


def _name_in(path: Path) -> str:
    """Return the name of the release that is in the name of what is under way."""
    found = _UNDER_WAY.fullmatch(path.name)
    assert found
    return found[2]


def _remove(path: Path) -> None:
    """Remove a file, or a folder, as far as we may: foreign folders in it can be closed to
    everybody, or to all but somebody else. What is left over never stops a publish."""
    with suppress(OSError):
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
            return
    for folder, names, _ in os.walk(path):
        for inner in (Path(folder, name) for name in names):
            if not inner.is_symlink():
                with suppress(OSError):
                    inner.chmod(0o700)
    shutil.rmtree(path, ignore_errors=True)
