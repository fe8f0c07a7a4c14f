"""A real browser, a real nginx with our snippet: nothing that a page needs is forbidden to it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from tests.delivery import servers
from tests.delivery.conftest import hosting_of
from tests.trial_site import Built

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
    for address in ("/", "/articles/rest/", "/articles/work/", "/search/"):
        page.goto(server + address, wait_until="networkidle")
        face = page.evaluate("getComputedStyle(document.body).fontFamily")
        assert face.startswith("Literata"), "the style in the page was not obeyed"
    page.get_by_role("searchbox").fill("packing")
    page.locator("#search-results a").first.wait_for()
    assert page.locator("#search-results h2").all_inner_texts() == ["Rest"]
    page.goto(f"{server}/articles/rest/", wait_until="networkidle")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")
    page.emulate_media(media="print")
    page.goto(f"{server}/blog/rest")
    assert page.url == f"{server}/articles/rest/"
    assert said == []


def test_no_server_is_told_what_somebody_looks_for(
    delivered: Built, chromium: Browser, tmp_path: Path
) -> None:
    """Words typed, sent, found, followed, gone back from, looked for once more, loaded anew."""
    log = tmp_path / "asked"
    visited: list[str] = []
    hosting = hosting_of(delivered)
    with servers.serving("nginx", delivered.output, hosting, asked=log) as server:
        page = chromium.new_page()
        page.on("framenavigated", lambda frame: visited.append(frame.url))
        page.goto(f"{server}/search/")
        page.get_by_role("searchbox").press_sequentially("worth packing")
        page.keyboard.press("Enter")
        page.locator("#search-results a").first.click()
        page.wait_for_url(f"{server}/articles/rest/")
        page.go_back(wait_until="networkidle")
        page.get_by_role("searchbox").fill("hourglass overdose")
        page.get_by_role("button", name="Search").click()
        page.get_by_text("No page has “hourglass overdose”").wait_for()
        page.reload(wait_until="networkidle")
        page.evaluate("document.querySelector('#search').submit()")  # as if the script had failed
        page.wait_for_load_state("networkidle")
        visited += [page.url, page.evaluate("JSON.stringify(history.state)")]
    asked = unquote(log.read_text("utf-8"))
    assert "GET /pagefind/pagefind.js" in asked
    for word in ("worth", "packing", "hourglass", "overdose"):
        assert word not in asked
        assert word not in unquote(" ".join(visited))
