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
from functools import partial
from pathlib import Path
from typing import ClassVar

from desk.common.errors import BusyError, CommandError
from desk.publish.config import NUMBER, Place, Setting, fits
from desk.publish.target import Release, ReleaseTarget, Sent, Update
from desk.publish.targets import rsync_scripts as scripts
from desk.publish.targets.release_names import FORM, KEEP, release_name, time_of
from desk.publish.targets.ssh import RemoteError, Ssh
from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest, ManifestError

_CHANGED = 76  # the code with which a script says that somebody else has published


SETTINGS = {
    "host": Setting(
        "the server, such as name@server.example",
        required=True,
        check=fits(r"(?!-)[\w.-]+(@[\w.:-]+)?", "“{}” is not the name of a server."),
    ),
    "path": Setting(
        "the folder on the server in which the releases lie, such as /srv/practice; the web "
        "server shows the folder “current” in it",
        required=True,
        check=fits(
            r"(?!-)(?!(.*/)?\.\.(/|$))(?=.*[^/.~])[^\x00-\x1f\x7f]*",
            "“{}” is not a folder that could hold a site.",
        ),
    ),
    "port": Setting("the port of the server's SSH, mostly 22", check=NUMBER),
    "keep": Setting("how many releases stay on the server, such as 5", check=NUMBER),
    "ssh_config": Setting("a settings file for ssh, if it is not ssh's own"),
}


def target(place: Place, root: Path) -> Rsync:
    """Return the server of an entry of publish.yaml; `ssh_config` counts from `root`."""
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
class Rsync(ReleaseTarget[str]):
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
        state, _, rest = self.ssh.run(scripts.STATE, self.path).partition(b"\n")
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

    def _send(self, site: Path, update: Update) -> Sent:
        total = len(update.steps.sent)
        update.progress(0, total, "sending")
        arriving, was, alike = self._begin()
        files, size = self._upload(site, update.new, arriving, was, alike)
        update.progress(total, total, "making it live")
        name = release_name(update.new, was.rpartition("/")[2])
        self._carry_over(was, f"releases/{arriving}", name, update)
        self._finish(arriving, name, (site / manifest.NAME).read_bytes(), was, update)
        return Sent(files, size, len(update.steps.removed))

    def _former(self, live: Manifest | None) -> tuple[str, Release]:
        now, *names = (
            self.ssh.run(scripts.RELEASES, self.path).decode("utf-8", "replace").split("\n")
        )
        last = now.rpartition("/")[2]
        for name in sorted(names, reverse=True):
            day = time_of(name)
            if day is None or (time_of(last) and name >= last):
                continue  # somebody else's, or gone back from
            folder = f"releases/{name}"
            own = self.ssh.run(scripts.MANIFEST, self.path, folder)
            with suppress(ManifestError):
                found = manifest.parse(own)
                words = (folder, str(len(found.files) + 1))
                if found != live and self.ssh.run(
                    scripts.CHECK, self.path, *words, given=_sums(found, own)
                ):
                    return folder, Release(name, day, found, partial(self._read, folder))
        raise self._no_former()

    def _go_back(self, former: str, release: Release, update: Update) -> None:
        arriving, was, _ = self._begin()
        goal = f"releases/{arriving}"
        self._copy(former, goal, [*update.new.files, manifest.NAME])
        carried = self._carry_over(was, goal, release.name, update)
        self._copy(former, goal, self._returning(former, update, carried))
        own = self.ssh.run(scripts.MANIFEST, self.path, former)
        self._finish(arriving, release.name, own, was, update)

    def _begin(self) -> tuple[str, str, list[str]]:
        """Make a folder for the next release to arrive in, of its own for each try: one that was
        cut short may still be writing. Return its name, the live release, others that are alike."""
        arriving = f".incoming-{secrets.token_hex(8)}"
        was, *said = self.ssh.run(scripts.BEGIN, self.path, arriving).decode().split("\n")
        return arriving, was, [name for name in said if re.fullmatch(r"[\w.-]+", name)]

    def _carry_over(self, was: str, goal: str, name: str, update: Update) -> list[str]:
        """Carry foreign files over into the new release, and those in its way to where they are
        kept; return those that stay. Raises `MovedError`."""
        losing, carried = self._agreed_foreign(was, update)
        self._copy(was, f"replaced/{name}", losing)
        self._copy(was, goal, carried)
        return carried

    def _finish(self, arriving: str, name: str, own: bytes, was: str, update: Update) -> None:
        """Make what has arrived the live release. `own` is its manifest as a file."""
        new = update.new
        words = (arriving, name, str(len(new.files) + 1), str(self.keep), was)
        try:
            self.ssh.run(scripts.FINISH, self.path, *words, given=_sums(new, own))
        except RemoteError as refused:
            if refused.code == _CHANGED:
                raise self._moved() from refused
            raise
        if update.live:
            with suppress(CommandError):  # it is live; the next publish looks after it again
                self._look_after(name, was, update.live, new)
                self.ssh.run(scripts.LOOKED_AFTER, self.path, name)

    def _recover(self) -> None:
        """Go on where a publish was cut short once its version was live."""
        said = self.ssh.run(scripts.LATE, self.path).decode("utf-8", "replace")
        for name, was in re.findall(rf"^late ({FORM}) (.+)$", said, re.MULTILINE):
            with suppress(ManifestError):
                old, new = (
                    manifest.parse(self.ssh.run(scripts.MANIFEST, self.path, folder))
                    for folder in (was, f"releases/{name}")
                )
                self._look_after(name, was, old, new)
            self.ssh.run(scripts.LOOKED_AFTER, self.path, name)

    def _look_after(self, name: str, was: str, old: Manifest, new: Manifest) -> None:
        """Carry over what came into the release `was` between looking at it and replacing it."""
        losing, staying = self._sort_foreign(was, old, new)
        self._copy(was, f"replaced/{name}", losing)
        self._copy(was, f"releases/{name}", staying, "--update")

    def _listed(self, version: str) -> list[str]:
        said = self.ssh.run(scripts.LIST, self.path, version).decode("utf-8", "surrogateescape")
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
            self.ssh.run(scripts.COPY, self.path, folder, goal, how, given=given)

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

    def _upload(
        self, site: Path, new: Manifest, arriving: str, was: str, alike: Collection[str]
    ) -> tuple[int, int]:
        """Send the site into a folder that nobody sees, and return how many files and bytes that
        took; what lies on the server already is shared.

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
        return len(sizes), sum(sizes)


def _sums(release: Manifest, own: bytes) -> bytes:
    """Return what sha256sum checks a release by; `own` is its manifest as a file."""
    hashes = {path: file.sha256 for path, file in release.files.items()}
    hashes[manifest.NAME] = hashlib.sha256(own).hexdigest()
    return "\n".join(f"{sha256}  {path}" for path, sha256 in hashes.items()).encode()
