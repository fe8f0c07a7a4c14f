"""Every page can be used by everybody: axe-core finds nothing, and a finger hits what it aims at.

axe-core's rules are described in its documentation, "Rule Descriptions"; the tags below are those
of WCAG 2.2, levels A and AA, and of its best practices. Contrast is held to level AAA.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OPEN_ALL, PHONE, WINDOWS, Site, Visitor, nothing_in, script

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
COLOR_RULES = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
OF_COLOR = {**OPTIONS, "runOnly": {"type": "rule", "values": COLOR_RULES}}


def axe(page: Page, options: dict[str, Any] = OPTIONS) -> list[str]:
    """What axe finds on the page as it stands: each rule, where, and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[Any] = page.evaluate(script("axe_findings"), options)
    return [f"{page.url} {rule}: {where} {why}" for rule, where, why in found]


def drawn_contrast(page: Page) -> list[str]:
    return [f"{page.url} {each}" for each in page.evaluate(script("drawn_contrast"))]


@pytest.mark.parametrize("window", WINDOWS)
def test_axe_finds_nothing_on_any_page_by_day_or_night_with_every_answer_open(
    site: Site, visitor: Visitor, window: str
) -> None:
    page = visitor.window(**WINDOWS[window], reduced_motion="reduce")
    found = []
    for address in site.pages:
        page.emulate_media(color_scheme="light")
        page.goto(site.address + address)
        page.evaluate(OPEN_ALL)
        found += axe(page)
        found += drawn_contrast(page)
        # Night changes the colors and nothing else.
        page.emulate_media(color_scheme="dark")
        found += axe(page, OF_COLOR) + drawn_contrast(page)
    nothing_in(found)


def test_axe_is_of_this_decade_and_looks_at_contrast_and_at_targets(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    page.goto(trial.address)
    page.evaluate(AXE)
    assert page.evaluate("axe.version.split('.').map(Number)") >= [4, 9]
    every = {**OPTIONS, "resultTypes": ["passes"]}
    rules = page.evaluate("async o => (await axe.run(document, o)).passes.map(r => r.id)", every)
    assert {"color-contrast", "color-contrast-enhanced", "target-size"} <= set(rules)


def test_a_finger_hits_every_link_outside_of_running_text(site: Site, visitor: Visitor) -> None:
    page = visitor.window(**PHONE)
    found = []
    for address in site.pages:
        page.goto(site.address + address)
        page.evaluate(OPEN_ALL)
        found += [f"{address} {each}" for each in page.evaluate(script("too_small"))]
    nothing_in(found)
