"""The pages of the desk as HTML, and what its buttons do, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from desk.overview.desk import PARTS, Desk, edit_address
from desk.preview.live_site import LiveSite
from tests.browser.desk_practice import PATHS
from tests.desk import troubled_practice
from tests.desk.conftest import UNREADABLE, live_site
from tests.trial_site import TrialSite


@pytest.fixture
def desk_of() -> Iterator[list[Desk]]:
    """Desks that are closed in the end, each with its site."""
    made: list[Desk] = []
    yield made
    for one in made:
        one.close()
        assert isinstance(one.site, LiveSite)
        one.site.close()


def begun(content: Path, made: list[Desk]) -> Desk:
    site = live_site(content)
    site.update()
    made.append(Desk(site))
    return made[-1]


def page(desk: Desk, name: str = "", **query: str) -> BeautifulSoup:
    return BeautifulSoup(desk.part(name, query), "html.parser")


def text(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


@pytest.mark.parametrize("name", PARTS)
def test_nothing_that_stands_in_a_text_acts_on_the_desk(
    tmp_path: Path, desk_of: list[Desk], name: str
):
    evil = troubled_practice.HOSTILE
    site = troubled_practice.write(tmp_path)
    site.facts(practice={"name": evil, "timezone": "America/Denver"}, insurance=evil)
    site.paths({"path": evil, "summary": evil, "articles": [{"slug": "alone", "because": evil}]})
    site.write("publish.yaml", 'live:\n  kind: "<script>"\n')
    soup = page(begun(site.content, desk_of), name, q="alert")
    assert soup.find_all("script") == []
    assert [tag for tag in soup.find_all(True) if "onerror" in tag.attrs] == []
    assert [img["src"] for img in soup.find_all("img") if not str(img["src"]).startswith("/")] == []


@pytest.mark.parametrize("name", PARTS)
def test_an_empty_practice_has_every_page(site: TrialSite, desk_of: list[Desk], name: str):
    assert page(begun(site.content, desk_of), name).h1


def test_a_text_that_cannot_be_shown_stands_on_top(site: TrialSite, desk_of: list[Desk]):
    site.write("articles/broken.md", UNREADABLE)
    soup = page(begun(site.content, desk_of))
    assert "articles/broken.md cannot be shown" in text(soup)


@pytest.mark.parametrize(
    ("name", "file"), [("facts", "practice.yaml"), ("paths", "reading-paths.yaml")]
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_else_is_lost(
    site: TrialSite, desk_of: list[Desk], name: str, file: str
):
    site.write(file, 'a: "\n')
    desk = begun(site.content, desk_of)
    assert "This page cannot be shown" in text(page(desk, name))
    assert file in text(page(desk, name))
    assert page(desk).h1


def test_a_day_of_her_own_goes_on_when_an_article_was_read(site: TrialSite, desk_of: list[Desk]):
    site.article("late", reviewed="2020-01-01", review_by="2021-01-01")
    site.article("early", reviewed="2020-01-01", review_by="2100-01-01")
    desk = begun(site.content, desk_of)
    for name in ("late", "early"):
        assert desk.do("reviewed", {"name": f"articles/{name}.md"})["ok"]
    header = {
        name: (site.content / f"articles/{name}.md").read_text("utf-8")
        for name in ("late", "early")
    }
    assert "2021-01-01" not in header["late"]
    assert "2100-01-01" in header["early"]
    assert "2020" not in "".join(header.values())


@pytest.mark.parametrize("name", ["../../etc/passwd", "articles/none.md", "practice.yaml", ""])
def test_only_a_text_of_hers_can_be_read(site: TrialSite, desk_of: list[Desk], name: str):
    site.article("rest")
    told = begun(site.content, desk_of).do("reviewed", {"name": name})
    assert (told["ok"], told["says"]) == (False, f"There is no article “{name}”.")


def test_undo_refuses_what_was_changed_since(site: TrialSite, desk_of: list[Desk]):
    path = site.article("rest")
    desk = begun(site.content, desk_of)
    told = desk.do("reviewed", {"name": "articles/rest.md"})
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    assert desk.do("undo", {"key": told["undo"]})["ok"] is False
    assert path.read_text("utf-8").endswith("More.\n")


def test_a_read_only_folder_is_told_and_the_file_is_whole(site: TrialSite, desk_of: list[Desk]):
    path = site.article("rest")
    before = path.read_bytes()
    desk = begun(site.content, desk_of)
    path.unlink()  # a file that went away
    told = desk.do("reviewed", {"name": "articles/rest.md"})
    assert told["ok"] is False
    assert "articles/rest.md" in told["says"]
    assert not path.exists()
    path.write_bytes(before)


def test_paths_are_saved_only_over_the_version_that_was_shown(site: TrialSite, desk_of: list[Desk]):
    site.write("reading-paths.yaml", PATHS)
    for slug in ("rest", "sleep", "work"):
        site.article(slug)
    desk = begun(site.content, desk_of)
    digest = page(desk, "paths").select_one("form")["data-digest"]  # type: ignore[index]
    site.write("reading-paths.yaml", PATHS + "# theirs\n")
    row = {"title": "Mine", "summary": "", "steps": [{"slug": "rest", "because": ""}]}
    told = desk.do("paths", {"paths": [row], "digest": digest})
    assert (told["ok"], told["stale"]) == (False, True)
    assert (site.content / "reading-paths.yaml").read_text("utf-8") == PATHS + "# theirs\n"


def test_a_place_to_publish_to_is_written_once(site: TrialSite, desk_of: list[Desk]):
    desk = begun(site.content, desk_of)
    assert page(desk, "publish").select_one("[data-form=place]")
    assert desk.do("place", {"kind": "folder", "path": ""})["ok"] is False
    assert desk.do("place", {"kind": "rsync", "path": "x"})["ok"] is False
    assert not (site.content / "publish.yaml").exists()
    assert desk.do("place", {"kind": "folder", "path": "../out"})["ok"]
    assert page(desk, "publish").select_one(
        "[data-running], .changes, .verdict"
    )  # it looks at once
    told = desk.do("place", {"kind": "folder", "path": "../elsewhere"})
    assert told["ok"] is False
    assert "../out" in (site.content / "publish.yaml").read_text("utf-8")


def test_a_text_is_edited_where_its_name_says():
    assert edit_address("articles/é x.md", 7) == "/edit/articles/%C3%A9%20x.md#line-7"
