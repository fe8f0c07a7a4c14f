"""Places to publish to on this computer that faults can happen to, and what a visitor finds there.

A ground can be looked at from outside: `look` gives the version that is live, as a web server
would hand it out at that moment, and everything that is not as that version's manifest says.
"""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import io
import os
import re
import shutil
import signal
import stat
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desk.common.errors import BusyError, CommandError
from desk.publish.target import Target
from desk.publish.targets import release_names
from desk.publish.targets.folder import Folder
from desk.publish.targets.git_branch import GitBranch
from desk.publish.targets.git_command import Git
from desk.publish.targets.rsync import Rsync
from desk.publish.targets.ssh import Ssh
from desk.publish.targets.zip_file import Zip
from plugins.delivery import manifest
from tests.publish import hands

PUBLISHED, IN_WORDS, BUSY = 0, 3, 75
# What the host and others put there, also in a folder that some versions have and others do not.
FOREIGN = {
    ".well-known/acme": b"a challenge",
    "articles/a5/notes.txt": b"notes",
    "uploads/precious letter.pdf": b"Seven years of work." * 500,
}
_RELEASE = re.compile(release_names.FORM)


@dataclass(frozen=True)
class Look:
    """What is live: a version by its manifest's hash, and what is torn about it."""

    version: str
    torn: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recipe:
    """How another process makes the target; nothing in it is open or running."""

    kind: str
    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    user: int = 0

    def target(self) -> Target:
        os.environ.update(self.environment)
        match self.kind:
            case "folder":
                return Folder("", Path(self.words[0]))
            case "zip":
                return Zip("", Path(self.words[0]))
            case "git":
                return GitBranch("", self.words[0], "pages", Git(Path(self.words[1])))
            case _:
                return Rsync("", Ssh("127.0.0.1", self.words[1:]), self.words[0], keep=3)


def publish(recipe: Recipe, site: str, said: str) -> None:
    """For a process of its own: sends `site`; it ends with one of the three codes above.

    What goes wrong in other ways than in words is left to show itself, with exit code 1.
    """
    os.setsid()
    if recipe.user:
        codecs.lookup("cp437")  # of archives; nobody may not read where root's Python lies
        os.setgroups([])
        os.setgid(recipe.user)
        os.setuid(recipe.user)
    try:
        place = recipe.target()
        new = manifest.read(Path(site))
        place.send(Path(site), new, place.manifest(), lambda *_: None)
    except BusyError:
        os._exit(BUSY)
    except CommandError as error:
        Path(said).write_text(str(error), "utf-8")
        os._exit(IN_WORDS)
    if isinstance(place, Rsync):
        place.ssh.close()
    os._exit(PUBLISHED)


def checked(files: Mapping[str, bytes], foreign: Mapping[str, bytes]) -> Look:
    """Are these files one whole version, by the manifest among them, and what is foreign?"""
    try:
        whole = manifest.parse(files[manifest.NAME])
    except (KeyError, manifest.ManifestError) as error:
        return Look("", (f"no manifest: {error!r}",))
    wanted = whole.files.keys() | foreign.keys()
    torn = [f"{path} is missing" for path in wanted - files.keys()]
    torn += [f"{path} is too much" for path in files.keys() - wanted - {manifest.NAME}]
    torn += [
        f"{path} is another one"
        for path, data in files.items()
        if path in whole.files and hashlib.sha256(data).hexdigest() != whole.files[path].sha256
    ]
    torn += [f"{path} has changed" for path in foreign if files.get(path) != foreign[path]]
    return Look(whole.identity, tuple(sorted(torn)))


def files_of(folder: Path) -> dict[str, bytes]:
    """All files of a folder, which is opened once: whatever its name leads to later."""
    top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    found: dict[str, bytes] = {}
    try:
        for place, _, names, here in os.fwalk(".", dir_fd=top):
            for name in names:
                with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=here), "rb") as file:
                    found[(Path(place) / name).as_posix()] = file.read()
    finally:
        os.close(top)
    return found


class Ground:
    """One place; `top` is where it lies, below which a fault may take room or rights away."""

    kind = ""

    def __init__(self, top: Path, user: int = 0) -> None:
        self.top = top
        self.user = user
        self.recipe: Recipe
        self.foreign: Mapping[str, bytes] = {}

    def put(self) -> None:
        """From now on, something foreign lies there as well."""
        self.foreign = FOREIGN
        hands.put(self.here(), {path: hands.Thing(data) for path, data in FOREIGN.items()})
        give(self.top, self.user)

    def here(self) -> Target:
        """The place, as its own computer reaches it."""
        return self.recipe.target()

    def look(self) -> Look:
        raise NotImplementedError

    def kept(self) -> list[Look]:
        """The former versions that can be gone back to."""
        raise NotImplementedError

    def rubbish(self) -> list[str]:
        """What lies there after a publish that ended well and belongs to no version."""
        return []

    def guarded(self) -> list[Path]:
        """The folders whose rights go when rights are wrong."""
        return [self.top, *(path for path in self.top.rglob("*") if path.is_dir())]


class FolderGround(Ground):
    kind = "folder"

    def __init__(self, top: Path, user: int = 0) -> None:
        super().__init__(top, user)
        self.path = top / "live"
        self.recipe = Recipe("folder", (str(self.path),), user=user)

    def look(self) -> Look:
        return checked(files_of(self.path), self.foreign)

    def kept(self) -> list[Look]:
        releases = sorted((self.top / ".live.releases").iterdir())
        return [checked(files_of(release), self.foreign) for release in releases]

    def rubbish(self) -> list[str]:
        return _odd(self.top, "live")

    def guarded(self) -> list[Path]:
        return [self.top, self.top / ".live.releases"]


class ZipGround(Ground):
    kind = "zip"

    def __init__(self, top: Path, user: int = 0) -> None:
        super().__init__(top, user)
        self.path = top / "live.zip"
        self.recipe = Recipe("zip", (str(self.path),), user=user)

    def look(self) -> Look:
        return self._look(self.path)

    def kept(self) -> list[Look]:
        return [self._look(path) for path in sorted((self.top / ".live.zip.releases").iterdir())]

    def rubbish(self) -> list[str]:
        return _odd(self.top, "live.zip")

    def guarded(self) -> list[Path]:
        return [self.top, self.top / ".live.zip.releases"]

    def _look(self, path: Path) -> Look:
        try:
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
                return checked(files, self.foreign)
        except (zipfile.BadZipFile, OSError) as error:
            return Look("", (repr(error),))


def _odd(top: Path, name: str) -> list[str]:
    """What lies beside the live version and is neither a former release nor the lock."""
    beside = {path.name for path in top.iterdir()} - {name, f".{name}.lock", f".{name}.releases"}
    former = [path.name for path in (top / f".{name}.releases").iterdir()]
    return sorted(beside | {other for other in former if not _RELEASE.fullmatch(other)})


class RsyncGround(Ground):
    kind = "rsync"

    def __init__(self, top: Path, options: tuple[str, ...], user: int = 0) -> None:
        super().__init__(top, user)
        self.path = top / "srv"
        self.recipe = Recipe("rsync", (str(self.path), *options))

    def look(self) -> Look:
        return checked(files_of(self.path / "current"), self.foreign)

    def kept(self) -> list[Look]:
        now = (self.path / "current").resolve().name
        older = [r for r in self._releases() if r.name < now]
        return [checked(files_of(release), self.foreign) for release in older]

    def rubbish(self) -> list[str]:
        found = {path.name for path in self.path.iterdir()}
        hidden = {path.name for path in (self.path / "releases").glob(".*")}
        now = (self.path / "current").resolve().name
        newer = {release.name for release in self._releases() if release.name > now}
        return sorted(found - {"current", "releases", ".publishing.lock"} | hidden | newer)

    def _releases(self) -> list[Path]:
        return sorted(p for p in (self.path / "releases").iterdir() if p.name[0] != ".")


class GitGround(Ground):
    kind = "git"

    def __init__(
        self, top: Path, kept: Path, ssh: tuple[str, ...], port: int, user: int = 0
    ) -> None:
        super().__init__(top, user)
        self.bare = top / "remote.git"
        subprocess.run(["git", "init", "--quiet", "--bare", str(self.bare)], check=True)
        address = f"ssh://127.0.0.1:{port}{self.bare}"
        environment = {"GIT_SSH_COMMAND": " ".join(["ssh", "-o", "BatchMode=yes", *ssh])}
        self.recipe = Recipe("git", (address, str(kept)), environment)
        self._own = ["git", "-c", f"safe.directory={self.bare}", f"--git-dir={self.bare}"]

    def here(self) -> Target:
        return GitBranch("", str(self.bare), "pages", Git(Path(self.recipe.words[1])))

    def look(self) -> Look:
        return self._at("refs/heads/pages")

    def kept(self) -> list[Look]:
        told = subprocess.run(
            [*self._own, "rev-list", "--max-count=3", "--skip=1", "pages"],
            capture_output=True,
            check=True,
        )
        return [self._at(commit) for commit in told.stdout.decode().split()]

    def _at(self, commit: str) -> Look:
        packed = subprocess.run(
            [*self._own, "archive", "--format=tar", commit], capture_output=True, check=False
        )
        if packed.returncode:
            return Look("", (packed.stderr.decode(),))
        files = {}
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            for member in archive:
                if member.isfile():
                    content = archive.extractfile(member)
                    files[member.name] = content.read() if content else b""
        return checked(files, self.foreign)


def give(folder: Path, user: int) -> None:
    """Everything below belongs to this user, if we may give it away."""
    if os.getuid() == 0 and user:
        for path in [folder, *folder.rglob("*")]:
            os.lchown(path, user, user)


class NoRights:
    """Folders that nobody may write in, until the end of the block."""

    def __init__(self, folders: list[Path]) -> None:
        self._modes = {}
        for folder in folders:
            try:
                self._modes[folder] = stat.S_IMODE(folder.stat().st_mode)
                folder.chmod(0o555)
            except FileNotFoundError:
                continue  # it went meanwhile

    def mend(self) -> None:
        """Also in folders that have another name by now."""
        top, *others = self._modes
        for folder in (top, *(path for path in top.rglob("*") if others and path.is_dir())):
            folder.chmod(0o755)


def kill(pid: int, *, all_of_it: bool) -> None:
    """A process without a word, or it and everything that it has begun."""
    end: Callable[[int, int], None] = os.killpg if all_of_it else os.kill
    with contextlib.suppress(ProcessLookupError):
        end(pid, signal.SIGKILL)


def fill(top: Path, leave: int) -> Path:
    """Takes all room of a small disk but `leave` bytes."""
    ballast = top / "ballast"
    room = shutil.disk_usage(top).free - leave
    if room > 0:
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, room)
    return ballast
