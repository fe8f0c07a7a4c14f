"""Give files names that hold the hash of what is in them, and write the new names everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from plugins.delivery.kinds import ending, hashed_name, is_renamed
from plugins.delivery.references import Missing, Names

# Lists and texts that hold whole addresses. Scripts find what they need from where they stand.
_HOLD_ADDRESSES = frozenset(["xml", "webmanifest", "md"])


@dataclass(frozen=True)
class Fingerprinted:
    """The site under its new names, and what was asked for in vain."""

    files: dict[str, bytes]
    missing: list[Missing]


def fingerprint(files: Mapping[str, bytes], base: str, root: str) -> Fingerprinted:
    """Rename `files`, given by their names below the site, which stands at `base` (its path there:
    `root`).

    A style sheet is named last: its hash covers the new names of the fonts that it loads. Two
    style sheets that import each other have no such order; the theme has none, and the one that
    is met first would keep the other's old name and be told as missing.
    """
    moved: dict[str, str] = {}
    names = Names(base, root, files.keys(), moved)
    made: dict[str, bytes] = {}
    for name in sorted(filter(is_renamed, files), key=lambda name: (ending(name) == "css", name)):
        if ending(name) == "css":
            made[name] = names.css(name, files[name].decode()).encode()
        moved[name] = hashed_name(name, hashlib.sha256(made.get(name, files[name])).hexdigest())
    # A relative address in a style sheet begins where the sheet now is.
    everywhere = Names(base, root, files.keys(), moved, names.missing)
    for name, data in files.items():
        kind = ending(name)
        if kind == "html":
            made[name] = everywhere.html(name, data.decode()).encode()
        elif kind in _HOLD_ADDRESSES:
            rooted = kind == "webmanifest"
            made[name] = everywhere.text(data.decode(), rooted=rooted).encode()
    missing = sorted(everywhere.missing, key=lambda one: (one.page, one.address))
    result = {moved.get(name, name): made.get(name, data) for name, data in files.items()}
    return Fingerprinted(result, missing)
