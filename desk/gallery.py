"""Photograph every kind of page, large and small, by day and by night, side by side."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error

from desk import browser, project, swap
from desk.contact_sheet import Photograph, contact_sheet
from desk.pelican_run import run_pelican
from desk.problems_report import print_problems
from desk.static_server import served

FOLDER = project.ROOT / "gallery"
SHEET = "contact-sheet.png"
_DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
_PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
MODES: dict[str, dict[str, Any]] = {
    "desktop, light": {**_DESKTOP, "color_scheme": "light"},
    "desktop, dark": {**_DESKTOP, "color_scheme": "dark"},
    "phone, light": {**_PHONE, "color_scheme": "light"},
    "phone, dark": {**_PHONE, "color_scheme": "dark"},
}
# One page of each kind: the first whose address begins so, in the order of the sheet.
_KINDS = {
    "home": "index.html",
    "articles": "articles/index.html",
    "path": "paths/*/index.html",
    "article": "articles/*/index.html",
    "questions": "questions/index.html",
    "about": "about/index.html",
    "consultation": "consultation/index.html",
    "search": "search/index.html",
    "not found": "404.html",
    "plain page": "*/index.html",
}


def gallery(content: str | Path | None = None, output: str | Path | None = None) -> int:
    """Photograph the site of `content` into the folder `output`, a new one or a former gallery.

    Returns 0, or 1 with the reason on stderr; the former pictures then stay as they are.
    """
    target = Path(output or FOLDER).expanduser().resolve()
    try:
        source = project.content_folder(content)
        swap.refuse_what_is_not_ours(
            target, [source, project.ROOT, Path.cwd(), Path.home()], FOLDER
        )
        with (
            tempfile.TemporaryDirectory() as folder,
            served(site := Path(folder, "site")) as address,
        ):
            run = run_pelican(project.PUBLISHING, source, site, SITEURL=address)
            if run.failed:
                print_problems(run.problems, sys.stderr)
                return _none("The site could not be made. Mend the errors above.")
            with browser.launched() as program, swap.fresh_folder_for(target) as fresh:
                _photograph(program, address, kinds(site), fresh)
                swap.put_in_place(fresh, target)
    except (browser.NoBrowser, project.NotAContentFolder, swap.NotOurs) as reason:
        return _none(str(reason))
    except Error as error:
        return _none(f"The browser broke off: {error.message}")
    except OSError as error:
        return _none(f"The disk said no: {error}.")
    print(f"All pictures on one sheet: {project.as_typed(target / SHEET)}")
    return 0


def kinds(site: Path) -> dict[str, str]:
    """A page of each kind that a built site has: the kind's name, and the page's address."""
    found: dict[str, str] = {}
    for kind, pattern in _KINDS.items():
        for file in sorted(site.glob(pattern)):
            address = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
            # A page that only sends on to another one is none to look at.
            if address not in found.values() and b'http-equiv="refresh"' not in file.read_bytes():
                found[kind] = address
                break
    return found


def _photograph(program: Browser, address: str, pages: dict[str, str], folder: Path) -> None:
    """One picture of each page in each mode, and the sheet; a terminal is told how far it is."""
    taken: list[Photograph] = []
    count = len(pages) * len(MODES)
    for photograph in _taken(program, address, pages, folder):
        taken.append(photograph)
        if sys.stdout.isatty() or len(taken) == count:
            print(f"\r{len(taken)} of {count} pictures", end="", flush=True)
    print()
    contact_sheet(taken, list(pages), list(MODES)).save(folder / SHEET, optimize=True)


def _taken(
    program: Browser, address: str, pages: dict[str, str], folder: Path
) -> Iterator[Photograph]:
    for mode, options in MODES.items():
        with program.new_context(**options, reduced_motion="reduce") as context:
            page = context.new_page()
            page.goto(address)  # with it come the fonts, so that no picture is taken without them
            page.evaluate("document.fonts.ready")
            for kind, path in pages.items():
                page.goto(address + path)
                page.evaluate("document.fonts.ready")
                file = folder / f"{kind}, {mode}.png".replace(", ", "-").replace(" ", "-")
                page.screenshot(path=file, full_page=True)
                yield Photograph(kind, mode, file, options.get("device_scale_factor", 1))


def _none(reason: str) -> int:
    print(f"No pictures. {reason}", file=sys.stderr)
    return 1
