"""Make of a file everything that a page needs of it: made once, then found in the store."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from unidecode import unidecode

from plugins.core.cache import Store, digest, made_by
from plugins.core.rules.pictures import PICTURE_BROKEN
from plugins.images import PictureError, formats, raster, svg, variants
from plugins.images.variants import ENCODERS, TYPES, Traits, Use, Variant

_LOG = logging.getLogger(__name__)
_LOG.setLevel(logging.INFO)  # somebody may be waiting, and must be told why
_WORKERS = min(4, os.cpu_count() or 1)
_KNOWN, _DRAWING = "known", "drawing"  # entries beside those of the variants
_MANY = 5  # pictures to be made, from which on it is worth a word


@dataclass(frozen=True)
class File:
    """One published file: its address below the site, what it is, and what gives its bytes.

    They are read when they are needed: those of hundreds of photographs would fill the memory.
    """

    name: str
    width: int
    height: int
    type: str
    size: int
    read: Callable[[], bytes] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Picture:
    """A picture as it can be published; for each use its files, the plainest last.

    A drawing is one file, whatever it is used for, and cannot be shared.
    """

    width: int
    height: int
    uses: Mapping[Use, tuple[File, ...]]


@dataclass(frozen=True)
class _Known:
    """What is kept of a picture beside its files: its traits, and how many bytes each file has."""

    traits: Traits
    sizes: dict[str, int]


class Pipeline:
    """Make of pictures what pages need; what was made before is found in the `store`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, wanted: Mapping[Path, Collection[Use]]) -> dict[Path, Picture | PictureError]:
        """Return each picture with the files for its uses, or why it has none."""
        new = 0
        for path in wanted:
            try:
                new += self._find(digest(path)) is None
            except OSError:
                new += 1
        if new >= _MANY:
            _LOG.info("Preparing %d pictures; the next build finds them ready.", new)
        with ThreadPoolExecutor(_WORKERS) as pool:
            made = list(pool.map(self._one, wanted, wanted.values()))
        return dict(zip(wanted, made, strict=True))

    def _one(self, path: Path, uses: Collection[Use]) -> Picture | PictureError:
        try:
            found, key = formats.kind(path), digest(path)
            formats.refuse(*found)
            if found[0] == "drawing":
                return self._drawing(path, key, uses)
            return self._photograph(path, key, uses)
        except PictureError as refused:
            return refused
        except OSError as error:
            remedy = "Look whether you can open it yourself; if not, copy it here once more."
            what = f"cannot be opened ({error.strerror or error})"
            return PictureError(what, remedy, PICTURE_BROKEN)

    def _photograph(self, path: Path, key: str, uses: Collection[Use]) -> Picture:
        opened = lru_cache(maxsize=1)(lambda: raster.load(path))
        kept = self._find(key)
        if kept:
            traits = kept.traits
        else:
            photograph = opened()
            traits = Traits(*photograph.image.size, photograph.graphic, photograph.clear)
        sizes = dict(kept.sizes) if kept else {}
        files: dict[Use, tuple[File, ...]] = {}
        for use in sorted(uses):
            some = []
            for variant in variants.variants(traits, use):
                name = variant.name
                if name not in sizes:
                    sizes[name] = len(self._made(path, key, variant, opened))
                # Not with what is opened here, which would stay in memory.
                again = partial(self._made, path, key, variant, lambda: raster.load(path))
                address = f"{_published(path, key)}-{name}"
                size, kind = sizes[name], TYPES[variant.format]
                some.append(File(address, variant.width, variant.height, kind, size, again))
            files[use] = tuple(some)
        self._keep(path, key, _Known(traits, sizes), kept)
        return Picture(traits.width, traits.height, files)

    def _drawing(self, path: Path, key: str, uses: Collection[Use]) -> Picture:
        kept = found = self._find(key)
        if found is None:
            drawing = svg.clean(path.read_bytes())
            data = self._get(path, key, _DRAWING, drawing.text.encode)
            found = _Known(Traits(drawing.width, drawing.height), {_DRAWING: len(data)})
        self._keep(path, key, found, kept)
        file = File(
            name=f"{_published(path, key)}.svg",
            width=found.traits.width,
            height=found.traits.height,
            type=TYPES["svg"],
            size=found.sizes[_DRAWING],
            read=partial(
                self._get, path, key, _DRAWING, lambda: svg.clean(path.read_bytes()).text.encode()
            ),
        )
        return Picture(file.width, file.height, dict.fromkeys(uses, (file,)))

    def _made(
        self, path: Path, key: str, variant: Variant, opened: Callable[[], raster.Raster]
    ) -> bytes:
        make = lambda: variants.stored(opened(), variant)  # noqa: E731
        return self._get(path, key, variant.name, make)

    def _get(self, path: Path, key: str, what: str, make: Callable[[], bytes]) -> bytes:
        """Return what was made of a picture, or what `make` gives."""
        data = self._store.find(_entry(key, what))
        if data is None:
            data = make()
            self._put(path, key, what, data)
        return data

    def _put(self, path: Path, key: str, what: str, data: bytes) -> None:
        """Keep what was made of a picture, unless another has been saved over it meanwhile."""
        with suppress(OSError):
            if digest(path) == key:
                self._store.put(_entry(key, what), data)

    def _find(self, key: str) -> _Known | None:
        data = self._store.find(_entry(key, _KNOWN))
        if data is None:
            return None
        found = json.loads(data)
        return _Known(Traits(**found["traits"]), found["sizes"])

    def _keep(self, path: Path, key: str, known: _Known, kept: _Known | None) -> None:
        """Keep what is known, last: where it is, everything is."""
        if known != kept:
            self._put(path, key, _KNOWN, json.dumps(asdict(known)).encode())


def _entry(key: str, what: str) -> str:
    return f"{key} {what} {_program()}"


@lru_cache(maxsize=1)
def _program() -> str:
    """Return what decides about a byte: every module here, and the libraries in ENCODERS."""
    return f"{made_by(*sorted(Path(__file__).parent.glob('*.py')))} {ENCODERS}"


def _published(path: Path, key: str) -> str:
    """Return the address of what is made of a file, as far as its variants share it."""
    name = re.sub(r"[^a-z0-9]+", "-", unidecode(path.stem).lower()).strip("-")[:60] or "picture"
    return f"images/{name}-{hashlib.sha256(f'{key} {ENCODERS}'.encode()).hexdigest()[:10]}"
