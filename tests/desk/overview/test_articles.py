"""The articles and pages of a practice by their state, with what each of them needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk.check.run import collect
from desk.overview import articles
from desk.overview.articles import Overview, overview
from tests.desk import troubled_practice
from tests.desk.conftest import UNREADABLE
from tests.trial_site import TrialSite

TODAY = date(2026, 11, 29)


def of(site: TrialSite) -> Overview:
    return overview(collect(site.content), articles.names(site.content), TODAY)


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Overview:
    return of(troubled_practice.write(tmp_path_factory.mktemp("troubled")))


def test_articles_stand_by_their_state_the_drafts_first(troubled: Overview):
    assert [(group.title, [text.name for text in group.texts]) for group in troubled.articles] == [
        ("Drafts", ["articles/dusk.md"]),
        ("Scheduled", ["articles/dawn.md"]),
        (
            "Published",
            ["articles/rest.md", "articles/sleep.md", "articles/alone.md", "articles/untitled.md"],
        ),
    ]


def test_pages_stand_by_themselves(troubled: Overview):
    assert [(group.title, [text.name for text in group.texts]) for group in troubled.pages] == [
        ("Published", ["pages/consultation.md", "pages/home.md"])
    ]


def test_the_problems_of_a_text_stand_with_it_the_gravest_first(troubled: Overview):
    texts = {text.name: text for group in troubled.articles for text in group.texts}
    assert {
        name: [(one.kind, one.problem.rule) for one in text.problems]
        for name, text in texts.items()
        if text.problems
    } == {
        "articles/rest.md": [
            ("build", "link-broken"),
            ("publish", "claim-guarantee"),
            ("warning", "review-due"),
        ],
        "articles/sleep.md": [("note", "paragraph-long")],
        "articles/untitled.md": [("build", "title-missing")],
    }


def test_what_is_to_be_read_again_and_what_never_was_are_listed(site: TrialSite):
    site.article("late", reviewed="2025-01-01")
    site.article("later", reviewed="2025-06-01")
    site.article("soon", reviewed="2025-12-15")
    site.article("fresh", reviewed="2026-11-01")
    site.article("never")
    site.article("draft", status="draft")
    found = of(site)
    assert [(text.name, text.row.due) for text in found.to_read] == [
        ("articles/late.md", "now"),
        ("articles/later.md", "now"),
        ("articles/soon.md", "soon"),
    ]
    assert [text.name for text in found.unread] == ["articles/never.md"]


def test_what_waits_comes_by_its_day(site: TrialSite):
    site.article("third", date="2102-01-01")
    site.article("first", date="2100-01-01")
    site.page("second", date="2101-01-01")
    found = of(site)
    (group,) = found.articles
    assert (group.state, [text.name for text in group.texts]) == (
        "scheduled",
        ["articles/first.md", "articles/third.md"],
    )
    assert (found.waiting.articles, found.waiting.pages) == (2, 1)
    assert found.waiting.first.startswith("2100-01-01")


def test_a_hidden_text_is_told_as_hidden(site: TrialSite):
    site.article("quiet", status="hidden")
    assert [group.title for group in of(site).articles] == ["Hidden"]


def test_a_text_that_cannot_be_shown_is_not_lost(site: TrialSite):
    site.write("articles/broken.md", UNREADABLE)
    found = of(site)
    assert found.articles == ()
    assert [*found.unreadable] == ["articles/broken.md"]
    assert found.unreadable["articles/broken.md"][0].kind == "build"


def test_problems_of_the_facts_stand_elsewhere(site: TrialSite):
    site.facts(surprise="x")
    elsewhere = of(site).elsewhere
    named = {
        Path(path).name: [one.problem.rule for one in some] for path, some in elsewhere.items()
    }
    assert "unknown-key" in named["practice.yaml"]


def test_an_empty_practice_is_empty(site: TrialSite):
    found = of(site)
    assert (found.articles, found.pages, found.to_read, found.unread) == ((), (), (), ())


def test_only_what_a_clinician_reads_can_be_read(site: TrialSite):
    site.article("rest")
    site.page("about")
    site.page("notice", reviewed="2026-11-01")
    found = of(site)
    texts = [text for group in (*found.articles, *found.pages) for text in group.texts]
    assert {text.name: text.may_be_read for text in texts} == {
        "articles/rest.md": True,
        "pages/about.md": False,
        "pages/notice.md": True,
    }


def test_a_text_that_is_read_today_is_to_be_read_again_in_a_year():
    assert articles.reviewed_until(date(2028, 2, 29)) == date(2029, 2, 28)
