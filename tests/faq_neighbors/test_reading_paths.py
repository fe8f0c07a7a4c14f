"""What `content/reading-paths.yaml` may hold, and what is said of everything else in it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from plugins.faq_neighbors import reading_paths
from plugins.faq_neighbors.reading_order import Entry, Path

KNOWN = {
    "what-is-parts-work": "published",
    "two-chairs": "published",
    "not-yet": "draft",
    "only-by-address": "hidden",
}


def read(text: str) -> tuple[list[Path], list[str]]:
    paths, problems = reading_paths.read(dedent(text), "content/reading-paths.yaml", KNOWN)
    assert {problem.severity for problem in problems} <= {"error"}
    return paths, [str(problem).removeprefix("content/") for problem in problems]


def test_a_path_has_a_name_a_summary_and_articles_with_or_without_a_reason():
    paths, said = read(
        """\
        - path: New to parts work
          summary: >-
            From the beginning,
            in two steps.
          articles:
            - what-is-parts-work
            - {slug: two-chairs, because: "Now: something to try."}
        - path: À côté 心
          articles: [not-yet, what-is-parts-work]
        """
    )
    assert said == []
    assert paths == [
        Path(
            "New to parts work",
            "new-to-parts-work",
            "From the beginning, in two steps.",
            (Entry("what-is-parts-work", "", 6), Entry("two-chairs", "Now: something to try.", 7)),
            1,
        ),
        Path(
            "À côté 心",
            "a-cote-xin",
            "",
            (Entry("not-yet", "", 9), Entry("what-is-parts-work", "", 9)),
            8,
        ),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "~\n", "---\n"])
def test_an_empty_file_means_no_paths_and_is_no_problem(text):
    assert read(text) == ([], [])


@pytest.mark.parametrize("text", ["path: New\n", "New\n"])
def test_a_file_that_is_no_list_is_told(text):
    assert read(text) == (
        [],
        [
            (
                "reading-paths.yaml:1: The reading paths should be a list. Begin each of them with "
                "“- path: …”."
            )
        ],
    )


def test_a_file_that_cannot_be_read_is_told_with_its_line():
    text = """\
        - path: New
          summary: "First
          articles: [two-chairs]
        """
    paths, problems = read(text)
    assert paths == []
    assert problems[0].startswith(
        "reading-paths.yaml:2: A quotation mark is opened here and not closed by one of its kind."
    )


def test_a_name_that_stands_twice_is_told_with_both_lines():
    text = """\
        - path: Once
          articles: [two-chairs]
          path: Twice
        """
    assert read(text) == (
        [],
        [
            (
                "reading-paths.yaml:3: “path” appears here a second time; only one of the two can "
                "count. Remove one of them (the first is on line 1)."
            )
        ],
    )


def test_every_problem_of_the_file_is_told_at_once_each_with_its_line():
    paths, said = read(
        """\
        - path: New
          sumary: From the beginning.
          articles:
            - what-is-part-work
            - two-chairs
            - slug: two-chairs
              because: again
            - slug: what-is-parts-work
              becaus: it begins
            - only-by-address
            - something-else-entirely
            - because: no slug
            -
            - [two-chairs]
            - slug: [two-chairs]
            - {slug: not-yet, because: [a, b]}
        - path: Without articles
        - path: With none
          articles: []
        - path: With one behind the colon
          articles: two-chairs
        - path: new!
          articles: [two-chairs]
        - path: "!!!"
          articles: [two-chairs]
        - path:
          articles: [two-chairs]
        - articles: [two-chairs]
        - path: [New]
        - two-chairs
        - path: Long
          summary: [a, b]
          articles: [two-chairs]
        """
    )
    known = "Known are: not-yet, only-by-address, two-chairs, what-is-parts-work."
    none = (
        "This reading path lists no articles. Write “articles:” and below it, after “- ”, the last "
        "part of each article's address."
    )
    unnamed = "This reading path has no name. Begin it with “- path: …”."
    name = "Two reading paths cannot both be called “{}”, nor can one have no name. "
    name += "Give each a name of its own."
    one_line = "should be one line of text. Write it behind the colon, on the same line."
    assert said == [
        "reading-paths.yaml:2: A path has no “sumary”. Did you mean “summary”?",
        (
            "reading-paths.yaml:4: “what-is-part-work” is not an article. "
            "Did you mean “what-is-parts-work”?"
        ),
        (
            "reading-paths.yaml:6: “two-chairs” stands twice in this path. Remove one of the two "
            "lines."
        ),
        "reading-paths.yaml:9: An entry has no “becaus”. Did you mean “because”?",
        (
            "reading-paths.yaml:10: “only-by-address” is hidden, so a path cannot lead to it. "
            "Remove the line, or set its status to published."
        ),
        f"reading-paths.yaml:11: “something-else-entirely” is not an article. {known}",
        f"reading-paths.yaml:12: This entry names no article. {known}",
        f"reading-paths.yaml:13: This entry names no article. {known}",
        f"reading-paths.yaml:14: This entry names no article. {known}",
        f"reading-paths.yaml:15: “slug” {one_line}",
        f"reading-paths.yaml:15: This entry names no article. {known}",
        f"reading-paths.yaml:16: “because” {one_line}",
        f"reading-paths.yaml:17: {none}",
        f"reading-paths.yaml:19: {none}",
        f"reading-paths.yaml:21: {none}",
        f"reading-paths.yaml:22: {name.format('new!')}",
        f"reading-paths.yaml:24: {name.format('!!!')}",
        f"reading-paths.yaml:26: {name.format('')}",
        f"reading-paths.yaml:28: {unnamed}",
        f"reading-paths.yaml:29: {unnamed}",
        f"reading-paths.yaml:30: {unnamed}",
        f"reading-paths.yaml:32: “summary” {one_line}",
    ]
    assert [(one.title, [entry.slug for entry in one.entries]) for one in paths] == [
        ("New", ["two-chairs", "what-is-parts-work", "only-by-address", "not-yet"]),
        ("Without articles", []),
        ("With none", []),
        ("With one behind the colon", []),
        ("Long", ["two-chairs"]),
    ]
    assert [one.summary for one in paths] == ["", "", "", "", ""]


def test_a_path_may_name_a_draft_and_two_paths_the_same_article():
    paths, said = read(
        """\
        - path: One
          articles: [two-chairs, not-yet]
        - path: Two
          articles: [not-yet, two-chairs]
        """
    )
    assert said == []
    assert [[entry.slug for entry in one.entries] for one in paths] == [
        ["two-chairs", "not-yet"],
        ["not-yet", "two-chairs"],
    ]


def test_texts_stay_as_they_were_typed():
    paths, said = read(
        """\
        - path: 2026
          summary: yes
          articles: [{slug: two-chairs, because: 007}]
        """
    )
    assert said == []
    assert (paths[0].title, paths[0].summary, paths[0].entries[0].because) == ("2026", "yes", "007")


@pytest.mark.parametrize("text", ["&a [*a]\n", "- &a {path: x, articles: *a}\n", "[" * 3000])
def test_yaml_without_an_end_is_told_and_does_not_break_the_program(text):
    paths, said = read(text)
    assert paths == []
    assert len(said) == 1


def test_a_very_long_name_still_makes_the_name_of_a_folder():
    paths, said = read(f"- path: {'long ' * 100}\n  articles: [two-chairs]\n")
    assert said == []
    assert len(paths[0].slug) <= 80
    assert paths[0].slug.endswith("-long")
