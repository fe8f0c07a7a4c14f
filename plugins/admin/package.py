"""Find the archive that holds the editor, hold it to its hash, and take from it what is served.

It is Sveltia CMS (MIT license) as its makers publish it on npm. It is no part of this project:
`start.py admin` has npm fetch it, or somebody puts it into its folder by hand.
"""

from __future__ import annotations

import hashlib
import tarfile
from functools import cache
from pathlib import Path

NAME, VERSION = "@sveltia/cms", "0.221.1"
SHA512 = (
    "27e4288a4f6418c9362fbbcda4e42b9c3985462f8d07abf02747fae7b62db31587"
    "d0ff16612611452442da943f8c619b56533ffcf83f588826929b30aa8a3781"
)
FOLDER = Path(__file__).parents[2] / ".cache" / "admin"
SERVED = "admin/sveltia"  # below the site
ENTRY = "index.js"
_BUILD = "package/npm/"  # the build that brings its own fonts
_LICENSE = "package/LICENSE.txt"


def find(folder: Path | None = None) -> Path | None:
    """Return the archive in FOLDER that is the one of this version, whatever it is called; or in
    another `folder`."""
    for path in sorted((folder or FOLDER).glob("*.tgz")):
        try:
            digest = hashlib.sha512(path.read_bytes()).hexdigest()
        except OSError:
            continue
        if digest == SHA512:
            return path
    return None


@cache
def served(archive: Path) -> dict[str, bytes]:
    """Return the files that are served, by their place in the site: no maps for debugging.

    `archive` is one that `find` has given.
    """
    found = {}
    with tarfile.open(archive) as opened:
        for member in opened.getmembers():
            stem = member.name.removeprefix(_BUILD)
            is_served = stem != member.name and not stem.endswith(".map")
            file = opened.extractfile(member) if is_served or member.name == _LICENSE else None
            if file:
                found[f"{SERVED}/{stem if is_served else 'LICENSE.txt'}"] = file.read()
    return found
