"""What Lighthouse says of the site: four scores out of 100, on a telephone and on a computer.

    python -m benchmarks.lighthouse [--content FOLDER] [--practice NAME] [--runs 3] [PAGE ...]

Needs npm's `npx` and a browser of the Chromium family; npx fetches Lighthouse when it is not there
yet. With `--practice` the site is one of those that the tests set up. It is built for the loopback
address at which it is served, compressed and with the headers of a strict host, and each page is
measured with Lighthouse's own slow line and slow processor; of several runs the middle one counts.
Exit code 1 if any score is below 100.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from desk.build.pelican_run import run_pelican
from desk.common import project
from tests import example_practices, local_browser
from tests.static_server import served

LIGHTHOUSE = "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# A page of each kind; of the articles the first.
KINDS = ("", "articles/*/", "questions/", "consultation/", "search/")
FORM_FACTORS: dict[str, list[str]] = {"phone": [], "desktop": ["--preset=desktop"]}
# What stands behind the performance score, and its unit.
METRICS = ("first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift")


def main(content: Path, pages: list[str], runs: int) -> int:
    npx, program = shutil.which("npx"), local_browser.find()
    if not npx or not program:
        print(
            local_browser.NoBrowserError() if npx else "npx is not here: install npm.",
            file=sys.stderr,
        )
        return 1
    worst = 100
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        run = run_pelican(project.PUBLISHING, content, Path(folder), SITEURL=address)
        if run.failed:
            print(*run.problems, sep="\n", file=sys.stderr)
            return 1
        for page in pages or list(addresses(Path(folder))):
            for form, options in FORM_FACTORS.items():
                command = [npx, "--yes", LIGHTHOUSE, address + page, *options]
                reports = sorted((measure(command, program) for _ in range(runs)), key=speed)
                report = reports[runs // 2]
                scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
                worst = min(worst, *scores)
                metrics = [report["audits"][name]["displayValue"] for name in METRICS]
                print(f"{'/'.join(map(str, scores)):17} {form:8} {page:42} {', '.join(metrics)}")
                for line in lost(report):
                    print(f"    {line}")
    return int(worst < 100)


def addresses(site: Path) -> Iterator[str]:
    """A page of each kind that a built site has."""
    for kind in KINDS:
        # A page that only sends on to another one is none to measure.
        found = (
            file
            for file in sorted(site.glob(f"{kind}index.html"))
            if b'http-equiv="refresh"' not in file.read_bytes()
        )
        for file in islice(found, 1):
            yield "/" + file.relative_to(site).as_posix().removesuffix("index.html")


def measure(command: list[str], program: Path) -> dict[str, Any]:
    """Lighthouse's report on a page, as its JSON holds it."""
    started = " ".join(["--headless=new", *local_browser.flags()])
    only = f"--only-categories={','.join(CATEGORIES)}"
    done = subprocess.run(
        [*command, "--quiet", "--output=json", f"--chrome-flags={started}", only],
        env={**os.environ, "CHROME_PATH": str(program)},
        capture_output=True,
        text=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def speed(report: dict[str, Any]) -> float:
    score: float = report["categories"]["performance"]["score"]
    return score


def lost(report: dict[str, Any]) -> list[str]:
    """What cost points: each audit below its best that counts for a score."""
    counted = {
        ref["id"]
        for category in report["categories"].values()
        for ref in category["auditRefs"]
        if ref["weight"]
    }
    return [
        f"{audit['score']:.2f} {audit['title']} {audit.get('displayValue', '')}"
        for name, audit in report["audits"].items()
        if name in counted and audit["score"] is not None and audit["score"] < 0.995
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="such as /articles/rest/")
    parser.add_argument("--content", type=Path, default=project.CONTENT)
    parser.add_argument("--practice", choices=example_practices.EXAMPLES)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        content = arguments.content
        if arguments.practice:
            content = example_practices.write(arguments.practice, Path(place))
        sys.exit(main(content, arguments.pages, arguments.runs))
