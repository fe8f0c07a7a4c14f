"""The preview as a person starts it: the whole program, a saved file, an open page, Ctrl-C."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from desk.common import project
from desk.preview.preview import preview as begin
from tests.desk.conftest import NO_TITLE, listening
from tests.trial_site import TrialSite

PRINTED = r"Preview: http://127\.0\.0\.1:(\d+)/(?:\?key=([\w-]{22}))?  \(Ctrl-C"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent in another way there")


@contextmanager
def running(
    content: Path, port: int = 0, root: Path = project.ROOT
) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """The process, its port, and what it said until it was ready."""
    # A temporary folder of its own, to see what is left in it.
    temporary = tempfile.mkdtemp()
    process = subprocess.Popen(
        [sys.executable, root / "tasks.py", "preview", "--no-open", "-c", content, f"-p{port}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        env={**os.environ, "TMPDIR": temporary},
    )
    assert process.stdout
    said = ""
    try:
        while not (ready := re.search(PRINTED, said)):
            line = process.stdout.readline()
            assert line, said
            said += line
        yield process, int(ready[1]), said
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=10)[0]
        assert (process.returncode, rest.endswith("\nThe preview has stopped.\n")) == (0, True)
        assert "Traceback" not in rest
        assert os.listdir(temporary) == []  # noqa: PTH208
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        shutil.rmtree(temporary)


def key_of(said: str) -> str:
    """The key of a preview by what it has said."""
    found = re.search(PRINTED, said)
    assert found
    return str(found[2])


def checked(told: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """What is told once all rules have looked."""
    return next(news for news in told if news["checked"])


def save(file: Path, text: str) -> None:
    """As editors save: a new file takes the place of the old one, so nobody reads half of it."""
    new = file.with_name(f"{file.name}.tmp")
    new.write_text(text, "utf-8")
    new.replace(file)


def test_a_save_reaches_the_open_page_and_ctrl_c_ends_it_tidily(practice: TrialSite) -> None:
    articles = practice.content / "articles"
    with running(practice.content) as (process, port, said):
        assert "Ready" not in said  # the address comes first, and the first page waits
        with listening(port, "/articles/rest/") as told:
            first = checked(told)
            rest = (articles / "rest.md").read_text("utf-8")
            save(articles / "rest.md", rest.replace("quiet", "loud"))
            assert checked(told)["page"] != first["page"]

            save(articles / "bad.md", NO_TITLE)
            assert [one["rule"] for one in checked(told)["problems"]] == ["title-missing"]
            (articles / "bad.md").unlink()
            assert checked(told)["problems"] == []
        assert process.stdout
        key = key_of(said)
        assert process.stdout.readline() == f"Editor:  http://127.0.0.1:{port}/desk/?key={key}\n"
        lines = [process.stdout.readline() for _ in range(5)]
        line = r"\d\d:\d\d:\d\d  Ready in \d+\.\d\d s\. "
        none, one = rf"{line}Nothing to mend\.\n", rf"{line}1 error in 1 file\.\n"
        problem = r".*/bad\.md:1: This article has no title\. .*\n"
        assert re.fullmatch(f"{none}{none}{problem}\n{one}", "".join(lines))


def test_a_saved_template_style_and_setting_are_followed_and_a_changed_program_is_told(
    practice: TrialSite, tmp_path: Path
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    for name in ("desk", "plugins", "theme"):
        shutil.copytree(project.ROOT / name, root / name)
    for name in ("tasks.py", "pelicanconf.py", "publishconf.py"):
        shutil.copy(project.ROOT / name, root)

    def add(name: str, text: str) -> None:
        save(root / name, (root / name).read_text("utf-8") + text)

    with running(practice.content, root=root) as (_, port, _), listening(port) as told:
        before = checked(told)
        style = min((root / "theme").rglob("*.css"))
        add(str(style.relative_to(root)), "\nq { color: red }\n")
        now = checked(told)
        assert (now["style"] != before["style"], now["page"]) == (True, before["page"])

        add("theme/templates/base.html", "<!-- changed -->")
        templated = checked(told)
        assert templated["page"] != before["page"]

        add("pelicanconf.py", "\nSITENAME = 'Another name'\n")
        assert checked(told)["page"] not in (before["page"], templated["page"])

        add("plugins/core/problem.py", "\n# changed\n")
        assert checked(told)["outdated"] is True


def test_a_content_folder_that_is_taken_away_and_put_back_is_shown_again(
    practice: TrialSite, tmp_path: Path
) -> None:
    with running(practice.content) as (_, port, _), listening(port, "/articles/rest/") as told:
        first = checked(told)
        away = tmp_path / "away"
        practice.content.rename(away)
        lost = next(news for news in told if news["problems"])
        assert [one["message"] for one in lost["problems"]] == ["The content folder is not there."]
        shutil.copytree(away, practice.content)  # as a program that synchronizes does it
        back = next(news for news in told if not news["problems"] and news["checked"])
        assert back["page"] == first["page"]


@pytest.mark.parametrize("name", [b"\xe9/a.md", b"images/\xff.pdf"])
def test_a_name_that_is_no_text_does_not_hide_what_is_saved(
    practice: TrialSite, name: bytes
) -> None:
    path = os.fsencode(practice.content) + b"/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"Words.")
    rest = practice.content / "articles" / "rest.md"
    with running(practice.content) as (_, port, _), listening(port, "/articles/rest/") as told:
        pages = [next(told)["page"]]
        for word in ("loud", "long", "late"):
            with open(path, "ab") as file:  # noqa: PTH123
                file.write(b"More.")
            save(rest, rest.read_text("utf-8").replace("hour", f"{word} hour"))
            pages.append(next(news["page"] for news in told if news["page"] != pages[-1]))
        assert len(set(pages)) == 4


def test_a_taken_port_is_said_and_the_next_one_used(practice: TrialSite) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with running(practice.content, taken) as (_, port, said):
            assert port > taken
            assert f"Port {taken} is in use by another program, so this is {port}.\n" in said


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_tab_that_listens_and_a_second_signal_do_not_keep_it_from_ending_tidily(
    practice: TrialSite, name: str
) -> None:
    number = getattr(signal, name)
    with running(practice.content) as (process, port, _), listening(port) as told:
        first = next(told)
        process.send_signal(number)
        process.send_signal(number)
        process.wait(timeout=10)
        assert {news["session"] for news in told} <= {first["session"]}  # it has an end


def test_the_index_of_its_search_is_gone_with_it(practice: TrialSite) -> None:
    practice.page("search", "All that is here.\n", template="search")
    with running(practice.content) as (_, port, _), listening(port) as told:
        assert next(news for news in told if news["searchable"])  # then comes Ctrl-C


def test_it_can_be_ended_before_the_site_is_ready(practice: TrialSite) -> None:
    with running(practice.content) as (process, _, _):
        process.send_signal(signal.SIGTERM)


@pytest.mark.parametrize("port", ["", "x", "-1", "65536", "80 80"])
def test_a_port_is_a_number(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin(port) == 1
    assert capsys.readouterr().err == f"A port is a number from 1 to 65535, not “{port}”.\n"


def test_a_content_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begin(content=tmp_path / "nowhere") == 1
    assert f"There is no folder {tmp_path / 'nowhere'}." in capsys.readouterr().err
