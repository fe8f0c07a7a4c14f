"""The kinds of place that a site can be published to; publish.schema.json has their settings.

Relative paths count from `root`, the folder above the content. The hosts that are fed by a program
of their own are rows of a table in `upload_tool`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from desk.publish.config import Place
from desk.publish.target import Target
from desk.publish.targets import folder, git_branch, rsync, upload_tool, zip_file

_KINDS: Mapping[str, Callable[[Place, Path], Target]] = {
    "folder": folder.Folder.of,
    "zip": zip_file.Zip.of,
    "rsync": rsync.target,
    "git": git_branch.target,
    **dict.fromkeys(upload_tool.TOOLS, upload_tool.target),
}


def target(place: Place, root: Path) -> Target:
    """Return the place as a target; raise `CommandError` if what it needs is missing."""
    return _KINDS[place.kind](place, root)
