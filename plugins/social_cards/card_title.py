"""Set a title on a card: which of its letters can be drawn, and where its lines break."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from math import ceil, inf
from pathlib import Path

from PIL import ImageFont

# A ligature cannot be tracked, so each letter is drawn on its own; kerning stays.
FEATURES = ["-liga", "-clig"]
LINES = 4
_MEASURED = 200  # widths are measured once, at this size, and scaled
_WORD = 30.0  # ems: a longer word than this is divided, or its letters would be too small
_ENDING = frozenset("a an and as at but by for from in into is not of on or so the to with".split())  # noqa: SIM905
_WEAK_ENDING = 2.0  # ems of empty line that a better ending is worth
_SPARE = 1.08  # how much wider than the narrowest a title may be set, for the sake of its endings

Width = Callable[[str], float]


@dataclass(frozen=True)
class Setting:
    """Lines that belong to a title, and the width in ems of the longest one."""

    lines: tuple[str, ...]
    width: float


@lru_cache(maxsize=64)
def font(file: Path, weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Return a variable font at one weight."""
    found = ImageFont.truetype(file, size)
    found.set_variation_by_axes([weight])
    return found


@lru_cache(maxsize=4)
def measure(file: Path, weight: int) -> Width:
    """Return how wide a text is in this typeface, in ems."""
    face = font(file, weight, _MEASURED)

    @lru_cache(maxsize=20_000)
    def width(text: str) -> float:
        return face.getlength(text, features=FEATURES) / _MEASURED

    return width


def drawable(text: str, file: Path) -> tuple[str, str]:
    """Return the text as it can be drawn with this typeface, and the letters that it lacks.

    Signs that are no part of a word, such as emoji, are left out where they are missing; so is
    what is never seen, such as a joiner. Without its letters a title would be another one, so
    the caller is told them.
    """
    kept, missing = [], []
    for sign in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(sign)
        if kind in ("Cf", "Cc") or "\ufe00" <= sign <= "\ufe0f":
            continue
        if sign.isspace() or _has(file, sign):
            kept.append(sign)
        elif kind not in ("So", "Sk"):
            missing.append(sign)
    return " ".join("".join(kept).split()), "".join(dict.fromkeys(missing))


@lru_cache(maxsize=4096)
def _has(file: Path, sign: str) -> bool:
    """Say whether a font has a letter; Pillow tells only that all that it lacks look the same."""
    face = font(file, 400, 40)
    return bytes(face.getmask(sign)) != bytes(face.getmask("\U0010ffff"))


def settings(text: str, width: Width) -> list[Setting]:
    """Return the text in one line, in two and so on up to four, each as even as its words allow."""
    words: list[str] = []
    for word in text.split():
        # What no line of a card can hold is divided into even parts.
        length = ceil(len(word) / max(1, ceil(width(word) / _WORD)))
        parts = [word[at : at + length] for at in range(0, len(word), length)]
        words += [*(f"{part}-" for part in parts[:-1]), parts[-1]]
    counts = range(1, min(LINES, len(words)) + 1)
    return [_broken(words, count, width) for count in counts]


def shortened(text: str) -> str:
    """Return the text without its last word, and a sign that something is left out."""
    return text.removesuffix("…").rstrip().rpartition(" ")[0].rstrip(" ,.;:–—") + "…"


def _broken(words: Sequence[str], count: int, width: Width) -> Setting:
    """Set words in so many lines: nearly as narrow and as even as can be, with good endings."""
    ends = list(accumulate((width(word) for word in words), initial=0.0))
    space = width(" ")

    def wide(start: int, end: int) -> float:
        return ends[end] - ends[start] + space * (end - start - 1)

    @cache
    def narrowest(start: int, left: int) -> float:
        if left == 1:
            return wide(start, len(words))
        last = len(words) - left + 1
        return min(
            max(wide(start, end), narrowest(end, left - 1)) for end in range(start + 1, last + 1)
        )

    limit = narrowest(0, count) * _SPARE

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 0:
            return (0.0, ()) if start == len(words) else (inf, ())
        found: tuple[float, tuple[str, ...]] = (inf, ())
        for end in range(start + 1, len(words) + 1):
            if wide(start, end) > limit:
                break
            rest, lines = best(end, left - 1)
            weak = left > 1 and words[end - 1].casefold() in _ENDING
            cost = (limit - wide(start, end)) ** 2 + (_WEAK_ENDING if weak else 0) + rest
            if cost < found[0]:
                found = cost, (" ".join(words[start:end]), *lines)
        return found

    lines = best(0, count)[1]
    return Setting(lines, max(map(width, lines)))
