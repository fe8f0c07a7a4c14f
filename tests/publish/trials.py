"""Publishes, lets something go wrong at a random moment, and looks what visitors met meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest
from tests.publish import grounds
from tests.publish.grounds import Ground
from tests.publish.line import Line
from tests.publish.servers import NOBODY, SshServer, free_port
from tests.publish.sites import site

CUT, CLIENT, SERVER, DISK, RIGHTS = FAULTS = (
    "network cut",
    "client killed",
    "server killed",
    "disk full",
    "rights gone",
)
KINDS = ("folder", "zip", "git", "rsync")
_ROOM = "192m"
_LONGEST = 90.0
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.publish.grounds"])


def possible(kind: str, fault: str) -> bool:
    """There is no line to a folder on this computer, and nothing that serves it."""
    return kind not in ("folder", "zip") or fault not in (CUT, SERVER)


@dataclass
class Tally:
    """What became of all rounds of a target and a fault."""

    times: int = 0
    old: int = 0
    new: int = 0
    repeated: int = 0
    looks: int = 0
    torn: int = 0
    longest_wait: float = 0.0  # until a lock that was left behind was free
    wrong: list[str] = field(default_factory=list)


class Reader:
    """Looks at the live site without a pause, from outside, until it is told to stop."""

    def __init__(self, ground: Ground, tally: Tally) -> None:
        self._ground, self._tally = ground, tally
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._over.is_set():
            try:
                look = self._ground.look()
            except OSError as error:
                look = grounds.Look("", (repr(error),))
            self._tally.looks += 1
            if look.torn:
                self._tally.torn += 1
                self._tally.wrong.append(f"a visitor met: {', '.join(look.torn[:3])}")
            time.sleep(0.002)


class Trial:
    """One ground, several versions to publish there, and the means to disturb it."""

    def __init__(self, ground: Ground, lab: Laboratory, pages: int, seed: int) -> None:
        self.ground, self.lab = ground, lab
        self.small_disk = lab.small
        self.chance = random.Random(seed)
        self._sites = _sites(lab.base / f"sites-{ground.kind}-{pages}", pages, self.chance)
        self._now = self._sites[0]
        self._said = lab.said / ground.kind
        begun = time.monotonic()
        passed = lab.passed(ground.kind)
        for version in (*self._sites[:2], self._sites[0]):
            if code := self._publish(version):
                raise RuntimeError(f"no first publish: {code} {self._words()}")
            if not ground.foreign:
                ground.put()
        self._usual = (time.monotonic() - begun) / 3
        self._bytes = (lab.passed(ground.kind) - passed) // 3

    def round(self, fault: str, tally: Tally) -> None:
        """One publish that is disturbed, and the one after it; into the tally."""
        old = self._now
        new = self.chance.choice([version for version in self._sites if version != old])
        tally.times += 1
        with Reader(self.ground, tally):
            self._disturbed(new, fault, tally)
            self._what_is_live(old, new, tally)
            self._again(new, tally)
        self._now = new
        self._tidy(new, tally)

    def _disturbed(self, new: Path, fault: str, tally: Tally) -> None:
        moment = self.chance.uniform(0, self._usual * 1.1)
        with self.lab.trouble(fault, self) as later:
            process = self._begin(new)
            if fault == CLIENT:
                time.sleep(moment)
                grounds.kill(process.pid or 0, all_of_it=self.chance.random() < 0.5)
            elif later:
                time.sleep(moment)
                later()
            process.join(_LONGEST)
            if process.exitcode is None:
                tally.wrong.append("it hung")
                grounds.kill(process.pid or 0, all_of_it=True)
                process.join()
            elif process.exitcode not in (0, grounds.IN_WORDS, -9):
                tally.wrong.append(f"it ended with {process.exitcode}")
            elif process.exitcode == grounds.IN_WORDS and " " not in self._words():
                tally.wrong.append(f"it was not told in words: {self._words()!r}")

    def _what_is_live(self, old: Path, new: Path, tally: Tally) -> None:
        names = {_manifest(old).identity: "old", _manifest(new).identity: "new"}
        live = self.ground.look()
        match names.get(live.version, "") if not live.torn else "":
            case "old":
                tally.old += 1
            case "new":
                tally.new += 1
            case _:
                tally.wrong.append(f"after it: {', '.join(live.torn[:3]) or 'another version'}")

    def _again(self, new: Path, tally: Tally) -> None:
        """The next publish; how long it is kept waiting by a lock that nobody holds any more."""
        begun = time.monotonic()
        while (code := self._publish(new)) == grounds.BUSY:
            if time.monotonic() - begun > _LONGEST:
                break
            time.sleep(0.1)
            tally.longest_wait = max(tally.longest_wait, time.monotonic() - begun)
        if code == 0:
            tally.repeated += 1
        else:
            tally.wrong.append(f"the next one ended with {code}: {self._words()}")

    def _tidy(self, new: Path, tally: Tally) -> None:
        ground = self.ground
        live = ground.look()
        if live.version != _manifest(new).identity or live.torn:
            tally.wrong.append(f"in the end: {', '.join(live.torn[:3]) or 'another version'}")
        if rubbish := ground.rubbish():
            tally.wrong.append(f"left lying there: {', '.join(rubbish[:3])}")
        kept = ground.kept()
        known = {_manifest(version).identity for version in self._sites}
        if not kept or any(look.torn or look.version not in known for look in kept):
            torn = [look.torn[:3] for look in kept if look.torn]
            tally.wrong.append(f"a former version is not whole: {torn or kept}")

    def _begin(self, version: Path) -> multiprocessing.process.BaseProcess:
        self._said.unlink(missing_ok=True)
        words = (self.ground.recipe, str(version), str(self._said))
        process = _CONTEXT.Process(target=grounds.publish, args=words)
        process.start()
        return process

    def _publish(self, version: Path) -> int:
        process = self._begin(version)
        process.join(_LONGEST)
        if process.exitcode is None:
            grounds.kill(process.pid or 0, all_of_it=True)
            return -1
        return process.exitcode

    def _words(self) -> str:
        return self._said.read_text("utf-8") if self._said.exists() else ""

    @property
    def bytes(self) -> int:
        return self._bytes

    @property
    def size(self) -> int:
        """The room that one version takes, in bytes, in blocks of 4 KiB."""
        return sum(-(-file.size // 4096) * 4096 for file in _manifest(self._now).files.values())


class Laboratory:
    """Servers on loopback, lines to them, and places that publishing goes to."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.base = Path(tempfile.mkdtemp(prefix="publishing-"))
        self.base.chmod(0o755)
        self._stack.callback(shutil.rmtree, self.base, ignore_errors=True)
        self.user = NOBODY if os.getuid() == 0 else 0
        self.said = self.base / "said"
        self.said.mkdir()
        self.said.chmod(0o777)
        self.small = False  # is each place a small disk of its own?
        self.ssh: SshServer | None = None
        self.ssh_line: Line | None = None

    def close(self) -> None:
        self._stack.close()

    def passed(self, kind: str) -> int:
        """The bytes that have gone over the line of a target, both ways."""
        return self.ssh_line.passed if self.ssh_line and kind in ("git", "rsync") else 0

    def ground(self, kind: str) -> Ground:
        """A place of this kind, empty, on a small disk of its own where we may make one."""
        top = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=self.base))
        top.chmod(0o755)
        self.small = self._small_disk(top)
        ground = self._ground(kind, top)
        grounds.give(top, self.user)
        return ground

    def _ground(self, kind: str, top: Path) -> Ground:
        match kind:
            case "folder":
                return grounds.FolderGround(top, self.user)
            case "zip":
                return grounds.ZipGround(top, self.user)
            case "rsync":
                return grounds.RsyncGround(top, self._sshd().options, self.user)
            case _:
                options = self._sshd().options
                assert self.ssh_line
                kept = self.base / f"kept-{top.name}.git"
                return grounds.GitGround(top, kept, options, self.ssh_line.port, self.user)

    @contextmanager
    def trouble(self, fault: str, trial: Trial) -> Iterator[Callable[[], object] | None]:
        """What is wrong while a publish is under way; gives what is to be done at the moment."""
        if fault == CUT:
            with self._cut(trial) as later:
                yield later
        elif fault == SERVER:
            yield self._kill_sshd
        elif fault == DISK:
            ballast = grounds.fill(trial.ground.top, trial.chance.randrange(int(trial.size * 1.2)))
            try:
                yield None
            finally:
                ballast.unlink()
        elif fault == RIGHTS:
            taken: list[grounds.NoRights] = []
            try:
                yield lambda: taken.append(grounds.NoRights(trial.ground.guarded()))
            finally:
                for folders in taken:
                    folders.mend()
        else:
            yield None

    @contextmanager
    def _cut(self, trial: Trial) -> Iterator[Callable[[], object] | None]:
        """Half of the times after so many bytes, until it is over; else for a moment only."""
        line = self.ssh_line
        assert line
        if trial.chance.random() < 0.5:
            line.cut_after(trial.chance.randrange(1, max(trial.bytes, 2)))
            yield None
        else:

            def for_a_moment() -> None:
                line.cut()
                time.sleep(0.3)
                line.mend()

            yield for_a_moment
        line.mend()

    def _kill_sshd(self) -> None:
        ssh = self._sshd()
        ssh.kill()
        ssh.start()

    def _sshd(self) -> SshServer:
        if self.ssh is None:
            folder = Path(tempfile.mkdtemp(prefix="sshd-", dir=self.base))
            self.ssh = SshServer(folder, free_port())
            self.ssh.prepare(as_nobody=bool(self.user))
            self.ssh.start()
            self._stack.callback(self.ssh.stop)
            self.ssh_line = Line(self.ssh.port)
            self._stack.callback(self.ssh_line.close)
            self.ssh.reached_by(self.ssh_line.port)
        return self.ssh

    def _small_disk(self, top: Path) -> bool:
        if os.getuid() != 0 or sys.platform != "linux":
            return False
        words = ["mount", "-t", "tmpfs", "-o", f"size={_ROOM},mode=755", "tmpfs", str(top)]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            return False
        undo = ["umount", "--lazy", str(top)]
        self._stack.callback(subprocess.run, undo, capture_output=True, check=False)
        return True


def _sites(folder: Path, pages: int, chance: random.Random) -> list[Path]:
    """Four versions: every page differs in all, a few stand in some only."""
    found = []
    words = [f"word{number}" for number in range(500)]
    for version in ("v0", "v1", "v2", "v3"):
        shown = {"/": f"Home {version}"}
        for number in range(pages):
            if number < 4 or chance.random() < 0.9:
                text = " ".join(chance.choices(words, k=300))
                shown[f"/articles/a{number}/"] = text
        if not (folder / version).exists():
            site(folder / version, version, shown)
        found.append(folder / version)
    return found


def _manifest(version: Path) -> Manifest:
    return manifest.read(version)
