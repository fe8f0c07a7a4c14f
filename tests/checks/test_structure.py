"""Lengths, headings, the words of links, what was left of an empty article, places on pages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from desk.commands import new
from plugins.checks.document import Document
from plugins.checks.rules import structure
from plugins.checks.rules.fragments import THEME_IDS, link_fragment
from plugins.core.problem import Problem
from plugins.frontmatter import header
from plugins.notices.known import Known
from tests.checks.documents import PATH, told_of
from tests.checks.rendered import document, entry, head, site

KNOWN = Known()
THEME = Path(__file__).resolve().parents[2] / "theme" / "templates"


# --- Titles and summaries ----------------------------------------------------------------------


def test_a_title_that_a_list_of_results_would_cut_is_told_with_its_length():
    title = "Why the part of you that works so hard may be the one that needs a rest"
    assert list(structure.title_long(document("Words.", head=head(title=title)), KNOWN)) == [
        Problem(
            PATH,
            2,
            "This title has 71 characters; a list of search results, or a browser's tab, cuts it "
            "after about 70.",
            "Say the same in fewer words, or put what matters most first.",
            "title-long",
            "warning",
        )
    ]


def test_a_title_of_seventy_characters_may_stand():
    assert not list(structure.title_long(document("Words.", head=head(title="x" * 70)), KNOWN))


def test_a_summary_that_a_list_of_results_would_cut_is_told_with_its_length():
    found = structure.summary_long(document("Words.", head=head(summary="x" * 161)), KNOWN)
    assert list(found) == [
        Problem(
            PATH,
            3,
            "This summary has 161 characters; a list of search results cuts it after about 160.",
            "Shorten it to one or two sentences.",
            "summary-long",
            "warning",
        )
    ]


def test_a_line_of_more_than_ten_thousand_characters_is_told_and_a_long_one_is_not():
    long, longer = "word " * 2000, "word " * 2001
    told = list(structure.line_long(document(f"{long}\n\n{longer}\n"), KNOWN))
    assert [(one.line, one.message) for one in told] == [
        (8, "This line has 10,005 characters, more than anybody reads in one piece.")
    ]


def test_each_table_of_more_than_thirty_columns_is_told_and_no_other_line_with_bars():
    def table(columns: int) -> str:
        return f"|{'a|' * columns}\n|{'-|' * columns}\n|{'b|' * columns}\n"

    bars = "a | " * 40
    text = f"{bars}\n\n```\n{table(40)}```\n\n{table(31)}\n{table(30)}\n{table(32)}"
    told = list(structure.line_long(document(text), KNOWN))
    assert [(one.line, one.message.split(" columns")[0]) for one in told] == [
        (14, "A table has 31"),
        (22, "A table has 32"),
    ]


def test_a_summary_of_160_characters_may_stand():
    assert not list(structure.summary_long(document("Words.", head=head(summary="x" * 160)), KNOWN))


# --- Headings ----------------------------------------------------------------------------------


def headings(text: str) -> list[Problem]:
    return sorted(told_of(document(text), KNOWN, "heading-title", "heading-order"))


def test_a_level_of_headings_that_is_left_out_is_told_with_the_heading_above():
    text = """
        ## What a part is

        #### Where *it* lives

        Words.
        """
    assert headings(text) == [
        Problem(
            PATH,
            9,
            "“Where it lives” is a heading of level 4, and “What a part is” above it is of level "
            "2, so level 3 is left out.",
            "Begin its line with ###.",
            "heading-order",
            "warning",
        )
    ]


def test_the_first_heading_comes_right_below_the_title_which_is_the_only_one_so_high():
    found = headings("### Low\n\nWords.\n\n# High\n\n## Low\n")
    assert found == [
        Problem(
            PATH,
            6,
            "“Low” is a heading of level 3, and “Parts” above it is of level 1, so level 2 is "
            "left out.",
            "Begin its line with ##.",
            "heading-order",
            "warning",
        ),
        Problem(
            PATH,
            10,
            "“High” is a first-level heading, which only the page's title should be.",
            "Begin its line with ## instead of #.",
            "heading-title",
            "warning",
        ),
    ]


def test_of_two_headings_with_the_same_words_each_is_found_on_its_line():
    found = headings("## A\n\n#### B\n\n## A\n\n#### B\n")
    assert [one.line for one in found] == [8, 12]


def test_several_levels_that_are_left_out_are_named_together():
    found = headings("##### Low\n")
    assert [one.message for one in found] == [
        (
            "“Low” is a heading of level 5, and “Parts” above it is of level 1, so levels 2 to 4 "
            "are left out."
        )
    ]


def test_headings_may_go_up_by_as_many_levels_as_they_like():
    text = """
        ## One

        ### Two

        #### Three

        ## Four

        ```
        # not a heading
        #### nor this
        ```

        ## FAQ

        ### Is it hypnosis?

        No. `<h5>` is no heading either.
        """
    assert headings(text) == []


# --- Links -------------------------------------------------------------------------------------


def links(text: str) -> list[Problem]:
    return told_of(document(text), KNOWN, "link-")


def test_a_link_whose_words_say_nothing_is_told_where_it_stands():
    text = "Parts are in [the glossary](/glossary/).\n\nTo read on, [Click here!](/a/)\n"
    assert links(text) == [
        Problem(
            PATH,
            8,
            "The link “Click here!” does not say where it leads to somebody who hears only the "
            "links of a page.",
            "Make the words that name the other page the link.",
            "link-vague",
            "warning",
        )
    ]


def test_a_link_without_words_stops_a_build_on_the_line_of_the_second_such_address():
    text = "A [part](/glossary/) and\n[](/glossary/) another.\n"
    assert links(text) == [
        Problem(
            PATH,
            7,
            "The link to “/glossary/” has no words, so nobody could see or hear it.",
            "Say between its square brackets where it leads, or take it out.",
            "link-empty",
            "error",
        )
    ]


def test_links_that_only_hold_such_words_are_silent_and_so_are_notes_and_pictures():
    text = """
        [Start here if you are new](/a/), [more examples](/b/), [this article](/c/) and
        [![A desk](/images/desk.jpg)](/d/), a note[^1], `[here](/e/)`.

        [^1]: Here.
        """
    assert links(text) == []


# --- What `new` writes -------------------------------------------------------------------------


def begun(folder: Path, status: str, *, kept: slice = slice(None)) -> Document:
    """An article as `new` begins it, with only some of its lines kept."""
    path = new.new_article("Resting", folder, date(2026, 3, 2))
    text = path.read_text("utf-8").replace("status: draft", f"status: {status}\nsummary: Words")
    above, line, below = text.rpartition("---\n")
    lines = below.split("\n")[kept]
    return Document(header.read(above + line + "\n".join(lines), PATH, "article"), "")


def test_an_empty_article_must_not_be_published(tmp_path):
    found = list(structure.skeleton(begun(tmp_path, "published"), KNOWN))
    assert [(one.line, one.message, one.remedy, one.rule, one.severity) for one in found] == [
        (
            10,
            (
                "“Open with what the reader may be feeling or asking, in two or three sentences.” "
                "is still here from when the article was started."
            ),
            "Write your own words in its place, or take it out, before it is published.",
            "skeleton",
            "error",
        )
    ]


def test_every_line_that_new_writes_is_known_but_the_pause_and_the_name_of_the_questions(tmp_path):
    lines = begun(tmp_path, "draft").header.body.split("\n")
    assert set(filter(None, lines)) - structure.SKELETON == {
        "Take a moment here, if you like, and notice what comes up as you read this.",
        "{: .pause}",
        "## Questions people ask",
    }
    assert set(lines) >= structure.SKELETON


def test_a_draft_may_be_empty_and_one_line_that_is_left_is_enough(tmp_path):
    assert not list(structure.skeleton(begun(tmp_path, "draft"), KNOWN))
    (tmp_path / "other").mkdir()
    found = structure.skeleton(begun(tmp_path / "other", "hidden", kept=slice(-2, None)), KNOWN)
    assert [one.message for one in found] == [
        (
            "“Its answer. Take the questions out if this article needs none.” is still here "
            "from when the article was started."
        )
    ]


# --- Places on pages ---------------------------------------------------------------------------

GLOSSARY = entry("## Exile\n\nWords.\n\n## Self {#self}\n\nWords.\n", "content/pages/glossary.md")


def test_a_link_to_a_place_that_another_page_lacks_is_told_with_one_that_it_has():
    parts = entry("Words.\n\nSee [exiles](/glossary/#exiles).\n")
    assert list(link_fragment(site(parts, GLOSSARY))) == [
        Problem(
            PATH,
            8,
            "The link “/glossary/#exiles” leads to no place: nothing in content/pages/glossary.md "
            "is called “exiles”.",
            "Did you mean “exile”?",
            "link-fragment",
            "error",
        )
    ]


def test_a_link_to_a_place_that_its_own_page_lacks_is_told_with_a_way_to_make_it():
    parts = entry("See [below](#who-should-wait) or\n[here](#who-should-wait).\n\n## One\n\nA.\n")
    found = list(link_fragment(site(parts)))
    assert [(one.line, one.message) for one in found] == [
        (
            line,
            (
                "The link “#who-should-wait” leads to no place: nothing in this page is called "
                "“who-should-wait”."
            ),
        )
        for line in (6, 7)
    ]
    assert found[0].remedy == (
        "Write {#who-should-wait} after the heading that is meant, or end the link before its # "
        "sign."
    )


def test_however_the_page_is_written_the_place_on_it_is_looked_for():
    ways = [
        "/glossary#x",
        "../../glossary/#x",
        "/glossary/index.html#x",
        "{filename}/pages/glossary.md#x",
        "../pages/glossary.md#x",
        "pages/glossary.md#x",
    ]
    parts = entry("\n".join(f"[G]({way})" for way in ways))
    found = list(link_fragment(site(parts, GLOSSARY)))
    assert [one.message.split("”")[0] for one in found] == [f"The link “{way}" for way in ways]


def test_places_that_are_there_are_silent_whoever_made_them():
    parts = entry(
        """
        [Self](/glossary/#self), [S](/glossary/#%73elf), [top](#top), [text](#_text), a note[^1],
        [elsewhere](https://example.org/#nowhere), [mail](mailto:a@example.org?subject=#1),
        [all](/questions/#from-parts), [one](/questions/#parts--is-it-safe),
        [gone](/no-page/#x), [words](/glossary/#:~:text=Words), [a question](#is-it-safe),
        `<a href="#x">`

        ## FAQ

        ### Is it safe?

        Mostly.

        [^1]: Words.
        """
    )
    questions = entry("Words.\n", "content/pages/questions.md", head=head("template: questions"))
    assert not list(link_fragment(site(parts, GLOSSARY, questions)))


def test_every_place_that_the_theme_makes_is_known():
    written = "".join(file.read_text("utf-8") for file in THEME.rglob("*.html"))
    assert set(re.findall(r' id="([\w-]+)"', written)) == set().union(*THEME_IDS.values())
