"""Practices that `setup` has begun are as good to use as the one that is here."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import OPEN_ALL, WINDOWS, Site, Visitor, nothing_in, script
from tests.browser.test_accessibility import axe, drawn_contrast
from tests.browser.test_print import printed


@pytest.mark.parametrize(("window", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_axe_finds_nothing_on_a_page_of_each_kind(
    example: Site, visitor: Visitor, window: str, scheme: Any
) -> None:
    page = visitor.window(**WINDOWS[window], reduced_motion="reduce", color_scheme=scheme)
    found = []
    assert len(example.pages) > 6
    for address in example.pages:
        page.goto(example.address + address)
        page.evaluate(OPEN_ALL)
        found += axe(page) + drawn_contrast(page)
        found += [f"{address} {each}" for each in page.evaluate(script("sideways"))]
        if window == "phone":
            found += [f"{address} {each}" for each in page.evaluate(script("too_small"))]
    nothing_in(found)
    assert visitor.complaints == []


def test_no_page_ends_on_a_sheet_with_little_on_it(example: Site, visitor: Visitor) -> None:
    page = visitor.window()
    found = []
    for address in example.pages:
        page.goto(example.address + address)
        *_, last = sheets = printed(page)
        if len(sheets) > 1 and len(last.split()) < 20:
            found.append(f"{address}: sheet {len(sheets)} says only: {last}")
    nothing_in(found)
