"""A program that is killed in the middle of saving has torn nothing and lost nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trial_site import PROJECT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="programs are killed as on Unix"),
]


@pytest.mark.parametrize(("kind", "times"), [("saves", 200), ("changes", 80), ("unsaved", 80)])
def test_nothing_is_torn_and_nothing_lost(kind: str, times: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.desk.writing.kills", kind, str(times), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {key: found[key] for key in ("killed", "torn", "lost", "left")} == {
        "killed": times,
        "torn": [],
        "lost": [],
        "left": [],
    }
    assert found["middle"] > times // 8  # else it was killed where nothing could be torn
