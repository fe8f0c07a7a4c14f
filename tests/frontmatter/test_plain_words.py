"""A title and a summary are words: no signs of Markdown and no tags of HTML stand in them."""

from __future__ import annotations

import pytest

from plugins.frontmatter.plain_words import plain_words
from tests.trial_site import TrialSite


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("What is <em>IFS</em>?", "What is IFS?"),
        ('<span style="color: red">Rest</span>', "Rest"),
        ("Rest<br>now", "Rest now"),
        ("Rest <br /> now", "Rest now"),
        ("<h1>Rest</h1>", "Rest"),
        ("**Rest**", "Rest"),
        ("What is *IFS*?", "What is IFS?"),
        ("__Rest__ and _play_", "Rest and play"),
        ("***Rest***", "Rest"),
        ("**_Rest_**", "Rest"),
        ("`Rest`", "Rest"),
        ("~~Rest~~ Play", "Rest Play"),
        ("[Rest](/articles/rest/) now", "Rest now"),
        ("## Rest", "Rest"),
        ("Rest\\*", "Rest*"),
    ],
)
def test_signs_and_tags_are_left_out(typed: str, wanted: str) -> None:
    assert plain_words(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        *("5 * 3 * 2", "a < b > c", "snake_case_names", "#1 reason to rest", "# 1 reason", "Rest*"),
        *("*Rest now", "f**k it", "C*-algebras and *more", "[sic] he said (twice)", "Rest & play"),
        *("Is it <3 hours?", "I <dream> of rest", "Rest [1](one)", "Q&A: 2 > 1"),
    ],
)
def test_what_is_meant_as_it_stands_stays(typed: str) -> None:
    assert plain_words(typed) == typed


@pytest.mark.parametrize(
    "typed", ['"What is <em>IFS</em>?"', "What is **IFS**?", "'## What is *IFS*?'"]
)
def test_a_title_is_words_on_its_page_in_lists_and_in_data(site: TrialSite, typed: str) -> None:
    header = f"---\ntitle: {typed}\nsummary: 'A *short* one.'\ndate: 2026-03-02\n---\n"
    site.write("articles/ifs.md", f"{header}\nWords.\n")
    site.page("articles", "", template="articles")
    built = site.build(PRACTICE_CHECKS="")
    assert built.one("articles/ifs/", "h1").text == "What is\u00a0IFS?"
    assert built.one("articles/ifs/", "title").text.startswith("What is IFS? ")
    assert built.one("articles/ifs/", "meta[name=description]")["content"] == "A short one."
    assert built.node("articles/ifs/", "BlogPosting")["headline"] == "What is IFS?"
    assert "What is\u00a0IFS?" in built.one("articles/", "main").text
