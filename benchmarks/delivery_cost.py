"""What making a site ready for its host costs, step by step.

    python -m benchmarks.delivery_cost [--articles 1000]

The site is built once without a delivery. Then each step is done twice, on a fresh copy: the first
time all texts have to be packed, the second time what was packed is found again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks import articles
from plugins.core.cache import Store
from plugins.delivery import compression, fingerprints, folder, manifest, texts
from plugins.delivery.pieces import Files, piece

PROJECT = Path(__file__).resolve().parent.parent
BASE = "https://practice.example"  # as benchmarks/articles.py has it
Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1000)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        articles.write(here / "content", count)
        conf = here / "conf.py"
        conf.write_text('from publishconf import *\nPLUGINS = ["plugins.site"]\n')
        command = [sys.executable, "-m", "pelican", str(here / "content"), "-s", str(conf)]
        subprocess.run(
            [*command, "-t", str(PROJECT / "theme"), "-o", str(here / "built"), "-q"],
            cwd=PROJECT,
            check=True,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
        )
        for name in ("first", "again"):
            shutil.copytree(here / "built", here / name)
            print(f"{name}:")
            _deliver(here / name, Store(here, "packed"))


def _deliver(output: Path, kept: Store) -> None:
    before = _timed("read", lambda: Files(folder.read(output)))
    renamed = _timed("rename", lambda: fingerprints.rename(before, BASE, ""))
    files = _timed("texts", lambda: texts.delivered(before, renamed, {})).files
    packed, _ = _timed("pack", lambda: compression.packed(files, kept, {}))
    files |= packed
    listed = manifest.Manifest({name: one.file for name, one in files.items()})
    files[manifest.NAME] = piece(_timed("manifest", listed.as_bytes))
    _timed("write", lambda: folder.write(output, before.keys(), files))
    page = next(name for name in files if name.startswith("articles/") and name.endswith(".html"))
    for name in (page, f"{page}.gz", f"{page}.br"):
        print(f"  {files[name].file.size:9,} bytes  {name}")


def _timed(name: str, step: Callable[[], Result]) -> Result:
    begun = time.perf_counter()
    result = step()
    print(f"  {time.perf_counter() - begun:7.3f} s  {name}", flush=True)
    return result


if __name__ == "__main__":
    main()
