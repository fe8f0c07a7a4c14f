"""The pages of several people with two offices can be used by everybody, in any window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import PHONE, Visitor, nothing_in, script
from tests.browser.test_accessibility import OF_COLOR, axe, drawn_contrast
from tests.several import group
from tests.static_server import served
from tests.trial_site import TrialSite

ADDRESS = {"street": "12 Elm St", "city": "Tucson", "region": "AZ", "country": "US"}
HOURS = {"hours": ["Monday to Thursday, 9:00 to 17:00"], "public": "true"}
NORTH = {"name": "North", "city": "Phoenix", "region": "AZ", "phone": "(602) 555-0143"}
PAGES = (
    *("", "about/", "consultation/", "people/ana-ruiz/", "people/cy-dane/", "articles/loss/"),
    *("es/", "es/about/", "es/people/cy-dane/"),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = TrialSite(tmp_path_factory.mktemp("several"))
    elm = {"name": "Elm House", "phone": "(520) 555-0142", "email": "hello@elm.example"}
    practice = {**elm, "online": "true", "address": {**ADDRESS, **HOURS}}
    group(site, practice=practice, offices=[NORTH])
    built = site.build(delivered=True)
    assert built.errors() == []
    with served(built.output) as at:
        yield at


def test_axe_finds_nothing_by_day_or_at_night(address: str, visitor: Visitor) -> None:
    page = visitor.window(**PHONE, reduced_motion="reduce")
    found = []
    for name in PAGES:
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}/{name}")
        found += axe(page) + drawn_contrast(page)
        found += [f"{name} {each}" for each in page.evaluate(script("too_small"))]
        page.emulate_media(color_scheme="dark")
        found += axe(page, OF_COLOR) + drawn_contrast(page)
    nothing_in(found)


def test_nothing_is_cut_off_and_nobody_is_shown_twice_as_wide(
    address: str, visitor: Visitor
) -> None:
    page = visitor.window()
    found = []
    for name in PAGES:
        page.goto(f"{address}/{name}")
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            for each in ("sideways", "clashes"):
                found += [f"{name} at {width} {one}" for one in page.evaluate(script(each))]
    nothing_in(found)
    page.goto(address)
    boxes = [one.bounding_box() for one in page.locator(".people > li > :first-child").all()]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
    assert len(boxes) == 3
