"""Pages reflow: at 320 pixels, at 400 % zoom and with wide-set text nothing is cut off or covered.

WCAG 2.2, success criteria 1.4.4 (Resize Text), 1.4.10 (Reflow) and 1.4.12 (Text Spacing).
"""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests import local_browser
from tests.browser.conftest import OPEN_ALL, Site, Visitor, nothing_in, script

WIDTHS = (320, 390, 768, 1280, 1920)


def faults(page: Page, address: str, name: str) -> list[str]:
    return [f"{address} {each}" for each in page.evaluate(script(name))]


def test_no_page_scrolls_sideways_and_no_text_lies_over_another_in_any_window(
    site: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    found = []
    for address in site.pages:
        page.goto(site.address + address)
        page.evaluate(OPEN_ALL)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += faults(page, f"{address} at {width}", "sideways")
            found += faults(page, f"{address} at {width}", "clashes")
    nothing_in(found)


def test_at_400_percent_zoom_every_page_is_read_in_one_column(site: Site, visitor: Visitor) -> None:
    """Zoom makes of 1280 by 1024 pixels 320 by 256, each of them four times as large."""
    page = visitor.window(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    found = []
    for address in site.pages:
        page.goto(site.address + address)
        page.evaluate(OPEN_ALL)
        found += faults(page, address, "sideways")
        found += faults(page, address, "stays_in_place")
    nothing_in(found)


def test_a_table_too_wide_for_the_window_scrolls_in_its_own_frame(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window(viewport={"width": 320, "height": 600})
    page.goto(f"{trial.address}/articles/long-title/")
    page.evaluate("document.fonts.ready")  # a face that comes later makes the columns wider
    frame = page.locator(".table-wrap").last
    assert frame.evaluate("it => it.scrollWidth > it.clientWidth + 100")
    last = page.get_by_role("columnheader", name="Meaning")
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert box
    assert -1 < box["x"] < 320


def test_a_column_keeps_its_side_until_its_cells_stand_below_one_another(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/articles/long-title/")
    in_a_column = page.locator("td.right").last
    assert in_a_column.evaluate("it => getComputedStyle(it).textAlign") == "end"
    page.set_viewport_size({"width": 1024, "height": 800})  # a wider one has room for five
    page.goto(f"{trial.address}/articles/everything/")
    below_another = page.locator("td.right, td.center")
    sides = below_another.evaluate_all("all => all.map(it => getComputedStyle(it).textAlign)")
    assert sides == ["start"] * 6


def test_text_may_be_set_wider_by_the_reader(site: Site, visitor: Visitor) -> None:
    page = visitor.window()
    found = []
    for address in site.pages:
        page.goto(site.address + address)
        page.evaluate(OPEN_ALL)
        page.evaluate(script("set_wide"))
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found += faults(page, f"{address} at {width}", "sideways")
            found += faults(page, f"{address} at {width}", "clashes")
    nothing_in(found)


def test_text_may_be_twice_as_large(site: Site, chromium: Browser) -> None:
    """A reader whose browser shows text at 32 pixels instead of 16."""
    found = []
    large = [*local_browser.flags(), "--blink-settings=defaultFontSize=32"]
    with chromium.browser_type.launch(executable_path=local_browser.find(), args=large) as another:
        page = another.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        for address in site.pages:
            page.goto(site.address + address)
            page.evaluate(OPEN_ALL)
            size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
            assert size >= 36, f"{address}: {size} pixels"
            found += faults(page, address, "sideways") + faults(page, address, "clashes")
    nothing_in(found)
