"""Every address on a page that stays within the site leads to a file, and to a place in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from desk.site_checks.built_site import Built
from desk.site_checks.css import css_addresses
from desk.site_checks.page import Page
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_FILE, GATE_FRAGMENT, GATE_LINK

_MEND = "Correct it in the text, or in the theme's template if it stands on every page."


def faults(site: Built) -> Iterator[Problem]:
    """Addresses within the site at which nothing stands, on pages and in the files beside them."""
    for page in site.pages.values():
        for address in page.links:
            yield from _link(site, page, address)
        for address in (*page.loads, *page.says):
            yield from _file(site, page.name, address, page.line(address) if address else 1)
    for name, text in site.texts.items():
        for address in _named(name, text):
            yield from _file(site, name, address, 1)


def _link(site: Built, page: Page, address: str) -> Iterator[Problem]:
    place = site.addresses.place(page.name, address)
    if place is None:
        return
    if not address.strip() or place.file is None:
        message = f"The link “{address}” leads nowhere."
        yield GATE_LINK.problem(page.name, page.line(address), message, _MEND)
    elif place.fragment and not _is_in(site, place.file, place.fragment):
        message = f"The link “{address}” leads to a page on which that place is not."
        remedy = "Copy the address once more from that heading or question, as it stands now."
        yield GATE_FRAGMENT.problem(page.name, page.line(address), message, remedy)


def _is_in(site: Built, file: str, fragment: str) -> bool:
    """Is there such a place? HTML, section 7.4.6.3; “:~:” begins an instruction for browsers."""
    fragment = fragment.partition(":~:")[0]
    seen = set()
    while file in site.pages and file not in seen:
        page = site.pages[file]
        if not fragment or fragment.lower() == "top" or fragment in page.ids:
            return True
        seen.add(file)
        on = site.addresses.place(file, page.moved) if page.moved else None
        if on is None or on.file is None:
            return bool(page.moved)  # what stands at somebody else's address is not known
        file = on.file
    return file not in site.pages


def _file(site: Built, name: str, address: str, line: int) -> Iterator[Problem]:
    place = site.addresses.place(name, address)
    if place is not None and place.file is None:
        message = f"The file “{address}” is named here, and there is no such file."
        remedy = "Put the file in its place, or take its name out of the text or the template."
        yield GATE_FILE.problem(name, line, message, remedy)


def _named(name: str, data: bytes) -> Iterable[str]:
    """The files that a file which is no page names."""
    text = data.decode("utf-8", "replace")
    if name.endswith(".css"):
        return css_addresses(text)
    if name.endswith(".webmanifest"):
        return _app_files(text)
    if name == "robots.txt":
        lines = (line.partition(":") for line in text.splitlines())
        return [to.strip() for what, _, to in lines if what.strip().lower() == "sitemap"]
    return ()


def _app_files(text: str) -> Iterator[str]:
    """Web Application Manifest: the page that it begins with, and its icons."""
    try:
        shape = json.loads(text)
    except ValueError:
        shape = {}
    if isinstance(shape, dict):
        icons = shape.get("icons")
        yield from (str(icon["src"]) for icon in icons or () if "src" in icon)
        if "start_url" in shape:
            yield str(shape["start_url"])
