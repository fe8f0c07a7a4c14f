"""A build that would change nothing says what the last one said, and does not load Pelican."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from desk.build.build import build_site
from desk.build.unchanged import usual_places
from desk.commands.typed import run as run_as_typed
from desk.common import project
from tests.desk.conftest import NO_TITLE
from tests.trial_site import PROJECT, TrialSite

URL = "https://quiet.example"
# Tomorrow, early in the morning where the practice is: what is kept is not yet too old then.
NOW = (datetime.now(UTC) + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)


def at(hours: float) -> time_machine.travel:
    """So many hours from NOW."""
    return time_machine.travel(NOW + timedelta(hours=hours), tick=False)


class Built:
    """A practice that has been built; `again` builds once more."""

    def __init__(self, practice: TrialSite, capsys: pytest.CaptureFixture[str]) -> None:
        self.practice = practice
        self.output = practice.folder / "web" / "site"
        self._capsys = capsys
        for _ in range(2):  # what the first one loads is looked at by the second
            self.said = self.told()

    def told(self, url: str = URL, **asked: str) -> tuple[str, str]:
        """What a build says, without the seconds."""
        self._capsys.readouterr()
        os.environ["PYTEST_CURRENT_TEST"] = "any"  # else it tells the fixtures from the test
        assert build_site(self.practice.content, self.output, url, **asked) == 0  # type: ignore[arg-type]
        out, err = self._capsys.readouterr()
        return re.sub(r"in [\d.]+ s", "in # s", out), err

    def again(self, url: str = URL, **asked: str) -> bool:
        """Build, and return whether another folder has taken the output's place."""
        before = self.output.stat().st_ino
        self.said = self.told(url, **asked)
        return self.output.stat().st_ino != before

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.output)): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def built(practice: TrialSite, capsys: pytest.CaptureFixture[str]) -> Built:
    practice.article("broad", "This is [here](/articles/rest/).\n", date="2100-01-01")
    return Built(practice, capsys)


@pytest.fixture(autouse=True)
def tomorrow() -> Iterator[None]:
    with at(0):
        yield


def test_nothing_is_built_where_nothing_has_changed_and_all_is_said_again(built: Built) -> None:
    said, files = built.said, built.files()
    assert not built.again()
    assert (built.said, built.files()) == (said, files)
    assert "1 article waits for its day: it comes out on January 1, 2100." in said[0]
    assert "[link-vague]\n\n1 warning and 1 note in 1 file.\n" in said[1]


def test_it_does_not_load_pelican(practice: TrialSite, tmp_path: Path) -> None:
    output = tmp_path / "web" / "site"
    program = (
        "import sys\nfrom desk.build.build import build_site\n"
        "code = build_site(sys.argv[1], sys.argv[2], 'https://quiet.example')\n"
        "print(code, 'pelican' in sys.modules, 'selectolax' in sys.modules)\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program, str(practice.content), str(output)],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()[-1]
        for _ in range(3)
    ]
    assert said[0] == "0 True True"
    assert said[2] == "0 False False"


def same_size_and_time(path: Path, old: bytes, new: bytes) -> None:
    """Other bytes, as many and at the same time."""
    about, data = path.stat(), path.read_bytes()
    assert data.count(old) > 0
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


CHANGES: dict[str, Callable[[Built], object]] = {
    "a word of the same length at the same time": lambda built: same_size_and_time(
        built.practice.content / "articles" / "rest.md", b"quiet", b"still"
    ),
    "a new file": lambda built: built.practice.article("new"),
    "a file that no text names": lambda built: built.practice.write("images/x.txt", "x"),
    "a file less": lambda built: (built.practice.content / "articles" / "broad.md").unlink(),
    "a fact": lambda built: built.practice.facts(practice={"name": "Another Room"}),
    "a page of the output": lambda built: (built.output / "index.html").write_text("Mine."),
    "a page of the output at the same size": lambda built: (
        built.output / "index.html"
    ).write_bytes((built.output / "index.html").read_bytes()[::-1]),
    "a file less in the output": lambda built: (built.output / "robots.txt").unlink(),
    "a file more in the output": lambda built: (built.output / "x.html").touch(),
    "a folder more in the output": lambda built: (built.output / "x").mkdir(),
    "a page that nobody may read": lambda built: (built.output / "index.html").chmod(0o600),
    "no output": lambda built: shutil.rmtree(built.output),
    "a file less for the server": lambda built: (
        built.output.with_name("site-hosting") / "nginx.conf"
    ).unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_built(change: str, built: Built) -> None:
    CHANGES[change](built)
    before = built.output.stat().st_ino if built.output.exists() else 0
    built.told()
    assert built.output.stat().st_ino != before
    assert "robots.txt" in built.files()
    files = built.files()
    assert not built.again()  # and is then noted
    shutil.rmtree(built.output)
    shutil.rmtree(built.practice.folder / ".cache")
    built.told()
    assert built.files() == files


def test_another_question_is_another_build(built: Built) -> None:
    assert built.again("https://other.example")
    assert built.again("https://other.example", host="netlify")
    assert built.again("https://other.example", again="Publish")
    assert not built.again("https://other.example", again="Publish")


def test_the_environment_may_be_asked_for_by_the_settings(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLDPWD", "/elsewhere")
    assert not built.again()
    monkeypatch.setenv("ADDRESS", "https://other.example")
    assert built.again()


def test_on_another_day_the_checks_may_find_something_else(built: Built) -> None:
    with at(17.9):  # in Denver still the same day
        assert not built.again()
    with at(19.1):
        assert built.again()
        assert not built.again()


def test_a_clock_that_was_set_back_vouches_for_nothing(built: Built) -> None:
    with at(-1):
        assert built.again()


def test_what_waits_for_an_hour_of_the_same_day_comes_out(built: Built) -> None:
    hour = (NOW + timedelta(hours=1)).astimezone(ZoneInfo("America/Denver"))
    built.practice.article("later", date=f"{hour:%Y-%m-%d %H:%M}")
    assert built.again()
    assert not built.again()
    assert "articles/later/index.html" not in built.files()
    with at(1.1):
        assert built.again()
    assert "articles/later/index.html" in built.files()


def test_settings_and_what_they_load_from_elsewhere_are_read(
    built: Built, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(project.THEME, own / "theme")
    (own / "of_our_own.py").write_text("NAME = 'One'\n")
    conf = own / "conf.py"
    conf.write_text(
        "from publishconf import *\nfrom of_our_own import NAME as SITENAME\n"
        f"THEME = {str(own / 'theme')!r}\n"
    )
    monkeypatch.syspath_prepend(own)
    monkeypatch.setattr(project, "PUBLISHING", conf)
    assert built.again()
    assert built.again()  # until then nobody knew where the theme is
    assert not built.again()
    same_size_and_time(own / "of_our_own.py", b"One", b"Two")
    assert built.again()
    assert not built.again()
    style = own / "theme" / "css"
    (style / "zz.css").write_text(".zz { color: red }\n")
    assert built.again()
    conf.write_text(conf.read_text() + "PRACTICE_HSTS = 300\n")
    assert built.again()
    assert not built.again()


def test_a_refused_build_is_not_noted(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    bad = built.practice.write("articles/bad.md", NO_TITLE)
    for _ in range(2):
        assert build_site(built.practice.content, built.output, URL) == 1
        assert "This article has no title." in capsys.readouterr().err
    bad.unlink()
    assert not built.again()  # the output is that of the note


def test_what_is_refused_for_publishing_only_is_told_each_time(built: Built) -> None:
    built.practice.facts()  # without a crisis line
    assert built.again()
    for _ in range(2):
        code = build_site(built.practice.content, built.output, URL, level="publish")
        assert code == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"said": 1, "places": 2}', b"\xff"])
def test_a_note_of_another_version_is_none(content: bytes, built: Built) -> None:
    from plugins.core.cache import Store

    store = Store(built.practice.folder / ".cache", "built")
    store.put(str(built.output), content)
    assert built.again()
    assert not built.again()


def test_a_damaged_note_is_told_once(built: Built) -> None:
    [note] = (built.practice.folder / ".cache" / "built").iterdir()
    note.write_bytes(note.read_bytes()[:-1] + b"?")
    assert built.again()
    assert built.said[1].count("[cache-damaged]") == 1
    assert built.again()
    assert "[cache-damaged]" not in built.said[1]
    assert not built.again()


def test_a_damaged_cache_is_told_and_not_repeated(built: Built) -> None:
    for entry in (built.practice.folder / ".cache" / "reading").iterdir():
        entry.write_bytes(b"?")
    built.practice.article("new")
    assert built.again()
    assert "[cache-damaged]" in built.said[1]
    assert built.again()
    assert "[cache-damaged]" not in built.said[1]


def test_a_file_saved_while_it_is_built_is_built_next_time(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desk.common import atomic_folder

    put_in_place = atomic_folder.put_in_place

    def saved_meanwhile(fresh: Path, output: Path) -> None:
        put_in_place(fresh, output)
        built.practice.article("rest", "Saved meanwhile.\n")

    built.practice.article("new")
    with monkeypatch.context() as patch:
        patch.setattr(atomic_folder, "put_in_place", saved_meanwhile)
        assert built.again()
    assert built.again()
    assert "meanwhile." in (built.output / "articles/rest/index.html").read_text()


def test_whoever_asks_how_the_run_went_is_told(built: Built) -> None:
    runs = list[object]()
    assert build_site(built.practice.content, built.output, URL, built=runs.append) == 0
    assert len(runs) == 1


def test_words_that_are_typed_in_full_need_no_invoke(built: Built) -> None:
    words = ["build", "--content", str(built.practice.content), "--output", str(built.output)]
    before = built.output.stat().st_ino
    os.environ["PYTEST_CURRENT_TEST"] = "any"
    assert run_as_typed([*words, "--url", URL]) == 0
    assert built.output.stat().st_ino == before
    built.practice.facts()  # without a crisis line
    assert run_as_typed([*words, "--url", URL, "--strict"]) == 1
    assert run_as_typed([*words, "--host", "netlify"]) == 0
    assert run_as_typed(["preview", "--no-open", "--port", "x"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["publish"],
        ["preview", "--no-browser"],
        ["check", "--format"],
        ["check", "--url", "https://quiet.example"],
        ["check", "--report", "--format", "json"],
        ["build", "-c", "x"],
        ["build", "--content=x"],
        ["build", "--content"],
        ["build", "--content", "--strict"],
        ["build", "--strict", "--strict"],
        ["build", "--help"],
        ["build", "check"],
    ],
)
def test_other_words_are_left_to_invoke(words: list[str]) -> None:
    assert run_as_typed(words) is None


def test_the_program_and_its_settings_are_inputs() -> None:
    places = usual_places()
    folders = ("theme", "plugins", "desk", ".cache/admin")  # the last holds the editor's program
    assert {str(PROJECT / name) for name in folders} == set(places.folders)
    conf = {str(PROJECT / name) for name in ("pelicanconf.py", "publishconf.py", "tasks.py")}
    assert conf < set(places.files)
    assert json.dumps(places.files)
