"""Saving a text: its other bytes stay, nothing is overwritten unseen, what is refused is told."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from desk.writing import disk, drafts, files, history
from desk.writing.disk import WritingError
from desk.writing.files import NEW, ChangedOutsideError
from tests.trial_site import PROJECT, TrialSite

NAME = "articles/rest.md"
NOBODY = 65534
FORMS = {
    "as most programs write": b"One.\nTwo.\nThree.\n",
    "of Windows": b"One.\r\nTwo.\r\nThree.\r\n",
    "of an old Mac": b"One.\rTwo.\rThree.\r",
    "mixed": b"One.\r\nTwo.\nThree.\r\nFour.\rFive.\n",
    "with a mark, no end": b"\xef\xbb\xbfOne.\r\nTwo.",
    "a mark alone": b"\xef\xbb\xbf",
    "empty": b"",
    "with signs that nobody sees": "One.\x0b Two\u2028.\x0c\n\x85Three\u00a0.\n".encode(),
    "only line ends": b"\r\n\r\n\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one text."""
    folder = tmp_path / "content"
    (folder / "articles").mkdir(parents=True)
    (folder / NAME).write_bytes(b"Rest.\n")
    return folder


def others(folder: Path) -> set[str]:
    """What lies in a folder besides its text."""
    return {path.name for path in folder.iterdir()} - {"rest.md"}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_a_text_that_was_only_looked_at_keeps_every_byte(data: bytes, content: Path) -> None:
    (content / NAME).write_bytes(data)
    read = files.read(content, NAME)
    assert files.encode(read.text, data) == data
    before = (content / NAME).stat()
    assert files.save(content, NAME, read.text, read.digest) == read
    assert (content / NAME).read_bytes() == data
    assert (content / NAME).stat() == before


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_a_line_that_is_added_and_taken_away_again_leaves_every_byte(
    data: bytes, content: Path
) -> None:
    (content / NAME).write_bytes(data)
    read = files.read(content, NAME)
    longer = files.save(content, NAME, f"New.\n{read.text}", read.digest)
    assert (content / NAME).read_bytes() == longer.data != data
    assert longer.text == f"New.\n{read.text}"
    files.save(content, NAME, read.text, longer.digest)
    assert (content / NAME).read_bytes() == data


def test_each_line_that_stays_keeps_its_own_end_and_a_new_one_ends_as_most_do() -> None:
    former = b"One.\r\nTwo.\nThree.\r\n"
    assert files.encode("One.\nNew.\nTwo.\nThree.\n", former) == (
        b"One.\r\nNew.\r\nTwo.\nThree.\r\n"
    )


def test_every_file_of_the_practice_is_read_and_written_back_byte_for_byte() -> None:
    texts = [*PROJECT.glob("content/**/*.md"), *PROJECT.glob("content/**/*.yaml")]
    assert len(texts) > 20
    read = {path: files.read(path.parent, path.name) for path in texts}
    assert {path: files.encode(one.text, one.data) for path, one in read.items()} == {
        path: path.read_bytes() for path in texts
    }


def test_the_version_before_is_in_the_history_and_comes_back(content: Path) -> None:
    first = files.read(content, NAME)
    second = files.save(content, NAME, "Rest more.\n", first.digest)
    [kept] = history.versions(content, NAME)
    assert history.version(content, NAME, kept.key) == b"Rest.\n"
    files.restore(content, NAME, kept.key, second.digest)
    assert files.read(content, NAME) == first
    assert [history.version(content, NAME, one.key) for one in history.versions(content, NAME)] == [
        b"Rest more.\n",
        b"Rest.\n",
    ]


def test_a_file_that_somebody_changed_meanwhile_is_shown_and_not_overwritten(
    content: Path,
) -> None:
    mine = files.read(content, NAME)
    (content / NAME).write_bytes(b"Theirs.\r\n")
    with pytest.raises(ChangedOutsideError, match="Nothing is overwritten") as caught:
        files.save(content, NAME, "Mine.\n", mine.digest)
    assert caught.value.theirs.text == "Theirs.\n"
    assert (content / NAME).read_bytes() == b"Theirs.\r\n"
    files.save(content, NAME, "Both.\n", caught.value.theirs.digest)
    assert (content / NAME).read_bytes() == b"Both.\r\n"


def test_a_file_that_went_away_meanwhile_is_told_and_not_made_anew(content: Path) -> None:
    mine = files.read(content, NAME)
    (content / NAME).unlink()
    with pytest.raises(ChangedOutsideError, match="removed or renamed") as caught:
        files.save(content, NAME, "Mine.\n", mine.digest)
    assert caught.value.theirs == files.Text(NAME)
    assert others(content / "articles") == set()
    assert files.save(content, NAME, "Mine.\n", NEW).data == b"Mine.\n"


def test_a_new_file_never_takes_the_place_of_one_that_is_there(content: Path) -> None:
    with pytest.raises(ChangedOutsideError):
        files.save(content, NAME, "Mine.\n", NEW)
    assert (content / NAME).read_bytes() == b"Rest.\n"


def test_a_file_keeps_its_rights_and_a_new_one_has_those_of_any_other(content: Path) -> None:
    (content / NAME).chmod(0o640)
    files.save(content, NAME, "More.\n", files.read(content, NAME).digest)
    files.save(content, "articles/new.md", "New.\n", NEW)
    (content / "articles" / "usual.md").write_text("New.\n")
    modes = [stat.S_IMODE((content / "articles" / f"{one}.md").stat().st_mode)
             for one in ("rest", "new", "usual")]  # fmt: skip
    assert modes[0] == 0o640
    assert modes[1] == modes[2]


@pytest.mark.parametrize(
    "name",
    [
        "../outside.md",
        "articles/../../outside.md",
        "/etc/passwd",
        "../../etc/passwd",
        "articles//rest.md",
        "./articles/rest.md",
        "articles/./rest.md",
        "",
        "/",
        "articles/",
        "articles\\rest.md",
        "..\\..\\windows",
        "articles/rest\0.md",
        "articles/re\nst.md",
        "articles/\udcff.md",
        ".history/content/lock",
        "articles/.hidden.md",
        "articles/.rest.md.0123456789ab.whole~",
        "articles/rest.md~",
    ],
)
def test_a_name_that_leads_out_or_is_hidden_is_refused_in_words(name: str, content: Path) -> None:
    (content.parent / "outside.md").write_text("Mine.\n")
    before = sorted(content.parent.rglob("*"))
    for use in (
        lambda: files.read(content, name),
        lambda: files.save(content, name, "x", NEW),
        lambda: history.versions(content, name),
        lambda: history.version(content, name, "x"),
        lambda: drafts.keep(content, name, "x", NEW),
        lambda: drafts.kept(content, name),
        lambda: drafts.forget(content, name),
    ):
        with pytest.raises(WritingError, match=r".\.$"):
            use()
    assert sorted(content.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("articles/con.md", "Windows keeps for itself"),
        ("articles/what?.md", "“articles/what.md”"),
        ("articles/a:b.md", "other computers"),
        (f"articles/{'x' * 300}.md", "too long"),
        ("articles/end .md ", "Windows takes away"),
    ],
)
def test_a_new_file_has_a_name_that_every_computer_can_keep(
    name: str, told: str, content: Path
) -> None:
    with pytest.raises(WritingError, match=told):
        files.save(content, name, "x", NEW)


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
@pytest.mark.parametrize("link", ["articles/out.md", "articles/out", "articles/loop.md"])
def test_a_link_that_leads_out_of_the_content_is_not_followed(link: str, content: Path) -> None:
    outside = content.parent / "outside"
    outside.mkdir()
    (outside / "rest.md").write_text("Mine.\n")
    (content / "articles" / "out.md").symlink_to(outside / "rest.md")
    (content / "articles" / "out").symlink_to(outside)
    (content / "articles" / "loop.md").symlink_to("loop.md")
    name = f"{link}/rest.md" if link.endswith("out") else link
    with pytest.raises(WritingError):
        files.read(content, name)
    with pytest.raises(WritingError):
        files.save(content, name, "Theirs.\n", files.digest_of(b"Mine.\n"))
    assert (outside / "rest.md").read_text() == "Mine.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
def test_a_link_within_the_content_stays_one_and_its_file_is_saved(content: Path) -> None:
    (content / "articles" / "same.md").symlink_to("rest.md")
    read = files.read(content, "articles/same.md")
    files.save(content, "articles/same.md", "More.\n", read.digest)
    assert (content / "articles" / "same.md").is_symlink()
    assert (content / NAME).read_bytes() == b"More.\n"
    assert len(history.versions(content, NAME)) == 1
    assert [one.key for one in history.versions(content, NAME)] == [
        one.key for one in history.versions(content, "articles/same.md")
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Caf\xe9.\n", "UTF-8"),
        ("Café.\n".encode("utf-16"), "UTF-8"),
        (b"a\0b", "UTF-8"),
        (b"PK\x03\x04 and so on", "packed file"),
        (b"%PDF-1.7", "PDF"),
        (b"x" * 5_000_001, "5 MB"),
    ],
)
def test_what_is_no_text_is_told_and_not_opened(data: bytes, told: str, content: Path) -> None:
    (content / NAME).write_bytes(data)
    with pytest.raises(WritingError, match=told):
        files.read(content, NAME)
    assert (content / NAME).read_bytes() == data


def test_a_folder_and_a_pipe_are_told_and_nobody_waits_for_them(content: Path) -> None:
    with pytest.raises(WritingError, match="not a file but a folder"):
        files.read(content, "articles")
    if hasattr(os, "mkfifo"):
        os.mkfifo(content / "articles" / "pipe.md")
        with pytest.raises(WritingError, match="a pipe"):
            files.read(content, "articles/pipe.md")
        with pytest.raises(WritingError, match="a pipe"):
            files.save(content, "articles/pipe.md", "x", NEW)


def test_half_a_character_is_told_with_its_line(content: Path) -> None:
    read = files.read(content, NAME)
    with pytest.raises(WritingError, match="Line 2 holds half a character"):
        files.save(content, NAME, "Rest.\nHalf \ud83d.\n", read.digest)
    assert (content / NAME).read_bytes() == b"Rest.\n"


def said_by_nobody(program: str) -> str:
    """What a program says that is not root's, whom no right is denied; it has a text in `content`,
    has read it, and says what is told when `save` is called, and what lies there then."""
    whole = f"""
import os, sys, tempfile
sys.path.insert(0, {str(PROJECT)!r})
import resource
from pathlib import Path
from desk.writing import drafts, files
from desk.writing.disk import WritingError
with tempfile.TemporaryDirectory() as place:  # loads what nobody may not read
    files.save(Path(place, "content"), "x.md", "x", files.NEW)
    files.read(Path(place, "content"), "x.md")
if not os.getuid():
    os.setgid({NOBODY})
    os.setuid({NOBODY})
with tempfile.TemporaryDirectory() as place:
    content = Path(place, "content")
    (content / "articles").mkdir(parents=True)
    text = content / {NAME!r}
    text.write_bytes(b"Rest.")
    read = files.read(content, {NAME!r})
    def save(data="More."):
        try:
            print(files.save(content, {NAME!r}, data, read.digest))
        except WritingError as error:
            print(str(error).replace(place, "HERE"))
        print(text.read_bytes(), os.listdir(text.parent))
{textwrap.indent(textwrap.dedent(program), "    ")}
"""
    command = [sys.executable, "-c", whole]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="rights are those of Unix")
@pytest.mark.parametrize(
    ("closed", "named", "is_as_it_was"),
    [
        ("content / 'articles'", "HERE/content/articles", "“articles/rest.md” is as it was"),
        ("text", "HERE/content/articles/rest.md", "“articles/rest.md” is as it was"),
        ("Path(place, '.history')", "HERE/.history", "No text is changed"),
        ("Path(place)", "HERE", "No text is changed"),
    ],
)
def test_where_nothing_may_be_written_it_is_told_and_nothing_changes(
    closed: str, named: str, is_as_it_was: str
) -> None:
    said = said_by_nobody(f"""
        closed = {closed}
        if closed.name == ".history":
            closed.mkdir()
        closed.chmod(0o444 if closed.is_file() else 0o555)
        save()
        closed.chmod(0o777)
    """)
    assert said == (
        f"Nothing may be written to {named}. {is_as_it_was}. Give yourself "
        "permission to write there (in its properties), and save again.\n"
        "b'Rest.' ['rest.md']\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="limits are those of Unix")
def test_a_file_that_may_not_grow_stays_as_it_was() -> None:
    said = said_by_nobody("""
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        save("x" * 20_000)
    """)
    assert said == (
        "“articles/rest.md” would be larger than this disk allows. “articles/rest.md” is as it "
        "was.\nb'Rest.' ['rest.md']\n"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="a small disk is made as on Linux")
@pytest.mark.parametrize("room", [0, 10_000])
def test_on_a_full_disk_the_text_stays_as_it_was_and_room_helps(room: int, tmp_path: Path) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if os.getuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small disk")
    try:
        site = TrialSite(place)
        site.write(NAME, "Rest.\n")
        read = files.read(site.content, NAME)
        ballast = place / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"x" * 4096):
                pass
        os.truncate(ballast, ballast.stat().st_size - room)
        before = {path for path in place.rglob("*") if path.is_file()}
        longer = "Rest more.\n" * 20_000
        with pytest.raises(WritingError, match=r"is full\. .*Make room on it"):
            files.save(site.content, NAME, longer, read.digest)
        with pytest.raises(WritingError, match="is full"):
            drafts.keep(site.content, NAME, longer, read.digest)
        assert files.read(site.content, NAME) == read
        whole = {path for path in place.rglob("*") if path.is_file()} - before
        assert {path.name for path in whole} <= {".gitignore", "lock"} | {
            one.key for one in history.versions(site.content, NAME)
        }
        ballast.unlink()
        files.save(site.content, NAME, "Rest more.\n", read.digest)
        assert (site.content / NAME).read_text() == "Rest more.\n"
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_of_two_that_save_at_once_one_is_told_and_both_texts_are_there(content: Path) -> None:
    """Two writers, each fifty times on top of what it has seen."""
    refused: list[str] = []
    saved: list[str] = []

    def write(who: str) -> None:
        for number in range(50):
            text = f"{who} {number}\n"
            read = files.read(content, NAME)
            try:
                files.save(content, NAME, text, read.digest)
                saved.append(text)
            except ChangedOutsideError:
                refused.append(text)

    writers = [threading.Thread(target=write, args=(who,)) for who in ("One", "Two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(saved) + len(refused) == 100
    kept = [history.version(content, NAME, one.key) for one in history.versions(content, NAME)]
    chain = [(content / NAME).read_text(), *(data.decode() for data in kept)]
    # What stands there and what is kept is exactly what was saved last, in that order.
    assert chain == saved[: -len(chain) - 1 : -1]


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is exchanged as on Unix")
def test_what_another_program_puts_there_in_the_moment_of_saving_is_never_lost(
    content: Path,
) -> None:
    """Another program that knows nothing of ours saves as most do, again and again."""
    stop = threading.Event()
    theirs: list[bytes] = []

    def others_save() -> None:
        fresh = content.parent / "fresh"
        while not stop.is_set():
            data = b"Theirs %d\n" % len(theirs)
            fresh.write_bytes(data)
            theirs.append(data)
            fresh.replace(content / NAME)
            stop.wait(0.02)

    other = threading.Thread(target=others_save)
    other.start()
    mine = lost = 0
    try:
        while mine < 15:
            read = files.read(content, NAME)
            try:
                files.save(content, NAME, f"Mine {mine}\n", read.digest)
            except ChangedOutsideError:
                continue
            mine += 1
            # What mine took the place of was the version that I had read.
            [newest, *_] = history.versions(content, NAME)
            lost += history.version(content, NAME, newest.key) != read.data
    finally:
        stop.set()
        other.join()
    assert lost == 0
    assert others(content / "articles") == set()


def test_bytes_are_put_only_in_the_place_of_those_that_were_seen(content: Path) -> None:
    path = content / NAME
    with pytest.raises(disk.RaceError):
        disk.put(path, b"Mine.\n", b"Something else.\n")
    with pytest.raises(disk.RaceError):
        disk.put(path, b"Mine.\n", None)
    with pytest.raises(disk.RaceError):
        disk.put(content / "articles" / "gone.md", b"Mine.\n", b"Rest.\n")
    with pytest.raises(disk.RaceError):
        disk.take_away(path, b"Something else.\n")
    assert path.read_bytes() == b"Rest.\n"
    assert others(content / "articles") == set()


def test_what_a_killed_program_left_is_kept_and_tidied_up(content: Path) -> None:
    folder = content / "articles"
    (folder / ".rest.md.0123456789ab.whole~").write_bytes(b"Written whole.\n")
    (folder / ".rest.md.0123456789ac.part~").write_bytes(b"Writt")
    (folder / ".mine.md.0123456789ac.swp").write_bytes(b"Another program's.")
    files.save(content, NAME, "More.\n", files.read(content, NAME).digest)
    assert others(folder) == {".mine.md.0123456789ac.swp"}
    kept = [history.version(content, NAME, one.key) for one in history.versions(content, NAME)]
    assert kept == [b"Rest.\n", b"Written whole.\n"]


def test_who_waits_for_ever_is_told_so(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_WAIT", 0.05)
    with disk.at_work(content), pytest.raises(WritingError, match="save again"):
        drafts.keep(content, NAME, "x", NEW)
