"""What a visitor sees of a small site, list by list and word by word: one build, whole texts."""

from __future__ import annotations

import pytest

from tests.trial_site import Built, TrialSite

WORDS = "Quiet words. " * 330  # two words each: 660 words, three minutes at 220 a minute


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    """Six articles, two of them on a path, and pages whose order is no accident."""
    site = TrialSite(tmp_path_factory.mktemp("seen"))
    site.page("home", template="home", url="", save_as="index.html", title="A quiet room")
    site.page("articles", template="articles", menu="Articles", menu_order=2)
    site.page("about", template="about", menu="About me", menu_order=3)
    site.page("consultation", template="consultation", menu="Consultation", menu_order=1)
    site.page("search", template="search")
    site.page("zoo", title="Aunt’s privacy")
    site.page("bell", title="Notices")
    site.page("ant", title="middle ground")
    site.article("anger", WORDS, date="2026-01-01", tags=["parts", "anger"])
    site.article("rest", date="2026-01-02", tags=["parts"], modified="2026-04-05")
    site.article("grief", date="2026-01-03", tags=["loss"])
    site.article("shame", date="2026-01-04", tags=["parts", "anger"])
    site.article("sleep", date="2026-01-05", tags=["parts", "anger"], reviewed="2026-02-03")
    site.article("play", date="2026-01-06", tags=["joy"])
    site.paths({"path": "Begin", "articles": ["grief", "play"]})
    found: Built = site.build()
    assert found.said() == []
    return found


def texts(built: Built, url: str, selector: str) -> list[str]:
    """The words of everything that a CSS selector finds on a page, in its order."""
    found = (" ".join(one.get_text(" ").split()) for one in built.page(url).select(selector))
    return [words.replace(" ,", ",") for words in found]


def test_the_menu_stands_in_the_order_that_the_pages_ask_for(built):
    assert texts(built, "", ".masthead nav li") == ["Consultation", "Articles", "About me"]


@pytest.mark.parametrize(
    ("url", "marked"),
    [
        ("about/", [("About me", "page")]),
        ("articles/", [("Articles", "page")]),
        ("articles/rest/", [("Articles", "true")]),
        ("paths/begin/", [("Articles", "true")]),
        ("zoo/", []),
    ],
)
def test_the_menu_says_where_one_is(built, url, marked):
    current = built.page(url).select(".masthead nav [aria-current]")
    assert [(link.get_text(), link["aria-current"]) for link in current] == marked


def test_the_home_page_opens_a_door_to_each_path_and_to_the_articles_on_none(built):
    assert texts(built, "", ".door") == [
        "Begin Grief Play 2 articles",
        "On their own Each may be read by itself, in any order. Anger Rest Shame 4 articles",
    ]


def test_the_list_of_articles_has_them_all_in_reading_order(built):
    assert texts(built, "articles/", "main li h3 a, main li h2 a") == [
        *("Grief", "Play", "Anger", "Rest", "Shame", "Sleep")
    ]


def test_an_article_on_no_path_ends_with_those_that_share_most_of_its_tags(built):
    # Its neighbors stand above; of the others those with two tags in common come first.
    assert texts(built, "articles/sleep/", ".related h3") == ["Anger", "Rest"]
    assert texts(built, "articles/anger/", ".related h3") == ["Shame", "Sleep"]


def test_an_article_that_shares_no_tag_or_has_its_path_ends_without_others(built):
    assert texts(built, "articles/grief/", ".related") == []
    assert texts(built, "articles/play/", ".related") == []


def test_the_byline_says_how_long_it_takes_and_how_fresh_it_is(built):
    assert texts(built, "articles/anger/", ".byline") == [
        "By Jane Doe, MA, LPC Published January 1, 2026 about 3 minutes"
    ]
    assert texts(built, "articles/rest/", ".byline") == [
        "By Jane Doe, MA, LPC Updated April 5, 2026 about 1 minute"
    ]
    assert texts(built, "articles/sleep/", ".byline") == [
        "By Jane Doe, MA, LPC Reviewed February 3, 2026 about 1 minute"
    ]


def test_next_and_previous_are_named_with_the_place_on_the_path(built):
    assert texts(built, "articles/grief/", ".next-previous") == [
        "1 of 2 in Begin Grief You are here Play About this path Read next: Play"
    ]
    assert texts(built, "articles/rest/", ".next-previous") == [
        "Before this: Anger Read next: Shame"
    ]


def test_the_search_page_lists_everything_else_by_title(built):
    listed = texts(built, "search/", "main li > a")
    pages = [title for title in listed if title in {"Aunt’s privacy", "Notices", "middle ground"}]
    assert pages == ["Aunt’s privacy", "middle ground", "Notices"]


def test_the_small_print_leads_to_the_pages_of_no_menu(built):
    assert texts(built, "", ".small-print li") == [*("middle ground", "Notices", "Aunt’s privacy")]
