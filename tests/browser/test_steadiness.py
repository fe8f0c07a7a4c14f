"""Nothing on a page moves that an eye would follow (Layout Instability, shifts of a visit).

Our faces take the place of stand-ins as wide on the average; a word may then change its line.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import TWO_FRAMES, WINDOWS, Site, Tour, Visitor, nothing_in, script

UNSEEN = 0.01  # a tenth of what Core Web Vitals call good
# A long title may break elsewhere in a stand-in, and all below it then moves by a line.
A_LINE = 0.2


def shifts(page: Page, allowed: float = UNSEEN) -> list[str]:
    """All shifts of a visit once the faces are there, none if they come to less than `allowed`."""
    page.evaluate("document.fonts.ready")
    page.evaluate(TWO_FRAMES)
    found = [f"{page.url} {each}" for each in page.evaluate("window.shifts")]
    return found if sum(float(each.split()[1]) for each in found) > allowed else []


def test_nothing_moves_while_a_page_is_loaded_and_read(tour: Tour, visitor: Visitor) -> None:
    site, page = tour.site, visitor.window(**tour.window)
    page.add_init_script(script("watch_shifts"))
    found = []
    for address in site.pages:
        page.goto(site.address + address)
        page.evaluate(script("scroll_through"))
        found += shifts(page)
    nothing_in(found)


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_moves_when_the_fonts_come_late(site: Site, visitor: Visitor, window: str) -> None:
    page = visitor.window(**WINDOWS[window])
    page.add_init_script(script("watch_shifts"))
    late: list[Route] = []
    page.route("**/*.woff2", lambda route: late.append(route))
    found = []
    for address in site.pages:
        page.goto(site.address + address, wait_until="domcontentloaded")
        page.evaluate(script("painted"))
        page.wait_for_timeout(100)
        assert late, "no font was asked for"
        while late:
            late.pop().continue_()
        page.wait_for_load_state()
        found += shifts(page, A_LINE)
    nothing_in(found)
