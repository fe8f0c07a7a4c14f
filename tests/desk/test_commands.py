"""The commands as they are typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desk.commands.testing import split
from desk.common.project import ROOT
from tests.trial_site import TrialSite


def typed(*words: str, folder: Path = ROOT) -> tuple[int, str, str]:
    run = subprocess.run(
        [sys.executable, ROOT / "tasks.py", *words],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    return run.returncode, run.stdout, run.stderr


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    assert typed("preveiw") == (
        1,
        "",
        (
            "No idea what 'preveiw' is! The commands are: "
            "admin, build, check, lock, new, preview, publish, setup, test.\n"
        ),
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end in another way there")
@pytest.mark.parametrize("form", ["text", "json"])
def test_whoever_has_seen_enough_hears_no_complaint(practice: TrialSite, form: str) -> None:
    """As in `start.py check | head`."""
    command = [sys.executable, str(ROOT / "tasks.py"), "check", "--format", form]
    command += ["--content", str(practice.content)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        said = run.stderr.read()
    assert (run.returncode, said) == (1, b"")


def test_an_unknown_option_is_answered_with_where_to_look() -> None:
    code, _, told = typed("build", "--outptu", "x")
    assert (code, told.endswith("`start.py build --help` lists what it knows.\n")) == (1, True)


def test_the_list_has_a_line_for_every_command() -> None:
    code, told, _ = typed("--list")
    assert code == 0
    assert "  new       Begin an article: a draft with its header filled in.\n" in told


def test_invoke_by_itself_finds_the_same_commands() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "invoke", "--list"], capture_output=True, text=True, cwd=ROOT
    )
    assert (run.returncode, "  build " in run.stdout) == (0, True)


def test_a_title_may_be_the_name_of_a_command_and_folders_count_from_where_one_is(
    tmp_path: Path,
) -> None:
    (tmp_path / "here").mkdir()
    assert typed("new", "test", "--content", "here", folder=tmp_path)[0] == 0
    assert (tmp_path / "here" / "articles" / "test.md").exists()


def test_a_failed_command_ends_with_its_code(tmp_path: Path) -> None:
    assert typed("check", "--content", "nowhere", folder=tmp_path)[0] == 1


@pytest.mark.parametrize(
    ("more", "words"), [("", []), ("-k 'two words' -x", ["-k", "two words", "-x"])]
)
def test_what_follows_the_two_hyphens_goes_to_pytest(more: str, words: list[str]) -> None:
    assert split(more) == words
