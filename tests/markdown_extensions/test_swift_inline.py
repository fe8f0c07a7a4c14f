"""What is spared in reading a text changes nothing of what it becomes."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

import pelicanconf

SWIFT = "plugins.markdown_extensions.swift_inline"
PLAIN: dict[str, Any] = copy.deepcopy(pelicanconf.MARKDOWN)
WITH = Markdown(**copy.deepcopy(PLAIN))
PLAIN["extensions"].remove(SWIFT)
WITHOUT = Markdown(**PLAIN)
ARTICLES = sorted((Path(pelicanconf.__file__).parent / "content").rglob("*.md"))

SIGNS = [
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "___",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "[^1]",
        "[^1]:",
    ),
    *("<b>", "</b>", "<http://x.y>", "<a@b.c>", "&", "&amp;", "\\", "\\*", "|", "a", "b:", "{#x}"),
    *(
        "{.y}",
        "~~~",
        "```",
        ">",
        "-",
        "1.",
        "#",
        "##",
        "###",
        "FAQ",
        "?",
        "=",
        "==",
        "---",
        "*[a]:",
    ),
]
TEXT = st.lists(
    st.one_of(
        st.sampled_from([*SIGNS, "\n", "\n\n", "  \n", "\t", "    ", " ", " \n", "\x02", "\r\n"]),
        st.sampled_from(["word", "two words", "é", "\u00a0"]),
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_our_own_articles_are_the_same_with_and_without(path: Path) -> None:
    text = path.read_text("utf-8")
    assert WITH.reset().convert(text) == WITHOUT.reset().convert(text)


@pytest.mark.parametrize(
    "text",
    [
        *("_a_ b", "*a* b", "a  \nb", "a & b &amp;", "\ta\n\n\tb", "a\n \nb", "~~~\n*a*\n~~~"),
        *("`a` *b*", "<http://x.y>", "<a@b.c>", "[a][b]\n\n[b]: /c", "[a]\n\n[a]: /c"),
        *("![a][b]\n\n[b]: /c.png", "a[^1]\n\n[^1]: b", "a\\*b", "# a *b*\n\nc", "- a\n- *b*\n"),
        *("*[a]: b\n\na c a", "| a | *b* |\n|---|---|\n| c | d |", "a\x02klzzwxh:0001\x03 *b*"),
    ],
)
def test_each_kind_of_sign_still_counts(text: str) -> None:
    assert WITH.reset().convert(text) == WITHOUT.reset().convert(text)


@settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(text=TEXT)
def test_any_text_is_the_same_with_and_without(text: str) -> None:
    assert WITH.reset().convert(text) == WITHOUT.reset().convert(text)
