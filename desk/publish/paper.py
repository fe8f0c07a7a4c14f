"""What a person is told, on a terminal: wrapped at whole words, in color if there is any."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterable
from typing import Any, TextIO

from desk.common.terminal import printable

_WIDTH = 78
_NARROWEST = 20
_WHOLE_WORDS: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}


class Paper:
    """What is written on; nothing that is written can steer the terminal."""

    def __init__(self, stream: TextIO) -> None:
        self.width = _width(stream)
        self._stream = stream
        self._colored = stream.isatty() and not os.environ.get("NO_COLOR")

    def line(self, text: str = "", color: str = "", indent: str = "", more: str = "") -> None:
        """A text that may take several lines; `more` is the indent of those after the first."""
        parts = textwrap.wrap(
            printable(text),
            self.width,
            initial_indent=indent,
            subsequent_indent=more or indent,
            **_WHOLE_WORDS,
        )
        for part in parts or [""]:
            self.whole(part, color)

    def whole(self, text: str, color: str = "") -> None:
        """A text that stays on its line, however long it is, so that it can be copied."""
        print(self.painted(text, color), file=self._stream)

    def words(self, words: Iterable[tuple[str, str]], indent: str) -> None:
        """Words with their colors, wrapped by hand: what is painted has no width."""
        line, width = "", 0
        for text, color in words:
            if line and len(indent) + width + len(text) > self.width:
                print(f"{indent}{line.rstrip()}", file=self._stream)
                line, width = "", 0
            line += f"{self.painted(text, color)} "
            width += len(text) + 1
        print(f"{indent}{line.rstrip()}", file=self._stream)

    def painted(self, text: str, color: str) -> str:
        shown = printable(text)
        return f"\033[{color}m{shown}\033[0m" if self._colored and color and shown else shown


def question(text: str, stream: TextIO) -> str:
    """A question as it is asked: set apart, wrapped, and without what could steer the terminal."""
    return "\n" + textwrap.fill(printable(text), _width(stream), **_WHOLE_WORDS) + " "


def _width(stream: TextIO) -> int:
    """Lines of a length that is read with ease, shorter where the terminal is narrow."""
    if not stream.isatty():
        return _WIDTH
    return max(min(_WIDTH, shutil.get_terminal_size().columns - 1), _NARROWEST)
