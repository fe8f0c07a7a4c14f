"""A bar on long work, in a terminal; silence elsewhere, where nobody watches it move."""

from __future__ import annotations

import shutil
from types import TracebackType
from typing import Self, TextIO

from desk.common.terminal import printable

_WIDTH = 24


class Bar:
    """Called with what is done, what there is in all, and what is under way."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int, name: str) -> None:
        if not self._shown:
            return
        full = round(_WIDTH * done / total) if total else 0
        room = max(shutil.get_terminal_size().columns - _WIDTH - 20, 8)
        text = f"{'━' * full}{'╌' * (_WIDTH - full)} {done} of {total}  {printable(name)[:room]}"
        self._stream.write(f"\r\033[K{text}")
        self._stream.flush()
        self._drawn = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            self._stream.write("\r\033[K")
            self._stream.flush()
