"""Edits change their own places of a text and no other byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.edits import Edit, applied


@pytest.mark.parametrize(
    ("text", "edits", "after"),
    [
        ("a: b\nc: d\n", [Edit(2, 1, "c", "e")], "a: b\ne: d\n"),
        ("a\r\nb\r\nc\r\n", [Edit(1, 1, "a\nb", "x\ny\nz")], "x\r\ny\r\nz\r\nc\r\n"),
        ("a\rb\r", [Edit(2, 1, "", "x\n")], "a\rx\rb\r"),
        ("a b a", [Edit(1, 5, "a", "c"), Edit(1, 1, "a", "d")], "d b c"),
        ("a\nb\nc", [Edit(2, 1, "b\n", "")], "a\nc"),
        ("a", [Edit(1, 1, "b", "c"), Edit(7, 1, "", "c")], "a"),
        ("abc", [Edit(1, 1, "ab", "x"), Edit(1, 2, "bc", "y")], "xc"),
        ("abc", [Edit(1, 1, "ab", "x"), Edit(1, 1, "ab", "x")], "xc"),
    ],
)
def test_what_stands_there_is_replaced_and_what_does_not_stays(text, edits, after):
    assert applied(text, edits) == after


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9)), st.data())
def test_all_before_and_behind_an_edit_is_the_same(parts, data):
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join(re.sub(r"[\r\n]", " ", part) for part in parts)
    lines = re.split(r"\r\n|\r|\n", text)
    number = data.draw(st.integers(1, len(lines)))
    new = data.draw(st.text("ab\n"))
    after = applied(text, [Edit(number, 1, lines[number - 1], new)])
    assert re.split(r"\r\n|\r|\n", after) == [
        *lines[: number - 1],
        *new.split("\n"),
        *lines[number:],
    ]
