"""Change the pixels of a picture, whatever file they came from."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageCms

# What Pillow's decoders raise about a file that is not what it claims to be.
DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError,
    RuntimeError, ZeroDivisionError, struct.error, zlib.error,
)  # fmt: skip


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
