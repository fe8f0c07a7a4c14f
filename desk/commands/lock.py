"""Choose the versions of all libraries anew, for every system and every Python at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from desk.common.project import ROOT

# The oldest Python comes first in pyproject.toml too. No header and no index: which computer
# locked, and from where, is nobody's business and differs from one to the next.
_COMPILE = [
    *("pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"),
]
_FILES = (
    ["-o", "requirements.txt"],
    ["--group", "editor", "-c", "requirements.txt", "-o", "requirements-editor.txt"],
    [
        *("--group", "editor", "--group", "test"),
        *("-c", "requirements-editor.txt", "-o", "requirements-test.txt"),
    ],
)


def lock() -> int:
    """Write the requirements*.txt files from pyproject.toml: 0, or 1 if it failed.

    The one for the editor holds everything in the first, and the one for the tests everything in
    both, at the same versions: start.py relies on it.
    """
    with tempfile.TemporaryDirectory(prefix="practice-press-") as folder:
        try:
            uv = shutil.which("uv")
            if not uv:  # into a place that is thrown away afterwards: nothing else needs it
                venv.create(folder, with_pip=True)
                scripts = Path(folder, "Scripts" if sys.platform == "win32" else "bin")
                install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "uv"]
                subprocess.run(install, check=True)
                uv = str(scripts / "uv")
            for more in _FILES:
                subprocess.run([uv, *_COMPILE, "pyproject.toml", *more], cwd=ROOT, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"Not locked: {error}", file=sys.stderr)
            return 1
    names = ", ".join(more[-1] for more in _FILES)
    print(f"Locked: {names}. Now run the tests.")
    return 0
