"""Searching all texts of a practice, as they are typed."""

from __future__ import annotations

import pytest

from desk.overview.search import Searched, find, searched, terms, texts
from tests.growth import growth
from tests.trial_site import TrialSite

REST = searched(
    "articles/rest.md",
    "---\ntitle: When rest feels unsafe\nsummary: About resting.\n---\n\n"
    "A part of you wants to rest,\nand another opens the laptop.\n\n"
    "## Questions people ask\n\n### Is it laziness?\n\nNo. She’s tired: café, naïve, ÉTÉ.\n",
)
SLEEP = searched("articles/sleep.md", "---\ntitle: Sleep\n---\n\nThe forest is restless. Rest.\n")
FACTS = searched("practice.yaml", "practice:\n  name: Quiet Room\n")
ALL = (SLEEP, REST, FACTS)


def names(query: str) -> list[str]:
    return [hit.name for hit in find(ALL, query)]


def shown(hit_of: str, query: str) -> list[str]:
    """The passages of a text: what was looked for stands between asterisks."""
    hit = next(hit for hit in find(ALL, query) if hit.name == hit_of)
    return [
        f"{passage.line}: "
        + "".join(f"*{part}*" if marked else part for marked, part in passage.parts)
        for passage in hit.passages
    ]


def test_what_has_the_word_in_its_title_comes_first():
    assert names("rest") == ["articles/rest.md", "articles/sleep.md"]


def test_every_word_must_be_there_and_each_begins_a_word():
    assert names("rest laptop") == ["articles/rest.md"]
    assert names("aptop") == []
    assert names("forest rest") == ["articles/sleep.md"]


def test_the_facts_are_searched_too():
    assert [(hit.name, hit.title) for hit in find(ALL, "quiet")] == [
        ("practice.yaml", "practice.yaml")
    ]


@pytest.mark.parametrize("query", ["she's", "She’s", "cafe", "CAFÉ", "naive", "été"])
def test_accents_capitals_and_quotation_marks_do_not_matter(query: str):
    assert names(query) == ["articles/rest.md"]


@pytest.mark.parametrize("query", ['"wants to rest, and"', "“to  rest,  and another”"])
def test_a_phrase_is_found_across_the_end_of_a_line(query: str):
    assert names(query) == ["articles/rest.md"]


@pytest.mark.parametrize("query", ["", "   ", '""', "“ ”"])
def test_nothing_is_found_by_nothing(query: str):
    assert names(query) == []


def test_a_passage_says_its_line_and_marks_what_was_looked_for():
    assert shown("articles/rest.md", "laziness tired") == [
        "11: ### Is it *laziness*?",
        "13: No. She’s *tired*: café, naïve, ÉTÉ.",
    ]


def test_no_more_than_three_passages_are_shown_and_all_are_counted():
    long = searched("articles/long.md", f"quiet {'words ' * 40}" * 5)
    (hit,) = find([long], "quiet")
    assert (hit.times, [passage.line for passage in hit.passages]) == (5, [1, 1, 1])


def test_a_word_within_another_that_is_looked_for_is_marked_once():
    assert shown("articles/sleep.md", "restless rest") == ["5: The forest is *restless*. *Rest*."]


def test_one_very_long_word_does_not_push_the_passage_away():
    long = searched("articles/long.md", "x" * 500 + " quiet" + "y" * 500)
    (hit,) = find([long], "quiet")
    assert [part for part in hit.passages[0].parts if part[0]] == [(True, "quiet")]


def test_what_is_compared_is_as_long_as_what_is_typed():
    text = "İstanbul ß ﬁ Å \U0001f642 e\u0301"
    found = searched("x.md", text)
    assert len(found.folded) == len(found.text)


def test_a_pasted_text_is_not_looked_for_word_by_word():
    assert len(terms(" ".join(f"word{number}" for number in range(1000)))) == 20


def test_files_that_are_no_text_are_left_out(site: TrialSite):
    site.article("rest", "Quiet.\n")
    site.write("articles/odd.md", b"\xff\xfe\x00\x01 Quiet")
    site.write("images/quiet.svg", "<svg>Quiet</svg>")
    site.paths({"path": "Quiet", "summary": "S.", "articles": ["rest"]})
    found = find(texts(site.content), "quiet")
    assert [hit.name for hit in found] == ["articles/rest.md", "practice.yaml",
                                           "reading-paths.yaml"]  # fmt: skip


def test_the_search_takes_time_that_grows_with_the_text():
    def look(size: int) -> None:
        text = "a" * size + " rest" * (size // 5)
        find([Searched("x.md", "x", text, text)], "a rest re")

    assert growth(look, 40_000) < 3
