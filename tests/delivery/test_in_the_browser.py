"""A real browser, a real nginx with our snippet: nothing that a page needs is forbidden to it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

WATCH = """
addEventListener("securitypolicyviolation", event => {
    console.log(`forbidden: ${event.violatedDirective} ${event.blockedURI}`)
})
"""


@pytest.mark.parametrize("server", ["nginx"], indirect=True)
def test_no_page_is_forbidden_what_it_needs_and_the_search_finds(
    server: str, chromium: Browser
) -> None:
    said: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    page.add_init_script(WATCH)
    for address in ("/", "/articles/rest/", "/articles/work/", "/search/?q=packing"):
        page.goto(server + address, wait_until="networkidle")
        face = page.evaluate("getComputedStyle(document.body).fontFamily")
        assert face.startswith("Literata"), "the style in the page was not obeyed"
    page.locator("#search-results a").first.wait_for()
    assert page.locator("#search-results h2").all_inner_texts() == ["Rest"]
    page.goto(f"{server}/articles/rest/", wait_until="networkidle")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")
    page.emulate_media(media="print")
    page.goto(f"{server}/blog/rest")
    assert page.url == f"{server}/articles/rest/"
    assert said == []
