"""A server by rsync over SSH: each release in a folder of its own, one link says which is live.

    PATH/releases/20260302T101500000000Z-1a2b3c4d/   unchanged files are shared between releases
    PATH/current -> releases/…                 the folder that the web server shows

The link is replaced in one step (rename(2)), so that a visitor meets one whole release, always.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from desk.common.errors import BusyError, CommandError
from desk.publish import paths
from desk.publish.config import Place
from desk.publish.target import Release, ReleaseTarget, Sent, Update
from desk.publish.targets.release_names import FORM, KEEP, release_name, time_of
from desk.publish.targets.ssh import RemoteError, Ssh
from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest, ManifestError

SCRIPT = f"FORM='{FORM}'\n" + Path(__file__).with_suffix(".sh").read_text("utf-8")
_CHANGED = 76  # the code with which `finish` says that somebody else has published


def target(place: Place, root: Path) -> Rsync:
    """Return the server of an entry of publish.yaml; `ssh_config` counts from `root`."""
    settings = place.settings
    options: tuple[str, ...] = ()
    if "ssh_config" in settings:
        options += ("-F", str(paths.local(place, "ssh_config", root)))
    if "port" in settings:
        options += ("-p", settings["port"])
    ssh = Ssh(settings["host"], options)
    path = settings["path"].rstrip("/").removeprefix("~/")  # SSH begins in the home folder
    return Rsync(place.url, ssh, path, int(settings.get("keep", KEEP)))


@dataclass(frozen=True)
class _Fresh:
    """A release to be called `name`, in its `folder` on the server, with its manifest as a file;
    `was` is the live one, and so many `files` and `bytes` went over the line."""

    name: str
    folder: str
    own: bytes
    was: str
    files: int = 0
    bytes: int = 0


@dataclass(frozen=True)
class Rsync(ReleaseTarget[str, _Fresh]):
    """`path` is the folder on the server; `keep` releases stay, the live one among them.

    A version is called by its folder in that one: `current`, or `releases/…`.
    """

    ssh: Ssh
    path: str
    keep: int = KEEP
    serves_compressed: ClassVar[bool] = True
    _live: ClassVar[str] = "current"

    def where(self) -> str:
        return f"{self.ssh.host}:{self.path}"

    def manifest(self) -> Manifest | None:
        found, undone = self._state()
        if undone:
            with suppress(BusyError), self.ssh.locked(self.path):  # else it is under way
                self._recover()
        return found

    @contextmanager
    def _changing(self) -> Iterator[Manifest | None]:
        with self.ssh.locked(self.path):
            found, undone = self._state()
            if undone:
                self._recover()
            yield found

    def _state(self) -> tuple[Manifest | None, bool]:
        """Return the live manifest, and whether something is left to be done since it is live."""
        state, _, rest = self._run("state").partition(b"\n")
        if not state:
            return None, False
        if state.startswith(b"link"):
            with suppress(ManifestError):
                return manifest.parse(rest), state != b"link 0"
        raise CommandError(
            f"On {self.ssh.host} the folder {self.path}/current was not published from here, and "
            "publishing would replace it. Name another folder in publish.yaml."
        )

    def keeps_replaced(self) -> str:
        return f"in {self.ssh.host}:{self.path}/replaced"

    def _begin(self, source: Path | Release, update: Update) -> _Fresh:
        # A folder of its own for each try: one that was cut short may still be writing.
        folder = f"releases/.incoming-{secrets.token_hex(8)}"
        was, *said = self._run("begin", folder).decode().split("\n")
        names = [*update.new.files, manifest.NAME]
        if isinstance(source, Release):
            self._copy_there(source.version, folder, names)
            return _Fresh(source.name, folder, self._manifest_of(source.version)[1], was)
        total = len(update.steps.sent)
        update.progress(0, total, "sending")
        # Other releases, whole or not: what they hold is compared by its bytes, and rsync never
        # writes into a file that is there but replaces it.
        alike = [f"releases/{name}" for name in said if re.fullmatch(r"[\w.-]+", name)]
        command = [
            *(*self._rsync, "--checksum", "--perms", "--chmod=D755,F644", "--out-format=%l %i %n"),
            *("--from0", "--files-from=-"),
            *(f"--link-dest=../../{near}" for near in dict.fromkeys([was, *alike]) if near),
            *(f"{source}/", f"{self.ssh.host}:{self.path}/{folder}/"),
        ]
        told = self.ssh.patiently(command, "\0".join(names).encode()).decode("utf-8", "replace")
        there = {path for path in self._listed(folder) if path[-1] != "/"}
        if odd := there.symmetric_difference(names):  # as of a try that the line has cut
            raise CommandError(
                f"It did not arrive on {self.ssh.host} as it was sent: {min(odd)}. Publish again."
            )
        # `<f` is a file that was sent (rsync's manual, --itemize-changes).
        sizes = [
            int(line.split(" ", 1)[0])
            for line in told.splitlines()
            if re.match(r"\d+ <f", line) and not line.endswith(f" {manifest.NAME}")
        ]
        update.progress(total, total, "making it live")
        name = release_name(update.new, was.rpartition("/")[2])
        own = (source / manifest.NAME).read_bytes()
        return _Fresh(name, folder, own, was, len(sizes), sum(sizes))

    def _keep(self, version: str, paths: Collection[str], fresh: _Fresh) -> None:
        self._copy_there(version, f"replaced/{fresh.name}", paths)

    def _copy(self, version: str, paths: Collection[str], fresh: _Fresh) -> None:
        self._copy_there(version, fresh.folder, paths)

    def _finish(self, fresh: _Fresh, source: Path | Release, update: Update) -> Sent:  # noqa: ARG002
        new, name = update.new, fresh.name
        words = (fresh.folder, name, str(len(new.files) + 1), fresh.was)
        try:
            self._run("finish", *words, given=_sums(new, fresh.own))
        except RemoteError as refused:
            if refused.code == _CHANGED:
                raise self._moved() from refused
            raise
        with suppress(CommandError):  # it is live; the next publish looks after it again
            self._look_after(name, fresh.was, update.live, new)
        return Sent(fresh.files, fresh.bytes, len(update.steps.removed))

    def former(self, live: Manifest | None) -> Release:
        now, *names = self._run("releases").decode("utf-8", "replace").split("\n")
        last = now.rpartition("/")[2]
        for name in sorted(names, reverse=True):
            day = time_of(name)
            if day is None or (time_of(last) and name >= last):
                continue  # somebody else's, or gone back from
            folder = f"releases/{name}"
            found, own = self._manifest_of(folder)
            if found is None or found == live:
                continue
            words = (folder, str(len(found.files) + 1))
            if self._run("check", *words, given=_sums(found, own)):
                return self._release(name, day, found, folder)
        raise self._no_former()

    def _recover(self) -> None:
        """Go on where a publish was cut short once its version was live."""
        said = self._run("late").decode("utf-8", "replace")
        for name, was in re.findall(rf"^late ({FORM}) (.*)$", said, re.MULTILINE):
            old = self._manifest_of(was)[0] if was else None
            self._look_after(name, was, old, self._manifest_of(f"releases/{name}")[0])

    def _look_after(self, name: str, was: str, old: Manifest | None, new: Manifest | None) -> None:
        """Carry over to the live release what came into the release `was` between looking at it and
        replacing it, and take away what is not kept any more."""
        if old and new:
            losing, staying = self._sort_foreign(was, old, new)
            self._copy_there(was, f"replaced/{name}", losing)
            self._copy_there(was, f"releases/{name}", staying, "--update")
        self._run("tidy", name, str(self.keep))

    def _manifest_of(self, version: str) -> tuple[Manifest | None, bytes]:
        """Return the manifest of a version, None if it has none, and it as a file."""
        own = self._run("manifest", version)
        try:
            return manifest.parse(own), own
        except ManifestError:
            return None, own

    def _run(self, function: str, *words: str, given: bytes = b"") -> bytes:
        """Return what a function of rsync.sh prints on the server, of the folder there."""
        return self.ssh.run(SCRIPT, function, self.path, *words, given=given)

    def _listed(self, version: str) -> list[str]:
        said = self._run("list", version).decode("utf-8", "surrogateescape")
        folders, _, others = said.partition("\0\0")
        found = [f"{path}/" for path in folders.split("\0")] + others.split("\0")
        return [path[2:] for path in found if path[2:]]

    def _copy_there(
        self, folder: str, goal: str, paths: Collection[str], how: str = "--ignore-existing"
    ) -> None:
        """Carry paths over as they are, from one folder on the server to another."""
        if paths:
            names = "".join(f"./{path.rstrip('/')}\0" for path in paths)
            given = names.encode("utf-8", "surrogateescape")
            self._run("copy", folder, goal, how, given=given)

    def _read(self, version: str, paths: Collection[str]) -> dict[str, bytes]:
        if not paths:
            return {}
        names = "\0".join(paths).encode()
        with tempfile.TemporaryDirectory() as place:
            here = Path(place)
            words = ["--from0", "--files-from=-", "--ignore-missing-args", "--checksum"]
            source = f"{self.ssh.host}:{self.path}/{version}/"
            self.ssh.patiently([*self._rsync, *words, source, f"{here}/"], names)
            return {p: (here / p).read_bytes() for p in paths if (here / p).is_file()}

    @property
    def _rsync(self) -> list[str]:
        # As rsync reads its --rsh (its manual): a quotation mark within a quotation is doubled.
        remote = " ".join(
            word if re.fullmatch(r"[^\s'\"]+", word) else '"' + word.replace('"', '""') + '"'
            for word in self.ssh.command
        )
        return ["rsync", "--recursive", "--protect-args", "--timeout=30", "--rsh", remote]


def _sums(release: Manifest, own: bytes) -> bytes:
    """Return what sha256sum checks a release by; `own` is its manifest as a file."""
    hashes = {path: file.sha256 for path, file in release.files.items()}
    hashes[manifest.NAME] = hashlib.sha256(own).hexdigest()
    return "\n".join(f"{sha256}  {path}" for path, sha256 in hashes.items()).encode()
