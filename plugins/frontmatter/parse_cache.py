"""Keeps what reading a file gave, so that only what has changed is read again.

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
from dataclasses import is_dataclass
from datetime import date, datetime
from typing import Any

from plugins.core import digest
from plugins.core.cache import Store
from plugins.frontmatter.document import Reading

_OURS = ("plugins.",)
_DAYS = {"date": date, "datetime": datetime}


class Shelf:
    """`state` names everything but the file itself on which a reading depends."""

    def __init__(self, kept: Store, state: str) -> None:
        self.kept = kept
        self._state = state

    def find(self, data: bytes, shown: str, kind: str) -> Reading | None:
        """What was read from these bytes before; None if nothing was, or it is damaged."""
        entry, key = self.kept.find(shown), self._key(data, shown, kind)
        if entry is None or not entry.startswith(key):
            return None
        return _unpickled(entry[len(key) :])

    def put(self, data: bytes, shown: str, kind: str, reading: Reading) -> None:
        """Keep what was read."""
        entry = self._key(data, shown, kind) + pickle.dumps(reading, protocol=5)
        self.kept.put(shown, entry)

    def prune(self) -> None:
        """Let go of files that are no longer there, once they have not been read for 90 days."""
        self.kept.prune()

    def _key(self, data: bytes, shown: str, kind: str) -> bytes:
        return bytes.fromhex(digest.of(self._state, shown, kind, data))


def _unpickled(data: bytes) -> Reading | None:
    try:
        reading = _OnlyOurs(io.BytesIO(data)).load()
    except Exception:  # what no reading is made of: the file is read anew
        return None
    return reading if isinstance(reading, Reading) else None


class _OnlyOurs(pickle.Unpickler):
    """Python's documentation, pickle, "Restricting Globals"."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _DAYS:
            return _DAYS[name]
        if module.startswith(_OURS) and "." not in name:
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type) and is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place on this shelf")
