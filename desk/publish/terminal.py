"""Write to a terminal: wrapped at whole words, in color if there is any, nothing that steers it.

What hosts and pages say is shown without control characters and without passwords. An address is
never broken, so that it can be copied: rich would fold it or cut it off, so lines are wrapped here.
"""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from collections.abc import Iterable
from typing import TextIO

from desk.common.terminal import printable

_WIDTH = 78  # a length that is read with ease
_NARROWEST = 20
_SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|ACCESS_?KEY", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(://[^/\s:@]*):[^/\s@]+@")
_SHORTEST = 8  # a shorter value would be found in every other word


class Terminal:
    """Write lines to a stream, at most `width` long if their words are."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._colored = stream.isatty() and not os.environ.get("NO_COLOR")
        self.width = _WIDTH
        if stream.isatty():
            self.width = max(min(_WIDTH, shutil.get_terminal_size().columns - 1), _NARROWEST)

    def line(self, text: str = "", color: str = "", indent: str = "", more: str = "") -> None:
        """Write a text that may take several lines; `more` indents those after the first."""
        self.words(((word, color) for word in printable(text).split()), indent, more)

    def words(self, words: Iterable[tuple[str, str]], indent: str, more: str = "") -> None:
        """Write words, each with its color, on as many lines as they need."""
        line, width = indent, 0
        for text, color in words:
            if width and len(indent) + width + len(text) > self.width:
                print(line.rstrip(), file=self._stream)
                indent = more or indent
                line, width = indent, 0
            line += f"{self._painted(text, color)} "
            width += len(text) + 1
        print(line.rstrip(), file=self._stream)

    def whole(self, text: str, color: str = "") -> None:
        """Write a text that stays on its line, however long it is, so that it can be copied."""
        print(self._painted(text, color), file=self._stream)

    def question(self, text: str) -> str:
        """Return a question as it is asked: set apart and wrapped."""
        text = printable(text)
        filled = textwrap.fill(text, self.width, break_long_words=False, break_on_hyphens=False)
        return f"\n{filled} "

    def _painted(self, text: str, color: str) -> str:
        shown = printable(text)
        return f"\033[{color}m{shown}\033[0m" if self._colored and color and shown else shown


def redact(text: str) -> str:
    """Return `text` with “…” for each value of the environment that is secret by its name, and for
    a password within an address (RFC 3986, section 3.2.1)."""
    secrets = (
        value
        for name, value in os.environ.items()
        if _SECRET.search(name) and len(value) >= _SHORTEST
    )
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…")
    return _IN_ADDRESS.sub(r"\1:…@", text)
