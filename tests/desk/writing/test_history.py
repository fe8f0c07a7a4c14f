"""Former versions and unsaved text: kept beside the content, and seen by nobody else."""

from __future__ import annotations

import re
import subprocess
import threading
from pathlib import Path

import pytest

from desk.check.run import collect
from desk.preview.watch import saved_files
from desk.writing import disk, drafts, files, history
from desk.writing.disk import WritingError
from desk.writing.files import NEW
from tests.desk.conftest import in_order
from tests.trial_site import TrialSite

NAME = "articles/rest.md"


def saved(content: Path, *texts: str, name: str = NAME) -> files.Text:
    """Save one text after the other in the same file."""
    there = files.as_it_is(name, disk.contents(content / name, name))
    for text in texts:
        there = files.save(content, name, text, there.digest)
    return there


def kept(content: Path, name: str = NAME) -> list[str]:
    """All former versions of a file, the newest first."""
    keys = [one.key for one in history.versions(content, name)]
    return [history.version(content, name, key).decode() for key in keys]


def test_the_last_fifty_versions_are_kept_the_newest_first(tmp_path: Path) -> None:
    content = tmp_path / "content"
    saved(content, *(f"{number}\n" for number in range(60)))
    assert kept(content) == [f"{number}\n" for number in range(58, 8, -1)]
    moments = [one.moment for one in history.versions(content, NAME)]
    assert moments == sorted(moments, reverse=True)
    assert {one.name for one in history.versions(content, NAME)} == {NAME}
    assert [one.size for one in history.versions(content, NAME)][:2] == [3, 3]


def test_the_same_version_twice_is_kept_once(tmp_path: Path) -> None:
    content = tmp_path / "content"
    saved(content, "One.\n")
    with disk.at_work(content):
        first = history.keep(content, NAME, b"One.\n")
        assert history.keep(content, NAME, b"One.\n") == first
    assert kept(content) == ["One.\n"]


@pytest.mark.parametrize(
    "key", ["", "../lock", "../../../../content/articles/rest.md", "x", "20261129T124755.9Z-aa"]
)
def test_what_is_no_version_is_told(key: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    saved(content, "One.\n", "Two.\n")
    with pytest.raises(WritingError, match="is not a version of"):
        history.version(content, NAME, key)


def test_a_version_that_is_too_old_is_told(tmp_path: Path) -> None:
    content = tmp_path / "content"
    saved(content, "One.\n", "Two.\n")
    [old] = history.versions(content, NAME)
    saved(content, *(f"{number}\n" for number in range(60)))
    with pytest.raises(WritingError, match="not kept any more"):
        history.version(content, NAME, old.key)


def test_files_with_a_history_are_listed_deleted_ones_too(tmp_path: Path) -> None:
    content = tmp_path / "content"
    saved(content, "One.\n", "Two.\n")
    saved(content, "One.\n", "Two.\n", name="pages/about.md")
    saved(content, "One.\n", name="pages/new.md")
    (content / NAME).unlink()
    assert history.files(content) == (NAME, "pages/about.md")


def test_two_content_folders_beside_one_another_have_each_its_own(tmp_path: Path) -> None:
    saved(tmp_path / "content", "One.\n", "Two.\n")
    saved(tmp_path / "other", "Three.\n", "Four.\n")
    assert (kept(tmp_path / "content"), kept(tmp_path / "other")) == (["One.\n"], ["Three.\n"])


def test_a_difference_is_told_word_by_word() -> None:
    old = "Rest is a skill. It can be learned by most of us, at any age.\n\nThe end.\n"
    new = "Rest is a practice. It can be learned by most of us, at any age.\n\nNearly the end.\n"
    assert history.difference(old, new) == (
        (
            ("=", "Rest is a"),
            ("-", "skill."),
            ("+", "practice."),
            ("=", "It can be learned"),
        ),
        (
            ("=", "at any age. \n\n"),
            ("-", "The"),
            ("+", "Nearly the"),
            ("=", "end. \n"),
        ),
    )
    assert history.difference(old, old) == ()


def test_unsaved_text_outlives_whoever_wrote_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    there = saved(content, "One.\n")
    text = "Two, and a “sign” \u2028 of every\r kind \x0b 心.\n"
    drafts.keep(content, NAME, "An earlier one.", there.digest)
    drafts.keep(content, NAME, text, there.digest)
    drafts.keep(content, "articles/new.md", "New.", NEW)
    found = drafts.kept(content, NAME)
    assert found is not None
    assert (found.name, found.text, found.based_on) == (NAME, text, there.digest)
    assert [one.name for one in drafts.all_kept(content)] == ["articles/new.md", NAME]
    drafts.forget(content, NAME)
    drafts.forget(content, NAME)
    assert drafts.kept(content, NAME) is None
    assert [one.name for one in drafts.all_kept(content)] == ["articles/new.md"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"name": 1}', b"\xff\xfe"])
def test_what_is_kept_and_cannot_be_read_stops_nobody(data: bytes, tmp_path: Path) -> None:
    content = tmp_path / "content"
    drafts.keep(content, NAME, "One.", NEW)
    (disk.history_of(content) / "unsaved" / f"{NAME}.json").write_bytes(data)
    assert drafts.kept(content, NAME) is None
    assert drafts.all_kept(content) == ()
    drafts.keep(content, NAME, "Two.", NEW)
    assert [one.text for one in drafts.all_kept(content)] == ["Two."]


def test_git_the_build_and_the_check_know_nothing_of_it(site: TrialSite) -> None:
    in_order(site)
    there = files.read(site.content, NAME)
    changed = files.save(site.content, NAME, f"{there.text}\nFormerly-said.\n", there.digest)
    files.save(site.content, NAME, there.text, changed.digest)
    drafts.keep(site.content, NAME, "Unsaved-words", there.digest)
    held = [path for path in (site.folder / ".history").rglob("*") if path.is_file()]
    assert any(b"Formerly-said" in path.read_bytes() for path in held)
    assert [one for one in collect(site.content).problems if "history" in one.path] == []
    built = site.build().files()
    assert "articles/rest/index.html" in built
    assert [name for name in built if "history" in name] == []
    told = re.compile(rb"Formerly-said|Unsaved-words|\.history")
    assert [name for name, data in built.items() if told.search(data)] == []
    subprocess.run(["git", "init", "-q", str(site.folder)], check=True)
    said = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "content/articles/rest.md" in said
    assert ".history" not in said


def test_who_watches_the_content_hears_of_the_text_alone(tmp_path: Path) -> None:
    content = tmp_path / "content"
    there = saved(content, "One.\n", "Two.\n")
    stop = threading.Event()
    news = saved_files(content, stop)
    try:
        drafts.keep(content, NAME, "Three, not saved.", there.digest)
        there = files.save(content, NAME, "Three.\n", there.digest)
        files.save(content, "articles/last.md", "The last.\n", NEW)
        heard: set[Path] = set()
        while content / "articles" / "last.md" not in heard:
            heard |= next(news)
    finally:
        stop.set()
    assert heard == {content / NAME, content / "articles" / "last.md"}


def test_a_history_that_is_deleted_is_begun_anew(tmp_path: Path) -> None:
    content = tmp_path / "content"
    saved(content, "One.\n", "Two.\n")
    for path in sorted((tmp_path / ".history").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (tmp_path / ".history").rmdir()
    assert history.versions(content, NAME) == ()
    assert history.files(content) == ()
    saved(content, "Three.\n")
    assert kept(content) == ["Two.\n"]
