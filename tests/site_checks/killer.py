"""Builds that are killed at random moments, one after the other.

    python -m tests.site_checks.killer FOLDER KILLS SEED exchange|renames

FOLDER holds `a` and `b`, the contents of one site in two versions, and gets `output`. A child
builds one and the other in turn until it is killed: half of the kills come at any moment of the
build, the other half within a few thousandths of a second after it has begun to swap. After each
kill the output is read as a visitor would; after the next build's tidying, again.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from desk.build.build import build_site
from desk.common import atomic_folder
from tests.site_checks.reader import look

URL = "https://practice.example"
_BEGUN, _DONE = b"(", b")"


def main() -> None:
    folder, kills, seed, way = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    chance = random.Random(seed)
    if way == "renames":
        vars(atomic_folder)["exchange"] = _cannot_exchange
    output = folder / "output"
    for version in ("a", "b", "a"):  # everything is imported and drawn before the first fork
        began = time.monotonic()
        assert _build(folder / version, output) == 0
        usual = min(time.monotonic() - began, 0.5)
    seen: Counter[str] = Counter()
    began = time.monotonic()
    for number in range(kills):
        said = _kill_one(folder, output, chance, in_swap=number % 2 == 0, usual=usual)
        seen["swaps done"] += said.count(_DONE)
        seen["killed in the swap"] += said.count(_BEGUN) - said.count(_DONE)
        seen[f"then {look(output)}"] += 1
        atomic_folder.recover(output)
        seen[f"after recovering {look(output)}"] += 1
    seen["seconds"] = round(time.monotonic() - began)
    print(json.dumps(seen))


def _cannot_exchange(_one: Path, _other: Path) -> bool:
    return False


def _kill_one(
    folder: Path, output: Path, chance: random.Random, *, in_swap: bool, usual: float
) -> bytes:
    """Let a child build and kill it; what it said of its swaps."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _build_forever(folder, output, its)
    os.close(its)
    if in_swap:
        select.select([ours], [], [], 30)
        time.sleep(0.004 * chance.random() ** 3)  # most of them at its beginning
    else:
        time.sleep(chance.uniform(0, 1.5 * usual))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as told:
        return told.read()


def _build_forever(folder: Path, output: Path, told: int) -> None:
    put_in_place = atomic_folder.put_in_place

    def tell(fresh: Path, output: Path) -> None:
        os.write(told, _BEGUN)
        put_in_place(fresh, output)
        os.write(told, _DONE)

    vars(atomic_folder)["put_in_place"] = tell
    while True:
        for version in ("b", "a"):
            if _build(folder / version, output):
                os._exit(1)


def _build(content: Path, output: Path) -> int:
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        before = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = nowhere
        try:
            return build_site(content, output, URL)
        finally:
            sys.stdout, sys.stderr = before


if __name__ == "__main__":
    main()
