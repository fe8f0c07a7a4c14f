"""Keeps what reading a file gave, so that only what has changed is read again.

One entry a file of the content, replaced when the file changes; an entry counts only for the very
bytes, facts, settings and program that it was made from. The folder may be deleted at any time,
and several runs may use it at once.

Entries are pickles. Whoever can write into this folder, inside the project, can change the
program as well; but a folder of content may come from elsewhere with such a folder beside it, so
nothing is unpickled but plain values and the data classes of our own plugins.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import pickle
import threading
from dataclasses import is_dataclass
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins.pictures.store import Store
from plugins.practice import fingerprint
from plugins.practice.reading import Reading

_OURS = ("plugins.practice.", "plugins.checks.")
_DAYS = {"date": date, "datetime": datetime}
_SIZE = 20  # bytes of a digest


class Shelf:
    """`state` names everything but the file itself on which a reading depends."""

    def __init__(self, folder: Path, state: str) -> None:
        self._folder = folder
        self._made = False
        self._store = Store(folder)
        self._state = state

    def find(self, data: bytes, shown: str, kind: str) -> Reading | None:
        """What was read from these bytes before; None if nothing was, or it is damaged."""
        path = self._store.find(_name(shown))
        try:
            entry = path.read_bytes() if path else b""
        except OSError:
            return None
        if not entry.startswith(self._key(data, shown, kind)):
            return None
        checksum, pickled = entry[_SIZE : 2 * _SIZE], entry[2 * _SIZE :]
        return _unpickled(pickled) if _digest(pickled) == checksum else None

    def put(self, data: bytes, shown: str, kind: str, reading: Reading) -> bool:
        """Keep what was read; False if the disk does not take it."""
        pickled = pickle.dumps(reading, protocol=5)
        entry = self._key(data, shown, kind) + _digest(pickled) + pickled
        path = self._folder / _name(shown)
        temporary = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
        try:
            if not self._made:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._made = True
            temporary.write_bytes(entry)
            temporary.replace(path)
        except OSError:  # the disk is full, or another run has the entry open (Windows)
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            return False
        return True

    def prune(self) -> None:
        """Let go of files that are no longer there, once they have not been read for 90 days."""
        self._store.prune()

    def _key(self, data: bytes, shown: str, kind: str) -> bytes:
        return bytes.fromhex(fingerprint.of(self._state, shown, kind, data))


def _name(shown: str) -> str:
    return f"{fingerprint.of(shown)}.reading"


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()


def _unpickled(data: bytes) -> Reading | None:
    try:
        reading = _OnlyOurs(io.BytesIO(data)).load()
    except Exception:  # whatever damage does to a pickle, the file is read anew
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
