"""Print the tables of the shapes: `python -m tests.shapes [-v] [NAME …]`; -v tells what differs."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.shapes.comparing import HEAD, Compared, compared
from tests.shapes.dialects import DIALECTS


def main(arguments: list[str]) -> None:
    """Print a row for each dialect that is named, or for all."""
    names = [one for one in arguments if one != "-v"] or list(DIALECTS)
    for bodies in (False, True):
        print("Only the bodies, below headers of ours" if bodies else "As it is, after check --fix")
        print(HEAD)
        for name in names:
            with tempfile.TemporaryDirectory() as folder:
                _show(compared(DIALECTS[name], Path(folder), bodies=bodies), "-v" in arguments)


def _show(result: Compared, verbose: bool) -> None:
    print(result.row())
    if verbose:
        for decision, times in result.decisions.items():
            print(f"    {times:>3} × {decision}")
        for path, differences in result.altered.items():
            print(f"    {path}{' (not told)' if path in result.untold else ''}")
            print(*(f"        {one}" for one in differences), sep="\n")
        print(*(f"    false: {one}" for one in result.false_questions), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
