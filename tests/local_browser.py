"""Find the browser of this computer, and start it so that it talks to nobody but our pages."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

# Each of them is Chromium inside. Chromium from a snap comes last: it may not read /tmp.
_NAMES = (
    *("chromium", "google-chrome-stable", "google-chrome", "chromium-browser"),
    *("microsoft-edge-stable", "microsoft-edge", "chrome", "msedge"),
)
_MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
# A browser on its own keeps asking its maker for news; ours is to be quiet and leave no trace.
_QUIET = [
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--no-pings"),
    # Two pages behind the address bar, which each new window would load, take half of its time.
    "--disable-features=OptimizationHints,MediaRouter,Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]


class NoBrowserError(Exception):
    """No browser is to be found here; the message is the one line that helps."""

    def __init__(self) -> None:
        if sys.platform == "linux":
            what = "sudo apt-get install chromium"
            super().__init__(f"There is no browser here to look at pages with. Install one: {what}")
        else:
            super().__init__(
                "There is no browser here to look at pages with. Install Google Chrome."
            )


def find() -> Path | None:
    """A browser of the Chromium family: the one that CHROME_PATH names, or one in a usual place."""
    named = os.environ.get("CHROME_PATH")
    if named:
        return Path(named) if Path(named).is_file() else None
    found = [Path(path) for path in map(shutil.which, _NAMES) if path]
    found += [path for path in _usual_places() if path.is_file()]
    return min(found, key=lambda path: "snap" in path.parts, default=None)


def _usual_places() -> list[Path]:
    if sys.platform == "darwin":
        folders = [Path("/Applications"), Path.home() / "Applications"]
        apps = [f"{app}.app/Contents/MacOS/{app}" for app in _MAC_APPS]
        return [folder / app for app in apps for folder in folders]
    if sys.platform == "win32":
        names = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
        roots = [Path(os.environ[name]) for name in names if os.environ.get(name)]
        return [root / program for program in _WINDOWS_PROGRAMS for root in roots]
    return []


def flags() -> list[str]:
    """How the browser is started. Only root, in a container, has to do without its sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*_QUIET, *(["--no-sandbox"] if root else [])]


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser, without a window and with an empty profile. Raises `NoBrowserError`."""
    program = find()
    if program is None:
        raise NoBrowserError
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags())
        try:
            yield browser
        finally:
            browser.close()
