"""Load a photograph as a page can use it: upright, in sRGB, no wider than it is ever shown."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from plugins.core.rules.pictures import PICTURE_BROKEN, PICTURE_HUGE, PICTURE_MOVING
from plugins.images import PictureError

R = TypeVar("R")
WIDEST, TALLEST = 1600, 8000  # pixels that are kept; WebP itself ends at 16,383
MOST = 120_000_000  # pixels that are opened at all: about 0.5 GB at four bytes each
_MUCH = 30_000_000  # pixels of which only one picture at a time is opened
# Pillow imports most of its formats only when it meets none that it knows, and not for `formats`.
_FORMATS = tuple(
    plugin.format
    for plugin in (
        AvifImagePlugin.AvifImageFile,
        GifImagePlugin.GifImageFile,
        JpegImagePlugin.JpegImageFile,  # opens MPO too, a JPEG with a second one behind it
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
    )
)
# What Pillow's decoders raise about a file that is not what it claims to be.
DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError,
    RuntimeError, ZeroDivisionError, struct.error, zlib.error,
)  # fmt: skip
_ORIENTATION = 0x0112  # Exif 3.0, section 4.6.5.1.5
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = (5, 6, 7, 8)
_ONE_BIG = threading.Lock()
# Pillow warns above this and gives up above twice as much; `load` never lets it come so far.
Image.MAX_IMAGE_PIXELS = MOST


@dataclass(frozen=True)
class Traits:
    """What must be known of a picture to know its variants; kept beside them.

    `graphic` is true if it has few colors, `clear` if something shines through, `drawn` if it is
    no photograph but a drawing, which is published as it is.
    """

    width: int
    height: int
    graphic: bool = False
    clear: bool = False
    drawn: bool = False


@dataclass(frozen=True)
class Raster:
    """A photograph in memory: RGB, or RGBA where something shines through.

    `graphic` is true if it has few colors.
    """

    image: Image.Image
    graphic: bool

    @property
    def clear(self) -> bool:
        return self.image.mode == "RGBA"

    @property
    def traits(self) -> Traits:
        return Traits(*self.image.size, self.graphic, self.clear)


def load(source: Path | BinaryIO) -> Raster:
    """Return the picture in a file, without anything that was written beside it.

    Exif, XMP, comments and color profiles are gone afterwards; the profile and the orientation
    have been applied. Raises `PictureError`.
    """
    return _opened(source, _developed)


def look(path: Path) -> Traits:
    """Return how large a picture would be, without looking at its pixels.

    Raises `PictureError` where `load` does. A file that does not seem to be there to its end is
    loaded, to be sure; of its colors nothing is known.
    """
    return _opened(path, partial(_measured, path))


def _opened(source: Path | BinaryIO, use: Callable[[Image.Image], R]) -> R:
    """Return what `use` makes of an opened picture that may be loaded. Raises `PictureError`."""
    try:
        with Image.open(source, formats=_FORMATS) as image:
            if image.width * image.height > MOST:
                raise _too_large()
            if image.format != "MPO" and getattr(image, "is_animated", False):
                # WCAG 2.2, success criterion 2.2.2: what moves can be stopped, which needs a
                # script here.
                raise PictureError(
                    "moves, and nobody who reads could make it stop",
                    "Save a single still picture of it, and use that.",
                    PICTURE_MOVING,
                )
            return use(image)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise _too_large() from None
    except DAMAGED:
        raise PictureError(
            "cannot be read: its file is damaged, or was not copied whole",
            "Copy it here once more from where it came from.",
            PICTURE_BROKEN,
        ) from None


def _measured(path: Path, image: Image.Image) -> Traits:
    if not _is_whole(path.read_bytes(), image):
        return _developed(image).traits
    (width, height), _ = _kept(image)
    return Traits(width, height)


def _is_whole(data: bytes, image: Image.Image) -> bool:
    """Return whether a file goes on to its end, as far as that is known without its pixels."""
    if image.format in ("JPEG", "MPO"):  # ITU-T T.81, annex B: segments, a scan, and the marker EOI
        at = 2
        while data[at : at + 1] == b"\xff" and data[at + 1] != 0xDA:
            length = int.from_bytes(data[at + 2 : at + 4], "big")
            if length < 2:
                return False
            at += 2 + length
        return data[at : at + 2] == b"\xff\xda" and data.find(b"\xff\xd9", at) > 0
    if image.format == "PNG":  # W3C, PNG, section 5: each part has a sum of its own, IEND is last
        try:
            with Image.open(io.BytesIO(data), formats=["PNG"]) as again:
                again.verify()
        except DAMAGED:
            return False
        return data.rstrip(b"\0")[-8:-4] == b"IEND"
    # RFC 9649, section 2.4: how long the file is stands at its beginning.
    is_webp = image.format == "WEBP"
    return is_webp and int.from_bytes(data[4:8], "little") + 8 <= len(data)


def _too_large() -> PictureError:
    what = f"has more than {MOST // 1_000_000} megapixels, too many to be opened safely"
    remedy = "Save it smaller; 2000 pixels wide is plenty for a page."
    return PictureError(what, remedy, PICTURE_HUGE)


def _kept(image: Image.Image) -> tuple[tuple[int, int], int]:
    """Return the size in which a picture is kept, upright, and how it is turned (Exif)."""
    try:
        turn = int(image.getexif().get(_ORIENTATION, 1))
    except DAMAGED:  # a note that cannot be read is no reason to refuse the picture
        turn = 1
    width, height = (image.height, image.width) if turn in _ON_ITS_SIDE else image.size
    part = min(1, WIDEST / width, TALLEST / height)
    return (max(1, round(width * part)), max(1, round(height * part))), turn


def _developed(image: Image.Image) -> Raster:
    with _ONE_BIG if image.width * image.height > _MUCH else nullcontext():
        return _in_memory(image)


def _in_memory(image: Image.Image) -> Raster:
    size, turn = _kept(image)
    profile = image.info.get("icc_profile")
    kept = size[::-1] if turn in _ON_ITS_SIDE else size
    if kept != image.size:
        # libjpeg decodes to a half, a quarter or an eighth at once: less time, far less memory.
        image.draft("RGB", (kept[0] * 2, kept[1] * 2))
    photographic = image.format in ("JPEG", "MPO")
    image = resizable(image)
    graphic = not photographic and image.getcolors(256) is not None
    if image.size != kept:
        image = resized(image, kept)
    image = in_srgb(image, profile)
    if turn in _TURNS:
        image = image.transpose(_TURNS[turn])
    image.info.clear()  # some of Pillow's writers copy from here what nobody asked them to
    return Raster(image, graphic)


def resizable(image: Image.Image) -> Image.Image:
    """Return the picture in a mode whose pixels can be mixed."""
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        opaque = image.getchannel("A").getextrema() == (255, 255)
        return image.convert("RGB") if opaque else image
    if image.mode.startswith(("I", "F")):  # 16 bits a pixel; `convert` alone would make it white
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image if image.mode in ("RGB", "L", "CMYK", "LAB") else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the colors as they were meant, in the one space that every screen understands."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colors = image.convert("RGB") if alpha else image
    if profile:
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            mixed = ImageCms.profileToProfile(colors, meant, srgb, outputMode="RGB")
            colors = mixed or colors
        except (ImageCms.PyCMSError, *DAMAGED):
            pass  # a profile for other colors than these, or none at all
    colors = colors.convert("RGB")
    if alpha:
        colors.putalpha(alpha)
    return colors


def resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture in another size; what cannot be seen lends no color to what can."""
    clear = image.mode == "RGBA"
    mixed = image.convert("RGBa") if clear else image  # Pillow would do so, and then all at once
    mixed = mixed.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return mixed.convert("RGBA") if clear else mixed
