"""Keep what was made, so that the next build need not make it; trust none of it unread.

A kept entry is published, so it must be what was made here and nothing else: disks fail, and a
folder of content may come from somebody else with a `.cache` beside it, in which whoever knows
this file has written what he likes. Plain digests would find the first and not the second. So
each entry begins with an HMAC (RFC 2104) of its name and of all that is in it, and is called by
an HMAC of its name; the key is a secret of this person on this computer, in a file of her own
folder for caches, outside every project. It does not lie in a project's `.cache`, because that is
beside the content as well, and would be brought along. Hence:

- an entry that is cut, changed, exchanged for another whole one, or no file at all, is found when
  it is used. It counts as `damaged`, is told once (`problems`), and is made anew in its place;
- what another computer or another person has made is not even looked at, and is let go after 90
  days like everything else that nobody uses;
- without such a key (no home that can be written to), and where the folder cannot be used (full,
  closed, a link to elsewhere), what is made is kept in a temporary folder until the program ends.

No entry is ever needed, so nothing here raises OSError. The name says all that an entry depends
on: what it was made of, by which program (`made_by`), with which settings.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import hmac
import io
import os
import pickle
import re
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from os.path import isdir, isfile, islink  # these never raise, unlike those of a Path
from pathlib import Path
from typing import Any

from plugins.core import temporary
from plugins.core.problem import Problem
from plugins.core.rules.program import CACHE_DAMAGED, CACHE_NOT_KEPT

_DAY = 24 * 3600
_UNUSED = 90 * _DAY
_KEY = 32  # bytes of the key, and of an HMAC with SHA-256
# A link is not followed; a pipe is opened without waiting for somebody at its other end.
_PLAIN = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC")
)
# A file that was changed this short a time ago may change again without its clock moving.
_JUST_NOW = 3.0
# What the entries of each kind are called where one is told.
_WORDS = {
    "reading": "readings of your texts",
    "pictures": "prepared pictures",
    "cards": "cards for shared links",
    "packed": "packed files",
    "templates": "prepared templates",
    "pages": "finished pages",
    "searched": "texts for the search",
    "copies": "copies as Markdown",
    "built": "notes of finished builds and checks",
    "delivered": "notes of delivered files",
    "checked": "notes of finished pages",
}


class Store:
    """Entries of one kind, in the folder of that name below `base`, made with the first entry.

    Several builds may use one folder at once, and many threads one store: an entry appears whole
    or not at all. `damaged` are the files that were not what had been put there; `trouble` is a
    folder that cannot be used, and the system's word for why. A store goes to another process as
    it is, key and all.
    """

    def __init__(self, base: Path, kind: str) -> None:
        self.kind = kind
        self.folder = base / kind
        self.damaged: set[str] = set()
        self.trouble: tuple[Path, str] | None = None
        own = own_folder()
        self._key, closed = _secret(own)
        links = [path for path in (base, self.folder) if islink(path)]  # noqa: PTH114
        if closed:
            self.trouble = own or base, closed
        elif links:
            self.trouble = links[0], "It is a link to another place"
        self._main = _instead_of(self.folder) if self.trouble else self.folder

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under this name; if nothing is, what `make` gives, which then is."""
        data = self.find(name)
        if data is None:
            data = make()
            self.put(name, data)
        return data

    def find(self, name: str) -> bytes | None:
        """Return what was put under this name, which then counts as used today; None if nothing."""
        file = self._file(name)
        folders = [self._main, *([_instead_of(self.folder)] if _TEMPORARY else [])]
        for path in dict.fromkeys(folder / file for folder in folders):
            try:
                entry, changed = _plain_file(path)
            except OSError as error:
                # Where the folder itself is closed, nothing is known of what is in it.
                is_open = os.access(path.parent, os.X_OK)
                if isinstance(error, FileNotFoundError):
                    self.damaged |= {file} if islink(path) else set()  # noqa: PTH114  # to nowhere
                elif isinstance(error, NotADirectoryError) or not is_open:
                    self._cannot_use(path.parent, error)
                else:
                    self.damaged.add(file)
                continue
            if time.time() - changed > _DAY:
                with contextlib.suppress(OSError):  # somebody else's, but it can be read
                    os.utime(path)
            if hmac.compare_digest(entry[:_KEY], self._proof(name, entry[_KEY:])):
                return entry[_KEY:]
            self.damaged.add(file)
        return None

    def put(self, name: str, data: bytes) -> None:
        """Keep an entry under its name, in place of whatever stands there."""
        file, proof = self._file(name), self._proof(name, data)
        try:
            write_whole(self._main / file, proof, data)
        except OSError as error:
            if not isfile(self._main / file):  # noqa: PTH113  # else it is open elsewhere (Windows)
                self._cannot_use(self._main, error)
            with contextlib.suppress(OSError):
                write_whole(_instead_of(self.folder) / file, proof, data)

    def values(self, name: str, key: str) -> Any:
        """Return the plain values that were put under this name with the same key, else None.

        Nothing is unpickled but what Python has by itself: numbers, texts, lists, sets, dicts.
        """
        entry = self.find(name)
        try:
            found = _Plain(io.BytesIO(entry)).load() if entry else ("", None)
            return found[1] if found[0] == key else None
        except Exception:  # of another version of Python, or of this program
            return None

    def put_values(self, name: str, key: str, values: object) -> None:
        """Keep plain values under a name, in place of those of another key: of these is one."""
        self.put(name, pickle.dumps((key, values), protocol=5))

    def prune(self) -> None:
        """Drop what no build has used for 90 days, and what a killed build left half written."""
        ours = re.compile(rf"[0-9a-f]{{40}}\.{self.kind}(\..*\.tmp)?")
        now = time.time()
        with contextlib.suppress(OSError), os.scandir(self._main) as entries:
            for entry in entries:
                if found := ours.fullmatch(entry.name):
                    most = _DAY if found[1] else _UNUSED
                    with contextlib.suppress(OSError):
                        if now - entry.stat(follow_symlinks=False).st_mtime > most:
                            os.unlink(entry.path)  # noqa: PTH108  # thousands

    def _cannot_use(self, folder: Path, error: OSError) -> None:
        place = folder if isdir(folder.parent) else folder.parent  # noqa: PTH112
        self.trouble = place, error.strerror or str(error)

    def _file(self, name: str) -> str:
        said = hmac.digest(self._key, b"name" + self._bytes(name), "sha256")
        return f"{said.hex()[:40]}.{self.kind}"

    def _proof(self, name: str, data: bytes) -> bytes:
        """Return the proof that this was put here under this name, which takes the key."""
        about = self._bytes(name)
        proof = hmac.new(self._key, b"data" + len(about).to_bytes(8, "big") + about, "sha256")
        proof.update(data)
        return proof.digest()

    def _bytes(self, name: str) -> bytes:
        return os.fsencode(f"{self.kind}/{name}")


class _Plain(pickle.Unpickler):
    """Python's documentation, pickle, "Restricting Globals"."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value.")


def problems(stores: Collection[Store], shown: Callable[[Path], str]) -> Iterator[Problem]:
    """Yield one problem for each kind of entry, one for each folder that cannot be used.

    `shown` gives a path as a person would open it.
    """
    for store in stores:
        if count := len(store.damaged):
            were, have = ("was", "has") if count == 1 else ("were", "have")
            of = f"Of the {_WORDS[store.kind]} that are kept here from earlier runs"
            message = f"{of}, {count:,} {were} damaged and {have} been made anew."
            remedy = "Nothing has to be done. If it happens often, have somebody look at the disk."
            yield CACHE_DAMAGED.problem(shown(store.folder), 1, message, remedy)
    for folder, why in sorted({store.trouble for store in stores if store.trouble}):
        message = f"What is made here cannot be kept for the next build: {why}."
        same = "The site is the same, but each build takes as long as the first one"
        yield CACHE_NOT_KEPT.problem(shown(folder), 1, message, f"{same} until this is mended.")


def beside(content: Path) -> Path:
    """Return the folder in which is kept what was made of a folder of content."""
    return Path(os.path.abspath(content)).parent / ".cache"  # noqa: PTH100  # a link keeps its name


def own_folder() -> Path | None:
    """Return this person's own folder for what programs keep: as her system has it, or she says.

    XDG Base Directory Specification; Apple, "File System Programming Guide"; Microsoft, "Known
    folders". None if she has none.
    """
    said = os.environ.get("XDG_CACHE_HOME", "")
    try:
        if os.path.isabs(said):  # noqa: PTH117
            folder = Path(said)
        elif sys.platform == "win32":
            folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        else:
            caches = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
            folder = Path.home().joinpath(*caches)
    except RuntimeError:
        return None
    return folder / "practice-press"


@lru_cache(maxsize=8)
def _secret(folder: Path | None) -> tuple[bytes, str]:
    """Return the key that lies in this folder, made if need be, and "".

    If none can be had there, one that is forgotten with this process, and why.
    """
    if folder is None:
        return secrets.token_bytes(_KEY), "There is no home folder"
    file = folder / "key"
    try:
        with contextlib.suppress(OSError):
            key, _ = _plain_file(file)
            if len(key) == _KEY:
                return key, ""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, secrets.token_bytes(_KEY))  # for nobody else to read, by mkstemp
        key, _ = _plain_file(file)  # of two that begin at once, one has the last word
    except OSError as error:
        return secrets.token_bytes(_KEY), error.strerror or str(error)
    return key, ""


_TEMPORARY: list[Path] = []


def _instead_of(folder: Path) -> Path:
    """Return a folder that is removed when this process ends; a useless one if none can be made."""
    if not _TEMPORARY:
        try:
            made = temporary.new()
        except OSError:
            return Path(os.devnull)
        atexit.register(temporary.remove, made)
        _TEMPORARY.append(made)
    return _TEMPORARY[0] / hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


def _plain_file(path: Path) -> tuple[bytes, float]:
    """Return what is in a plain file, and when it was changed. Raises OSError for any other."""
    handle = os.open(path, _PLAIN)
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(0, "It is not a file")
        with open(handle, "rb", closefd=False) as file:
            return file.read(), about.st_mtime
    finally:
        os.close(handle)


def write_whole(path: Path, *parts: bytes) -> None:
    """Make a file appear whole, in place of whatever stands there. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123
            file.writelines(parts)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        Path(fresh).replace(path)
    except OSError:
        Path(fresh).unlink(missing_ok=True)
        raise


def made_by(*files: Path) -> str:
    """Return the name of a program: what is in these files of it, and the Python that runs it."""
    return hashlib.sha256(repr((sys.version, *map(digest, files))).encode()).hexdigest()


_DIGESTS: dict[tuple[str, int, int, int], str] = {}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, remembered in this process while the file stays untouched."""
    about = path.stat()
    key = (str(path), about.st_ino, about.st_size, about.st_mtime_ns)
    if key not in _DIGESTS:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if time.time() - about.st_mtime < _JUST_NOW:
            return found
        _DIGESTS[key] = found
    return _DIGESTS[key]
