"""Gives what is in each Markdown file, read as seldom as can be and on all cores."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from plugins.core.problem import Problem
from plugins.core.rules.files import UNREADABLE
from plugins.frontmatter.document import Reading, failed
from plugins.frontmatter.parse_pool import Crew, Desk, File, Task

_LOG = logging.getLogger(__name__)
# Fewer files than this are read sooner than another process has begun.
_FEW = 40


class ReadingRoom:
    """`begin` with the files that will be asked for, then `read` each of them."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._desk = Desk(task)
        self._found: dict[str, Reading] = {}
        self._crew: Crew | None = None

    def begin(self, files: Iterable[File]) -> None:
        """Look what is on the shelf; if much is not, other processes begin to read it."""
        missing = []
        for file in files:
            try:
                data = contents(file.path)
            except OSError:
                continue  # told when the file is asked for
            reading = self._desk.kept(file, data)
            if reading:
                self._found[file.path] = reading
            else:
                missing.append(file)
        if len(missing) >= _FEW:
            self._crew = Crew(self.task, missing)

    def read(self, file: File) -> Reading:
        """What is in the file. Nothing is raised: what is wrong with it stands in the result."""
        self._finish()
        reading = self._found.pop(file.path, None)
        return reading or self._read(file)

    def close(self) -> None:
        if self._crew:
            self._crew.close()
            self._crew = None
        self._desk.shelf.prune()

    def _finish(self) -> None:
        """Read together with the other processes until everything is read."""
        if not self._crew:
            return
        while batch := self._crew.finish():
            _LOG.info("Reading: %d of %d files", self._crew.taken, self._crew.total)
            for file in batch:
                self._found[file.path] = self._read(file)
        _LOG.info("Reading: %d of %d files", self._crew.total, self._crew.total)
        self._crew = None

    def _read(self, file: File) -> Reading:
        try:
            data = contents(file.path)
        except OSError as broken:
            return failed(file.shown, file.kind, _closed(file.shown, broken))
        return self._desk.read(file, data)


def contents(path: str) -> bytes:
    """The bytes of a file. Raises OSError, also for what is no file and might never end."""
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
        raise OSError(0, "it is no file, but a pipe or a device")
    return Path(path).read_bytes()


def _closed(shown: str, broken: OSError) -> Problem:
    message = f"This file cannot be opened: {broken.strerror or broken}."
    remedy = "Open it in your editor; if it is only a link to a lost file, remove it."
    return UNREADABLE.problem(shown, 1, message, remedy)
