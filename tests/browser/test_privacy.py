"""Nothing about a visitor leaves the page, nothing stays behind, and nothing goes wrong unseen.

The pages are served with the policy that forbids scripts, frames, and every other host
(tests/static_server.py), so a page that needed any of it would complain here.
"""

from __future__ import annotations

import re
from typing import Any

from tests.browser.conftest import OPEN_ALL, Site, Tour, Visitor, nothing_in, script

NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}


def test_a_visit_to_every_page_asks_nobody_else_leaves_nothing_behind_and_has_no_errors(
    tour: Tour, visitor: Visitor
) -> None:
    site, page = tour.site, visitor.window(**tour.window)
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: failed.extend([answer.url] if answer.status >= 400 else []))
    for address in site.pages:
        page.goto(site.address + address)
        page.evaluate(OPEN_ALL)
        page.keyboard.press("End")
        assert page.evaluate(script("left_behind")) == NOTHING, address
    nothing_in(visitor.complaints)
    nothing_in([url for url in asked if not url.startswith(f"{site.address}/")])
    nothing_in(failed)
    kept: Any = page.context.storage_state()
    assert (kept["cookies"], kept["origins"]) == ([], [])


def test_no_page_but_the_search_page_runs_a_script(site: Site) -> None:
    running = re.compile(
        r"<script(?![^>]*application/ld\+json)|\son[a-z]+=|javascript:", re.IGNORECASE
    )
    for address in site.pages:
        if address != "/search/":
            file = site.folder / address.removeprefix("/")
            html = (file / "index.html" if file.is_dir() else file).read_text("utf-8")
            data = re.sub(r"<script[^>]*ld\+json.*?</script>", "", html, flags=re.DOTALL)
            assert not running.search(data), address


def test_a_wrong_address_at_any_depth_shows_the_whole_page_for_wrong_addresses(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    answer = page.goto(f"{trial.address}/articles/what/is/this/")
    assert answer
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Not\N{NO-BREAK SPACE}here"
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 5
    page.get_by_role("link", name="home", exact=True).click()
    assert page.url == f"{trial.address}/"


def test_an_old_address_sends_on_to_the_new_one(trial: Site, visitor: Visitor) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/old-address/")
    page.wait_for_url(f"{trial.address}/articles/everything/")
