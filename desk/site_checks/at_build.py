"""The gate as `build` goes through it: the fresh site, and what would be lost of the old one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.settings import get_settings_from_file

from desk import site_checks
from desk.common import project
from desk.site_checks import budgets
from plugins.core.build import Result
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_FRAGMENT
from plugins.delivery import manifest
from plugins.delivery import published_addresses as addresses


def problems(fresh: Path, target: Path, result: Result | None) -> list[Problem]:
    """What is wrong with the site in `fresh`, which is to become `target`. Raises OSError.

    `result` is what the build knows of it. What the gate allows stands in publishconf.py, under
    PRACTICE_BUDGETS.
    """
    settings = get_settings_from_file(str(project.PUBLISHING))
    found = site_checks.faults(
        fresh,
        base=result.build.base if result else "",
        root=result.build.root if result else "",
        shown=f"{project.as_typed(target)}/",
        scripted=result.search_pages if result else (),
        allowed=budgets.of_settings(settings.get("PRACTICE_BUDGETS", {})),
    )
    if result is None:
        return found
    checked: Any = result.checked
    # A writer has said, with a reason, that a link to no place on its page is meant.
    if checked and any(one.rule == "link-fragment" for one in checked.allowances):
        found = [
            replace(one, severity="warning", stops="") if one.rule == GATE_FRAGMENT.code else one
            for one in found
        ]
    return found + _lost(fresh, result)


def _lost(fresh: Path, result: Result) -> list[Problem]:
    """Addresses that were published once, at which nothing would be found and nothing is said."""
    known = {
        address: line
        for address, line in addresses.read(result.build.content).items()
        if address not in result.gone
    }
    try:
        made = manifest.read(fresh)
    except (OSError, manifest.NotAManifest):  # which is told as a fault of its own
        return []
    old = fresh / "_redirects"
    shown = result.build.shown(addresses.NAME)
    return addresses.lost(known, made, old.read_bytes() if old.is_file() else b"", shown)
