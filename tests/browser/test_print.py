"""On paper: every answer, every address, no more pages than needed, black on white."""

from __future__ import annotations

import io
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Site, Visitor, nothing_in, script
from tests.browser.trial_practice import OUTSIDE

PAPER = ["Letter", "A4"]
LONG = "/articles/twelve-hundred-words/"


def printed(page: Page, paper: str = "Letter") -> list[str]:
    """The words of each sheet, with single spaces."""
    sheets = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


@pytest.mark.parametrize("paper", PAPER)
def test_an_article_of_1200_words_takes_three_sheets_and_the_last_one_is_worth_it(
    trial: Site, visitor: Visitor, paper: str
) -> None:
    page = visitor.window()
    page.goto(trial.address + LONG)
    sheets = printed(page, paper)
    assert sum(len(sheet.split()) for sheet in sheets) > 1200
    assert len(sheets) <= 3, [sheet[:80] for sheet in sheets]
    assert len(sheets[-1].split()) > 60, sheets[-1]


def test_no_page_spills_a_few_words_onto_a_last_sheet(site: Site, visitor: Visitor) -> None:
    page = visitor.window()
    found = []
    for address in site.pages:
        page.goto(site.address + address)
        sheets = printed(page)
        if len(sheets) > 1 and len(sheets[-1].split()) < 20:
            found.append(f"{address}: sheet {len(sheets)} says only: {sheets[-1]}")
    nothing_in(found)


def test_closed_answers_are_printed_and_addresses_stand_behind_their_links(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/articles/everything/")
    assert not page.get_by_text("gallimaufry").is_visible()
    paper = "".join(printed(page)).replace(" ", "")
    assert "gallimaufry" in paper
    assert "heronshaw" in paper
    for address in (f"astudy({OUTSIDE})", f"({OUTSIDE}2)", f"({OUTSIDE}3)", f"({OUTSIDE}/doe)"):
        assert address in paper
    # An address within the site would say nothing on paper, but the page's own address does.
    assert "(/articles/" not in paper
    assert f"{trial.address}/articles/everything/" in paper


def test_what_only_a_screen_can_use_is_not_printed(trial: Site, visitor: Visitor) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/articles/everything/")
    page.emulate_media(media="print")
    for unneeded in ("header nav", ".toc", ".skip", ".next-previous", ".invitation"):
        assert not page.locator(unneeded).first.is_visible(), unneeded


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_is_black_and_paper_is_white_at_night_too(
    site: Site, visitor: Visitor, scheme: Any
) -> None:
    page = visitor.window(color_scheme=scheme)
    page.goto(f"{site.address}/questions/")
    page.emulate_media(media="print")
    colors = page.evaluate(script("print_colors"))
    assert colors == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(0, 0, 0)"]


def test_a_wide_table_is_printed_whole(trial: Site, visitor: Visitor) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/articles/everything/")
    paper = " ".join(printed(page))
    assert "What to ask about each" in paper
    # 174 mm of paper between the margins at 96 pixels an inch.
    page.set_viewport_size({"width": 657, "height": 900})
    page.emulate_media(media="print")
    frame = page.locator(".table-wrap").first
    assert frame.evaluate("it => it.scrollWidth <= it.clientWidth")
