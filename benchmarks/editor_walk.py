"""How long a person takes here: an article with three questions and a picture, on a path, published
to a folder; in seconds, clicks and keys, and beside it the same in Decap CMS.

    python -m benchmarks.editor_walk [--pictures FOLDER]

A practice is begun as `setup --answers` begins it, and the whole preview runs. A browser is driven
from the desk on, as somebody would who has never seen Markdown: nothing is typed that could be
clicked. benchmarks/walk.py says what is counted, and how; the same in Decap CMS, which stands
beside it where npm is there, is benchmarks/decap_walk.py.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks import decap_walk
from benchmarks.walk import (
    BECAUSE,
    DESCRIPTION,
    OPENING,
    PICTURE,
    QUESTIONS,
    SUMMARY,
    TITLE,
    Hands,
    table,
)
from desk.commands.setup import setup
from tests.browser.editor_window import running
from tests.example_practices import ANSWERS
from tests.local_browser import NoBrowserError, launched
from tests.trial_site import TrialSite, photograph

ADDRESS = "/edit/articles/when-rest-feels-unsafe.md"
WINDOW = {"width": 1280, "height": 1000}
Shown = Callable[[str], object]


@contextmanager
def practice(folder: Path) -> Iterator[str]:
    """Begin a practice in a folder, which may be published, and yield its preview's address."""
    given, site = folder / "answers.yaml", TrialSite(folder / "practice")
    given.write_text(ANSWERS["solo"], "utf-8")
    (site.content / "practice.yaml").unlink()  # the practice of other tests
    with redirect_stdout(io.StringIO()):
        code = setup(site.content, given=given)
    if code:
        raise OSError("The practice could not be set up.")
    with running(site) as (desk, _):
        yield f"{desk.address}/desk/?key={desk.key}"


def begin(hands: Hands, shown: Shown = str) -> None:
    """Begin a draft with its title, and say what it is about."""
    page = hands.page
    title = page.get_by_label("Title", exact=True)
    hands.step("begin an article")
    hands.click(page.get_by_role("button", name="Begin an article"), until=title)
    hands.step("its title")
    hands.type(TITLE)
    shown("begin")
    with hands.waits():
        hands.press("Enter")
        page.wait_for_url(f"**{ADDRESS}")
        page.locator("#_page-frame[data-shown]").wait_for()
    hands.step("its summary")
    hands.click(page.get_by_label("Summary", exact=True))
    hands.type(SUMMARY)


def write(hands: Hands, picture: Path, shown: Shown = str) -> None:
    """Write the text in the place of its outline, with its questions and its picture."""
    page = hands.page
    hands.step("how it begins")
    hands.click(page.get_by_role("textbox", name="Text", exact=True))
    hands.press("Control+a")
    hands.type(OPENING)
    for question, answer in QUESTIONS:
        hands.step("a question and its answer")
        hands.click(page.get_by_role("button", name="Question", exact=True))
        hands.type(question)
        hands.press("Enter")
        hands.type(answer)
    shown("questions")
    hands.step("a picture")
    with page.expect_file_chooser() as opened:
        hands.click(page.get_by_role("button", name="Picture", exact=True))
    described = page.get_by_label("In words, for people who cannot see it")
    hands.choose(opened.value, picture, until=described)
    hands.step("what it shows")
    hands.type(DESCRIPTION)
    shown("picture")
    put = page.get_by_role("button", name="Put it in", exact=True)
    there = page.frame_locator("#_page-frame").locator("main article img")
    hands.click(put, until=there)
    with hands.waits():
        expect(there).to_have_js_property("complete", value=True)
    if not there.evaluate("picture => picture.naturalWidth"):
        raise OSError("The picture is not shown beside the text.")


def make_public(hands: Hands, shown: Shown = str) -> None:
    """Save it as published, and say that it has been read."""
    page = hands.page
    hands.step("save it, to be published")
    done = page.get_by_role("button", name="Publish with the next update")
    hands.click(page.get_by_role("button", name="Publish…", exact=True), until=done)
    hands.click(page.get_by_label("A clinician has read it"))
    shown("public")
    hands.click(done, until=page.get_by_text("Saved as published."))


def put_on_path(hands: Hands, shown: Shown = str) -> None:
    """Drag the article onto the path that is there, say why, and save that."""
    page = hands.page
    hands.step("open the paths")
    menu = page.get_by_role("navigation", name="Desk")
    hands.click(page.get_by_role("link", name="Desk", exact=True), until=menu)
    save = page.get_by_role("button", name="Save the paths")
    hands.click(menu.get_by_role("link", name="Reading paths"), until=save)
    hands.step("add it to one")
    grip = page.get_by_role("button", name=f"Move “{TITLE}”")
    hands.drag(grip, onto=page.locator("[data-path] [data-stops] > li").last)
    hands.click(page.get_by_role("textbox", name=f"“{TITLE}”"))
    hands.type(BECAUSE)
    hands.step("save it")
    shown("path")
    hands.click(save, until=page.get_by_text("The reading paths are saved."))


def publish(hands: Hands, shown: Shown = str) -> None:
    """Publish to a folder by the desk, which asks where it is."""
    page = hands.page
    hands.step("publish it to a folder")
    place = page.get_by_role("button", name="Save it, and see what would change")
    menu = page.get_by_role("navigation", name="Desk")
    hands.click(menu.get_by_role("link", name="Publish"), until=place)
    shown("place")
    send = page.get_by_role("button", name="Publish to")
    before = hands.waiting
    hands.click(place, until=send)
    hands.step("look at what would change")
    shown("changes")
    hands.click(send, until=page.get_by_role("heading", name="Published"))
    hands.publishing = hands.waiting - before
    shown("published")


def walked(folder: Path, page: Page, address: str, shown: Shown = str) -> Hands:
    """Walk through all of it once; `shown` is called at each stage, with its name."""
    hands, picture = Hands(page), folder / PICTURE
    picture.write_bytes(photograph(600, 400))
    hands.step("open it")
    hands.open(address, until=page.get_by_role("button", name="Begin an article"))
    begin(hands, shown)
    write(hands, picture, shown)
    make_public(hands, shown)
    put_on_path(hands, shown)
    publish(hands, shown)
    return hands


def main() -> int:
    """Walk through it here, and in Decap CMS where npm is there; print both side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", default="", help="a folder for a picture of each stage")
    pictures = parser.parse_args().pictures
    try:
        with tempfile.TemporaryDirectory() as place, launched() as browser:
            folder = Path(place)
            page = browser.new_page(viewport={"width": 1280, "height": 1000})

            def shown(stage: str) -> None:
                if pictures:
                    page.screenshot(path=f"{pictures}/{stage}.png")

            with practice(folder) as address:
                ours = walked(folder, page, address, shown)
            sent = folder / "for-the-host/articles/when-rest-feels-unsafe/index.html"
            if TITLE not in sent.read_text("utf-8"):
                raise OSError("The article is not in the folder.")
            written = (folder / f"practice/content/{ADDRESS.removeprefix('/edit/')}").read_text()
    except NoBrowserError as missing:
        print(missing, file=sys.stderr)
        return 1
    walks = [("Practice Press", ours)]
    try:
        walks.append(("Decap CMS", decap_walk.walked(pictures)[0]))
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Decap CMS could not be had: {error}", file=sys.stderr)
    print(f"{os.cpu_count()} processors\n{table(walks)}")
    for name, hands in walks:
        print(f"{name}: " + "; ".join(hands.told))
    print(f"\n{written}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
