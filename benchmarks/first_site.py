"""Seconds from `setup --answers` to a whole preview: a practice that begins, in an empty folder.

    python -m benchmarks.first_site [--practice NAME] [--rounds 3]

The commands are those that a person types, each a process of its own: `setup --answers`, then
`preview`, which is asked until its home page is there, then for every page that the home page's
links lead to, and theirs; so the site is whole. Each round begins with nothing kept. Exit code 1 if
the middle one of the rounds takes longer than 30 seconds.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from desk.common import project
from tests.example_practices import ANSWERS

ENOUGH = 30.0
_ADDRESS = re.compile(r"http://\S+")
_HREF = re.compile(r"<a [^>]*?\bhref=\"(/[^\"#?]*)")


def main(name: str, rounds: int) -> int:
    took: dict[str, list[float]] = {"setup": [], "first page": [], "every page": [], "together": []}
    pages = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as place:
            pages, steps = _one(ANSWERS[name], Path(place))
            for step, seconds in zip(took, [*steps, sum(steps)], strict=True):
                took[step].append(seconds)
    for step, every in took.items():
        listed = " ".join(f"{seconds:.2f}" for seconds in every)
        print(f"{step:11} median {statistics.median(every):6.2f} s   ({listed})")
    print(f"{pages} pages were seen.")
    return int(statistics.median(took["together"]) > ENOUGH)


def _one(answers: str, folder: Path) -> tuple[int, list[float]]:
    """Return how many pages were seen, and the seconds of each step."""
    given, content = folder / "answers.yaml", folder / "content"
    given.write_text(answers, "utf-8")
    own = {**os.environ, "XDG_CACHE_HOME": str(folder / "own")}
    begun = time.perf_counter()
    command = [
        sys.executable,
        "tasks.py",
        "setup",
        "--content",
        str(content),
        "--answers",
        str(given),
    ]
    subprocess.run(command, cwd=project.ROOT, env=own, check=True, stdout=subprocess.DEVNULL)
    steps = [time.perf_counter() - begun]
    command = [sys.executable, "tasks.py", "preview", "--content", str(content), "--no-open"]
    begun = time.perf_counter()
    running = subprocess.Popen(
        [*command, "--port", "0"], cwd=project.ROOT, env=own, stdout=subprocess.PIPE, text=True
    )
    try:
        found = _ADDRESS.search(running.stdout.readline() if running.stdout else "")
        address = found[0] if found else ""
        home = _page(address)
        steps.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        seen, left = {"/"}, [("/", home)]
        while left:
            at, html = left.pop()
            for href in sorted({urlsplit(urljoin(at, to)).path for to in _HREF.findall(html)}):
                if href not in seen:
                    seen.add(href)
                    left.append((href, _page(urljoin(address, href))))
        steps.append(time.perf_counter() - begun)
    finally:
        running.terminate()
        running.wait()
    return len(seen), steps


def _page(address: str) -> str:
    """Return a page of the preview, once it is there."""
    with urlopen(address) as answer:  # on this computer
        html: str = answer.read().decode()
    if "<main" not in html:
        raise SystemExit(f"{address} shows no page.")
    return html


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--practice", choices=sorted(ANSWERS), default="group")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    sys.exit(main(arguments.practice, arguments.rounds))
