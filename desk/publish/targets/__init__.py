"""The kinds of place that a site can be published to.

The module of a kind has SETTINGS (what publish.yaml may say of such a place) and
`target(place, root)`, which gives the `Target`; relative paths count from `root`, the folder above
the content. The hosts that are fed by a program of their own are rows of a table in `upload_tool`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from desk.publish.config import Kinds, Place, Setting
from desk.publish.target import Target
from desk.publish.targets import folder, git_branch, rsync, upload_tool, zip_file

_KINDS: dict[str, tuple[Mapping[str, Setting], Callable[[Place, Path], Target]]] = {
    "folder": (folder.SETTINGS, folder.Folder.of),
    "zip": (zip_file.SETTINGS, zip_file.Zip.of),
    "rsync": (rsync.SETTINGS, rsync.target),
    "git": (git_branch.SETTINGS, git_branch.target),
    **{kind: (tool.settings, upload_tool.target) for kind, tool in upload_tool.TOOLS.items()},
}


def kinds() -> Kinds:
    """Return what publish.yaml may say of each kind of place."""
    return {kind: settings for kind, (settings, _) in _KINDS.items()}


def target(place: Place, root: Path) -> Target:
    """Return the place as a target; raise `CommandError` if what it needs is missing."""
    return _KINDS[place.kind][1](place, root)
