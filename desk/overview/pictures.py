"""The pictures of a practice, what they are, and where each is shown."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageOps

from desk.writing import disk
from desk.writing import pictures as kept
from desk.writing.disk import WritingError
from desk.writing.pictures import Use
from plugins.images import PictureError, svg

_SMALL = 480  # pixels: the longest side of a picture in the list
_MOST_PIXELS = 120_000_000
_SVG = "{http://www.w3.org/2000/svg}"
# As theme/css/components.css has it for a drawing in a text.
_COLORS = """
svg { color-scheme: light dark; fill: var(--ink); font-family: sans-serif }
.part-a { fill: color-mix(in oklab, var(--part-a) 60%, var(--paper)) }
.part-b { fill: color-mix(in oklab, var(--part-b) 60%, var(--paper)) }
.overlap { fill: color-mix(in oklab, var(--overlap) 60%, var(--paper)) }
.diagram-line { stroke: var(--ink-soft) }
"""


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


def small(content: Path, name: str, style: str) -> tuple[str, bytes]:
    """Return a picture as it is shown in the list, and its media type. Raises WritingError.

    `style` are the practice's colors as CSS, which a drawing may use as its page does.
    """
    path = disk.inside(content, name)
    if name not in kept.names(content):
        raise WritingError(f"There is no picture “{name}”.")
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".svg":
            return "image/svg+xml", _drawing(data, style)
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise WritingError(f"“{name}” is too large to be shown.")
            image.draft("RGB", (_SMALL, _SMALL))
            made = ImageOps.exif_transpose(image).convert("RGBA")
            made.thumbnail((_SMALL, _SMALL))
            out = io.BytesIO()
            made.save(out, "WEBP", quality=80)
            return "image/webp", out.getvalue()
    except PictureError as wrong:
        raise WritingError(f"“{name}” {wrong.args[0]}. {wrong.args[1]}") from None
    except (OSError, ValueError, SyntaxError) as broken:
        raise WritingError(f"“{name}” cannot be shown: {broken}.") from None


def _drawing(data: bytes, style: str) -> bytes:
    root = ET.fromstring(svg.clean(data).text)
    root.insert(0, ET.Element(f"{_SVG}style"))
    root[0].text = f"{style}\n{_COLORS}"
    return ET.tostring(root)


def _pixels(path: Path) -> tuple[int, int]:
    with suppress(OSError, ValueError, SyntaxError), Image.open(path) as image:
        turned = image.getexif().get(0x0112, 1) >= 5  # lies on its side
        return (image.height, image.width) if turned else (image.width, image.height)
    return 0, 0
