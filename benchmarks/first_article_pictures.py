"""Make the pictures of docs/first-article.md from the program itself.

    python -m benchmarks.first_article_pictures

Needs a browser of the Chromium family. The steps are those of benchmarks/editor_walk.py, in a
practice that is invented; what is typed and clicked is what the guide says. The one thing that is
changed in a picture is the name of the temporary folder, which no reader has.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, Page, ViewportSize, expect

from benchmarks import editor_walk as walk
from benchmarks.camera import PICTURES, Camera, image, window
from benchmarks.walk import PICTURE, QUESTIONS, Hands
from tests import local_browser

_WINDOW: ViewportSize = {"width": 1280, "height": 760}
_PHONE: ViewportSize = {"width": 390, "height": 720}
_SCALE, _QUALITY = 1.2, 55
_PROMISE = " This cures burnout."
_NEW_WORDS = " You can stop at any time."
_TITLE = "Stillwater Therapy · 127.0.0.1:8000"
_RENAME = """([from, to]) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.includes(from)) text.data = text.data.replaceAll(from, to);
  }
}"""


class Pictures:
    """Takes pictures of one window while somebody works in it."""

    def __init__(self, browser: Browser, page: Page, folder: Path) -> None:
        self._camera = Camera(browser, "first", _SCALE, _QUALITY)
        self._page, self._folder = page, folder

    def shown(self, name: str) -> None:
        """Take a picture of the window, if the guide shows this stage."""
        if name in ("begin", "write", "picture", "note", "history", "path", "changes"):
            self._camera.windows(name, window(_TITLE, image(self.shot(self._page))), width=1316)

    def shot(self, page: Page) -> bytes:
        """Return what a window shows, once nothing in it moves any more."""
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(1200)
        page.evaluate(_RENAME, [str(self._folder), "/Users/maya/Documents"])
        return page.screenshot()

    def side_by_side(self, name: str, *shots: tuple[str, bytes]) -> None:
        """Write a picture of several windows."""
        bodies = [window(title, image(shot)) for title, shot in shots]
        self._camera.windows(name, *bodies, width=len(shots) * 410 + 18)


def main() -> None:
    """Write every picture of the guide into docs/pictures."""
    with tempfile.TemporaryDirectory() as place, local_browser.launched() as browser:
        folder = Path(place)
        picture = folder / PICTURE
        picture.write_bytes(desk_by_a_window())
        page = browser.new_page(viewport=_WINDOW, device_scale_factor=_SCALE)
        pictures, hands = Pictures(browser, page, folder), Hands(page)
        with walk.practice(folder) as address:
            hands.open(address, until=page.get_by_role("button", name="Begin an article"))
            walk.begin(hands, pictures.shown)
            walk.write(hands, picture, pictures.shown)
            pictures.shown("write")
            _note(hands, pictures)
            walk.make_public(hands)
            _history(hands, pictures)
            text = page.url
            page.goto(address)  # a text that is open in two windows says so
            phone = browser.new_page(viewport=_PHONE, device_scale_factor=2)
            phone.goto(address)  # with the key of this start, by which it may write
            phone.goto(text)
            phone.locator("#_page-frame[data-shown]").wait_for(state="attached")
            writing = pictures.shot(phone)
            phone.get_by_role("button", name="See", exact=True).click()
            seeing = pictures.shot(phone)
            pictures.side_by_side("phone", ("Write", writing), ("See", seeing))
            phone.close()
            page.goto(text)
            walk.put_on_path(hands, pictures.shown)
            walk.publish(hands, pictures.shown)
    total = sum(path.stat().st_size for path in PICTURES.glob("first-*.webp"))
    print(f"{total / 1000:.0f} kB in {PICTURES}")


def _note(hands: Hands, pictures: Pictures) -> None:
    """Write a promise that no practice may make, and take it back once it is told."""
    answer = hands.page.get_by_text(QUESTIONS[0][1]).first
    hands.click(answer)
    hands.press("End")
    hands.type(_PROMISE)
    hands.page.locator(".margin li").first.wait_for()
    pictures.shown("note")
    for _ in _PROMISE:
        hands.press("Backspace")


def _history(hands: Hands, pictures: Pictures) -> None:
    """Change a sentence, save it, and look at the version before."""
    page = hands.page
    hands.click(page.get_by_text(QUESTIONS[0][1]).first)
    hands.press("End")
    hands.type(_NEW_WORDS)
    save = page.get_by_role("button", name="Save", exact=True)
    hands.click(save)
    expect(save).to_be_disabled()
    page.locator(".more > summary").click()
    page.get_by_role("button", name="History…").click()
    page.get_by_role("dialog").locator("summary").first.click()
    pictures.shown("history")
    page.keyboard.press("Escape")


def desk_by_a_window() -> bytes:
    """Return a drawing of a desk by a window, as a photograph would come: a JPEG."""
    picture = Image.new("RGB", (1200, 800), "#d8cfbf")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((330, 60, 870, 500), fill="#f6f3ea")
    draw.rectangle((350, 80, 850, 480), fill="#cfe0e3")
    draw.ellipse((350, 330, 640, 640), fill="#9db59a")
    draw.ellipse((560, 360, 900, 700), fill="#86a387")
    draw.rectangle((850, 60, 1200, 560), fill="#d8cfbf")
    draw.rectangle((330, 480, 1200, 800), fill="#d8cfbf")
    draw.rectangle((320, 478, 880, 500), fill="#f6f3ea")
    for x in (330, 592, 850):
        draw.rectangle((x, 60, x + 20, 490), fill="#f6f3ea")
    draw.rectangle((120, 590, 1080, 630), fill="#8a5f3c")
    for x in (170, 990):
        draw.rectangle((x, 630, x + 34, 800), fill="#74502f")
    draw.rectangle((420, 566, 660, 590), fill="#7a3b2e")
    draw.rectangle((440, 546, 640, 566), fill="#e9dfcc")
    draw.rounded_rectangle((760, 530, 820, 590), 8, fill="#4f6d70")
    draw.line((240, 590, 240, 420, 320, 340), fill="#3c3a36", width=10, joint="curve")
    draw.polygon(((290, 300), (390, 360), (330, 410), (250, 350)), fill="#c9923e")
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=88)
    return out.getvalue()


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
