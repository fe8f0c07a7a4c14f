"""Pack text as `.br` and `.gz` beside it, for servers that hand out what lies ready."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from plugins.core.cache import Store, made_by
from plugins.delivery.kinds import is_packed
from plugins.delivery.manifest import File
from plugins.delivery.pieces import Piece, piece

# Smaller ones fit into one packet as they are.
_WORTH_IT = 400
# Brotli at 10 takes 7 ms for a page where 9 takes 4 and 5 takes 0.4, and its files are 8 % smaller
# than either's; 11 would take 19 ms for the next 3 %. Each text is packed once and then kept. What
# is larger than any page (the feed of a thousand articles) would take many seconds, so it gets 5.
_BROTLI = 10
_BROTLI_OF_LARGE = 5
_LARGE = 500_000
_GZIP = 9
_LENGTH = struct.Struct(">Q")


Packed = tuple[tuple[str, str, int], ...]  # of one text: ending, sha256 and size of each


def program() -> str:
    """Return the name of what packs."""
    return f"{made_by(Path(__file__))} {brotli.version} {zlib.ZLIB_RUNTIME_VERSION}"


def packed(
    files: Mapping[str, Piece], kept: Store, known: Mapping[str, Packed]
) -> tuple[dict[str, Piece], dict[str, Packed]]:
    """Return every packed file that is smaller than the one it stands beside, and what is to be
    `known` of them the next time, by the sha256 of what is packed.

    What was packed before is found in `kept`, by what was packed.
    """
    wanted = [n for n in files if is_packed(n) and files[n].file.size >= _WORTH_IT]
    made_with = program()

    def pack(data: bytes) -> bytes:
        """Return `data` by Brotli (RFC 7932), with the length of that before it, and by gzip (RFC
        1952)."""
        quality = _BROTLI if len(data) < _LARGE else _BROTLI_OF_LARGE
        small: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=quality)
        return _LENGTH.pack(len(small)) + small + gzip(data)

    def both(name: str) -> dict[str, bytes]:
        """Return what stands beside a file, by its ending."""
        name_of = f"{files[name].file.sha256} {made_with}"
        found = kept.get(name_of, lambda: pack(files[name].data()))
        middle = _LENGTH.size + _LENGTH.unpack_from(found)[0]
        return {"br": found[_LENGTH.size : middle], "gz": found[middle:]}

    new = [name for name in wanted if files[name].file.sha256 not in known]
    made: dict[str, Piece] = {}
    now: dict[str, Packed] = {}
    # Both libraries let other threads go on while they work.
    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        for name, found in zip(new, workers.map(both, new), strict=True):
            pieces = {ending: piece(data) for ending, data in found.items()}
            smaller = {e: one for e, one in pieces.items() if one.file.size < files[name].file.size}
            made |= {f"{name}.{ending}": one for ending, one in smaller.items()}
            files_of = ((ending, one.file) for ending, one in smaller.items())
            sha256 = files[name].file.sha256
            now[sha256] = tuple((ending, file.sha256, file.size) for ending, file in files_of)
    kept.prune()
    for name in wanted:
        sha256 = files[name].file.sha256
        if sha256 in known:
            now[sha256] = known[sha256]
            for ending, digest, size in known[sha256]:
                again = partial(lambda name, ending: both(name)[ending], name, ending)
                made[f"{name}.{ending}"] = Piece(File(digest, size), again)
    return made, now


def gzip(data: bytes) -> bytes:
    """Return `data` by gzip, without the day and the computer (RFC 1952, section 2.3.1: MTIME 0, OS
    unknown)."""
    packer = zlib.compressobj(_GZIP, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    ends = struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + body + ends
