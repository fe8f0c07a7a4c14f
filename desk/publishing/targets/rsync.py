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
from dataclasses import dataclass
from pathlib import Path

from desk.publishing import manifest
from desk.publishing.manifest import Manifest, NotAManifest, difference
from desk.publishing.publish_yaml import Place, Setting
from desk.publishing.target import Moved, NoFormer, Progress, Sent, Trouble
from desk.publishing.targets.release_names import release_name
from desk.publishing.targets.rsync_scripts import BACK, BEGIN, FINISH, STATE
from desk.publishing.targets.ssh import Refused, Ssh
from desk.swap import MARKER

_KEEP = 5
_CHANGED = 76  # the code with which a script says that somebody else has published


def _number_fault(text: str) -> str:
    return "" if re.fullmatch(r"[1-9]\d{0,4}", text) else f"“{text}” is not a number."


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
    "port": Setting("the port of the server's SSH, mostly 22", check=_number_fault),
    "keep": Setting("how many releases stay on the server, such as 5", check=_number_fault),
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
    return Rsync(place.url, ssh, path, int(settings.get("keep", _KEEP)))


@dataclass(frozen=True)
class Rsync:
    """`path` is the folder on the server; `keep` releases stay, the live one among them."""

    url: str
    ssh: Ssh
    path: str
    keep: int = _KEEP
    serves_compressed = True

    def where(self) -> str:
        return f"{self.ssh.host}:{self.path}"

    def manifest(self) -> Manifest | None:
        state, _, rest = self.ssh.run(STATE, self.path).partition(b"\n")
        if not state:
            return None
        try:
            if state == b"link":
                return manifest.parse(rest)
        except NotAManifest:
            pass
        raise Trouble(
            f"On {self.ssh.host} the folder {self.path}/current was not published from here, and "
            "publishing would replace it. Name another folder in publish.yaml."
        )

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        if not paths:
            return {}
        names = "\0".join(paths).encode()
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            words = ["--from0", "--files-from=-", "--ignore-missing-args", "--checksum"]
            source = f"{self.ssh.host}:{self.path}/current/"
            self.ssh.patiently([*self._rsync, *words, source, f"{here}/"], names)
            return {p: (here / p).read_bytes() for p in paths if (here / p).is_file()}

    def send(
        self, site: Path, new: Manifest, expected: Manifest | None, progress: Progress
    ) -> Sent:
        with self.ssh.locked(self.path):
            live = self.manifest()
            if live != expected:
                raise self._moved()
            steps = difference(live, new)
            if live is not None and not steps:
                return Sent()
            total = len(steps.sent)
            progress(0, total, "sending")
            # A folder of its own for each try: one that was cut short may still be writing.
            arriving = f".incoming-{secrets.token_hex(8)}"
            said = self.ssh.run(BEGIN, self.path, arriving).decode().split("\n")
            was, alike = said[0], [name for name in said[1:] if re.fullmatch(r"[\w.-]+", name)]
            sent = self._upload(site, arriving, was, alike)
            progress(total, total, "making it live")
            name = release_name(new, was.removeprefix("releases/"))
            own = hashlib.sha256((site / manifest.NAME).read_bytes()).hexdigest()
            files = {path: file.sha256 for path, file in new.files.items()} | {manifest.NAME: own}
            sums = "\n".join(f"{sha256}  {path}" for path, sha256 in files.items())
            words = (arriving, name, str(len(files)), str(self.keep), was)
            try:
                self.ssh.run(FINISH, self.path, *words, given=sums.encode())
            except Refused as refused:
                if refused.code == _CHANGED:
                    raise self._moved() from refused
                raise
            return Sent(sent.files, sent.bytes, len(steps.removed))

    def back(self, progress: Progress) -> str:
        with self.ssh.locked(self.path):
            progress(0, 1, "the former release")
            name = self.ssh.run(BACK, self.path).decode().strip()
        if not name:
            raise NoFormer(f"There is no older release on {self.where()} to go back to.")
        return f"the release {name}"

    @property
    def _rsync(self) -> list[str]:
        remote = " ".join(_quoted(word) for word in self.ssh.command)
        return ["rsync", "--recursive", "--protect-args", "--timeout=30", "--rsh", remote]

    def _moved(self) -> Moved:
        return Moved(f"{self.where()} has changed meanwhile. Look at the changes again.")

    def _upload(self, site: Path, arriving: str, was: str, alike: Collection[str]) -> Sent:
        """Everything into a folder that nobody sees; what lies there already is shared.

        `was` is the live release, `alike` are others, whole or not: what they hold is compared by
        its bytes, and rsync never writes into a file that is there but replaces it.
        """
        words = [
            *("--checksum", "--perms", "--chmod=D755,F644", "--delete", f"--exclude=/{MARKER}"),
            "--out-format=%l %i %n",
        ]
        near = dict.fromkeys(([was] if was else []) + [f"releases/{name}" for name in alike])
        words += [f"--link-dest=../../{folder}" for folder in near]
        goal = f"{self.ssh.host}:{self.path}/releases/{arriving}/"
        said = self.ssh.patiently([*self._rsync, *words, f"{site}/", goal]).decode(
            "utf-8", "replace"
        )
        # `<f` is a file that was sent (rsync's manual, --itemize-changes).
        sizes = [
            int(line.split(" ", 1)[0])
            for line in said.splitlines()
            if re.match(r"\d+ <f", line) and not line.endswith(f" {manifest.NAME}")
        ]
        return Sent(len(sizes), sum(sizes))


def _quoted(word: str) -> str:
    """As rsync reads its --rsh (its manual): a quotation mark within a quotation is doubled."""
    return word if re.fullmatch(r"[^\s'\"]+", word) else '"' + word.replace('"', '""') + '"'
