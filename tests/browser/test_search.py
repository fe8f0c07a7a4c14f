"""The search in a browser: what is typed is found, what is not published is not, nothing is kept.

The site lies below its host's root, and is served with the policy that allows no other host, no
inline script and no HTML from a string (tests/static_server.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.build.pelican_run import run_pelican
from desk.common import project
from tests import local_browser as browser
from tests.browser.conftest import PHONE, WINDOWS, Site, Visitor, nothing_in
from tests.browser.test_accessibility import axe
from tests.static_server import served
from tests.trial_site import TrialSite

FAQ = """\
## Questions people ask

### Is it safe? {#safe}

For most people it is safe. The word *heronshaw* stands here and nowhere else.

### Is it hypnosis? {#hypnosis}

No. You stay awake, and *gallimaufry* stands only here.
"""
LEFT_BEHIND = """async () => [document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""


def write(folder: Path) -> TrialSite:
    site = TrialSite(folder)
    site.page("home", title="Welcome", template="home", url="", save_as="index.html")
    site.page("search", "", template="search")
    site.page("questions", "## Fees {.faq}\n\n### Cost? {#cost}\n\nAsk.\n", template="questions")
    site.article("rest", f"Rest is allowed.\n\n## How it goes\n\nSlowly.\n\n{FAQ}", title="On rest")
    site.article(
        "signs",
        "A tag `<img src=x onerror=alert(1)>` & `<mark>` are rarities.\n\n"
        "## What `<i>` does\n\nMore rarities.\n",
        title="1 < 2 & 3",
    )
    site.article("draft", "Quagga.\n", status="draft")
    site.article("later", "Quagga.\n", date="2090-01-01")
    site.article("hidden", "Quagga.\n", status="hidden")
    for number in range(12):
        site.article(f"one-of-many-{number}", "This one is multitudinous.\n")
    return site


@contextmanager
def built(folder: Path, content: Path, below: str, **settings: Any) -> Iterator[str]:
    """The address of a site that is served below its host's root."""
    with served(folder) as host:
        address = f"{host}{below}"
        run = run_pelican(
            project.PUBLISHING,
            content,
            folder / below.lstrip("/"),
            **{"SITEURL": address, **settings},
        )
        assert not run.failed, run.trace or [str(problem) for problem in run.problems]
        if below:  # the host's own page, by which it knows the style that pages may carry
            shutil.copy(folder / below.lstrip("/") / "index.html", folder)
        yield address


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("practice")).content


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, content: Path) -> Iterator[str]:
    with built(tmp_path_factory.mktemp("site"), content, "/a/b") as found:
        yield found


@pytest.fixture
def page(address: str, visitor: Visitor) -> Page:
    """The search page, just opened."""
    opened = visitor.window()
    opened.goto(f"{address}/search/")
    return opened


def ask(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Words to look for").fill(words)


def told(page: Page, words: str) -> None:
    """Waits until the page says so, where a screen reader hears it."""
    expect(page.get_by_role("status")).to_have_text(words)


def found(page: Page, address: str) -> list[tuple[str, str]]:
    """Every link among the results: its words, and where it leads below the site."""
    links = page.locator("#search-results a").all()
    whole = [(link.inner_text(), str(link.evaluate("link => link.href"))) for link in links]
    return [(" ".join(text.split()), url.removeprefix(address)) for text, url in whole]


def test_a_word_is_found_while_it_is_typed(page: Page, address: str) -> None:
    page.get_by_role("searchbox").press_sequentially("allo", delay=20)
    told(page, "1 page for “allo”")
    assert found(page, address) == [("On rest", "/articles/rest/")]
    assert page.locator("#search-results mark").all_inner_texts() == ["allowed"]


def test_a_question_is_a_result_of_its_own_and_its_link_opens_the_answer(
    page: Page, address: str
) -> None:
    ask(page, "gallimaufry")
    told(page, "1 page for “gallimaufry”")
    assert found(page, address) == [
        ("On rest", "/articles/rest/"),
        ("Is it hypnosis?", "/articles/rest/#hypnosis"),
    ]
    assert not page.evaluate("document.querySelector('#search-results').textContent.includes('<')")
    page.get_by_role("link", name="Is it hypnosis?").first.click()
    expect(page.get_by_text("gallimaufry")).to_be_in_viewport()
    assert page.url == f"{address}/articles/rest/#hypnosis"


def test_what_is_not_published_is_not_found_and_the_page_stays_kind(page: Page) -> None:
    ask(page, "quagga")
    told(
        page,
        "No page has “quagga”. Fewer words or simpler ones may help, and everything that can be "
        "read here is listed below.",
    )
    expect(page.get_by_role("heading", name="Everything here")).to_be_visible()
    assert page.locator("#search-results > li").count() == 0


def test_the_words_stand_in_no_address_and_typing_adds_no_steps_to_the_way_back(
    page: Page, address: str
) -> None:
    ask(page, "rest & heronshaw")
    told(page, "1 page for “rest & heronshaw”")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Search").click()
    told(page, "1 page for “rest & heronshaw”")
    assert page.url == f"{address}/search/"
    assert page.evaluate("[history.length, history.state]") == [2, None]
    ask(page, "")
    told(page, "")
    assert page.url == f"{address}/search/"
    assert found(page, address) == []


@pytest.mark.parametrize("query", ["?q=heronshaw", "#heronshaw", "#q=heronshaw"])
def test_words_in_an_address_are_not_looked_for(address: str, visitor: Visitor, query: str) -> None:
    """Somebody who is sent such an address would be told of words that she did not type."""
    page = visitor.window()
    page.goto(f"{address}/search/{query}", wait_until="networkidle")
    assert page.get_by_role("searchbox").input_value() == ""
    told(page, "")


def test_the_form_sends_nothing_even_without_its_script_and_without_the_policy(
    address: str, visitor: Visitor
) -> None:
    """A field without a name, in a form that leads nowhere (HTML, section 4.10.22.3, "dialog")."""
    page = visitor.window(bypass_csp=True)
    page.goto(f"{address}/search/", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("""() => {
        const bare = document.querySelector("#search").cloneNode(true)
        document.querySelector("#search").replaceWith(bare)
    }""")
    ask(page, "heronshaw")
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('#search').submit()")
    page.wait_for_timeout(300)
    assert [url for url in asked if "/search/" in url] == []
    assert page.url == f"{address}/search/"
    field = page.get_by_role("searchbox")
    assert (field.get_attribute("name"), field.get_attribute("autocomplete")) == (None, "off")


def test_the_way_back_from_a_result_leads_to_the_results(address: str, chromium: Browser) -> None:
    """Browsers keep a page that somebody leaves in their memory; Playwright tells them not to."""
    remembering = chromium.browser_type.launch(
        executable_path=browser.find(),
        args=browser.flags(),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    try:
        page = remembering.new_page()
        page.goto(f"{address}/search/")
        ask(page, "heronshaw")
        told(page, "1 page for “heronshaw”")
        page.get_by_role("link", name="On rest").first.click()
        page.wait_for_url(f"{address}/articles/rest/")
        page.evaluate("history.back()")
        told(page, "1 page for “heronshaw”")
        assert page.get_by_role("searchbox").input_value() == "heronshaw"
        assert found(page, address)
        assert page.url == f"{address}/search/"
    finally:
        remembering.close()


def test_where_the_browser_has_forgotten_the_words_the_search_begins_anew(
    page: Page, address: str
) -> None:
    ask(page, "heronshaw")
    told(page, "1 page for “heronshaw”")
    page.reload(wait_until="networkidle")
    assert page.get_by_role("searchbox").input_value() == ""
    told(page, "")
    ask(page, "heronshaw")
    told(page, "1 page for “heronshaw”")
    page.get_by_role("link", name="On rest").first.click()
    page.wait_for_url(f"{address}/articles/rest/")
    page.go_back(wait_until="networkidle")
    assert page.get_by_role("searchbox").input_value() == ""
    expect(page.get_by_role("heading", name="Everything here")).to_be_visible()


def test_a_field_that_a_browser_has_filled_again_is_searched(
    address: str, visitor: Visitor
) -> None:
    page = visitor.window()
    page.add_init_script("""addEventListener("DOMContentLoaded", () => {
        document.querySelector("#search-field").value = "heronshaw"
    })""")
    page.goto(f"{address}/search/")
    told(page, "1 page for “heronshaw”")


def test_arrow_keys_lead_through_the_results_and_escape_begins_anew(page: Page) -> None:
    focused = "document.activeElement.textContent || document.activeElement.id"
    ask(page, "gallimaufry")
    told(page, "1 page for “gallimaufry”")
    walk = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        walk.append(page.evaluate(focused))
    assert walk == ["On rest", "Is it hypnosis?", "Is it hypnosis?", "On rest", "search-field"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "search-field"
    told(page, "")


def test_many_results_come_in_portions(page: Page) -> None:
    ask(page, "multitudinous")
    told(page, "12 pages for “multitudinous”")
    results = page.locator("#search-results > li")
    expect(results).to_have_count(8)
    page.get_by_role("button", name="Show 4 more").click()
    expect(results).to_have_count(12)
    expect(results.nth(8).get_by_role("link")).to_be_focused()
    expect(page.locator("#search-more")).to_be_hidden()


def test_html_in_a_text_a_title_or_the_words_is_shown_as_it_was_typed(page: Page) -> None:
    ask(page, "rarities")
    told(page, "1 page for “rarities”")
    item = page.locator("#search-results > li")
    assert " ".join(item.locator("h2").inner_text().split()) == "1 < 2 & 3"
    assert "<img src=x onerror=alert(1)> & <mark> are rarities." in item.locator("p").inner_text()
    assert " ".join(item.locator("li a").inner_text().split()) == "What <i> does"
    ask(page, "<img src=x onerror=alert(1)>")
    told(page, "1 page for “<img src=x onerror=alert(1)>”")
    assert page.locator("main img").count() == 0


def test_a_slow_answer_to_earlier_words_does_not_replace_a_later_one(page: Page) -> None:
    ask(page, "heronshaw")
    told(page, "1 page for “heronshaw”")
    held: list[Any] = []
    hold = True
    page.route("**/fragment/*", lambda route: held.append(route) if hold else route.continue_())
    ask(page, "multitudinous")
    page.wait_for_timeout(400)
    assert held
    hold = False
    ask(page, "gallimaufry")
    told(page, "1 page for “gallimaufry”")
    for route in held:
        route.continue_()
    page.wait_for_timeout(200)
    told(page, "1 page for “gallimaufry”")


def test_nothing_is_asked_before_somebody_searches_nor_of_anybody_else_and_nothing_is_kept(
    address: str, visitor: Visitor
) -> None:
    page = visitor.window()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/search/")
    page.wait_for_load_state("networkidle")
    nothing_in([url for url in asked if "/pagefind/" in url])
    ask(page, "heronshaw")
    told(page, "1 page for “heronshaw”")
    nothing_in([url for url in asked if not url.startswith(f"{address}/")])
    assert page.evaluate(LEFT_BEHIND) == ["", 0, 0, 0, 0, 0]
    assert page.context.storage_state() == {"cookies": [], "origins": []}
    nothing_in(visitor.complaints)


def test_without_scripts_there_is_a_list_and_no_field(address: str, visitor: Visitor) -> None:
    page = visitor.window(java_script_enabled=False)
    page.goto(f"{address}/search/")
    assert page.get_by_role("searchbox").count() == 0
    page.get_by_role("link", name="Is it hypnosis?").click()
    expect(page.get_by_text("gallimaufry")).to_be_in_viewport()


def test_without_its_index_the_search_knows_titles_and_questions_and_leaves_the_list(
    page: Page, address: str, visitor: Visitor
) -> None:
    page.route("**/pagefind/*", lambda route: route.abort())
    ask(page, "hypnosis")
    told(page, "1 page for “hypnosis”")
    assert found(page, address) == [
        ("On rest", "/articles/rest/"),
        ("Is it hypnosis?", "/articles/rest/#hypnosis"),
    ]
    ask(page, "heronshaw")
    told(
        page,
        "The search cannot be reached just now. Everything that can be read here is listed below.",
    )
    assert found(page, address) == []
    page.unroute("**/pagefind/*")
    ask(page, "heronshaw")
    told(page, "1 page for “heronshaw”")
    assert not [said for said in visitor.complaints if "Uncaught" in said]


def test_relative_links_lead_to_the_same_places(
    tmp_path: Path, content: Path, visitor: Visitor
) -> None:
    with built(tmp_path, content, "/c", RELATIVE_URLS=True) as address:
        page = visitor.window()
        page.goto(f"{address}/search/")
        ask(page, "gallimaufry")
        told(page, "1 page for “gallimaufry”")
        assert found(page, address)[1] == ("Is it hypnosis?", "/articles/rest/#hypnosis")


def test_a_site_that_does_not_know_its_address_can_be_searched(
    tmp_path: Path, content: Path, visitor: Visitor
) -> None:
    with built(tmp_path, content, "", SITEURL="") as address:
        page = visitor.window()
        page.goto(f"{address}/search/")
        ask(page, "gallimaufry")
        told(page, "1 page for “gallimaufry”")
        assert found(page, address)[1] == ("Is it hypnosis?", "/articles/rest/#hypnosis")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_among_results(address: str, visitor: Visitor, scheme: Any) -> None:
    page = visitor.window(**PHONE, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{address}/search/")
    ask(page, "safe")
    told(page, "1 page for “safe”")
    nothing_in(axe(page))
    ask(page, "multitudinous")
    told(page, "12 pages for “multitudinous”")
    nothing_in(axe(page))


def test_the_field_appears_without_moving_anything(address: str, visitor: Visitor) -> None:
    page = visitor.window(**PHONE)
    late: list[Any] = []
    page.route("**/assets/search.*.js", lambda route: late.append(route))
    page.goto(f"{address}/search/", wait_until="commit")
    page.locator(".index").wait_for()
    page.evaluate("""async () => {
        const styles = [...document.querySelectorAll("link[rel=stylesheet]")]
        while (!styles.every(style => style.sheet)) await new Promise(requestAnimationFrame)
        await document.fonts.ready
    }""")
    before = page.locator(".index").bounding_box()
    while late:
        late.pop().continue_()
    expect(page.get_by_role("searchbox")).to_be_visible()
    assert page.locator(".index").bounding_box() == before


# --- Words of need --------------------------------------------------------------------------------

SEARCHED = Path(__file__).parent / "searched"
IN_DANGER = """async words => {
    const { inDanger } = await import(document.querySelector("script[type=module]").src)
    return words.filter(inDanger)
}"""


def lines(name: str) -> list[str]:
    """The lines of the files of what people type that are named so, without their remarks."""
    files = sorted(SEARCHED.glob(f"{name}.txt"))
    every = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [line for line in every if line and not line.startswith("#")]


@pytest.fixture
def ours(sites: dict[str, Site], visitor: Visitor) -> Page:
    """The search page of the project's own content, just opened."""
    opened = visitor.window()
    opened.goto(f"{sites['ours'].address}/search/")
    return opened


def test_whoever_types_words_of_need_is_shown_whom_to_call(ours: Page) -> None:
    typed = lines("crisis*")
    assert len(typed) > 1900
    assert set(typed) - set(ours.evaluate(IN_DANGER, typed)) == set()
    written = [line.upper() for line in typed] + [f"  {line}!!! " for line in typed]
    written += [line.replace("'", "’") for line in typed if "'" in line]
    assert set(written) - set(ours.evaluate(IN_DANGER, written)) == set()


def test_words_that_are_only_shared_with_others_in_need_show_nothing(ours: Page) -> None:
    typed = lines("harmless*")
    assert len(typed) > 1600
    assert ours.evaluate(IN_DANGER, typed) == []


def test_the_crisis_lines_are_there_while_somebody_types_and_without_the_net(ours: Page) -> None:
    block = ours.get_by_role("region", name="You do not have to be alone with this.")
    expect(block).to_be_hidden()
    ours.context.set_offline(True)
    ours.get_by_role("searchbox").press_sequentially("i cant go o")
    expect(block).to_be_hidden()
    ours.get_by_role("searchbox").press_sequentially("n")
    assert block.is_visible(), "it waits for nothing"
    assert block.get_by_role("link", name="Call 988").get_attribute("href") == "tel:988"
    expect(block.get_by_role("link", name="Call 911")).to_be_in_viewport()
    assert block.evaluate("block => block.parentElement.ariaLive") == "polite"
    told(ours, "")
    ask(ours, "suicde")
    assert block.is_visible()
    before = "block => block.compareDocumentPosition(document.querySelector('#search-results'))"
    assert block.evaluate(before) & 4, "the results follow it"
    ask(ours, "cutting costs")
    assert not block.is_visible()
    ask(ours, "i want to die")
    ours.get_by_role("searchbox").press("Escape")
    assert not block.is_visible()


def test_no_common_word_is_looked_for_beside_one_that_counts(ours: Page) -> None:
    ask(ours, "kill myself")
    ours.wait_for_timeout(600)
    for link in ours.locator("#search-results mark").all():
        assert link.inner_text().casefold().startswith("kill")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", WINDOWS)
def test_axe_finds_nothing_where_the_crisis_lines_or_the_ways_on_are_shown(
    sites: dict[str, Site], visitor: Visitor, window: str, scheme: Any
) -> None:
    page = visitor.window(**WINDOWS[window], color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{sites['ours'].address}/search/")
    ask(page, "suicide")
    expect(page.get_by_role("link", name="Call 988")).to_be_visible()
    nothing_in(axe(page))
    ask(page, "quagga")
    expect(page.get_by_text("Perhaps one of these:")).to_be_visible()
    nothing_in(axe(page))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- The right page first -------------------------------------------------------------------------


def first_of(page: Page, address: str, words: str) -> str:
    """The address of the page that is found first, below the site; "" for none."""
    ask(page, words)
    expect(page.get_by_role("status")).to_contain_text(f"“{words}”")
    first = page.locator("#search-results h2 a")
    url = str(first.first.evaluate("link => link.href")) if first.count() else ""
    return url.removeprefix(f"{address}/").partition("#")[0]


@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        ("everyday", 29),
        ("everyday_held_out", 37),
        ("everyday_second", 95),
        ("everyday_third", 48),
        ("everyday_fourth", 39),
        ("everyday_fifth", 133),
    ],
)
def test_everyday_questions_find_the_right_page_first(
    ours: Page, sites: dict[str, Site], name: str, at_least: int
) -> None:
    asked = [line.split(" | ") for line in lines(name)]
    found = [(words, right, first_of(ours, sites["ours"].address, words)) for words, right in asked]
    missed = [one for one in found if one[2] not in one[1].split()]
    assert len(found) - len(missed) >= at_least, missed


OTHER_QUESTIONS = """\
## Money {.faq}

### Which payments do you take? {#payments}

Card or check.

### Are you in network? {#network}

No.
"""


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("book an appointment", "hello/"),
        ("schedule", "hello/"),
        ("are you taking new clients", "hello/"),
        ("price", "good-to-know/"),
        ("how much", "good-to-know/"),
        ("aetna", "good-to-know/"),
        ("your qualifications", "me/"),
        ("grief after a loss", "articles/grief/"),
        ("sleep", "articles/sleep/"),
    ],
)
def test_a_page_is_found_by_what_it_is_for_whatever_it_is_called(
    other: str, visitor: Visitor, words: str, right: str
) -> None:
    page = visitor.window()
    page.goto(f"{other}/search/")
    assert first_of(page, other, words) == right


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a practice whose pages are called as nobody would guess."""
    site = TrialSite(tmp_path_factory.mktemp("other"))
    site.page("home", title="Welcome", template="home", url="", save_as="index.html")
    site.page("search", "", template="search")
    site.page("hello", "Say hello, and we speak.\n", title="Say hello", template="consultation")
    site.page("me", "I like the sea.\n", title="Me", template="about")
    site.page("good-to-know", OTHER_QUESTIONS, title="Good to know", template="questions")
    site.article("grief", "It comes in waves. I charge nothing for tears.\n", title="After a loss")
    site.article("sleep", "When nights are long, and grief is near.\n", title="Sleep")
    with built(tmp_path_factory.mktemp("site"), site.content, "") as found:
        yield found


# --- The way to it --------------------------------------------------------------------------------


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("below", ["/", "/questions/", "/articles/what-is-parts-work/"])
def test_the_search_stands_in_the_first_screen_of_every_page(
    sites: dict[str, Site], visitor: Visitor, window: str, below: str
) -> None:
    page = visitor.window(**WINDOWS[window])
    page.goto(f"{sites['ours'].address}{below}")
    link = page.get_by_role("banner").get_by_role("link", name="Search", exact=True)
    expect(link).to_be_in_viewport(ratio=1)
    box = link.bounding_box()
    assert box
    assert box["height"] >= 24
    link.click()
    assert page.url == f"{sites['ours'].address}/search/"
    current = page.get_by_role("banner").get_by_role("link", name="Search", exact=True)
    assert current.get_attribute("aria-current") == "page"
