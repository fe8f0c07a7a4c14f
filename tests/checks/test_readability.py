"""The reading grade of a text, and that it is what textstat would have said."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from plugins.checks import readability
from plugins.checks.blocks import blocks
from plugins.practice import header

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat 0.7.3 imports pkg_resources, which says farewell
    from textstat import textstat

ARTICLES = Path(__file__).parents[2] / "content" / "articles"


def prose(body: str) -> str:
    return readability.prose(blocks(body))


def test_the_grade_is_the_formula_of_flesch_and_kincaid():
    text = "The win-dow is shut. Care-ful lis-ten-ing takes some pa-tience."
    expected = 0.39 * 9 / 2 + 11.8 * 14 / 9 - 15.59  # words, sentences, syllables
    assert readability.grade(text.replace("-", "")) == pytest.approx(expected)


def test_longer_words_and_longer_sentences_ask_for_more_years_of_school():
    plain = "You can stop. You can stop at any time. Nobody will ask you why you stopped."
    official = "Participation may be discontinued by notification of the responsible clinician."
    assert readability.grade(plain) < 3
    assert readability.grade(official) > 15


@pytest.mark.parametrize("text", ["", "  \n", "…", " — ?"])
def test_a_text_without_a_word_has_no_grade(text):
    assert readability.grade(text) == 0.0


def test_only_paragraphs_and_lists_are_read_as_prose():
    body = """\
## Psychotherapeutic considerations

You can *stop* at any line, [as said before](/articles/stopping/ "A title").
{: .pause}

| Methodology | Characteristics |
|---|---|
| Psychodynamic | Interpretation |

- a cup of tea
- a walk!

> A sentence that stands in the text already.
{: .pull}

```
incomprehensible = True
```

The page is https://example.org/psychotherapy/considerations and it is short
"""
    assert prose(body) == (
        "You can stop at any line, as said before.\n"
        "a cup of tea.\n"
        "a walk!\n"
        "The page is  and it is short."
    )


def test_a_dash_does_not_glue_two_words_into_a_long_one():
    assert (
        prose("Stay—or go – as you like, and/or rest.") == "Stay or go   as you like, and or rest."
    )


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.md")), ids=lambda path: path.stem)
def test_the_grade_of_every_article_is_what_textstat_says(path):
    text = prose(header.read(path.read_text("utf-8"), path.name, "article").body)
    textstat.set_rounding(False)  # rounded to a tenth, its syllables would move a grade by 1.2
    try:
        theirs = textstat.flesch_kincaid_grade(text)
    finally:
        textstat.set_rounding(True)
    assert len(text.split()) > 500
    assert readability.grade(text) == pytest.approx(theirs, abs=0.05)


def test_the_syllables_of_a_word_are_looked_up_once():
    readability._syllables.cache_clear()
    for _ in range(3):
        readability.grade("One part rests and another part works and works and works.")
    assert readability._syllables.cache_info().misses == 7
