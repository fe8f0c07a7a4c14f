"""After any edit, a build on top of what is kept and of what stands there is a clean build."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.build.build import build_site
from desk.common import project
from tests.delivery.conftest import write
from tests.trial_site import PROJECT, URL, TrialSite, markdown, photograph

OUR_MARK = '<img src="{{ localsiteurl }}/theme/ours.svg" alt=""></body>'


class Edited:
    """A practice with a theme and settings of its own, and its output."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = write(folder / "practice")
        self.output = folder / "web" / "site"
        self.theme = Path(shutil.copytree(project.THEME, folder / "theme"))
        self.conf = folder / "conf.py"
        self.conf.write_text(f"from publishconf import *\nTHEME = {str(self.theme)!r}\n")
        self.folder = folder
        self.url = URL
        monkeypatch.setattr(project, "PUBLISHING", self.conf)

    def set(self, line: str) -> None:
        self.conf.write_text(f"{self.conf.read_text()}{line}\n")

    def in_theme(self, name: str, old: str, new: str) -> None:
        path = self.theme / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def mark(self, size: str) -> None:
        """Write the drawing that stands on every page, which is named after what is in it."""
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} 9"/>'
        (self.theme / "static" / "ours.svg").write_text(drawing)

    def build(self) -> dict[str, bytes]:
        assert build_site(self.site.content, self.output, self.url) == 0
        return files(self.output)

    def clean(self) -> dict[str, bytes]:
        """The same content elsewhere, where nothing is kept and nothing stands."""
        elsewhere = self.folder / "elsewhere"
        shutil.copytree(self.site.content, elsewhere / "content")
        assert build_site(elsewhere / "content", elsewhere / "site", self.url) == 0
        found = files(elsewhere / "site")
        shutil.rmtree(elsewhere)
        return found


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def inodes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edited:
    found = Edited(tmp_path, monkeypatch)
    found.in_theme("templates/base.html", "</body>", OUR_MARK)
    found.mark("1")
    found.build()
    return found


EDITS: dict[str, Callable[[Edited], object]] = {
    "a body": lambda it: it.site.article("work", "Other words about work.\n"),
    "a title": lambda it: it.site.article("work", "Words about work.\n" * 30, title="At work"),
    "a style": lambda it: it.in_theme("css/base.css", "body {", "body { color: red;"),
    "a picture more": lambda it: (
        it.site.write("images/chair.jpg", photograph(500, 400, color=7)),
        it.site.article("work", "![A chair](/images/chair.jpg)\n"),
    ),
    "another picture of the same name": lambda it: it.site.write(
        "images/desk.jpg", photograph(600, 400, color=7)
    ),
    "a document": lambda it: it.site.write("images/guide.pdf", b"%PDF-1.4\n%other\n%%EOF\n"),
    "a page less": lambda it: (it.site.content / "articles" / "work.md").unlink(),
    "a page renamed": lambda it: (it.site.content / "articles" / "work.md").rename(
        it.site.content / "articles" / "toil.md"
    ),
    "a page more": lambda it: it.site.article("sleep"),
    "a draft": lambda it: it.site.article("work", status="draft"),
    "a fact": lambda it: it.site.facts(practice={"name": "Another Room", "email": "a@b.example"}),
    "an old address": lambda it: it.site.write("redirects.yaml", "/old/: /\n"),
    "a setting": lambda it: it.set("PRACTICE_HSTS = 300"),
    "a setting of texts": lambda it: it.set("TYPOGRIFY = False"),
    "another host": lambda it: it.set("PRACTICE_HOST = 'netlify'"),
    "another address": lambda it: setattr(it, "url", "https://another.example"),
    "an address in a folder": lambda it: setattr(it, "url", "https://another.example/sub"),
    "a drawing on every page": lambda it: it.mark("2"),
    "the search's script": lambda it: (it.theme / "static" / "search.js").write_text("2;\n"),
    "a template": lambda it: it.in_theme("templates/article.html", "<article", "<article id=x"),
    "words of every page": lambda it: it.in_theme("templates/base.html", "</body>", "<hr></body>"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_gives_what_a_clean_build_gives_and_so_does_taking_it_back(
    edit: str, edited: Edited, tmp_path: Path
) -> None:
    before, url = files(edited.output), edited.url
    kept = {
        path: Path(shutil.copytree(path, tmp_path / "kept" / path.name))
        for path in (edited.site.content, edited.theme)
    }
    conf = edited.conf.read_text()
    EDITS[edit](edited)
    after = edited.build()
    assert after == edited.clean()
    assert after != before
    for path, copy in kept.items():
        shutil.rmtree(path)
        shutil.copytree(copy, path)
    edited.conf.write_text(conf)
    edited.url = url
    assert edited.build() == before


def test_what_has_not_changed_is_the_same_file(edited: Edited) -> None:
    before, was = inodes(edited.output), files(edited.output)
    edited.site.article("work", "Other words about work.\n" * 30)
    now = edited.build()
    same = {name for name, inode in inodes(edited.output).items() if before.get(name) == inode}
    changed = {name for name in now if now[name] != was.get(name)}
    assert {"index.html", "articles/rest/index.html.br"} <= same
    assert same.isdisjoint(changed)
    assert "articles/work/index.html" in changed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_every_file_can_be_read_by_a_web_server(edited: Edited) -> None:
    edited.site.article("work", "Other words about work.\n")
    edited.build()
    assert rights(edited.output) == {"file": {0o644}, "folder": {0o755}}


def rights(folder: Path) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"file": set(), "folder": {folder.stat().st_mode & 0o777}}
    for path in folder.rglob("*"):
        found["folder" if path.is_dir() else "file"].add(path.stat().st_mode & 0o777)
    return found


def same_size_and_time(path: Path) -> None:
    about, data = path.stat(), path.read_bytes()
    path.write_bytes(data[::-1])
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def other_words(path: Path) -> None:
    path.write_text("By hand.")


def nothing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").write_text("Mine.")


def a_link(path: Path) -> None:
    """To a file that is byte for byte what it was."""
    path.rename(path.parent / "aside")
    path.symlink_to("aside")


def closed(path: Path) -> None:
    path.chmod(0o600)


def unreadable(path: Path) -> None:
    path.chmod(0)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


BY_HAND = [same_size_and_time, other_words, nothing, a_folder, a_link, closed, unreadable, a_pipe]
PAGES = ["articles/rest/index.html", "articles/rest/index.html.gz"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights, links and pipes")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("by_hand", BY_HAND)
def test_what_somebody_has_changed_in_the_output_is_not_carried_over(
    by_hand: Callable[[Path], None], name: str, edited: Edited
) -> None:
    before = files(edited.output)
    by_hand(edited.output / name)
    edited.site.write("images/not-used.txt", "x")
    assert edited.build() == before
    place = edited.output / name
    assert (place.is_symlink(), place.stat().st_mode & 0o777) == (False, 0o644)


@pytest.mark.parametrize(
    "refusal",
    [
        OSError(errno.EXDEV, "another disk"),
        OSError(errno.EPERM, "not allowed"),
        OSError(errno.EMLINK, "too many links"),
        NotImplementedError("no links here"),
    ],
)
def test_where_files_cannot_be_linked_they_are_written(
    refusal: Exception, edited: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(os, "link", refuse)
    edited.site.article("work", "Other words about work.\n")
    built = edited.build()
    monkeypatch.undo()
    monkeypatch.setattr(project, "PUBLISHING", edited.conf)
    assert built == edited.clean()


def test_the_standing_site_may_be_written_into_while_it_is_linked(
    edited: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build looks at a file under its new name, not before it gives it that."""
    link = os.link
    harmed: list[str] = []

    def harm(there: str, path: str) -> None:
        link(there, path)
        if there.endswith("articles/rest/index.html"):
            harmed.append(there)
            same_size_and_time(Path(there))

    monkeypatch.setattr(os, "link", harm)
    before = files(edited.output)
    edited.site.write("images/not-used.txt", "x")
    assert (edited.build(), len(harmed)) == (before, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
@pytest.mark.parametrize("mask", [0o077, 0o027, 0o002])
def test_whatever_rights_new_files_get_a_web_server_is_let_in(edited: Edited, mask: int) -> None:
    edited.site.article("work", f"Other words about work: {mask}.\n")
    old = os.umask(mask)
    try:
        edited.build()
    finally:
        os.umask(old)
    for folder in (edited.output, edited.output.with_name(f"{edited.output.name}-hosting")):
        assert rights(folder)["file"] <= {0o644}
        assert rights(folder)["folder"] == {0o755}
    assert rights(edited.output)["file"] == {0o644}


def test_a_refused_build_leaves_the_standing_site_as_it_was(edited: Edited) -> None:
    before = files(edited.output), inodes(edited.output)
    edited.site.write("articles/bad.md", markdown({"summary": "About."}))
    assert build_site(edited.site.content, edited.output, URL) == 1
    assert (files(edited.output), inodes(edited.output)) == before


def test_two_sites_in_turn_share_what_is_kept(site: TrialSite, tmp_path: Path) -> None:
    """Of one content, as `build` and `publish` make them: each its own address and output."""
    write(site.folder)
    found: list[dict[str, bytes]] = []
    for number in (1, 2, 1, 2):
        output = tmp_path / f"site-{number}"
        site.write("images/not-used.txt", str(len(found)))
        assert build_site(site.content, output, f"https://{number}.example") == 0
        found.append(files(output))
    assert found[:2] == found[2:]
    assert found[0] != found[1]


BUILD = """
import sys
from pathlib import Path
from desk.build.build import build_site
from desk.common import project
project.PUBLISHING = Path(sys.argv[3])
sys.exit(build_site(sys.argv[1], sys.argv[2], "https://practice.example"))
"""


def test_two_builds_at_once_give_a_whole_site_and_the_next_one_a_clean_one(edited: Edited) -> None:
    given = map(str, (edited.site.content, edited.output, edited.conf))
    command = [sys.executable, "-c", BUILD, *given]
    for number in range(3):
        edited.site.article("work", f"Other words, number {number}.\n" * 30)
        running = [subprocess.Popen(command, cwd=PROJECT) for _ in range(2)]
        assert [one.wait() for one in running] == [0, 0]
        assert files(edited.output) == edited.clean()
    assert edited.build() == edited.clean()
