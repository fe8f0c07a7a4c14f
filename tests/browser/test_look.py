"""Three looks in a browser: the colors that are drawn, by day and at night, and no font fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from plugins.core import colors
from plugins.core.colors import Rgb
from tests.browser.conftest import Visitor
from tests.static_server import served
from tests.trial_site import Built, TrialSite, photograph

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M2 2h6v6z"/></svg>'
LOOKS: dict[str, dict[str, Any]] = {
    "plum": {"accent": "#553366", "monogram": "MR", "portrait": "round"},
    "sage": {"accent": "#8fae9b", "parts": ["#a9c7b4", "#e8c9a0"], "typeface": "sans"},
    "navy": {"accent": "navy", "typeface": "serif", "logo": "images/logo.svg"},
}
SCHEMES = ["light", "dark"]
DRAWN = """selector => {
  const drawn = getComputedStyle(document.querySelector(selector));
  const paint = document.createElement("canvas").getContext("2d");
  const numbers = color => {
    paint.fillStyle = color; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  return [numbers(drawn.color), numbers(drawn.backgroundColor)];
}"""


@pytest.fixture(scope="module", params=LOOKS)
def look(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Built, str]]:
    """One look, its site, and where it is served."""
    site = TrialSite(tmp_path_factory.mktemp("look"))
    site.facts(look=LOOKS[request.param])
    site.write("images/logo.svg", LOGO)
    site.page("home", template="home", url="", save_as="index.html", title="A quiet room")
    site.page("consultation", template="consultation", menu="Consultation")
    site.article("rest", "Read [on](../pages/home.md).\n")
    built = site.build(url="")
    with served(built.output) as address:
        yield request.param, built, address


def drawn(page: Page, selector: str) -> tuple[Rgb, Rgb]:
    """The colors in which an element's words and its ground are drawn."""
    (red, green, blue), ground = page.evaluate(DRAWN, selector)
    return (red, green, blue), (ground[0], ground[1], ground[2])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_links_and_buttons_can_be_read_as_they_are_drawn(
    look: tuple[str, Built, str], visitor: Visitor, scheme: Any
) -> None:
    name, _, address = look
    page = visitor.window(color_scheme=scheme)
    page.goto(f"{address}/articles/rest/")
    _, paper = drawn(page, "html")
    head = (
        page.locator("meta[name=theme-color]").nth(SCHEMES.index(scheme)).get_attribute("content")
    )
    assert head == colors.hexadecimal(paper)
    for selector in ("body", ".prose a", ".standfirst", ".byline"):
        assert colors.contrast(drawn(page, selector)[0], paper) >= 7, selector
    page.goto(address)
    words, ground = drawn(page, ".button")
    assert colors.contrast(words, ground) >= 7
    if scheme == "light" and name != "sage":
        assert ground == colors.parse(LOOKS[name]["accent"])
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    assert shot.getpixel((2, 2)) == paper


def test_no_font_is_fetched_for_a_typeface_of_the_system(
    look: tuple[str, Built, str], visitor: Visitor
) -> None:
    name, _, address = look
    page = visitor.window()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    fonts = [url for url in asked if url.endswith(".woff2")]
    assert bool(fonts) == (name == "plum")


def test_a_logo_made_for_the_day_stands_on_its_paper_at_night(
    look: tuple[str, Built, str], visitor: Visitor
) -> None:
    name, _, address = look
    grounds = []
    for scheme in ("light", "dark"):
        page = visitor.window(color_scheme=scheme)
        page.goto(address)
        if name != "navy":
            assert page.locator(".brand img").count() == 0
            continue
        grounds.append(drawn(page, ".brand img")[1])
        shown = page.evaluate("document.querySelector('.brand img').naturalWidth")
        assert shown > 0
    assert len(set(grounds)) == (name == "navy")


def test_photographs_of_people_are_as_round_as_was_chosen(tmp_path: Path, visitor: Visitor) -> None:
    site = TrialSite(tmp_path)
    person = {"name": "Jane Doe", "image": "images/jane.jpg", "image_alt": "Jane"}
    site.facts(people={"jane-doe": person}, look={"portrait": "round"})
    site.write("images/jane.jpg", photograph(400, 500))
    site.page("about", template="about")
    with served(site.build(url="").output) as address:
        page = visitor.window()
        page.goto(f"{address}/about/")
        box = page.locator(".portrait").first.bounding_box()
        assert box
        assert box["width"] == pytest.approx(box["height"], abs=1)
        shape = "getComputedStyle(document.querySelector('.portrait')).borderTopLeftRadius"
        assert page.evaluate(shape) == "50%"
