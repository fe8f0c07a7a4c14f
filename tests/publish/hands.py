"""What others than this program put at a place to publish to, and what is there of it later."""

from __future__ import annotations

import os
import stat
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desk.publish.target import Target
from desk.publish.targets.folder import Folder
from desk.publish.targets.git_branch import GitBranch
from desk.publish.targets.rsync import Rsync
from desk.publish.targets.zip_file import Zip

_LONG_AGO = 1_000_000_000  # September 2001
_COMMIT = ["-c", "user.name=Host", "-c", "user.email=host@localhost"]


@dataclass(frozen=True)
class Thing:
    """A file, a link (`mode` as in stat(2)), an empty folder, or another repository."""

    content: bytes = b""
    mode: int = 0o100644


LINK, FOLDER, SUBMODULE = 0o120777, 0o040755, 0o160000
Things = Mapping[str, Thing]


def put(place: Target, things: Things) -> None:
    """Somebody puts these to what is live."""
    match place:
        case Folder():
            _put_in_folder(place.path, things)
        case Rsync():
            _put_in_folder(Path(place.path, "current").resolve(), things)
        case Zip():
            _put_in_archive(place.path, things)
        case GitBranch():
            _commit(Path(place.repository), things, "Somebody's own")


def there(place: Target) -> dict[str, Thing]:
    """All that is live: files, links, and folders in which nothing is."""
    match place:
        case Folder():
            return in_folder(place.path)
        case Rsync():
            return in_folder(Path(place.path, "current").resolve())
        case Zip():
            return in_archive(place.path)
        case GitBranch():
            return in_branch(Path(place.repository), place.branch)
    raise AssertionError(place)


def foreign(place: Target) -> dict[str, Thing]:
    """What is live and does not stand in the manifest."""
    live = place.manifest()
    assert live
    return {
        path: thing
        for path, thing in there(place).items()
        if path not in live.files and path != "manifest.json"
    }


def in_folder(folder: Path) -> dict[str, Thing]:
    found = {}
    for path in sorted(folder.rglob("*")):
        mode, name = path.lstat().st_mode, path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = Thing(str(path.readlink()).encode(), mode)
        elif not path.is_dir():
            found[name] = Thing(path.read_bytes(), mode)
        elif not any(path.iterdir()):
            found[name] = Thing(b"", mode)
    return found


def in_archive(file: Path) -> dict[str, Thing]:
    with zipfile.ZipFile(file) as archive:
        return {
            entry.filename.rstrip("/"): Thing(archive.read(entry), entry.external_attr >> 16)
            for entry in archive.infolist()
        }


def in_branch(repository: Path, branch: str) -> dict[str, Thing]:
    found = {}
    for line in _git(repository, "ls-tree", "-r", "-z", branch).split(b"\0")[:-1]:
        said, _, path = line.partition(b"\t")
        mode, kind, name = said.split()
        content = name if kind == b"commit" else _git(repository, "cat-file", "blob", name.decode())
        found[path.decode("utf-8", "surrogateescape")] = Thing(content, int(mode, 8))
    return found


def commit(place: Target, things: Things, words: str, without: tuple[str, ...] = ()) -> str:
    """A commit of somebody's own on the branch, and its name."""
    assert isinstance(place, GitBranch)
    return _commit(Path(place.repository), things, words, without)


def _put_in_folder(folder: Path, things: Things) -> None:
    for path, thing in things.items():
        goal = folder / path
        goal.parent.mkdir(parents=True, exist_ok=True)
        if thing.mode == FOLDER:
            goal.mkdir()
        elif thing.mode == LINK:
            goal.symlink_to(thing.content.decode())
        else:
            goal.write_bytes(thing.content)
            goal.chmod(stat.S_IMODE(thing.mode))
        os.utime(goal, (_LONG_AGO, _LONG_AGO), follow_symlinks=False)


def _put_in_archive(file: Path, things: Things) -> None:
    with zipfile.ZipFile(file, "a") as archive:
        for path, thing in things.items():
            name = f"{path}/" if thing.mode == FOLDER else path
            entry = zipfile.ZipInfo(name, (2001, 9, 9, 1, 1, 1))
            entry.external_attr, entry.create_system = thing.mode << 16, 3
            archive.writestr(entry, thing.content)


def _commit(repository: Path, things: Things, words: str, without: tuple[str, ...] = ()) -> str:
    branch = "refs/heads/pages"
    more = {**os.environ, "GIT_INDEX_FILE": str(repository / "index-of-somebody")}
    _git(repository, "read-tree", branch, more=more)
    lines = "".join(f"0 {'0' * 40}\t{path}\0" for path in without)
    for path, thing in things.items():
        blob = thing.content
        if thing.mode != SUBMODULE:
            blob = _git(repository, "hash-object", "-w", "--stdin", given=thing.content)
        mode = LINK & 0o170000 if thing.mode == LINK else thing.mode
        lines += f"{mode:o} {blob.decode().strip()}\t{path}\0"
    update = ("update-index", "-z", "--add", "--index-info")
    _git(repository, *update, given=lines.encode("utf-8", "surrogateescape"), more=more)
    tree = _git(repository, "write-tree", more=more).decode().strip()
    commit = ("commit-tree", tree, "-p", branch, "-m", words)
    made = _git(repository, *_COMMIT, *commit).decode().strip()
    _git(repository, "update-ref", branch, made)
    return made


def _git(
    repository: Path, *words: str, given: bytes = b"", more: dict[str, str] | None = None
) -> bytes:
    command = ["git", f"--git-dir={repository}", *words]
    return subprocess.run(command, input=given, capture_output=True, check=True, env=more).stdout
