"""Going back: from each release to the one before, and never to one that was gone back from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.publish.target import MovedError, NoFormerReleaseError, Target
from desk.publish.targets.folder import Folder
from desk.publish.targets.git_branch import GitBranch
from desk.publish.targets.local_place import LocalPlace
from desk.publish.targets.rsync import Rsync
from desk.publish.targets.zip_file import Zip
from plugins.delivery.manifest import Manifest
from tests.publish import hands
from tests.publish.hands import Thing
from tests.publish.sites import site

ALL_KINDS = pytest.mark.parametrize("place", ["folder", "zip", "git", "rsync"], indirect=True)
LOCAL = pytest.mark.parametrize("place", ["folder", "zip"], indirect=True)
GIT = pytest.mark.parametrize("place", ["git"], indirect=True)


def quiet(done: int, total: int, name: str) -> None:
    """Nobody watches."""


def send(place: Target, folder: Path, version: str) -> Manifest:
    new = site(folder / version, version)
    place.send(folder / version, new, place.manifest(), quiet)
    return new


def whole(place: Target, expected: Manifest) -> bool:
    """Is it live, and every file as it should be?"""
    found = {path: thing.content for path, thing in hands.there(place).items()}
    return place.manifest() == expected and place.read([*expected.files]) == {
        path: found[path] for path in expected.files
    }


@ALL_KINDS
def test_three_releases_are_gone_back_one_by_one_until_there_is_no_older_one(
    place: Target, tmp_path: Path
) -> None:
    one, two, _ = (send(place, tmp_path, version) for version in ("v1", "v2", "v3"))
    for expected in (two, one):
        place.back(quiet)
        assert whole(place, expected)
    with pytest.raises(NoFormerReleaseError, match="There is no older release"):
        place.back(quiet)
    assert whole(place, one)


@ALL_KINDS
def test_a_release_that_was_gone_back_from_is_never_gone_back_to(
    place: Target, tmp_path: Path
) -> None:
    """One, two, three, back to two, four: the way back from there is two, one, none."""
    one, two, _ = (send(place, tmp_path, version) for version in ("v1", "v2", "v3"))
    place.back(quiet)
    send(place, tmp_path, "v4")
    for expected in (two, one):
        place.back(quiet)
        assert whole(place, expected)
    with pytest.raises(NoFormerReleaseError):
        place.back(quiet)


@ALL_KINDS
def test_a_release_that_is_published_a_second_time_leads_back_to_what_was_live_between(
    place: Target, tmp_path: Path
) -> None:
    """One, two, one again: back to two, to one, and no further."""
    one, two = (send(place, tmp_path, version) for version in ("v1", "v2"))
    place.send(tmp_path / "v1", one, two, quiet)
    for expected in (two, one):
        place.back(quiet)
        assert whole(place, expected)
    with pytest.raises(NoFormerReleaseError):
        place.back(quiet)


@ALL_KINDS
def test_the_release_that_would_be_live_is_known_before(place: Target, tmp_path: Path) -> None:
    """Its day, its manifest, its files; and nothing has changed yet."""
    before = datetime.now(UTC)
    one = send(place, tmp_path, "v1")
    after = datetime.now(UTC)
    two = send(place, tmp_path, "v2")
    release = place.former(two)
    assert release.manifest == one
    assert before.replace(microsecond=0) <= release.published <= after
    page = (tmp_path / "v1" / "index.html").read_bytes()
    assert release.read(["index.html", "not/there.html"]) == {"index.html": page}
    assert place.manifest() == two
    send(place, tmp_path, "v3")
    place.back(quiet)
    place.back(quiet)
    send(place, tmp_path, "v4")
    assert place.former(place.manifest()).published == release.published


@ALL_KINDS
def test_whoever_was_shown_another_release_is_told_to_look_again(
    place: Target, tmp_path: Path
) -> None:
    two = [send(place, tmp_path, version) for version in ("v1", "v2")][-1]
    shown = place.former(two)
    three = send(place, tmp_path, "v3")
    with pytest.raises(MovedError):
        place.back(quiet, shown)
    assert place.manifest() == three
    place.back(quiet, place.former(three))
    assert place.manifest() == two


@ALL_KINDS
def test_at_first_there_is_nothing_to_go_back_to(place: Target, tmp_path: Path) -> None:
    with pytest.raises(NoFormerReleaseError, match="There is no older release"):
        place.former(place.manifest())
    one = send(place, tmp_path, "v1")
    with pytest.raises(NoFormerReleaseError, match="There is no older release"):
        place.former(one)


@pytest.mark.parametrize("place", ["folder", "zip", "rsync"], indirect=True)
def test_so_many_releases_stay_as_are_kept(place: Target, tmp_path: Path) -> None:
    sites = tmp_path / "sites"
    few = (
        Rsync("", place.ssh, place.path, keep=3)
        if isinstance(place, Rsync)
        else type(place)("", place.path, keep=3)  # type: ignore[call-arg,attr-defined]
    )
    sent = [send(few, sites, f"v{number}") for number in range(6)]
    for expected in (sent[4], sent[3]):
        few.back(quiet)
        assert whole(few, expected)
    with pytest.raises(NoFormerReleaseError):
        few.back(quiet)


@pytest.mark.parametrize("place", ["folder", "zip", "rsync"], indirect=True)
def test_a_release_that_somebody_damaged_is_passed_by(place: Target, tmp_path: Path) -> None:
    one, two, _ = (send(place, tmp_path, version) for version in ("v1", "v2", "v3"))
    match place:
        case Rsync():
            releases = Path(place.path) / "releases"
        case Folder() | Zip():
            releases = place.path.with_name(f".{place.path.name}.releases")
    damaged = max(path for path in releases.iterdir() if path.name.endswith(two.identity[:8]))
    if isinstance(place, Zip):
        damaged.write_bytes(damaged.read_bytes()[:-40])
    else:
        (damaged / "index.html").unlink()
    place.back(quiet)
    assert whole(place, one)


def test_the_releases_of_a_folder_share_what_is_the_same(tmp_path: Path) -> None:
    """Also on the way back."""
    place = Folder("", tmp_path / "live")
    for version in ("v1", "v2", "v3"):
        new = site(tmp_path / version, "v", {"/": version, "/same/": "The same in all."})
        place.send(tmp_path / version, new, place.manifest(), quiet)
    place.back(quiet)
    releases = sorted((tmp_path / ".live.releases").glob("2*"))
    page = "same/index.html"
    shared = {(folder / page).stat().st_ino for folder in (place.path, *releases)}
    assert len(releases) == 1
    assert len(shared) == 1


@LOCAL
def test_a_live_site_that_somebody_has_removed_can_be_brought_back(
    place: LocalPlace, tmp_path: Path
) -> None:
    one = send(place, tmp_path / "sites", "v1")
    send(place, tmp_path / "sites", "v2")
    place.path.rename(tmp_path / "somewhere-else")
    place.back(quiet)
    assert whole(place, one)


def test_a_clock_that_goes_back_does_not_change_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Folder("", tmp_path / "live")
    one, two = (send(place, tmp_path, version) for version in ("v1", "v2"))
    (former,) = (tmp_path / ".live.releases").glob("2*")
    former.rename(former.with_name(f"2999{former.name[4:]}"))
    send(place, tmp_path, "v3")
    for expected in (two, one):
        place.back(quiet)
        assert place.manifest() == expected


# --- A branch ------------------------------------------------------------------------------------


def log(place: Target) -> list[str]:
    assert isinstance(place, GitBranch)
    place.manifest()
    return place.git.line("log", "--format=%s", "refs/live/branch").split("\n")


@GIT
def test_what_the_host_and_a_hand_commit_are_no_releases(place: GitBranch, tmp_path: Path) -> None:
    one = send(place, tmp_path, "v1")
    hands.commit(place, {"CNAME": Thing(b"practice.example\n")}, "Create CNAME")
    two = send(place, tmp_path, "v2")
    hands.commit(place, {"README.md": Thing(b"# Mine")}, "Publish a README")
    hands.commit(place, {"index.html": Thing(b"mended in the browser")}, "Update index.html")
    hands.commit(place, {}, "Delete README.md", without=("README.md",))
    assert place.manifest() == two
    place.back(quiet)
    assert whole(place, one)
    assert hands.foreign(place) == {"CNAME": Thing(b"practice.example\n")}
    with pytest.raises(NoFormerReleaseError):
        place.back(quiet)


@GIT
def test_a_release_that_was_taken_back_by_hand_is_not_gone_back_to(
    place: GitBranch, tmp_path: Path
) -> None:
    """`git revert` on the branch, then another publish."""
    one = send(place, tmp_path, "v1")
    before = hands.in_branch(Path(place.repository), "pages")
    send(place, tmp_path, "v2")
    there = hands.in_branch(Path(place.repository), "pages")
    gone = tuple(there.keys() - before.keys())
    hands.commit(place, before, 'Revert "Publish: 4 files sent"', without=gone)
    assert place.manifest() == one
    send(place, tmp_path, "v3")
    place.back(quiet)
    assert whole(place, one)
    with pytest.raises(NoFormerReleaseError):
        place.back(quiet)


@GIT
@pytest.mark.parametrize(
    ("history", "way_back"),
    [
        (["v1", "v2", "v3"], ["v2", "v1"]),
        (["v1", "v2", "v3", "back to v2"], ["v1"]),
        (["v1", "v2", "v3", "back to v2", "v4"], ["v2", "v1"]),
        (["v1", "v2", "v3", "back to v2", "back to v3"], ["v2", "v1"]),
        (["v1", "v2", "back to v1", "back to v2", "back to v1"], []),
        (["v1", "v2", "v1"], ["v2", "v1"]),
    ],
)
def test_a_branch_that_this_programs_first_version_has_written_is_understood(
    place: GitBranch, tmp_path: Path, history: list[str], way_back: list[str]
) -> None:
    """It went back to the last commit with another tree, so twice was forward again."""
    sites = {name: site(tmp_path / name, name) for name in ("v1", "v2", "v3", "v4")}
    place.send(tmp_path / "v1", sites["v1"], None, quiet)
    trees = {}
    for name, new in sites.items():
        lines = place._written(tmp_path / name, new)
        trees[name] = place._tree(lines)
    head = ""
    for step in history:
        words, _, name = step.rpartition(" ")
        publish, back = (
            "Publish: 4 files sent",
            "Go back to the release of 2026-03-02 14:05:00 +0100",
        )
        head = place._commit(trees[name], head, back if words else publish)
    place.git("push", "--quiet", "--force", place.repository, f"{head}:refs/heads/pages")
    for name in way_back:
        place.back(quiet)
        assert whole(place, sites[name])
    with pytest.raises(NoFormerReleaseError):
        place.back(quiet)


@GIT
def test_commits_say_what_was_done(place: GitBranch, tmp_path: Path) -> None:
    for version in ("v1", "v2"):
        send(place, tmp_path, version)
    place.back(quiet)
    back, *publishes = log(place)
    assert publishes == ["Publish: 5 files sent, 1 removed", "Publish: 5 files sent, 0 removed"]
    assert datetime.strptime(
        back.removeprefix("Go back to the release of "), "%Y-%m-%d %H:%M:%S %z"
    ) <= datetime.now(UTC)
