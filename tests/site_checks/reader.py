"""A visitor who never stops: opens the output, reads all of it, and says what was there.

    python -m tests.site_checks.reader OUTPUT

When its standard input is closed it writes how often the site was whole, was replaced while it was
being read ("overtaken"), was not there at all ("absent"), or was "torn": files missing, changed or
too many in a folder that was still the output. A site is told by the hashes of its manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
import select
import sys
import time
from collections import Counter
from pathlib import Path

from desk.common import atomic_folder
from plugins.delivery import manifest


def look(output: Path) -> str:
    """One reading, by the folder's own handle: a swap on the way does not mix two versions."""
    try:
        folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return "absent"
    try:
        wrong = _wrong(folder)
        if wrong.startswith("missing") and _is_another(folder, output):
            return "overtaken"
        return f"torn: {wrong}" if wrong else "whole"
    finally:
        os.close(folder)


def _wrong(folder: int) -> str:
    try:
        listed = manifest.parse(_read(folder, manifest.NAME)).files
        for name, file in listed.items():
            if hashlib.sha256(_read(folder, name)).hexdigest() != file.sha256:
                return f"changed {name}"
        there = {
            os.path.normpath(os.path.join(place, name))  # noqa: PTH118
            for place, _, names, _ in os.fwalk(".", dir_fd=folder)
            for name in names
        }
    except FileNotFoundError as error:
        return f"missing {error.filename}"
    except manifest.ManifestError as error:
        return f"no manifest: {error}"
    expected = {*listed, manifest.NAME, atomic_folder.MARKER}
    if missing := expected - there:
        return f"missing {sorted(missing)}"
    return f"too many {sorted(there - expected)}" if there - expected else ""


def _read(folder: int, name: str) -> bytes:
    handle = os.open(name, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _is_another(folder: int, output: Path) -> bool:
    """Has another site taken this one's place since it was opened?"""
    try:
        now = output.stat()
    except FileNotFoundError:
        return True
    return (now.st_dev, now.st_ino) != (os.fstat(folder).st_dev, os.fstat(folder).st_ino)


def main() -> None:
    output = Path(sys.argv[1])
    while not output.exists():
        time.sleep(0.01)
    seen: Counter[str] = Counter()
    while not select.select([sys.stdin], [], [], 0)[0]:
        seen[look(output)] += 1
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
