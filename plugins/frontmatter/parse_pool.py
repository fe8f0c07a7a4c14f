"""Parse many files on all processor cores: other processes take part, none is relied upon."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import pickle
import signal
import threading
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import active_children, get_context, parent_process

from plugins.core import digest
from plugins.frontmatter.document import File, ParsedFile
from plugins.frontmatter.parse_cache import ParseCache, Task

_FEW = 200  # files; fewer are parsed about as soon as another process has begun
_BATCH = 8  # files that are handed over at once
_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

_cache: ParseCache  # of another process


class ParsePool(ParseCache):
    """Read files; those that will be asked for are looked up and given out when it is made."""

    def __init__(self, task: Task, files: Iterable[File] = ()) -> None:
        """Look up what is kept; if much is not, let other processes begin to parse it."""
        super().__init__(task)
        self._executor: ProcessPoolExecutor | None = None
        self._left: list[list[File]] = []  # batches that nobody has begun with
        self._files_given: dict[str, ParsedFile] = {}
        self._given: list[Future[dict[str, ParsedFile]]] = []
        found = {file: self.find(file) for file in files}
        self._parsed = {file.path: kept for file, kept in found.items() if kept}
        missing = [file for file, kept in found.items() if not kept]
        if len(missing) < _FEW or _CORES == 1:
            return
        workers = min(_CORES - 1, len(missing) // _BATCH, 60)  # Windows waits for no more than 61
        self._missing = len(missing)
        self._left = [missing[at : at + _BATCH] for at in range(0, len(missing), _BATCH)]
        # Programs of their own: no thread, lock or open file of this one is in them.
        try:
            self._executor = ProcessPoolExecutor(workers, get_context("spawn"), _start, (task,))
            self._give(min(len(self._left) // 2, 8 * workers))  # Pelican is not ready yet
        except (OSError, NotImplementedError, pickle.PicklingError, AttributeError, TypeError):
            self._stop()  # no process, no semaphore, or an extension that exists only here
            for child in active_children():  # of some that could be had
                child.terminate()

    def read(self, file: File) -> ParsedFile:
        """Return what is in the file. Nothing is raised: what is wrong is among its problems."""
        if given := self._files_given.pop(file.path, None):
            return given
        try:
            while self._left:
                batch = self._left.pop(0)
                self._give(2 * _CORES)
                self._parsed |= {one.path: ParseCache.read(self, one) for one in batch}
                done = self._missing - sum(map(len, self._left))
                logging.getLogger(__name__).info("Reading: %d of %d files", done, self._missing)
            for future in self._given:
                with contextlib.suppress(Exception):  # the process broke off
                    self._parsed |= future.result()
        finally:
            self._stop()
        return self._parsed.pop(file.path, None) or super().read(file)

    def give(self, file: File, parsed: ParsedFile) -> None:
        """Have the next `read` of a file return this."""
        self._files_given[file.path] = parsed

    def close(self) -> None:
        """End the other processes, and drop from the cache what nobody has used for long."""
        self._stop()
        self.store.prune()

    def _give(self, most: int) -> None:
        """Let the other processes have so many batches at hand, the last ones first."""
        with contextlib.suppress(BrokenExecutor):
            while self._executor and self._left and sum(not f.done() for f in self._given) < most:
                self._given.append(self._executor.submit(_parse, self._left[-1]))
                self._left.pop()

    def _stop(self) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
        self._executor, self._left, self._given = None, [], []


def _start(task: Task) -> None:
    """Prepare another process. It ends with this one, and at Ctrl-C without a word."""
    global _cache  # `_parse` has no other way to what an initializer makes
    _cache = ParseCache(task)
    gc.disable()  # all that is made there is soon let go, and little of it in circles
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    def end_with_parent() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()


def _parse(batch: list[File]) -> dict[str, ParsedFile]:
    if digest.plugins() != _cache.task.program:
        raise RuntimeError("The program has changed since the other process began.")
    return {file.path: _cache.read(file) for file in batch}
