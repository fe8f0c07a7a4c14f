"""The desk in the browser: what is shown is what is there, and each button does what it says.

The preview is the real command, in a process of its own, and writes real files.
"""

from __future__ import annotations

import http.client
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import desk_practice
from tests.browser.conftest import PHONE, WINDOWS, Visitor, nothing_in
from tests.browser.desk_practice import FACTS, PATHS, Running
from tests.browser.editor_window import KEYS
from tests.browser.editor_window import running as program
from tests.browser.test_accessibility import OPTIONS, axe
from tests.desk.test_preview import key_of, running

pytest.importorskip("nicegui")
MAY_WRITE = True  # see `visitor`
PAGES = ("", "paths", "facts", "pictures", "publish", "search?q=rest")
# The contrast of level AA is enough for somebody at work.
LEVEL_AA = {**OPTIONS, "rules": {"color-contrast-enhanced": {"enabled": False}}}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    site = desk_practice.write(tmp_path_factory.mktemp("desk"), f"desk-{os.getpid()}")
    with running(site.content) as (_, port, said):
        KEYS[port] = key_of(said)
        yield Running(f"http://127.0.0.1:{port}", site)


@pytest.fixture
def desk(preview: Running) -> Running:
    """The same practice for each test, as it was written first."""
    for name, text in {"practice.yaml": FACTS, "reading-paths.yaml": PATHS}.items():
        if preview.text(name) != text:
            preview.site.write(name, text)
    return preview


def opened(visitor: Visitor, desk: Running, name: str = "", **window: object) -> Page:
    page = visitor.window(**window)
    page.goto(f"{desk.address}/desk/{name}")
    page.wait_for_function("document.querySelector('[data-part] h1')")
    expect(page.locator("[data-part]")).to_be_visible()
    return page


def until(page: Page, there: Callable[[], bool]) -> None:
    """Wait until something is so, as Playwright does for what is on a page."""
    for _ in range(200):
        if there():
            return
        page.wait_for_timeout(50)
    assert there()


def row(page: Page, title: str) -> Locator:
    return page.locator(".text-table tbody tr").filter(
        has=page.get_by_role("link", name=title, exact=True)
    )


def test_articles_stand_by_their_state_with_what_they_need(visitor: Visitor, desk: Running):
    page = opened(visitor, desk)
    groups = {
        state: page.locator(f"section:has(> #articles-{state}) tbody th a").all_inner_texts()
        for state in ("draft", "scheduled", "published")
    }
    assert groups == {
        "draft": ["Dusk"],
        "scheduled": ["Dawn"],
        "published": ["Rest", "Sleep", "Work", "Alone"],
    }
    expect(row(page, "Dawn")).to_contain_text("comes out on January 1, 2100")
    expect(row(page, "Rest")).to_contain_text("1 of 3, For the night")
    expect(row(page, "Alone")).to_contain_text("due since January 1, 2021")
    rest = page.get_by_role("link", name="Rest", exact=True)
    expect(rest).to_have_attribute("href", "/edit/articles/rest.md")


def test_a_word_of_the_title_shows_only_those_that_have_it(visitor: Visitor, desk: Running):
    page = opened(visitor, desk)
    page.get_by_label("Show only those with").fill("SLÉ")
    shown = page.locator(".text-table tbody tr:visible th a")
    expect(shown).to_have_text(["Sleep"])
    page.get_by_label("Show only those with").fill("nothing of the kind")
    expect(page.get_by_text("Nothing here has these words")).to_be_visible()
    page.get_by_label("Show only those with").fill("")
    expect(row(page, "Dusk")).to_be_visible()


def test_one_click_says_that_an_article_was_read_and_undo_takes_it_back(
    visitor: Visitor, desk: Running
):
    before = desk.text("articles/alone.md")
    page = opened(visitor, desk)
    row(page, "Alone").get_by_role("button", name="I have read this article").click()
    expect(row(page, "Alone")).not_to_contain_text("due since")
    after = desk.text("articles/alone.md")
    changed = re.sub(r"reviewed: .*", "", after)
    assert changed == re.sub(r"reviewed: .*", "", before)
    assert re.search(r"^reviewed: '?20\d\d-\d\d-\d\d'?$", after, re.MULTILINE)
    assert "2020" not in after
    page.get_by_role("button", name="Undo").click()
    expect(row(page, "Alone")).to_contain_text("due since January 1, 2021")
    assert desk.text("articles/alone.md") == before


def test_what_another_program_saves_is_shown_by_itself(visitor: Visitor, desk: Running):
    page = opened(visitor, desk)
    expect(row(page, "Dusk")).to_be_visible()
    path = desk.site.article("dusk", "Not yet.\n", status="draft", title="Evening")
    expect(row(page, "Evening")).to_be_visible()
    path.unlink()
    expect(row(page, "Evening")).to_have_count(0)
    desk.site.article("dusk", "Not yet.\n", status="draft")
    expect(row(page, "Dusk")).to_be_visible()


def test_a_draft_is_begun_and_opened(visitor: Visitor, desk: Running):
    page = opened(visitor, desk)
    page.route("**/edit/**", lambda route: route.fulfill(body="The editor."))
    page.get_by_role("button", name="Begin an article").click()
    page.get_by_label("Title", exact=True).fill("Rest")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("is there already")
    page.get_by_label("Title", exact=True).fill("When nights are long")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page).to_have_url(f"{desk.address}/edit/articles/when-nights-are-long.md")
    assert "status: draft" in desk.text("articles/when-nights-are-long.md")
    (desk.content / "articles/when-nights-are-long.md").unlink()


def test_all_texts_are_searched_while_one_types(visitor: Visitor, desk: Running):
    page = opened(visitor, desk)
    page.get_by_label("Search all texts").fill("laptop")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desk.address}/desk/search?q=laptop")
    hits = page.locator(".hits h2")
    expect(hits).to_have_text(["Rest"])
    expect(page.locator("mark")).to_have_text(["laptop"])
    page.get_by_label("Search all texts").focus()
    page.keyboard.press("End")
    page.keyboard.type("ss")
    expect(page.get_by_text("No text has laptopss")).to_be_visible()
    expect(page.get_by_label("Search all texts")).to_be_focused()
    page.get_by_label("Search all texts").fill("door")
    expect(hits).to_have_text(["practice.yaml"])


def order(page: Page) -> list[list[str]]:
    lists = page.locator("[data-stops]").all()
    return [one.locator(".title").all_inner_texts() for one in lists]


def test_a_path_is_rearranged_by_keyboard_alone_and_its_comments_stay(
    visitor: Visitor, desk: Running
):
    page = opened(visitor, desk, "paths")
    grip = page.get_by_role("button", name="Move “Sleep”")
    for _ in range(40):
        if grip.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(grip).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Sleep")).to_have_text(
        "“Sleep” is 1 of 3 on “For the night”. Not saved yet."
    )
    save = page.get_by_role("button", name="Save the paths")
    save.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The reading paths are saved.")).to_be_visible()
    moved = """\
    # then
    - sleep   # a short one
    - slug: rest
      because: "It begins."
"""
    assert desk.text("reading-paths.yaml") == PATHS.replace(
        """\
    - slug: rest
      because: "It begins."
    # then
    - sleep   # a short one
""",
        moved,
    )
    page.get_by_role("button", name="Move “Rest”").focus()
    page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Save the paths").click()
    until(page, lambda: desk.text("reading-paths.yaml") == PATHS)


@pytest.mark.parametrize("window", WINDOWS)
def test_an_article_is_dragged_by_its_handle(visitor: Visitor, desk: Running, window: str):
    page = opened(visitor, desk, "paths", **WINDOWS[window])
    grip = page.get_by_role("button", name="Move “Work”")
    grip.scroll_into_view_if_needed()
    first = page.locator(".stop").first
    start, aim = grip.bounding_box(), first.bounding_box()
    assert start
    assert aim
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, (start["y"] + aim["y"]) / 2, steps=4)
    if window == "phone":  # the page goes along at the edge of the window
        page.mouse.move(start["x"] + 10, 20, steps=6)
        expect(page.locator(".stop").first).to_contain_text("Work")
    else:
        page.mouse.move(start["x"] + 10, aim["y"] + 5, steps=6)
    page.mouse.up()
    assert order(page)[0] == ["Work", "Rest", "Sleep"]
    page.get_by_role("button", name="Put all back").click()
    expect(page.locator(".stop .title").first).to_have_text("Rest")
    assert desk.text("reading-paths.yaml") == PATHS


def test_a_path_is_added_filled_from_the_articles_on_none_and_taken_away(
    visitor: Visitor, desk: Running
):
    page = opened(visitor, desk, "paths")
    page.get_by_role("button", name="Add a reading path").click()
    page.keyboard.type("By day")
    save = page.get_by_role("button", name="Save the paths")
    save.click()
    expect(page.locator("[data-savebar]")).to_contain_text("“By day” has no article.")
    page.get_by_role("button", name="Move “Alone”").focus()
    page.keyboard.press("ArrowUp")
    save.click()
    expect(page.get_by_text("The reading paths are saved.")).to_be_visible()
    assert desk.text("reading-paths.yaml").startswith(PATHS)
    assert "By day" in desk.text("reading-paths.yaml").removeprefix(PATHS)
    page.get_by_role("button", name="Take away this path “By day”").click()
    page.get_by_role("button", name="Save the paths").click()
    until(page, lambda: desk.text("reading-paths.yaml") == PATHS)


def test_paths_that_were_changed_underneath_are_not_written_over(visitor: Visitor, desk: Running):
    page = opened(visitor, desk, "paths")
    page.get_by_role("button", name="Move “Sleep”").focus()
    page.keyboard.press("ArrowUp")
    theirs = PATHS.replace("Three to begin with.", "Three for the night.")
    desk.site.write("reading-paths.yaml", theirs)
    page.get_by_role("button", name="Save the paths").click()
    expect(page.locator("[data-savebar]")).to_contain_text("Nothing is overwritten")
    assert desk.text("reading-paths.yaml") == theirs
    page.get_by_role("button", name="Show what stands there now").click()
    expect(page.get_by_label("What it is for")).to_have_value("Three for the night.")


def section(page: Page, name: str) -> Locator:
    heading = page.get_by_role("heading", name=name, exact=True)
    return page.locator("details.section").filter(has=heading)


def test_a_fact_is_filled_in_and_every_other_byte_stays(visitor: Visitor, desk: Running):
    page = opened(visitor, desk, "facts")
    section(page, "The practice").locator("> summary").click()
    page.get_by_label("E-mail address").fill("jane@example.com")
    page.get_by_role("button", name="Save “The practice”").click()
    expect(page.get_by_text("Saved.", exact=True).first).to_be_visible()
    assert desk.text("practice.yaml") == FACTS.replace("email: ''", "email: jane@example.com")
    # The section stays open, and what was typed stands there.
    expect(page.get_by_label("E-mail address")).to_have_value("jane@example.com")


def test_an_item_is_added_to_a_list_and_removed(visitor: Visitor, desk: Running):
    page = opened(visitor, desk, "facts")
    fees = section(page, "Fees")
    fees.locator("> summary").click()
    fees.get_by_role("button", name="Add").click()
    new = fees.locator("[data-new] [data-place]")
    new.nth(0).fill("First conversation")
    new.nth(1).fill("0")
    page.get_by_role("button", name="Save “Fees”").click()
    expect(fees.locator("fieldset:not([data-new])")).to_have_count(2)
    text = desk.text("practice.yaml")
    assert "First conversation" in text
    assert text.startswith(FACTS[: FACTS.index("crisis_lines")])
    fees.get_by_role("button", name=re.compile("Remove .*First conversation")).click()
    page.get_by_role("button", name="Save “Fees”").click()
    expect(fees.locator("fieldset")).to_have_count(1)
    assert desk.text("practice.yaml") == FACTS


def test_a_wrong_fact_is_told_beside_its_field(visitor: Visitor, desk: Running):
    page = opened(visitor, desk, "facts")
    section(page, "The practice").locator("> summary").click()
    page.get_by_label("E-mail address").fill("nobody")
    page.get_by_role("button", name="Save “The practice”").click()
    expect(page.locator(".field-problem")).to_contain_text("nobody")
    expect(page.get_by_label("E-mail address")).to_have_attribute("aria-invalid", "true")


def test_a_page_whose_program_has_ended_says_so_and_keeps_what_is_typed(
    visitor: Visitor, tmp_path: Path
) -> None:
    site = desk_practice.write(tmp_path, f"desk-{os.getpid()}")
    with program(site) as (desk, process):
        page = opened(visitor, Running(desk.address, site), "facts")
        section(page, "The practice").locator("> summary").click()
        process.kill()
        process.wait()
        expect(page.get_by_role("alert").get_by_text("The preview has ended")).to_be_visible()
        page.get_by_label("E-mail address").fill("jane@example.com")
    with program(site, desk.port) as (desk, _):
        expect(page.get_by_text("Open the address that stands")).to_be_visible(timeout=30_000)
        page.on("dialog", lambda asked: asked.dismiss())  # no, it is not to be loaded anew
        page.context.new_page().goto(f"{desk.address}/?key={desk.key}")
        expect(page.get_by_text("Open the address that stands")).to_be_hidden(timeout=30_000)
        page.get_by_role("button", name="Save “The practice”").click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert "email: jane@example.com" in (site.content / "practice.yaml").read_text("utf-8")


def test_pictures_are_shown_with_what_shows_them(visitor: Visitor, desk: Running):
    page = opened(visitor, desk, "pictures")
    named = page.locator(".pictures > li")
    expect(named.nth(0)).to_contain_text("unused.png")
    expect(named.nth(0)).to_contain_text("No page shows it.")
    expect(named.nth(1)).to_contain_text("600 × 400 pixels")
    expect(named.nth(1).get_by_role("link")).to_contain_text("articles/alone.md, line")
    drawn = page.locator(".pictures img").evaluate_all(
        "async all => { await Promise.all(all.map(one => one.decode()));"
        " return all.map(one => one.naturalWidth) }"
    )
    assert drawn == [30, 480]


def test_what_would_change_is_shown_word_by_word_and_then_published(
    visitor: Visitor, desk: Running
):
    live = desk.site.folder / "live"
    page = opened(visitor, desk, "publish")
    page.get_by_role("button", name="See what would change").click()
    send = page.get_by_role("button", name="Publish to")
    send.wait_for(timeout=120_000)
    expect(page.locator(".change h3").first).to_contain_text("new")
    assert not live.exists()
    send.click()
    page.get_by_role("heading", name="Published").wait_for(timeout=120_000)
    rest = live / "articles/rest/index.html"
    assert "opens the laptop again" in rest.read_text("utf-8")

    before = desk.text("articles/rest.md")
    desk.site.write("articles/rest.md", before.replace("laptop", "notebook"))
    page.get_by_role("button", name="Look again").click()
    send.wait_for(timeout=120_000)
    expect(page.locator(".change")).to_have_count(1)
    expect(page.locator(".change h3")).to_have_text("changed Rest")
    assert page.locator("del").all_inner_texts() == ["laptop"]
    assert page.locator("ins").all_inner_texts() == ["notebook"]
    assert "opens the laptop again" in rest.read_text("utf-8")

    # What changes after that is not published unseen.
    desk.site.write("articles/rest.md", before.replace("laptop", "window"))
    expect(page.get_by_text("Your texts have changed since this was made.")).to_be_visible()
    expect(send).to_be_disabled()
    page.get_by_role("button", name="Look again").click()
    page.locator("ins").filter(has_text="window").wait_for(timeout=120_000)
    send.click()
    page.get_by_role("heading", name="Published").wait_for(timeout=120_000)
    assert "opens the window again" in rest.read_text("utf-8")
    desk.site.write("articles/rest.md", before)


def test_the_place_is_asked_for_once_and_what_would_change_is_shown_at_once(
    visitor: Visitor, desk: Running
):
    before = desk.text("publish.yaml")
    (desk.content / "publish.yaml").unlink()
    page = opened(visitor, desk, "publish")
    page.get_by_label("Where").fill("elsewhere")
    page.get_by_role("button", name="Save it, and see what would change").click()
    send = page.get_by_role("button", name="Publish to")
    send.wait_for(timeout=120_000)
    expect(send).to_be_in_viewport()  # below a list that is longer than the window
    assert desk.text("publish.yaml") == "live:\n  kind: folder\n  path: elsewhere\n"
    assert not (desk.site.folder / "elsewhere").exists()
    desk.site.write("publish.yaml", before)


@pytest.mark.parametrize("window", WINDOWS)
def test_axe_finds_nothing_on_any_page_by_day_or_night(
    visitor: Visitor, desk: Running, window: str
):
    found, wide = [], []
    page = visitor.window(**WINDOWS[window], reduced_motion="reduce")
    for name in PAGES:
        page.emulate_media(color_scheme="light")
        page.goto(f"{desk.address}/desk/{name}")
        page.wait_for_function("document.querySelector('[data-part] h1')")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found += axe(page, LEVEL_AA)
        page.emulate_media(color_scheme="dark")
        found += axe(page, LEVEL_AA)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    nothing_in([*found, *wide])


def test_nothing_is_asked_of_another_host_and_no_page_complains(visitor: Visitor, desk: Running):
    page = visitor.window(**PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto(f"{desk.address}/desk/{name}")
        page.wait_for_function("document.querySelector('[data-part] h1')")
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(desk.address).netloc}
    nothing_in(visitor.complaints)


def ask(
    desk: Running, method: str, path: str, body: str = "", **headers: str
) -> tuple[int, str, http.client.HTTPMessage]:
    with closing(
        http.client.HTTPConnection(urlsplit(desk.address).netloc, timeout=20)
    ) as connection:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        port = urlsplit(desk.address).port or 0
        given["Cookie"] = f"practice-press-{port}={KEYS[port]}"
        connection.request(method, path, body.encode(), given)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace"), answer.headers


def test_no_other_page_may_press_a_button(desk: Running):
    before = desk.text("articles/alone.md")
    path, body = "/_editor/desk/do/reviewed", json.dumps({"name": "articles/alone.md"})
    kind = {"content_type": "application/json"}
    assert ask(desk, "POST", path, body, origin="https://evil.example", **kind)[0] == 403
    assert ask(desk, "POST", path, body, host="evil.example", **kind)[0] == 403
    assert ask(desk, "POST", path, body, sec_fetch_site="cross-site", **kind)[0] == 403
    assert ask(desk, "POST", path, body, content_type="text/plain")[0] == 415
    assert ask(desk, "GET", path)[0] in (404, 405)
    assert desk.text("articles/alone.md") == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("reviewed", "{"),
        ("reviewed", "[]"),
        ("reviewed", "{}"),
        ("nothing", "{}"),
        ("paths", '{"paths": 3, "digest": ""}'),
        ("facts", '{"changes": [{"place": "x"}], "digest": ""}'),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(desk: Running, path: str, body: str):
    status, said, _ = ask(
        desk, "POST", f"/_editor/desk/do/{path}", body, content_type="application/json"
    )
    assert status in (200, 400)
    told = json.loads(said)
    assert told["ok"] is False
    assert told["says"]
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "practice.yaml", "x"]
)
def test_no_file_but_a_picture_is_shown_as_one(desk: Running, name: str):
    assert ask(desk, "GET", f"/_editor/desk/picture/{name}")[0] == 404


def test_a_drawing_may_do_nothing(desk: Running):
    desk.site.write(
        "images/bad.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    )
    status, said, headers = ask(desk, "GET", "/_editor/desk/picture/images/bad.svg")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert "sandbox" in headers["content-security-policy"]
    desk.site.write("images/bad.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    status, said, _ = ask(desk, "GET", "/_editor/desk/picture/images/bad.svg")
    assert "<script" not in said
    (desk.content / "images/bad.svg").unlink()
