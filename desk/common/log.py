"""Print in the terminal what the pages in the browser could not do."""

from __future__ import annotations

import sys
import threading
import time

from desk.common.terminal import printable

_AGAIN = 60.0  # seconds: what is tried again with each key is told once in them
_MOST = 100  # lines that are remembered
_told: dict[str, float] = {}
_telling = threading.Lock()


def tell(words: str) -> None:
    """Print a line with the time of day, unless it was printed a moment ago."""
    now = time.monotonic()
    with _telling:
        if now - _told.pop(words, -_AGAIN) < _AGAIN:
            _told[words] = now
            return
        _told[words] = now
        for old in [*_told][:-_MOST]:
            del _told[old]
    print(f"{time.strftime('%H:%M:%S')}  {printable(words)}", file=sys.stderr, flush=True)
