"""What our plugin and theme cost beside stock Pelican: the same articles, side by side, one run.

    python -m benchmarks.plugin_cost [--articles 1000] [--rounds 3]

*Stock* is Pelican as it comes (its `simple` theme, its archives, categories, tags and feeds) with
typogrify and pelican-yaml-metadata, which the articles need. *Ours* is this project's
publishconf.py. All are whole processes, run in turn so that a busy machine slows all. Social
cards are drawn once for each title and then kept; the first build is told apart. What was read of
each article is kept as well, and thrown away before each round, so that *ours* reads all of them;
*again* is the next build, for which one of them was changed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import articles

PROJECT = Path(__file__).resolve().parent.parent
STOCK = """\
PATH = {content!r}
SITENAME = "Quiet Room"
SITEURL = "https://practice.example"
TIMEZONE = "America/Denver"
THEME = "simple"
ARTICLE_PATHS = ["articles"]
PLUGINS = ["yaml_metadata"]
TYPOGRIFY = True
ARTICLE_URL = "articles/{{slug}}/"
ARTICLE_SAVE_AS = "articles/{{slug}}/index.html"
MARKDOWN = {{"extensions": ["extra", "sane_lists", "toc"], "output_format": "html"}}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        content = folder / "content"
        articles.write(content, asked.articles)
        stock = folder / "stock.py"
        stock.write_text(STOCK.format(content=str(content)), "utf-8")
        runs: dict[str, list[float]] = {"stock": [], "ours": [], "again": []}
        settings = {"stock": stock, "ours": PROJECT / "publishconf.py"}
        begun = _seconds(content, settings["ours"], folder / "cards")
        print(f"ours, the first time, with a card drawn for each article: {begun:.2f} s")
        for _ in range(asked.rounds):
            shutil.rmtree(folder / ".cache" / "reading")
            for name, conf in settings.items():
                runs[name].append(_seconds(content, conf, folder / name))
            with (content / "articles" / "article-00000.md").open("a", encoding="utf-8") as file:
                file.write("\nOne more sentence.\n")
            runs["again"].append(_seconds(content, settings["ours"], folder / "again"))
        for name, seconds in runs.items():
            listed = " ".join(f"{second:.2f}" for second in seconds)
            print(f"{name:6} median {statistics.median(seconds):6.2f} s   ({listed})")
        for name in ("ours", "again"):
            ratio = statistics.median(runs[name]) / statistics.median(runs["stock"])
            print(f"{name} / stock = {ratio:.3f} for {asked.articles} articles")


def _seconds(content: Path, settings: Path, output: Path) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "pelican", str(content), "-s", str(settings), "-o", str(output)],
        cwd=PROJECT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
