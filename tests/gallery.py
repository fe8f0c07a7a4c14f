"""Photograph the example practices and the one that is here, a sheet for each window and scheme.

    python -m tests.gallery FOLDER

A sheet shows a page of each kind side by side, each from its top and cut at the same height, in
the manner of `NAME-phone-night.png`. They are to be looked at: no test compares them.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser

from desk.build.build import build_site
from desk.common import project
from tests import example_practices, local_browser
from tests.browser.conftest import WINDOWS
from tests.static_server import served

SCHEMES: dict[str, Any] = {"day": "light", "night": "dark"}
_GAP, _WIDE, _HIGH = 24, 640, 1600  # of a page on a sheet, in pixels


def main(folder: Path) -> None:
    """Write every sheet into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    with local_browser.launched() as browser:
        for name, output in _sites(folder):
            with served(output) as address:
                for window, options in WINDOWS.items():
                    for scheme, colors in SCHEMES.items():
                        pages = example_practices.page_of_each_kind(output)
                        seen = {**options, "color_scheme": colors}
                        sheet = _sheet(browser, [address + page for page in pages], seen)
                        sheet.save(folder / f"{name}-{window}-{scheme}.png")


def _sites(folder: Path) -> Iterator[tuple[str, Path]]:
    """Build every site, and yield its name and where it lies."""
    for name in example_practices.EXAMPLES:
        yield name, example_practices.built(name, folder).output
    assert build_site(project.CONTENT, folder / "shipped") == 0
    yield "shipped", folder / "shipped"


def _sheet(browser: Browser, addresses: list[str], options: dict[str, Any]) -> Image.Image:
    page = browser.new_page(**options, reduced_motion="reduce")
    shots = []
    for address in addresses:
        page.goto(address)
        shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
        shot = shot.resize((_WIDE, round(shot.height * _WIDE / shot.width)))
        shots.append(shot.crop((0, 0, _WIDE, min(shot.height, _HIGH))))
    page.close()
    width, height = _GAP + len(shots) * (_WIDE + _GAP), max(shot.height for shot in shots)
    sheet = Image.new("RGB", (width, height + 2 * _GAP), "#808080")
    for number, shot in enumerate(shots):
        sheet.paste(shot, (_GAP + number * (_WIDE + _GAP), _GAP))
    return sheet


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    main(parser.parse_args().folder)
