"""All of a page is within reach of the Tab key, in view at every step, and nothing is a trap.

WCAG 2.2, success criteria 2.1.1 (Keyboard), 2.1.2 (No Keyboard Trap), 2.4.1 (Bypass Blocks),
2.4.3 (Focus Order), 2.4.7 (Focus Visible), 2.4.11 and 2.4.12 (Focus Not Obscured).
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import (
    OPEN_ALL,
    PHONE,
    TWO_FRAMES,
    Site,
    Tour,
    Visitor,
    nothing_in,
    script,
)


def walk(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Every stop on the way through the page, until the focus leaves it or comes round again."""
    stops: list[dict[str, Any]] = []
    for _ in range(300):
        page.keyboard.press(key)
        stop = page.evaluate(script("focus_stop"))
        if stop is None or stop["visits"] > 1:
            return stops
        stops.append(stop)
    raise AssertionError(f"still on the way after 300 stops, at {stops[-1]['html']}")


def test_the_tab_key_goes_through_every_page_once_and_shows_where_it_is(
    tour: Tour, visitor: Visitor
) -> None:
    site, page = tour.site, visitor.window(**tour.window, reduced_motion="reduce")
    found = []
    for address in site.pages:
        page.goto(site.address + address)
        page.evaluate(OPEN_ALL)
        stops = walk(page)
        found += [f"{address} {stop['html']}: {stop['wrong']}" for stop in stops if stop["wrong"]]
        assert "skip" in stops[0]["classes"], address
        assert len(stops) == page.evaluate(script("reachable")), address
    nothing_in(found)


def test_the_tab_key_goes_back_the_way_it_came(trial: Site, visitor: Visitor) -> None:
    there, back = visitor.window(), visitor.window()
    there.goto(f"{trial.address}/articles/everything/")
    back.goto(f"{trial.address}/articles/everything/")
    forward = [stop["html"] for stop in walk(there)]
    assert [stop["html"] for stop in walk(back, "Shift+Tab")] == forward[::-1]


def test_an_article_is_walked_through_in_the_order_in_which_it_is_read(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/articles/everything/")
    stops = walk(page)
    names = [stop["rel"] or stop["classes"] or stop["text"] for stop in stops]
    order = [
        *("skip", "brand", "Articles", "author", "What it is", "footnote-ref", "table-wrap"),
        *("Is it safe?", "Is it hypnosis?", "button", "prev", "next", "footnote-backref"),
    ]
    assert [name for name in order if name in names] == order
    assert sorted(order, key=names.index) == order


def test_the_skip_link_leads_past_the_menu(trial: Site, visitor: Visitor) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/articles/everything/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_an_answer_opens_and_closes_from_the_keyboard(
    trial: Site, visitor: Visitor, key: str
) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/articles/everything/")
    answer = page.get_by_text("gallimaufry")
    page.locator("summary", has_text="Is it hypnosis?").focus()
    assert not answer.is_visible()
    page.keyboard.press(key)
    assert answer.is_visible()
    page.keyboard.press(key)
    assert not answer.is_visible()


def test_the_contents_list_of_a_phone_opens_and_leads_to_its_section(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window(**PHONE)
    page.goto(f"{trial.address}/articles/everything/")
    page.locator(".toc summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#compared")
    page.evaluate(TWO_FRAMES)
    assert (
        0 <= page.evaluate("document.getElementById('compared').getBoundingClientRect().top") < 400
    )


def test_a_wide_table_scrolls_from_the_keyboard(trial: Site, visitor: Visitor) -> None:
    page = visitor.window(**PHONE)
    page.goto(f"{trial.address}/articles/long-title/")
    frame = page.locator(".table-wrap").last
    frame.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        page.evaluate(TWO_FRAMES)
    assert frame.evaluate("it => it.scrollLeft") > 50
