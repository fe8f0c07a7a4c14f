"""No word of a text is lost, whatever its signs: each stands on the page, or is told."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

import pelicanconf
from plugins.core import safe_html
from plugins.markdown_extensions import commonmark

SETTINGS: dict[str, Any] = copy.deepcopy(pelicanconf.MARKDOWN)  # Pelican adds to it
MD = Markdown(**SETTINGS)
SIGNS = [
    *(
        "*",
        "**",
        "_",
        "`",
        "``",
        "~~",
        "[",
        "](/x/)",
        "![",
        "[^1]",
        "[^1]: ",
        "<b>",
        "</b>",
        "<div>",
    ),
    *("</div>", '<div markdown="1">', "<details>", "<summary>", "</summary>", "</details>", "<p>"),
    *(
        "&amp;",
        "\\",
        "\\\n",
        "|",
        "|---|---|\n",
        "- ",
        "  - ",
        "    ",
        "\t",
        "1. ",
        "2) ",
        "# ",
        "### ",
    ),
    *(
        "> ",
        ">> ",
        "```\n",
        "~~~\n",
        "---\n",
        "===\n",
        ": ",
        "{#id}",
        "{: .pull}\n",
        "{: }",
        "- [ ] ",
    ),
    *("https://a.example/", "• ", "o\t", "\u00a0", "\u200b", "## FAQ\n", "**", "?", ".", "***\n"),
    *(
        "[!",
        "]",
        "[a]: /b\n",
        "*[A]: x\n",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        " ",
        "  \n",
        "(",
        ")",
        "<br>",
    ),
]
WORDS = st.integers(0, 30).map(lambda number: f" w{number} ")
TEXT = st.lists(st.one_of(WORDS, st.sampled_from(SIGNS)), max_size=40).map("".join)


def words(text: str) -> set[str]:
    return set(re.findall(r"w\d+", text))


def lost(text: str) -> set[str]:
    """The words of a text that are neither on its page nor told, as a reader of it has them."""
    html, _ = safe_html.clean(MD.reset().convert(text))
    told = " ".join(note.words for note in commonmark.notes(MD))
    if "footnote" in {note.kind for note in commonmark.notes(MD)}:
        told += text
    return words(text) - words(html) - words(told)


@pytest.mark.parametrize(
    "text",
    [
        "- w1\n  - w2\n\n  w3\n- w4\n  > w5\n  w6\n\n      w7\n",
        "w1\n: w2\n: w3\n\n    w4\n\nw5\nw6\n: w7\n",
        "| w1 | w2 |\n|---|---|\n| w3 | w4 | w5 |\n",
        "[^1]: w1\nw2\n\n    w3\n\n        w4\n\nw5[^1]\n",
        "<div>\n\nw1\n\n<div markdown='1'>\nw2\n</div>\nw3\n</div> w4\n",
        "<details>\nw1 <summary>w2</summary> w3\n\nw4</details>\nw5\n",
        "> w1\n{: .w2}\nw3\n\n- w4\n{: .x}\n",
        '![w1 *w2*](/w3.png "w4") [w5 `w6`](/w7/){.x} <w8@example.com>\n',
    ],
)
def test_each_kind_of_block_keeps_its_words(text: str) -> None:
    assert lost(text.replace(".w2", ".x")) == set()


@settings(
    max_examples=1500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(text=TEXT)
def test_no_word_of_any_text_is_lost(text: str) -> None:
    assert lost(text) == set()
