"""Many pictures on one sheet, in rows and columns, each with its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_HIGH = 560  # of each picture on the sheet; what is further down a page stands in its own file
_SCALE = {1: 0.4, 2: 0.7}  # a telephone's narrow window is shown larger than a computer's
_GAP = 24
_LABELS = 150
_SIZE = 20
_GROUND, _INK = (128, 128, 128), (255, 255, 255)  # neither paper can be mistaken for it


@dataclass(frozen=True)
class Photograph:
    """A picture of a page: what it shows, how it was taken, its file, pixels per CSS pixel."""

    row: str
    column: str
    file: Path
    density: int = 1


def contact_sheet(
    photographs: Sequence[Photograph], rows: Sequence[str], columns: Sequence[str]
) -> Image.Image:
    """The upper part of each picture, where its row and its column meet."""
    small = {(each.row, each.column): _reduced(each) for each in photographs}
    widths = [
        max((picture.width for (_, at), picture in small.items() if at == column), default=0)
        for column in columns
    ]
    lefts = [_LABELS + sum(widths[:n]) + _GAP * n for n in range(len(columns))]
    tops = [_GAP + 2 * _SIZE + (_HIGH + _GAP) * n for n in range(len(rows))]
    size = (_LABELS + sum(widths) + _GAP * len(columns), (tops or [0])[-1] + _HIGH + _GAP)
    sheet = Image.new("RGB", size, _GROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(_SIZE)
    for column, left in zip(columns, lefts, strict=True):
        draw.text((left, _GAP), column, _INK, font)
    for row, top in zip(rows, tops, strict=True):
        draw.text((_GAP, top), row, _INK, font)
        for column, left in zip(columns, lefts, strict=True):
            if (row, column) in small:
                sheet.paste(small[row, column], (left, top))
    return sheet


def _reduced(photograph: Photograph) -> Image.Image:
    with Image.open(photograph.file) as picture:
        scale = _SCALE[photograph.density] / photograph.density
        upper = picture.convert("RGB").crop((0, 0, picture.width, int(_HIGH / scale)))
        if picture.height < upper.height:  # a short page ends where it ends
            upper = picture.convert("RGB")
        size = (round(upper.width * scale), round(upper.height * scale))
        return upper.resize(size, Image.Resampling.LANCZOS)
