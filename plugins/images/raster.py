"""Load a photograph as a page can use it: upright, in sRGB, no wider than it is ever shown."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from plugins.core.rules.pictures import PICTURE_BROKEN, PICTURE_HUGE, PICTURE_MOVING
from plugins.images import PictureError, pixels
from plugins.images.pixels import DAMAGED

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
_ONE_BIG = threading.Lock()
# Pillow warns above this and gives up above twice as much; `load` never lets it come so far.
Image.MAX_IMAGE_PIXELS = MOST


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


def load(source: Path | BinaryIO) -> Raster:
    """Return the picture in a file, without anything that was written beside it.

    Exif, XMP, comments and color profiles are gone afterwards; the profile and the orientation
    have been applied. Raises `PictureError`.
    """
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
            much = image.width * image.height > _MUCH
            with _ONE_BIG if much else nullcontext():
                return _developed(image)
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


def _too_large() -> PictureError:
    what = f"has more than {MOST // 1_000_000} megapixels, too many to be opened safely"
    remedy = "Save it smaller; 2000 pixels wide is plenty for a page."
    return PictureError(what, remedy, PICTURE_HUGE)


def _developed(image: Image.Image) -> Raster:
    try:
        turn = int(image.getexif().get(_ORIENTATION, 1))
    except DAMAGED:  # a note that cannot be read is no reason to refuse the picture
        turn = 1
    profile = image.info.get("icc_profile")
    lies = turn in (5, 6, 7, 8)  # on its side
    width, height = (image.height, image.width) if lies else image.size
    part = min(1, WIDEST / width, TALLEST / height)
    size = max(1, round(width * part)), max(1, round(height * part))
    kept = size[::-1] if lies else size
    if part < 1:
        # libjpeg decodes to a half, a quarter or an eighth at once: less time, far less memory.
        image.draft("RGB", (kept[0] * 2, kept[1] * 2))
    photographic = image.format in ("JPEG", "MPO")
    image = pixels.resizable(image)
    graphic = not photographic and image.getcolors(256) is not None
    if image.size != kept:
        image = pixels.resized(image, kept)
    image = pixels.in_srgb(image, profile)
    if turn in _TURNS:
        image = image.transpose(_TURNS[turn])
    image.info.clear()  # some of Pillow's writers copy from here what nobody asked them to
    return Raster(image, graphic)
