"""What every kind of place does, tried at the real thing: a server, a repository."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from desk.common.errors import BusyError, CommandError
from desk.publish.target import MovedError, NoFormerReleaseError, Sent, Target
from desk.publish.targets.folder import Folder
from desk.publish.targets.git_branch import GitBranch
from desk.publish.targets.rsync import Rsync
from desk.publish.targets.zip_file import Zip
from plugins.delivery.manifest import Manifest
from tests.listing import listed
from tests.publish.sites import site

PAGES = {f"/articles/a{number}/": f"Article {number}." for number in range(6)}


def quiet(done: int, total: int, name: str) -> None:
    """Nobody watches."""


def send(place: Target, folder: Path, version: str, **changed: str) -> Manifest:
    """Publishes a site of one home page and six articles; gives what is live then."""
    pages = {"/": "Welcome.", **PAGES, **{f"/articles/{k}/": v for k, v in changed.items()}}
    new = site(folder / f"site-{version}-{time.monotonic_ns()}", "v", pages)
    source = max(folder.glob(f"site-{version}-*"))
    place.send(source, new, place.manifest(), quiet)
    live = place.manifest()
    assert live == new
    return live


def test_the_first_publish_finds_nothing_and_puts_all_of_it_there(
    place: Target, tmp_path: Path
) -> None:
    assert place.manifest() is None
    new = site(tmp_path / "site", "v1")
    sent = place.send(tmp_path / "site", new, None, quiet)
    total = sum(file.size for file in new.files.values())
    assert sent.files == len(new.files)
    assert isinstance(place, Zip) or sent == Sent(len(new.files), total, 0)
    assert place.manifest() == new
    read = place.read([*new.files, "not/there.html"])
    assert {path: listed(tmp_path / "site").files[path] for path in read} == new.files


def test_where_nothing_has_changed_nothing_is_begun(place: Target, tmp_path: Path) -> None:
    new = send(place, tmp_path, "one")
    begun: list[str] = []

    def heard(done: int, total: int, name: str) -> None:
        begun.append(name)

    assert place.send(max(tmp_path.glob("site-one-*")), new, new, heard) == Sent(0, 0, 0)
    assert begun == []


def test_only_what_differs_is_sent(place: Target, tmp_path: Path) -> None:
    before = send(place, tmp_path, "one")
    pages = {"/": "Welcome.", **PAGES, "/articles/a3/": "Another text.", "/articles/new/": "New."}
    del pages["/articles/a5/"]
    new = site(tmp_path / "next", "v", pages)
    sent = place.send(tmp_path / "next", new, before, quiet)
    if not isinstance(place, Zip):  # an archive is always whole
        size = sum(new.files[f"articles/{name}/index.html"].size for name in ("a3", "new"))
        assert sent == Sent(files=2, bytes=size, removed=1)
    assert place.manifest() == new
    assert set(place.read(before.files)) == set(before.files) - {"articles/a5/index.html"}


def test_whoever_has_looked_at_other_changes_is_told_to_look_again(
    place: Target, tmp_path: Path
) -> None:
    first = send(place, tmp_path, "one")
    second = send(place, tmp_path, "two", a1="Changed by somebody else.")
    third = site(tmp_path / "third", "v3")
    with pytest.raises(MovedError):
        place.send(tmp_path / "third", third, first, quiet)
    assert place.manifest() == second


def test_one_step_back_and_forward_again(place: Target, tmp_path: Path) -> None:
    first = send(place, tmp_path, "one")
    second = send(place, tmp_path, "two", a1="Changed.")
    place.back(quiet)
    assert place.manifest() == first
    assert set(place.read(first.files)) == set(first.files)
    assert send(place, tmp_path, "two", a1="Changed.") == second


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.parametrize("mask", [0o077, 0o027])
def test_a_web_server_is_let_in_whatever_rights_new_files_get(
    mask: int, place: Target, tmp_path: Path
) -> None:
    if not isinstance(place, Folder | Rsync):
        pytest.skip("it holds no files of a disk")
    old = os.umask(mask)
    try:
        send(place, tmp_path, "one")
        send(place, tmp_path, "two", a1="Changed.")
    finally:
        os.umask(old)
    version = Path(place.path) if isinstance(place, Folder) else Path(place.path) / "current"
    found = {(path.is_dir(), path.stat().st_mode & 0o777) for path in version.resolve().rglob("*")}
    assert found == {(True, 0o755), (False, 0o644)}
    assert version.stat().st_mode & 0o777 == 0o755


def test_there_is_no_way_back_from_the_first_release(place: Target, tmp_path: Path) -> None:
    first = send(place, tmp_path, "one")
    with pytest.raises(NoFormerReleaseError):
        place.back(quiet)
    assert place.manifest() == first


def test_the_second_of_two_at_once_is_told_to_wait(place: Target, tmp_path: Path) -> None:
    live = send(place, tmp_path, "one")
    new = site(tmp_path / "next", "v2")
    seen: list[str] = []

    def meanwhile(done: int, total: int, name: str) -> None:
        """The first one is under way when the second begins."""
        if not seen:
            with pytest.raises(BusyError) as refused:
                place.send(tmp_path / "next", new, live, quiet)
            seen.append(str(refused.value))

    place.send(tmp_path / "next", new, live, meanwhile)
    assert seen[0].startswith("Another publish to the same")
    assert place.manifest() == new


def test_what_was_not_published_from_here_is_never_replaced(place: Target, tmp_path: Path) -> None:
    """Somebody's own files lie there: nothing is touched, and another place is asked for."""
    match place:
        case Folder():
            place.path.mkdir()
            (place.path / "thesis.doc").write_text("Seven years of work.")
        case Zip():
            place.path.write_text("Not even an archive.")
        case Rsync():
            (Path(place.path) / "current").mkdir(parents=True)
        case GitBranch():
            place.git.begin()
            blob = place.git.line("hash-object", "-w", "--stdin")
            tree = place.git("mktree", given=f"100644 blob {blob}\tthesis.doc\n".encode())
            commit = place._commit(tree.decode().strip(), "", "Seven years of work")
            place.git("push", "--quiet", place.repository, f"{commit}:refs/heads/pages")
    with pytest.raises(CommandError, match="not published from here"):
        place.manifest()
    new = site(tmp_path / "site", "v1")
    with pytest.raises(CommandError, match="not published from here"):
        place.send(tmp_path / "site", new, None, quiet)


def test_a_publish_that_breaks_off_leaves_the_old_site_and_is_made_good_by_the_next(
    place: Target, tmp_path: Path
) -> None:
    """At each step that is told on the way: what is live stays whole, and a third site follows."""
    live = send(place, tmp_path, "one")
    steps: list[str] = []
    new = site(tmp_path / "next", "v2")

    class BrokenError(Exception):
        pass

    def breaking(done: int, total: int, name: str) -> None:
        steps.append(name)
        raise BrokenError

    with pytest.raises(BrokenError):
        place.send(tmp_path / "next", new, live, breaking)
    assert steps
    assert place.manifest() == live
    assert set(place.read(live.files)) == set(live.files)
    third = site(tmp_path / "third", "v3")
    place.send(tmp_path / "third", third, live, quiet)
    assert place.manifest() == third
    assert set(place.read([*live.files, *new.files, *third.files])) == set(third.files)


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CommandError, match="could not be read or written: "):
        Folder("", tmp_path / "live").send(tmp_path, Manifest(), None, quiet)
    tmp_path.chmod(0o700)


def test_the_old_releases_of_a_server_go_beyond_those_that_are_kept(
    ssh_server: object, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    from desk.publish.targets.ssh import Ssh

    options = request.getfixturevalue("ssh_server").options
    place = Rsync("", Ssh("127.0.0.1", options), str(tmp_path / "srv"), keep=2)
    for number in range(3):
        send(place, tmp_path, str(number), a1=f"Text {number}.")
    assert len(list((tmp_path / "srv" / "releases").iterdir())) == 2
    one, two = sorted((tmp_path / "srv" / "releases").iterdir())
    same = "articles/a2/index.html"
    assert (one / same).stat().st_ino == (two / same).stat().st_ino  # shared, not sent again
    place.ssh.close()
