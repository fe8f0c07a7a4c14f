"""Says in a terminal how far the reading of many files has come, and then takes its words back."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_READING = logging.getLogger("plugins.frontmatter.parse_pool")


class Progress(logging.Handler):
    """Shows in one line what the reading room counts."""

    def emit(self, record: logging.LogRecord) -> None:
        done, total = record.args if isinstance(record.args, tuple) else (0, 0)
        words = f"{record.getMessage()} …" if done != total else ""
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)


@contextmanager
def shown() -> Iterator[None]:
    """Within this, somebody at a terminal sees the progress; nobody else is told."""
    if not sys.stderr.isatty():
        yield
        return
    handler, level, on = Progress(), _READING.level, _READING.propagate
    _READING.addHandler(handler)
    _READING.setLevel(logging.INFO)
    _READING.propagate = False
    try:
        yield
    finally:
        _READING.removeHandler(handler)
        _READING.setLevel(level)
        _READING.propagate = on
