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
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desk.common.errors import BusyError, CommandError
from desk.publish.config import Place, Setting, number_fault
from desk.publish.foreign import foreign, in_the_way, replaced, staying
from desk.publish.target import MovedError, NoFormerReleaseError, Progress, Release, Sent
from desk.publish.targets.release_names import FORM, KEEP, release_name, time_of
from desk.publish.targets.rsync_scripts import (
    BEGIN,
    CHECK,
    COPY,
    FINISH,
    LATE,
    LIST,
    LOOKED_AFTER,
    MANIFEST,
    RELEASES,
    STATE,
)
from desk.publish.targets.ssh import RemoteError, Ssh
from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest, NotAManifest, difference

_CHANGED = 76  # the code with which a script says that somebody else has published


def _host_fault(text: str) -> str:
    fine = re.fullmatch(r"[\w.-]+(@[\w.:-]+)?", text) and not text.startswith("-")
    return "" if fine else f"“{text}” is not the name of a server."


def _path_fault(text: str) -> str:
    outside = ".." in text.split("/") or re.search(r"[\x00-\x1f\x7f]", text)
    fine = text.strip("/.~") and not outside and not text.startswith("-")
    return "" if fine else f"“{text}” is not a folder that could hold a site."


SETTINGS = {
    "host": Setting("the server, such as name@server.example", required=True, check=_host_fault),
    "path": Setting(
        "the folder on the server in which the releases lie, such as /srv/practice; the web "
        "server shows the folder “current” in it",
        required=True,
        check=_path_fault,
    ),
    "port": Setting("the port of the server's SSH, mostly 22", check=number_fault),
    "keep": Setting("how many releases stay on the server, such as 5", check=number_fault),
    "ssh_config": Setting("a settings file for ssh, if it is not ssh's own"),
}


def target(place: Place, root: Path) -> Rsync:
    """The server of an entry of publish.yaml; `ssh_config` counts from `root`."""
    settings = place.settings
    options: tuple[str, ...] = ()
    if "ssh_config" in settings:
        options += ("-F", str(root / Path(settings["ssh_config"]).expanduser()))
    if "port" in settings:
        options += ("-p", settings["port"])
    ssh = Ssh(settings["host"], options)
    path = settings["path"].rstrip("/").removeprefix("~/")  # SSH begins in the home folder
    return Rsync(place.url, ssh, path, int(settings.get("keep", KEEP)))


@dataclass(frozen=True)
class Rsync:
    """`path` is the folder on the server; `keep` releases stay, the live one among them."""

    url: str
    ssh: Ssh
    path: str
    keep: int = KEEP
    serves_compressed = True

    def where(self) -> str:
        return f"{self.ssh.host}:{self.path}"

    def manifest(self) -> Manifest | None:
        found, undone = self._state()
        if undone:
            with (
                suppress(BusyError),
                self.ssh.locked(self.path),
            ):  # else it is under way, not cut short
                self._recover()
        return found

    def _live(self) -> Manifest | None:
        """The same for whoever holds the lock."""
        found, undone = self._state()
        if undone:
            self._recover()
        return found

    def _state(self) -> tuple[Manifest | None, bool]:
        """The live manifest, and whether something is left to be done since it is live."""
        state, _, rest = self.ssh.run(STATE, self.path).partition(b"\n")
        if not state:
            return None, False
        try:
            if state.startswith(b"link"):
                return manifest.parse(rest), state != b"link 0"
        except NotAManifest:
            pass
        raise CommandError(
            f"On {self.ssh.host} the folder {self.path}/current was not published from here, and "
            "publishing would replace it. Name another folder in publish.yaml."
        )

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        return self._read("current", paths)

    def foreign(self, live: Manifest) -> tuple[str, ...]:
        return foreign(self._listed("current"), live)

    def keeps_replaced(self) -> str:
        return f"in {self.ssh.host}:{self.path}/replaced"

    def send(
        self,
        site: Path,
        new: Manifest,
        expected: Manifest | None,
        progress: Progress,
        replacing: Collection[str] = (),
    ) -> Sent:
        with self.ssh.locked(self.path):
            live = self._live()
            if live != expected:
                raise self._moved()
            steps = difference(live, new)
            if live is not None and not steps:
                return Sent()
            total = len(steps.sent)
            progress(0, total, "sending")
            arriving, was, alike = self._begin()
            sent = self._upload(site, new, arriving, was, alike)
            progress(total, total, "making it live")
            name = release_name(new, was.rpartition("/")[2])
            self._carry_over(was, live, f"releases/{arriving}", name, new, replacing)
            own = (site / manifest.NAME).read_bytes()
            self._finish(arriving, name, new, own, was, live)
            return Sent(sent.files, sent.bytes, len(steps.removed))

    def former(self, live: Manifest | None) -> Release:
        now, *names = self.ssh.run(RELEASES, self.path).decode("utf-8", "replace").split("\n")
        last = now.rpartition("/")[2]
        for name in sorted(names, reverse=True):
            day = time_of(name)
            if day is None or (time_of(last) and name >= last):
                continue  # somebody else's, or gone back from
            folder = f"releases/{name}"
            own = self.ssh.run(MANIFEST, self.path, folder)
            with suppress(NotAManifest):
                found = manifest.parse(own)
                sums = _sums(found, own)
                words = (folder, str(len(found.files) + 1))
                if found != live and self.ssh.run(CHECK, self.path, *words, given=sums):
                    return Release(name, day, found, partial(self._read, folder))
        raise NoFormerReleaseError(f"There is no older release of {self.where()} to go back to.")

    def back(
        self, progress: Progress, shown: Release | None = None, replacing: Collection[str] = ()
    ) -> None:
        with self.ssh.locked(self.path):
            live = self._live()
            release = self.former(live)
            if shown not in (None, release):
                raise self._moved()
            progress(0, 1, release.name)
            arriving, was, _ = self._begin()
            new, former, goal = release.manifest, f"releases/{release.name}", f"releases/{arriving}"
            self._copy(former, goal, [*new.files, manifest.NAME])
            carried = self._carry_over(was, live, goal, release.name, new, replacing)
            # What once made room for a file of the version that is left comes back.
            left = live.files if live else ()
            returning = in_the_way(foreign(self._listed(former), new), left)
            clashing = in_the_way(returning, carried)
            self._copy(former, goal, [path for path in returning if path not in clashing])
            own = self.ssh.run(MANIFEST, self.path, former)
            self._finish(arriving, release.name, new, own, was, live)

    def _begin(self) -> tuple[str, str, list[str]]:
        """A folder for the next release to arrive in, of its own for each try: one that was cut
        short may still be writing. Gives its name, the live release, and others that are alike."""
        arriving = f".incoming-{secrets.token_hex(8)}"
        was, *said = self.ssh.run(BEGIN, self.path, arriving).decode().split("\n")
        return arriving, was, [name for name in said if re.fullmatch(r"[\w.-]+", name)]

    def _carry_over(
        self,
        was: str,
        live: Manifest | None,
        goal: str,
        name: str,
        new: Manifest,
        replacing: Collection[str],
    ) -> list[str]:
        """Foreign files into the new release, and those in its way to where they are kept; gives
        those that stay. Raises `MovedError`."""
        found = foreign(self._listed(was), live) if live else ()
        losing = replaced(found, new, self.read)
        if not set(losing) <= set(replacing):
            raise self._moved()
        self._copy(was, f"replaced/{name}", losing)
        carried = staying(found, new)
        self._copy(was, goal, carried)
        return carried

    def _finish(
        self,
        arriving: str,
        name: str,
        new: Manifest,
        own: bytes,
        was: str,
        live: Manifest | None,
    ) -> None:
        """Make what has arrived the live release. `own` is its manifest as a file."""
        words = (arriving, name, str(len(new.files) + 1), str(self.keep), was)
        try:
            self.ssh.run(FINISH, self.path, *words, given=_sums(new, own))
        except RemoteError as refused:
            if refused.code == _CHANGED:
                raise self._moved() from refused
            raise
        if live:
            with suppress(CommandError):  # it is live; the next publish looks after it again
                self._look_after(name, was, live, new)
                self.ssh.run(LOOKED_AFTER, self.path, name)

    def _recover(self) -> None:
        """Go on where a publish was cut short once its version was live."""
        said = self.ssh.run(LATE, self.path).decode("utf-8", "replace")
        for name, was in re.findall(rf"^late ({FORM}) (.+)$", said, re.MULTILINE):
            with suppress(NotAManifest):
                old, new = (
                    manifest.parse(self.ssh.run(MANIFEST, self.path, folder))
                    for folder in (was, f"releases/{name}")
                )
                self._look_after(name, was, old, new)
            self.ssh.run(LOOKED_AFTER, self.path, name)

    def _look_after(self, name: str, was: str, old: Manifest, new: Manifest) -> None:
        """Carry over what came into the release `was` between looking at it and replacing it."""
        found = foreign(self._listed(was), old)
        losing = replaced(found, new, partial(self._read, was))
        self._copy(was, f"replaced/{name}", losing)
        self._copy(was, f"releases/{name}", staying(found, new), "--update")

    def _listed(self, folder: str) -> list[str]:
        """The paths of all that a release holds, those of folders with a slash at their end."""
        said = self.ssh.run(LIST, self.path, folder).decode("utf-8", "surrogateescape")
        folders, _, others = said.partition("\0\0")
        found = [f"{path}/" for path in folders.split("\0")] + others.split("\0")
        return [path[2:] for path in found if path[2:]]

    def _copy(
        self, folder: str, goal: str, paths: Collection[str], how: str = "--ignore-existing"
    ) -> None:
        """Carry paths over as they are, from one folder on the server to another."""
        if paths:
            names = "".join(f"./{path.rstrip('/')}\0" for path in paths)
            given = names.encode("utf-8", "surrogateescape")
            self.ssh.run(COPY, self.path, folder, goal, how, given=given)

    def _read(self, folder: str, paths: Collection[str]) -> dict[str, bytes]:
        if not paths:
            return {}
        names = "\0".join(paths).encode()
        with tempfile.TemporaryDirectory() as place:
            here = Path(place)
            words = ["--from0", "--files-from=-", "--ignore-missing-args", "--checksum"]
            source = f"{self.ssh.host}:{self.path}/{folder}/"
            self.ssh.patiently([*self._rsync, *words, source, f"{here}/"], names)
            return {p: (here / p).read_bytes() for p in paths if (here / p).is_file()}

    @property
    def _rsync(self) -> list[str]:
        remote = " ".join(_quoted(word) for word in self.ssh.command)
        return ["rsync", "--recursive", "--protect-args", "--timeout=30", "--rsh", remote]

    def _moved(self) -> MovedError:
        return MovedError(f"{self.where()} has changed meanwhile. Look at the changes again.")

    def _upload(
        self, site: Path, new: Manifest, arriving: str, was: str, alike: Collection[str]
    ) -> Sent:
        """The site into a folder that nobody sees; what lies on the server already is shared.

        `was` is the live release, `alike` are others, whole or not: what they hold is compared by
        its bytes, and rsync never writes into a file that is there but replaces it.
        """
        names = [*new.files, manifest.NAME]
        words = ["--checksum", "--perms", "--chmod=D755,F644", "--out-format=%l %i %n"]
        words += ["--from0", "--files-from=-"]
        near = dict.fromkeys(([was] if was else []) + [f"releases/{name}" for name in alike])
        words += [f"--link-dest=../../{folder}" for folder in near]
        goal = f"{self.ssh.host}:{self.path}/releases/{arriving}/"
        command = [*self._rsync, *words, f"{site}/", goal]
        said = self.ssh.patiently(command, "\0".join(names).encode()).decode("utf-8", "replace")
        there = {path for path in self._listed(f"releases/{arriving}") if path[-1] != "/"}
        if odd := there.symmetric_difference(names):  # as of a try that the line has cut
            raise CommandError(
                f"It did not arrive on {self.ssh.host} as it was sent: {min(odd)}. Publish again."
            )
        # `<f` is a file that was sent (rsync's manual, --itemize-changes).
        sizes = [
            int(line.split(" ", 1)[0])
            for line in said.splitlines()
            if re.match(r"\d+ <f", line) and not line.endswith(f" {manifest.NAME}")
        ]
        return Sent(len(sizes), sum(sizes))


def _sums(release: Manifest, own: bytes) -> bytes:
    """What sha256sum checks a release by; `own` is its manifest as a file."""
    hashes = {path: file.sha256 for path, file in release.files.items()}
    hashes[manifest.NAME] = hashlib.sha256(own).hexdigest()
    return "\n".join(f"{sha256}  {path}" for path, sha256 in hashes.items()).encode()


def _quoted(word: str) -> str:
    """As rsync reads its --rsh (its manual): a quotation mark within a quotation is doubled."""
    return word if re.fullmatch(r"[^\s'\"]+", word) else '"' + word.replace('"', '""') + '"'
