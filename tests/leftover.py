"""What a build has left beside its output, once nobody removes it any more."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


def names(folder: Path) -> list[str]:
    """The names in a folder, sorted, once each old site in it is removed or nobody holds it."""
    for workplace in folder.glob(".*.new-*"):
        with suppress(FileNotFoundError):
            _wait_for(workplace)
    return sorted(path.name for path in folder.iterdir())


if sys.platform == "win32":

    def _wait_for(workplace: Path) -> None:
        """There nothing is removed later."""
else:
    import fcntl

    def _wait_for(workplace: Path) -> None:
        handle = os.open(workplace, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        finally:
            os.close(handle)
