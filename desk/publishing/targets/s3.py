"""An S3-compatible store, which has no folder that could be swapped.

    PREFIX/…                                the live site
    PREFIX/.practice-press/files/SHA256     what the kept releases consist of
    PREFIX/.practice-press/releases/TIME    the manifest of each kept release
    PREFIX/.practice-press/under-way        the paths that an unfinished publish may have touched

New assets come first under names of their own, then the pages, then the live manifest; what is not
wanted any more goes last. So every page that a visitor gets is whole, and what it needs is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from desk.publishing import manifest
from desk.publishing.manifest import Manifest, NotAManifest, difference
from desk.publishing.publish_yaml import Place, Setting
from desk.publishing.target import Moved, NoFormer, Progress, Release, Sent, Trouble
from desk.publishing.targets.release_names import release_name
from desk.publishing.targets.s3_store import Store, at_once, client, in_words
from plugins.delivery.headers import ASK_AGAIN, FOREVER
from plugins.delivery.kinds import ASSETS, HASHED_ALREADY, TYPES, ending

_OURS = ".practice-press/"
_FILES = f"{_OURS}files/"
_RELEASES = f"{_OURS}releases/"
_UNDER_WAY = f"{_OURS}under-way"
_LOCK = f"{_OURS}lock"


def _keep_fault(text: str) -> str:
    return "" if re.fullmatch(r"[1-9]\d{0,2}", text) else f"“{text}” is not a number."


SETTINGS = {
    "bucket": Setting("the name of the bucket", required=True),
    "prefix": Setting("the folder in the bucket, if the site is not to stand at its top"),
    "endpoint": Setting("the address of the store, if it is not Amazon's"),
    "region": Setting("the store's region, such as us-east-1"),
    "keep": Setting("how many releases can be gone back to, such as 5", check=_keep_fault),
}


def target(place: Place, root: Path) -> S3:  # noqa: ARG001  # nothing of it lies on this disk
    """The bucket of an entry of publish.yaml. Raises `Trouble` if boto3 is not installed."""
    settings = place.settings
    prefix = settings.get("prefix", "").strip("/")
    s3 = client(settings.get("endpoint", ""), settings.get("region", ""))
    store = Store(s3, settings["bucket"], f"{prefix}/" if prefix else "")
    return S3(place.url, store, int(settings.get("keep", 5)))


@dataclass(frozen=True)
class S3:
    """The live site in `store`; `keep` releases can be gone back to."""

    url: str
    store: Store
    keep: int = 5
    serves_compressed: bool = field(default=False, init=False)

    def where(self) -> str:
        return f"the bucket {self.store.bucket}/{self.store.prefix}".rstrip("/")

    def manifest(self) -> Manifest | None:
        with in_words(self.where()):
            data = self.store.get(manifest.NAME)
            if data is None:
                # A first publish that was cut short has left its mark; all else is not ours.
                first = next(
                    iter(key for key in self.store.list() if not key.startswith(_OURS)), ""
                )
                if first and self.store.get(_UNDER_WAY) is None:
                    raise Trouble(self._not_ours())
                return None
        try:
            return manifest.parse(data)
        except NotAManifest as error:
            raise Trouble(self._not_ours()) from error

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}

        def one(path: str) -> None:
            data = self.store.get(path)
            if data is not None:
                found[path] = data

        with in_words(self.where()):
            at_once(one, paths, lambda _: None)
        return found

    def foreign(self, live: Manifest) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def keeps_replaced(self) -> str:
        return ""

    def former(self, live: Manifest | None) -> Release:  # noqa: ARG002
        raise NoFormer(f"There is no older release of {self.where()} to go back to.")

    def send(
        self,
        site: Path,
        new: Manifest,
        expected: Manifest | None,
        progress: Progress,
        replacing: Collection[str] = (),  # noqa: ARG002
    ) -> Sent:
        with in_words(self.where()), self.store.locked(_LOCK):
            live = self.manifest()
            if live != expected:
                raise Moved(f"{self.where()} has changed meanwhile. Look at the changes again.")
            cut_short = self.store.get(_UNDER_WAY) is not None
            if live is not None and not difference(live, new) and not cut_short:
                return Sent()
            releases = [key.removeprefix(_RELEASES) for key in self.store.list(_RELEASES)]
            was = _name_of(live, releases) if live else ""
            if live and not was:  # one that was cut short when it was live and not yet noted
                was = release_name(live, max(releases, default=""))
                self.store.put(_RELEASES + was, live.as_bytes())
            sent = self._upload(site, new, progress)
            removed = self._make_live(new, live, progress)
            name = release_name(new, was)
            self.store.put(_RELEASES + name, new.as_bytes())
            self.store.delete([_UNDER_WAY])
            self._prune(was, name)
            return Sent(len(sent), sum(new.files[path].size for path in sent), removed)

    def back(
        self,
        progress: Progress,
        shown: Release | None = None,  # noqa: ARG002
        replacing: Collection[str] = (),  # noqa: ARG002
    ) -> None:
        with in_words(self.where()), self.store.locked(_LOCK):
            live = self.manifest()
            releases = [key.removeprefix(_RELEASES) for key in self.store.list(_RELEASES)]
            was = _name_of(live, releases) if live else ""
            former = max((name for name in releases if name < was), default="")
            if not former:
                raise NoFormer(f"There is no older release in {self.where()} to go back to.")
            self._make_live(self._release(former), live, progress)
            self.store.delete([_UNDER_WAY])

    def _release(self, name: str) -> Manifest:
        try:
            return manifest.parse(self.store.get(_RELEASES + name) or b"")
        except NotAManifest as error:
            raise Trouble(f"The release {name} in {self.where()} cannot be read.") from error

    def _upload(self, site: Path, new: Manifest, progress: Progress) -> list[str]:
        """What the store does not hold yet, under the names of its hashes; gives the paths."""
        there = {key.removeprefix(_FILES) for key in self.store.list(_FILES)}
        by_hash = {file.sha256: path for path, file in new.files.items()}
        wanted = [path for sha256, path in by_hash.items() if sha256 not in there]

        def one(path: str) -> None:
            self.store.put(_FILES + new.files[path].sha256, (site / path).read_bytes())

        count = iter(range(1, len(wanted) + 1))
        at_once(one, wanted, lambda path: progress(next(count), len(wanted), path))
        return wanted

    def _make_live(self, new: Manifest, live: Manifest | None, progress: Progress) -> int:
        """Copies within the store, then the manifest, then what is to go; how many went."""
        steps = difference(live, new)
        # What a publish that was cut short may have touched is done again, whatever it is now.
        touched = {*self._touched(), *steps.sent, *steps.removed}
        copied, removed = touched & new.files.keys(), touched - new.files.keys()
        self.store.put(_UNDER_WAY, json.dumps(sorted(touched)).encode())

        def one(path: str) -> None:
            headers = {"ContentType": content_type(path), "CacheControl": cache_control(path)}
            self.store.copy(_FILES + new.files[path].sha256, path, **headers)

        total, number = len(copied), 0
        for some in _in_order(copied):
            at_once(one, some, lambda _: None)
            number += len(some)
            progress(number, total, "making it live")
        kind = {"ContentType": TYPES["json"], "CacheControl": ASK_AGAIN}
        self.store.put(manifest.NAME, new.as_bytes(), **kind)
        self.store.delete(sorted(removed))
        return len(removed)

    def _touched(self) -> set[str]:
        """Paths; never one in the folder of ours, which is no part of the site."""
        try:
            listed = json.loads(self.store.get(_UNDER_WAY) or b"[]")
        except ValueError:
            listed = []
        paths = {path for path in listed if isinstance(path, str)} if listed else set()
        return {path for path in paths if not path.startswith(_OURS)}

    def _prune(self, was: str, now: str) -> None:
        """Releases beyond those that are kept, and files that none of the others consist of.

        Those between `was` and `now` were gone back from: nobody wants them back.
        """
        releases = [key.removeprefix(_RELEASES) for key in self.store.list(_RELEASES)]
        stay = [name for name in releases if name <= was or name == now][-self.keep :]
        old = [_RELEASES + name for name in releases if name not in stay]
        if not old:
            return
        needed = {file.sha256 for name in stay for file in self._release(name).files.values()}
        self.store.delete(old)
        held = list(self.store.list(_FILES))
        self.store.delete([key for key in held if key.removeprefix(_FILES) not in needed])

    def _not_ours(self) -> str:
        return (
            f"{self.where()} holds files that were not published from here, and publishing would "
            "mix with them. Name another bucket or a prefix in publish.yaml."
        )


def content_type(path: str) -> str:
    """What a browser is told the file is; the store would guess otherwise, mostly wrongly."""
    return TYPES.get(ending(path), "application/octet-stream")


def cache_control(path: str) -> str:
    """A file whose name holds its hash never changes; everything else is asked for again."""
    folders = tuple(f"{folder}/" for folder in (ASSETS, *HASHED_ALREADY))
    return FOREVER if path.startswith(folders) else ASK_AGAIN


def _name_of(live: Manifest, releases: Collection[str]) -> str:
    """The newest of these names that is the live release's, "" if none is."""
    return max((name for name in releases if name.endswith(f"-{live.identity[:8]}")), default="")


def _in_order(paths: Collection[str]) -> list[list[str]]:
    """What pages need, then what leads to pages (feed, sitemap), then pages, the home page last."""
    forever = [path for path in paths if cache_control(path) == FOREVER]
    pages = [path for path in paths if path.endswith(".html") and path != "index.html"]
    home = [path for path in paths if path == "index.html"]
    rest = set(paths) - {*forever, *pages, *home}
    return [sorted(some) for some in (forever, rest, pages, home) if some]
