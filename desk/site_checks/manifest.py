"""The folder holds what the build has put there, and nothing else: `manifest.json` lists it all."""

from __future__ import annotations

from collections.abc import Iterator

from desk.common import atomic_folder
from desk.site_checks.built_site import Built
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_MANIFEST
from plugins.delivery import manifest

_AGAIN = "Build once more; if it stays so, tell whoever looks after the program."
_NOT_LISTED = (manifest.NAME, atomic_folder.MARKER)


def faults(site: Built) -> Iterator[Problem]:
    """Files that are listed and not there, that have changed, or that nobody has listed."""
    try:
        listed = manifest.parse(site.texts.get(manifest.NAME, b"")).files
    except manifest.NotAManifest:
        message = "The list of the site's files is missing or cannot be read."
        remedy = "Let “plugins.delivery” stand under PLUGINS in publishconf.py: it writes the list."
        yield GATE_MANIFEST.problem(manifest.NAME, 1, message, remedy)
        return
    for name in sorted(listed.keys() - site.files.keys()):
        message = f"The file “{name}” belongs to the site, and it is not there."
        yield GATE_MANIFEST.problem(name, 1, message, _AGAIN)
    for name, file in site.files.items():
        if name in _NOT_LISTED:
            continue
        if name not in listed:
            message = "This file lies in the site's folder, and the build has not put it there."
            yield GATE_MANIFEST.problem(name, 1, message, _AGAIN)
        elif file != listed[name]:
            message = "This file has changed since the build has written it."
            yield GATE_MANIFEST.problem(name, 1, message, _AGAIN)
