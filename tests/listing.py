"""List what lies in a folder, with the functions that the program itself uses."""

from __future__ import annotations

from pathlib import Path

from plugins.delivery import manifest
from plugins.delivery.folder import walk
from plugins.delivery.manifest import Manifest


def listed(folder: Path) -> Manifest:
    """Return the manifest of the files in a folder now, whatever its own manifest says."""
    return manifest.of_files({name: Path(path).read_bytes() for name, path in walk(folder)})
