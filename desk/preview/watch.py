"""Notice that a file was saved."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

from desk.common import project


def saved_files(content: Path, stop: threading.Event) -> Iterator[set[Path]]:
    """Yield what was saved in the content, the theme and the program, until `stop` is set.

    Watching begins with the call, not with the first look at the iterator. What is saved while
    somebody is busy with the last save comes together in one set.
    """
    news: queue.Queue[set[Path]] = queue.Queue()
    folders = [path for path in (content, project.THEME, *project.PROGRAM) if path.is_dir()]
    _watch(news, stop, folders, recursive=True)
    # The settings stand beside folders that nobody should watch: output/ and .venv/. The folder
    # is watched, not the files: many editors save by putting a new file in the old one's place.
    _watch(news, stop, [project.ROOT], recursive=False)

    def saves() -> Iterator[set[Path]]:
        while not stop.is_set():
            with contextlib.suppress(queue.Empty):
                changed = news.get(timeout=0.2)  # not for ever: Ctrl-C must get through on Windows
                while not news.empty():
                    changed |= news.get()
                yield changed

    return saves()


def _watch(
    news: queue.Queue[set[Path]], stop: threading.Event, folders: list[Path], recursive: bool
) -> None:
    ready = threading.Event()

    def look() -> None:
        try:
            # Milliseconds: a save is told as soon as nothing follows it for one step. An empty set
            # comes when watching has begun, and then whenever nothing happens for a while.
            for changes in watch(
                *folders,
                stop_event=stop,
                recursive=recursive,
                debounce=200,
                step=60,
                rust_timeout=100 if not ready.is_set() else 5000,
                yield_on_timeout=True,
                raise_interrupt=False,
            ):
                ready.set()
                paths = {Path(path) for _, path in changes}
                if not recursive:
                    paths = {path for path in paths if path.suffix == ".py"}
                if paths:
                    news.put(paths)
        except RuntimeError:  # watchfiles makes text of each name, which not every name is
            for paths in _looked_for(folders, stop) if recursive else ():
                news.put(paths)

    threading.Thread(target=look, daemon=True).start()
    ready.wait(2)


def _looked_for(folders: list[Path], stop: threading.Event) -> Iterator[set[Path]]:
    """Yield what was saved, found by looking again and again; first all, as some may have been
    before."""
    before = _stamps(folders)
    yield set(folders)
    while not stop.wait(0.5):
        now = _stamps(folders)
        if changed := {path for path, _ in before.items() ^ now.items()}:
            yield changed
        before = now


def _stamps(folders: list[Path]) -> dict[Path, tuple[int, int]]:
    found = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            for path in (Path(place, name) for name in names):
                with contextlib.suppress(OSError):  # it has just gone
                    about = path.stat()
                    found[path] = (about.st_mtime_ns, about.st_size)
    return found
