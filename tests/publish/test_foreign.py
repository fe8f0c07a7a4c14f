"""What lies at a place and was not put there by publishing stays, whatever is published."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desk.common.errors import CommandError
from desk.publish.foreign import foreign, in_the_way, named
from desk.publish.target import MovedError, NoFormerReleaseError, Target
from desk.publish.targets import local_place
from desk.publish.targets.folder import Folder
from desk.publish.targets.git_branch import GitBranch
from desk.publish.targets.local_place import LocalPlace
from desk.publish.targets.rsync import Rsync
from desk.publish.targets.ssh import Ssh
from desk.publish.targets.zip_file import Zip
from plugins.delivery import manifest
from plugins.delivery.manifest import File, Manifest
from tests.publish import hands
from tests.publish.hands import FOLDER, LINK, SUBMODULE, Thing
from tests.publish.sites import site

KINDS = ("folder", "zip", "git", "rsync")
ALL_KINDS = pytest.mark.parametrize("place", KINDS, indirect=True)
LOCAL = pytest.mark.parametrize("place", ["folder", "zip"], indirect=True)

THEIRS = {
    "uploads/precious.pdf": Thing(b"Seven years of work.", 0o100600),
    "google123.html": Thing(b"google-site-verification: google123.html"),
    ".well-known/acme": Thing(b"a challenge"),
    ".htpasswd": Thing(b"jane:x", 0o100640),
    "a b/gr\u00f6\u00dfe\ntwo lines.txt": Thing(b"a name in two lines"),
    "cgi/count.sh": Thing(b"#!/bin/sh\n", 0o100755),
    "latest.pdf": Thing(b"uploads/precious.pdf", LINK),
    "nowhere": Thing(b"not/there", LINK),
    "articles/a5/notes.txt": Thing(b"in a folder that the site no longer has one day"),
}
EMPTY = {"inbox": Thing(b"", FOLDER), "uploads/2001/09": Thing(b"", FOLDER)}


def quiet(done: int, total: int, name: str) -> None:
    """Nobody watches."""


def send(place: Target, folder: Path, version: str, **pages: str) -> Manifest:
    """Publishes a home page that says which version it is of, and other pages."""
    shown = {"/": f"Home {version}", **{f"/articles/{name}/": text for name, text in pages.items()}}
    new = site(folder / version, "v", shown)
    place.send(folder / version, new, place.manifest(), quiet)
    assert place.manifest() == new
    return new


def put(place: Target) -> None:
    """Everything above that this kind of place can hold."""
    more = {} if isinstance(place, Zip) else {os.fsdecode(b"caf\xe9.txt"): Thing(b"no text")}
    more |= {"vendor/theme": Thing(b"1" * 40, SUBMODULE)} if isinstance(place, GitBranch) else EMPTY
    hands.put(place, {**THEIRS, **more})


# --- Through publishes, and back -----------------------------------------------------------------


@ALL_KINDS
def test_foreign_files_stay_through_ten_publishes_and_through_going_back(
    place: Target, tmp_path: Path
) -> None:
    send(place, tmp_path, "v0", a5="Gone soon.")
    put(place)
    theirs = hands.foreign(place)
    assert set(theirs) >= THEIRS.keys()
    for number in range(1, 11):
        new = send(place, tmp_path, f"v{number}")
        assert hands.foreign(place) == theirs
        assert hands.there(place).keys() == theirs.keys() | new.files.keys() | {"manifest.json"}
        assert {path.rstrip("/") for path in named(place.foreign(new))} == theirs.keys()
    for _ in range(2):
        place.back(quiet)
        assert hands.foreign(place) == theirs
    send(place, tmp_path, "v11")
    assert hands.foreign(place) == theirs


@pytest.mark.parametrize("place", ["folder", "rsync"], indirect=True)
def test_times_and_rights_of_foreign_files_and_folders_stay_and_they_take_room_once(
    place: Target, tmp_path: Path
) -> None:
    send(place, tmp_path, "v0")
    put(place)
    live = place.path if isinstance(place, Folder) else Path(place.path, "current")  # type: ignore[attr-defined]
    (live / "closed").mkdir()
    (live / "closed" / "letter").write_text("Not for everybody.")
    (live / "closed").chmod(0o510)
    for path in ("closed", "uploads"):  # a second is as exact as it gets on some disks
        os.utime(live / path, (1_100_000_000, 1_100_000_000))
    paths = [*THEIRS, *EMPTY, "closed", "closed/letter", "uploads"]
    before = [(live / path).lstat() for path in paths]
    for version in ("v1", "v2", "v3"):
        send(place, tmp_path, version)
    place.back(quiet)
    after = [(live / path).lstat() for path in paths]
    kept = [(s.st_mode, s.st_mtime_ns, s.st_uid, s.st_gid, s.st_size) for s in before]
    assert [(s.st_mode, s.st_mtime_ns, s.st_uid, s.st_gid, s.st_size) for s in after] == kept
    shared = [s.st_ino for s, path in zip(before, paths, strict=True) if path in THEIRS]
    assert [s.st_ino for s, path in zip(after, paths, strict=True) if path in THEIRS] == shared


@ALL_KINDS
def test_what_others_change_and_take_away_between_two_publishes_is_changed_and_gone(
    place: Target, tmp_path: Path
) -> None:
    """Also after going back to a release that still had it."""
    send(place, tmp_path, "v1")
    hands.put(place, {"a.txt": Thing(b"first"), "regretted.txt": Thing(b"too much said")})
    send(place, tmp_path, "v2")
    match place:
        case Folder():
            (place.path / "regretted.txt").unlink()
            (place.path / "a.txt").write_bytes(b"second, and longer")
        case Rsync():
            (Path(place.path) / "current" / "regretted.txt").unlink()
            (Path(place.path) / "current" / "a.txt").write_bytes(b"second, and longer")
        case Zip():
            there = hands.in_archive(place.path)
            place.path.unlink()
            del there["regretted.txt"]
            hands.put(place, there | {"a.txt": Thing(b"second, and longer")})
        case GitBranch():
            changed = {"a.txt": Thing(b"second, and longer")}
            hands.commit(place, changed, "Take it back", without=("regretted.txt",))
    send(place, tmp_path, "v3")
    place.back(quiet)
    place.back(quiet)
    found = hands.foreign(place)
    assert {path: thing.content for path, thing in found.items()} == {
        "a.txt": b"second, and longer"
    }


@ALL_KINDS
def test_a_folder_that_the_site_no_longer_has_goes_with_its_last_page(
    place: Target, tmp_path: Path
) -> None:
    """An empty folder would answer “forbidden” where nothing is any more."""
    send(place, tmp_path, "v1", old="Old.", older="Older.")
    new = send(place, tmp_path, "v2")
    assert hands.there(place).keys() == {*new.files, "manifest.json"}
    assert place.foreign(new) == ()


# --- In the way ----------------------------------------------------------------------------------

IN_THE_WAY = {
    "articles/one/index.html": Thing(b"The host's own page, where one of ours is to be."),
    "articles/two": Thing(b"A file where a folder is to be."),
    "404.html/deep/letter.txt": Thing(b"A folder where a file is to be."),
}


def kept_copies(place: Target, before: str) -> dict[str, bytes]:
    """What is kept where `keeps_replaced` says."""
    match place:
        case GitBranch():
            found = hands.in_branch(Path(place.repository), before)
            return {path: found[path].content for path in IN_THE_WAY if path in found}
        case Rsync():
            assert place.keeps_replaced() == f"in 127.0.0.1:{place.path}/replaced"
            (kept,) = Path(place.path, "replaced").iterdir()
            return {path: thing.content for path, thing in hands.in_folder(kept).items()}
    assert isinstance(place, LocalPlace)
    folder = place.path.with_name(f".{place.path.name}.replaced")
    assert place.keeps_replaced() == f"in {folder}"
    (kept,) = folder.iterdir()
    found = hands.in_archive(kept) if isinstance(place, Zip) else hands.in_folder(kept)
    return {path: thing.content for path, thing in found.items() if path in IN_THE_WAY}


@ALL_KINDS
def test_what_is_in_the_way_of_a_new_file_is_replaced_only_if_agreed_and_a_copy_is_kept(
    place: Target, tmp_path: Path
) -> None:
    live = site(tmp_path / "one", "v", {"/": "Home."})
    (tmp_path / "one" / "404.html").unlink()
    live = Manifest({path: file for path, file in live.files.items() if path != "404.html"})
    (tmp_path / "one" / "manifest.json").write_bytes(live.as_bytes())
    place.send(tmp_path / "one", live, None, quiet)
    hands.put(place, IN_THE_WAY | {"articles/three.txt": Thing(b"not in the way")})
    before = hands.there(place)
    commit = ""
    if isinstance(place, GitBranch):
        commit = place.git.line("ls-remote", place.repository, "pages").split()[0]
    pages = {"/": "Home.", "/articles/one/": "One.", "/articles/two/": "Two."}
    new = site(tmp_path / "two", "v", pages)
    assert place.manifest() == live
    taken = in_the_way(place.foreign(live), new.files)
    assert set(named(taken)) == IN_THE_WAY.keys()

    for agreed in ((), taken[:-1]):
        with pytest.raises(MovedError):
            place.send(tmp_path / "two", new, live, quiet, agreed)
        assert hands.there(place) == before

    place.send(tmp_path / "two", new, live, quiet, taken)
    assert place.manifest() == new
    assert hands.foreign(place).keys() == {"articles/three.txt"}
    assert kept_copies(place, commit) == {path: thing.content for path, thing in IN_THE_WAY.items()}

    place.back(quiet)
    assert hands.there(place) == before


@pytest.mark.parametrize("place", ["folder", "zip", "rsync"], indirect=True)
def test_the_copy_is_kept_before_anything_is_replaced(
    place: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = send(place, tmp_path, "v1")
    path = "articles/one/index.html"
    hands.put(place, {path: IN_THE_WAY[path]})
    new = site(tmp_path / "v2", "v", {"/": "Home.", "/articles/one/": "One."})
    run = Ssh.run

    def breaks(*_: object) -> bytes:
        raise CommandError("It broke off here.")

    def breaks_at_the_end(ssh: Ssh, script: str, *words: str, given: bytes = b"") -> bytes:
        return breaks() if words[0] == "finish" else run(ssh, script, *words, given=given)

    monkeypatch.setattr(LocalPlace, "_swap", breaks)
    monkeypatch.setattr(Ssh, "run", breaks_at_the_end)
    with pytest.raises(CommandError, match="broke off"):
        place.send(tmp_path / "v2", new, live, quiet, [path])
    assert hands.foreign(place)[path].content == IN_THE_WAY[path].content
    assert kept_copies(place, "") == {path: IN_THE_WAY[path].content}


@ALL_KINDS
def test_a_foreign_file_that_is_what_the_site_puts_there_is_in_nobodys_way(
    place: Target, tmp_path: Path
) -> None:
    send(place, tmp_path, "v1")
    new = site(tmp_path / "v2", "v", {"/": "Home.", "/articles/one/": "One."})
    same = (tmp_path / "v2" / "articles" / "one" / "index.html").read_bytes()
    hands.put(place, {"articles/one/index.html": Thing(same)})
    place.send(tmp_path / "v2", new, place.manifest(), quiet)
    assert place.manifest() == new
    place.back(quiet)
    assert hands.foreign(place).keys() == {"articles/one/index.html"}


@ALL_KINDS
def test_a_foreign_file_at_the_path_of_the_release_that_is_gone_back_to_is_asked_for_too(
    place: Target, tmp_path: Path
) -> None:
    send(place, tmp_path, "v1", one="One.")
    live = send(place, tmp_path, "v2")
    hands.put(place, {"articles/one/index.html": Thing(b"The host's own.")})
    with pytest.raises(MovedError):
        place.back(quiet)
    assert place.manifest() == live
    place.back(quiet, None, ["articles/one/index.html"])
    assert b"One." in hands.there(place)["articles/one/index.html"].content


# --- Somebody else's beside it -------------------------------------------------------------------

OURS = "20260302T101500000000Z-1a2b3c4d"


@LOCAL
def test_what_lies_beside_under_any_other_name_than_ours_is_left_alone(
    place: LocalPlace, tmp_path: Path
) -> None:
    name = place.path.name
    beside = [
        *(f".{name}.{what}" for what in ("former", "new", "aside", "note", "partly", "replaced/x")),
        *(f".{name}.releases/{what}" for what in (".incoming-mine", ".gone-mine", "backup")),
        *(f".{name}.releases/{what}" for what in (f"{OURS}.bak", f"x{OURS}", f".late-{OURS}x")),
    ]
    theirs = {f"{path}/letter": Thing(b"mine") for path in beside}
    theirs[f".{name}.lock"] = Thing(b"mine, too")
    for path, thing in theirs.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(thing.content)
    for number in range(8):
        send(place, tmp_path / "sites", f"v{number}")
    place.back(quiet)
    found = hands.in_folder(tmp_path)
    assert {path: found.get(path) for path in theirs} == theirs


@pytest.mark.parametrize("place", ["rsync"], indirect=True)
def test_on_a_server_what_has_another_name_than_ours_is_neither_removed_nor_gone_back_to(
    place: Rsync, tmp_path: Path
) -> None:
    send(place, tmp_path, "v0")
    releases = Path(place.path) / "releases"
    names = ["00-first", "zz-backup", ".incoming-mine", ".gone-mine", f"x{OURS}", f"{OURS}.bak"]
    for name in names:  # each a whole site of ours, as somebody's copy would be
        site(releases / name, "backup")
    more = {"replaced/letter": b"", ".current.new/letter": b"", "uploads/letter": b""}
    for path in more:
        (Path(place.path) / path).parent.mkdir(parents=True, exist_ok=True)
        (Path(place.path) / path).write_bytes(b"mine")
    before = {name: hands.in_folder(releases / name) for name in names}
    for number in range(1, 6):
        send(place, tmp_path, f"v{number}")
    ours = {path.name for path in releases.iterdir()} - {*names}
    assert len(ours) == place.keep
    place.back(quiet)
    place.back(quiet)
    with pytest.raises(NoFormerReleaseError):
        place.back(quiet)
    assert {name: hands.in_folder(releases / name) for name in names} == before
    assert all((Path(place.path) / path).read_bytes() == b"mine" for path in more)


@LOCAL
def test_the_one_former_release_of_this_programs_first_version_can_be_gone_back_to(
    place: LocalPlace, tmp_path: Path
) -> None:
    """It is read, and stays: what others had put to it then lies nowhere else."""
    first = send(place, tmp_path / "sites", "v1")
    hands.put(place, {"uploads/precious.pdf": Thing(b"Seven years of work.")})
    former = place.path.with_name(f".{place.path.name}.former")
    place.path.rename(former)
    send(place, tmp_path / "sites", "v2")
    place.back(quiet)
    assert place.manifest() == first
    with pytest.raises(NoFormerReleaseError):
        place.back(quiet)
    for number in range(3, 10):
        send(place, tmp_path / "sites", f"v{number}")
    shown = hands.in_archive(former) if isinstance(place, Zip) else hands.in_folder(former)
    assert shown["uploads/precious.pdf"].content == b"Seven years of work."


# --- What comes at the last moment ---------------------------------------------------------------


LATE = {
    "late/letter.txt": Thing(b"just in time"),
    "late-too": Thing(b"letter.txt", LINK),
    "often.txt": Thing(b"written anew all the time: 2"),
    "articles/one/index.html": Thing(b"late, and in the way"),
}


def put_late(place: Target) -> None:
    """As programs do that replace a file as a whole."""
    if isinstance(place, Zip):
        there = hands.in_archive(place.path)
        place.path.unlink()
        often = there.pop("often.txt")
        hands.put(place, there | {path: LATE[path] for path in LATE if path != "often.txt"})
        with zipfile.ZipFile(place.path, "a") as archive:
            archive.writestr("often.txt", LATE["often.txt"].content)
        assert often.content != LATE["often.txt"].content
        return
    live = place.path if isinstance(place, Folder) else Path(place.path, "current").resolve()  # type: ignore[attr-defined]
    (live / "often.txt").unlink()
    hands.put(place, {path: LATE[path] for path in LATE if path != "often.txt"})
    (live / "often.txt").write_bytes(LATE["often.txt"].content)


def arrived(place: Target, new: Manifest) -> None:
    """What came late is there, but for what is in the way, of which a copy is kept."""
    assert place.manifest() == new
    found = {path: thing.content for path, thing in hands.foreign(place).items()}
    wanted = {path: thing.content for path, thing in LATE.items() if path not in new.files}
    assert found == wanted | {"early.txt": b"early"}
    top = Path(place.path)  # type: ignore[attr-defined]
    kept = top / "replaced" if isinstance(place, Rsync) else top.with_name(f".{top.name}.replaced")
    (copy,) = kept.iterdir()
    copies = hands.in_archive(copy) if isinstance(place, Zip) else hands.in_folder(copy)
    assert copies["articles/one/index.html"] == LATE["articles/one/index.html"]


@LOCAL
@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("cut", [True, False])
def test_what_comes_between_reading_and_replacing_a_version_is_carried_over_afterwards(
    place: LocalPlace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at_once: bool,
    cut: bool,
) -> None:
    """Also where the program was killed just after, and where two folders cannot be exchanged."""
    send(place, tmp_path / "sites", "v1")
    hands.put(place, {"early.txt": Thing(b"early"), "often.txt": Thing(b"1")})
    real = LocalPlace._swap

    def last_moment(self: LocalPlace, fresh: Path) -> None:
        put_late(place)
        real(self, fresh)
        if cut:
            monkeypatch.setattr(LocalPlace, "_recover", cutting)

    def cutting(self: LocalPlace) -> None:
        raise OSError

    recover = LocalPlace._recover
    monkeypatch.setattr(LocalPlace, "_swap", last_moment)
    if not at_once:
        monkeypatch.setattr(local_place, "exchange", lambda *_: False)
    new = send_raw(place, tmp_path / "sites")
    monkeypatch.setattr(LocalPlace, "_recover", recover)
    place.manifest()
    arrived(place, new)


def send_raw(place: Target, folder: Path) -> Manifest:
    new = site(folder / "late", "v", {"/": "Home late.", "/articles/one/": "One."})
    place.send(folder / "late", new, place.manifest(), quiet)
    return new


@pytest.mark.parametrize("place", ["rsync"], indirect=True)
@pytest.mark.parametrize("cut", [True, False])
def test_what_comes_to_a_server_just_before_the_link_is_moved_is_carried_over_afterwards(
    place: Rsync, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: bool
) -> None:
    """Also where the line was cut just after: the next publish does it."""
    send(place, tmp_path, "v1")
    hands.put(place, {"early.txt": Thing(b"early"), "often.txt": Thing(b"1")})
    real = type(place.ssh).run

    def last_moment(self: object, script: str, *words: str, given: bytes = b"") -> bytes:
        if words[0] == "finish":
            put_late(place)
        return real(place.ssh, script, *words, given=given)

    def lost(*_: object) -> None:
        raise CommandError("The line is lost.")

    with monkeypatch.context() as patch:
        patch.setattr(type(place.ssh), "run", last_moment)
        if cut:
            patch.setattr(Rsync, "_look_after", lost)
        new = send_raw(place, tmp_path)
    if cut:
        new = site(tmp_path / "next", "v", {"/": "Next.", "/articles/one/": "One."})
        place.send(tmp_path / "next", new, place.manifest(), quiet)
    arrived(place, new)
    assert not list((Path(place.path) / "releases").glob(".*"))


# --- What cannot be carried over -----------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may read everything")
def test_a_foreign_file_that_cannot_be_read_stops_publishing_before_anything_is_changed(
    tmp_path: Path,
) -> None:
    place = Folder("", tmp_path / "live")
    live = send(place, tmp_path, "v1")
    (place.path / "closed").mkdir(mode=0o000)
    new = site(tmp_path / "v2", "v2")
    with pytest.raises(CommandError, match="closed"):
        place.send(tmp_path / "v2", new, live, quiet)
    (place.path / "closed").chmod(0o700)
    assert place.manifest() == live


@pytest.mark.parametrize("place", ["folder", "rsync"], indirect=True)
def test_a_disk_within_the_live_folder_stops_publishing_as_it_would_be_emptied_one_day(
    place: Target, tmp_path: Path
) -> None:
    if os.getuid() != 0 or sys.platform != "linux":
        pytest.skip("a small disk can be made by root on Linux only")
    live = send(place, tmp_path, "v1")
    top = place.path if isinstance(place, Folder) else Path(place.path, "current").resolve()  # type: ignore[attr-defined]
    (top / "uploads").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(top / "uploads")]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be made here")
    try:
        new = site(tmp_path / "v2", "v2")
        with pytest.raises(CommandError, match="Put it elsewhere, and a link in its place"):
            place.send(tmp_path / "v2", new, live, quiet)
        assert place.manifest() == live
    finally:
        subprocess.run(["umount", str(top / "uploads")], check=True)


def test_a_pipe_and_a_socket_in_a_folder_are_carried_over_and_never_opened(tmp_path: Path) -> None:
    place = Folder("", tmp_path / "live")
    send(place, tmp_path, "v1")
    os.mkfifo(place.path / "pipe")
    before = (place.path / "pipe").lstat()
    send(place, tmp_path, "v2")
    assert (place.path / "pipe").lstat().st_ino == before.st_ino


def test_where_files_cannot_be_shared_foreign_ones_are_copied_with_rights_and_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a memory stick."""
    place = Folder("", tmp_path / "live")
    send(place, tmp_path, "v1")
    put(place)
    theirs = hands.foreign(place)

    def no_links(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    for version in ("v2", "v3"):
        send(place, tmp_path, version)
    place.back(quiet)
    assert hands.foreign(place) == theirs
    assert {int((place.path / path).lstat().st_mtime) for path in THEIRS} == {1_000_000_000}


def test_an_archive_with_something_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    """Such as an entry that is packed in a way of which this program knows nothing."""
    place = Zip("", tmp_path / "live.zip")
    live = send(place, tmp_path, "v1")
    hands.put(place, {"odd.bin": Thing(b"packed oddly")})
    data = bytearray(place.path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.rfind(sign)
        data[at + offset : at + offset + 2] = (97).to_bytes(2, "little")
    place.path.write_bytes(data)
    new = site(tmp_path / "v2", "v2")
    with pytest.raises(CommandError, match=r"odd\.bin .* cannot be carried over"):
        place.send(tmp_path / "v2", new, live, quiet)
    assert place.path.read_bytes() == data


# --- Cut short at every step ---------------------------------------------------------------------

_STEPS = {"os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.utime", "os.chmod"}
_STEPS |= {"shutil.copyfile", "ctypes.dlsym"}  # the latter comes before two names are exchanged
FEW = ("uploads/precious.pdf", "latest.pdf", "articles/a5/notes.txt")


def cut_at(step: int, place: LocalPlace, what: str, folder: Path) -> bool:
    """A process of its own does something and is gone before this step; False if it came to its
    end. Reading is no step."""
    live = place.manifest()
    new = site(folder / "v3", "v", {"/": "Home 3"})
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
    counter = itertools.count()

    def ending(event: str, more: tuple[object, ...]) -> None:
        writing = event == "open" and isinstance(more[1], str) and more[1][0] in "wax"
        if (writing or event in _STEPS) and next(counter) == step:
            os._exit(9)

    code = 1
    try:
        sys.addaudithook(ending)
        if what == "send":
            place.send(folder / "v3", new, live, quiet)
        else:
            place.back(quiet)
        code = 0
    finally:
        os._exit(code)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes end here as on POSIX systems")
@LOCAL
@pytest.mark.parametrize("what", ["send", "back"])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_program_that_is_gone_at_any_step_leaves_one_whole_version_and_all_foreign_files(
    place: LocalPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, at_once: bool
) -> None:
    """And the way back leads through the same releases as ever."""
    if not at_once:
        monkeypatch.setattr(local_place, "exchange", lambda *_: False)
    sites = tmp_path / "sites"
    for step in itertools.count():
        top = tmp_path / f"try-{step}"
        top.mkdir()
        here = type(place)("", top / place.path.name)
        one, two = (send(here, sites, version, a5=f"{version}.") for version in ("v1", "v2"))
        hands.put(here, {path: THEIRS[path] for path in FEW} | {"inbox": Thing(b"", FOLDER)})
        theirs = hands.foreign(here)
        cut = cut_at(step, here, what, sites)
        live = here.manifest()
        assert live
        if what == "send":
            way_back = [one] if live == two else [two, one]
        else:
            way_back = [one] if live == two else []
        for expected in (live, *way_back):
            if expected != live:
                here.back(quiet)
            assert here.manifest() == expected
            assert hands.there(here).keys() == {*theirs, *expected.files, "manifest.json"}
            assert hands.foreign(here) == theirs
        with pytest.raises(NoFormerReleaseError):
            here.back(quiet)
        mine = {here.path.name, *(f".{here.path.name}.{what}" for what in ("lock", "releases"))}
        assert {path.name for path in top.iterdir()} == mine
        if not cut:
            break
    assert live in ([one] if what == "back" else [manifest.read(sites / "v3")])
    assert step > 5


@pytest.mark.slow
@pytest.mark.parametrize("place", ["rsync"], indirect=True)
@pytest.mark.parametrize("what", ["send", "back"])
def test_a_program_that_is_gone_before_any_of_its_calls_to_a_server_loses_nothing_either(
    place: Rsync, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    class Gone(BaseException):
        """Nothing is done any more, and no lock is held."""

    real = Ssh.patiently
    one = send(place, tmp_path, "v")
    hands.put(place, {path: THEIRS[path] for path in FEW})
    theirs = hands.foreign(place)
    for call in itertools.count():
        two = send(place, tmp_path, f"two-{call}")
        new = site(tmp_path / f"new-{call}", "v", {"/": f"New {call}"})
        left = iter(range(call))

        def gone(
            ssh: Ssh, command: Sequence[str], given: bytes = b"", left: Iterator[int] = left
        ) -> bytes:
            if next(left, None) is None:
                raise Gone
            return real(ssh, command, given)

        with monkeypatch.context() as patch:
            patch.setattr(Ssh, "patiently", gone)
            try:
                if what == "send":
                    place.send(tmp_path / f"new-{call}", new, two, quiet)
                else:
                    place.back(quiet)
                cut = False
            except Gone:
                cut = True
        live = place.manifest()
        assert live in (two, new if what == "send" else one)
        assert hands.foreign(place) == theirs
        assert hands.there(place).keys() == {*theirs, *live.files, "manifest.json"}
        if live != one:
            assert place.former(live).manifest == (one if live == two else two)
        if not cut:
            break
        one = live
    assert live != two
    assert call > 8


# --- Which is which ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (["index.html", "manifest.json", "a/", "a/b/", "a/b/c.html"], []),
        (["a/x", "a/b/y/", "z/"], ["a/b/y/", "a/x", "z/"]),
        (["INDEX.HTML", "index.html ", "a/b"], ["INDEX.HTML", "a/b", "index.html "]),
        (["index.html/", "index.html/x"], ["index.html/", "index.html/x"]),
    ],
)
def test_what_the_manifest_does_not_name_is_foreign(listed: list[str], expected: list[str]) -> None:
    files = {path: File("0" * 64, 1) for path in ("index.html", "a/b/c.html")}
    assert foreign(listed, Manifest(files)) == tuple(expected)


def test_a_folder_is_named_by_what_is_in_it() -> None:
    assert named(["a/", "a/b/", "a/b/c", "empty/", "z"]) == ("a/b/c", "empty/", "z")
