"""Answers that are too short, questions that ask nearly the same."""

from __future__ import annotations

import random

import pytest

from plugins.checks.document import Document, Entry
from plugins.checks.rules.questions import content_words, faq_alike, faq_none, faq_short
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
    ("text", "words", "remedy"),
    [
        ("## FAQ\n\nQ: Is it safe?\nA: Yes.\n", "FAQ", f"{EACH}, without “Q:” and “A:”."),
        (
            "## Common questions\n\n**Q:** Is it safe?\n\n**A:** Yes.\n",
            "Common questions",
            f"{EACH}, without “Q:” and “A:”.",
        ),
        (
            "## FAQ\n\n## Is it safe?\n\nYes.\n\n## Is it long?\n\nNo.\n",
            "FAQ",
            "Begin the line of each question with ### instead of ##.",
        ),
        ("## Good to know {.faq}\n\n#### Is it safe?\n\nYes.\n", "Good to know", f"{EACH}."),
        ("## Questions\n\n1. Is it safe?\n\n    Yes.\n", "Questions", f"{EACH}."),
        ("## FAQ\n", "FAQ", f"{EACH}."),
    ],
)
def test_a_heading_for_questions_without_any_is_told_with_what_was_meant(text, words, remedy):
    assert list(faq_none(document(f"Words.\n\n{text}"), Known())) == [
        Problem(
            PATH,
            8,
            f"“{words}” opens a list of questions, but no question is found below it.",
            remedy,
            "faq-none",
            "warning",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## FAQ\n\n### Is it safe?\n\nYes.\n",
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
