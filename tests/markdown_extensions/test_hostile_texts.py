"""A text in bad faith is read, checked and set in a time that grows as it does."""

from __future__ import annotations

import copy
from functools import partial
from typing import Any

import pytest

import pelicanconf
from plugins.checks import run
from plugins.frontmatter.document import Reader
from plugins.markdown_extensions import typography
from plugins.notices.known import Known
from tests.growth import growth

SETTINGS: dict[str, Any] = copy.deepcopy(pelicanconf.MARKDOWN)
TYPOGRAPHY = typography.of(vars(pelicanconf))
HEAD = "---\ntitle: Rest\nsummary: About rest.\ndate: 2026-03-02\n---\n"
UNITS = [
    *(
        "@",
        "a@",
        "a",
        "a ",
        " ",
        "\t",
        "é",
        "\u00a0",
        "\u200b",
        "([",
        "[a",
        "![a",
        "](",
        "](a ",
        "[ ](",
    ),
    *(
        "](tel: ",
        "*a",
        " *a ",
        "**a ",
        "_a ",
        "`",
        "`` a ",
        "~~a ",
        "~a ",
        "<a ",
        "<a href=",
        "<!-- ",
    ),
    *(
        "| a ",
        "|a|\n",
        "> ",
        "- ",
        "1) ",
        "- a\n",
        "a. b\n",
        "✓ a\n",
        '"',
        "' ",
        "'a ",
        "--",
        "5' ",
    ),
    *("... ", "[^1] ", "[^1]: a\n", "{.a ", "{{a ", "::: a\n", ":a", ":a: ", "^a ", "==a ", "&a;"),
    *(
        "<div>\n",
        "<details>\n\n",
        "https://a.b/( ",
        "# a\n",
        "## a\n#### b\n",
        "## a {",
        "a\n---\n",
    ),
    *("a\n: b\n", "```\n", "• a\n", "\\", "<a =“", "<o:a ", "### a?\n\nb\n\n", "[x]: <\n", "“ "),
]
READER = Reader(SETTINGS, partial(run.text, known=Known()))


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_reading_a_hostile_text_takes_as_long_as_it_is(unit: str) -> None:
    def read(size: int) -> None:
        text = f"{HEAD}{unit * (size // len(unit))}\n"
        TYPOGRAPHY.typeset(READER.read(text.encode(), "content/articles/a.md", "article").html)

    assert growth(read, 4000) < 3
