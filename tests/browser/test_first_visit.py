"""Whoever comes for the first time, on a telephone's line, sees our faces, and nothing jumps."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import WINDOWS, Site, Visitor, nothing_in, script
from tests.browser.test_steadiness import shifts

# Four megabits a second and a tenth of a second each way and back: good 3G, or a train's 4G.
LINE = {"offline": False, "latency": 100, "downloadThroughput": 500_000, "uploadThroughput": 96_000}
ARTICLE = "/articles/what-is-parts-work/"


def faces(session: CDPSession, selector: str) -> set[str]:
    """The families of which the letters of an element are drawn (CDP, CSS domain)."""
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": found["nodeId"]})["fonts"]
    return {font["familyName"].split()[0] for font in fonts}  # "Figtree Light": how it names itself


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("address", ["/", ARTICLE])
def test_on_a_slow_line_the_first_visitor_reads_our_faces_and_nothing_moves(
    sites: dict[str, Site], visitor: Visitor, window: str, address: str
) -> None:
    page = visitor.window(**WINDOWS[window])
    page.add_init_script(script("watch_shifts"))
    session = page.context.new_cdp_session(page)
    for domain in ("Network", "DOM", "CSS"):
        session.send(f"{domain}.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    page.goto(sites["ours"].address + address)
    moved = shifts(page)
    assert faces(session, "h1") == faces(session, ".standfirst") == {"Literata"}
    assert faces(session, ".masthead li") == {"Figtree"}
    nothing_in(moved)


HEIGHTS = """all => all.map(it => {
    const line = parseFloat(getComputedStyle(it).lineHeight)
    return [it.querySelectorAll('em').length, it.getBoundingClientRect().height % line / line]
})"""


def test_a_line_with_italics_is_as_tall_as_any(sites: dict[str, Site], visitor: Visitor) -> None:
    page: Page = visitor.window()
    page.goto(sites["ours"].address + ARTICLE)
    page.evaluate("document.fonts.ready")
    measured = page.locator(".prose > p").evaluate_all(HEIGHTS)
    in_italics = [rest for italics, rest in measured if italics]
    assert in_italics
    assert [rest for rest in in_italics if 0.01 < rest < 0.99] == []


# From the lowest word of the text, its signature included, to the edge of the invitation.
GAP = """() => {
    const words = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    const lines = []
    while (words.nextNode()) {
        range.selectNode(words.currentNode)
        const shown = words.currentNode.parentElement.checkVisibility({contentVisibilityAuto: true})
        if (shown && words.currentNode.data.trim())
            lines.push(...[...range.getClientRects()].map(line => line.bottom))
    }
    return document.querySelector('.invitation').getBoundingClientRect().top - Math.max(...lines)
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_invitation_stands_where_an_article_ends(
    site: Site, visitor: Visitor, width: int
) -> None:
    page = visitor.window(viewport={"width": width, "height": 800})
    gaps = {}
    for address in site.pages:
        if address.startswith("/articles/") and address.count("/") == 3:
            page.goto(site.address + address)
            gaps[address] = page.evaluate(GAP)
    assert len(gaps) > 4
    assert {address: gap for address, gap in gaps.items() if not 0 < gap <= 80} == {}


def test_the_footer_leaves_a_telephone_s_window_half_free(site: Site, visitor: Visitor) -> None:
    page = visitor.window(viewport={"width": 390, "height": 844})
    heights = {}
    for address in site.pages:
        page.goto(site.address + address)
        heights[address] = page.locator(".colophon").evaluate("it => it.offsetHeight")
    assert {address: height for address, height in heights.items() if height > 400} == {}


def test_the_contents_list_marks_where_one_reads(sites: dict[str, Site], visitor: Visitor) -> None:
    """CSS Overflow Level 5, `scroll-target-group` and `:target-current`: Chromium 140 and later."""
    page = visitor.window()
    page.goto(sites["ours"].address + ARTICLE)
    if not page.evaluate("CSS.supports('selector(:target-current)')"):
        pytest.skip("This browser does not mark the section that is read.")
    second = page.locator(".prose > h2").nth(1)
    second.evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 20)")
    page.wait_for_timeout(100)
    marked = page.locator(".toc a").evaluate_all(
        "all => all.filter(it => it.matches(':target-current')).map(it => it.textContent)"
    )
    assert marked == [second.inner_text()]
