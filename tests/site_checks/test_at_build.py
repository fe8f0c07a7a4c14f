"""`build` goes through the gate: with a fault the old site stays, and lost addresses are told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.build.build import build_site
from desk.common import project
from tests.leftover import names
from tests.trial_site import URL, TrialSite


@pytest.fixture
def practice(site: TrialSite) -> TrialSite:
    site.page("home", "Welcome.\n", template="home", url="", save_as="index.html")
    site.article("rest", "A quiet hour.\n")
    return site


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "web" / "site"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """publishconf.py with some lines more."""

    def use(lines: str) -> None:
        conf = tmp_path / "conf.py"
        theme = f"THEME = {str(project.THEME)!r}"
        conf.write_text(f"from publishconf import *\n{theme}\n{lines}\n")
        monkeypatch.setattr(project, "PUBLISHING", conf)

    return use


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def told(capsys: pytest.CaptureFixture[str], rule: str) -> list[str]:
    """The lines that name a rule, their paths without the temporary folder."""
    lines = capsys.readouterr().err.splitlines()
    return [line.rpartition("/site/")[2] for line in lines if f"[{rule}]" in line]


def test_a_fault_of_the_theme_stops_the_build_and_the_old_site_stays(
    practice: TrialSite,
    output: Path,
    tmp_path: Path,
    settings: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert build_site(practice.content, output, URL) == 0
    before = files(output.parent)
    theme = Path(shutil.copytree(project.THEME, tmp_path / "theme"))
    footer = theme / "templates" / "parts" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + '<a href="/imprint/">Imprint</a>', "utf-8")
    settings(f"THEME = {str(theme)!r}")
    practice.article("rest", "Other words.\n")
    capsys.readouterr()
    assert build_site(practice.content, output, URL) == 1
    said = capsys.readouterr().err
    assert "index.html:" in said
    assert "The link “/imprint/” leads nowhere." in said
    assert "Not built. The finished site has the faults above. Mend them and build again." in said
    assert names(output.parent) == ["site", "site-hosting"]
    assert files(output.parent) == before


def test_an_address_that_was_published_once_and_is_lost_is_told_and_stops_nothing(
    practice: TrialSite, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = practice.write(
        "published-addresses.txt",
        "# Every address\n/\n/articles/rest/\n/articles/old/\n/articles/moved/\n/shop/\n",
    )
    lost = (
        "The address /articles/old/ was published once, and nothing is there any more. Write in "
        "redirects.yaml “/articles/old/: /where-it-is-now/”, or “/articles/old/: gone”."
    )
    practice.write("redirects.yaml", "/articles/moved/: /articles/rest/\n/shop: gone\n")
    assert build_site(practice.content, output, URL) == 0
    said = capsys.readouterr().err
    assert [line for line in said.splitlines() if "address-lost" in line] == [
        f"{old}:4: {lost} (warning) [address-lost]"
    ]


def test_how_heavy_a_page_may_be_stands_in_publishconf(
    practice: TrialSite,
    output: Path,
    settings: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings("PRACTICE_BUDGETS = {'article': 100}")
    assert build_site(practice.content, output, URL) == 0
    (line,) = told(capsys, "gate-heavy")
    assert line.startswith("articles/rest/index.html:1: This article and its styles come to ")


def test_a_link_that_its_writer_lets_stand_does_not_stop_the_build(
    practice: TrialSite, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    allow = [{"rule": "link-fragment", "reason": "The place comes with the next edition."}]
    practice.article("sleep", "See [rest](/articles/rest/#later).\n", allow=allow)
    assert build_site(practice.content, output, URL) == 0
    assert told(capsys, "gate-fragment") == [
        "articles/sleep/index.html:"
        + str(line_of(output / "articles/sleep/index.html", "#later"))
        + ": The link “/articles/rest/#later” leads to a page on which that place is not. Copy the "
        "address again from that heading or question, as it stands now. (warning) "
        "[gate-fragment]"
    ]


def line_of(file: Path, text: str) -> int:
    return next(n for n, line in enumerate(file.read_text().splitlines(), 1) if text in line)


def test_the_search_may_run_its_script_whatever_the_page_is_called(
    practice: TrialSite, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.page("find", "Look for a word.\n", template="search")
    assert build_site(practice.content, output, URL) == 0
    assert told(capsys, "gate-script") == []
    assert "<script" in (output / "find" / "index.html").read_text()


def test_a_site_that_stands_in_a_folder_of_its_host_or_has_no_address_yet_is_sound(
    practice: TrialSite, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.article("sleep", "See [rest](/articles/rest/).\n", redirects=["/old/"])
    for url in ("https://host.example/sub", ""):
        assert build_site(practice.content, output, url) == 0
    assert "[gate-" not in capsys.readouterr().err
