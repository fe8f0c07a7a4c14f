"""The report of a check in a browser: readable by everybody, on a phone, and asking nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from desk.check import report
from desk.check.run import collect
from desk.common import project
from tests.browser.conftest import OPEN_ALL, WINDOWS, Visitor, nothing_in
from tests.browser.test_accessibility import OF_COLOR, axe
from tests.browser.test_print import printed
from tests.browser.test_small_windows import WIDTHS, faults
from tests.desk import troubled_practice

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The report of the project's own content, and of a practice in trouble."""
    folder = tmp_path_factory.mktemp("reports")
    trouble = troubled_practice.write(tmp_path_factory.mktemp("troubled"))
    contents = {"ours": project.CONTENT, "troubled": trouble.content}
    files = [folder / f"{name}.html" for name in contents]
    for file, content in zip(files, contents.values(), strict=True):
        report.write(file, collect(content), TODAY)
    return files


def opened(page: Page, file: Path) -> Page:
    page.goto(file.as_uri())
    page.evaluate(OPEN_ALL)
    return page


@pytest.mark.parametrize("window", WINDOWS)
def test_axe_finds_nothing_by_day_or_night(
    reports: list[Path], visitor: Visitor, window: str
) -> None:
    page = visitor.window(**WINDOWS[window], reduced_motion="reduce")
    found = []
    for file in reports:
        page.emulate_media(color_scheme="light")
        opened(page, file)
        found += axe(page)
        page.emulate_media(color_scheme="dark")
        found += axe(page, OF_COLOR)
    nothing_in(found)


def test_no_window_scrolls_sideways_and_no_words_lie_over_others(
    reports: list[Path], visitor: Visitor
) -> None:
    page = visitor.window()
    found = []
    for file in reports:
        opened(page, file)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            found += faults(page, f"{file.name} at {width}", "sideways")
            found += faults(page, f"{file.name} at {width}", "clashes")
    nothing_in(found)


def test_it_asks_for_nothing_runs_nothing_and_complains_of_nothing(
    reports: list[Path], visitor: Visitor
) -> None:
    page = visitor.window()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition(":")[0]))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    for file in reports:
        opened(page, file)
        page.keyboard.press("End")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("[...document.fonts].some(face => face.status == 'loaded')")
    assert [kind for kind in asked if kind != "data"] == ["file"] * len(reports)
    nothing_in(visitor.complaints)


def test_without_scripts_it_is_read_just_as_well(reports: list[Path], visitor: Visitor) -> None:
    page = visitor.window(java_script_enabled=False)
    page.goto(reports[1].as_uri())
    page.get_by_role("link", name="Reading paths").click()
    assert page.get_by_role("heading", name="For the night").is_visible()
    page.get_by_text("1 problem allowed with a reason").click()
    assert page.get_by_text("It is the title of a poem.").is_visible()


def test_on_paper_it_says_all_that_is_folded_and_ends_with_more_than_a_few_words(
    reports: list[Path], visitor: Visitor
) -> None:
    page = visitor.window()
    for file in reports:
        page.goto(file.as_uri())
        sheets = printed(page)
        assert len(sheets) <= 8
        assert len(sheets[-1].split()) > 20, sheets[-1]
    assert "It is the title of a poem." in " ".join(sheets)
