"""The kinds of place that a site can be published to, a module each.

A module has SETTINGS (what publish.yaml may say of such a place) and `target(place, root)`, which
gives the `Target`; relative paths count from `root`, the folder above the content.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from desk.publishing.publish_yaml import Kinds, Place
from desk.publishing.target import Target

_MODULES = {
    "folder": "folder",
    "zip": "zip_file",
    "rsync": "rsync",
    "git": "git_branch",
    "netlify": "netlify",
    "cloudflare-pages": "cloudflare_pages",
}


def kinds() -> Kinds:
    """What publish.yaml may say of each kind of place."""
    return {kind: _module(kind).SETTINGS for kind in _MODULES}


def target(place: Place, root: Path) -> Target:
    """The place as something to publish to. Raises `Trouble` if what it needs is not there."""
    made: Target = _module(place.kind).target(place, root)
    return made


def _module(kind: str):  # type: ignore[no-untyped-def]  # a module with the two names above
    return import_module(f"desk.publishing.targets.{_MODULES[kind]}")
