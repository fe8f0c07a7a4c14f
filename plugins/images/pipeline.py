"""Make of a file everything that a page needs of it: made once, then found in the store."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from plugins.core.cache import Store, digest, made_by
from plugins.core.rules.pictures import PICTURE_BROKEN
from plugins.core.slug import slugify
from plugins.images import PictureError, formats, raster, svg, variants
from plugins.images.raster import Raster, Traits
from plugins.images.svg import Drawing
from plugins.images.variants import ENCODERS, TYPES, Use, Variant

_LOG = logging.getLogger(__name__)
_LOG.setLevel(logging.INFO)  # somebody may be waiting, and must be told why
# How many are ready, for a bar; whoever draws one listens, and nobody else is told.
_COUNT = logging.getLogger(f"{__name__}.count")
_COUNT.propagate = False
_COUNT.setLevel(logging.WARNING)
_WORKERS = min(4, os.cpu_count() or 1)
_KNOWN = "known"  # the entry beside those of the variants
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
    sizes: dict[str, int] = field(default_factory=dict)


class Pipeline:
    """Make of pictures what pages need; what was made before is found in the `store`.

    Where nothing is to be published, it is enough to look at each: what is given then has its size,
    but no bytes, and nothing is kept.
    """

    def __init__(self, store: Store, *, only_look: bool = False) -> None:
        self._store = store
        self._only_look = only_look

    def make(self, wanted: Mapping[Path, Collection[Use]]) -> dict[Path, Picture | PictureError]:
        """Return each picture with the files for its uses, or why it has none."""
        new = 0
        for path in () if self._only_look else wanted:
            try:
                new += self._find(digest(path)) is None
            except OSError:
                new += 1
        if new >= _MANY:
            _LOG.info("Preparing %d pictures; the next build finds them ready.", new)
        with ThreadPoolExecutor(_WORKERS) as pool:
            made = []
            for one in pool.map(self._one, wanted, wanted.values()):
                made.append(one)
                _COUNT.info("%d of %d pictures", len(made), len(wanted))
        return dict(zip(wanted, made, strict=True))

    def _one(self, path: Path, uses: Collection[Use]) -> Picture | PictureError:
        try:
            found = formats.kind(path)
            formats.refuse(*found)
            if self._only_look:
                return _looked_at(path, found[0] == "drawing", uses)
            return self._made(path, digest(path), found[0] == "drawing", uses)
        except PictureError as refused:
            return refused
        except OSError as error:
            remedy = "Look whether you can open it yourself; if not, copy it here once more."
            what = f"cannot be opened ({error.strerror or error})"
            return PictureError(what, remedy, PICTURE_BROKEN)

    def _made(self, path: Path, key: str, drawn: bool, uses: Collection[Use]) -> Picture:
        def load() -> Raster | Drawing:
            return svg.clean(path.read_bytes()) if drawn else raster.load(path)

        opened = lru_cache(maxsize=1)(load)
        kept = self._find(key)
        known = kept or _Known(opened().traits)
        traits, sizes = known.traits, dict(known.sizes)
        name = slugify(path.stem)[:60] or "picture"
        address = f"images/{name}-{hashlib.sha256(f'{key} {ENCODERS}'.encode()).hexdigest()[:10]}"
        files: dict[Use, tuple[File, ...]] = {}
        for use in sorted(uses):
            some = []
            for variant in variants.variants(traits, use):
                if variant.name not in sizes:
                    sizes[variant.name] = len(self._get(path, key, variant, opened))
                some.append(
                    File(
                        f"{address}.svg" if drawn else f"{address}-{variant.name}",
                        variant.width,
                        variant.height,
                        TYPES[variant.format],
                        sizes[variant.name],
                        # Not with what is opened here, which would stay in memory.
                        partial(self._get, path, key, variant, load),
                    )
                )
            files[use] = tuple(some)
        known = _Known(traits, sizes)
        if known != kept:  # last: where it is, everything is
            self._put(path, key, _KNOWN, json.dumps(asdict(known)).encode())
        return Picture(traits.width, traits.height, files)

    def _get(
        self, path: Path, key: str, variant: Variant, opened: Callable[[], Raster | Drawing]
    ) -> bytes:
        """Return a variant as it is kept, or made of what `opened` gives."""
        data = self._store.find(_entry(key, variant.name))
        if data is None:
            found = opened()
            if isinstance(found, Drawing):
                data = found.text.encode()
            else:
                data = variants.stored(found, variant)
            self._put(path, key, variant.name, data)
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


def _looked_at(path: Path, drawn: bool, uses: Collection[Use]) -> Picture:
    """Return a picture as far as it is known without being made."""

    def load() -> bytes:
        return svg.clean(path.read_bytes()).text.encode() if drawn else b""

    traits = svg.clean(path.read_bytes()).traits if drawn else raster.look(path)
    name = f"images/{slugify(path.stem)[:60] or 'picture'}"
    files = {
        use: tuple(
            File(
                f"{name}-{one.name}",
                one.width,
                one.height,
                TYPES[one.format],
                size=0,
                read=load,
            )
            for one in variants.variants(traits, use)
        )
        for use in uses
    }
    return Picture(traits.width, traits.height, files)


def _entry(key: str, what: str) -> str:
    return f"{key} {what} {_program()}"


@lru_cache(maxsize=1)
def _program() -> str:
    """Return what decides about a byte: every module here, and the libraries in ENCODERS."""
    return f"{made_by(*sorted(Path(__file__).parent.glob('*.py')))} {ENCODERS}"
