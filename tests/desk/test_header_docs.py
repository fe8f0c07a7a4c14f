"""The table of what may stand in a header: whole, fresh, and true of its own examples."""

from __future__ import annotations

import pytest

from desk.docs import header_docs
from plugins.frontmatter import header
from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS, WORDS


def test_every_entry_of_a_header_is_in_the_table_and_nothing_else():
    assert set(WORDS) == {*FIELDS, *PAGE_FIELDS}


def test_the_page_in_docs_is_that_of_the_entries():
    """If this fails: .venv/bin/python -m desk.docs.header_docs"""
    assert header_docs.PAGE.read_text("utf-8") == header_docs.page()


@pytest.mark.parametrize("name", sorted(WORDS))
def test_each_example_is_read_without_a_problem(name):
    example = f"{name}: {WORDS[name][1]}"
    others = [line for line in ("title: A", "summary: S.") if not line.startswith(f"{name}:")]
    text = "\n".join(["---", *others, example, "---", "Words.", ""])
    read = header.read(text, "content/pages/a.md", "page")
    assert [str(one) for one in read.problems] == []
    assert name in read.fields
