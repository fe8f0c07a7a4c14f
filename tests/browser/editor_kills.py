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

from tests.browser.editor_window import Window, running
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
    torn, lost, middle, port = list[str](), list[str](), 0, 0
    chance = random.Random(16)
    window: Window | None = None
    for number in range(times):
        with running(site, port) as (desk, process):
            port = desk.port
            if window is None:
                window = Window.open(page, desk, _NAME)
            lost += _is_back(window, number)
            before = path.read_text("utf-8")
            window.type(f"No {number}. ")
            expect(window.shown.locator("main")).to_contain_text(f"No {number}.")
            page.keyboard.press("Control+s")
            time.sleep(chance.uniform(0, _LONGEST))
            process.kill()
            process.wait()
        middle += begun(site.content)
        now = path.read_text("utf-8")
        wanted = before.partition("---\n\n")
        if now not in (before, f"{wanted[0]}{wanted[1]}No {number}. {wanted[2]}"):
            torn.append(f"{number}: {now[:300]}")
        expect(page.get_by_text("Connection lost")).to_be_visible(timeout=_SLOW)
    assert window
    with running(site, port):
        lost += _is_back(window, times)
        window.type("Last. ")
        window.save()
        text = path.read_text("utf-8").partition("---\n\n")[2]
        typed = "".join(f"No {number}. " for number in reversed(range(times)))
        if not text.startswith(f"Last. {typed}") or not text.endswith(_END):
            lost.append(f"at the end: {text[:300]}")
    left = [str(path) for path in site.content.rglob(".*")]
    return {"killed": times, "middle": middle, "torn": torn, "lost": lost, "left": left}


def _is_back(window: Window, number: int) -> list[str]:
    """Wait until the window has found the program again; return what it no longer shows."""
    expect(window.page.get_by_text("Connection lost")).not_to_be_visible(timeout=_SLOW)
    expect(window.page.locator("#_page-frame[data-shown]")).to_be_attached(timeout=_SLOW)
    expect(window.text).to_be_visible(timeout=_SLOW)
    words = window.text.inner_text()
    wanted = "".join(f"No {one}. " for one in reversed(range(number))).strip()
    return [] if words.startswith(wanted) else [f"{number}: {words[:300]}"]


def main() -> None:
    site = in_order(TrialSite(Path(sys.argv[2])))
    with launched() as browser:
        print(json.dumps(trial(int(sys.argv[1]), site, browser.new_page())))


if __name__ == "__main__":
    main()
