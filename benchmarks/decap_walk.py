"""How long a person takes in Decap CMS: an article with three questions and a picture, on a path,
published to a folder; in seconds, clicks and keys.

    python -m benchmarks.decap_walk [--pictures FOLDER]

Decap CMS and its local server are had by npm, into .cache/decap, in the versions of `NPM`; the
site's texts are a folder of their own. A browser is driven as somebody would who has never seen
Markdown: in the field with buttons, with nothing typed that could be clicked. What is measured:

    clicks, keys   as they were given; a word that is typed counts its letters, a menu each choice
    waiting        from each click until what it was for is there; typing is not waited for
    a person       the Keystroke-Level Model (Card, Moran and Newell, 1980): 0.28 s a key, 1.1 s to
                   point, 0.2 s a click, 0.4 s from the keys to the mouse and back, 1.35 s to think
                   before each step; and the waiting

Decap ends with the saved file. Publishing to a folder is `pelican`, typed into a terminal: its keys
are counted and the run is timed, with stock Pelican over the same folder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from playwright.sync_api import Locator, Page, expect

from tests.local_browser import NoBrowserError, launched
from tests.trial_site import photograph

PROJECT = Path(__file__).resolve().parent.parent
KEPT = PROJECT / ".cache" / "decap"
CMS, SERVER = "decap-cms@3.16.3", "decap-server@3.11.3"
NPM = (CMS, SERVER)

# What is written: words of no practice.
TITLE = "When rest feels unsafe"
SUMMARY = "Why lying down can make the heart race, and what may help."
OPENING = "Some people lie down and feel their heart begin to race."
QUESTIONS = (
    ("Is it dangerous?", "It is mostly harmless, and a doctor can tell."),
    ("Does it pass?", "For many people it becomes less with time."),
    ("What can I try?", "Sit first, and lie down a little later."),
)
PICTURE = "desk.jpg"
DESCRIPTION = "A desk by a window"
BECAUSE = "It is short."
COMMAND = "pelican content -o ../for-the-host"

_KEY, _POINT, _CLICK, _HOMING, _THINK = 0.28, 1.1, 0.2, 0.4, 1.35


@dataclass
class Hands:
    """What somebody does in a window, counted. `told` are the steps that she has to decide on."""

    page: Page
    clicks: int = 0
    keys: int = 0
    changes: int = 0
    waiting: float = 0.0
    told: list[str] = field(default_factory=list)
    _at_mouse: bool = True

    def step(self, words: str) -> None:
        """Begin what she would call one thing to do."""
        self.told.append(words)

    def click(self, what: Locator, until: Locator | None = None) -> None:
        """Click, and wait until what the click was for is there."""
        began = time.monotonic()
        expect(what).to_be_visible(timeout=20_000)
        what.click(timeout=20_000)
        if until is not None:
            expect(until).to_be_visible(timeout=20_000)
        self.waiting += time.monotonic() - began
        self.clicks += 1
        self._move(to_mouse=True)

    def type(self, text: str) -> None:
        """Type where the cursor is."""
        self.page.keyboard.type(text, delay=2)
        self.keys += len(text)
        self._move(to_mouse=False)

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.keys += 1
        self._move(to_mouse=False)

    def _move(self, *, to_mouse: bool) -> None:
        self.changes += self._at_mouse != to_mouse
        self._at_mouse = to_mouse

    @property
    def person(self) -> float:
        """Return the seconds of the model, with the waiting."""
        pointing = self.clicks * (_POINT + _CLICK)
        return (
            self.keys * _KEY
            + pointing
            + self.changes * _HOMING
            + len(self.told) * _THINK
            + self.waiting
        )


def config(port: int) -> dict[str, object]:
    """Return Decap's configuration as its documentation would have it for such a site, with its
    own server at a port of this computer.

    Decap knows no list at the top of a file, so the paths stand below a name here.
    """
    article = [
        {"name": "title", "label": "Title", "widget": "string"},
        {"name": "date", "label": "Date", "widget": "datetime", "default": "{{now}}"},
        {"name": "summary", "label": "Summary", "widget": "text"},
        {"name": "body", "label": "Text", "widget": "richtext"},
    ]
    entry = [
        {"name": "slug", "label": "Article", "widget": "string"},
        {"name": "because", "label": "Because", "widget": "string", "required": False},
    ]
    path = [
        {"name": "path", "label": "Name", "widget": "string"},
        {"name": "articles", "label": "Articles", "widget": "list", "fields": entry},
    ]
    paths = {"name": "paths", "label": "Paths", "widget": "list", "fields": path}
    return {
        "backend": {
            "name": "proxy",
            "proxy_url": f"http://127.0.0.1:{port}/api/v1",
            "branch": "main",
        },
        "media_folder": "content/images",
        "public_folder": "/images",
        "collections": [
            {
                "name": "articles",
                "label": "Articles",
                "label_singular": "Article",
                "folder": "content/articles",
                "create": True,
                "fields": article,
            },
            {
                "name": "order",
                "label": "Reading order",
                "files": [
                    {
                        "name": "paths",
                        "label": "Reading paths",
                        "file": "content/paths.yml",
                        "fields": [paths],
                    }
                ],
            },
        ],
    }


def had() -> Path:
    """Return the folder in which both programs are. Raises OSError, CalledProcessError."""
    npm = shutil.which("npm")
    if not npm:
        raise OSError("npm is not here: install it.")
    cms = KEPT / "cms"
    if not (cms / "package").is_dir():
        cms.mkdir(parents=True, exist_ok=True)
        pack = [npm, "pack", CMS, "--silent", "--ignore-scripts"]
        name = subprocess.run(pack, cwd=cms, check=True, capture_output=True, text=True).stdout
        shutil.unpack_archive(cms / name.split()[-1], cms, "gztar", filter="data")
    if not (KEPT / "node_modules" / "decap-server").is_dir():
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--no-save"]
        subprocess.run([npm, "install", *quiet, SERVER], cwd=KEPT, check=True)
    return KEPT


@contextmanager
def running(kept: Path, site: Path) -> Iterator[str]:
    """Yield the address of the editor over the folder `site`, with Decap's own server behind it."""
    port = _free_port()
    environment = os.environ | {"PORT": str(port), "BIND_HOST": "127.0.0.1", "MODE": "fs"}
    environment |= {"GIT_REPO_DIRECTORY": str(site), "LOG_LEVEL": "error"}
    main = kept / "node_modules" / "decap-server" / "dist" / "index.js"
    process = subprocess.Popen(["node", str(main)], env=environment, stdout=subprocess.DEVNULL)
    folder = site / "www"
    shutil.copytree(kept / "cms" / "package" / "dist", folder / "admin")
    (folder / "admin/config.yml").write_text(yaml.safe_dump(config(port)), "utf-8")
    (folder / "admin/index.html").write_text(
        '<!doctype html><html><head><meta charset="utf-8"><title>Content</title></head><body>'
        '<script src="decap-cms.js"></script></body></html>',
        "utf-8",
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{server.server_port}/admin/"
    finally:
        server.shutdown()
        process.terminate()
        process.wait(10)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of what a browser asks for."""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise OSError("Decap's server does not answer.")


def write_article(hands: Hands, picture: Path) -> None:
    """Write the article with its questions and its picture, and save it."""
    page = hands.page
    title = page.get_by_role("textbox", name="Title")
    hands.step("begin an article")
    hands.click(page.get_by_role("link", name="Create entry of type Article"), until=title)
    hands.step("its title")
    hands.click(title)
    hands.type(TITLE)
    hands.step("its summary")
    hands.click(page.get_by_role("textbox", name="Summary"))
    hands.type(SUMMARY)
    hands.step("how it begins")
    hands.click(page.locator("[contenteditable=true]").first)
    hands.type(OPENING)
    hands.press("Enter")
    hands.step("the heading of the questions")
    _heading(hands, "Heading 2", "Questions people ask")
    for question, answer in QUESTIONS:
        hands.step("a question and its answer")
        _heading(hands, "Heading 3", question)
        hands.type(answer)
        hands.press("Enter")
    hands.step("a picture")
    choose = page.get_by_role("button", name="Choose an image")
    image = page.get_by_role("menuitem", name="Image").or_(page.get_by_text("Image", exact=True))
    hands.click(page.get_by_role("button", name="Add Component").last, until=image.first)
    hands.click(image.first, until=choose)
    upload = page.get_by_text("Upload", exact=True)
    hands.click(choose, until=upload)
    with page.expect_file_chooser() as opened:
        hands.click(upload)
    hands.clicks += 2  # in the system's own window: the file, and "Open"
    began = time.monotonic()
    opened.value.set_files(picture)
    chosen = page.get_by_role("button", name="Choose selected")
    expect(page.get_by_text(PICTURE).first).to_be_visible(timeout=20_000)
    hands.waiting += time.monotonic() - began
    if not chosen.is_enabled():
        hands.click(page.get_by_text(PICTURE).first)
    described = page.get_by_label("Alt Text")
    hands.click(chosen, until=described)
    hands.step("what it shows")
    hands.click(described)
    hands.type(DESCRIPTION)
    hands.step("save it")
    _save(hands)


def _heading(hands: Hands, kind: str, text: str) -> None:
    item = hands.page.get_by_text(kind, exact=True)
    hands.click(hands.page.get_by_role("button", name="Headings").last, until=item)
    hands.click(item)
    hands.type(text)
    hands.press("Enter")


def _save(hands: Hands) -> None:
    now = hands.page.get_by_text("Publish now", exact=True)
    hands.click(hands.page.get_by_role("button", name="Publish", exact=True), until=now)
    hands.click(now, until=hands.page.get_by_text("Published", exact=True).first)


def put_on_path(hands: Hands, slug: str) -> None:
    """Add the article to the end of the path that is there, and save that."""
    page = hands.page
    hands.step("leave the article")
    order = page.get_by_role("link", name="Reading order")
    hands.click(page.get_by_role("link", name="Writing in Articles collection"), until=order)
    hands.step("open the paths")
    file = page.get_by_role("link", name="Reading paths")
    hands.click(order, until=file)
    expand = page.get_by_role("button", name="Expand").first
    hands.click(file, until=expand)
    hands.step("add it to one")
    add = page.get_by_role("button", name="Add articles")
    hands.click(expand, until=add)
    hands.click(add)
    field = page.get_by_role("textbox", name="Article").last
    hands.click(field)
    hands.type(slug)
    hands.click(page.get_by_role("textbox", name="Because").last)
    hands.type(BECAUSE)
    hands.step("save it")
    _save(hands)


def publish(site: Path) -> tuple[int, float]:
    """Build with stock Pelican into a folder; return the keys of the command, and its seconds."""
    conf = site / "pelicanconf.py"
    conf.write_text("PATH='content'\nSITENAME='A practice'\nTIMEZONE='UTC'\n", "utf-8")
    began = time.monotonic()
    command = [sys.executable, "-m", "pelican", "content", "-o", str(site / "for-the-host")]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr or done.stdout)
    return len(COMMAND) + 1, time.monotonic() - began


def main() -> int:
    """Walk through it once and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", help="a folder for a picture of each stage")
    pictures = parser.parse_args().pictures
    try:
        kept = had()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Decap could not be had: {error}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "content/articles").mkdir(parents=True)
        (site / "content/images").mkdir()
        first = "---\ntitle: First\ndate: 2026-03-02\nsummary: About it.\n---\nWords.\n"
        (site / "content/articles/first.md").write_text(first, "utf-8")
        paths = {"paths": [{"path": "Beginning", "articles": [{"slug": "first"}]}]}
        (site / "content/paths.yml").write_text(yaml.safe_dump(paths), "utf-8")
        picture = site / PICTURE
        picture.write_bytes(photograph(600, 400))
        try:
            with running(kept, site) as address, launched() as browser:
                hands = Hands(browser.new_page(viewport={"width": 1280, "height": 1000}))

                def shown(stage: str) -> None:
                    if pictures:
                        hands.page.screenshot(path=f"{pictures}/decap-{stage}.png", full_page=True)

                hands.step("open it")
                began = time.monotonic()
                hands.page.goto(address)
                login = hands.page.get_by_role("button", name="Login")
                expect(login).to_be_visible(timeout=60_000)
                hands.waiting += time.monotonic() - began
                hands.click(login, until=hands.page.get_by_role("link", name="First"))
                opened = hands.waiting
                write_article(hands, picture)
                shown("article")
                [written] = [
                    p for p in (site / "content/articles").glob("*.md") if p.stem != "first"
                ]
                put_on_path(hands, written.stem)
                shown("path")
        except NoBrowserError as missing:
            print(missing, file=sys.stderr)
            return 1
        hands.step("publish it to a folder, in a terminal")
        keys, seconds = publish(site)
        hands.keys += keys
        hands.waiting += seconds
        print(f"{' and '.join(NPM)}, stock Pelican; {os.cpu_count()} processors")
        print(f"steps {len(hands.told)}, clicks {hands.clicks}, keys {hands.keys}")
        words = sum(len(text) for pair in QUESTIONS for text in pair)
        words += len(TITLE + SUMMARY + OPENING + DESCRIPTION + BECAUSE)
        print(f"of the keys, {words} are the words of the article themselves")
        print(
            f"waiting {hands.waiting:.1f} s: until it is open {opened:.1f}, Pelican {seconds:.1f}"
        )
        print(f"a person, by the model: {hands.person:.0f} s")
        print("steps: " + "; ".join(hands.told))
        print(f"\n{written.name}\n{written.read_text('utf-8')}")
        print(f"\npaths.yml\n{(site / 'content/paths.yml').read_text('utf-8')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
