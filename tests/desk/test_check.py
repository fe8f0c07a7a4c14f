"""Checking: every problem told, in the form asked for, and nothing written.

Where nothing has changed, a check tells what the last one has found and does not load Pelican.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk.check import run
from desk.check.check import check_content
from desk.commands.typed import run as run_as_typed
from desk.common.terminal import as_json, count, print_problems, summary
from plugins.core.problem import Problem
from plugins.frontmatter.parse_pool import ParsePool
from tests.desk.conftest import IN_ORDER, NO_TITLE
from tests.desk.test_unchanged import NOW, at, same_size_and_time
from tests.trial_site import PROJECT, TrialSite, photograph


def test_a_practice_in_order_has_nothing_to_mend(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_content(practice.content) == 0
    assert capsys.readouterr() == ("Nothing to mend.\n", "")


def test_an_error_is_told_in_one_line_and_makes_the_check_fail(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    path = practice.write("articles/bad.md", NO_TITLE)
    assert check_content(practice.content) == 1
    remedy = "Add a line “title: …” to its header."
    line = f"{path}:1: This article has no title. {remedy} [title-missing]\n"
    assert capsys.readouterr() == (f"{line}\n1 error in 1 file.\n", "")

    assert check_content(practice.content, "json") == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "path": str(path),
            "line": 1,
            "rule": "title-missing",
            "severity": "error",
            "message": "This article has no title.",
            "remedy": remedy,
        }
    ]


def test_pelicans_own_word_for_a_file_is_left_out_when_ours_is_told(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.write(
        "articles/bad.md", f"---\ntitle: Dusk\nsummary: About dusk.\n{IN_ORDER}---\nWords.\n"
    )
    assert check_content(practice.content, "json") == 1
    assert [one["rule"] for one in json.loads(capsys.readouterr().out)] == ["date-missing"]


def test_no_problems_are_an_empty_array(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_content(practice.content, "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_an_unknown_format_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_content(None, "xml") == 1
    assert capsys.readouterr() == ("", "--format is text or json, not “xml”.\n")


def test_a_check_leaves_logging_and_the_content_as_they_were(practice: TrialSite) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level, sorted(practice.content.rglob("*"))
    check_content(practice.content)
    assert (root.handlers[:], root.level, sorted(practice.content.rglob("*"))) == before
    assert sorted(path.name for path in practice.folder.iterdir()) == [".cache", "content"]


def test_problems_are_grouped_by_file_and_sorted_by_line() -> None:
    def problem(path: str, line: int, severity: str) -> Problem:
        return Problem(path, line, "Wrong.", "Mend it.", "rule", severity)  # type: ignore[arg-type]

    stream = io.StringIO()
    problems = [problem("b", 1, "note"), problem("a", 12, "error"), problem("a", 3, "warning")]
    print_problems(problems, stream)
    assert stream.getvalue() == (
        "a:3: Wrong. Mend it. (warning) [rule]\n"
        "a:12: Wrong. Mend it. [rule]\n\n"
        "b:1: Wrong. Mend it. (note) [rule]\n\n"
    )
    assert count(problems) == "1 error, 1 warning and 1 note in 2 files"
    assert count(problems[:1] * 2) == "2 notes in 1 file"


def test_files_with_errors_come_first_and_notes_come_last_in_their_file() -> None:
    def problem(path: str, line: int, severity: str) -> Problem:
        return Problem(path, line, "Wrong.", "Mend it.", "rule", severity)  # type: ignore[arg-type]

    stream = io.StringIO()
    problems = [
        problem("a", 1, "note"),
        problem("b", 9, "warning"),
        problem("b", 2, "note"),
        problem("c", 7, "error"),
        problem("c", 1, "note"),
        problem("c", 8, "warning"),
    ]
    print_problems(problems, stream)
    assert stream.getvalue() == (
        "c:7: Wrong. Mend it. [rule]\n"
        "c:8: Wrong. Mend it. (warning) [rule]\n"
        "c:1: Wrong. Mend it. (note) [rule]\n\n"
        "b:9: Wrong. Mend it. (warning) [rule]\n"
        "b:2: Wrong. Mend it. (note) [rule]\n\n"
        "a:1: Wrong. Mend it. (note) [rule]\n\n"
    )


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_in_a_terminal_a_file_is_named_once_and_no_word_is_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "33")
    screen = Screen()
    message, remedy = "The picture “/images/desk.jpg” is not there.", "Did you mean “/a.jpg”?"
    found = [
        Problem("a.md", 7, message, remedy, "picture-missing"),
        Problem("a.md", 12, "Long.", "", "title-long", "warning"),
    ]
    print_problems(found, screen)
    assert screen.getvalue() == (
        "a.md\n"
        "   7  The picture\n"
        "      “/images/desk.jpg” is not\n"
        "      there.\n"
        "      Did you mean “/a.jpg”?\n"
        "      [picture-missing]\n"
        "  12  Long. (warning)\n"
        "      [title-long]\n\n"
    )
    monkeypatch.delenv("NO_COLOR")
    in_color = Screen()
    print_problems(found, in_color)
    assert in_color.getvalue().count("\033[31m   7  \033[0mThe picture\n") == 1
    assert re.sub(r"\033\[\d*m", "", in_color.getvalue()) == screen.getvalue()


def test_in_a_terminal_what_many_files_share_is_wrapped_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "33")
    screen = Screen()
    print_problems(notes("a.md", "b.md", "c.md", "d.md"), screen)
    assert screen.getvalue().endswith("      …and so for 3 more files:\n      b.md, c.md, d.md\n\n")


def notes(*paths: str) -> list[Problem]:
    return [Problem(f"content/{path}", 1, "Unread.", "Read it.", "rule", "note") for path in paths]


def test_a_note_that_four_files_share_is_told_once_with_their_names() -> None:
    stream = io.StringIO()
    other = Problem("content/c.md", 5, "Long.", "Part it.", "long", "note")
    print_problems([*notes("d.md", "a.md", "c.md", "b.md"), other], stream)
    assert stream.getvalue() == (
        "content/c.md:5: Long. Part it. (note) [long]\n\n"
        "content/a.md:1: Unread. Read it. (note) [rule]\n"
        "  …and so for 3 more files: b.md, c.md, d.md\n\n"
    )


def test_of_very_many_files_that_share_a_note_twenty_more_are_named() -> None:
    stream = io.StringIO()
    print_problems(notes(*(f"{number:04}.md" for number in range(1200))), stream)
    named = ", ".join(f"{number:04}.md" for number in range(1, 21))
    assert stream.getvalue() == (
        "content/0000.md:1: Unread. Read it. (note) [rule]\n"
        f"  …and so for 1,199 more files: {named} and 1,179 more\n\n"
    )


def test_what_three_files_share_is_told_for_each_and_machines_are_told_each_in_any_case() -> None:
    stream = io.StringIO()
    print_problems(notes("a", "b", "c"), stream)
    assert stream.getvalue().count("Unread.") == 3
    assert len(json.loads(as_json(notes("a", "b", "c", "d")))) == 4


def test_an_error_that_four_files_share_is_told_once_with_each_of_its_lines() -> None:
    stream = io.StringIO()
    found = [replace(note, severity="error") for note in notes("d.md", "a.md", "c.md", "b.md")]
    other = Problem("content/z.md", 5, "Long.", "Part it.", "long", "note")
    print_problems([*found, replace(found[0], line=9), other, *notes("z.md")], stream)
    assert stream.getvalue() == (
        "content/z.md:1: Unread. Read it. (note) [rule]\n"
        "content/z.md:5: Long. Part it. (note) [long]\n\n"
        "content/a.md:1: Unread. Read it. [rule]\n"
        "  …and so for 3 more files: b.md:1, c.md:1, d.md:1, d.md:9\n\n"
    )


def test_a_title_cannot_steer_the_terminal() -> None:
    stream = io.StringIO()
    print_problems([Problem("a", 1, "\x1b[2J\r“é 🎉”", "\x07.", "rule")], stream)
    assert stream.getvalue() == "a:1:  [2J “é 🎉”  . [rule]\n\n"


def test_a_file_whose_error_is_told_is_not_told_again_in_pelicans_words(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.write("articles/broken.md", "---\n\ttitle: A\n---\n")
    assert check_content(practice.content) == 1
    told = capsys.readouterr()
    assert "There is a tab" in told.out + told.err
    assert "Pelican" not in told.out + told.err


def test_the_summary_counts_what_is_allowed() -> None:
    problem = Problem("a", 1, "Wrong.", "Mend it.", "rule")
    assert summary([], 0) == "Nothing to mend."
    assert summary([problem], 1) == "1 error in 1 file; 1 problem is allowed."
    assert summary([problem], 1200) == "1 error in 1 file; 1,200 problems are allowed."


# --- What has not changed ------------------------------------------------------------------------


class Checked:
    """A practice with something of each kind that a check tells of; it has been checked."""

    def __init__(self, practice: TrialSite, capsys: pytest.CaptureFixture[str]) -> None:
        self.practice, self.content = practice, practice.content
        self._capsys = capsys
        reason = {"rule": "link-vague", "reason": "Everybody here knows it."}
        read = {"reviewed": "2026-03-02"}
        practice.write("images/desk.jpg", photograph())
        practice.article("broad", "This is [here](/articles/rest/).\n", **read)
        practice.article("known", "This is [here](/articles/rest/).\n", allow=[reason], **read)
        practice.article("due", "![](/images/desk.jpg)\n", **read, review_by=f"{NOW:%Y-%m-%d}")
        hour = (NOW + timedelta(hours=1)).isoformat()
        practice.article("later", "## FAQ\n\n### Why?\n\nSo.\n", date=hour, **read)
        practice.article("sketch", "![A desk](/images/none.jpg)\n", status="draft")
        practice.paths({"path": "First steps", "summary": "Begin.", "articles": ["rest", "due"]})
        practice.facts(**FACTS)
        for _ in range(2):  # what the first one loads is looked at by the second
            self.said = self.told()

    def notes(self) -> set[int]:
        """The inodes of what is noted: a run replaces it, and only a run."""
        folder = self.practice.folder / ".cache" / "built"
        return {path.stat().st_ino for path in folder.iterdir()} if folder.is_dir() else set()

    def told(self, *, forgotten: bool = False) -> list[object]:
        """What a check says as text and as JSON, with its exit code and its report."""
        os.environ["PYTEST_CURRENT_TEST"] = "any"  # else it tells the fixtures from the test
        report, said = self.practice.folder / "report.html", list[object]()
        for form in ("text", "json"):
            if forgotten:
                shutil.rmtree(self.practice.folder / ".cache", ignore_errors=True)
            self._capsys.readouterr()
            code = check_content(self.content, form, report)
            said += [form, code, *self._capsys.readouterr(), report.read_text()]
        return said

    def again(self) -> bool:
        """Check, and return whether that took a run."""
        before = self.notes()
        self.said = self.told()
        return self.notes() != before


FACTS = {
    "practice": {"name": "Quiet Room", "timezone": "America/Los_Angeles"},
    "people": {
        "jane-doe": {
            "name": "Jane Doe",
            "degree": "MA",
            "licenses": [{"state": "TX", "title": "LPC", "number": "54321"}],
        }
    },
    "services": [{"name": "Therapy", "type": "therapy", "states": ["TX"]}],
}


@pytest.fixture
def checked(practice: TrialSite, capsys: pytest.CaptureFixture[str]) -> Iterator[Checked]:
    with at(0):
        yield Checked(practice, capsys)


def test_a_check_of_what_has_not_changed_tells_the_very_same(checked: Checked) -> None:
    assert not checked.again()
    assert checked.said == checked.told(forgotten=True)
    text = str(checked.said[2])
    for word in ("[link-vague]", "[picture-missing]", "1 problem is allowed", "1 draft", "waits"):
        assert word in text


def test_its_result_is_the_same_to_the_last_type(checked: Checked) -> None:
    noted = run.collect(checked.content)
    shutil.rmtree(checked.practice.folder / ".cache")
    found = run.collect(checked.content)
    assert (noted, repr(noted)) == (found, repr(found))
    assert all((found.problems, found.allowed, found.entries, found.paths, found.notices))
    assert {one.stops for one in found.problems} >= {"", "build"}
    assert any(row.missing for row in found.notices)


CHANGES: dict[str, Callable[[TrialSite], object]] = {
    "a word of the same length at the same time": lambda site: same_size_and_time(
        site.content / "articles" / "broad.md", b"[here]", b"[more]"
    ),
    "a new article": lambda site: site.write("articles/bad.md", NO_TITLE),
    "an article less": lambda site: (site.content / "articles" / "rest.md").unlink(),
    "another name": lambda site: (site.content / "articles" / "rest.md").rename(
        site.content / "articles" / "pause.md"
    ),
    "a fact": lambda site: site.facts(practice={"name": "Another Room"}),
    "a fact of the same length at the same time": lambda site: same_size_and_time(
        site.content / "practice.yaml", b"Quiet", b"Still"
    ),
    "a picture less": lambda site: (site.content / "images" / "desk.jpg").unlink(),
    "another picture": lambda site: site.write("images/desk.jpg", b"No picture."),
    "the order of a path": lambda site: site.paths(
        {"path": "First steps", "summary": "Begin.", "articles": ["due", "rest"]}
    ),
    "a file that no text names": lambda site: site.write("images/x.txt", "x"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_checked(change: str, checked: Checked) -> None:
    before = checked.said
    CHANGES[change](checked.practice)
    assert checked.again()
    if change != "a file that no text names":
        assert checked.said != before
    assert not checked.again()
    assert checked.said == checked.told(forgotten=True)


def test_on_the_next_day_what_was_due_is_late(checked: Checked) -> None:
    before = checked.said
    with at(18.9):  # in Los Angeles still the same day; only what waited is out
        assert checked.again()
        assert not checked.again()
        assert "[review-due]" not in str(checked.said)
    with at(20.1):
        assert checked.again()
        assert "[review-due]" in str(checked.said)
        assert not checked.again()
    with at(-1):  # a clock that was set back vouches for nothing
        assert checked.again()
    assert checked.told() == before


def test_what_waits_for_an_hour_comes_out(checked: Checked) -> None:
    assert "1 article waits for its day" in str(checked.said[2])
    with at(0.9):
        assert not checked.again()
    with at(1.1):
        assert checked.again()
        assert "waits for its day" not in str(checked.said)
        assert checked.said == checked.told(forgotten=True)


def test_from_another_folder_files_are_told_by_another_path(
    checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checked.content)
    assert checked.again()
    assert "\narticles/broad.md:" in str(checked.said[2])


def test_options_that_are_typed_in_full_need_no_invoke(
    checked: Checked, capsys: pytest.CaptureFixture[str]
) -> None:
    report = checked.practice.folder / "report.html"
    report.unlink()
    words = ["check", "--content", str(checked.content), "--report", str(report)]
    assert run_as_typed([*words, "--format", "json"]) == checked.said[6]
    assert capsys.readouterr().out == checked.said[7]
    assert report.read_text() == checked.said[9]


def test_two_folders_side_by_side_are_two_checks(checked: Checked) -> None:
    other = checked.content.with_name("other")
    shutil.copytree(checked.content, other)
    (other / "articles" / "broad.md").unlink()
    first = run.collect(checked.content)
    second = run.collect(other)
    notes = checked.notes()
    assert (run.collect(checked.content), run.collect(other)) == (first, second)
    assert first != second
    assert checked.notes() == notes


def test_a_damaged_note_is_told_once_and_is_none(checked: Checked) -> None:
    said = checked.said
    [note] = (checked.practice.folder / ".cache" / "built").iterdir()
    note.write_bytes(note.read_bytes()[:-1] + b"?")
    problems = [one.rule for one in run.collect(checked.content).problems]
    assert problems.count("cache-damaged") == 1
    assert checked.again()
    assert not checked.again()
    assert checked.said == said


def test_the_note_of_somebody_else_is_none(
    checked: Checked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = checked.said
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "hers"))
    assert checked.again()
    assert not checked.again()
    assert checked.said == said


def test_a_cache_that_was_damaged_is_told_and_not_again(checked: Checked) -> None:
    for entry in (checked.practice.folder / ".cache" / "reading").iterdir():
        entry.write_bytes(b"?")
    checked.practice.article("new")
    assert "cache-damaged" in [one.rule for one in run.collect(checked.content).problems]
    assert checked.again()
    assert "[cache-damaged]" not in str(checked.said)
    assert not checked.again()


def test_what_was_read_while_it_was_saved_is_not_noted_for_what_was_there_before(
    checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_ahead = run._read_ahead
    checked.practice.article("new")

    def saved_meanwhile(content: Path) -> ParsePool | None:
        checked.practice.write("articles/bad.md", NO_TITLE)
        return read_ahead(content)

    def told() -> bool:
        return "title-missing" in [one.rule for one in run.collect(checked.content).problems]

    with monkeypatch.context() as patch:
        patch.setattr(run, "_read_ahead", saved_meanwhile)
        assert told()
    (checked.content / "articles" / "bad.md").unlink()
    assert not told()


# --- The program itself --------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path, practice: TrialSite) -> Path:
    """The program in a folder of its own, and an article with something to mend."""
    for name in ("plugins", "desk", "theme"):
        shutil.copytree(PROJECT / name, tmp_path / "program" / name)
    for name in ("pelicanconf.py", "publishconf.py", "tasks.py"):
        shutil.copy(PROJECT / name, tmp_path / "program")
    practice.article("broad", "This is [here](/articles/rest/).\n", reviewed="2026-03-02")
    return tmp_path / "program"


def check_in(program: Path, content: Path) -> tuple[str, bool]:
    """What a check says, in a process of its own, and whether it has loaded Pelican."""
    words = [sys.executable, "-X", "importtime", "tasks.py", "check", "--content", str(content)]
    done = subprocess.run(words, cwd=program, capture_output=True, text=True, check=False)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "desk.check.run" in loaded
    assert "invoke" not in loaded
    return done.stdout, "pelican" in loaded


def appended(file: str, text: str) -> Callable[[Path], object]:
    return lambda program: (program / file).write_text((program / file).read_text() + text)


def worded(file: str, old: str, new: str) -> Callable[[Path], object]:
    def change(program: Path) -> None:
        text = (program / file).read_text()
        assert old in text
        (program / file).write_text(text.replace(old, new))

    return change


RULE = "plugins/checks/rules/structure.py"
PROGRAM: dict[str, tuple[Callable[[Path], object], str, bool]] = {
    "a rule": (worded(RULE, "does not say where it leads to", "says nothing to"), "nothing", True),
    "a setting": (appended("pelicanconf.py", "ARTICLE_URL = '{slug}/'\n"), "", True),
    "a rule that breaks off": (
        worded(RULE, "    for link in document.links:", "    for link in document.nothing:"),
        "[rule-broke]",
        False,
    ),
    "a word of Pelican's": (
        appended("pelicanconf.py", "LOCALE = ['nowhere']\n"),
        "[pelican-said]",
        False,
    ),
    "settings that cannot be read": (
        appended("pelicanconf.py", "raise ValueError\n"),
        "[program-broke]",
        False,
    ),
}


@pytest.mark.parametrize("change", PROGRAM)
def test_what_has_changed_in_the_program_is_seen(
    change: str, copied: Path, practice: TrialSite
) -> None:
    edit, word, noted = PROGRAM[change]
    first, loaded = check_in(copied, practice.content)
    assert loaded
    assert check_in(copied, practice.content) == (first, False)
    edit(copied)
    second, loaded = check_in(copied, practice.content)
    assert loaded
    assert word in second
    assert second != first
    assert check_in(copied, practice.content) == (second, not noted)
