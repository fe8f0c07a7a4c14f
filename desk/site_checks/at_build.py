"""Check the fresh site as `build` does, and what would be lost of the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.settings import get_settings_from_file

from desk import site_checks
from desk.common import project
from desk.site_checks import budgets
from plugins.core import cache
from plugins.core.build import Result
from plugins.core.paths import from_here
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_FRAGMENT
from plugins.delivery import manifest
from plugins.delivery import published_addresses as addresses
from plugins.delivery.manifest import File


def problems(
    fresh: Path, target: Path, result: Result | None, written: Mapping[str, File] | None = None
) -> list[Problem]:
    """Return what is wrong with the site in `fresh`, which is to become `target`, and what it would
    lose of the addresses that were published before. Raises OSError.

    `result` is what the build knows of it. What a page may weigh stands in publishconf.py, under
    PRACTICE_BUDGETS. `written` is what the build has just written, as far as it is known.
    """
    settings = get_settings_from_file(str(project.PUBLISHING))
    found = site_checks.problems(
        fresh,
        base=result.build.base if result else "",
        root=result.build.root if result else "",
        shown=f"{from_here(target)}/",
        scripted=result.script_pages if result else (),
        form=result.form if result else "",
        allowed=budgets.of_settings(settings.get("PRACTICE_BUDGETS", {})),
        written=written,
        kept=result.stores["checked"] if result else None,
    )
    if result is None:
        return found
    damage = cache.problems([result.stores["checked"]], result.build.shown)
    found += [one for one in damage if one.severity != "note"]  # what is not kept is told already
    checked: Any = result.checked
    # A writer has said, with a reason, that a link to no place on its page is meant.
    if checked and any(one.rule == "link-fragment" for one in checked.allowances):
        found = [
            replace(one, severity="warning", stops="") if one.rule == GATE_FRAGMENT.code else one
            for one in found
        ]
    try:
        made = manifest.read(fresh)
    except (OSError, manifest.ManifestError):  # which is a problem of its own
        return found
    known = addresses.read(result.build.content).items()
    old = fresh / "_redirects"
    return found + addresses.lost(
        {address: line for address, line in known if address not in result.gone},
        made,
        old.read_bytes() if old.is_file() else b"",
        result.build.shown(addresses.NAME),
    )
