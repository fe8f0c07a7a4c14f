"""From a file to everything that a page needs of it: made once, then found in the store."""

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
from plugins.images import Refused, formats, raster, svg, variants
from plugins.images.variants import RECIPE, TYPES, Traits, Use, Variant

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


class Darkroom:
    def __init__(self, store: Store) -> None:
        self._store = store

    def develop(self, wanted: Mapping[Path, Collection[Use]]) -> dict[Path, Picture | Refused]:
        """Each picture with the files for its uses, or why it has none."""
        new = [path for path in wanted if not self._is_known(path)]
        if len(new) >= _MANY:
            _LOG.info("Preparing %d pictures; the next build finds them ready.", len(new))
        with ThreadPoolExecutor(_WORKERS) as pool:
            made = list(pool.map(self._one, wanted, wanted.values()))
        return dict(zip(wanted, made, strict=True))

    def _is_known(self, path: Path) -> bool:
        try:
            return self._find(digest(path)) is not None
        except OSError:
            return False

    def _one(self, path: Path, uses: Collection[Use]) -> Picture | Refused:
        try:
            found, key = _looked_at(path)
            formats.refuse(*found)
            if found[0] == "drawing":
                return self._drawing(path, key, uses)
            return self._photograph(path, key, uses)
        except Refused as refused:
            return refused

    def _photograph(self, path: Path, key: str, uses: Collection[Use]) -> Picture:
        opened = lru_cache(maxsize=1)(lambda: raster.develop(path))
        kept = self._find(key)
        traits = kept.traits if kept else _traits(opened())
        sizes = dict(kept.sizes) if kept else {}
        files: dict[Use, tuple[File, ...]] = {}
        for use in sorted(uses):
            some = []
            for variant in variants.variants(traits, use):
                name = variant.name
                if name not in sizes:
                    sizes[name] = len(self._made(path, key, variant, opened))
                # Not with what is opened here, which would stay in memory.
                again = partial(self._made, path, key, variant, lambda: raster.develop(path))
                some.append(_file(path, key, variant, sizes[name], again))
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
            read=partial(self._get, path, key, _DRAWING, partial(_clean, path)),
        )
        return Picture(file.width, file.height, dict.fromkeys(uses, (file,)))

    def _made(
        self, path: Path, key: str, variant: Variant, opened: Callable[[], raster.Still]
    ) -> bytes:
        make = lambda: variants.stored(opened(), variant)  # noqa: E731
        return self._get(path, key, variant.name, make)

    def _get(self, path: Path, key: str, what: str, make: Callable[[], bytes]) -> bytes:
        """What was made of a picture, or what `make` gives."""
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
        """Last: where it is, everything is."""
        if known != kept:
            self._put(path, key, _KNOWN, json.dumps(asdict(known)).encode())


def _traits(opened: raster.Still) -> Traits:
    return Traits(*opened.image.size, opened.graphic, opened.clear)


def _clean(path: Path) -> bytes:
    return svg.clean(path.read_bytes()).text.encode()


def _looked_at(path: Path) -> tuple[tuple[formats.Kind, str], str]:
    try:
        return formats.kind(path), digest(path)
    except OSError as error:
        remedy = "Look whether you can open it yourself; if not, copy it here once more."
        what = f"cannot be opened ({error.strerror or error})"
        raise Refused(what, remedy, PICTURE_BROKEN) from None


def _entry(key: str, what: str) -> str:
    return f"{key} {what} {_program()}"


@lru_cache(maxsize=1)
def _program() -> str:
    """Every module here may decide about a byte, and so may the libraries in RECIPE."""
    return f"{made_by(*sorted(Path(__file__).parent.glob('*.py')))} {RECIPE}"


def _published(path: Path, key: str) -> str:
    """The address of what is made of a file, as far as its variants share it."""
    name = re.sub(r"[^a-z0-9]+", "-", unidecode(path.stem).lower()).strip("-")[:60] or "picture"
    return f"images/{name}-{hashlib.sha256(f'{key} {RECIPE}'.encode()).hexdigest()[:10]}"


def _file(path: Path, key: str, variant: Variant, size: int, read: Callable[[], bytes]) -> File:
    return File(
        name=f"{_published(path, key)}-{variant.name}",
        width=variant.width,
        height=variant.height,
        type=TYPES[variant.format],
        size=size,
        read=read,
    )
