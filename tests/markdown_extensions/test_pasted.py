"""What comes along when a text is pasted: notes, lines that part it, spaces within bold words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.markdown_extensions import pasted
from tests.faq_neighbors.test_forms import OURS, html_of
from tests.trial_site import TrialSite

NOTED = "Rest helps.[^ftnt1] So do I.[^ftnt2]\n\n\n\n[^ftnt1]: A study.\n\n[^ftnt2]: Another."


@pytest.mark.parametrize(
    "typed",
    [
        (
            "Rest helps.[[1]](#ftnt1) So do I.[[2]](#ftnt2)\n\n---\n\n"
            "[[1]](#ftnt_ref1) A study.\n\n[[2]](#ftnt_ref2) Another."
        ),
        (
            "Rest helps.[\\[1\\]](#ftnt1) So do I.[\\[2\\]](#ftnt2)\n\n* * *\n\n"
            "[\\[1\\]](#ftnt_ref1) A study.\n\n[\\[2\\]](#ftnt_ref2) Another."
        ),
        (
            "Rest helps.<sup>[[1]](#_ftn1)</sup> So do I.<sup>[2](#_ftn2)</sup>\n\n___\n\n"
            "[[1]](#_ftnref1) A study.\n\n[2](#_ftnref2) Another."
        ),
        (
            "Rest helps.[1](#sdfootnote1sym) So do I.[2](#sdfootnote2sym)\n\n\n\n"
            "[1](#sdfootnote1anc)A study.\n\n[2](#sdfootnote2anc)Another."
        ),
        (
            'Rest helps.[[1]](#ftnt1)<a id="ftnt_ref1"></a> So do I.[[2]](#ftnt2)\n\n---\n\n'
            '<a id="ftnt1"></a>[[1]](#ftnt_ref1) A study.\n\n[[2]](#ftnt_ref2) Another.'
        ),
    ],
)
def test_notes_that_point_to_one_another_are_footnotes(typed: str) -> None:
    assert pasted.read(typed) == NOTED


@pytest.mark.parametrize(
    "typed",
    [
        "See [part 1](#ftnt1).",
        "Rest.[[1]](#ftnt1)",
        "[[1]](#ftnt_ref1) A study.",
        "Rest.[1](#fees) and [[2]](#part-2)",
        "```\nRest.[[1]](#ftnt1)\n[[1]](#ftnt_ref1) A study.\n```",
    ],
)
def test_a_link_without_its_other_end_stays_one(typed: str) -> None:
    assert pasted.read(typed) == typed


def test_a_note_leads_there_and_back_on_its_page(site: TrialSite) -> None:
    site.article("rest", "Rest helps.[[1]](#ftnt1)\n\n---\n\n[[1]](#ftnt_ref1) A study.\n")
    built = site.build(PRACTICE_CHECKS="")
    assert built.said() == []
    assert built.one("articles/rest/", "main sup a")["href"] == "#fn:ftnt1"
    assert built.one("articles/rest/", ".footnote li").text.split()[:2] == ["A", "study."]


@pytest.mark.parametrize(
    "typed",
    [
        *("• • •", "•••", "· · ·", "⁂", "~ ~ ~", "\\* \\* \\*", "— — —", "❦", "# # #", "⸻"),
        *("◆ ◆ ◆", "✦ ✦ ✦", "∗∗∗", "  • • •  ", "●  ●  ●", "• • • • •"),
    ],
)
def test_a_line_of_like_signs_parts_the_text(typed: str) -> None:
    html, _ = html_of(f"Rest.\n\n{typed}\n\nMore.\n", "Rest", OURS)
    assert re.sub(r"\s", "", html) == "<p>Rest.</p><hr><p>More.</p>"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "• tea",
            "• •",
            "…",
            "Rest.\n• • •\nMore.",
            "• tea\n• rest",
            "~~~\n• • •\n\n~~~",
        ),
        *("Denver • Austin • online", "* * tea", "~ ~ tea", "§", "— he said —", "# #", "• · •"),
        *("| • | • | • |\n|---|---|---|\n| • | • | • |", "```\n\n⁂\n\n```", "x\n— — —"),
    ],
)
def test_other_signs_part_nothing(typed: str) -> None:
    assert pasted.read(typed) == typed


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("It is **not you **at all.", "It is **not you** at all."),
        ("It is ** not you** at all.", "It is **not you** at all."),
        ("**Note: **Call me.", "**Note:** Call me."),
        ("**How do I pay? **", "**How do I pay?**"),
        ("** How do I pay?** By card.", "**How do I pay?** By card."),
        ("- **Rest **is **good **now", "- **Rest** is **good** now"),
        ("(** rest**) and **so** on", "( **rest**) and **so** on"),
    ],
)
def test_spaces_within_the_signs_of_bold_words_stand_outside(typed: str, wanted: str) -> None:
    assert pasted.read(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "2 ** 3 and 4 ** 5",
        "It is ** both ** here.",
        "**a** b **c**",
        "**very\nbold **text",
        "Stars** are ** here",
        "**foo bar **",
        "** foo bar**",
        "`**bold **text`",
        "***bold ***text",
        "\\**bold **text",
        "f** and f** ",
        "```\n**bold **text\n```",
    ],
)
def test_where_it_is_not_certain_signs_stay_as_they_are(typed: str) -> None:
    assert pasted.read(typed) == typed


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("www.a.example", '<a href="https://www.a.example">www.a.example</a>'),
        ("Www.a.example.", '<a href="https://www.a.example">Www.a.example</a>.'),
        (
            "(www.a.example/b_c/d.html), so",
            '(<a href="https://www.a.example/b_c/d.html">www.a.example/b_c/d.html</a>), so',
        ),
        (
            "*www.a.example?b=c&d=e*!",
            '<em><a href="https://www.a.example?b=c&amp;d=e">www.a.example?b=c&amp;d=e</a></em>!',
        ),
        ("[www.a.example](/x/)", '<a href="/x/">www.a.example</a>'),
        ('<a href="/x/">www.a.example</a>', '<a href="/x/">www.a.example</a>'),
        ("`www.a.example`", "<code>www.a.example</code>"),
        ("www. a.example", "www. a.example"),
        ("www.example", "www.example"),
        ("www.1", "www.1"),
        ("awww.a.example", "awww.a.example"),
        ("b@www.a.example", "b@www.a.example"),
        ("![www.a.example](/x.jpg)", '<img alt="www.a.example" src="/x.jpg">'),
        (
            "https://www.a.example/www.b.example",
            '<a href="https://www.a.example/www.b.example">https://www.a.example/www.b.example</a>',
        ),
    ],
)
def test_an_address_that_begins_with_www_is_a_link(typed: str, wanted: str) -> None:
    assert html_of(typed, "Rest", OURS)[0] == f"<p>{wanted}</p>"


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "**",
                    " ",
                    "\n",
                    "a",
                    "• • •",
                    "⁂",
                    "[[1]](#ftnt1)",
                    "[[1]](#ftnt_ref1) a",
                    "---",
                ),
                *("```", "`", "1. ", '<a id="ftnt1"></a>', "***", "(", "\\"),
            ]
        )
    )
)
def test_no_line_is_added_or_taken_away_and_no_word_is_lost(pieces: list[str]) -> None:
    typed = "".join(pieces)
    made = pasted.read(typed)
    assert made.count("\n") == typed.count("\n")
    words = re.compile(r"(?<![</])a")
    assert len(words.findall(made)) == len(words.findall(typed))
