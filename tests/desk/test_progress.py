"""The bar that shows how far long work has come: drawn for eyes, taken away at the end."""

from __future__ import annotations

import io
import logging
import re
from contextlib import redirect_stderr

import pytest

from desk.common.progress import bar, reading_shown

LONG = "articles/on-wanting-to-be-close-and-wanting-to-be-left-alone/index.html"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def drawn(terminal: Terminal) -> str:
    """What stood there one after the other, without color."""
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", terminal.getvalue())


def test_what_is_done_and_under_way_is_shown_on_one_narrow_line(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    with redirect_stderr(terminal), bar() as show:
        show(3, 12, LONG)
    assert re.search(r"━ 3 of 12  articles", drawn(terminal))
    assert max(len(line) for line in re.split(r"[\r\n]", drawn(terminal))) <= 40
    assert terminal.getvalue().endswith("\x1b[2K")  # the line is empty again


def test_a_name_cannot_steer_the_terminal_nor_be_taken_for_a_style(terminal: Terminal) -> None:
    with redirect_stderr(terminal), bar() as show:
        show(1, 2, "[red]\x1b[2Jx")
    assert "[red] [2Jx" in drawn(terminal)


def test_without_color_there_is_none(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with redirect_stderr(terminal), bar() as show:
        show(1, 2, "index.html")
    assert "1 of 2  index.html" in terminal.getvalue()
    assert not re.search(r"\x1b\[[\d;]*3[0-9][\d;]*m", terminal.getvalue())


def test_where_nobody_watches_nothing_is_written() -> None:
    with redirect_stderr(io.StringIO()) as pipe, bar() as show:
        show(1, 2, "index.html")
    assert pipe.getvalue() == ""


def test_how_many_files_are_read_is_shown_until_all_are(terminal: Terminal) -> None:
    log = logging.getLogger("plugins.frontmatter.parse_pool")
    with redirect_stderr(terminal), reading_shown():
        log.info("Reading: %d of %d files", 40, 300)
        shown = drawn(terminal)
        log.info("Reading: %d of %d files", 300, 300)
    assert "40 of 300  files read" in shown
    assert "300 of 300" not in drawn(terminal)
    assert (log.handlers, log.level) == ([], logging.NOTSET)


def test_how_many_pictures_are_ready_is_shown_until_all_are(terminal: Terminal) -> None:
    counted = logging.getLogger("plugins.images.pipeline.count")
    before = counted.level, counted.handlers[:]
    with redirect_stderr(terminal), reading_shown():
        counted.info("%d of %d pictures", 40, 332)
        counted.info("%d of %d pictures", 332, 332)
    assert "40 of 332  pictures" in drawn(terminal)
    assert "332 of 332" not in drawn(terminal)
    assert (counted.level, counted.handlers) == before
