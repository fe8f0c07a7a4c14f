"""Something goes wrong while a site is published: what do visitors meet, and what comes after?

    python -m benchmarks.publish_faults [--times 50] [--pages 40] [--only rsync,git]

Each fault happens so many times to each kind of place, each time at another moment: real sshd, git
and rsync, folders on small disks, all on this computer. A reader looks at the live site throughout.
Run as root on Linux to have small disks; else that fault is left out.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.publish.trials import DISK, FAULTS, KINDS, Laboratory, Tally, Trial, possible

_HEAD = "target  fault          times   old   new  repeated   looks  torn  lock free"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--only", default=",".join(KINDS))
    parser.add_argument("--fault", default="")
    parser.add_argument("--seed", type=int, default=20261122)
    asked = parser.parse_args()
    faults = [fault for fault in FAULTS if asked.fault in fault]
    table: dict[tuple[str, str], Tally] = {}
    enough = threading.Event()
    kinds = asked.only.split(",")
    total = asked.times * sum(possible(kind, fault) for kind in kinds for fault in faults)
    with ThreadPoolExecutor(len(kinds) + 1) as several:
        working = [several.submit(_target, kind, faults, asked, table, enough) for kind in kinds]
        try:
            while not all(work.done() for work in working):
                done = sum(tally.times for tally in list(table.values()))
                print(f"\r\033[K{done} of {total} faults", end="", file=sys.stderr, flush=True)
                time.sleep(0.5)
        except KeyboardInterrupt:  # what there is until now is shown
            enough.set()
        print("\r\033[K", end="", file=sys.stderr)
        for work in working:
            work.result()
    _show(kinds, faults, table)
    return any(tally.wrong for tally in table.values())


def _target(
    kind: str,
    faults: list[str],
    asked: argparse.Namespace,
    table: dict[tuple[str, str], Tally],
    enough: threading.Event,
) -> None:
    lab = Laboratory()
    try:
        ground = lab.ground(kind)
        trial = Trial(ground, lab, asked.pages, asked.seed)
        for fault in faults:
            if possible(kind, fault) and (fault != DISK or lab.small):
                tally = table[kind, fault] = Tally()
                for _ in range(asked.times):
                    if not enough.is_set():
                        trial.round(fault, tally)
    finally:
        lab.close()


def _show(kinds: list[str], faults: list[str], table: dict[tuple[str, str], Tally]) -> None:
    print(_HEAD)
    for kind in kinds:
        for fault in faults:
            if (kind, fault) in table:
                found = table[kind, fault]
                print(
                    f"{kind:7} {fault:14} {found.times:5} {found.old:5} {found.new:5} "
                    f"{found.repeated:9} {found.looks:7,} {found.torn:5} "
                    f"{found.longest_wait:8.1f} s"
                )
    for (kind, fault), found in table.items():
        for wrong, count in Counter(found.wrong).most_common(6):
            print(f"{kind}, {fault}: {count} times {wrong}")


if __name__ == "__main__":
    sys.exit(main())
