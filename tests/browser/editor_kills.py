"""Kill the program while a window saves, again and again, and tell what became of the words.

    python -m tests.browser.editor_kills 200 FOLDER

In a real browser somebody types, saves, and the program is killed somewhere in that. The file must
hold one of the two versions, whole; the window must say that the program is gone, keep what was
typed, find the program once it runs again, and then save. What is printed is JSON: how often it was
killed, how often in the `middle` of a save, and what was found `torn`, `lost` or `left` over.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.editor_window import Desk, Window, running
from tests.desk.conftest import in_order
from tests.desk.writing.kills import begun
from tests.local_browser import launched
from tests.trial_site import TrialSite

_NAME = "articles/rest.md"
_LONGEST = 0.12  # seconds from the key that saves until the program is killed
_END = "The end of it.\n"
_SLOW = 60_000  # milliseconds: a program begins anew meanwhile


def trial(times: int, site: TrialSite, page: Page) -> dict[str, object]:
    """Kill so many times, look after each, and return what was found."""
    path = site.content / _NAME
    more = "Rest a little.\n\n" * 500
    path.write_text(f"{path.read_text('utf-8')}\n{more}{_END}", "utf-8")
    header, mark, body = path.read_text("utf-8").partition("---\n\n")
    torn, lost, middle, port = list[str](), list[str](), 0, 0
    chance = random.Random(16)
    window: Window | None = None
    for number in range(times):
        with running(site, port) as (desk, process):
            port = desk.port
            if window is None:
                _come_in(page, desk)
                window = Window.open(page, desk, _NAME)
            _come_in(page, desk)
            lost += _is_back(window, number)
            before = path.read_text("utf-8")
            window.type(f"No {number}. ")
            expect(window.shown.locator("main")).to_contain_text(f"No {number}.")
            page.keyboard.press("Control+s")
            if number % 2:
                time.sleep(chance.uniform(0, _LONGEST))
            else:
                _wait_for(site.content)
            process.kill()
            process.wait()
        middle += begun(site.content)
        now = path.read_text("utf-8")
        if now not in (before, f"{header}{mark}{_typed(number + 1)}{body}"):
            torn.append(f"{number}: {now[:300]}")
        gone = page.get_by_text("The preview has ended, or does not answer.")
        expect(gone).to_be_visible(timeout=_SLOW)
    assert window
    with running(site, port) as (desk, _):
        _come_in(page, desk)
        lost += _is_back(window, times)
        window.type("Last. ")
        window.save()
        text = path.read_text("utf-8")
        if text != f"{header}{mark}Last. {_typed(times)}{body}":
            lost.append(f"at the end: {text[:300]}")
    left = [str(path) for path in site.content.rglob(".*")]
    return {"killed": times, "middle": middle, "torn": torn, "lost": lost, "left": left}


def _typed(number: int) -> str:
    """Return what has been typed by so many rounds: each puts its words before all others."""
    return "".join(f"No {one}. " for one in reversed(range(number)))


def _wait_for(content: Path) -> None:
    """Wait until a save has begun, or for a moment in which it was too quick to be seen."""
    until = time.monotonic() + 1
    while not begun(content) and time.monotonic() < until:
        pass


def _come_in(page: Page, desk: Desk) -> None:
    """Open the address that the program has printed, as it does itself, in the same browser."""
    opened = page.context.new_page()
    opened.goto(f"{desk.address}/?key={desk.key}")
    opened.close()


def _is_back(window: Window, number: int) -> list[str]:
    """Wait until the window has found the program again; return what it no longer shows."""
    expect(window.page.get_by_text("Connection lost")).not_to_be_visible(timeout=_SLOW)
    expect(window.page.locator("#_page-frame[data-shown]")).to_be_attached(timeout=_SLOW)
    expect(window.text).to_be_visible(timeout=_SLOW)
    words = window.text.inner_text()
    return [] if words.startswith(_typed(number).strip()) else [f"{number}: {words[:300]}"]


def main() -> None:
    site = in_order(TrialSite(Path(sys.argv[2])))
    with launched() as browser:
        print(json.dumps(trial(int(sys.argv[1]), site, browser.new_context().new_page())))


if __name__ == "__main__":
    main()
