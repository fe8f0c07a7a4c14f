"""A file as it is delivered: what is known of it, and its bytes once somebody needs them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from plugins.delivery.manifest import File


class Files(Mapping[str, bytes]):
    """Files by their names, each its bytes, or what gives them when somebody asks for them.

    So are large ones: those of hundreds of photographs would fill the memory.
    """

    def __init__(self, given: Mapping[str, bytes | Callable[[], bytes]]) -> None:
        self._given = given

    def __getitem__(self, name: str) -> bytes:
        found = self._given[name]
        return found() if callable(found) else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def piece(self, name: str) -> Piece:
        """Return a file as a piece that lies where it is delivered from."""
        return Piece(file_of(self[name]), partial(self.__getitem__, name), name)


@dataclass(frozen=True)
class Piece:
    """`data` gives the bytes, which `file` tells of. `at` is the name under which these very bytes
    have been written below the site's folder already, "" if they have not."""

    file: File
    data: Callable[[], bytes]
    at: str = ""


def piece(data: bytes, at: str = "") -> Piece:
    """Return bytes that are there as a piece."""
    return Piece(file_of(data), lambda: data, at)


def file_of(data: bytes) -> File:
    """Return what a manifest says of these bytes."""
    return File(hashlib.sha256(data).hexdigest(), len(data))
