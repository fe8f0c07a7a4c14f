"""A visitor is left alone: no page asks another computer for anything or runs a script."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desk.site_checks.built_site import Built
from desk.site_checks.css import css_addresses
from desk.site_checks.page import Page
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_ELSEWHERE, GATE_SCRIPT


def faults(site: Built, scripted: Collection[str]) -> Iterator[Problem]:
    """`scripted` are the pages that may run scripts of the site's own: the search."""
    for page in site.pages.values():
        for address in page.loads:
            if site.addresses.is_elsewhere(address):
                yield _elsewhere(page.name, page.line(address), address)
        yield from _scripts(page, page.name in scripted)
    for name, text in site.texts.items():
        if name.endswith(".css"):
            for address in css_addresses(text.decode("utf-8", "replace")):
                if site.addresses.is_elsewhere(address):
                    yield _elsewhere(name, 1, address)


def _elsewhere(name: str, line: int, address: str) -> Problem:
    message = f"This would be loaded from elsewhere, where others learn who reads it: {address}"
    remedy = "Put a copy into the site if you may, or make it a link that a visitor can follow."
    return GATE_ELSEWHERE.problem(name, line, f"{message}.", remedy)


def _scripts(page: Page, may: bool) -> Iterator[Problem]:
    for name in page.handlers:
        message = f"A script is written into this page (“{name}”)."
        yield GATE_SCRIPT.problem(page.name, page.line(f"{name}="), message, _TAKE_OUT)
    for source in page.scripts:
        if not may or not source:
            what = f": {source}" if source else ""
            message = f"This page runs a script{what}."
            yield GATE_SCRIPT.problem(page.name, page.line(source or "<script"), message, _TAKE_OUT)
    for address in page.links:
        if address.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
            message = f"This link runs a script instead of leading somewhere: {address[:60]}"
            yield GATE_SCRIPT.problem(page.name, page.line(address), f"{message}.", _TAKE_OUT)


_TAKE_OUT = "Take it out: only the search page runs a script, and visitors are told so."
