"""Take pictures of pages for the guides in docs, each in a window with a title."""

from __future__ import annotations

import base64
import io

from PIL import Image
from playwright.sync_api import Browser

from desk.common import project

PICTURES = project.ROOT / "docs" / "pictures"
_SCREEN = """\
<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 18px; background: #f4f1ea; }}
main {{ display: grid; grid-template-columns: {columns}; gap: 18px; align-items: start; }}
.window {{ overflow: hidden; border: 1px solid #b9b3a6; border-radius: 10px; background: {paper}; }}
.window > p {{ margin: 0; padding: 7px 14px; border-bottom: 1px solid #b9b3a6; background: #e7e2d7;
  color: #444; font: 13px system-ui, sans-serif; }}
pre {{ margin: 0; padding: 14px 16px; color: {ink}; font: 14px/1.45 "DejaVu Sans Mono", monospace;
  white-space: pre-wrap; }}
img {{ display: block; width: 100%; }}
</style><main>{body}</main>
"""


class Camera:
    """Takes pictures in a browser and keeps them small, in files whose names begin alike. A `scale`
    above 1 gives each of them more pixels than it is shown with."""

    def __init__(self, browser: Browser, begins: str, scale: float = 1, quality: int = 70) -> None:
        self._browser, self._begins = browser, begins
        self._scale, self._quality = scale, quality

    def page(self, address: str, width: int, height: int, bar: bool = False) -> bytes:
        """Return what a window of this size shows of a page; the preview's bar may be unfolded."""
        page = self._browser.new_page(
            viewport={"width": width, "height": height}, device_scale_factor=self._scale
        )
        page.goto(address)
        page.wait_for_timeout(2000)  # the preview has looked at every text
        if bar:
            page.locator("practice-press-preview summary").first.click()
            page.wait_for_timeout(300)
        shot = page.screenshot()
        page.close()
        return shot

    def windows(self, name: str, *bodies: str, dark: bool = False, width: int = 860) -> None:
        """Write a picture of windows side by side, each with its HTML."""
        colors = (
            {"paper": "#292929", "ink": "#c5c8c6"} if dark else {"paper": "#fff", "ink": "#222"}
        )
        columns = " ".join(["minmax(0, 1fr)"] * len(bodies))
        html = _SCREEN.format(body="".join(bodies), columns=columns, **colors)
        page = self._browser.new_page(
            viewport={"width": width, "height": 100}, device_scale_factor=self._scale
        )
        page.set_content(html)
        page.wait_for_load_state()
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
        page.close()
        file = PICTURES / f"{self._begins}-{name}.webp"
        picture.save(file, quality=self._quality, method=6)


def window(title: str, body: str) -> str:
    """Return the HTML of a window with a title."""
    return f'<div class="window"><p>{title}</p>{body}</div>'


def image(shot: bytes) -> str:
    """Return the HTML of a picture that was taken."""
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(shot).decode()}">'
