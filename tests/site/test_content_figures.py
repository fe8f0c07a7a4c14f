"""The figures of the shipped articles: what is counted, and what is complained of."""

from __future__ import annotations

from benchmarks.content_figures import Figures, amiss, measure

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
    )
    assert figures.grade < 2


def test_what_lies_outside_its_limits_is_said_in_whole_sentences():
    figures = Figures("tea", 1601, (40, 120, 39), 11.2, 1, "none")
    assert amiss(figures) == [
        "tea has 1601 words, not 900 to 1600.",
        "tea: answer 3 has 39 words, not 40 to 120.",
        "tea asks for grade 11.2, more than 11.",
    ]
    assert amiss(Figures("tea", 1600, (40, 120), 11.0, 0, "none")) == []
