"""Compare Practice Press with stock Pelican, Hugo, Zola and Eleventy on the same articles.

    python -m benchmarks.peers [--sizes 11 100] [--rounds 3] [--only ours,hugo] [--scenarios edit]
                               [--saves 300] [--json FILE] [--read FILE ...] [--write]

All tools take turns, so that a busy machine slows all. Each build is a fresh process:

    cold     nothing is there but the content        title  a title has changed
    nothing  nothing has changed                     fact   the name of the site has changed
    edit     a word of an article has changed        css    a style sheet has got a rule
    bare     cold, of ours, without most of what     new    there is one more article
             the others do not do: see `sites.py`
    first    the server of each tool is started where it has run before: to the first page
    save     a word is saved while it runs: to the page that shows it, and the memory after many

What is compared, in which version and with which options, stands in `tools.py`; what a tool's
site is, in `themes` and `sites.py`; how it is measured, in `measure.py`. A tool that cannot be had
here is left out, and it is said why. With --read, figures of earlier runs are reported as well;
--write puts table and chart into docs/speed.md.
"""

from __future__ import annotations

import argparse
import platform
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.peers import report, scenarios, sites, tools
from benchmarks.peers.measure import FailedError
from benchmarks.peers.report import Measured
from benchmarks.peers.scenarios import BUILDS, SERVERS, Figure, Site


def main() -> int:
    """Measure what is asked for, and print the tables. Returns 0, or 1 if a tool has failed."""
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers end as well
    measured = Measured("", {}, {}, ())
    for path in asked.read:
        measured = measured.joined(report.read(path))
    programs = {}
    for name in asked.only.split(",") if asked.sizes else ():
        tool = tools.BY_NAME[name]
        tell(f"{tool.title}: is it here?")
        try:
            programs[tool] = tools.program(tool)
            measured.versions[name] = tools.version(tool, programs[tool])
        except tools.NotHadError as reason:
            programs.pop(tool, None)
            measured.missing[name] = str(reason)
            tell(f"{tool.title} is left out. {reason}")
    failed = False
    for size in asked.sizes:
        figures: list[Figure] = []
        try:
            with tempfile.TemporaryDirectory() as place:
                _measure(asked, size, Path(place), programs, figures)
        except FailedError as reason:
            tell(str(reason))
            failed = True
        finally:  # what was measured is kept, however it ends
            measured = measured.joined(Measured(machine_and_day(), {}, {}, tuple(figures)))
            if asked.json:
                report.save(measured, asked.json)
    print(report.tables(measured))
    if asked.write:
        report.write(measured)
    return int(failed)


def _measure(
    asked: argparse.Namespace,
    size: int,
    place: Path,
    programs: dict[tools.Tool, str],
    figures: list[Figure],
) -> None:
    """Add to `figures` what is measured with sites of `size` articles in the folder `place`."""
    tell_size = partial(tell, f"{size} articles")
    tell_size("the sites are written")
    all_sites = []
    for tool, program in programs.items():
        site = Site(tool, program, place / tool.name, size)
        sites.write(tool, site.folder, size)
        scenarios.build(site, "nothing", "")  # so that no round is the first to load a program
        all_sites.append(site)
    wanted = asked.scenarios
    figures.extend(scenarios.builds(all_sites, wanted, asked.rounds, tell_size))
    limits = (asked.rounds, asked.saves, asked.save_seconds)
    figures.extend(scenarios.servers(all_sites, wanted, *limits, tell_size))


def tell(*words: str) -> None:
    """Say on stderr what is done now."""
    print(time.strftime("%H:%M:%S"), *words, sep="  ", file=sys.stderr, flush=True)


def machine_and_day() -> str:
    """Return on what computer this runs, as far as it matters for speed, and when."""
    facts = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    models = [line.split(": ")[1] for line in facts if line.startswith("model name")]
    model = models[0] if models else platform.machine()
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{len(models)} processor cores ({model}), {system}, {datetime.now(UTC).date()}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    kinds = (*BUILDS, *SERVERS)
    parser.add_argument("--sizes", type=int, nargs="*", default=[11, 100, 1000, 5000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(tools.BY_NAME), help="tools: %(default)s")
    parser.add_argument("--scenarios", nargs="+", choices=kinds, default=kinds, metavar="KIND")
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument(
        "--save-seconds", type=float, default=300, help="for the saves of a tool: %(default)s"
    )
    parser.add_argument("--json", type=Path, help="where each figure is written")
    parser.add_argument("--read", type=Path, nargs="+", default=[], help="such files of before")
    parser.add_argument("--write", action="store_true", help="write docs/speed.md and its picture")
    asked = parser.parse_args()
    if unknown := set(asked.only.split(",")) - set(tools.BY_NAME):
        parser.error(f"unknown to --only: {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
