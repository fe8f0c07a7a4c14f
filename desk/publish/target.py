"""What every place to publish to does: the steps that all share, and what differs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from desk.common.errors import CommandError
from desk.common.progress import Progress
from desk.publish.foreign import Read, foreign, in_the_way, sort
from plugins.delivery.manifest import Difference, Manifest, difference


class MovedError(CommandError):
    """The live site is no longer the one whose changes were shown: somebody has published."""


class NoFormerReleaseError(CommandError):
    """There is no older release to go back to."""


@dataclass(frozen=True)
class Sent:
    """What went over the line: files and bytes sent, files taken away."""

    files: int = 0
    bytes: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Release:
    """A version that was live: its name, when it was published, its files and how to read them.

    `version` is what its place calls it.
    """

    name: str
    published: datetime
    manifest: Manifest
    version: Any = field(compare=False)
    read: Read = field(compare=False)


@dataclass(frozen=True)
class Update:
    """The way from the `live` version's manifest (None if nothing is there yet) to the `new` one's.

    `replacing` are the paths of foreign files that may be replaced.
    """

    live: Manifest | None
    new: Manifest
    progress: Progress
    replacing: Collection[str]

    @cached_property
    def steps(self) -> Difference:
        return difference(self.live, self.new)

    @property
    def sent(self) -> Sent:
        """Return what goes over the line if only what differs is sent."""
        size = sum(self.new.files[path].size for path in self.steps.sent)
        return Sent(len(self.steps.sent), size, len(self.steps.removed))


@dataclass(frozen=True)
class Target(ABC):
    """A place to publish to, which visitors find at `url` ("" if that is not known). Whatever
    happens to the program, its computer or the line while `send` or `back` is under way, visitors
    meet one whole version: the old or the new.

    What lies there and does not stand in the live version's manifest is foreign: it is carried
    over to the next version. Where that needs its path, a copy is kept at `keeps_replaced`.
    """

    url: str
    serves_compressed: ClassVar[bool] = False  # are .br and .gz beside a file of any use there?

    @abstractmethod
    def where(self) -> str:
        """Return the place in words, as in "Publishing to …": `the folder ~/site`."""

    @abstractmethod
    def manifest(self) -> Manifest | None:
        """Return the live version's manifest, None if nothing is there yet.

        Raises `CommandError` for a place that holds something that we have not put there: it is
        never overwritten.
        """

    @abstractmethod
    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        """Return files of the live version, those that exist, in as few round trips as can be."""

    def foreign(self, live: Manifest) -> tuple[str, ...]:  # noqa: ARG002
        """Return the paths, sorted, of what is foreign in the live version with this manifest."""
        return ()

    def keeps_replaced(self) -> str:
        """Return where copies of replaced foreign files are kept, as in "in the folder …"."""
        return ""

    @abstractmethod
    def former(self, live: Manifest | None) -> Release:
        """Return the release before the live one, whose manifest is `live`.

        Releases that were gone back from are none, nor are those that are not whole any more.
        Raises `NoFormerReleaseError`.
        """

    @abstractmethod
    def back(
        self, progress: Progress, shown: Release | None = None, replacing: Collection[str] = ()
    ) -> None:
        """Make the former release live again. Raises `NoFormerReleaseError`.

        Raises `MovedError` if that is not the one that was `shown`; `replacing` as in `send`.
        """

    def send(
        self,
        site: Path,
        new: Manifest,
        expected: Manifest | None,
        progress: Progress,
        replacing: Collection[str] = (),
    ) -> Sent:
        """Make the folder `site`, whose manifest is `new`, the live version; return what was sent.

        Only what differs from the live version is sent. Holds the place's lock meanwhile
        (`BusyError`), and raises `MovedError` if the live manifest is not `expected` any more, or a
        foreign file is in the way that is not among `replacing`, the paths agreed to. A send that
        was cut short before is simply made good. Raises `CommandError` with the old version live.
        """
        with self._changing() as live:
            if live != expected:
                raise self._moved()
            update = Update(live, new, progress, replacing)
            return self._send(site, update) if live is None or update.steps else Sent()

    @abstractmethod
    def _changing(self) -> AbstractContextManager[Manifest | None]:
        """Hold the place's lock, with everything tidied up; yield the live version's manifest."""

    @abstractmethod
    def _send(self, site: Path, update: Update) -> Sent:
        """Make the folder `site` the live version; return what that took."""

    def _moved(self) -> MovedError:
        return MovedError(f"{self.where()} has changed meanwhile. Look at the changes again.")


Version = TypeVar("Version")  # how a kind of place calls a version of the site
Fresh = TypeVar("Fresh")  # a version that is being made


class ReleaseTarget(Target, Generic[Version, Fresh]):
    """A place that keeps former releases, and in which others may put files of their own.

    What a kind of place adds is how it lists, reads and copies files, and how a version begins and
    comes to be live.
    """

    @property
    @abstractmethod
    def _live(self) -> Version:
        """Return the live version."""

    @abstractmethod
    def _listed(self, version: Version) -> Iterable[str]:
        """Return the paths of all that a version holds, those of folders with a slash behind."""

    @abstractmethod
    def _read(self, version: Version, paths: Collection[str]) -> dict[str, bytes]:
        """Return files of a version, those that exist."""

    @abstractmethod
    def _begin(self, source: Path | Release, update: Update) -> Fresh:
        """Begin a version with the new files out of `source`, a built site or a former release."""

    @abstractmethod
    def _keep(self, version: Version, paths: Collection[str], fresh: Fresh) -> None:
        """Keep a copy of foreign files of a version, which `fresh` takes the place of."""

    @abstractmethod
    def _copy(self, version: Version, paths: Collection[str], fresh: Fresh) -> None:
        """Carry foreign files of a version over to `fresh`, as they are; what exists there is never
        overwritten (FileExistsError), and what has gone meanwhile is left out."""

    @abstractmethod
    def _finish(self, fresh: Fresh, source: Path | Release, update: Update) -> Sent:
        """Make `fresh` the live version; return what that took. Raises `MovedError`."""

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        return self._read(self._live, paths)

    def foreign(self, live: Manifest) -> tuple[str, ...]:
        return foreign(self._listed(self._live), live)

    def back(
        self, progress: Progress, shown: Release | None = None, replacing: Collection[str] = ()
    ) -> None:
        with self._changing() as live:
            release = self.former(live)
            if shown not in (None, release):
                raise self._moved()
            progress(0, 1, release.name)
            self._send(release, Update(live, release.manifest, progress, replacing))

    def _send(self, site: Path | Release, update: Update) -> Sent:
        fresh = self._begin(site, update)
        losing, carried = (
            self._sort_foreign(self._live, update.live, update.new) if update.live else ((), [])
        )
        if not set(losing) <= set(update.replacing):
            raise self._moved()
        if losing:
            self._keep(self._live, losing, fresh)
        if carried:
            self._copy(self._live, carried, fresh)
        if isinstance(site, Release):
            # Foreign files come back with it that once made room for a file of the version that is
            # left; where something that is carried lies, none does.
            left = update.live.files if update.live else ()
            found = in_the_way(foreign(self._listed(site.version), update.new), left)
            clashing = in_the_way(found, carried)
            if returning := [path for path in found if path not in clashing]:
                self._copy(site.version, returning, fresh)
        return self._finish(fresh, site, update)

    def _sort_foreign(
        self, version: Version, old: Manifest, new: Manifest
    ) -> tuple[tuple[str, ...], list[str]]:
        """Return what `new` replaces of what is foreign in `version`, and what of it stays."""
        return sort(foreign(self._listed(version), old), new, partial(self._read, version))

    def _release(
        self, name: str, published: datetime, found: Manifest, version: Version
    ) -> Release:
        return Release(name, published, found, version, partial(self._read, version))

    def _no_former(self) -> NoFormerReleaseError:
        return NoFormerReleaseError(f"There is no older release of {self.where()} to go back to.")
