"""What every place to publish to can do, and how it says that it can't."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desk.common.errors import CommandError
from desk.publish.foreign import Read
from plugins.delivery.manifest import Manifest

# Called with what is done, what there is in all (files), and what is under way.
Progress = Callable[[int, int, str], None]


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
    """A version that was live: how the place calls it, when it was published, its files."""

    name: str
    published: datetime
    manifest: Manifest
    read: Read = field(compare=False)


class Target(Protocol):
    """A place to publish to. Whatever happens to the program, its computer or the line while
    `send` or `back` is under way, visitors meet one whole version: the old or the new.

    What lies there and does not stand in the live version's manifest is foreign: it is carried
    over to the next version. Where that needs its path, a copy is kept at `keeps_replaced`.
    """

    @property
    def serves_compressed(self) -> bool:
        """Are `.br` and `.gz` beside a file of any use there?"""

    @property
    def url(self) -> str:
        """The address at which visitors find it, without a slash at the end; "" if unknown."""

    def where(self) -> str:
        """The place in words, as in "Publishing to …": `the folder ~/site`."""

    def manifest(self) -> Manifest | None:
        """The live version's; None if nothing is there yet. Raises `CommandError`.

        A place that holds something that we have not put there raises `CommandError`: it is never
        overwritten.
        """

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        """Files of the live version, those that exist, in as few round trips as can be."""

    def foreign(self, live: Manifest) -> tuple[str, ...]:
        """The paths, sorted, of what is foreign in the live version, whose manifest is `live`."""

    def keeps_replaced(self) -> str:
        """Where a copy of foreign files that are in the way is kept, as in "in the folder …"."""

    def send(
        self,
        site: Path,
        new: Manifest,
        expected: Manifest | None,
        progress: Progress,
        replacing: Collection[str] = (),
    ) -> Sent:
        """Make the folder `site`, whose manifest is `new`, the live version.

        Only what differs from the live version is sent. Holds the place's lock meanwhile
        (`BusyError`), and raises `MovedError` if the live manifest is not `expected` any more, or a
        foreign file is in the way that is not among `replacing`, the paths agreed to. A send that
        was cut short before is simply made good. Raises `CommandError` with the old version live.
        """

    def former(self, live: Manifest | None) -> Release:
        """The release before the live one, whose manifest is `live`. Raises `NoFormerReleaseError`.

        Releases that were gone back from are none, nor are those that are not whole any more.
        """

    def back(
        self, progress: Progress, shown: Release | None = None, replacing: Collection[str] = ()
    ) -> None:
        """Make the former release live again. Raises `NoFormerReleaseError`.

        Raises `MovedError` if that is not the one that was `shown`; `replacing` as in `send`.
        """
