"""Check the fresh site as `build` does, and what would be lost of the old one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.settings import get_settings_from_file

from desk import site_checks
from desk.common import project
from desk.site_checks import budgets
from plugins.checks.run import Page
from plugins.core.build import Site
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_FRAGMENT
from plugins.delivery import manifest
from plugins.delivery import published_addresses as addresses


def problems(fresh: Path, target: Path, site: Site | None) -> list[Problem]:
    """Return what is wrong with the site in `fresh`, which is to become `target`, and what it would
    lose of the addresses that were published before. Raises OSError.

    `site` is what the build knows of it. What a page may weigh stands in publishconf.py, under
    PRACTICE_BUDGETS.
    """
    settings = get_settings_from_file(str(project.PUBLISHING))
    checked: Any = site.checked if site else None
    pages: tuple[Page, ...] = tuple(checked.pages) if checked else ()
    # In every language.
    searches = {
        page.entry.url
        for page in pages
        if page.entry.document.fields.get("template", "") == "search"
    }
    found = site_checks.problems(
        fresh,
        base=site.base if site else "",
        root=site.root if site else "",
        shown=f"{project.as_typed(target)}/",
        scripted={f"{url}index.html" for url in searches | {site.urls.get("search", "")} if url}
        if site
        else (),
        allowed=budgets.of_settings(settings.get("PRACTICE_BUDGETS", {})),
    )
    if site is None:
        return found
    # A writer has said, with a reason, that a link to no place on its page is meant.
    if checked and any(one.rule == "link-fragment" for one in checked.allowances):
        found = [
            replace(one, severity="warning", stops="") if one.rule == GATE_FRAGMENT.code else one
            for one in found
        ]
    try:
        made = manifest.read(fresh)
    except (OSError, manifest.NotAManifest):  # which is a problem of its own
        return found
    known = addresses.read(site.content).items()
    old = fresh / "_redirects"
    return found + addresses.lost(
        {address: line for address, line in known if address not in site.gone},
        made,
        old.read_bytes() if old.is_file() else b"",
        site.shown(addresses.NAME),
    )
