"""Building for the web: all of it takes the old output's place, or nothing is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.build.build import build_site
from desk.common import atomic_folder, project
from tests.desk.conftest import NO_TITLE
from tests.leftover import names
from tests.trial_site import TrialSite, photograph


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def beside(output: Path) -> list[str]:
    """What a build may have left behind where the output stands."""
    return [name for name in names(output.parent) if name.startswith(".")]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "web" / "site"


def test_a_build_writes_the_site_and_says_where(
    practice: TrialSite, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_site(practice.content, output, "https://quiet.example/") == 0
    page = (output / "articles" / "rest" / "index.html").read_text()
    assert "<strong>quiet</strong>" in page
    assert "https://quiet.example/articles/rest/" in page
    assert beside(output) == []
    assert f" s: {output}/\n" in capsys.readouterr().out


def test_a_build_is_the_same_twice_and_leaves_nothing_of_the_last_one(
    practice: TrialSite, output: Path
) -> None:
    build_site(practice.content, output, "https://quiet.example")
    first = files(output)
    (output / "a page that is gone by now.html").touch()
    build_site(practice.content, output, "https://quiet.example")
    assert files(output) == first


def test_a_build_gives_what_pelican_alone_gives(practice: TrialSite, output: Path) -> None:
    build_site(practice.content, output, "https://quiet.example")
    alone = practice.build(url="https://quiet.example", delivered=True).files()
    ours = files(output)
    del ours[atomic_folder.MARKER]
    assert ours == alone


def test_every_error_is_told_by_file_and_counted_and_the_old_output_stays_byte_for_byte(
    practice: TrialSite, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_site(practice.content, output, "https://quiet.example")
    before = files(output)
    capsys.readouterr()
    bad = [practice.write(f"articles/{name}.md", NO_TITLE) for name in ("b", "a")]
    assert build_site(practice.content, output, "https://quiet.example") == 1
    out, told = capsys.readouterr()
    assert out == ""
    assert told.index(f"{bad[1]}:1: This article has no title.") < told.index(f"{bad[0]}:1: ")
    assert "\n\n2 errors in 2 files.\nNot built." in told
    assert (files(output), beside(output)) == (before, [])


def test_what_breaks_in_the_program_is_told_and_the_old_output_stays(
    practice: TrialSite,
    output: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build_site(practice.content, output, "https://quiet.example")
    before = files(output)
    conf = tmp_path / "conf.py"
    conf.write_text("raise RuntimeError('no such thing')\n")
    monkeypatch.setattr(project, "PUBLISHING", conf)
    assert build_site(practice.content, output) == 1
    told = capsys.readouterr().err
    assert "The site could not be made: no such thing (RuntimeError)." in told
    assert "Traceback" in told
    assert files(output) == before


def test_an_error_that_pelican_only_logs_stops_the_build(
    practice: TrialSite,
    output: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    conf = tmp_path / "conf.py"
    conf.write_text(
        "from publishconf import *\nPLUGINS = [*PLUGINS, 'no_such_plugin']\n"
        f"THEME = {str(project.THEME)!r}\n"
    )
    monkeypatch.setattr(project, "PUBLISHING", conf)
    assert build_site(practice.content, output, "https://quiet.example") == 1
    assert "Cannot load plugin `no_such_plugin`" in capsys.readouterr().err
    assert not output.exists()


def test_a_folder_with_somebody_elses_files_is_never_replaced(
    practice: TrialSite, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output.mkdir(parents=True)
    (output / "index.html").write_text("my own site")
    assert build_site(practice.content, output, "https://quiet.example") == 1
    assert "holds files that no build has put there" in capsys.readouterr().err
    assert files(output) == {"index.html": b"my own site"}


def test_the_originals_are_never_replaced(
    practice: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(practice.content)
    (practice.folder / atomic_folder.MARKER).touch()  # where an old output is a workplace
    before = files(practice.folder)
    for named in (
        ".",
        "articles",
        "articles/new",
        "..",
        str(practice.folder),
        "/",
        str(project.ROOT),
        "~",
    ):
        assert build_site(".", named, "https://quiet.example") == 1
    assert files(practice.folder) == before


def test_what_a_killed_build_left_is_put_right(practice: TrialSite, output: Path) -> None:
    build_site(practice.content, output, "https://quiet.example")
    before = files(output)
    output.rename(output.with_name(".site.old"))  # killed between the two renames
    practice.write("articles/bad.md", NO_TITLE)
    assert build_site(practice.content, output, "https://quiet.example") == 1
    assert (files(output), beside(output)) == (before, [])


def test_a_content_folder_that_is_not_there_is_named(
    tmp_path: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_site(tmp_path / "nowhere", output) == 1
    assert f"There is no folder {tmp_path / 'nowhere'}." in capsys.readouterr().err


def test_who_waits_for_many_new_pictures_is_told_why_and_only_once(
    practice: TrialSite, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        practice.write(f"images/{number}.jpg", photograph(color=number))
    shown = "\n".join(f"![A desk](/images/{number}.jpg)" for number in range(5))
    practice.article("pictures", f"{shown}\n")
    for said in ("Preparing 5 pictures; the next build finds them ready.\n", ""):
        assert build_site(practice.content, output, "https://practice.example") == 0
        assert capsys.readouterr().err == said
