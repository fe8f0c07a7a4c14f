"""What a reader has asked the system for is granted: contrast, own colors, stillness, no scripts.

Media Queries Level 5, section 12 ("User Preference Media Features").
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import TWO_FRAMES, Site, Tour, Visitor, nothing_in, script

ARTICLE = "/articles/everything/"
STYLE = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"


def style(page: Page, selector: str, name: str) -> str:
    value: str = page.evaluate(STYLE, [selector, name])
    return value


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_readers_own_colors_edges_and_underlines_carry_the_meaning(
    trial: Site, visitor: Visitor, scheme: Any
) -> None:
    page = visitor.window(forced_colors="active", color_scheme=scheme)
    page.goto(f"{trial.address}{ARTICLE}")
    paper = style(page, "html", "backgroundColor")
    for panel in (".pause", ".callout", ".note", ".invitation", ".button"):
        edge = style(page, panel, "borderTopColor")
        assert style(page, panel, "borderTopStyle") == "solid", panel
        assert edge != paper, f"the edge of {panel} cannot be seen"
    assert style(page, ".prose a[href]", "textDecorationLine") == "underline"
    for part in (".part-a", ".part-b"):
        assert style(page, part, "stroke") not in ("none", paper), f"{part} cannot be seen"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert style(page, ".brand", "outlineStyle") == "solid"
    assert style(page, ".brand", "outlineColor") != paper
    chevron = "it => getComputedStyle(it, '::after').borderRightColor"
    assert page.locator(".faq summary").first.evaluate(chevron) != paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_more_contrast_is_wished_quiet_text_is_as_dark_as_any(
    trial: Site, visitor: Visitor, scheme: Any
) -> None:
    page = visitor.window(contrast="more", color_scheme=scheme)
    found = []
    for address in trial.pages:
        page.goto(trial.address + address)
        ink = style(page, "body", "color")
        found += [
            f"{address} {quiet}"
            for quiet in (".standfirst", ".byline", ".label", ".fine", ".colophon", ".trail")
            if page.locator(quiet).count() and style(page, quiet, "color") != ink
        ]
    nothing_in(found)


FADES = "addEventListener('pagereveal', event => { window.fades = !!event.viewTransition })"


def test_where_stillness_is_wished_nothing_moves(site: Site, visitor: Visitor) -> None:
    page = visitor.window(reduced_motion="reduce")
    for address in site.pages:
        page.goto(site.address + address)
        nothing_in([f"{address} {each}" for each in page.evaluate(script("moving"))])
        assert style(page, "html", "scrollBehavior") == "auto"


@pytest.mark.parametrize(("motion", "fades"), [("no-preference", True), ("reduce", False)])
def test_one_page_fades_into_the_next_unless_stillness_is_wished(
    trial: Site, visitor: Visitor, motion: Any, fades: bool
) -> None:
    page = visitor.window(reduced_motion=motion)
    page.add_init_script(FADES)
    page.goto(trial.address)
    page.locator("header").get_by_role("link", name="About").click()
    page.wait_for_url("**/about/")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("window.fades") is fades


READ = "document.body.innerText.replace(/\\s+/g, ' ')"


def test_without_scripts_every_page_reads_the_same(tour: Tour, visitor: Visitor) -> None:
    site, usual = tour.site, visitor.window(**tour.window)
    without = visitor.window(**tour.window, java_script_enabled=False)
    for address in site.pages:
        if address != "/search/":  # where a script adds the search to an index of all pages
            usual.goto(site.address + address)
            without.goto(site.address + address)
            assert without.evaluate(READ) == usual.evaluate(READ), address


def test_without_scripts_answers_open_and_links_to_them_work(trial: Site, visitor: Visitor) -> None:
    page = visitor.window(java_script_enabled=False)
    page.goto(f"{trial.address}{ARTICLE}")
    for shown in (True, False):
        page.get_by_text("Is it hypnosis?").click()
        assert page.get_by_text("gallimaufry").is_visible() is shown
    page.goto(f"{trial.address}/articles/one-word/")
    page.get_by_role("link", name="is it safe").click()
    page.wait_for_url("**#safe")
    assert page.get_by_text("heronshaw").is_visible()
