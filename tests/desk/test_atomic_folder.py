"""A fresh folder takes the old one's place in one step; what a dead build left is tidied up."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.common import atomic_folder
from desk.common.exchange import exchange
from desk.common.locks import hold, is_abandoned
from tests.leftover import names

SITE = {"index.html": "home", "about/index.html": "about"}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def files(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def site(folder: Path) -> dict[str, str]:
    """A site without the sign that a build has made it."""
    found = files(folder)
    assert found.pop(atomic_folder.MARKER).startswith("Made by Practice Press")
    return found


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "web" / "site"


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where two folders can change places at once, and where they cannot."""
    if request.param == "renames":
        monkeypatch.setattr(atomic_folder, "exchange", lambda *_: False)
    return str(request.param)


def put(output: Path, fresh_files: dict[str, str], hosting: dict[str, str] | None = None) -> None:
    with atomic_folder.fresh_folder_for(output) as fresh:
        write(fresh, fresh_files)
        write(fresh.with_name(f"{fresh.name}-hosting"), hosting or {})
        atomic_folder.put_in_place(fresh, output)


def test_the_first_site_and_the_next_one_are_put_in_place_and_nothing_is_left(
    output: Path, way: str
) -> None:
    put(output, {"index.html": "old", "gone.html": "old"})
    put(output, SITE)
    assert site(output) == SITE
    assert names(output.parent) == ["site"]


def test_what_is_for_the_server_comes_beside_it_and_leaves_other_files_alone(
    output: Path, way: str
) -> None:
    put(output, SITE, {"nginx.conf": "one", "Caddyfile": "one"})
    write(output.with_name("site-hosting"), {"notes.txt": "mine"})
    put(output, SITE, {"nginx.conf": "two"})
    assert files(output.with_name("site-hosting")) == {
        "Caddyfile": "one",
        "nginx.conf": "two",
        "notes.txt": "mine",
    }


def test_a_build_that_comes_to_nothing_leaves_everything_as_it_was(output: Path) -> None:
    put(output, SITE, {"nginx.conf": "one"})
    with atomic_folder.fresh_folder_for(output) as fresh:
        write(fresh, {"index.html": "half"})
        write(fresh.with_name("site-hosting"), {"nginx.conf": "half"})
    assert site(output) == SITE
    assert files(output.with_name("site-hosting")) == {"nginx.conf": "one"}
    assert names(output.parent) == ["site", "site-hosting"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_web_server_of_another_name_is_let_in(output: Path) -> None:
    put(output, SITE)
    assert output.stat().st_mode & 0o777 == 0o755


def test_a_swap_that_the_disk_refuses_leaves_the_old_site(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(output, SITE)

    def refuse(one: Path, other: Path) -> bool:
        raise OSError(errno.EBUSY, "in use")

    monkeypatch.setattr(atomic_folder, "exchange", refuse)
    with pytest.raises(OSError, match="in use"):
        put(output, {"index.html": "new"})
    assert site(output) == SITE
    assert names(output.parent) == ["site"]


def test_the_second_of_two_renames_may_fail(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(output, SITE)
    monkeypatch.setattr(atomic_folder, "exchange", lambda *_: False)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == output and self.name == "site":
            raise OSError(errno.EBUSY, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="in use"):
        put(output, {"index.html": "new"})
    assert site(output) == SITE
    assert names(output.parent) == ["site"]


def test_a_build_that_died_between_two_renames_is_put_right(output: Path) -> None:
    put(output, SITE)
    output.rename(output.with_name(".site.old"))
    atomic_folder.recover(output)
    assert site(output) == SITE
    assert names(output.parent) == ["site"]


def test_a_build_that_died_after_two_renames_is_tidied_up(output: Path) -> None:
    put(output, SITE)
    write(output.with_name(".site.old"), {"index.html": "old"})
    atomic_folder.recover(output)
    assert site(output) == SITE
    assert names(output.parent) == ["site"]


BUILD = """
import sys
from pathlib import Path
from desk.common import atomic_folder
with atomic_folder.fresh_folder_for(Path(sys.argv[1])) as fresh:
    (fresh / "index.html").write_text("half")
    print(fresh.parent.name, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows goes by the age of a folder")
def test_what_a_running_build_makes_is_kept_and_what_a_dead_one_left_is_removed(
    output: Path,
) -> None:
    building = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(output)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert building.stdout
    workplace = building.stdout.readline().strip()
    atomic_folder.recover(output)
    assert [path.name for path in output.parent.iterdir()] == [workplace]
    building.kill()
    building.communicate()
    assert names(output.parent) == [workplace]
    atomic_folder.recover(output)
    assert names(output.parent) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there nothing is removed later")
def test_what_is_being_removed_is_held_until_that_is_done(output: Path) -> None:
    put(output, {f"{number}.html": "old" for number in range(300)})
    put(output, SITE)
    assert site(output) == SITE
    for left in output.parent.glob(".site.new-*"):  # at most the old site, and nobody's to take
        assert not is_abandoned(left) or not left.exists()
    assert names(output.parent) == ["site"]


@pytest.mark.skipif(sys.platform == "win32", reason="there nothing is removed later")
def test_what_a_killed_removal_left_is_removed_by_the_next_build(output: Path) -> None:
    """Stopped before it can begin, it holds the folder; killed, it does not."""
    put(output, SITE)
    left = output.parent / ".site.new-left"
    write(left / "site", SITE)
    release = hold(left)
    assert release
    assert release.handle is not None
    removing = subprocess.Popen(["sleep", "1000"], pass_fds=[release.handle])
    release()
    atomic_folder.recover(output)
    assert [path.name for path in output.parent.glob(".*")] == [left.name]
    removing.kill()
    removing.wait()
    atomic_folder.recover(output)
    assert names(output.parent) == ["site"]


def test_where_no_program_removes_it_is_done_at_once(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    put(output, {"index.html": "old"})
    put(output, SITE)
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_name_with_signs_that_mean_something_in_patterns_is_meant_as_it_is(
    tmp_path: Path,
) -> None:
    write(tmp_path / ".site.new-left", SITE)
    atomic_folder.recover(tmp_path / "s[i]te")
    assert files(tmp_path / ".site.new-left") == SITE


@pytest.mark.skipif(sys.platform != "linux", reason="asked of Linux here")
def test_two_folders_change_places(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"a": "1"})
    other = write(tmp_path / "other", {"b": "2"})
    numbers = one.stat().st_ino, other.stat().st_ino
    assert exchange(one, other)
    assert (files(one), files(other)) == ({"b": "2"}, {"a": "1"})
    assert (other.stat().st_ino, one.stat().st_ino) == numbers


@pytest.mark.skipif(sys.platform != "linux", reason="asked of Linux here")
def test_what_is_not_there_cannot_change_places(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"a": "1"})
    with pytest.raises(FileNotFoundError):
        exchange(one, tmp_path / "none")
    assert files(one) == {"a": "1"}


def test_a_system_that_cannot_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert exchange(Path(os.curdir), Path(os.curdir)) is False
