"""How far long work has come: a bar in a terminal, and silence where nobody watches it move."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desk.common.terminal import printable

# Called with what is done, what there is in all, and what is under way; nothing is shown while
# nothing is under way.
Progress = Callable[[int, int, str], None]
# What counts as it works, and what it counts.
_COUNTED = {
    "plugins.frontmatter.parse_pool": "files read",
    "plugins.images.pipeline.count": "pictures",
}


_watching: list[Progress] = []


@contextmanager
def watched_by(watcher: Progress) -> Iterator[None]:
    """Tell `watcher` of all progress in this process, instead of drawing a bar."""
    _watching.append(watcher)
    try:
        yield
    finally:
        _watching.remove(watcher)


@contextmanager
def bar() -> Iterator[Progress]:
    """Yield what draws a bar on stderr, which is taken away at the end."""
    if _watching:
        yield _watching[-1]
        return
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich import console, progress  # takes a tenth of a second, and is for a terminal only

    columns = (
        progress.BarColumn(24),
        progress.TextColumn("{task.completed} of {task.total}  {task.description}", markup=False),
    )
    # Without a thread of its own, which would stand in the way of processes that fork.
    with progress.Progress(
        *columns, console=console.Console(stderr=True), transient=True, auto_refresh=False
    ) as drawn:
        task = drawn.add_task("", visible=False)

        def show(done: int, total: int, name: str) -> None:
            name = printable(name)[: max(drawn.console.width - 44, 8)]
            drawn.update(task, completed=done, total=total, description=name, visible=bool(name))
            drawn.refresh()

        yield show


class _Counted(logging.Handler):
    """Show what is counted where many files are read or made, until it is all of them."""

    def __init__(self, show: Progress) -> None:
        super().__init__()
        self._show = show

    def emit(self, record: logging.LogRecord) -> None:
        done, total = record.args if isinstance(record.args, tuple) else (0, 0)
        self._show(done, total, _COUNTED[record.name] if done != total else "")  # type: ignore[arg-type]


@contextmanager
def reading_shown() -> Iterator[None]:
    """Show somebody at a terminal how many files and pictures are ready; nobody else is told."""
    with bar() as show:
        handler = _Counted(show)
        loggers = {logging.getLogger(name): logging.getLogger(name).level for name in _COUNTED}
        for logger in loggers:
            logger.addHandler(handler)
            logger.setLevel(logging.INFO)
        try:
            yield
        finally:
            for logger, level in loggers.items():
                logger.removeHandler(handler)
                logger.setLevel(level)
