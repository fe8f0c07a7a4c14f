"""Answers that are too short, questions that ask nearly the same."""

from __future__ import annotations

import random

import pytest

from plugins.checks.document import Document, Entry
from plugins.checks.rules.questions import (
    content_words,
    faq_alike,
    faq_inside,
    faq_none,
    faq_offered,
    faq_short,
)
from plugins.core.problem import Problem
from plugins.faq_neighbors.answers import FaqItem
from plugins.frontmatter.header import Header
from plugins.notices.known import Known
from tests.checks.documents import PATH
from tests.checks.rendered import document, entry, head, site
from tests.growth import growth

LONG = "It is a way of paying attention in which you stay awake and can stop when you want."


def faq(*pairs: tuple[str, str], path: str = PATH, **more: str) -> Entry:
    text = "".join(f"### {question}\n\n{answer}\n\n" for question, answer in pairs)
    return entry(f"## FAQ\n\n{text}", path, **more)


def asked(*questions: str) -> Entry:
    """A page with many questions, made without Markdown."""
    items = tuple(
        FaqItem(f"q{number}", question, f"<p>{LONG}</p>", PATH, number)
        for number, question in enumerate(questions, 1)
    )
    return Entry(Document(Header(PATH, "article"), ""), "articles/parts/", "en", True, items)


def test_an_answer_of_fewer_than_twelve_words_is_told():
    short = faq(("Is it hypnosis?", "No, it is *not*. See [the glossary](/glossary/)."))
    assert list(faq_short(site(short))) == [
        Problem(
            PATH,
            8,
            "The answer to “Is it hypnosis?” has 7 words, which is too short to help much.",
            "Say in a second sentence what follows from it, or what to do next.",
            "faq-short",
            "warning",
        )
    ]


def test_twelve_words_are_enough_and_no_answer_at_all_is_told_elsewhere():
    twelve = "No, you stay awake, and you can stop whenever you want to."
    assert len(twelve.split()) == 12
    assert not list(faq_short(site(faq(("Is it hypnosis?", twelve), ("Is it safe?", "")))))


def test_what_nobody_can_read_yet_is_not_measured():
    draft = faq(("Is it hypnosis?", "No."), head=head("status: draft"))
    assert not list(faq_short(site(draft)))


def test_nearly_the_same_question_is_noted_with_the_place_of_the_first():
    first = faq(("How long does a session take?", LONG))
    other = "content/articles/sessions.md"
    second = faq(("What is a part?", LONG), ("How long do the sessions take?", LONG), path=other)
    assert list(faq_alike(site(first, second))) == [
        Problem(
            other,
            12,
            "“How long do the sessions take?” asks nearly the same as “How long does a session "
            f"take?” in {PATH}:8.",
            "If they mean the same, keep one and link to it; otherwise, say in the words of one "
            "what is different.",
            "faq-alike",
            "note",
        )
    ]


def test_of_five_words_one_more_or_less_makes_no_other_question():
    longer, shorter = "How long do first online sessions take?", "How long do online sessions take?"
    for one, other in ((longer, shorter), (shorter, longer)):
        assert [problem.line for problem in faq_alike(site(asked(one, other)))] == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How long does a session take?", "How long does it take?"),
        ("Does IFS work?", "Does IFS work online?"),
        ("What is a part?", "Why is a part?"),
        (
            "Is it safe to meet exiles alone at night?",
            "Is it not safe to meet exiles alone at night?",
        ),
        ("Is IFS hypnosis?", "Is IFS therapy?"),
        ("Can I stop?", "May I stop?"),  # one word is too little to tell
    ],
)
def test_questions_that_share_words_and_ask_something_else_are_silent(one, other):
    assert not list(faq_alike(site(asked(one, other))))


def test_the_very_same_question_another_language_and_a_draft_are_silent():
    spanish = faq(
        ("How long do sessions take?", LONG), path="content/articles/parts.es.md", head=head()
    )
    draft = faq(("How long would sessions take?", LONG), head=head("status: draft"))
    twice = asked("How long does a session take?", "How long does a session take?")
    assert not list(faq_alike(site(twice, spanish, draft)))


def test_words_that_say_nothing_and_plurals_make_no_difference():
    assert content_words("is this what my parts' voices are") == {"what", "part", "voice"}


def test_twice_as_many_questions_of_few_words_are_not_compared_each_with_every_other():
    chance = random.Random(7)
    words = [f"{a}{b}" for a in "bdfgklmnprstvz" for b in ("ado", "emi", "iro", "ona", "ule")]
    questions = [f"How do {' '.join(chance.sample(words, 5))} grow?" for _ in range(3000)]
    many = {size: site(asked(*questions[:size])) for size in (1500, 3000)}
    assert growth(lambda size: list(faq_alike(many[size])), 1500) < 3


# --- A heading for questions, and none below it --------------------------------------------------

EACH = "Write each question as a heading of its own, “### …?”, and its answer below it"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## FAQ\n\nIs it safe?\n\nYes.\n", "FAQ"),
        ("## Häufige Fragen\n\n*Is it safe?*\n\nYes.\n", "Häufige Fragen"),
        ("## Good to know {.faq}\n\n- Is it safe?\n- Is it long?\n", "Good to know"),
        ("## Questions\n\n| Is it safe? | Yes. |\n|---|---|\n| Is it long? | No. |\n", "Questions"),
        ("## FAQ\n", "FAQ"),
        ("## FAQ\n\n## What a part is\n\nA side of you.\n", "FAQ"),
    ],
)
def test_a_heading_for_questions_without_any_is_told(text, words):
    assert list(faq_none(document(f"Words.\n\n{text}"), Known())) == [
        Problem(
            PATH,
            8,
            f"“{words}” opens a list of questions, but no question is found below it.",
            f"{EACH}.",
            "faq-none",
            "warning",
        )
    ]


def test_a_page_of_questions_by_its_title_without_any_is_told_at_the_title():
    page = document("*Is it safe?*\n\nYes.\n", head=head(title="Frequently asked questions"))
    assert list(faq_none(page, Known())) == [
        Problem(
            PATH,
            2,
            "“Frequently asked questions” is the title of a page of questions, but no question is "
            "found on it.",
            EACH.replace("###", "##") + ".",
            "faq-none",
            "warning",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## FAQ\n\n### Is it safe?\n\nYes.\n",
        "## FAQ\n\n## Is it safe?\n\nYes.\n",
        "## FAQ\n\n## Safety\n\n### Is it safe?\n\nYes.\n",
        "## FAQ\n\nQ: Is it safe?\nA: Yes.\n",
        "## FAQ\n\n**Is it safe?**\n\nYes.\n",
        "## FAQ\n\nWhat people ask:\n\n### Is it safe?\n\nQ: is a letter.\n",
        "## Questions\n\nDo you have any? Write to me, and I will answer within two days.\n",
        "## Questions that parts ask\n\nIs it safe?\n",
        "### FAQ\n\nIs it safe?\n",
        "```\n## FAQ\n\nQ: Is it safe?\n```\n",
    ],
)
def test_questions_that_are_found_and_a_heading_that_asks_for_none_are_silent(text):
    assert list(faq_none(document(text), Known())) == []


# --- Another form in an answer, and headings that ask outside of every list ---------------------


@pytest.mark.parametrize(
    ("inside", "words", "remedy"),
    [
        ("**Is it long?** No.", "Is it long?", "begin a line with “### Is it long?”"),
        ("**Is it long?**\nNo.", "Is it long?", "begin a line with “### Is it long?”"),
        ("Q: Is it long?\nA: No.", "Is it long?", "begin a line with “### Is it long?”"),
        ("- **Is it long?** No.", "Is it long?", "begin a line with “### Is it long?”"),
        ("Is it long?\n: No.", "Is it long?", "begin a line with “### Is it long?”"),
        (
            "| Question | Answer |\n|---|---|\n| Is it long? | No. |",
            None,
            "begin a line with “###” and each of its questions",
        ),
    ],
)
def test_a_question_of_another_form_within_an_answer_is_told_at_its_line(inside, words, remedy):
    text = f"## FAQ\n\n### Is it safe?\n\nYes.\n\n{inside}\n\n### And then?\n\nRest.\n"
    (told,) = faq_inside(document(text), Known())
    assert told.line == 12
    what = f"“{words}”" if words else "A table of questions"
    assert told.message.startswith(f"{what} is a part of the answer to “Is it safe?”")
    assert remedy in told.remedy


def test_bold_words_among_bold_questions_and_questions_on_lines_of_their_own_are_told():
    text = (
        "## FAQ\n\n**Is it safe?**\n\nYes.\n\n**What it costs**\n\nAsk.\n\nIs it long?\n\nNo.\n"
        "\nIs it far?\n\nNo.\n"
    )
    told = list(faq_inside(document(text), Known()))
    assert [(one.line, one.message.partition("”")[0]) for one in told] == [
        (12, "“What it costs"),
        (16, "“Is it long?"),
        (20, "“Is it far?"),
    ]
    assert "end it with a question mark" in told[0].remedy


@pytest.mark.parametrize(
    "inside",
    [
        "**Still have questions?** Call me.",
        "**It is.** Really.",
        "Is it you? No.",
        "**First**\n\nBreathe.",
        "- Is it you?\n- Is it me?",
        "Is it you?\n\nThen rest.",
        "Part\n: A side of you.",
    ],
)
def test_what_belongs_to_an_answer_is_nothing_to_be_told(inside):
    text = f"## FAQ\n\n### Is it safe?\n\nYes.\n\n{inside}\n\n### And then?\n\nRest.\n"
    assert list(faq_inside(document(text), Known())) == []


def test_three_headings_in_a_row_that_ask_are_offered_to_be_a_list_and_then_are_one():
    asked = "".join(f"### {words}\n\n{LONG}\n\n" for words in ("Is it?", "Is it long?", "And?"))
    text = f"Words.\n\n## Before we meet\n\n{asked}## Then\n\nx\n"
    assert list(faq_offered(document(text), Known())) == [
        Problem(
            PATH,
            10,
            "“Is it?” is the first of 3 headings in a row that ask, outside of any list of "
            "questions.",
            "If they are questions and answers, write {.faq} at the end of the line “## Before we "
            "meet”, or .faq inside its braces; otherwise leave them.",
            "faq-offered",
            "note",
        )
    ]
    followed = entry(text.replace("we meet", "we meet {.faq}"))
    assert [item.question for item in followed.faq] == ["Is it?", "Is it long?", "And?"]
    assert list(faq_offered(followed.document, Known())) == []


def test_headings_of_the_second_level_are_offered_a_heading_above_them():
    asked = "".join(f"## {words}\n\n{LONG}\n\n" for words in ("Is it?", "Is it long?", "And?"))
    (told,) = faq_offered(document(f"Words.\n\n{asked}"), Known())
    line = "## Questions people ask"
    assert f"write “{line}” on a line of its own above “## Is it?”" in told.remedy
    followed = entry(f"Words.\n\n{line}\n\n{asked}")
    assert [item.question for item in followed.faq] == ["Is it?", "Is it long?", "And?"]


@pytest.mark.parametrize(
    "text",
    [
        "## Is it?\n\nx\n\n## Is it long?\n\nx\n\n## Ready to begin?\n\nx\n",
        "## Is it?\n\nx\n\n## It is\n\nx\n\n## Is it long?\n\nx\n\n## And?\n\nx\n",
        "## FAQ\n\n### Is it?\n\nx\n\n### Is it long?\n\nx\n\n### And?\n\nx\n",
    ],
)
def test_fewer_headings_that_ask_and_those_of_a_list_are_not_offered_anything(text):
    assert list(faq_offered(document(text), Known())) == []
