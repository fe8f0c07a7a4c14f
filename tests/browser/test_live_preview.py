"""The preview in an open page: what was saved appears by itself, and what needs mending is told.

The server and the site behind it are the real ones; only where a test says so is a save noticed
by the program itself, elsewhere the test tells it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from desk.common import project
from desk.preview.live_site import Answer
from desk.preview.server import HERE, listen, serving
from plugins.core.problem import Problem
from tests.browser.conftest import PHONE, WINDOWS, Visitor, nothing_in
from tests.browser.test_accessibility import AXE, OPTIONS
from tests.desk.conftest import UNREADABLE, Preview, Stage
from tests.desk.test_preview import running
from tests.trial_site import TrialSite

LONG = "".join(f"Paragraph {n} of a quiet hour.\n\n" for n in range(1, 61))
# Only the first answer is open when the page is loaded.
TEXT = f"## Questions people ask\n\n### Is it safe?\n\nYes.\n\n### Is it long?\n\n{LONG}"
# Set in the page as it was loaded, and gone as soon as it is loaded anew.
MARK, MARKED = "window.asItWas = true", "window.asItWas === true"
# The contrast of level AA is enough for somebody at work.
LEVEL_AA = {**OPTIONS, "rules": {"color-contrast-enhanced": {"enabled": False}}}
IN_THE_BAR = """
    async options => (await axe.run('practice-press-preview', options)).violations.flatMap(
        rule => rule.nodes.map(({html, failureSummary}) => `${rule.id}: ${html} ${failureSummary}`)
    )
"""


LAST_GOOD = "You see the last good version. To see your newest, mend this:"
AS_FAR = "This is your text as far as it can be read. To see the page, mend this:"
EACH_WORD = """
    window.each = [];
    const status = document.querySelector('practice-press-preview').shadowRoot
        .querySelector('[role=status]');
    new MutationObserver(() => each.push(status.textContent)).observe(status, {childList: true});
"""


@pytest.fixture
def practice(tmp_path: Path) -> TrialSite:
    """A practice with one article, long enough to be scrolled once an answer is open."""
    site = TrialSite(tmp_path / "practice")
    site.page("home", "Welcome.\n", template="home", url="", save_as="index.html")
    site.article("rest", TEXT)
    return site


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A theme of its own for the preview, so that a test may change it."""
    copy = tmp_path / "theme"
    shutil.copytree(project.ROOT / "theme", copy)
    conf = tmp_path / "conf.py"
    # What the checks say of a text is not of interest here.
    own = f"from pelicanconf import *\nTHEME = {str(copy)!r}\nPRACTICE_CHECKS = ''\n"
    conf.write_text(own, "utf-8")
    monkeypatch.setattr(project, "WRITING", conf)
    return copy


@pytest.fixture
def preview(practice: TrialSite, theme: Path) -> Iterator[Preview]:
    """The practice with that theme, built once and served."""
    live = Preview(practice.content, theme)
    assert live.save()["problems"] == []
    yield live
    live.close()


def opened(visitor: Visitor, port: int, **options: Any) -> Page:
    """The article in a new window, once the preview has told it that all is well."""
    page = visitor.window(**options)
    with page.expect_response(re.compile("/_preview/events")):
        page.goto(f"http://{HERE}:{port}/articles/rest/")
    page.evaluate(MARK)
    page.get_by_text("Is it long?").click()
    return page


def bar(page: Page) -> Locator:
    return page.locator("practice-press-preview details.panel")


def top(line: Locator) -> float:
    """How far below the upper edge of the window a line stands."""
    box = line.bounding_box()
    assert box
    return box["y"]


def luminance(page: Page, token: str) -> float:
    """Of one of the bar's colors (WCAG 2.2, "relative luminance")."""
    color = bar(page).evaluate("(it, name) => getComputedStyle(it).getPropertyValue(name)", token)
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def told(page: Page) -> list[str]:
    """What the bar says, line by line, whether it is folded or not."""
    lines: list[str] = bar(page).locator("li").all_text_contents()
    return lines


def scroll_to(page: Page, place: int) -> None:
    page.evaluate("place => scrollTo({top: place, behavior: 'instant'})", place)


def test_new_words_appear_and_the_page_stays_where_it_was_being_read(
    practice: TrialSite, preview: Preview, visitor: Visitor
) -> None:
    page = opened(visitor, preview.port)
    page.get_by_text("Is it safe?").click()
    scroll_to(page, 1500)
    line = page.get_by_text("Paragraph 40 of")
    before = top(line)

    practice.article("rest", TEXT.replace("40 of a quiet", "40 of a rapid"))
    preview.save()
    expect(line).to_have_text("Paragraph 40 of a rapid hour.")
    page.wait_for_load_state()

    assert page.evaluate("scrollY") == 1500
    assert abs(top(line) - before) < 10
    assert not page.get_by_text("Yes.").is_visible()
    assert page.evaluate("[sessionStorage.length, history.scrollRestoration]") == [0, "auto"]
    assert not page.evaluate(MARKED)
    nothing_in(visitor.complaints)


def test_a_page_is_loaded_anew_only_when_its_own_bytes_change(
    practice: TrialSite, preview: Preview, visitor: Visitor
) -> None:
    practice.page("about", "About me.\n")
    preview.save()
    page = opened(visitor, preview.port, **PHONE)
    scroll_to(page, 1200)
    practice.page("about", "About me and my work.\n", catgory="x")
    preview.save()
    expect(bar(page)).to_be_visible()  # the news is here
    assert page.evaluate(MARKED)
    practice.article("more")  # stands in this page as the next one to read
    preview.save()
    page.wait_for_function(f"!({MARKED}) && scrollY === 1200")
    nothing_in(visitor.complaints)


def test_a_style_changes_as_often_as_it_is_saved_and_the_page_is_not_loaded_anew(
    practice: TrialSite, preview: Preview, theme: Path, visitor: Visitor
) -> None:
    page = opened(visitor, preview.port)
    scroll_to(page, 1500)
    line = page.get_by_text("Paragraph 40 of")
    before = top(line)
    css = theme / "css" / "base.css"
    plain = css.read_text("utf-8")
    sheets = page.locator("link[rel=stylesheet][href*='site.css']")
    expect(sheets).to_have_count(1)
    for color in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        css.write_text(f"{plain}\nhtml {{ outline: 3px solid {color}; }}\n", "utf-8")
        preview.save()
        expect(page.locator("html")).to_have_css("outline-color", color)
        expect(sheets).to_have_count(1)
    styled = sheets.get_attribute("href")
    practice.article("rest", TEXT, catgory="x")
    preview.save()
    expect(bar(page)).to_be_visible()
    assert sheets.get_attribute("href") == styled  # a problem alone is no reason to style anew
    assert page.evaluate(MARKED)
    assert abs(top(line) - before) < 10
    nothing_in(visitor.complaints)


def test_a_mistake_in_a_header_is_told_with_its_file_and_line_until_it_is_mended(
    practice: TrialSite, preview: Preview, visitor: Visitor
) -> None:
    page = opened(visitor, preview.port)
    expect(bar(page)).to_be_hidden()

    path = practice.article("rest", TEXT, catgory="Parts work")
    preview.save()
    expect(bar(page).get_by_role("status")).to_have_text("1 to mend")
    problem = "The header has no entry called “catgory”. Did you mean “category”?"
    assert told(page) == [f"{path}:5: {problem} Otherwise remove the line."]
    said = bar(page).get_by_text("Did you mean “category”?")
    expect(said).to_be_hidden()
    bar(page).locator("summary").click()
    expect(said).to_be_visible()
    page.keyboard.press("Escape")
    expect(said).to_be_hidden()
    assert bar(page).locator("summary").evaluate("it => it.getRootNode().activeElement === it")

    practice.article("rest", TEXT)
    preview.save()
    expect(bar(page)).to_be_hidden()
    nothing_in(visitor.complaints)


def test_a_theme_that_cannot_be_used_keeps_the_former_page_and_says_so_by_itself(
    preview: Preview, theme: Path, visitor: Visitor
) -> None:
    page = opened(visitor, preview.port)
    template = theme / "templates" / "article.html"
    sound = template.read_text("utf-8")
    template.write_text("<p>\n{% if %}\n", "utf-8")
    preview.save()
    expect(bar(page).get_by_role("status")).to_have_text("1 to mend here")
    expect(bar(page).get_by_role("heading")).to_have_text(LAST_GOOD)
    expect(bar(page).get_by_text(f"{template}:2")).to_be_visible()
    assert page.get_by_text("Paragraph 1 of").is_visible()  # and not closed meanwhile

    template.write_text(sound, "utf-8")
    preview.save()
    expect(bar(page)).to_be_hidden()
    assert page.evaluate(MARKED)  # nothing of the page has changed meanwhile
    nothing_in(visitor.complaints)


def test_a_page_with_a_fault_stays_and_its_fault_comes_first_until_it_is_mended(
    practice: TrialSite, preview: Preview, visitor: Visitor
) -> None:
    practice.page("about", "About me.\n")
    preview.save()
    page = opened(visitor, preview.port)
    practice.page("about", "About me.\n", catgory="x")
    practice.write("articles/rest.md", UNREADABLE)
    preview.save()
    expect(bar(page)).to_have_attribute("open", "")
    expect(bar(page).get_by_role("status")).to_have_text("1 to mend here, 1 elsewhere")
    expect(bar(page).get_by_role("heading")).to_have_text([LAST_GOOD, "Also on the site:"])
    assert ["rest.md:2:" in one or "about.md:4:" in one for one in told(page)] == [True, True]
    assert "rest.md" in told(page)[0]
    assert page.evaluate(MARKED)
    page.reload()
    expect(bar(page)).to_have_attribute("open", "")
    expect(page.get_by_text("Is it safe?")).to_be_visible()
    bar(page).locator("summary").click()  # who has read it may fold it

    page.evaluate(MARK)
    practice.article("rest", TEXT)
    preview.save()
    expect(bar(page).get_by_role("status")).to_have_text("1 to mend")
    expect(bar(page)).not_to_have_attribute("open", "")
    assert page.evaluate(MARKED)

    practice.write("articles/new.md", UNREADABLE)
    preview.save()
    page.goto(f"http://{HERE}:{preview.port}/articles/new/")
    expect(bar(page).get_by_role("heading").first).to_have_text(AS_FAR)
    page.goto(f"http://{HERE}:{preview.port}/articles/rest/")
    expect(bar(page).get_by_role("status")).to_have_text("2 to mend")
    expect(bar(page)).not_to_have_attribute("open", "")


def test_a_panel_that_opened_by_itself_closes_when_nothing_is_wrong_and_one_that_she_opened_stays(
    practice: TrialSite, preview: Preview, visitor: Visitor
) -> None:
    page = opened(visitor, preview.port)
    for slip in (UNREADABLE, None):
        practice.page("about", "About me.\n", catgory="x")
        if slip:
            practice.write("articles/rest.md", slip)
            preview.save()
            expect(bar(page)).to_have_attribute("open", "")
        practice.article("rest", TEXT)
        preview.save()
        expect(bar(page)).not_to_have_attribute("open", "")
    bar(page).locator("summary").click()
    practice.article("rest", f"{TEXT}\n\nThe end.\n")
    preview.save()
    page.wait_for_function(f"!({MARKED})")
    expect(bar(page)).to_have_attribute("open", "")
    nothing_in(visitor.complaints)


def test_facts_that_are_still_to_be_told_are_one_quiet_line(
    practice: TrialSite, preview: Preview, theme: Path, visitor: Visitor
) -> None:
    people = {"jane-doe": {"name": "Jane Doe", "licenses": [{"state": "CA"}]}}
    services = [{"name": "Therapy", "type": "therapy", "states": ["CA"]}]
    practice.facts(people=people, services=services)
    practice.page("notices", "[notices]\n")
    preview.save()
    page = opened(visitor, preview.port)
    expect(bar(page).get_by_role("status")).to_have_text(re.compile(r"^\d+ facts missing$"))
    bar(page).locator("summary").click()
    line = bar(page).get_by_text("facts about the practice are still missing: “python3 start.py")
    expect(line).to_be_visible()
    assert told(page) == []
    quiet = bar(page).locator(".dot").evaluate("it => getComputedStyle(it).backgroundColor")
    assert quiet == "rgba(0, 0, 0, 0)"
    nothing_in(visitor.complaints)


def on_stage(visitor: Visitor, port: int) -> Page:
    page = visitor.window()
    page.goto(f"http://{HERE}:{port}/")
    return page


def test_rules_that_take_their_time_are_said_to_after_half_a_second_and_nothing_flickers(
    visitor: Visitor,
) -> None:
    site = Stage("<!doctype html><html lang=en><title>x</title><body><p>Words.</p></body></html>")
    problems = (Problem("a.md", 1, "It is wrong.", "Mend it.", "yaml"),)
    site.tell(problems=problems, checked=True)
    with serving(site, listen(0)) as port:
        page = on_stage(visitor, port)
        status = bar(page).get_by_role("status")
        expect(status).to_have_text("1 to mend")
        page.evaluate(EACH_WORD)
        # As the rules are about to look at the whole site: what they found is not known yet.
        site.tell(problems=(), checked=False)
        site.tell(problems=problems, checked=True, searchable=True)
        page.wait_for_timeout(700)
        site.tell(problems=(), checked=False)
        expect(status).to_have_text("1 to mend, checking …")
        site.tell(problems=problems, checked=True)
        expect(status).to_have_text("1 to mend")
        assert page.evaluate("each") == ["1 to mend, checking …", "1 to mend"]
        site.tell(problems=())
        expect(bar(page)).to_be_hidden()
    nothing_in([one for one in visitor.complaints if "ERR_" not in one])  # the end of the stream


def test_the_search_page_says_that_its_index_is_being_made(visitor: Visitor) -> None:
    site = Stage("<!doctype html><body><main><form role=search hidden></form></main></body>")
    site.tell(checked=True)
    with serving(site, listen(0)) as port:
        page = on_stage(visitor, port)
        expect(bar(page).get_by_role("status")).to_have_text("making the search index …")
        site.tell(searchable=True)
        expect(bar(page)).to_be_hidden()


def test_a_page_that_is_another_one_each_time_is_not_loaded_for_ever(visitor: Visitor) -> None:
    class Restless(Stage):
        loads = 0

        def answer(self, path: str) -> Answer:
            self.loads += path == "/"  # and not the picture in the tab
            return replace(super().answer(path), body=f"<body>{self.loads}</body>".encode())

    site = Restless("")
    site.tell(checked=True)
    with serving(site, listen(0)) as port:
        page = on_stage(visitor, port)
        page.wait_for_timeout(500)
        loads = site.loads
        page.wait_for_timeout(500)
        assert site.loads == loads
        assert loads <= 4  # twice the page, and what a tab that shows it is told


def test_what_somebody_has_typed_is_told_as_text_and_never_run(
    practice: TrialSite, preview: Preview, visitor: Visitor
) -> None:
    page = opened(visitor, preview.port)
    hostile = "</script><img src=x onerror=alert(1)>"
    practice.article("bad", **{hostile: "x"})
    preview.save()
    expect(bar(page).locator("li")).to_have_count(1)
    assert hostile in told(page)[0]
    assert bar(page).locator("img, script").count() == 0
    nothing_in(visitor.complaints)


@pytest.mark.parametrize("window", WINDOWS)
def test_axe_finds_nothing_in_the_bar_by_day_or_night(
    practice: TrialSite, preview: Preview, visitor: Visitor, window: str
) -> None:
    practice.article("rest", TEXT, catgory="x", image="images/none.jpg")
    preview.save()
    page = opened(visitor, preview.port, **WINDOWS[window], reduced_motion="reduce")
    bar(page).locator("summary").click()
    expect(bar(page).locator("li").first).to_be_visible()
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        nothing_in(page.evaluate(IN_THE_BAR, LEVEL_AA))
        # What lies under a panel that floats axe cannot tell.
        for ink in ("--ink", "--quiet", "--error", "--warning", "--note"):
            dark, light = sorted([luminance(page, ink), luminance(page, "--paper")])
            assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{scheme}: {ink}"


def test_the_whole_program_notices_a_save_and_shows_it(
    practice: TrialSite, visitor: Visitor
) -> None:
    with running(practice.content) as (_, port, _):
        page = opened(visitor, port)
        scroll_to(page, 1500)
        file = practice.content / "articles" / "rest.md"
        sound = file.read_text("utf-8")
        file.write_text(sound.replace("40 of a quiet", "40 of a rapid"), "utf-8")
        expect(page.get_by_text(re.compile("40 of a rapid"))).to_be_visible()
        page.wait_for_function("scrollY === 1500")

        file.write_text(sound.replace("title:", "titel:"), "utf-8")
        mistake = bar(page).get_by_text(re.compile(r"articles/rest\.md:2$"))
        expect(mistake).to_have_count(1)
        file.write_text(sound, "utf-8")
        expect(mistake).to_have_count(0)
        page.context.close()  # or the preview would wait for the page when it ends
