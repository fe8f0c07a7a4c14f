"""Whatever stands in a file: reading it and looking it over raises nothing and always ends.

CI looks at 2,000 examples; `PRACTICE_FUZZ=20000` looks at more.
"""

from __future__ import annotations

import os
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pelicanconf
from plugins.checks import run
from plugins.core.problem import Problem
from plugins.frontmatter.document import Reader
from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS
from plugins.notices import jurisdictions
from plugins.notices.known import Known
from plugins.practice import load

EXAMPLES = int(os.environ.get("PRACTICE_FUZZ", "2000"))
FACTS = load.read(
    "practice: {name: Quiet Room, url: 'https://practice.example', phone: '303-555-0100'}\n"
    "people: {jane-doe: {name: Jane Doe, licenses: [{state: CO, title: LPC, number: '012345'}]}}\n"
    "services: [{name: Therapy, type: therapy, states: [CO, TX]}]\n",
    "content/practice.yaml",
)[0]
READER = Reader(
    pelicanconf.MARKDOWN,
    partial(run.text, known=Known(FACTS, jurisdictions.read()[0])),
)

# What means something to Markdown, to YAML, to our own rules, or has broken programs before.
PIECES = st.sampled_from(
    [
        *("#", "##", "######", ">", ">>", "-", "*", "+", "1.", "```", "~~~", "`", "**", "__", "|"),
        *("[", "]", "(", ")", "![", "](", "[^1]", "[^1]:", "|-|-|", "{.faq}", "{: .pull}", "{#a}"),
        *("{static}", "{filename}a.md", "> [!A]", "---", "...", "<b>", "</b>", "<script>", "<!--"),
        *("-->", "<img>", '<a href="', "<iframe>", "&amp;", "&#0;", "\\", "\t", "?", "!", ":", ";"),
        *(
            "“",
            "”",
            "‘",
            "’",
            "…",
            "—",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\x00",
            "\x1b",
            "é",
            "🎉",
            "中",
        ),
        *(
            "ß",
            "I",
            "ſ",
            "Questions",
            "FAQ",
            "Is it safe?",
            "We cure",
            "guaranteed",
            "100 %",
            "best",
        ),
        *("proven", "expert", "certified", "LPC", "$150", "303-555-0199", "988", "M., 34, from"),
        *(
            "Denver",
            "born 1/2/1990",
            "jane@example.com",
            "worldwide",
            "Texas",
            "California",
            "a year",
        ),
        *("https://example.com/?utm_source=x", "http://[::1", "mailto:", "tel:988", "/articles/a/"),
        *("#a", "//x", "../..", "doi:10.1000/x", "\n", "\n\n", "  \n", "    ", " "),
    ]
)
TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join),
    st.lists(PIECES, max_size=80).map(" ".join),
)
KEYS = st.one_of(
    st.sampled_from(sorted({*FIELDS, *PAGE_FIELDS, "Title", "titel"})), st.text(max_size=8)
)
VALUE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *("2026-03-02", "2026-13-40", "9999-12-31", "0001-01-01", "yes", "0x1f", "1e999", "~"),
            *(
                "[",
                "[a, b]",
                "{a: b}",
                "*x",
                "&x y",
                "|",
                ">-",
                "'",
                '"',
                "\t",
                "!!python/name:os x",
            ),
            *("\n  - {title: x, url: y}", "\n  - rule: title-long\n    reason: x"),
            *("https://doi.org/10.1/x", "published", "draft", "images/x.jpg", "a" * 300),
        ]
    ),
)
HEADER = st.lists(st.tuples(KEYS, VALUE), max_size=8).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
GOOD = "title: Rest\nsummary: About rest.\ndate: 2026-03-02\n"
FILE = st.one_of(
    st.tuples(st.sampled_from(["---\n", "", "\ufeff---\n"]), HEADER, st.just("---\n"), TEXT).map(
        "".join
    ),
    st.tuples(st.just(f"---\n{GOOD}"), HEADER, st.just("---\n"), TEXT).map("".join),
    TEXT.map(lambda body: f"---\n{GOOD}---\n{body}"),
)


def whole(problem: Problem, lines: int) -> bool:
    """A sentence and its line: what a person can do something with."""
    return bool(problem.message and problem.rule) and 1 <= problem.line <= lines + 1


@pytest.mark.slow
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    file=st.one_of(FILE.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=300))
)
def test_no_file_raises_anything(file: bytes) -> None:
    for kind, name in (("article", "content/articles/a.md"), ("page", "content/pages/a.md")):
        reading = READER.read(file, name, kind)  # type: ignore[arg-type]
        assert reading.readable or reading.problems
        assert [p for p in reading.problems if p.rule == "rule-broke"] == []
        lines = file.count(b"\n") + file.count(b"\r") + 1
        assert [p for p in reading.problems if not whole(p, lines)] == []
