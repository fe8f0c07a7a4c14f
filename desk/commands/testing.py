"""Check the program itself: its style, its types, its behavior."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time

from desk.common.project import ROOT

CODE = [
    "start.py",
    "tasks.py",
    "pelicanconf.py",
    "publishconf.py",
    "desk",
    "plugins",
    "tests",
    "benchmarks",
]


def check_everything(more: str = "") -> int:
    """Run every check, even after one has failed: 0 if all are well, else 1.

    `more` goes to pytest, as one would type it: `start.py test -- -k preview`.
    """
    checks = {
        "style": ["ruff", "check", "."],
        "format": ["ruff", "format", "--check", "."],
        "types": ["mypy", *(name for name in CODE if (ROOT / name).exists())],
        "tests": ["pytest", *split(more)],
    }
    failed = []
    for name, command in checks.items():
        print(f"--- {name}: {' '.join(command)}", flush=True)
        began = time.monotonic()
        code = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
        if code:
            failed.append(name)
        how = "FAILED" if code else "passed"
        print(f"--- {name}: {how} after {time.monotonic() - began:.1f} s\n", flush=True)
    print(f"FAILED: {', '.join(failed)}." if failed else f"All passed: {', '.join(checks)}.")
    return int(bool(failed))


def split(more: str) -> list[str]:
    """Return the words of a command line; on Windows a backslash is part of a path and stays."""
    return shlex.split(more, posix=sys.platform != "win32")
