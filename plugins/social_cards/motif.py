"""Draw the motif by numbers: two shapes whose overlap is a third color, on pages and cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

BOX = 100  # the side of the square that a pair of circles is drawn in
_DIRECTIONS = (
    *((100, 0), (92, 38), (71, 71), (92, -38), (71, -71)),
    *((-100, 0), (-92, 38), (-71, 71), (-92, -38), (-71, -71), (38, 92), (38, -92)),
)


@dataclass(frozen=True)
class Circle:
    """A circle by its center and radius."""

    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Pair:
    """Two circles that overlap."""

    a: Circle
    b: Circle


@dataclass(frozen=True)
class ArchAndCircle:
    """The large motif: an arch that stands on the lower edge, with a round top, and a circle."""

    width: int = 350
    height: int = 300
    arch: int = 232  # how wide; half of it is the radius of the top
    top: int = 20
    circle: Circle = Circle(226, 176, 124)


BRAND = Pair(Circle(36, 46, 32), Circle(66, 60, 24))
ICON = Pair(Circle(36, 42, 34), Circle(67, 65, 29))
LARGE = ArchAndCircle()


@lru_cache(maxsize=4096)
def pair(slug: str) -> Pair:
    """Return the circles of an article, always the same ones for a slug.

    Its hash gives their sizes, how far apart they are, and in which direction. Whatever these
    are, the pair is then made 96 long and centered, so that all marks weigh the same and none
    leaves the box. Whole numbers are fine enough for a mark, and shorter in each page.
    """
    # FNV-1a, 32 bits (draft-eastlake-fnv): the same number for a slug on every machine.
    number = 0x811C9DC5
    for byte in slug.encode():
        number = (number ^ byte) * 0x01000193 % 2**32
    a, b = 24 + number % 7, 17 + number // 7 % 8
    apart = (a + b) * (58 + number // 56 % 17) / 100
    x, y = _DIRECTIONS[number // 952 % 12]
    scale = 96 / (a + b + apart)
    back, on = (apart + b - a) * scale / 200, (apart + a - b) * scale / 200
    return Pair(
        Circle(round(50 - x * back), round(50 - y * back), round(a * scale)),
        Circle(round(50 + x * on), round(50 + y * on), round(b * scale)),
    )
