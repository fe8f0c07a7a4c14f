"""A build may be killed at any moment: `output` is the old site or the new one, always whole.

PRACTICE_KILLS=200 python -m pytest -n 0 -s tests/site_checks/test_kills.py    # more often
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.leftover import names
from tests.trial_site import PROJECT, TrialSite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no kill")

KILLS = int(os.environ.get("PRACTICE_KILLS", "20"))


def versions(folder: Path) -> Path:
    """One site in two versions: an article more, and other words everywhere."""
    for name in ("a", "b"):
        site = TrialSite(folder / name)
        site.page("home", f"Version {name}.\n", template="home", url="", save_as="index.html")
        site.article("rest", f"Version {name} of [this](/).\n")
        if name == "b":
            site.article("sleep", "Only in one of the two.\n")
        (folder / name / "content").rename(folder / "moved")
        (folder / name).rmdir()
        (folder / "moved").rename(folder / name)
    return folder


def kill(folder: Path, kills: int, way: str) -> tuple[Counter[str], Counter[str]]:
    """What the killer saw, and what a reader saw who polled all the while."""
    python = [sys.executable, "-m"]
    reading = subprocess.Popen(
        [*python, "tests.site_checks.reader", str(folder / "output")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )
    try:
        done = subprocess.run(
            [*python, "tests.site_checks.killer", str(folder), str(kills), "20261122", way],
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
            check=True,
        )
    finally:
        told, _ = reading.communicate()
    return Counter(json.loads(done.stdout)), Counter(json.loads(told))


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_killed_build_leaves_a_whole_site(tmp_path: Path, way: str) -> None:
    killer, reader = kill(versions(tmp_path), KILLS, way)
    print(f"{way}: {dict(killer)}; reader: {dict(reader)}")
    assert killer["killed in the swap"] > 0
    assert killer["after recovering whole"] == KILLS
    assert not [seen for seen in (*killer, *reader) if "torn" in seen]
    if way == "exchange":  # with two renames there is a moment at which no site is there
        assert (killer["then whole"], reader["absent"]) == (KILLS, 0)
    assert reader["whole"] > KILLS
    left = [name for name in names(tmp_path) if name != ".cache"]
    assert left == ["a", "b", "output", "output-hosting"]
