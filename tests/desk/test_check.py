"""Checking: every problem told, in the form asked for, and nothing written."""

from __future__ import annotations

import io
import json
import logging
from dataclasses import replace

import pytest

from desk.check.check import check_content
from desk.common.terminal import as_json, count, print_problems, summary
from plugins.core.problem import Problem
from tests.desk.conftest import IN_ORDER, NO_TITLE
from tests.trial_site import TrialSite


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
        "articles/bad.md", f"---\ntitle: Rest\nsummary: About rest.\n{IN_ORDER}---\nWords.\n"
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


def test_a_note_of_three_files_and_a_warning_of_four_are_told_for_each() -> None:
    stream = io.StringIO()
    print_problems(notes("a", "b", "c"), stream)
    assert stream.getvalue().count("Unread.") == 3
    warnings = [replace(note, severity="warning") for note in notes("a", "b", "c", "d")]
    print_problems(warnings, stream)
    assert stream.getvalue().count("Unread.") == 7
    assert len(json.loads(as_json(notes("a", "b", "c", "d")))) == 4


def test_a_title_cannot_steer_the_terminal() -> None:
    stream = io.StringIO()
    print_problems([Problem("a", 1, "\x1b[2J\r“é 🎉”", "\x07.", "rule")], stream)
    assert stream.getvalue() == "a:1:  [2J “é 🎉”  . [rule]\n\n"


def test_a_file_whose_error_is_told_is_not_told_again_in_pelicans_words(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.write("articles/broken.md", "---\ntitle: A: b\n---\n")
    assert check_content(practice.content) == 1
    told = capsys.readouterr()
    assert "second colon" in told.out + told.err
    assert "Pelican" not in told.out + told.err


def test_the_summary_counts_what_is_allowed() -> None:
    problem = Problem("a", 1, "Wrong.", "Mend it.", "rule")
    assert summary([], 0) == "Nothing to mend."
    assert summary([problem], 1) == "1 error in 1 file; 1 problem is allowed."
    assert summary([problem], 1200) == "1 error in 1 file; 1,200 problems are allowed."
