"""Build the site that the preview serves: in a folder of its own, exchanged on every save."""

from __future__ import annotations

import filecmp
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from desk.build.pelican_run import Run
from plugins.core.problem import Problem

Change = Literal["page", "style", "nothing"]


@dataclass(frozen=True)
class State:
    """What is served at one moment.

    `number` grows with all that there is to tell. `page` grows only when something else than a
    stylesheet changed, and `style` when a stylesheet did: so a browser that has slept knows what
    it missed.
    `folder` is None until a first build has come to its end.
    """

    number: int = 0
    page: int = 0
    style: int = 0
    folder: Path | None = None
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    outdated: bool = False


class LiveSite:
    """Build on demand and tell whoever waits. `build` writes a site into an empty folder.

    A build that breaks off leaves the former site where it is. Safe to use from many threads.
    """

    def __init__(self, build: Callable[[Path], Run]) -> None:
        self._build = build
        self._work = Path(tempfile.mkdtemp(prefix="practice-press-"))
        self._former: Path | None = None
        self._building = threading.Lock()
        self._news = threading.Condition()
        self._open = True
        self.state = State()
        # Another preview, started later at the same address, begins to count anew.
        self.session = secrets.token_hex(4)

    def rebuild(self) -> Run:
        """Build into a fresh folder, and serve that one from now on if it is another site.

        Nobody is told of a build that made the same site with the same problems: an editor may
        touch a file several times for one save.
        """
        with self._building:
            fresh = Path(tempfile.mkdtemp(dir=self._work))
            run = self._build(fresh)
            now = self.state
            broken, problems = bool(run.trace), tuple(sorted(run.problems))
            change = "nothing" if broken else difference(now.folder, fresh)
            if change == "nothing":
                shutil.rmtree(fresh, ignore_errors=True)
                if (broken, problems) == (now.broken, now.problems):
                    return run
            first_failure = now.folder is None and broken
            self._publish(
                replace(
                    now,
                    number=now.number + 1,
                    page=now.page + (change == "page" or first_failure),
                    style=now.style + (change == "style"),
                    folder=now.folder if change == "nothing" else fresh,
                    problems=problems,
                    broken=broken,
                )
            )
            if change != "nothing":
                # A request under way may still read the last folder, but not the one before.
                if self._former:
                    shutil.rmtree(self._former, ignore_errors=True)
                self._former = now.folder
            return run

    def say_outdated(self) -> None:
        """Say that the program has changed on disk: what runs is no longer what stands there."""
        now = self.state
        self._publish(replace(now, number=now.number + 1, outdated=True))

    def states(self, every: float) -> Iterator[State | None]:
        """Yield the state now, and each later one; None after `every` seconds without news."""
        seen = -1
        while self._open:
            with self._news:
                if self.state.number == seen and self._open:
                    self._news.wait(every)
                state = self.state
            if not self._open:
                return
            yield None if state.number == seen else state
            seen = state.number

    def close(self) -> None:
        """Let everybody go who waits, and remove what was built."""
        with self._news:
            self._open = False
            self._news.notify_all()
        with self._building:
            shutil.rmtree(self._work, ignore_errors=True)

    def _publish(self, state: State) -> None:
        with self._news:
            self.state = state
            self._news.notify_all()


def difference(old: Path | None, new: Path) -> Change:
    """Return what a reader must be shown anew: nothing, only the stylesheets, or the page."""
    if old is None:
        return "page"
    before, after = _files(old), _files(new)
    if before != after:
        return "page"
    same = "nothing"
    for name in before:
        if not filecmp.cmp(old / name, new / name, shallow=False):
            if name.suffix != ".css":
                return "page"
            same = "style"
    return "style" if same == "style" else "nothing"


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
