"""What was read is kept: the same file is not read twice, and nothing wrong is ever served."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from markdown.extensions.toc import TocExtension

from plugins.core import digest
from plugins.core.cache import Store
from plugins.core.problem import Problem
from plugins.frontmatter.document import Reader, Reading
from plugins.frontmatter.parse_cache import Shelf
from plugins.frontmatter.parse_pool import Crew, File, Task
from plugins.frontmatter.parse_room import ReadingRoom
from plugins.notices.known import Known
from tests.trial_site import TrialSite, markdown

MARKDOWN = {"extensions": ["extra", "toc", "plugins.faq_neighbors.faq"], "output_format": "html"}
TEXT = markdown(
    {"title": "Rest", "summary": "About rest.", "date": "2026-03-02"},
    "## FAQ\n\n### Why rest?\n\nBecause.\n\n<script>x</script>\n",
).encode()
SHOWN = "content/articles/rest.md"


def read(data: bytes = TEXT) -> Reading:
    return Reader(MARKDOWN).read(data, SHOWN, "article")


def shelf(folder: Path, state: str = "state") -> Shelf:
    return Shelf(Store(folder, "reading"), state)


def test_what_was_put_on_the_shelf_is_found_again_whole(tmp_path: Path) -> None:
    reading = read()
    assert [mark.id for mark in reading.marks] == ["why-rest"]
    assert [problem.rule for problem in reading.problems] == ["html-removed"]
    shelf(tmp_path).put(TEXT, SHOWN, "article", reading)
    assert shelf(tmp_path).find(TEXT, SHOWN, "article") == reading


@pytest.mark.parametrize(
    ("state", "data", "shown", "kind"),
    [
        ("another program", TEXT, SHOWN, "article"),
        ("state", TEXT + b" ", SHOWN, "article"),
        ("state", TEXT, "content/articles/other.md", "article"),
        ("state", TEXT, SHOWN, "page"),
    ],
)
def test_nothing_is_found_for_another_program_text_name_or_kind(
    state: str, data: bytes, shown: str, kind: str, tmp_path: Path
) -> None:
    shelf(tmp_path).put(TEXT, SHOWN, "article", read())
    other = shelf(tmp_path, state)
    assert other.find(data, shown, kind) is None
    assert other.kept.damaged == set()  # it is only out of date


def test_a_file_has_one_place_on_the_shelf_however_often_it_is_saved(tmp_path: Path) -> None:
    for number in range(5):
        text = TEXT + str(number).encode()
        shelf(tmp_path).put(text, SHOWN, "article", read(text))
    assert len(list((tmp_path / "reading").iterdir())) == 1
    assert shelf(tmp_path).find(text, SHOWN, "article") == read(text)


class _Runs:
    def __init__(self, command: object) -> None:
        self.command = command

    def __reduce__(self) -> tuple[object, tuple[object]]:
        return self.command, ("touch was-here",)


@pytest.mark.parametrize("command", [os.system, eval, __import__, getattr, Path, digest.of])
def test_an_entry_can_run_nothing_even_if_it_is_whole(
    command: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shelf(tmp_path).put(TEXT, SHOWN, "article", replace(read(), found=_Runs(command)))
    assert shelf(tmp_path).find(TEXT, SHOWN, "article") is None
    assert [path.name for path in tmp_path.iterdir()] == ["reading"]


# --- Many files, read by several processes --------------------------------------------------------


@pytest.fixture
def files(site: TrialSite) -> list[File]:
    """A hundred articles and pages, one of them wrong."""
    paths = [site.article(f"a-{number}", f"Words *{number}*.\n") for number in range(98)]
    paths += [site.page("about"), site.write("articles/wrong.md", "---\ntitle: A: b\n---\n")]
    kinds = ["page" if path.parent.name == "pages" else "article" for path in paths]
    return [
        File(str(path), f"content/{path.parent.name}/{path.name}", kind)  # type: ignore[arg-type]
        for path, kind in zip(paths, kinds, strict=True)
    ]


def task(folder: Path) -> Task:
    digest.plugins.cache_clear()  # somebody may be writing the program while it is tested
    return Task(MARKDOWN, "", Known(), Store(folder, "shelf"), "state", digest.plugins())


def alone(files: list[File]) -> list[Reading]:
    reader = Reader(MARKDOWN)
    return [reader.read(Path(file.path).read_bytes(), file.shown, file.kind) for file in files]


def together(files: list[File], folder: Path) -> list[Reading]:
    room = ReadingRoom(task(folder))
    room.begin(files)
    found = [room.read(file) for file in files]
    room.close()
    return found


def test_many_files_are_read_as_each_would_be_alone(files: list[File], tmp_path: Path) -> None:
    assert together(files, tmp_path) == alone(files)
    assert together(files, tmp_path) == alone(files)  # and from the shelf


def test_other_processes_take_their_part(files: list[File], tmp_path: Path) -> None:
    """Nothing is read in this one here; it only waits until the others are done."""
    crew = Crew(task(tmp_path), files)
    shelf = Shelf(Store(tmp_path, "shelf"), "state")
    until = time.monotonic() + 60
    while time.monotonic() < until and not all(
        shelf.find(Path(file.path).read_bytes(), file.shown, file.kind) for file in files
    ):
        time.sleep(0.05)
    assert crew.finish() == []
    assert [
        shelf.find(Path(file.path).read_bytes(), file.shown, file.kind) for file in files
    ] == alone(files)


@pytest.mark.parametrize(
    "program", ["raise SystemExit", "import sys; sys.stdin.buffer.read(1); raise SystemExit"]
)
def test_a_process_that_dies_is_not_missed(
    program: str, files: list[File], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    popen = subprocess.Popen

    def broken(command: list[str], **options: object) -> object:
        return popen([sys.executable, "-c", program], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", broken)
    assert together(files, tmp_path) == alone(files)


def test_a_computer_that_starts_no_other_process_reads_alone(
    files: list[File], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert together(files, tmp_path) == alone(files)


def test_settings_that_exist_only_here_are_used_here(files: list[File], tmp_path: Path) -> None:
    mine = replace(
        task(tmp_path), markdown={"extensions": [TocExtension(slugify=lambda *_: "mine")]}
    )
    with pytest.raises(Exception, match="pickle"):
        pickle.dumps(mine)
    room = ReadingRoom(mine)
    room.begin(files)
    assert room.read(files[0]).html == "<p>Words <em>0</em>.</p>"
    room.close()


def test_a_room_that_is_left_early_leaves_no_process(files: list[File], tmp_path: Path) -> None:
    room = ReadingRoom(task(tmp_path))
    room.begin(files)
    assert room._crew
    children = room._crew._children[:]
    room.close()
    assert [child.poll() is not None for child in children] == [True] * len(children)


def test_only_a_changed_file_is_read_anew_in_the_next_build(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    plain = Reader.read

    def read(self: Reader, data: bytes, shown: str, kind: str) -> Reading:
        asked.append(Path(shown).name)
        return plain(self, data, shown, kind)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "read", read)
    for name in ("a", "b"):
        site.article(name)
    first = site.build()
    site.article("b", "Elsewhere.\n")
    assert "Elsewhere." in site.build().html("articles/b/")
    assert sorted(asked[:2]) == ["a.md", "b.md"]
    assert asked[2:] == ["b.md"]
    site.facts(practice={"name": "Another", "timezone": "America/Denver"})
    site.build()
    assert sorted(asked[3:]) == ["a.md", "b.md"]  # what is said of a text may depend on the facts
    assert first.problems == []


def test_what_was_read_ahead_with_other_settings_is_not_used(
    site: TrialSite, tmp_path: Path
) -> None:
    site.article("a", "## FAQ\n\n### Why?\n\nSo.\n")
    without_faq: dict[str, object] = {"extensions": []}
    kept = Store(tmp_path, "shelf")
    task = Task(without_faq, "", Known(), kept, "other", digest.plugins())
    assert "<details" in site.build(PRACTICE_ROOM=ReadingRoom(task)).html("articles/a/")


def test_a_file_that_was_wrong_is_told_again_from_the_shelf(site: TrialSite) -> None:
    site.article("a", title=None)
    told = [Problem(p.path, p.line, p.message, p.remedy, p.rule) for p in site.build().problems]
    assert [problem.rule for problem in told] == ["title-missing"]
    assert site.build().problems == told
