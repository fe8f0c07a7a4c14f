"""Checking: every problem told, in the form asked for, and nothing written."""

from __future__ import annotations

import io
import json
import logging

import pytest

from desk.check import check_content
from desk.problems_report import count, print_problems
from plugins.practice.problems import Problem
from tests.desk.conftest import NO_TITLE
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
    line = f"{path}:1: This article has no title. {remedy}\n"
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
    practice.write("articles/bad.md", "---\ntitle: Rest\nsummary: About rest.\n---\nWords.\n")
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
    before = root.handlers[:], root.level, sorted(practice.folder.rglob("*"))
    check_content(practice.content)
    assert (root.handlers[:], root.level, sorted(practice.folder.rglob("*"))) == before


def test_problems_are_grouped_by_file_and_sorted_by_line() -> None:
    def problem(path: str, line: int, severity: str) -> Problem:
        return Problem(path, line, "Wrong.", "Mend it.", "rule", severity)  # type: ignore[arg-type]

    stream = io.StringIO()
    problems = [problem("b", 1, "note"), problem("a", 12, "error"), problem("a", 3, "warning")]
    print_problems(problems, stream)
    assert stream.getvalue() == (
        "a:3: Wrong. Mend it. (warning)\na:12: Wrong. Mend it.\n\nb:1: Wrong. Mend it. (note)\n\n"
    )
    assert count(problems) == "1 error, 1 warning and 1 note in 2 files"
    assert count(problems[:1] * 2) == "2 notes in 1 file"


def test_a_title_cannot_steer_the_terminal() -> None:
    stream = io.StringIO()
    print_problems([Problem("a", 1, "\x1b[2J\r“é 🎉”", "\x07.", "rule")], stream)
    assert stream.getvalue() == "a:1:  [2J “é 🎉”  .\n\n"


def test_a_file_whose_error_is_told_is_not_told_again_in_pelicans_words(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.write("articles/broken.md", "---\ntitle: A: b\n---\n")
    assert check_content(practice.content) == 1
    told = capsys.readouterr()
    assert "second colon" in told.out + told.err
    assert "Pelican" not in told.out + told.err
