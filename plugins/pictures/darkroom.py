"""From a file to everything that a page needs of it: made once, then found in the store."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from unidecode import unidecode

from plugins.pictures import Refused, kinds, recipe, still, svg
from plugins.pictures.recipe import RECIPE, TYPES, Traits, Use, Variant
from plugins.pictures.store import Store, digest

_LOG = logging.getLogger(__name__)
_LOG.setLevel(logging.INFO)  # somebody may be waiting, and must be told why
_WORKERS = min(4, os.cpu_count() or 1)
_MANY = 5  # pictures to be made, from which on it is worth a word


@dataclass(frozen=True)
class File:
    """One published file: its address below the site, what it is, and where its bytes lie."""

    name: str
    width: int
    height: int
    type: str
    path: Path
    bytes: int


@dataclass(frozen=True)
class Picture:
    """A picture as it can be published; for each use its files, the plainest last.

    A drawing is one file, whatever it is used for, and cannot be shared.
    """

    width: int
    height: int
    uses: Mapping[Use, tuple[File, ...]]


class Darkroom:
    def __init__(self, store: Store) -> None:
        self._store = store

    def develop(self, wanted: Mapping[Path, Collection[Use]]) -> dict[Path, Picture | Refused]:
        """Each picture with the files for its uses, or why it has none.

        Raises OSError if what was made cannot be kept.
        """
        new = [path for path in wanted if not self._known(path)]
        if len(new) >= _MANY:
            _LOG.info("Preparing %d pictures; the next build finds them ready.", len(new))
        with ThreadPoolExecutor(_WORKERS) as pool:
            made = list(pool.map(self._one, wanted, wanted.values()))
        return dict(zip(wanted, made, strict=True))

    def _known(self, path: Path) -> bool:
        try:
            return self._store.find(_entry(digest(path), "json")) is not None
        except OSError:
            return False

    def _one(self, path: Path, uses: Collection[Use]) -> Picture | Refused:
        try:
            found, key = _looked_at(path)
            kinds.refuse(*found)
            if found[0] == "drawing":
                return self._drawing(path, key, uses)
            return self._photograph(path, key, uses)
        except Refused as refused:
            return refused

    def _photograph(self, path: Path, key: str, uses: Collection[Use]) -> Picture:
        opened: still.Still | None = None
        traits = self._traits(key)
        if traits is None:
            opened = still.develop(path)
            traits = Traits(*opened.image.size, opened.graphic, opened.clear)
        files: dict[Use, tuple[File, ...]] = {}
        for use in sorted(uses):
            some = []
            for variant in recipe.variants(traits, use):
                entry = self._store.find(_entry(key, variant.name))
                if entry is None:
                    opened = opened or still.develop(path)
                    data = recipe.stored(opened, variant)
                    entry = self._store.put(_entry(key, variant.name), data)
                some.append(_file(path, key, variant, entry))
            files[use] = tuple(some)
        self._keep(key, traits)  # last: where it is, everything is
        return Picture(traits.width, traits.height, files)

    def _drawing(self, path: Path, key: str, uses: Collection[Use]) -> Picture:
        traits = self._traits(key)
        entry = self._store.find(_entry(key, "svg"))
        if traits is None or entry is None:
            drawing = svg.clean(path.read_bytes())
            traits = Traits(drawing.width, drawing.height)
            entry = self._store.put(_entry(key, "svg"), drawing.text.encode())
        self._keep(key, traits)
        size = entry.stat().st_size
        name = f"{_published(path, key)}.svg"
        file = File(name, traits.width, traits.height, TYPES["svg"], entry, size)
        return Picture(traits.width, traits.height, dict.fromkeys(uses, (file,)))

    def _traits(self, key: str) -> Traits | None:
        entry = self._store.find(_entry(key, "json"))
        try:
            return Traits(**json.loads(entry.read_bytes())) if entry else None
        except (OSError, TypeError, ValueError):
            return None

    def _keep(self, key: str, traits: Traits) -> None:
        if self._store.find(_entry(key, "json")) is None:
            self._store.put(_entry(key, "json"), json.dumps(asdict(traits)).encode())


def _looked_at(path: Path) -> tuple[tuple[kinds.Kind, str], str]:
    try:
        return kinds.kind(path), digest(path)
    except OSError as error:
        remedy = "Look whether you can open it yourself; if not, copy it here once more."
        what = f"cannot be opened ({error.strerror or error})"
        raise Refused(what, remedy, "picture-broken") from None


def _entry(key: str, what: str) -> str:
    return f"{key[:40]}.{RECIPE}.{what}"


def _published(path: Path, key: str) -> str:
    """The address of what is made of a file, as far as its variants share it."""
    name = re.sub(r"[^a-z0-9]+", "-", unidecode(path.stem).lower()).strip("-")[:60] or "picture"
    return f"images/{name}-{hashlib.sha256(f'{key} {RECIPE}'.encode()).hexdigest()[:10]}"


def _file(path: Path, key: str, variant: Variant, entry: Path) -> File:
    return File(
        name=f"{_published(path, key)}-{variant.name}",
        width=variant.width,
        height=variant.height,
        type=TYPES[variant.format],
        path=entry,
        bytes=entry.stat().st_size,
    )
