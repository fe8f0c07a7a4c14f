"""The figures of the shipped articles: what is counted, and what is complained of."""

from __future__ import annotations

from benchmarks.content_figures import (
    VOICE,
    Figures,
    amiss,
    amiss_together,
    measure,
    per_thousand,
    voice_table,
)

ARTICLE = """\
---
title: Tea
summary: Why it helps to wait.
date: 2026-03-02
sources:
- title: A study of waiting
---

You can *wait*, [if you like](/tea/).

| | Tea |
|---|---|
| **Heat** | hot |

## Questions people ask

### Is it hot?

Yes – very hot.

### Is it strong? {#strong}

No.
"""


def test_the_figures_of_an_article(tmp_path):
    file = tmp_path / "tea.md"
    file.write_text(ARTICLE, "utf-8")
    figures = measure(file, {"tea": "Deciding 2"})
    assert figures == Figures(
        slug="tea",
        words=22,  # the dash is none
        answers=(3, 1),
        grade=figures.grade,
        sources=1,
        path="Deciding 2",
        voice=figures.voice,
    )
    assert figures.grade < 2


def test_the_words_of_each_class_are_counted(tmp_path):
    file = tmp_path / "tea.md"
    file.write_text(
        "---\ntitle: Tea\nsummary: Why.\ndate: 2026-03-02\n---\n\n"
        "It's late, and I don't know; they’ve all healed. That's the dog's body, and her spirit is "
        "deep and gentle. You may ask: no study, no matter how long, and nobody need not. No.\n",
        "utf-8",
    )
    assert dict(zip((one.name for one in VOICE), measure(file, {}).voice, strict=True)) == {
        "contracted": 4,  # the dog's is none
        "heal": 1,
        "spirit, body": 2,
        "deep": 1,
        "warm": 1,
        "may": 1,
        "nobody": 3,  # "no study", "nobody", "need not"
        "study": 1,
    }


def test_what_lies_outside_its_limits_is_said_in_whole_sentences():
    figures = Figures("tea", 1801, (40, 120, 39), 9.2, 1, "none")
    assert amiss(figures) == [
        "tea has 1801 words, not 700 to 1800.",
        "tea: answer 3 has 39 words, not 40 to 120.",
        "tea asks for grade 9.2, more than 9.",
    ]
    assert amiss(Figures("tea", 1800, (40, 120), 9.0, 0, "none")) == []


def counts(**of: int) -> tuple[int, ...]:
    return tuple(of.get(one.name.split(",")[0], 0) for one in VOICE)


def test_voice_and_grade_are_held_over_all_articles_together():
    warm = counts(contracted=20, heal=7, spirit=9, may=9, nobody=2, study=4)
    tea = Figures("tea", 1000, (), 5.0, 0, "none", warm)
    bread = Figures("bread", 1000, (), 7.0, 0, "none", counts())
    assert amiss_together([tea, bread]) == []
    assert amiss_together([bread]) == [
        "“contracted” stands 0.0 times in 1,000 words, not at least 8.",
        "“heal” stands 0.0 times in 1,000 words, not at least 3.",
        "“spirit, body” stands 0.0 times in 1,000 words, not at least 4.",
    ]
    assert amiss_together([tea]) == [
        "The mean grade is 5.0, not 6 to 8.",
        "“may” stands 9.0 times in 1,000 words, not at most 5.",
        "“nobody” stands 2.0 times in 1,000 words, not at most 1.",
        "“study” stands 4.0 times in 1,000 words, not at most 2.",
    ]


def test_an_article_about_studies_may_speak_of_them():
    place = [one.name for one in VOICE].index("study")
    subject = Figures("does-ifs-work", 1000, (), 7.0, 0, "none", counts(study=20))
    said = amiss_together([subject])
    assert per_thousand([subject], place) == 20
    assert len(said) == 3
    assert not [line for line in said if "study" in line]


def test_her_own_figures_and_the_limits_stand_below_the_articles():
    lines = voice_table([Figures("tea", 1000, (), 7.0, 0, "none", counts(heal=4))]).splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "in 1,000 words",
        "tea",
        "all",
        "her own article",
        "limit over all",
    ]
    assert lines[1].split()[2] == lines[2].split()[2] == "4.0"
