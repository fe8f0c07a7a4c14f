"""A delivery takes no more memory for many photographs than for a few."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

from plugins.delivery import fingerprints, folder, texts
from plugins.delivery.pieces import Files

_SIZE = 200_000


def peak(site: Path, photographs: int) -> int:
    """The most bytes that are held while a site with so many photographs is delivered."""
    site.mkdir()
    for number in range(photographs):
        (site / f"{number}.jpg").write_bytes(os.urandom(_SIZE))
    pages = "".join(f'<img src="/{number}.jpg" alt="">' for number in range(photographs))
    (site / "index.html").write_text(pages)
    tracemalloc.start()
    try:
        lying = folder.read(site)
        files = Files(lying)
        renamed = fingerprints.rename(files, "https://practice.example", "")
        made = texts.delivered(files, renamed, {})
        folder.write(site, lying.keys(), made.files)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_many_photographs_are_never_held_together(tmp_path: Path) -> None:
    few, many = peak(tmp_path / "few", 16), peak(tmp_path / "many", 64)
    assert many < 2 * few
    assert len(list((tmp_path / "many").rglob("*.jpg"))) == 64
