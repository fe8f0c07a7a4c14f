"""A page is found as it was rendered before, and never when anything that it shows has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from plugins.core.cache import Store
from plugins.site.page_cache import PageCache

SOURCES = {
    "page.html": "{% extends 'base.html' %}{% block main %}{{ page.title }}{% endblock %}",
    "base.html": "{{ site }}{% block main %}{% endblock %}{% include 'foot.html' %}",
    "foot.html": "{{ year }}",
}


class Writer:
    """Renders a page as a new process would, and counts how often that was needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rendered = 0

    def page(self, shared: dict[str, Any], own: dict[str, Any], **changes: str) -> str:
        environment = Environment(loader=DictLoader(SOURCES | changes))
        cache = PageCache(Store(self.folder, "pages"), environment, shared)

        def make() -> str:
            self.rendered += 1
            return environment.get_template("page.html").render(shared | own)

        html = cache.page("a/index.html", "page.html", own, make)
        cache.close()
        return html


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path)


SHARED = {"site": "Quiet Room", "year": 2026, "unread": 1}
OWN = {"page": {"title": "Rest"}}


def test_nothing_has_changed_that_the_template_reads(writer: Writer) -> None:
    assert writer.page(SHARED, OWN) == "Quiet RoomRest2026"
    assert writer.page(SHARED | {"unread": 2}, OWN) == "Quiet RoomRest2026"
    assert writer.rendered == 1


@pytest.mark.parametrize(
    ("shared", "own", "changes", "expected"),
    [
        ({"site": "Room"}, {}, {}, "RoomRest2026"),
        ({"year": 2027}, {}, {}, "Quiet RoomRest2027"),
        ({}, {"page": {"title": "Work"}}, {}, "Quiet RoomWork2026"),
        ({}, {"year": 1}, {}, "Quiet RoomRest1"),
        ({}, {}, {"foot.html": "{{ unread }}"}, "Quiet RoomRest1"),
    ],
    ids=["a name of the base", "a name of a part", "its own", "its own instead", "a template"],
)
def test_something_has_changed_that_it_reads(
    writer: Writer,
    shared: dict[str, Any],
    own: dict[str, Any],
    changes: dict[str, str],
    expected: str,
) -> None:
    writer.page(SHARED, OWN)
    assert writer.page(SHARED | shared, OWN | own, **changes) == expected
    assert writer.page(SHARED | shared, OWN | own, **changes) == expected
    assert writer.rendered == 2


def test_a_template_that_is_named_while_it_is_rendered_is_read_each_time(writer: Writer) -> None:
    turned = {"base.html": "{% block main %}{% endblock %}{% include foot %}"}
    for _ in range(2):
        assert writer.page(SHARED | {"foot": "foot.html"}, OWN, **turned) == "Rest2026"
    assert writer.rendered == 2


def test_a_value_that_cannot_be_written_down_is_shown_as_it_is_each_time(writer: Writer) -> None:
    for year in (1, 2):
        shared = SHARED | {"year": lambda year=year: year}
        writer.page(shared, OWN, **{"foot.html": "{{ year() }}"})
    assert writer.rendered == 2
