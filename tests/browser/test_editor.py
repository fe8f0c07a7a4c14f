"""Writing in the browser: the whole program runs, and what is done is done by mouse and keys.

One program and one practice serve all of these tests; each has an article of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from desk.writing import drafts, history
from tests.browser.conftest import PHONE, WINDOWS, Visitor, nothing_in
from tests.browser.editor_window import HEADER, READ, Desk, Window, running
from tests.browser.test_accessibility import AXE, TAGS
from tests.desk.conftest import in_order
from tests.trial_site import TrialSite, markdown, photograph

MAY_WRITE = True  # see `visitor`

# The contrast of level AA is enough for somebody at work. What is scrolled out of sight, or behind
# a dialog, axe cannot judge: it is looked at where it is in sight.
AXE_FINDS = """async (tags) => (await axe.run({exclude: [['#_page-frame']]}, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})).violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`))"""
CALM = {"reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    site = in_order(TrialSite(tmp_path_factory.mktemp("written")))
    with running(site) as (desk, _):
        yield desk


@pytest.fixture
def window(desk: Desk, visitor: Visitor, request: pytest.FixtureRequest) -> Window:
    """The window of an article that nothing else writes in."""
    slug = re.sub(r"[^a-z]+", "-", request.node.name.removeprefix("test_"))[:40].strip("-")
    path = desk.article(slug, "A quiet hour.\n\nThe second passage.\n")
    opened = Window.open(visitor.window(**CALM), desk, f"articles/{slug}.md")
    opened.path = path  # type: ignore[attr-defined]
    return opened


def path(window: Window) -> Path:
    found: Path = window.path  # type: ignore[attr-defined]
    return found


# --- What is typed, and its page -----------------------------------------------------------------


def test_the_page_follows_what_is_typed_before_any_save_and_nowhere_else(
    desk: Desk, window: Window, visitor: Visitor
) -> None:
    before = path(window).read_bytes()
    window.type("Words that are *new*. ")
    expect(window.shown.locator("main em")).to_have_text("new")
    expect(window.state).to_have_text("Not saved yet")
    assert path(window).read_bytes() == before
    page = visitor.window()
    page.goto(f"{desk.address}/articles/{path(window).stem}/")
    expect(page.locator("main")).to_contain_text("A quiet hour.")
    assert "Words that are" not in page.content()
    assert visitor.complaints == []


def test_each_page_of_the_preview_leads_to_its_text(desk: Desk, visitor: Visitor) -> None:
    page = visitor.window(**CALM)
    page.goto(f"{desk.address}/articles/rest/")
    page.get_by_role("link", name="Edit this page").click()
    expect(page).to_have_url(f"{desk.address}/edit/articles/rest.md")
    expect(Window(page).text).to_contain_text("hour")
    page.goto(f"{desk.address}/")
    page.get_by_role("link", name="Edit this page").click()
    expect(page).to_have_url(f"{desk.address}/edit/pages/home.md")
    page.goto(f"{desk.address}/")
    page.get_by_role("link", name="Desk").click()
    expect(page).to_have_url(f"{desk.address}/desk/")


def test_the_page_is_scrolled_to_where_she_writes_and_unfolded_there(
    desk: Desk, visitor: Visitor
) -> None:
    passages = "".join(f"Passage {number} of a long text.\n\n" for number in range(60))
    asked = "## Questions people ask\n\n### Is it safe?\n\nYes.\n\n### Is it long?\n\nNo.\n"
    desk.article("long", passages + asked)
    window = Window.open(visitor.window(**CALM), desk, "articles/long.md")
    window.type(" Really not.", at="Control+End")
    answer = window.shown.get_by_text("Really not.")
    expect(answer).to_be_in_viewport()
    window.type("Here it begins. ")
    expect(window.shown.get_by_text("Here it begins.")).to_be_in_viewport()


def test_saving_changes_what_was_typed_and_no_other_byte(desk: Desk, visitor: Visitor) -> None:
    text = (
        "---\r\ntitle:   'Rest'  # her own words\r\nsummary: About rest.\r\ndate: 2026-03-04\r\n"
        "reviewed: 2026-03-02\r\nreview_by: 2100-01-01\r\n---\r\n\r\n"
        "A quiet hour.  \r\n\r\n* tea\r\n"
    )
    file = desk.write("articles/as-typed.md", text)
    window = Window.open(visitor.window(**CALM), desk, "articles/as-typed.md")
    window.page.wait_for_timeout(500)
    assert file.read_bytes() == text.encode()
    window.type("Now. ")
    window.save()
    assert file.read_bytes() == text.replace("A quiet", "Now. A quiet").encode()
    [version] = history.versions(desk.site.content, "articles/as-typed.md")
    kept = history.version(desk.site.content, "articles/as-typed.md", version.key)
    assert kept == text.encode()
    page = visitor.window()
    page.goto(f"{desk.address}/articles/as-typed/")
    expect(page.locator("main")).to_contain_text("Now. A quiet hour.")


def test_a_field_changes_its_own_line_and_the_page_follows(desk: Desk, visitor: Visitor) -> None:
    lines = ["---", "title: Rest", "# Hers", "summary: About rest.", "date: 2026-03-04"]
    lines += ["tags: [rest, tea]", *(f"{key}: {value}" for key, value in READ.items()), "---", ""]
    text = "\n".join(lines)
    file = desk.write("articles/fields.md", f"{text}\nA quiet hour.\n")
    window = Window.open(visitor.window(**CALM), desk, "articles/fields.md")
    window.page.get_by_label("Title", exact=True).fill("Rest and tea")
    expect(window.shown.locator("h1")).to_have_text("Rest and tea")
    window.page.get_by_text("About this text", exact=True).click()
    window.page.get_by_role("group", name="Tags there are").get_by_text("tea").click()
    window.page.get_by_label("Date", exact=True).fill("2026-03-05")
    window.save()
    wanted = text.replace("title: Rest", "title: Rest and tea").replace("03-04", "03-05")
    wanted = re.sub(r"tags: .*", "tags: [rest]", wanted)
    assert file.read_text("utf-8") == f"{wanted}\nA quiet hour.\n"


def test_a_value_that_cannot_be_is_told_beside_its_field(desk: Desk, visitor: Visitor) -> None:
    file = desk.write("articles/toml.md", '+++\ntitle = "Rest"\n+++\n\nA quiet hour.\n')
    window = Window.open(visitor.window(**CALM), desk, "articles/toml.md")
    before = file.read_bytes()
    window.page.get_by_label("Title", exact=True).fill("Tea")
    expect(window.page.locator(".field.title [role=alert]")).not_to_be_empty()
    assert file.read_bytes() == before


# --- What needs mending --------------------------------------------------------------------------


def test_what_needs_mending_stands_in_the_margin_and_is_mended_by_a_click(window: Window) -> None:
    window.type("It leads to [another one](/nowhere/).\n\n")
    note = window.page.locator(".margin li", has_text="leads nowhere")
    expect(note).to_be_visible()
    line = window.text.get_by_text("It leads to").bounding_box()
    box = note.bounding_box()
    assert line
    assert box
    assert box["x"] > line["x"] + line["width"]
    assert abs(box["y"] - line["y"]) < 60
    note.get_by_role("button").first.click()
    assert window.page.evaluate("getSelection().toString()").startswith("It leads to")


def test_a_header_of_another_program_is_made_ours_by_a_click(desk: Desk, visitor: Visitor) -> None:
    text = '+++\ntitle = "Sleep"\ndate = 2026-03-04\n+++\n\nA quiet hour.\n'
    file = desk.write("articles/sleep.md", text)
    window = Window.open(visitor.window(**CALM), desk, "articles/sleep.md")
    note = window.page.locator(".margin li", has_text="TOML")
    note.get_by_role("button", name="Mend it").click()
    expect(note).to_have_count(0)
    window.page.get_by_label("Title", exact=True).fill("Sleep well")
    expect(window.shown.locator("h1")).to_have_text("Sleep well")
    window.save()
    assert file.read_text("utf-8").startswith("---\ntitle: Sleep well\n")


def test_a_header_that_no_longer_can_be_read_is_told_and_the_last_good_page_stays(
    desk: Desk, visitor: Visitor
) -> None:
    desk.write("articles/broken.md", "---\n\ttitle: Rest\n---\n\nA quiet hour.\n")
    window = Window.open(visitor.window(**CALM), desk, "articles/broken.md")
    expect(window.page.locator(".faults p")).not_to_have_count(0)
    expect(window.text).to_contain_text("A quiet hour.")


# --- Two versions --------------------------------------------------------------------------------


def test_a_file_changed_underneath_is_shown_beside_hers_and_nothing_is_overwritten(
    desk: Desk, window: Window
) -> None:
    window.type("Mine. ")
    expect(window.state).to_have_text("Not saved yet")
    there = path(window).read_text("utf-8").replace("A quiet", "Theirs. A quiet")
    path(window).write_text(there, "utf-8")
    window.button("Compare the two").click()
    expect(window.dialog.locator("section")).to_have_count(2)
    mine, theirs = window.dialog.locator("section").all()
    expect(mine.locator("ins")).to_contain_text("Mine.")
    expect(theirs.locator("del")).to_contain_text("Theirs.")
    assert path(window).read_text("utf-8") == there
    window.button("Keep mine").click()
    expect(window.state).to_have_text("Saved")
    assert "Mine. A quiet" in path(window).read_text("utf-8")
    kept = [
        history.version(desk.site.content, one.name, one.key).decode()
        for one in history.versions(desk.site.content, f"articles/{path(window).name}")
    ]
    assert there in kept


def test_the_one_in_the_file_can_be_taken_and_hers_is_kept(desk: Desk, window: Window) -> None:
    window.type("Mine. ")
    expect(window.state).to_have_text("Not saved yet")
    path(window).write_text(markdown({**HEADER, **READ}, "Theirs.\n"), "utf-8")
    window.button("Compare the two").click()
    window.button("Take the one in the file").click()
    expect(window.text).to_contain_text("Theirs.")
    expect(window.state).to_have_text("Saved")
    [kept] = history.versions(desk.site.content, f"articles/{path(window).name}")
    assert b"Mine." in history.version(desk.site.content, kept.name, kept.key)


def test_of_two_windows_the_second_to_save_overwrites_nothing(
    desk: Desk, window: Window, visitor: Visitor
) -> None:
    other = Window.open(visitor.window(**CALM), desk, f"articles/{path(window).name}")
    window.type("First. ")
    other.type("Second. ")
    expect(other.state).to_have_text("Not saved yet")
    window.save()
    other.button("Save").click()
    expect(other.button("Compare the two")).to_be_visible()
    assert "First." in path(window).read_text("utf-8")
    assert "Second." not in path(window).read_text("utf-8")


def test_a_window_in_which_nothing_was_typed_follows_the_file(window: Window) -> None:
    text = path(window).read_text("utf-8")
    path(window).write_text(text.replace("quiet", "loud"), "utf-8")
    expect(window.text).to_contain_text("A loud hour.")
    expect(window.shown.locator("main")).to_contain_text("A loud hour.")
    expect(window.state).to_have_text("Saved")


# --- Nothing is lost -----------------------------------------------------------------------------


def test_what_was_not_saved_is_there_again_when_the_window_is_opened_again(
    desk: Desk, window: Window, visitor: Visitor
) -> None:
    name = f"articles/{path(window).name}"
    before = path(window).read_bytes()
    window.type("Not saved. ")
    window.page.close(run_before_unload=False)
    page = visitor.window(**CALM)
    while drafts.kept(desk.site.content, name) is None:  # the browser sends it as it closes
        page.wait_for_timeout(50)
    again = Window.open(page, desk, name)
    expect(again.text).to_contain_text("Not saved. A quiet hour.")
    expect(again.page.locator(".banner")).to_contain_text("is here again")
    assert path(window).read_bytes() == before
    again.button("Go back to what is saved").click()
    expect(again.text).not_to_contain_text("Not saved.")
    assert drafts.kept(desk.site.content, name) is None


def test_what_was_not_saved_outlives_a_program_that_is_killed(
    tmp_path: Path, visitor: Visitor
) -> None:
    site = in_order(TrialSite(tmp_path))
    page = visitor.window(**CALM)
    with running(site) as (desk, process):
        window = Window.open(page, desk, "articles/rest.md")
        window.type("Not saved. ")
        expect(window.shown.locator("main")).to_contain_text("Not saved.")
        process.kill()
        process.wait()
        window.type("Later. ")
        expect(page.get_by_text("Connection lost")).to_be_visible()
        expect(window.text).to_contain_text("Later. Not saved. ")
    with running(site, desk.port) as (desk, _):
        other = Window.open(visitor.window(**CALM), desk, "articles/rest.md")
        expect(other.text).to_contain_text("Not saved. ")
        # The program opens its address in her browser, which so is known again.
        page.context.new_page().goto(f"{desk.address}/?key={desk.key}")
        # The window that was left open finds the program again, with what was typed meanwhile.
        expect(page.get_by_text("Connection lost")).not_to_be_visible(timeout=30_000)
        expect(window.text).to_contain_text("Later. Not saved. ")
        expect(window.shown.locator("main")).to_contain_text("Later.")


def test_a_former_version_comes_back_by_a_click_and_can_be_undone(window: Window) -> None:
    window.type("Once. ")
    window.save()
    window.type("Twice. ")
    window.save()
    window.menu("History…")
    newest = window.dialog.locator("li").first
    newest.locator("summary").click()
    expect(newest.locator("ins")).to_contain_text("Twice.")
    newest.get_by_role("button", name="Bring this version back").click()
    expect(window.text).to_contain_text("Once. A quiet")
    expect(window.text).not_to_contain_text("Twice.")
    window.text.press("Control+z")
    expect(window.text).to_contain_text("Twice.")


def test_a_file_that_cannot_be_written_is_told_and_the_text_stays(
    desk: Desk, window: Window, tmp_path: Path
) -> None:
    window.type("Mine. ")
    expect(window.state).to_have_text("Not saved yet")
    path(window).unlink()
    expect(window.page.locator(".banner")).to_contain_text("There is no")
    expect(window.text).to_contain_text("Mine. A quiet hour.")
    window.save()
    assert "Mine. A quiet hour." in path(window).read_text("utf-8")


# --- The toolbar ---------------------------------------------------------------------------------

SHAPES = {
    "Heading": "## A quiet hour.",
    "List": "- A quiet hour.",
    "Quotation": "> A quiet hour.",
    "Bold": "**A quiet hour.**",
    "Italic": "*A quiet hour.*",
}


def test_each_shape_is_put_on_the_chosen_words_and_taken_off_again(window: Window) -> None:
    for name, wanted in SHAPES.items():
        window.text.focus()
        window.page.keyboard.press("Control+Home")
        window.page.keyboard.press("Shift+End")
        window.button(name).click()
        assert window.words().split("\n")[0] == wanted
        if name in ("Bold", "Italic"):
            window.button(name).click()
        else:
            window.button(name).click()
        assert window.words().split("\n")[0] == "A quiet hour."


def test_a_question_is_added_among_the_others_with_a_place_for_its_answer(window: Window) -> None:
    window.button("Question").click()
    window.page.keyboard.insert_text("Is it safe?")
    window.button("Question").click()
    window.page.keyboard.insert_text("Is it long?")
    expect(window.shown.locator("summary", has_text="Is it safe?")).to_be_attached()
    assert window.words().endswith(
        "## Questions people ask\n\n### Is it safe?\n\nYour answer.\n\n"
        "### Is it long?\n\nYour answer.\n"
    )


def test_enter_leads_from_a_question_to_the_place_of_its_answer(window: Window) -> None:
    keys = window.page.keyboard
    window.button("Question").click()
    keys.type("Is it safe?")
    keys.press("Enter")
    keys.type("Mostly.")
    window.button("Question").click()
    keys.type("Is it long?")
    assert window.words().endswith(
        "### Is it safe?\n\nMostly.\n\n### Is it long?\n\nYour answer.\n"
    )
    # Where the answer is written already, Enter is what it is everywhere.
    window.text.get_by_text("Is it safe?").click()
    keys.press("End")
    keys.press("Enter")
    keys.type("Then.")
    assert "### Is it safe?\nThen.\n\nMostly." in window.words()


def test_a_pause_and_a_note_are_blocks_of_their_own(window: Window) -> None:
    window.text.focus()
    window.page.keyboard.press("Control+End")
    window.button("Pause").click()
    expect(window.shown.locator("main .pause")).to_contain_text("What do you notice")
    window.page.keyboard.press("Control+End")
    window.button("Note").click()
    expect(window.shown.locator("main .callout .label")).to_have_text("Good to know")


def test_a_link_is_chosen_among_her_pages(window: Window) -> None:
    window.text.focus()
    window.page.keyboard.press("Control+Home")
    window.page.keyboard.press("Shift+End")
    window.page.keyboard.press("Control+k")
    window.page.get_by_label("Find one of your pages").fill("consul")
    window.dialog.locator(".choices button:visible").click()
    expect(window.shown.locator("main a", has_text="A quiet hour.")).to_have_attribute(
        "href", "/consultation/"
    )


def test_a_list_goes_on_with_the_next_line_and_ends_with_an_empty_one(window: Window) -> None:
    window.text.focus()
    window.page.keyboard.press("Control+End")
    window.page.keyboard.type("\n- tea\nmilk\n\nEnd.")
    assert window.words().endswith("- tea\n- milk\n\nEnd.")


# --- Pictures ------------------------------------------------------------------------------------

PASTED = """([bytes, name, type]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name, {type}));
    document.querySelector('.cm-content').dispatchEvent(
        new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_pasted_picture_is_put_in_once_it_is_described(desk: Desk, window: Window) -> None:
    window.text.focus()
    window.page.keyboard.press("Control+End")
    window.page.evaluate(PASTED, [[*photograph(400, 300)], "My desk.jpg", "image/jpeg"])
    window.button("Put it in").click()
    expect(window.dialog.get_by_role("alert")).to_contain_text("what it shows")
    window.page.get_by_label("In words, for people who cannot see it").fill("A desk [mine]")
    window.button("Put it in").click()
    expect(window.shown.locator("main img")).to_have_attribute("alt", "A desk (mine)")
    assert (desk.site.content / "images/My-desk.jpg").is_file() or [
        *(desk.site.content / "images").glob("*desk*.jpg")
    ]


DROPPED = """([bytes, name, type]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name, {type}));
    const line = document.querySelectorAll('.cm-line')[2].getBoundingClientRect();
    document.querySelector('.cm-content').dispatchEvent(new DragEvent('drop', {dataTransfer: data,
        bubbles: true, cancelable: true, clientX: line.right - 2, clientY: line.top + 5}));
}"""


def test_a_picture_is_put_where_it_is_dropped(window: Window) -> None:
    window.page.evaluate(DROPPED, [[*photograph(420, 300)], "chair.jpg", "image/jpeg"])
    window.page.get_by_label("In words, for people who cannot see it").fill("A chair")
    window.button("Put it in").click()
    shown = window.shown.locator("main img[alt='A chair']")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("naturalWidth", 420)  # before anything is saved
    window.page.keyboard.type(" ")  # she goes on behind it
    assert "The second passage.\n\n![A chair](/images/chair.jpg) " in window.words()


def test_what_is_no_picture_is_refused_in_words(window: Window) -> None:
    window.page.evaluate(PASTED, [[*b"MZ not a picture"], "desk.jpg", "image/jpeg"])
    expect(window.page.locator(".banner")).to_contain_text("desk.jpg")
    expect(window.dialog).to_have_count(0)


def test_a_decoration_needs_no_words(window: Window) -> None:
    window.page.evaluate(PASTED, [[*photograph(410, 300)], "leaf.jpg", "image/jpeg"])
    window.page.get_by_label("It only decorates").check()
    window.button("Put it in").click()
    expect(window.text).to_contain_text("![](/images/leaf.jpg){.decorative}")


# --- Published, waiting, new, gone ---------------------------------------------------------------


def test_a_text_is_taken_back_scheduled_and_published(window: Window) -> None:
    window.button("Unpublish…").click()
    window.button("Make it a draft").click()
    expect(window.page.locator(".banner")).to_have_text("Saved as a draft.")
    expect(window.page.locator(".status")).to_have_text("Draft")
    assert "status: draft" in path(window).read_text("utf-8")
    window.button("Publish…").click()
    window.page.get_by_label("The day").fill("2099-05-06")
    window.button("Publish on that day").click()
    expect(window.page.locator(".banner")).to_contain_text("It comes out on")
    expect(window.page.locator(".status")).to_contain_text("2099-05-06")
    assert "date: '2099-05-06'" in path(window).read_text("utf-8")
    assert "status: published" in path(window).read_text("utf-8")


def test_that_it_was_read_is_said_while_it_is_published(desk: Desk, visitor: Visitor) -> None:
    new = desk.article("read-today", status="draft", reviewed=None)
    window = Window.open(visitor.window(**CALM), desk, "articles/read-today.md")
    window.button("Publish…").click()
    window.dialog.get_by_label("A clinician has read it for accuracy today").check()
    window.button("Publish with the next update").click()
    expect(window.page.locator(".banner")).to_contain_text("Saved as published.")
    assert re.search(r"^reviewed: '?20\d\d-\d\d-\d\d", new.read_text("utf-8"), re.MULTILINE)
    window.button("Unpublish…").click()
    window.button("Make it a draft").click()
    window.button("Publish…").click()
    expect(window.dialog.get_by_label("The day")).to_be_visible()
    expect(window.dialog.get_by_role("checkbox")).to_have_count(0)


def test_what_would_hold_up_the_publishing_is_told_before(desk: Desk, visitor: Visitor) -> None:
    desk.article("held-up", "See [the other page](/nowhere/).\n", status="draft")
    window = Window.open(visitor.window(**CALM), desk, "articles/held-up.md")
    expect(window.page.locator(".margin li", has_text="leads nowhere")).to_be_attached()
    window.button("Publish…").click()
    expect(window.dialog.get_by_role("listitem")).to_contain_text("leads nowhere")


def test_a_new_article_is_begun_as_a_draft(desk: Desk, visitor: Visitor) -> None:
    page = visitor.window(**CALM)
    page.goto(f"{desk.address}/edit")
    expect(page).to_have_url(f"{desk.address}/desk/")
    page.goto(f"{desk.address}/edit/articles/rest.md")
    Window(page).menu("New text…")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.get_by_label("Title", exact=True).fill("What is a pause?")
    page.get_by_label("Title", exact=True).press("Enter")
    expect(page).to_have_url(f"{desk.address}/edit/articles/what-is-a-pause.md")
    window = Window(page)
    expect(page.locator(".status")).to_have_text("Draft")
    expect(window.shown.locator("h1")).to_have_text("What is a pause?")
    assert (desk.site.content / "articles/what-is-a-pause.md").is_file()


def test_another_address_takes_links_along_and_leads_on(desk: Desk, window: Window) -> None:
    old = path(window).stem
    other = desk.article("leads-there", f"See [it](/articles/{old}/).\n")
    window.menu("Another address…")
    window.dialog.get_by_label("Name in the address").fill("quite-another")
    window.button("Go on").click()
    window.button("Do it").click()
    expect(window.page).to_have_url(f"{desk.address}/edit/articles/quite-another.md")
    expect(window.shown.locator("main")).to_contain_text("A quiet hour.")
    assert "/articles/quite-another/" in other.read_text("utf-8")
    assert f"/articles/{old}/" in (desk.site.content / "articles/quite-another.md").read_text()
    assert not path(window).exists()


def test_a_deleted_text_stays_in_the_history_and_its_address_leads_on(
    desk: Desk, window: Window
) -> None:
    name = f"articles/{path(window).name}"
    window.menu("Delete…")
    window.page.get_by_label("Whoever asks for its address").select_option("/articles/rest/")
    window.button("Go on").click()
    expect(window.dialog).to_contain_text("the history keeps it")
    window.button("Delete it").click()
    expect(window.page).to_have_url(f"{desk.address}/desk/")
    assert not path(window).exists()
    assert history.versions(desk.site.content, name)
    assert "/articles/rest/" in (desk.site.content / "redirects.yaml").read_text("utf-8")


# --- For everybody -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", WINDOWS)
def test_axe_finds_nothing_by_day_or_night(
    desk: Desk, window: Window, visitor: Visitor, size: str
) -> None:
    page = visitor.window(**{**WINDOWS[size], **CALM})
    name = f"articles/{path(window).name}"
    small = Window.open(page, desk, name)
    small.type("It leads to [another one](/nowhere/).\n\n")
    expect(page.locator(".margin li", has_text="leads nowhere")).to_be_attached()
    page.get_by_text("About this text", exact=True).first.click()
    page.evaluate(AXE)
    found = page.evaluate(AXE_FINDS, TAGS)
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(AXE_FINDS, TAGS)
    page.emulate_media(color_scheme="light")
    page.evaluate("document.querySelector('.more').open = true")
    small.page.locator(".menu").get_by_text("Delete…").click()
    expect(small.dialog).to_be_visible()
    found += page.evaluate(AXE_FINDS, TAGS)
    nothing_in(found)


def test_a_phone_shows_text_and_page_in_turn_and_nothing_is_pushed_aside(
    desk: Desk, window: Window, visitor: Visitor
) -> None:
    page = visitor.window(**{**PHONE, **CALM})
    small = Window.open(page, desk, f"articles/{path(window).name}")
    expect(page.locator("#_page-frame")).not_to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    small.type("It leads to [another one](/nowhere/).\n\n")
    expect(small.button("1 note")).to_be_visible()
    small.type("And to [one more](/nowhere-else/).\n\n")
    expect(small.button("2 notes")).to_be_visible()
    bar, sheet = small.button("2 notes").bounding_box(), page.locator(".sheet").bounding_box()
    assert bar
    assert sheet
    assert sheet["y"] + sheet["height"] <= bar["y"]  # it hides no line of the text
    small.button("2 notes").click()
    expect(page.locator(".margin .where").first).to_be_focused()
    small.button("See").click()
    expect(small.shown.locator("h1")).to_be_visible()
    expect(small.text).not_to_be_visible()


def test_everything_is_done_by_keyboard_alone(window: Window) -> None:
    keys = window.page.keyboard
    keys.press("Tab")
    keys.press("Enter")  # skips to the page
    reached = []
    for _ in range(40):
        keys.press("Tab")
        reached.append(
            window.page.evaluate(
                "document.activeElement.ariaLabel || document.activeElement.id"
                " || document.activeElement.textContent.trim().slice(0, 30)"
            )
        )
        if reached[-1] == "Text":
            break
    assert {"_field-title", "_field-summary", "Text"} <= set(reached)
    keys.insert_text("By keys. ")
    expect(window.state).to_have_text("Not saved yet")
    keys.press("Control+s")
    expect(window.state).to_have_text("Saved")
    assert "By keys. " in path(window).read_text("utf-8")
    keys.press("Tab")  # leaves the text
    assert not window.page.evaluate("document.activeElement.matches('.cm-content')")


def test_words_are_checked_for_spelling_without_line_numbers_in_her_typeface(
    window: Window,
) -> None:
    expect(window.text).to_have_attribute("spellcheck", "true")
    expect(window.page.locator(".cm-lineNumbers")).to_have_count(0)
    font = window.text.evaluate("text => getComputedStyle(text).fontFamily")
    assert font.startswith("Literata")


def test_nothing_is_asked_of_any_other_host_and_the_policy_holds(
    desk: Desk, visitor: Visitor
) -> None:
    page = visitor.window(**CALM)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    window = Window.open(page, desk, "articles/rest.md")
    window.type("Words. ")
    expect(window.shown.locator("main")).to_contain_text("Words. ")
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((desk.address, "data:", "blob:"))] == []
    assert visitor.complaints == []
