"""Reads many files on all processor cores: other processes fill the shelf, this one helps.

    python -m plugins.frontmatter.parse_pool      such a process; its work comes on stdin

They are programs of their own, not copies of this one: no thread, lock or open file of ours is
in them, whatever the system, and none of them needs Pelican. One that breaks off is not missed:
what it did not put on the shelf is read here.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from plugins.core import digest
from plugins.core.cache import Store
from plugins.frontmatter.document import Reader, Reading
from plugins.frontmatter.header import Kind
from plugins.frontmatter.parse_cache import Shelf
from plugins.markdown_extensions.typography import Typography
from plugins.notices.known import Known

_BATCH = 8  # files that are handed over at once
_PATIENCE = 120.0  # seconds for what is left when everything else is read
_DONE = b"."
_PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class File:
    """Where a file is, what a person knows it as, and what it is."""

    path: str
    shown: str
    kind: Kind


@dataclass(frozen=True)
class Task:
    """What a process needs to know to read files as this one would."""

    markdown: Mapping[str, Any]
    checks: str  # the module whose `text` looks over each text, "" for none
    known: Known  # what that is given to know
    kept: Store
    state: str
    program: str  # the fingerprint of the plugins
    typography: Typography | None = None  # None where nothing is to be printed

    def reader(self) -> Reader:
        if not self.checks:
            return Reader(self.markdown)
        return Reader(
            self.markdown, partial(importlib.import_module(self.checks).text, known=self.known)
        )


class Desk:
    """Where one process reads: what is on the shelf is not read again."""

    def __init__(self, task: Task) -> None:
        self.shelf = Shelf(task.kept, task.state)
        self._task = task
        self._reader: Reader | None = None

    def kept(self, file: File, data: bytes) -> Reading | None:
        """What was read of these bytes before, if it has all that is asked for."""
        reading = self.shelf.find(data, file.shown, file.kind)
        return reading if reading and self._is_whole(reading) else None

    def read(self, file: File, data: bytes) -> Reading:
        """What is in the file, whose bytes are `data`. It is then on the shelf as well."""
        reading = self.shelf.find(data, file.shown, file.kind)
        if reading and self._is_whole(reading):
            return reading
        if not reading:
            self._reader = self._reader or self._task.reader()
            reading = self._reader.read(data, file.shown, file.kind)
        if self._task.typography:
            reading = replace(reading, typeset=self._task.typography.typeset(reading.html))
        self.shelf.put(data, file.shown, file.kind, reading)
        return reading

    def _is_whole(self, reading: Reading) -> bool:
        return self._task.typography is None or reading.typeset is not None


class Crew:
    """Other processes that read `files`, from the last one on, until `finish` is called."""

    def __init__(self, task: Task, files: Sequence[File]) -> None:
        batches = [list(files[at : at + _BATCH]) for at in range(0, len(files), _BATCH)]
        self._left = deque(batches)
        self.total = len(files)
        self._children: list[subprocess.Popen[bytes]] = []
        self._threads: list[threading.Thread] = []
        try:
            told = pickle.dumps((sys.path, task))
        except Exception:  # an extension of Markdown that exists only in this process
            return
        for _ in range(min(_cores() - 1, len(batches) - 1)):
            with contextlib.suppress(OSError):
                self._begin(told)

    def finish(self) -> list[File]:
        """Take part until all files are handed out: gives one batch at a time to be read here.

        Nothing is left when the list is empty, and the processes are then gone.
        """
        with contextlib.suppress(IndexError):
            return self._left.popleft()
        for thread in self._threads:
            thread.join(_PATIENCE)
        self.close()
        with contextlib.suppress(IndexError):
            return self._left.popleft()  # what one that broke off gave back
        return []

    @property
    def taken(self) -> int:
        """How many files are read, or are just being read."""
        return max(0, self.total - _BATCH * len(self._left))

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for child in self._children:
            child.kill()
            child.wait()
        for thread in self._threads:
            thread.join()  # its process is gone, so it has nothing to wait for
        for child in self._children:
            for pipe in (child.stdin, child.stdout):
                with contextlib.suppress(OSError):  # it is gone with something unread
                    pipe.close() if pipe else None
        self._children, self._threads = [], []

    def _begin(self, told: bytes) -> None:
        child = subprocess.Popen(
            [sys.executable, "-m", "plugins.frontmatter.parse_pool"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
        )
        thread = threading.Thread(target=self._feed, args=(child, told), daemon=True)
        self._children.append(child)
        self._threads.append(thread)
        thread.start()

    def _feed(self, child: subprocess.Popen[bytes], told: bytes) -> None:
        assert child.stdin is not None
        assert child.stdout is not None
        batch: list[File] = []
        try:
            child.stdin.write(told)
            while True:
                batch = self._left.pop()
                child.stdin.write(pickle.dumps(batch))
                child.stdin.flush()
                if child.stdout.read(1) != _DONE:
                    break
                batch = []
        except IndexError:  # all is handed out
            return
        except (OSError, ValueError):  # it broke off
            pass
        if batch:
            self._left.append(batch)


def _cores() -> int:
    """How many this process may use."""
    with contextlib.suppress(AttributeError):  # macOS and Windows have no such limit
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def work(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """What the other process does, until nothing more comes."""
    gc.disable()  # all that is made here is soon let go, and little of it in circles
    sys.path[:], task = pickle.load(stdin)
    if digest.plugins() != task.program:  # it has changed since the other one began
        return
    desk = Desk(task)
    with contextlib.suppress(EOFError):
        while True:
            for file in pickle.load(stdin):
                with contextlib.suppress(OSError):  # this is told by whoever needs it
                    desk.read(file, Path(file.path).read_bytes())
            stdout.write(_DONE)
            stdout.flush()


if __name__ == "__main__":
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nobody else's words among the answers
    work(sys.stdin.buffer, answers)
