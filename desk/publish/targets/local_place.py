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
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from desk.common.errors import BusyError, CommandError
from desk.common.exchange import exchange
from desk.common.lock_file import locked
from desk.publish.config import Setting, number_fault
from desk.publish.foreign import foreign, in_the_way, replaced, staying
from desk.publish.target import MovedError, NoFormerReleaseError, Progress, Release, Sent
from desk.publish.targets.release_names import FORM, KEEP, release_name, time_of
from plugins.delivery.manifest import Difference, Manifest, difference

_FORMER = re.compile(FORM)
_UNDER_WAY = re.compile(rf"\.(incoming|back)-({FORM})(\.aside)?")
_GONE = re.compile(rf"\.(gone|late)-{FORM}")

KEEP_SETTING = Setting(
    "how many releases stay, the live one among them, such as 5", check=number_fault
)


@dataclass(frozen=True)
class LocalPlace(ABC):
    """`path` is where the live version lies; `keep` releases stay, that one among them."""

    url: str
    path: Path
    keep: int = KEEP
    serves_compressed: ClassVar[bool] = True
    ending: ClassVar[str] = ""  # of the name of what keeps foreign files

    # --- What differs between a folder and an archive ---------------------------------------------

    @abstractmethod
    def where(self) -> str:
        """The place in words."""

    @abstractmethod
    def _is_free(self) -> bool:
        """Is there nothing yet where the live version will lie?"""

    @abstractmethod
    def _manifest_of(self, version: Path) -> Manifest | None:
        """The manifest of a version, None if it is none of ours."""

    @abstractmethod
    def _dated(self, version: Path) -> Path:
        """The file whose time says when a version was published."""

    @abstractmethod
    def _listed(self, version: Path) -> Iterable[str]:
        """The paths of all that a version holds, those of folders with a slash at their end."""

    @abstractmethod
    def _contents(self, version: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Those files of a version that exist, and are not links, one after the other."""

    @abstractmethod
    def _begin_version(
        self,
        fresh: Path,
        new: Manifest,
        source: Path,
        alike: Path,
        steps: Difference,
        progress: Progress,
    ) -> None:
        """Make a version with the files of `new` out of `source`, a built site or a version.

        What is the same in the version `alike` may be shared with it.
        """

    @abstractmethod
    def _end_version(self, fresh: Path, new: Manifest) -> None:
        """Put the manifest into it, which says that it is whole."""

    @abstractmethod
    def _copy(self, version: Path, paths: Iterable[str], goal: Path) -> None:
        """Carry foreign files over as they are, to a version or what keeps them; what exists there
        is never overwritten (FileExistsError), and what has gone meanwhile is left out."""

    @abstractmethod
    def _copy_late(self, version: Path, paths: Iterable[str], temporary: Path) -> None:
        """Carry foreign files over to the live version, if it lacks them or has them as older."""

    @abstractmethod
    def _sent(self, fresh: Path, new: Manifest, steps: Difference) -> Sent:
        """What making the version took."""

    # --- What does not ----------------------------------------------------------------------------

    def manifest(self) -> Manifest | None:
        with self._in_words():
            if self._under_way():
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

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        return self._read(self.path, paths)

    def foreign(self, live: Manifest) -> tuple[str, ...]:
        with self._in_words():
            return foreign(self._listed(self.path), live)

    def keeps_replaced(self) -> str:
        return f"in {self._beside('replaced')}"

    def send(
        self,
        site: Path,
        new: Manifest,
        expected: Manifest | None,
        progress: Progress,
        replacing: Collection[str] = (),
    ) -> Sent:
        with self._changing():
            live = self.manifest()
            if live != expected:
                raise self._moved()
            steps = difference(live, new)
            if live is not None and not steps:
                return Sent()
            fresh = self._name_for("incoming", live)
            self._begin_version(fresh, new, site, self.path, steps, progress)
            self._carry_over(live, new, fresh, replacing)
            self._end_version(fresh, new)
            sent = self._sent(fresh, new, steps)
            self._swap(fresh)
            return sent

    def former(self, live: Manifest | None) -> Release:
        with self._in_words():
            version, found = self._former(live)
            day = datetime.fromtimestamp(self._dated(version).stat().st_mtime, UTC)
        return Release(version.name, day, found, partial(self._read, version))

    def back(
        self, progress: Progress, shown: Release | None = None, replacing: Collection[str] = ()
    ) -> None:
        with self._changing():
            live = self.manifest()
            former, new = self._former(live)
            if shown is not None and (shown.name, shown.manifest) != (former.name, new):
                raise self._moved()
            fresh = self._name_for("back", live)
            steps = difference(live, new)
            self._begin_version(fresh, new, former, former, steps, progress)
            carried = self._carry_over(live, new, fresh, replacing)
            # What once made room for a file of the version that is left comes back.
            left = live.files if live else ()
            returning = in_the_way(foreign(self._listed(former), new), left)
            clashing = in_the_way(returning, carried)
            self._copy(former, [path for path in returning if path not in clashing], fresh)
            self._end_version(fresh, new)
            published = self._dated(former).stat().st_mtime
            os.utime(self._dated(fresh), (published, published))
            self._swap(fresh)

    def _carry_over(
        self, live: Manifest | None, new: Manifest, fresh: Path, replacing: Collection[str]
    ) -> list[str]:
        """Foreign files into the version that is made, and those in its way to where they are kept;
        gives those that stay."""
        if live is None:
            return []
        found = self.foreign(live)
        losing = replaced(found, new, self.read)
        if not set(losing) <= set(replacing):
            raise self._moved()
        self._keep_copy(self.path, losing, fresh)
        carried = staying(found, new)
        self._copy(self.path, carried, fresh)
        return carried

    def _carry_over_late(self, displaced: Path) -> None:
        """What has come into a version, or changed there, between reading and replacing it."""
        old, new = self._manifest_of(displaced), self._manifest_of(self.path)
        if old and new:
            found = foreign(self._listed(displaced), old)
            losing = replaced(found, new, partial(self._read, displaced))
            self._keep_copy(displaced, losing, displaced)
            temporary = self._releases / f".late-{_name_in(displaced)}"
            self._copy_late(displaced, staying(found, new), temporary)

    def _keep_copy(self, version: Path, paths: Iterable[str], fresh: Path) -> None:
        goal = self._beside("replaced") / f"{_name_in(fresh)}{self.ending}"
        kept = set(self._listed(goal)) if goal.exists() else set()
        if missing := [path for path in paths if path not in kept]:
            goal.parent.mkdir(exist_ok=True)
            self._copy(version, missing, goal)

    def _swap(self, fresh: Path) -> None:
        """`fresh` becomes the live version; what was live then bears the name of `fresh`."""
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
        for path in self._under_way():
            name = _name_in(path)
            if path.name.endswith(".aside") and not self.path.exists():
                path.replace(self.path)
            elif self._begins(path, name) and not self._begins(self.path, name):
                self._carry_over_late(path)
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
    def _changing(self) -> Iterator[None]:
        """Holds the lock; before and after it, everything is tidied up."""
        with self._in_words():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._beside("lock")):
                self._recover()
                for path in self._found(_GONE):  # only now: somebody may just have been reading it
                    _remove(path)
                try:
                    yield
                finally:
                    with suppress(
                        OSError, CommandError
                    ):  # if it is live, nothing is worth an alarm
                        self._recover()
                        for version in self._found(_FORMER)[: -self.keep + 1 or None]:
                            gone = version.with_name(f".gone-{version.name}")
                            version.replace(gone)
                            _remove(gone)

    def _former(self, live: Manifest | None) -> tuple[Path, Manifest]:
        """The newest version that was live before and is whole. Raises `NoFormerReleaseError`."""
        for version in self._formers():
            found = self._manifest_of(version)
            if found is not None and found != live and self._is_whole(version, found):
                return version, found
        raise NoFormerReleaseError(f"There is no older release of {self.where()} to go back to.")

    def _formers(self) -> list[Path]:
        """Newest first. The last one is what this program's first version kept: only one, under a
        name that others might use as well, so it is read and never taken away."""
        return [*reversed(self._found(_FORMER)), self._beside("former")]

    def _is_whole(self, version: Path, found: Manifest) -> bool:
        missing = dict(found.files)
        for path, data in self._contents(version, found.files):
            if hashlib.sha256(data).hexdigest() == found.files[path].sha256:
                del missing[path]
        return not missing

    def _name_for(self, what: str, live: Manifest | None) -> Path:
        """Where the next version is made."""
        self._releases.mkdir(exist_ok=True)
        last = max((path.name for path in self._found(_FORMER)), default="")
        return self._releases / f".{what}-{release_name(live or Manifest(), last)}"

    def _begins(self, version: Path, name: str) -> bool:
        """Is it the version of which the name says the beginning of its hash?"""
        found = self._manifest_of(version)
        return found is not None and name.endswith(f"-{found.identity[:8]}")

    def _under_way(self) -> list[Path]:
        return self._found(_UNDER_WAY)

    def _found(self, form: re.Pattern[str]) -> list[Path]:
        """What is called so among the releases, oldest first."""
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

    def _moved(self) -> MovedError:
        return MovedError(f"{self.where()} has changed meanwhile. Look at the changes again.")

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CommandError(
                f"The disk said no at {error.filename or self.path}: {error.strerror or error}. "
                "The site that was there is untouched."
            ) from error


def _name_in(path: Path) -> str:
    """The name of the release that is in the name of what is under way."""
    found = _UNDER_WAY.fullmatch(path.name)
    assert found
    return found[2]


def _remove(path: Path) -> None:
    """A file, or a folder, as far as we may: in it are foreign folders, which can be closed to
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
