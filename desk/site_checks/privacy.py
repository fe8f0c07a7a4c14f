"""Check that a visitor is left alone: nothing is asked of another computer, no script is run."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desk.site_checks.built_site import Built
from desk.site_checks.page import css_addresses
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_ELSEWHERE, GATE_SCRIPT

_COPY = "Put a copy into the site if you may, or make it a link that a visitor can follow."
_TAKE_OUT = "Take it out: only the search page runs a script, and visitors are told so."


def problems(site: Built, scripted: Collection[str], form: str = "") -> Iterator[Problem]:
    """Yield what a page or a style sheet loads from elsewhere, and the scripts of pages that are
    not `scripted`: only those may run scripts of the site's own. `form` is where the practice has
    chosen to have its contact form sent; a browser asks nothing there before a visitor sends it."""
    loads = {page.name: page.loads for page in site.pages.values()}
    for name in site.texts:
        if name.endswith(".css"):
            loads[name] = css_addresses(site.texts[name].decode("utf-8", "replace"))
    for name, addresses in loads.items():
        for address in filter(site.is_elsewhere, addresses):
            if form and address == form:
                continue
            line = site.line(name, address) if name in site.pages else 1
            message = "This would be loaded from elsewhere, where others learn who reads it"
            yield GATE_ELSEWHERE.problem(name, line, f"{message}: {address}.", _COPY)
    for page in site.pages.values():
        written = "A script is written into this page (“{}”)."
        found = [(f"{name}=", written.format(name)) for name in page.handlers]
        found += [
            (source or "<script", f"This page runs a script{source and f': {source}'}.")
            for source in page.scripts
            if page.name not in scripted or not source
        ]
        found += [
            (address, f"This link runs a script instead of leading somewhere: {address[:60]}.")
            for address in page.links
            if address.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
        ]
        for text, message in found:
            yield GATE_SCRIPT.problem(page.name, site.line(page.name, text), message, _TAKE_OUT)
