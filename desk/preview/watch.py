"""Notice that a file was saved."""

from __future__ import annotations

import contextlib
import math
import os
import queue
import threading
import time
from collections.abc import Iterator
from hashlib import blake2b, file_digest
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from desk.common import project

_WANTED = DefaultFilter()  # no editor's own files: no swap file, no copy that ends in ~
# Milliseconds: saves are told as soon as none has followed for a step, and at the latest then.
_STEP, _LONGEST = 5, 200
_MANY = 1000  # so much at once that the system may have lost some of it
# Seconds: how long a file that is new, empty or gone may take to be what its editor makes of it,
# how often is asked whether the folders still are the same ones, and when to look at all once more.
_SETTLES, _ASKED, _AGAIN = 0.1, 0.25, 0.5


def saved_files(content: Path, stop: threading.Event) -> Iterator[set[Path]]:
    """Yield what was saved in the content, the theme and the program, until `stop` is set.

    A file is told when its bytes have changed, whatever way its editor has of saving; one that is
    gone is told, too. Watching begins with the call, not with the first look at the iterator.
    What is saved while somebody is busy with the last save comes together in one set.
    """
    news: queue.Queue[set[Path]] = queue.Queue()
    # The settings stand beside folders that nobody should watch: output/ and .venv/. The folder
    # is watched, not the files: many editors save by putting a new file in the old one's place.
    for look in (
        _Watch(news, stop, (content, project.THEME, *project.PROGRAM), recursive=True),
        _Watch(news, stop, (project.ROOT,), recursive=False),
    ):
        threading.Thread(target=look.run, daemon=True).start()
        look.ready.wait(10)

    def saves() -> Iterator[set[Path]]:
        while not stop.is_set():
            with contextlib.suppress(queue.Empty):
                changed = news.get(timeout=0.2)  # not for ever: Ctrl-C must get through on Windows
                while not news.empty():
                    changed |= news.get()
                yield changed

    return saves()


class _Watch:
    """Put what is saved in some folders into `news`.

    The system says where to look (watchfiles), and the bytes of the file whether it is news: an
    editor may touch a file several times for one save. All files are looked at again whenever the
    system may have kept something to itself: when watching begins, a folder has come or gone, or
    very much has happened at once.
    """

    def __init__(
        self,
        news: queue.Queue[set[Path]],
        stop: threading.Event,
        folders: tuple[Path, ...],
        recursive: bool,
    ) -> None:
        self.ready = threading.Event()
        self._news, self._stop = news, stop
        self._folders, self._recursive = folders, recursive
        self._seen: dict[Path, object] = {}  # each file and folder, as it was when all was seen
        self._told: dict[Path, bytes | None] = {}  # what was in a file when it was told
        self._watched: list[Path] = []  # those of the folders that are there
        self._has_looked = False
        self._ask_at = self._look_at = 0.0

    def run(self) -> None:
        """Watch, and begin anew whenever all must be looked at again, until the end."""
        in_doubt = False
        while not self._stop.is_set():
            self._watched, self._has_looked = self._there(), False
            self._look_at = time.monotonic() + _AGAIN if in_doubt else math.inf
            try:
                in_doubt = self._follow()
            except (OSError, RuntimeError, UnicodeError):
                # It makes text of each name, which not every name is; or too much is watched.
                in_doubt = False
                if not self._has_looked:
                    self._look()
                self._stop.wait(_AGAIN)

    def _follow(self) -> bool:
        """Tell what is saved until all must be looked at again; return whether once more later."""
        for changes in watch(
            *self._watched,
            watch_filter=lambda _, path: self._is_wanted(path),
            debounce=_LONGEST,
            step=_STEP if self._recursive else _LONGEST,
            stop_event=self,
            rust_timeout=0,  # when a time is over, watchfiles forgets what came in that moment
            raise_interrupt=False,
            recursive=self._recursive,
            ignore_permission_denied=True,
        ):
            self._tell({Path(path) for _, path in changes})
            # Windows says of a folder, too, that it has changed with each file in it.
            moved = {Path(path) for change, path in changes if change != Change.modified}
            if len(changes) >= _MANY or any(
                path in self._folders or path.is_dir() or self._seen.get(path) == "folder"
                for path in moved
            ):
                return True
        return self._there() != self._watched

    def is_set(self) -> bool:
        """Return whether to watch no longer: watchfiles asks at each step, once it watches."""
        if not self._has_looked:
            self._look()
        now = time.monotonic()
        if now >= self._ask_at:
            self._ask_at = now + _ASKED
            if now >= self._look_at or self._there() != self._watched:
                return True
        return self._stop.is_set()

    def _look(self) -> None:
        """Look at all files, and tell what is not as it was."""
        self._has_looked = True
        seen: dict[Path, object] = {}
        for folder in self._folders:
            for place, folders, names in os.walk(folder):
                seen |= {Path(place, name): "folder" for name in folders}
                for path in (Path(place, name) for name in names):
                    with contextlib.suppress(OSError):  # it has just gone
                        about = path.stat()
                        seen[path] = (about.st_mtime_ns, about.st_size)
                if not self._recursive:
                    break
        if self.ready.is_set():
            gone = self._told.keys() - seen.keys()
            self._tell({path for path, _ in self._seen.items() ^ seen.items()} | gone)
        self._seen = seen
        self.ready.set()

    def _tell(self, paths: set[Path]) -> None:
        """Put into `news` those files among `paths` that are not what they were when last told.

        A file that is new, empty or gone is waited for: that is how many an editor begins to save.
        """
        known = {path: self._was_there(path) for path in paths if self._is_wanted(str(path))}
        ends = time.monotonic() + _SETTLES
        while time.monotonic() < ends and not all(_settled(*each) for each in known.items()):
            time.sleep(_STEP / 1000)
        now = {path: _digest(path) for path in known}
        changed = {
            path
            for path, digest in now.items()
            if (digest or known[path]) and self._told.get(path, b"") != digest
        }
        self._told |= {path: now[path] for path in changed}
        if changed:
            self._news.put(changed)

    def _was_there(self, path: Path) -> bool:
        if path in self._told:
            return self._told[path] is not None
        return self._seen.get(path, "folder") != "folder"

    def _is_wanted(self, path: str) -> bool:
        return _WANTED(Change.modified, path) and (self._recursive or path.endswith(".py"))

    def _there(self) -> list[Path]:
        return [folder for folder in self._folders if folder.is_dir()]


def _settled(path: Path, known: bool) -> bool:
    try:
        return path.stat().st_size > 0 and known
    except OSError:
        return not known


def _digest(path: Path) -> bytes | None:
    """Return the digest of what is in a file, None if there is none."""
    with contextlib.suppress(OSError):
        if path.is_file():  # not a pipe, which would be waited for
            with path.open("rb") as file:
                return file_digest(file, blake2b).digest()
    return None
