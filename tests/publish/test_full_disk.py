"""A full disk: it is said which one and what to do, what was there stays, and nothing is left."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk.build.build import build_site
from desk.check.check import check_content
from tests.publish.grounds import fill
from tests.publish.practices import IN_ORDER, REST, Practice
from tests.trial_site import TrialSite

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a small disk is made as on Linux")
REMEDY = "Make room on it, such as by emptying the trash, and do the same again."


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Make a disk of two megabytes at a place below the test's own folder."""
    made: list[Path] = []

    def make(name: str) -> Path:
        place = tmp_path / name
        place.mkdir(parents=True)
        command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
        if os.getuid() or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("only root can make a small disk")
        made.append(place)
        return place

    yield make
    for place in made:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize("leave", [0, 20_000, 60_000])
def test_a_build_names_the_disk_and_leaves_what_was_there(
    leave: int,
    practice: Practice,
    small_disk: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    disk = small_disk("disk")
    output = disk / "site"
    assert build_site(practice.site.content, output, "https://quiet.example") == 0
    before = {name: (disk / name).stat().st_mtime_ns for name in names(disk)}
    practice.site.article("rest", f"{REST}\n" * 300, **IN_ORDER)
    ballast = fill(disk, leave)
    capsys.readouterr()
    assert build_site(practice.site.content, output, "https://quiet.example") == 1
    told = capsys.readouterr().err
    assert f"The disk that holds {disk}" in told
    assert REMEDY in told
    assert "Traceback" not in told
    assert "It is not in the text" not in told
    ballast.unlink()
    while any(path.name.startswith(".site.new") for path in disk.iterdir()):
        pass  # a program of the system removes what was begun
    after = {name: (disk / name).stat().st_mtime_ns for name in names(disk)}
    assert after.keys() == before.keys()
    assert build_site(practice.site.content, output, "https://quiet.example") == 0


def test_a_check_with_no_room_for_temporary_files_says_so(
    site: TrialSite,
    small_disk: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site.article("rest")
    disk = small_disk("temporary")
    fill(disk, 0)
    # What `tempfile` would find on a computer with one disk, which is full.
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(disk)])
    assert check_content(site.content) == 1
    told = capsys.readouterr().err
    assert told == (
        "Not checked. The disk for temporary files is full, or nothing may be written there. "
        f"{REMEDY}\n"
    )


@pytest.mark.parametrize("leave", [0, 10_000, 40_000])
def test_a_publish_names_the_disk_and_leaves_the_live_version(
    leave: int, practice: Practice, small_disk: Callable[[str], Path]
) -> None:
    disk = small_disk("disk")
    practice.places(live={"kind": "folder", "path": str(disk / "live")})
    assert practice.publish(yes=True).code == 0
    before = names(disk)
    practice.site.article("rest", f"{REST}\n" * 300, **IN_ORDER)
    ballast = fill(disk, leave)
    ended = practice.publish(yes=True)
    assert ended.code == 1
    assert f"The disk that holds {disk}" in ended.err
    assert f"{REMEDY} The site that was there is untouched." in ended.err
    assert "Traceback" not in ended.err
    ballast.unlink()
    assert names(disk) - before <= {".live.lock", ".live.releases"}
    assert practice.publish(yes=True).code == 0
