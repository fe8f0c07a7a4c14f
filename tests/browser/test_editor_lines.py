"""A link to a line of a text opens it there: the cursor, the text and the page beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor
from tests.browser.editor_window import Desk, Window, running
from tests.browser.test_editor import CALM
from tests.desk.conftest import in_order
from tests.trial_site import TrialSite

MAY_WRITE = True  # see `visitor`

BODY = "".join(f"Passage {number} of a long text.\n\n" for number in range(80))
BROKEN = f"{BODY}It leads [nowhere](/nowhere/).\n\n{BODY}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    site = in_order(TrialSite(tmp_path_factory.mktemp("lines")))
    with running(site) as (desk, _):
        desk.article("long", BROKEN)
        yield desk


def line_of(desk: Desk, words: str) -> int:
    text = (desk.site.content / "articles/long.md").read_text("utf-8")
    return text[: text.index(words)].count("\n") + 1


def is_there(page: Page, typed: str, words: str) -> None:
    """Fail unless the cursor stands before `typed`, in sight, and the page shows `words`."""
    window = Window(page)
    expect(window.page.locator(".cm-line.reached")).to_have_text(typed)
    expect(window.text.get_by_text(typed)).to_be_in_viewport()
    expect(window.text).to_be_focused()
    expect(window.shown.get_by_text(words)).to_be_in_viewport()
    expect(page).to_have_url(page.url.partition("#")[0])  # loaded again, it stays where she is
    page.keyboard.insert_text("Here: ")
    expect(window.text.get_by_text(f"Here: {typed}")).to_be_visible()
    expect(window.page.locator(".cm-line.reached")).to_have_count(0)
    page.keyboard.press("Control+z")


def test_the_editor_opens_at_the_line_that_its_address_names(desk: Desk, visitor: Visitor) -> None:
    page = visitor.window(**CALM)
    typed = "It leads [nowhere](/nowhere/)."
    page.goto(f"{desk.address}/edit/articles/long.md#line-{line_of(desk, typed)}")
    is_there(page, typed, "It leads nowhere.")


def test_a_line_of_the_header_is_the_field_that_stands_there(desk: Desk, visitor: Visitor) -> None:
    page = visitor.window(**CALM)
    page.goto(f"{desk.address}/edit/articles/long.md#line-{line_of(desk, 'review_by:')}")
    expect(page.get_by_label("Read again by")).to_be_focused()
    expect(page.get_by_label("Read again by")).to_be_in_viewport()
    page.evaluate("location.hash = 'line-1'")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()


def test_a_line_that_is_not_there_any_more_is_the_last_one(desk: Desk, visitor: Visitor) -> None:
    page = visitor.window(**CALM)
    page.goto(f"{desk.address}/edit/articles/long.md#line-99999")
    expect(Window(page).text).to_be_focused()
    expect(Window(page).text.locator(".cm-line").last).to_be_in_viewport()


def test_the_list_of_the_desk_leads_to_the_line(desk: Desk, visitor: Visitor) -> None:
    page = visitor.window(**CALM)
    page.goto(f"{desk.address}/desk/")
    row = page.get_by_role("row", name="Long")
    row.locator("summary").first.click()
    line = line_of(desk, "It leads")
    row.get_by_role("link", name=f"line {line}").click()
    is_there(page, "It leads [nowhere](/nowhere/).", "It leads nowhere.")


@pytest.mark.parametrize("window", [{}, PHONE], ids=["desktop", "phone"])
def test_the_panel_of_the_preview_leads_to_the_line(
    desk: Desk, visitor: Visitor, window: dict[str, object]
) -> None:
    page = visitor.window(**CALM, **window)
    page.goto(f"{desk.address}/articles/rest/")
    panel = page.locator("practice-press-preview details")
    panel.locator("summary").click()
    panel.get_by_role("link", name="long.md").click()
    typed = "It leads [nowhere](/nowhere/)."
    expect(Window(page).text.get_by_text(typed)).to_be_in_viewport()
    expect(Window(page).text).to_be_focused()


def test_a_problem_of_the_facts_leads_to_their_form(desk: Desk, visitor: Visitor) -> None:
    facts = desk.site.content / "practice.yaml"
    before = facts.read_text("utf-8")
    page = visitor.window(**CALM)
    page.goto(f"{desk.address}/articles/rest/")
    try:
        facts.write_text(f"{before}\nnonsense: true\n", "utf-8")
        panel = page.locator("practice-press-preview details")
        expect(panel.locator("a[href='/desk/facts']")).to_be_attached()
    finally:
        facts.write_text(before, "utf-8")
