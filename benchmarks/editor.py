"""How quick the editor is beside a thousand articles, measured in the browser of this computer.

    python -m benchmarks.editor [--articles 1000] [--words 5000] [--rounds 7]

*open*: from a click on the address until the text can be typed in. *visible*: from the end of a
pause of 300 ms behind the last key until the words stand in the page beside the text; a page that
was there before the pause was over counts as 0. *key*: from a key until the next frame is drawn, in
an article of so many words. The whole program runs, as a person starts it.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import articles
from benchmarks.plugin_cost import PROJECT
from tests.local_browser import launched

_PAUSE = 300
# Notes when the last key came, and when the words are first seen in the frame.
_WATCH = """(words) => {
    window.seen = null;
    const text = document.querySelector('.cm-content');
    text.addEventListener('beforeinput', () => { window.last = performance.now(); }, true);
    const frame = document.getElementById('_page-frame');
    const look = () => {
        const shown = frame.contentDocument?.body?.textContent || '';
        if (shown.includes(words)) window.seen = performance.now();
        else setTimeout(look, 4);
    };
    look();
}"""
_KEYS = """() => {
    window.keys = [];
    document.querySelector('.cm-content').addEventListener('keydown', () => {
        const began = performance.now();
        requestAnimationFrame(() => { const drawn = new MessageChannel();
            drawn.port1.onmessage = () => window.keys.push(performance.now() - began);
            drawn.port2.postMessage(0); });
    }, true);
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        content = Path(place) / "content"
        articles.write(content, asked.articles)
        long = content / "articles" / "article-00000.md"
        once = long.read_text("utf-8")
        body = once.partition("---\n\n")[2].partition("## Questions")[0]
        more = "\n".join(body for _ in range(asked.words // len(body.split())))
        long.write_text(f"{once}\n## More\n\n{more}", "utf-8")
        with _preview(content) as address, launched() as browser:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address)  # as the preview opens it, with its key
            address = address.partition("?")[0]
            _told("open", [_opened(page, address, n) for n in range(asked.rounds)])
            _visible(page, 0)  # reads the site a second time, once
            _told("visible", [_visible(page, n) for n in range(1, asked.rounds + 1)])
            page.goto(f"{address}edit/articles/article-00000.md")
            _told("key", _keys(page))


@contextmanager
def _preview(content: Path) -> Iterator[str]:
    command = [sys.executable, "tasks.py", "preview", "--no-open", "--port", "0"]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [*command, "--content", str(content)], stdout=said, stderr=said, cwd=PROJECT
        )
        try:
            while "Ready" not in (text := _read(said)):
                time.sleep(0.1)
            time.sleep(3)  # until NiceGUI is loaded and the search index made
            yield re.findall(r"Preview: (\S+)", text)[0]
        finally:
            process.terminate()
            process.wait()


def _read(said: object) -> str:
    said.seek(0)  # type: ignore[attr-defined]
    return str(said.read())  # type: ignore[attr-defined]


def _opened(page: Page, address: str, number: int) -> float:
    page.goto("about:blank")
    began = time.monotonic()
    page.goto(f"{address}edit/articles/article-{number + 1:05}.md", wait_until="commit")
    page.wait_for_selector(".cm-content")
    return (time.monotonic() - began) * 1000


def _visible(page: Page, number: int) -> float:
    words = f"Seenfirst{number}x"
    page.wait_for_selector("#_page-frame[data-shown]", timeout=120_000)
    page.evaluate(_WATCH, words)
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type(f"{words} ")
    page.wait_for_function("window.seen", timeout=120_000)
    after: float = page.evaluate("window.seen - window.last")
    page.wait_for_timeout(1500)
    return max(0.0, after - _PAUSE)


def _keys(page: Page) -> list[float]:
    page.wait_for_selector("#_page-frame[data-shown]")
    page.wait_for_timeout(2000)
    page.on("console", lambda said: print(said.text))
    page.evaluate(_KEYS)
    page.locator(".cm-content").focus()
    for _ in range(40):
        page.keyboard.press("PageDown")
    page.evaluate("window.keys = []")
    page.keyboard.type("The quick brown fox is at rest and breathes out slowly. " * 4, delay=60)
    page.wait_for_timeout(500)
    found: list[float] = page.evaluate("window.keys")
    return found


def _told(name: str, taken: Sequence[float]) -> None:
    p95 = sorted(taken)[max(0, round(len(taken) * 0.95) - 1)]
    print(
        f"{name:8} median {statistics.median(taken):6.0f} ms   95 % within {p95:6.0f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
