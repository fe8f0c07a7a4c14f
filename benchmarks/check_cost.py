"""What a check costs beside stock Pelican's build of the same articles, side by side, one run.

    python -m benchmarks.check_cost [--articles 1000] [--rounds 3]

Each round begins with nothing kept: every file is read. Then follows a check after one article
was saved, and one with nothing changed. *Stock* is that of `benchmarks.plugin_cost`. All are whole
processes, run in turn, so that a busy machine slows all of them.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import articles
from benchmarks.plugin_cost import PROJECT, STOCK


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        content = folder / "content"
        articles.write(content, asked.articles)
        settings = folder / "stock.py"
        settings.write_text(STOCK.format(content=str(content)), "utf-8")
        stock = ["-m", "pelican", str(content), "-s", str(settings), "-o", str(folder / "output")]
        check = ["tasks.py", "check", "--content", str(content)]
        runs: dict[str, list[float]] = {"stock": [], "check": [], "one saved": [], "unchanged": []}
        for _ in range(asked.rounds):
            runs["stock"].append(_seconds(stock))
            shutil.rmtree(folder / ".cache", ignore_errors=True)
            runs["check"].append(_seconds(check))
            with (content / "articles" / "article-00000.md").open("a", encoding="utf-8") as file:
                file.write("\nOne more sentence.\n")
            runs["one saved"].append(_seconds(check))
            runs["unchanged"].append(_seconds(check))
        for name, seconds in runs.items():
            listed = " ".join(f"{second:.2f}" for second in seconds)
            print(f"{name:10} median {statistics.median(seconds):6.2f} s   ({listed})")
        for name in ("check", "one saved", "unchanged"):
            ratio = statistics.median(runs[name]) / statistics.median(runs["stock"])
            print(f"{name} / stock = {ratio:.3f} for {asked.articles} articles")


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], cwd=PROJECT, check=False, capture_output=True, text=True
    )
    seconds = time.perf_counter() - begun
    if done.returncode not in (0, 1):  # a check ends with 1 where there is something to mend
        raise SystemExit(done.stderr)
    return seconds


if __name__ == "__main__":
    main()
