"""A file as it is delivered: what is known of it, and its bytes once somebody needs them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from plugins.delivery.manifest import File


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
