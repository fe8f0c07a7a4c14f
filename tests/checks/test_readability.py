"""The reading grade of a text, and that it is what textstat would have said."""

from __future__ import annotations

import pytest

from plugins.checks import readability
from plugins.checks.blocks import blocks

# textstat 0.7.3, flesch_kincaid_grade, not rounded: what it said of each text.
TEXTSTAT = [
    (-0.9725, "You can stop. You can stop at any time. Nobody will ask you why you stopped."),
    (18.99, "Participation may be discontinued by notification of the responsible clinician."),
    (
        2.8602,
        (
            "Most families have sentences like these. You may have heard yours so often that you "
            "hear it no longer, as one stops hearing a refrigerator. “Don’t tell the neighbors.” "
            "“Eat, you never know.” Your aunt was like that, and look what happened to her!"
        ),
    ),
    (
        4.5098,
        (
            "Two windows are open on a screen. In one of them sits a therapist, and in the other a "
            "woman with a mug of tea, whose cat has just walked across the keyboard. It is four in "
            "the afternoon, and the therapist asks what would be good to spend this hour on. Yes. "
            "No. A long, half-remembered tune?"
        ),
    ),
    (
        9.0625,
        (
            "In 2021, 1,200 people in 14 countries (the U.S. among them) were asked; 38.5 percent "
            "answered. Dr. Ray found that psychotherapeutic interventions, whether cognitive, "
            "psychodynamic or systemic, differed considerably less than their proponents had "
            "anticipated."
        ),
    ),
    (
        17.6843,
        (
            "The court’s jurisdiction notwithstanding, the licensee shall, upon written "
            "application of the consumer, furnish an individualized estimate of reasonably "
            "anticipated expenditures, including administrative surcharges. It shall be itemized."
        ),
    ),
]


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


@pytest.mark.parametrize(("theirs", "text"), TEXTSTAT)
def test_the_grade_of_a_text_is_what_textstat_says(theirs, text):
    assert readability.grade(text) == pytest.approx(theirs, abs=0.0001)


def test_the_syllables_of_a_word_are_looked_up_once():
    readability._syllables.cache_clear()
    for _ in range(3):
        readability.grade("One part rests and another part works and works and works.")
    assert readability._syllables.cache_info().misses == 7


def test_each_row_of_a_table_is_a_block_of_its_own():
    rows = blocks("| a | b |\n|---|---|\n| c | d |\n")
    assert [(row.kind, row.text.split(), row.line) for row in rows] == [
        ("row", ["a", "·", "b"], 1),
        ("row", ["c", "·", "d"], 3),
    ]
