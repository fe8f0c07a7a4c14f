"""Whatever goes wrong while a site is published: visitors meet one whole version, old or new.

Here each fault happens a few times; `python -m benchmarks.publish_faults` lets each happen fifty
times, and counts.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.common.errors import BusyError, CommandError
from desk.publish.target import Sent, Target
from desk.publish.targets import rsync
from desk.publish.targets.folder import Folder
from desk.publish.targets.git_branch import GitBranch
from desk.publish.targets.git_command import Git
from desk.publish.targets.release_names import release_name
from desk.publish.targets.rsync import Rsync
from plugins.delivery.manifest import Manifest
from tests.publish.conftest import needed
from tests.publish.sites import site
from tests.publish.trials import DISK, FAULTS, KINDS, Laboratory, Tally, Trial, possible

TIMES = {"folder": 5, "zip": 5, "git": 2, "rsync": 2}


def quiet(done: int, total: int, name: str) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def lab() -> Iterator[Laboratory]:
    if os.name == "nt":
        pytest.skip("programs are killed here as POSIX systems do it")
    needed("sshd", "ssh", "ssh-keygen", "rsync", "git")
    laboratory = Laboratory()
    yield laboratory
    laboratory.close()


@pytest.fixture(scope="module")
def trials(lab: Laboratory) -> dict[str, Trial]:
    return {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "fault"), [pair for pair in itertools.product(KINDS, FAULTS) if possible(*pair)]
)
def test_visitors_meet_one_whole_version_whatever_goes_wrong(
    lab: Laboratory, trials: dict[str, Trial], kind: str, fault: str
) -> None:
    """And the next publish ends well, leaves nothing behind, and a former version is there."""
    if kind not in trials:
        trials[kind] = Trial(lab.ground(kind), lab, pages=6, seed=1)
    if fault == DISK and not trials[kind].small_disk:
        pytest.skip("a small disk can be made by root on Linux only")
    tally = Tally()
    for _ in range(TIMES[kind]):
        trials[kind].round(fault, tally)
    assert tally.wrong == []
    assert tally.torn == 0
    assert tally.looks > 0
    assert tally.old + tally.new == tally.repeated == TIMES[kind]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["git", "rsync"])
def test_a_line_that_drops_one_connection_in_three_is_put_up_with(
    lab: Laboratory, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = lab.ground(kind)
    for name, value in ground.recipe.environment.items():
        monkeypatch.setenv(name, value)
    place: Target = ground.recipe.target()
    line = lab.ssh_line
    new = site(tmp_path / "site", "v1")
    assert line
    line.be_shaky(1 / 3)
    try:
        place.send(tmp_path / "site", new, place.manifest(), quiet)
        assert place.manifest() == new
    finally:
        line.be_shaky(0)
        if isinstance(place, Rsync):
            place.ssh.close()


class CutError(Exception):
    """The program ends here."""


def in_folder(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# --- What was gone back from ----------------------------------------------------------------------


def test_whoever_has_gone_back_and_published_again_goes_back_to_what_was_good(
    place: Target, tmp_path: Path
) -> None:
    """One, two, back to one, three: from three the way back leads to one, never to two."""
    sites = {name: site(tmp_path / name, name) for name in ("v1", "v2", "v3")}
    for name in ("v1", "v2"):
        place.send(tmp_path / name, sites[name], place.manifest(), quiet)
    place.back(quiet)
    place.send(tmp_path / "v3", sites["v3"], place.manifest(), quiet)
    place.back(quiet)
    assert place.manifest() == sites["v1"]


def test_a_release_is_newer_than_the_live_one_although_this_clock_is_late() -> None:
    ahead = "29990101T000000000000Z-00000000"
    assert release_name(Manifest(), ahead).startswith("29990101T000000000001Z-")
    assert release_name(Manifest(), "somebody-elses") < ahead


# --- A folder -------------------------------------------------------------------------------------


def test_a_file_that_somebody_changed_or_lost_by_hand_is_as_it_should_be_again(
    tmp_path: Path,
) -> None:
    place = Folder("", tmp_path / "live")
    first = site(tmp_path / "one", "v", {"/": "Home.", "/a/": "A.", "/b/": "B."})
    place.send(tmp_path / "one", first, None, quiet)
    (place.path / "a" / "index.html").write_text("changed by hand")
    (place.path / "b" / "index.html").unlink()
    second = site(tmp_path / "two", "v", {"/": "Home!", "/a/": "A.", "/b/": "B."})
    place.send(tmp_path / "two", second, place.manifest(), quiet)
    assert in_folder(place.path) == in_folder(tmp_path / "two")


def test_a_folder_damaged_by_hand_is_repaired_although_nothing_else_has_changed(
    tmp_path: Path,
) -> None:
    """A changed byte, a cut file and a lost one; what else lies there stays."""
    place = Folder("", tmp_path / "live")
    pages = {"/": "Home.", "/a/": "A.", "/b/": "B.", "/c/": "C."}
    only = site(tmp_path / "one", "v", pages)
    place.send(tmp_path / "one", only, None, quiet)
    byte = bytearray((place.path / "a" / "index.html").read_bytes())
    byte[3] ^= 1
    (place.path / "a" / "index.html").write_bytes(byte)
    (place.path / "b" / "index.html").write_bytes(byte[:5])
    (place.path / "c" / "index.html").unlink()
    (place.path / "mine.txt").write_text("Mine.")
    place.send(tmp_path / "one", only, place.manifest(), quiet)
    mine = {"mine.txt": b"Mine."}
    assert in_folder(place.path) == in_folder(tmp_path / "one") | mine
    assert place.send(tmp_path / "one", only, place.manifest(), quiet) == Sent()


# --- A server and a repository --------------------------------------------------------------------


def test_the_last_step_on_a_server_may_be_asked_for_twice_and_not_against_somebody_else(
    tmp_path: Path,
) -> None:
    """A line that is lost on the way back makes it be asked for again."""
    releases = tmp_path / "releases"
    (releases / ".incoming-1").mkdir(parents=True)
    (releases / ".incoming-1" / "index.html").write_text("")
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    def finish(name: str, was: str, sums: str = f"{nothing}  index.html") -> int:
        given = ["finish", str(tmp_path), "releases/.incoming-1", name, "1", was]
        words = ["sh", "-c", rsync.SCRIPT, "sh", *given]
        return subprocess.run(words, input=sums.encode(), check=False).returncode

    assert finish("a", "", sums="") != 0  # its list was cut
    assert finish("a", "") == 0
    assert finish("a", "") == 0
    assert (tmp_path / "current" / "index.html").exists()
    assert finish("b", "releases/another") == 76


@pytest.mark.parametrize("place", ["rsync"], indirect=True)
@pytest.mark.parametrize("step", ["for other in", "find", "rm -rf", 'rm -f "releases/.late'])
def test_what_is_left_on_a_server_that_died_while_it_tidied_up_goes_with_the_next_look(
    place: Rsync, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Also if there is nothing to send any more."""
    for name in ("v1", "v2", "v3"):
        place.send(tmp_path / name, site(tmp_path / name, name), place.manifest(), quiet)
    new = site(tmp_path / "v4", "v4")
    script, head, tidy = rsync.SCRIPT.partition("tidy() {")
    assert tidy.count(step) == 1
    dies = script + head + tidy.replace(step, f"kill -9 $$; {step}")
    with monkeypatch.context() as patch:
        patch.setattr(rsync, "SCRIPT", dies)
        place.send(tmp_path / "v4", new, place.manifest(), quiet)
    releases = Path(place.path) / "releases"
    assert [path.name[:6] for path in releases.glob(".late-*")] == [".late-"]
    assert place.send(tmp_path / "v4", new, place.manifest(), quiet) == Sent()
    assert not list(releases.glob(".*"))
    assert len(list(releases.iterdir())) == place.keep


def test_locks_that_a_killed_git_has_left_do_not_stop_the_next_publish(tmp_path: Path) -> None:
    needed("git")
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    place = GitBranch("", str(remote), "pages", Git(tmp_path / "kept.git"))
    first = site(tmp_path / "one", "v1")
    place.send(tmp_path / "one", first, place.manifest(), quiet)
    for name in ("refs/live/branch.lock", "packed-refs.lock", "config.lock", "shallow.lock"):
        (tmp_path / "kept.git" / name).touch()
    second = site(tmp_path / "two", "v2")
    place.send(tmp_path / "two", second, place.manifest(), quiet)
    assert place.manifest() == second


def is_free(place: Rsync) -> bool:
    try:
        with place.ssh.locked(place.path):
            return True
    except BusyError:
        time.sleep(0.1)
        return False


def test_a_lock_is_free_again_at_once_when_its_line_is_cut(lab: Laboratory, tmp_path: Path) -> None:
    ground = lab.ground("rsync")
    first, second = ground.recipe.target(), ground.recipe.target()
    assert isinstance(first, Rsync)
    assert isinstance(second, Rsync)
    assert lab.ssh_line
    with first.ssh.locked(first.path):
        with pytest.raises(CommandError, match="under way"), second.ssh.locked(first.path):
            pass
        lab.ssh_line.cut()
        lab.ssh_line.mend()
        assert any(is_free(second) for _ in range(30))
    for place in (first, second):
        place.ssh.close()
