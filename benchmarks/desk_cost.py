"""What the desk costs with many articles: each of its pages, in the program and in a browser.

    python -m benchmarks.desk_cost [--articles 1000] [--rounds 5]

*Made* is the page's HTML as the server makes it, the first time after a save and then again;
*search* is a word that many texts hold. *Shown* is from asking for the list to all of it standing
in the page, in the browser of this computer, warm: the first time its libraries are loaded. The
preview is the real one, in a process of its own.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import articles
from desk.common import project
from desk.overview.desk import Desk
from desk.preview.live_site import LiveSite
from tests.desk.test_preview import key_of, running
from tests.local_browser import launched

_PAGES = ("", "paths", "facts", "pictures", "publish", "search")
_QUERY = {"q": "one"}
_SETTLES = 20  # seconds in which a preview that has just begun checks the whole site
_ALL = "count => document.querySelectorAll('.text-table tbody tr').length === count"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        content = Path(place) / "content"
        articles.write(content, asked.articles)
        site = LiveSite(project.WRITING, content)
        try:
            site.update()
            desk = Desk(site)
            _tell("list, after a save", _seconds(asked.rounds, lambda: _anew(desk)))
            for name in _PAGES:
                took = _seconds(asked.rounds, lambda name=name: desk.part(name, _QUERY))  # type: ignore[misc]
                _tell(f"{name or 'list'}, again", took)
        finally:
            site.close()
        with running(content) as (_, port, said), launched() as browser:
            page = browser.new_page()
            address = f"http://127.0.0.1:{port}/desk/"
            page.goto(f"{address}?key={key_of(said)}", timeout=300_000)  # the site is read
            page.wait_for_function(_ALL, arg=asked.articles, timeout=300_000)
            time.sleep(_SETTLES)
            shown = _seconds(asked.rounds, lambda: _shown(page, address, asked.articles))
            _tell("list, shown", shown)
            page.close()


def _anew(desk: Desk) -> None:
    desk.forget()
    desk.part("", {})


def _shown(page: Page, address: str, count: int) -> None:
    page.goto(address, wait_until="commit")
    page.wait_for_function(_ALL, arg=count)


def _seconds(rounds: int, work: Callable[[], object]) -> list[float]:
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found


def _tell(name: str, seconds: list[float]) -> None:
    listed = " ".join(f"{second:.2f}" for second in seconds)
    print(f"{name:20} median {statistics.median(seconds):6.3f} s   ({listed})", flush=True)


if __name__ == "__main__":
    main()
