"""Bold words that stand for a heading."""

from __future__ import annotations

import pytest

from plugins.checks.rules.structure import heading_bold
from plugins.core.problem import Problem
from plugins.notices.known import Known
from tests.checks.documents import FIRST, PATH
from tests.checks.rendered import document


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("**What helps**", "What helps"),
        ("**What helps:**", "What helps"),
        ("__What *really* helps?__", "What really helps?"),
        ("**What helps**:", "What helps"),
    ],
)
def test_a_short_bold_paragraph_above_a_text_is_told(typed, words):
    assert list(heading_bold(document(f"Rest.\n\n{typed}\n\nSleep.\n"), Known())) == [
        Problem(
            PATH,
            FIRST + 2,
            f"“{words}” looks like a heading but is not one, so screen readers and the table of "
            "contents miss it.",
            f"Write “## {words}” instead of the stars; below another heading of this kind, ###.",
            "heading-bold",
            "note",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**You are not broken.**\n\nSleep.",  # a sentence, said with weight
        f"**{'so long ' * 10}**\n\nSleep.",
        "**What helps** is rest.\n\nSleep.",
        "Sleep.\n\n**With care**",
        "- **Rest**\n\n    Sleep.\n\n- **Food**\n\n    Eat.",
        "> **Rest**\n>\n> Sleep.",
        "## FAQ\n\n**Is it hypnosis?**\n\nNo.\n\n**Good to know**\n\nMore.",
        "## What helps\n\nSleep.",
        "**Consider therapy when:**\n\n- you are tired\n- you are sad",
        "__What I bring__\n\n1. time\n2. tea",
        "**Therapy is for you if**\n\nyou would like to rest.",
        "**Please note:**\n\nThe door is locked at six.",
        "**Office**\n\n88 Linden Street\nFort Collins, CO 80524",
    ],
)
def test_a_sentence_a_point_a_quotation_and_a_question_are_silent(text):
    assert list(heading_bold(document(text), Known())) == []
