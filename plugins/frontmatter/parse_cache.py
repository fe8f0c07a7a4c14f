"""Keep what parsing a file gave, so that only what has changed is parsed again.

One entry a file of the content, replaced when the file changes; an entry counts only for the very
bytes, facts, settings and program that it was made from. The folder may be deleted at any time,
and several runs may use it at once.

Entries are pickles. The store gives back only what this person's own runs have put there, and
still nothing is unpickled but plain values and the data classes of our own plugins.
"""

from __future__ import annotations

import importlib
import io
import pickle
import time
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from plugins.core import digest
from plugins.core.cache import Store
from plugins.core.decode import unreadable
from plugins.frontmatter.document import File, ParsedFile, Reader, failed
from plugins.markdown_extensions.typography import Typography
from plugins.notices.known import Known

_DAYS = {"date": date, "datetime": datetime}


@dataclass(frozen=True)
class Task:
    """What every process needs in order to parse files alike."""

    markdown: Mapping[str, Any]
    checks: str  # the module whose `text` looks over each text, "" for none
    known: Known  # what that is given to know
    kept: Store
    state: str  # names everything but the file itself on which the result depends
    program: str  # the digest of the plugins
    typography: Typography | None = None  # None where nothing is to be printed


class ParseCache:
    """The parsed files of one task."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.store = task.kept

    def find(self, file: File) -> ParsedFile | None:
        """Return what is kept of the file as it is now, None if that is not all that is asked."""
        try:
            reading, _ = self._kept(file, file.contents())
        except OSError:
            return None
        return reading if reading and self._is_whole(reading) else None

    def read(self, file: File) -> ParsedFile:
        """Return what is in the file; it is then kept. Nothing is raised."""
        try:
            data = file.contents()
        except OSError as broken:
            return failed(file.shown, file.kind, unreadable(file.shown, broken))
        reading, key = self._kept(file, data)
        if reading and self._is_whole(reading):
            return reading
        reading = self._typeset(reading or self._parse(file, data))
        self.store.put(file.shown, key + pickle.dumps(reading, protocol=5))
        return reading

    def read_unsaved(self, file: File, data: bytes) -> ParsedFile:
        """Return what would be in the file with these bytes; nothing is kept or raised."""
        return self._typeset(self._parse(file, data))

    def _parse(self, file: File, data: bytes) -> ParsedFile:
        more = [file.inside] if file.inside else []
        return self._reader.read(data, file.shown, file.kind, *more)

    def _typeset(self, reading: ParsedFile) -> ParsedFile:
        if not self.task.typography:
            return reading
        lang = str(reading.header.fields.get("lang") or "")
        return replace(reading, typeset=self.task.typography.typeset(reading.html, lang))

    def _is_whole(self, reading: ParsedFile) -> bool:
        return self.task.typography is None or reading.typeset is not None

    def _kept(self, file: File, data: bytes) -> tuple[ParsedFile | None, bytes]:
        """Return what is kept of these bytes, None if nothing is, and how its entry begins."""
        key = bytes.fromhex(digest.of(self.task.state, file.shown, file.inside, file.kind, data))
        entry = self.store.find(file.shown)
        if entry is None or not entry.startswith(key):
            return None, key
        try:
            reading = _OnlyOurs(io.BytesIO(entry[len(key) :])).load()
        except Exception:  # no result of parsing: the file is parsed anew
            return None, key
        is_so = isinstance(reading, ParsedFile) and time.time() < reading.header.until
        return (reading if is_so else None), key

    @cached_property
    def _reader(self) -> Reader:
        known = self.task.known
        if not self.task.checks:
            return Reader(self.task.markdown, facts=known.facts)
        check = importlib.import_module(self.task.checks).text
        return Reader(self.task.markdown, partial(check, known=known), known.facts)


class _OnlyOurs(pickle.Unpickler):
    """Python's documentation, pickle, "Restricting Globals"."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _DAYS:
            return _DAYS[name]
        if module.startswith("plugins.") and "." not in name:
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type) and is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} may not be in a kept result of parsing.")
