"""The gallery shows each kind of page in each mode, on one sheet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from desk.gallery import MODES, SHEET, kinds
from tests.browser.conftest import Site
from tests.trial_site import PROJECT, TrialSite


def gallery(content: Path, output: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, as it is typed."""
    command = [sys.executable, str(PROJECT / "tasks.py"), "gallery"]
    return subprocess.run(
        [*command, "--content", str(content), "--output", str(output)],
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """The content of a practice with a home page and one article."""
    site = TrialSite(tmp_path)
    site.page("home", "Welcome.\n", template="home", url="", save_as="index.html")
    site.article("rest", "A **quiet** hour.\n")
    return site.content


def test_every_kind_of_page_is_found_once(trial: Site) -> None:
    assert {kind: page for kind, page in kinds(trial.folder).items() if kind != "search"} == {
        "home": "/",
        "articles": "/articles/",
        "path": "/paths/for-the-night/",
        "article": "/articles/everything/",
        "questions": "/questions/",
        "about": "/about/",
        "consultation": "/consultation/",
        "not found": "/404.html",
        "plain page": "/notice/",
    }


def test_a_gallery_holds_each_picture_and_one_sheet_of_all(
    practice: Path, tmp_path: Path, chromium: Browser
) -> None:
    output = tmp_path / "gallery"
    done = gallery(practice, output)
    assert (done.returncode, done.stderr) == (0, "")
    assert "8 of 8 pictures" in done.stdout
    pictures = {path.name for path in output.glob("*.png")} - {SHEET}
    modes = [mode.replace(", ", "-") for mode in MODES]
    assert pictures == {f"{kind}-{mode}.png" for kind in ("home", "article") for mode in modes}
    for name in pictures:
        with Image.open(output / name) as picture:
            assert picture.width == (780 if "phone" in name else 1280)
    with Image.open(output / SHEET) as sheet:
        assert sheet.width > 1400
        assert sheet.height > 1000
        colors = sheet.getcolors(2**24)
        assert colors
        assert len(colors) > 100, "nothing is on the sheet"


def test_a_gallery_replaces_the_former_one_and_nothing_else(
    practice: Path, tmp_path: Path, chromium: Browser
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").touch()
    refused = gallery(practice, mine)
    assert refused.returncode == 1
    assert refused.stderr.startswith("No pictures. ")
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


def test_without_a_browser_the_one_line_that_installs_it_is_told(
    practice: Path, tmp_path: Path
) -> None:
    done = gallery(practice, tmp_path / "gallery", CHROME_PATH=str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert done.stderr.startswith("No pictures. There is no browser here")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "gallery").exists()
