"""Temporary folders: gone at the end, and those of killed programs with the next one's start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from plugins.core import temporary
from tests.trial_site import PROJECT

WAITS = "from plugins.core import temporary; print(temporary.new(), flush=True); input()"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def other(place: Path) -> tuple[subprocess.Popen[str], Path]:
    """Another program that has made one, and waits."""
    process = subprocess.Popen(
        [sys.executable, "-c", WAITS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "TMPDIR": str(place)},
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_a_folder_is_gone_at_the_end(place: Path) -> None:
    with temporary.folder() as made:
        (made / "file").write_text("x")
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not locked there")
def test_what_a_killed_program_left_goes_and_what_a_living_one_uses_stays(place: Path) -> None:
    dead, left = other(place)
    living, used = other(place)
    foreign = [place / "practice-press-theirs", place / "practice-press.run-x.txt", place / "x"]
    for folder in foreign:
        folder.mkdir()
    (place / "practice-press.run-file").write_text("Mine.")
    (place / "practice-press.run-link").symlink_to(foreign[0])
    (left / "half").write_text("x")
    try:
        assert left.is_dir()
        dead.send_signal(signal.SIGKILL)
        dead.communicate()
        own = temporary.new()
        names = {path.name for path in place.iterdir()}
        assert left.name not in names
        assert {used.name, own.name, *(folder.name for folder in foreign)} <= names
        assert {"practice-press.run-file", "practice-press.run-link"} <= names
        temporary.new()
        assert own.is_dir()
    finally:
        living.communicate("\n")
