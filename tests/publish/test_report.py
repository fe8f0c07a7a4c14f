"""The list of changes on a terminal: nothing can steer it, and addresses stay whole."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from desk.publish import report
from desk.publish.changes import Changes, PageChange
from desk.publish.target import Sent
from desk.publish.terminal import Terminal as Written
from plugins.delivery.manifest import Difference

LONG = "On wanting to be close and wanting to be left alone at the same time, and what both are for"
ADDRESS = "/articles/on-wanting-to-be-close-and-wanting-to-be-left-alone-at-the-same-time-and-what/"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(*pages: PageChange, stream: io.StringIO | None = None, **more: object) -> str:
    stream = stream or io.StringIO()
    given: Any = {"redirects_added": (), "redirects_removed": (), **more}
    report.write(
        Changes(
            pages, files=Difference((), (), ()), sent_files=0, sent_bytes=0, pages_before=9, **given
        ),
        stream,
    )
    return stream.getvalue()


def test_a_long_title_is_wrapped_and_its_address_stays_on_one_line() -> None:
    assert told(PageChange("new", ADDRESS, LONG, article=True)) == (
        "\n1 article new.\n\n"
        "  + On wanting to be close and wanting to be left alone at the same time, and\n"
        "    what both are for\n"
        f"    {ADDRESS}\n"
    )


def test_the_gravest_comes_first_and_new_pages_stand_together() -> None:
    assert told(
        PageChange("removed", "/shop/", "Shop"),
        PageChange("new", "/a/", "A"),
        PageChange("new", "/b/", "B"),
    ) == (
        "\n2 pages new, 1 page removed.\n\n"
        "  - Shop  /shop/\n      nothing will be at its address\n\n"
        "  + A  /a/\n  + B  /b/\n"
    )


def test_a_passage_of_many_words_is_told_by_how_it_begins_and_ends() -> None:
    text = " ".join(f"w{number}" for number in range(1200))
    lines = told(PageChange("changed", "/", "Home", ((("+", text),),))).splitlines()
    assert " ".join(" ".join(lines[5:]).split()) == (
        "{+"
        + " ".join(f"w{n}" for n in range(32))
        + " … "
        + " ".join(f"w{n}" for n in range(1193, 1200))
        + "+}"
    )


def test_many_pages_and_passages_are_counted() -> None:
    many = [PageChange("new", f"/{n}/", f"P{n}") for n in range(40)]
    assert told(*many).endswith("  + P24  /24/\n\n  and 15 pages more\n")
    passages = tuple((("+", f"word{n}"),) for n in range(5))
    assert told(PageChange("changed", "/", "Home", passages)).endswith(
        "      {+word0+}\n      {+word1+}\n      {+word2+}\n      and 2 passages more\n"
    )


STEERING = "Ho\x1b[2Jme\r\x07\x9b31m\u202egone\nline"


def test_nothing_that_is_told_can_steer_the_terminal() -> None:
    """Titles, addresses, words and redirects come from pages, and from hosts."""
    found = told(
        PageChange("changed", f"/{STEERING}/", STEERING, ((("+", STEERING), ("-", STEERING)),)),
        PageChange("removed", f"/{STEERING * 9}/", STEERING * 9),
        redirects_added=((STEERING, STEERING),),
        redirects_removed=((STEERING, STEERING),),
    )
    assert all(sign.isprintable() or sign == "\n" for sign in found)
    asked = Written(io.StringIO()).question(f"Remove “{STEERING}”?")
    assert all(sign.isprintable() or sign == "\n" for sign in asked)


def test_in_color_the_marks_stay_for_eyes_that_see_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    page = PageChange("changed", "/", "Home", ((("-", "rest"), ("+", "sleep")),))
    colored = told(page, stream=Terminal())
    assert "\033[31m[-rest-]\033[0m \033[32m{+sleep+}\033[0m" in colored
    assert re.sub(r"\033\[\d+m", "", colored) == told(page)
    monkeypatch.setenv("NO_COLOR", "1")
    assert told(page, stream=Terminal()) == told(page)


def test_a_narrow_terminal_gets_narrow_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    lines = told(PageChange("new", "/a/", LONG), stream=Terminal()).splitlines()
    assert max(map(len, lines)) < 40
    monkeypatch.setenv("COLUMNS", "1")
    assert "wanting" in told(PageChange("new", "/a/", LONG), stream=Terminal())


@pytest.mark.parametrize(
    ("what", "text"),
    [
        (Sent(1, 999), "Sent 1 file (999 B)"),
        (Sent(1200, 83_400, 1), "Sent 1,200 files (83 kB), took away 1 file"),
        (Sent(2, 2_140_000, 3), "Sent 2 files (2.1 MB), took away 3 files"),
        (Sent(2, 999_600), "Sent 2 files (1.0 MB)"),
    ],
)
def test_what_was_sent_is_told_in_figures_that_a_person_reads(what: Sent, text: str) -> None:
    assert report.sent(what) == text
