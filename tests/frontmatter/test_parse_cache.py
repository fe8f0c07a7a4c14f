"""What was read is kept: the same file is not read twice, and nothing wrong is ever served."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path

import pytest
import time_machine
from markdown.extensions.toc import TocExtension

from plugins.core import digest
from plugins.core.cache import Store
from plugins.core.problem import Problem
from plugins.frontmatter import parse_pool
from plugins.frontmatter.document import File, ParsedFile, Reader
from plugins.frontmatter.parse_cache import ParseCache, Task
from plugins.frontmatter.parse_pool import ParsePool
from plugins.notices.known import Known
from tests.trial_site import TrialSite, markdown

MARKDOWN = {"extensions": ["extra", "toc", "plugins.faq_neighbors.faq"], "output_format": "html"}
TEXT = markdown(
    {"title": "Rest", "summary": "About rest.", "date": "2026-03-02"},
    "## FAQ\n\n### Why rest?\n\nBecause.\n\n<script>x</script>\n",
).encode()
SHOWN = "content/articles/rest.md"


def read(data: bytes = TEXT) -> ParsedFile:
    return Reader(MARKDOWN).read(data, SHOWN, "article")


def task(folder: Path, state: str = "state") -> Task:
    digest.plugins.cache_clear()  # somebody may be writing the program while it is tested
    return Task(MARKDOWN, "", Known(), Store(folder, "reading"), state, digest.plugins())


@pytest.fixture
def file(tmp_path: Path) -> File:
    path = tmp_path / "rest.md"
    path.write_bytes(TEXT)
    return File(str(path), SHOWN, "article")


def test_what_was_read_is_found_again_whole(file: File, tmp_path: Path) -> None:
    reading = ParseCache(task(tmp_path)).read(file)
    assert reading == read()
    assert [mark.id for mark in reading.marks] == ["why-rest"]
    assert [problem.rule for problem in reading.problems] == ["html-removed"]
    assert ParseCache(task(tmp_path)).find(file) == reading


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
    state: str, data: bytes, shown: str, kind: str, file: File, tmp_path: Path
) -> None:
    ParseCache(task(tmp_path)).read(file)
    Path(file.path).write_bytes(data)
    other = ParseCache(task(tmp_path, state))
    assert other.find(File(file.path, shown, kind)) is None  # type: ignore[arg-type]
    assert other.store.damaged == set()  # it is only out of date


def test_a_file_has_one_entry_however_often_it_is_saved(file: File, tmp_path: Path) -> None:
    for number in range(5):
        text = TEXT + str(number).encode()
        Path(file.path).write_bytes(text)
        ParseCache(task(tmp_path)).read(file)
    assert len(list((tmp_path / "reading").iterdir())) == 1
    assert ParseCache(task(tmp_path)).find(file) == read(text)


class _Runs:
    def __init__(self, command: object) -> None:
        self.command = command

    def __reduce__(self) -> tuple[object, tuple[object]]:
        return self.command, ("touch was-here",)


def test_what_depends_on_the_day_is_read_again_on_that_day(tmp_path: Path) -> None:
    path = tmp_path / "rest.md"
    path.write_bytes(TEXT.replace(b"date:", b"publishDate: 2026-05-01T12:00:00Z\ndate:"))
    one = File(str(path), SHOWN, "article")
    before, after = datetime(2026, 4, 30, tzinfo=UTC), datetime(2026, 5, 2, tzinfo=UTC)
    with time_machine.travel(before, tick=False):
        assert ParseCache(task(tmp_path)).read(one).header.fields["status"] == "draft"
    with time_machine.travel(after, tick=False):
        assert ParseCache(task(tmp_path)).find(one) is None
        assert ParseCache(task(tmp_path)).read(one).header.fields["status"] == "published"
        assert ParseCache(task(tmp_path)).find(one)


@pytest.mark.parametrize("command", [os.system, eval, __import__, getattr, Path, digest.of])
def test_an_entry_can_run_nothing_even_if_it_is_whole(
    command: object, file: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = replace(read(), found=_Runs(command))
    monkeypatch.setattr(Reader, "read", lambda *_: wrong)
    ParseCache(task(tmp_path)).read(file)
    assert ParseCache(task(tmp_path)).find(file) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["reading", "rest.md"]


# --- Many files, read by several processes --------------------------------------------------------


@pytest.fixture
def files(site: TrialSite) -> list[File]:
    """A hundred articles and pages, one of them wrong."""
    paths = [site.article(f"a-{number}", f"Words *{number}*.\n") for number in range(98)]
    paths += [site.page("about"), site.write("articles/wrong.md", "---\n\ttitle: A\n---\n")]
    kinds = ["page" if path.parent.name == "pages" else "article" for path in paths]
    return [
        File(str(path), f"content/{path.parent.name}/{path.name}", kind)  # type: ignore[arg-type]
        for path, kind in zip(paths, kinds, strict=True)
    ]


def alone(files: list[File]) -> list[ParsedFile]:
    reader = Reader(MARKDOWN)
    return [reader.read(Path(file.path).read_bytes(), file.shown, file.kind) for file in files]


def together(files: list[File], folder: Path) -> list[ParsedFile]:
    pool = ParsePool(task(folder), files)
    found = [pool.read(file) for file in files]
    pool.close()
    return found


def test_many_files_are_read_as_each_would_be_alone(files: list[File], tmp_path: Path) -> None:
    assert together(files, tmp_path) == alone(files)
    assert together(files, tmp_path) == alone(files)  # and from the cache


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has: one other process, for a hundred files as well."""
    monkeypatch.setattr(parse_pool, "_CORES", 2)
    monkeypatch.setattr(parse_pool, "_FEW", 40)


@pytest.mark.usefixtures("two_cores")
def test_another_process_reads_as_this_one_would(
    files: list[File], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is read in this one here; it only waits until the other one is done."""
    pool = ParsePool(task(tmp_path), files)
    assert len(active_children()) == 1
    assert len(pool._left) + len(pool._given) == 13
    pool._give(13)
    wait(pool._given)
    expected = alone(files)
    monkeypatch.setattr(Reader, "read", None)
    shutil.rmtree(tmp_path / "reading")  # nor is it looked up
    assert [pool.read(file) for file in files] == expected
    assert active_children() == []


@pytest.mark.usefixtures("two_cores")
def test_no_other_process_is_started_for_few_files(files: list[File], tmp_path: Path) -> None:
    pool = ParsePool(task(tmp_path), files[:39])
    assert active_children() == []
    assert [pool.read(file) for file in files[:39]] == alone(files[:39])


@pytest.mark.usefixtures("two_cores")
def test_no_other_process_is_started_for_what_is_kept(files: list[File], tmp_path: Path) -> None:
    together(files, tmp_path)
    ParsePool(task(tmp_path), files)
    assert active_children() == []


@pytest.mark.usefixtures("two_cores")
def test_a_process_that_cannot_do_its_work_is_not_missed(files: list[File], tmp_path: Path) -> None:
    """It was begun by another version of the program, and refuses."""
    pool = ParsePool(replace(task(tmp_path), program="older"), files)
    wait(pool._given)
    assert [pool.read(file) for file in files] == alone(files)


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("when", ["at once", "later"])
def test_a_process_that_dies_is_not_missed(when: str, files: list[File], tmp_path: Path) -> None:
    pool = ParsePool(task(tmp_path), files)
    if when == "later":
        wait(pool._given[:1])
    for child in active_children():
        child.kill()
    assert [pool.read(file) for file in files] == alone(files)
    assert active_children() == []


@pytest.mark.usefixtures("two_cores")
def test_a_computer_that_starts_no_other_process_reads_alone(
    files: list[File], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no more processes")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    assert together(files, tmp_path) == alone(files)
    assert len(asked) == 1


@pytest.mark.usefixtures("two_cores")
def test_settings_that_exist_only_here_are_used_here(files: list[File], tmp_path: Path) -> None:
    mine = replace(
        task(tmp_path), markdown={"extensions": [TocExtension(slugify=lambda *_: "mine")]}
    )
    with pytest.raises(Exception, match="pickle"):
        pickle.dumps(mine)
    pool = ParsePool(mine, files)
    assert pool.read(files[0]).html == "<p>Words <em>0</em>.</p>"
    pool.close()


@pytest.mark.usefixtures("two_cores")
def test_a_pool_that_is_left_early_leaves_no_process(files: list[File], tmp_path: Path) -> None:
    pool = ParsePool(task(tmp_path), files)
    children = active_children()
    assert len(children) == 1
    pool.close()
    assert [child.is_alive() for child in children] == [False]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_a_program_that_is_ended_ends_the_others(
    sign: signal.Signals, files: list[File], tmp_path: Path
) -> None:
    """SIGINT reaches all of a group, as Ctrl-C does; SIGKILL only the one that began the others."""
    program = textwrap.dedent(
        """
        import pickle, sys, time
        from plugins.frontmatter import parse_pool
        parse_pool._CORES, parse_pool._FEW = 2, 40
        task, files = pickle.load(sys.stdin.buffer)
        pool = parse_pool.ParsePool(task, files)
        pool._given[0].result()  # it is at work
        print("ready", flush=True)
        time.sleep(600)
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as one:
        assert one.stdin
        assert one.stdout
        one.stdin.write(pickle.dumps((task(tmp_path), files)))
        one.stdin.close()
        assert one.stdout.readline() == b"ready\n"
        if sign == signal.SIGINT:
            os.killpg(one.pid, sign)
        else:
            one.send_signal(sign)
        assert one.stdout.read() == b""  # it ends when nobody holds it any more
        assert one.wait() != 0


def test_only_a_changed_file_is_read_anew_in_the_next_build(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    plain = Reader.read

    def read(self: Reader, data: bytes, shown: str, kind: str) -> ParsedFile:
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
    kept = Store(tmp_path, "reading")
    task = Task(without_faq, "", Known(), kept, "other", digest.plugins())
    assert "<details" in site.build(PRACTICE_PARSE_POOL=ParsePool(task)).html("articles/a/")


def test_a_file_that_was_wrong_is_told_again_from_the_cache(site: TrialSite) -> None:
    site.article("a", title=None)
    told = [Problem(p.path, p.line, p.message, p.remedy, p.rule) for p in site.build().problems]
    assert [problem.rule for problem in told] == ["title-missing"]
    assert site.build().problems == told
