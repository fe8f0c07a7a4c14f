"""Check that every address within the site leads to a file, and to a place in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress

from desk.site_checks.built_site import Built
from desk.site_checks.page import css_addresses
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_FILE, GATE_FRAGMENT, GATE_LINK

_MEND = "Correct it in the text, or in the theme's template if it stands on every page."
_COPY = "Copy the address again from that heading or question, as it stands now."
_PUT = "Put the file in its place, or take its name out of the text or the template."


def problems(site: Built) -> Iterator[Problem]:
    """Yield the addresses at which nothing stands, on pages and in the files beside them."""
    files = []
    for page in site.pages.values():
        for address in page.links:
            if address[:1] == "#" and address[1:] in page.ids:  # as most of them are
                continue
            place = site.place(page.name, address)
            if place is None:
                continue
            if not address.strip() or place.file is None:
                message = f"The link “{address}” leads nowhere."
                yield GATE_LINK.problem(page.name, site.line(page.name, address), message, _MEND)
            elif place.fragment and not _is_in(site, place.file, place.fragment):
                message = f"The link “{address}” leads to a page on which that place is not."
                yield GATE_FRAGMENT.problem(
                    page.name, site.line(page.name, address), message, _COPY
                )
        files += [(page.name, address) for address in (*page.loads, *page.says)]
    for name in site.texts:
        if not name.endswith((".css", ".webmanifest", "robots.txt")):
            continue
        text = site.texts[name].decode("utf-8", "replace")
        named: Iterable[str] = ()
        if name.endswith(".css"):
            named = css_addresses(text)
        elif name.endswith(".webmanifest"):
            with suppress(ValueError):
                # Web Application Manifest: the page that it begins with, and its icons.
                if isinstance(shape := json.loads(text), dict):
                    told = [*(shape.get("icons") or ()), {"src": shape.get("start_url", "")}]
                    named = [str(one["src"]) for one in told if "src" in one]
        elif name == "robots.txt":
            lines = (line.partition(":") for line in text.splitlines())
            named = [to.strip() for what, _, to in lines if what.strip().lower() == "sitemap"]
        files += [(name, address) for address in named]
    for name, address in files:
        place = site.place(name, address)
        if place is not None and place.file is None:
            line = site.line(name, address) if name in site.pages and address else 1
            message = f"The file “{address}” is named here, and there is no such file."
            yield GATE_FILE.problem(name, line, message, _PUT)


def _is_in(site: Built, file: str, fragment: str) -> bool:
    """Return whether there is such a place (HTML, section 7.4.6.3); “:~:” begins an instruction
    for browsers."""
    fragment = fragment.partition(":~:")[0]
    seen = set()
    while file in site.pages and file not in seen:
        page = site.pages[file]
        if not fragment or fragment.lower() == "top" or fragment in page.ids:
            return True
        seen.add(file)
        on = site.place(file, page.moved) if page.moved else None
        if on is None or on.file is None:
            return bool(page.moved)  # what stands at somebody else's address is not known
        file = on.file
    return file not in site.pages
