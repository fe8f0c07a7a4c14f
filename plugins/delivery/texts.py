"""Write its new names into each text and its policy into each page, or take what was kept of it.

What is kept of a text is what its delivered bytes are (their sha256 and size) and what it needs in
its headers, not these bytes: they lie in the standing output, or are made once more. It counts for
a text of the same name and sha256, while each name that the text has asked for (`Names.asked`) is
told the same as then: so one renamed picture concerns only those that show it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from plugins.delivery import headers
from plugins.delivery.fingerprints import HOLD_ADDRESSES, Missing, Names, Renamed
from plugins.delivery.headers import Needs
from plugins.delivery.kinds import ending
from plugins.delivery.manifest import File
from plugins.delivery.pieces import Files, Piece, piece


class Kept(NamedTuple):
    """What is kept of a text, in plain values; `styles` to `stated` are as in `Needs`."""

    raw: str
    asked: tuple[str, ...]
    told: tuple[str | None, ...]
    styles: tuple[str, ...]
    scripts: bool
    forms: tuple[str, ...]
    stated: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Texts:
    """The site under its new names, what each page needs, what was asked for in vain, and what is
    to be kept of each text."""

    files: dict[str, Piece]
    needs: dict[str, Needs]
    missing: list[Missing]
    kept: dict[str, Kept]


def delivered(files: Files, renamed: Renamed, kept: Mapping[str, tuple[object, ...]]) -> Texts:
    """Return the site with its new names in every text; `kept` is what was kept of an earlier one.

    `renamed` says what the files are called now.
    """
    names, styles = renamed.names, dict[str, str]()
    made: dict[str, Piece] = {}
    needs: dict[str, Needs] = {}
    found: dict[str, Kept] = {}
    for name in files:
        kind, new = ending(name), names.moved.get(name, name)
        if kind != "html" and kind not in HOLD_ADDRESSES:
            made[new] = renamed.pieces[name] if name in renamed.pieces else files.piece(name)
            continue
        data = files[name]
        raw = hashlib.sha256(data).hexdigest()
        old = Kept(*kept[name]) if name in kept else None  # type: ignore[arg-type]
        if not old or old.raw != raw or tuple(map(names.answer, old.asked)) != old.told:
            text, need = _text(name, data, names, styles)
            asked = tuple(names.asked)
            told = tuple(map(names.answer, asked))
            made[new] = piece(text, name if text == data else "")
            file = made[new].file
            said = tuple(sorted(need.styles)), need.scripts, tuple(sorted(need.forms)), need.stated
            old = Kept(raw, asked, told, *said, file.sha256, file.size)
        else:
            again = partial(lambda *given: _text(*given)[0], name, data, names, styles)
            at = name if old.sha256 == raw else ""
            made[new] = Piece(File(old.sha256, old.size), again, at)
        found[name] = old
        if kind == "html":
            needs[new] = Needs(frozenset(old.styles), old.scripts, frozenset(old.forms), old.stated)
    for missing in names.missing:  # each time anew, so that it is told
        found.pop(missing.page, None)
    in_order = sorted(names.missing, key=lambda one: (one.page, one.address))
    return Texts(made, needs, in_order, found)


def _text(name: str, data: bytes, names: Names, styles: dict[str, str]) -> tuple[bytes, Needs]:
    """Return a text as it is delivered, and what it needs if it is a page."""
    names.asked = {}
    if ending(name) != "html":
        return names.text(data.decode(), rooted=ending(name) == "webmanifest").encode(), Needs()
    html = names.html(name, data.decode())
    needs = headers.needs_of(html, styles)
    return headers.stated_in_page(html, needs).encode(), needs
