"""How long a person takes in Decap CMS: an article with three questions and a picture, on a path,
published to a folder; in seconds, clicks and keys.

    python -m benchmarks.decap_walk [--pictures FOLDER]

Decap CMS and its local server are had by npm, into .cache/decap; the site's texts are a folder of
their own. A browser is driven as somebody would who has never seen Markdown: in the field with
buttons, with nothing typed that could be clicked. benchmarks/walk.py says what is counted, and how.

Decap ends with the saved file. Publishing to a folder is `pelican`, typed into a terminal: its keys
are counted and the run is timed, with stock Pelican over the same folder.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from playwright.sync_api import Dialog

from benchmarks import decap
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
from tests.local_browser import NoBrowserError, launched
from tests.trial_site import photograph

COMMAND = "pelican content -o ../for-the-host"
FIRST = "---\ntitle: First\ndate: 2026-03-02\nsummary: About it.\n---\nWords.\n"
PATHS = {"paths": [{"path": "Beginning", "articles": [{"slug": "first"}]}]}


def walked(pictures: str = "") -> tuple[Hands, str]:
    """Walk through it once; return what it took, and the files that came of it.

    Raises OSError and CalledProcessError if Decap cannot be had, and NoBrowserError.
    """
    kept = decap.had()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "content/articles").mkdir(parents=True)
        (site / "content/images").mkdir()
        (site / "content/articles/first.md").write_text(FIRST, "utf-8")
        (site / "content/paths.yml").write_text(yaml.safe_dump(PATHS), "utf-8")
        picture = site / PICTURE
        picture.write_bytes(photograph(600, 400))
        with decap.running(kept, site) as address, launched() as browser:
            hands = Hands(browser.new_page(viewport={"width": 1280, "height": 1000}))
            hands.page.on("dialog", lambda asks: _agree(hands, asks))
            hands.step("open it")
            login = hands.page.get_by_role("button", name="Login")
            hands.open(address, until=login)
            hands.click(login, until=hands.page.get_by_role("link", name="First"))
            hands.opening = hands.waiting
            write_article(hands, picture)
            if pictures:
                hands.page.screenshot(path=f"{pictures}/decap-article.png", full_page=True)
            [written] = [p for p in (site / "content/articles").glob("*.md") if p.stem != "first"]
            put_on_path(hands, written.stem)
            if pictures:
                hands.page.screenshot(path=f"{pictures}/decap-path.png", full_page=True)
        hands.step("publish it to a folder, in a terminal")
        publish(hands, site)
        files = [written, site / "content/paths.yml"]
        return hands, "\n".join(f"{one.name}\n{one.read_text('utf-8')}" for one in files)


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
    chosen = page.get_by_role("button", name="Choose selected")
    hands.choose(opened.value, picture, until=page.get_by_text(PICTURE).first)
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
    hands.click(now, until=hands.page.get_by_text("Entry saved", exact=True).first)


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


def _agree(hands: Hands, asks: Dialog) -> None:
    """Agree to what is asked: with a picture, it calls unsaved what it has just saved."""
    hands.clicks += 1
    asks.accept()


def publish(hands: Hands, site: Path) -> None:
    """Build with stock Pelican into a folder, by the command in a terminal."""
    conf = site / "pelicanconf.py"
    conf.write_text("PATH='content'\nSITENAME='A practice'\nTIMEZONE='UTC'\n", "utf-8")
    hands.keys += len(COMMAND) + 1
    before = hands.waiting
    command = [sys.executable, "-m", "pelican", "content", "-o", str(site / "for-the-host")]
    with hands.waits():
        done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    hands.publishing = hands.waiting - before
    if done.returncode or not (site / "for-the-host/when-rest-feels-unsafe.html").is_file():
        raise OSError(done.stderr or done.stdout)


def main() -> int:
    """Walk through it once and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", default="", help="a folder for a picture of each stage")
    pictures = parser.parse_args().pictures
    try:
        hands, files = walked(pictures)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Decap could not be had: {error}", file=sys.stderr)
        return 1
    except NoBrowserError as missing:
        print(missing, file=sys.stderr)
        return 1
    print(f"{decap.CMS} and {decap.SERVER}, stock Pelican; {os.cpu_count()} processors")
    print(table([("Decap CMS", hands)]))
    print("steps: " + "; ".join(hands.told))
    print(f"\n{files}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
