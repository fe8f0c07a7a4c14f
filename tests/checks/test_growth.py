"""What a text is made of in bad faith takes no longer than its size says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.checks import blocks, readability
from plugins.images import PictureError, svg
from tests.growth import growth

HOSTILE: dict[str, Callable[[int], str]] = {
    "at signs": lambda size: "@" * size,
    "addresses": lambda size: "a@" * size,
    "domains": lambda size: "a@" + ".a" * size,
    "a heading with a gap": lambda size: f"## a{' ' * size}b",
    "hashes": lambda size: f"## a{'# ' * size}b",
    "braces": lambda size: f"## a{' {' * size}b",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_reading_a_hostile_text_takes_as_long_as_it_is(text: Callable[[int], str]) -> None:
    def read(size: int) -> None:
        readability.prose(blocks.blocks(text(size), 1))

    assert growth(read, 10_000) < 3


def test_a_length_of_many_digits_is_no_work() -> None:
    def clean(size: int) -> None:
        with pytest.raises(PictureError):
            svg.clean(f'<svg xmlns="http://www.w3.org/2000/svg" width="{"1" * size}x"/>'.encode())

    assert growth(clean, 100_000) < 3
