"""Questions open and close; a link to an answer, or a search in the page, opens it and shows it.

HTML, section 4.11.1 ("ancestor details revealing algorithm"): a browser opens a closed `<details>`
for a link to something inside it and for text found inside it, without any script.
"""

from __future__ import annotations

from bs4 import BeautifulSoup
from playwright.sync_api import Locator

from tests.browser.conftest import TWO_FRAMES, Site, Tour, Visitor, nothing_in, script

ARTICLE = "/articles/everything/"


def is_shown(answer: Locator) -> bool:
    """Is it open, in view and marked as the place that was meant?"""
    answer.wait_for(state="visible")
    answer.page.evaluate(TWO_FRAMES)
    box = answer.bounding_box()
    height = answer.page.viewport_size["height"] if answer.page.viewport_size else 0
    marked: bool = answer.evaluate(script("is_marked"))
    in_view = box is not None and 0 <= box["y"] < height - 40
    return in_view and marked


def answers_of(site: Site, address: str) -> list[str]:
    """The ids of a page's answers, in the order of the text."""
    file = site.folder / address.lstrip("/")
    page = file / "index.html" if address.endswith("/") else file
    answers = BeautifulSoup(page.read_bytes(), "html.parser").select(".answer")
    return [str(answer["id"]) for answer in answers]


def first_middle_last(ids: list[str]) -> list[str]:
    return list(dict.fromkeys([*ids[:1], *ids[len(ids) // 2 :][:1], *ids[-1:]]))


def test_every_question_opens_and_closes_and_leaves_the_others_as_they_are(
    site: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    for address in site.pages:
        page.goto(site.address + address)
        nothing_in([f"{address} {each}" for each in page.evaluate(script("click_through"))])


def test_a_question_opens_and_closes_under_the_pointer(trial: Site, visitor: Visitor) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}{ARTICLE}")
    for shown in (True, False):
        page.get_by_text("Is it hypnosis?").click()
        assert page.get_by_text("gallimaufry").is_visible() is shown


def test_a_link_to_an_answer_opens_it_for_whoever_comes_from_outside(
    tour: Tour, visitor: Visitor
) -> None:
    site, page = tour.site, visitor.window(**tour.window, reduced_motion="reduce")
    last = [f"{one}#{name}" for one in site.pages for name in answers_of(site, one)[-1:]]
    assert len(last) > 2
    for address in last:
        page.goto("about:blank")
        page.goto(f"{site.address}{address}")
        name = address.partition("#")[2]
        assert is_shown(page.locator(f"[id='{name}']")), address


def test_every_link_to_an_answer_opens_and_marks_it_and_the_back_button_returns(
    tour: Tour, visitor: Visitor
) -> None:
    """Every answer of the page that has most of them; the first, a middle and the last of others.

    Answers that are opened on the way stay open, so that the page grows under the later ones.
    """
    site, page = tour.site, visitor.window(**tour.window, reduced_motion="reduce")
    answers = {address: answers_of(site, address) for address in site.pages}
    longest = max(site.pages, key=lambda address: len(answers[address]))
    assert len(answers[longest]) >= 20
    found = []
    for address, ids in answers.items():
        some = ids if address == longest else first_middle_last(ids)
        if some:
            page.goto(site.address + address)
            missed = page.evaluate(script("follow_answers"), some)
            found += [f"{address} {each}" for each in missed]
    nothing_in(found)


def test_a_link_to_an_answer_opens_it_on_the_same_page_as_often_as_it_is_followed(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}{ARTICLE}")
    question = page.locator("details", has=page.locator("#safe"))
    link = page.locator("p > a[href='#safe']").first
    if question.evaluate("it => it.open"):
        question.locator("summary").click()
    for _ in range(2):
        link.click()
        assert is_shown(page.locator("#safe"))
        question.locator("summary").click()
        assert not page.locator("#safe").is_visible()


def test_the_back_button_returns_from_an_answer_and_the_link_still_works(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}{ARTICLE}")
    link = page.locator("p > a[href='#safe']").first
    for _ in range(2):
        link.click()
        page.wait_for_url("**#safe")
        page.go_back()
        page.wait_for_url(f"**{ARTICLE}")
        page.evaluate(TWO_FRAMES)
        assert page.evaluate("scrollY") < 400
        assert link.is_visible()
    page.go_forward()
    assert is_shown(page.locator("#safe"))


def test_a_link_from_another_page_opens_the_answer_and_the_back_button_returns(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    page.goto(f"{trial.address}/articles/one-word/")
    for _ in range(2):
        page.get_by_role("link", name="is it safe").click()
        page.wait_for_url("**#safe")
        page.wait_for_load_state()
        assert is_shown(page.locator("#safe"))
        page.go_back()
        page.wait_for_url("**/one-word/")


def test_what_is_looked_for_in_the_page_is_found_in_a_closed_answer(
    trial: Site, visitor: Visitor
) -> None:
    """A link to a text (`#:~:text=`) reveals it in the way that find-in-page does."""
    page = visitor.window()
    page.goto(f"{trial.address}{ARTICLE}")
    assert not page.get_by_text("gallimaufry").is_visible()
    page.goto("about:blank")
    page.goto(f"{trial.address}{ARTICLE}#:~:text=gallimaufry")
    found = page.get_by_text("gallimaufry")
    found.wait_for(state="visible")
    box = found.bounding_box()
    assert box
    assert 0 <= box["y"] < 800


def test_a_heading_can_be_linked_to_and_is_not_hidden_at_the_upper_edge(
    trial: Site, visitor: Visitor
) -> None:
    page = visitor.window()
    for name in ("what-it-is", "compared", "questions-people-ask"):
        page.goto("about:blank")
        page.goto(f"{trial.address}{ARTICLE}#{name}")
        top = page.locator(f"[id='{name}']").evaluate("it => it.getBoundingClientRect().top")
        assert 0 <= top < 600, name
