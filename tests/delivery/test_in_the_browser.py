"""A real browser, a real nginx with our snippet: nothing that a page needs is forbidden to it."""

from __future__ import annotations

import os
from pathlib import Path

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


def test_no_word_that_somebody_looks_for_comes_into_a_log_or_a_history(
    delivered: Built, chromium: Browser, tmp_path: Path
) -> None:
    log = tmp_path / "requests"
    log.touch()
    log.chmod(0o666)  # the server may run as somebody else
    addresses: list[str] = []
    try:
        with servers.serving(
            "nginx", delivered.output, hosting_of(delivered), requests=log
        ) as server:
            page = chromium.new_page()
            page.on("framenavigated", lambda frame: addresses.append(frame.url))
            page.on("request", lambda request: addresses.append(request.url))
            page.goto(f"{server}/search/")
            field = page.get_by_role("searchbox")
            field.press_sequentially("packing worth", delay=20)
            page.locator("#search-results a").first.wait_for()
            page.keyboard.press("Enter")
            field.fill("quagga")
            page.get_by_text("No page has “quagga”").wait_for()
            page.get_by_role("button", name="Search").click()
            field.press_sequentially("i want to die", delay=20)
            page.keyboard.press("Enter")
            page.reload(wait_until="networkidle")
            field.fill("packing")
            page.locator("#search-results a").first.click()
            page.wait_for_url(f"{server}/articles/rest/")
            page.go_back(wait_until="networkidle")
            page.go_forward(wait_until="networkidle")
            history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
            addresses += [entry["url"] for entry in history["entries"]]
    except servers.NoServerError as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    requests = log.read_text()
    assert "GET /pagefind/index/" in requests
    assert f"{server}/search/" in addresses
    told = [*requests.split("\n"), *addresses]
    words = ("pack", "worth", "quagga", "want", "%20die", "+die", "?q", "q=")
    assert [line for line in told if any(word in line.lower() for word in words)] == []
    assert {line.rpartition(" ")[2] for line in requests.strip().split("\n")} == {"-"}, "a Referer"
