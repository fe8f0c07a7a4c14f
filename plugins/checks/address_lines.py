"""On which lines of a text the addresses of its links stand, looked up in one pass over it."""

from __future__ import annotations

import re
from collections import defaultdict

from plugins.frontmatter.header import Source

# The ways in which Markdown and HTML write an address: [x](here), [x]: here, <here>, href="here".
_ADDRESS = re.compile(
    r"\]\([ \t\n]*<?([^\s<>)]*)|^ {0,3}\[[^\]\n]*\]:[ \t]*<?([^\s>]+)|<([a-zA-Z][\w+.-]*:[^\s<>]*)>"
    r"|\bhref[ ]*=[ ]*[\"']?([^\s\"'>]*)",
    re.MULTILINE,
)


class AddressLines:
    """The lines of one text. Nothing is read before the first line is asked for.

    A text may hold thousands of links that are all in need of mending; to look for each of them
    from the top would take minutes.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines: dict[str, list[int]] | None = None

    def line(self, address: str, nth: int) -> int:
        """The line on which `address` stands for the nth time (from 0), as it was typed."""
        if self._lines is None:
            self._lines = self._read()
        lines = self._lines.get(address)
        if not lines:  # typed in some other way, such as with spaces
            return self._source.line_of(address)
        return lines[min(nth, len(lines) - 1)]  # a reference is typed once and used often

    def _read(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        body, line, at = self._source.body, self._source.body_line, 0
        for match in _ADDRESS.finditer(body):
            start = match.start(match.lastindex or 0)
            line += body.count("\n", at, start)
            at = start
            found[next(filter(None, match.groups()), "")].append(line)
        return found
