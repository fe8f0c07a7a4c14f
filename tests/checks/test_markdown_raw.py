"""Markdown that was not understood: its signs stand in the page, and are told with a remedy."""

from __future__ import annotations

import pytest

from plugins.checks.rules.markdown_raw import markdown_raw
from plugins.core.problem import Problem
from plugins.notices.known import Known
from tests.checks.documents import FIRST, PATH
from tests.checks.rendered import document

LIST = "This list is not recognized, so its points would run together in one paragraph."
ABOVE = "Leave an empty line above the first one."


def told(text: str) -> list[tuple[int, str, str]]:
    """The line of the text (from 1), the message and the remedy of each problem."""
    found = []
    for one in markdown_raw(document(text), Known()):
        assert (one.path, one.rule, one.severity) == (PATH, "markdown-raw", "warning")
        found.append((one.line - FIRST + 1, one.message, one.remedy))
    return found


def test_a_list_between_html_tags_is_told_at_its_first_point():
    text = "Rest.\n\n<div>\n- a tight chest\n- a voice\n</div>\n"
    assert list(markdown_raw(document(text), Known())) == [
        Problem(PATH, FIRST + 3, LIST, ABOVE, "markdown-raw", "warning")
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("-rest\n-sleep", 1),
        ("What helps:\n– rest\n– sleep", 2),
        ("Rest.\n\n{{< toc >}}", 3),
        ("Rest.\n\n{% include form.html %}", 3),
        ("Call {{ site.phone }} today.", 1),
        ('[gallery ids="1,2" size="full"]', 1),
        ("[TOC]\n\nRest.", 1),
        ("Rest.\n\n[[_TOC_]]", 3),
        ("See [[What is rest]].", 1),
        ("![[desk.png]]", 1),
        ("See <{filename}rest.md>.", 1),
        ("See [rest][missing].", 1),
        ("See [rest][].", 1),
        ("::: columns\nRest.\n:::", 1),
        ("Rest.\n\n!!! note\nRest.", 3),
        ("It is ==not== you.", 1),
        ("Rest.\n\nMore\\", 3),
        ("| Part | Work |\n| Manager | plans |", 1),
        ("Part | Work | Age\nManager | plans | 9", 1),
        ("Rest.\n\nWrite [to *me*](/consultation/ for more.", 3),
        ("Write [to me] (/consultation/).", 1),
        ("It was measured.[^1]", 1),
        ("It is ** not you ** at all.", 1),
        ("It is **not you at all.", 1),
        ("It is __not you __ at all.", 1),
        ("<div>\nSee [me](/about/).\n</div>", 2),
        ("<div>\nIt is **you**.\n</div>", 2),
    ],
)
def test_what_was_not_understood_is_told_with_its_line(text, line):
    """In which words, is in messages/markdown.txt."""
    assert [at for at, _, _ in told(text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "You may notice:\n\n- a tight chest\n- a voice",
        "You may notice:\n- a *tight* chest\n- a voice",
        "Three things help.\n* rest\n* sleep",
        "Steps:\n1. Sit.\n2. Breathe.",
        "1) Sit.\n2) Breathe.",
        "> You see:\n> - a\n> - b",
        "Here:\n| Part | Work |\n|---|---|\n| Manager | plans |",
        "It is ~~not~~ you.",
        "## What helps\n- rest\n- sleep",
        "1. Sit.\n2. Breathe.\ntwice\n3. Stand.",
        "She stayed\n– and then left.",  # a dash at which the line was broken
        "> Be still.\n> — Jane",
        "> Be still.\n> - Jane",
        "It was in the year of\n12. Nobody knew.",
        "Denver • Austin • online",
        "Denver | Austin",
        "| Part | Work |\n|---|---|\n| Manager | plans |",
        "Part | Work\n---|---\nManager | plans",
        "[me](/about/) and [all of us](</our page/>)",
        "He wrote it so [sic] (see below).",
        "It was measured.[^1]\n\n[^1]: Somewhere.",
        "It is **you**, __you__ and ***you***.",
        "One f**k is said, and $150** is a price.",
        "Rest.\n\n***\n\nMore.",
        r"These are \*\*stars\*\*, \[a bracket\](so) and \[^1\].",
        "Write `**bold **`, `[x](/y` and `[^1]`.",
        "```\nYou may notice:\n- one\n- two\n| a | b |\n| c | d |\n```",
        "    - code\n    - more",
        '<div markdown="1">\nIt is **you**, [me](/about/).\n</div>',
        "##Heading\n\nIs understood without its space.",
    ],
)
def test_what_was_understood_or_meant_so_is_silent(text):
    assert told(text) == []


def test_of_lists_alike_each_is_told_at_its_own_line():
    text = "- fine\n\nHere:\n– `a` [b](/b/)\n– c\n\nThere:\n– `a` [b](/b/)\n– c\n"
    assert [line for line, _, _ in told(text)] == [4, 8]


def test_each_paragraph_of_points_is_told_once_and_each_link():
    text = "Here:\n– a\n– b\n– c\n\nThere:\n– d\n– e\n\n[x] (/a/) [y] (/b/)"
    assert [line for line, _, _ in told(text)] == [2, 7, 10, 10]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I am [Your Name], and I work here.", "[Your Name]"),
        ("In [City, State] it rains.", "[City, State]"),
        ("Call XXX-XXX-XXXX at any hour.", "XXX-XXX-XXXX"),
        ("Rest is good. TODO: add a photo", "TODO: add a photo"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum dolor sit amet"),
        ("Rest helps【12†source】.", "【12†source】"),
        (
            "Rest helps. :contentReference[oaicite:0]{index=0}",
            ":contentReference[oaicite:0]{index=0}",
        ),
        (
            "Sure! Here's a draft of your article:\n\nWords.",
            "Sure! Here's a draft of your article:",
        ),
        (
            "Let me know if you'd like me to change it!",
            "Let me know if you'd like me to change it!",
        ),
        ("It\u00e2\u20ac\u2122s late.", "It\u00e2\u20ac\u2122s"),
        ("The caf\u00c3\u00a9 is open.", "caf\u00c3\u00a9"),
        ("// ask Maria\n\nWords.", "// ask Maria"),
        ("Words {--old--}.", "{--old--}"),
        ("[words](https://example.com/a b)", "[words](https://example.com/a b)"),
        ("![A desk](/images/x.png =300x200)", "![A desk](/images/x.png =300x200)"),
        ("Words.\n\n{:toc}", "{:toc}"),
        ("One.\n\n<<<<<<< HEAD\n\nTwo.", "<<<<<<< HEAD"),
    ],
)
def test_what_a_template_or_a_program_left_is_told_and_nothing_else(text, words):
    ((_, message, _),) = told(text)
    assert message.startswith(f"“{words}”")


@pytest.mark.parametrize(
    "text",
    [
        "Sure. Here is the door.",
        "I would like you to rest.",
        "Would you like tea?",
        "A todo list is long.",
        "He said that [your name] belongs in a letter's first line.".replace(
            "[your name]", "“you”"
        ),
        "[Your first session](/consultation/) is free.",
        "S\u00e3o Paulo is in N\u00c3O.",
        "Super Bowl XXX was in 1996.",
        "She adds: “[she] never slept.”",
        "Either // or works, and so does a/b.",
        "Here's a thought: rest.",
    ],
)
def test_what_only_looks_left_over_is_silent(text):
    assert told(text) == []
