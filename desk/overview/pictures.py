"""The pictures of a practice, what they are, and where each is shown."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from desk.writing import disk
from desk.writing import pictures as kept
from desk.writing.disk import WritingError
from desk.writing.pictures import Use

_SMALL = 480  # pixels: the longest side of a picture in the list
_MOST_PIXELS = 120_000_000


@dataclass(frozen=True)
class Picture:
    """A picture: its place in the content, its bytes, and its pixels, (0, 0) of a drawing or where
    they cannot be told. `uses` are the places that show or name it."""

    name: str
    bytes: int
    width: int
    height: int
    uses: tuple[Use, ...]

    @property
    def file(self) -> str:
        """Return its name without the folder."""
        return self.name.removeprefix("images/")


def listed(content: Path) -> tuple[Picture, ...]:
    """Return all pictures: those that nothing shows first, the others by their names."""
    found = []
    for name, uses in kept.uses(content).items():
        path = content / name
        with suppress(OSError):
            size = path.stat().st_size
            found.append(Picture(name, size, *_pixels(path), uses))
    return tuple(sorted(found, key=lambda one: (bool(one.uses), one.name)))


def in_words(size: int) -> str:
    """Return bytes as a person reads them: 900 B, 14 kB, 2.1 MB."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def small(content: Path, name: str) -> tuple[str, bytes]:
    """Return a picture as it is shown in the list, and its media type. Raises WritingError."""
    path = disk.inside(content, name)
    if name not in kept.names(content):
        raise WritingError(f"There is no picture “{name}”.")
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".svg":
            return "image/svg+xml", data
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise WritingError(f"“{name}” is too large to be shown.")
            image.draft("RGB", (_SMALL, _SMALL))
            made = ImageOps.exif_transpose(image).convert("RGBA")
            made.thumbnail((_SMALL, _SMALL))
            out = io.BytesIO()
            made.save(out, "WEBP", quality=80)
            return "image/webp", out.getvalue()
    except (OSError, ValueError, SyntaxError) as broken:
        raise WritingError(f"“{name}” cannot be shown: {broken}.") from None


def _pixels(path: Path) -> tuple[int, int]:
    with suppress(OSError, ValueError, SyntaxError), Image.open(path) as image:
        turned = image.getexif().get(0x0112, 1) >= 5  # lies on its side
        return (image.height, image.width) if turned else (image.width, image.height)
    return 0, 0
