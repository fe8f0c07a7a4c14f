"""A value is put into a YAML text; all else stays, byte for byte."""

from __future__ import annotations

import copy
import difflib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import yaml_edit, yaml_lines
from tests.trial_site import PROJECT

SHIPPED = (PROJECT / "content" / "practice.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        pytest.param(
            "# ours\nname: ''  # as on the door\nurl: 'https://a.example' # ours\n",
            {"name": "Rest: a room", "url": "https://a.example"},
            "# ours\nname: 'Rest: a room'  # as on the door\nurl: 'https://a.example' # ours\n",
            id="an empty text, with what is said behind it",
        ),
        pytest.param(
            "name:\nurl:   # later\n",
            {"name": "Rest", "url": "x"},
            "name: Rest\nurl: x   # later\n",
            id="nothing behind the colon",
        ),
        pytest.param(
            "name: null\nfree: ~\n",
            {"name": "Rest", "free": "true"},
            "name: Rest\nfree: true\n",
            id="null in two spellings",
        ),
        pytest.param(
            "practice:\n    name: Rest\n\n# whom to call\ncrisis_lines: []\n",
            {"practice": {"name": "Rest", "email": "x@a.example"}, "crisis_lines": []},
            "practice:\n    name: Rest\n    email: x@a.example\n\n"
            "# whom to call\ncrisis_lines: []\n",
            id="a new entry stands before the comment of what follows",
        ),
        pytest.param(
            "practice: {name: Rest, email: ''}  # short\n",
            {"practice": {"name": "Rest", "email": "a, b", "phone": "1"}},
            "practice: {name: Rest, email: 'a, b', phone: '1'}  # short\n",
            id="between braces",
        ),
        pytest.param(
            "people: {}   # nobody yet\nfees: 1\n",
            {"people": {"jane": {"name": "Jane", "licenses": [{"state": "CO"}]}}, "fees": "1"},
            "people:   # nobody yet\n  jane:\n    name: Jane\n    licenses:\n    - state: CO\n"
            "fees: 1\n",
            id="a block in place of an empty one",
        ),
        pytest.param(
            "a: >-\n  folded\n  text\n\nb: ''\n",
            {"a": "folded text", "b": "x", "c": "y"},
            "a: >-\n  folded\n  text\n\nb: x\nc: y\n",
            id="folded text stays folded",
        ),
        pytest.param(
            "list:\n  - state: CO  # home\n    number: ''\n  - state: TX\n",
            {"list": [{"state": "CO", "number": "012345"}, {"state": "TX", "number": "7"}]},
            "list:\n  - state: CO  # home\n    number: '012345'\n  - state: TX\n    number: '7'\n",
            id="entries of a list; a number stays a text",
        ),
        pytest.param(
            "a: ''\r\n# b\r\nb: ''", {"a": "x", "b": "y", "c": "z"}, "a: x\r\n# b\r\nb: y\r\nc: z"
        ),
        pytest.param("", {"a": "x"}, "a: x\n", id="an empty text"),
        pytest.param("# only this", {"a": "x"}, "# only this\na: x\n", id="a comment alone"),
    ],
)
def test_only_what_is_new_is_written(before, wanted, after):
    assert yaml_edit.edited(before, wanted) == after


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: &one ''\nb: *one\n", {"a": "x", "b": ""}),
        ("a: [1, 2]\n", {"a": ["1"]}),
        ("a: [1]\n", {"a": ["1", "2"]}),
    ],
)
def test_what_would_change_something_else_is_refused(text, wanted):
    with pytest.raises(yaml_edit.CannotEditError):
        yaml_edit.edited(text, wanted)


TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).map(str.strip)


def empty_places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of all empty texts."""
    if isinstance(value, dict):
        return [found for key in value for found in empty_places(value[key], (*place, key))]
    if isinstance(value, list):
        return [found for at, one in enumerate(value) for found in empty_places(one, (*place, at))]
    return [] if value else [place]


@given(st.data())
def test_any_answers_change_their_own_lines_of_the_shipped_facts_and_no_other(data):
    facts: Any = yaml_lines.load(SHIPPED, "").data
    places = empty_places(facts)
    asked = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=6, unique=True))
    wanted = copy.deepcopy(facts)
    for place in asked:
        inside = wanted
        for step in place[:-1]:
            inside = inside[step]
        inside[place[-1]] = data.draw(TEXT.filter(bool))
    new = yaml_edit.edited(SHIPPED, wanted)
    assert yaml_lines.load(new, "").data == wanted
    changes = [
        line
        for line in difflib.ndiff(SHIPPED.splitlines(), new.splitlines())
        if line.startswith("- ")
    ]
    assert len(changes) == len(asked)


@pytest.mark.parametrize(
    ("text", "wanted", "new"),
    [
        ("a: [OR]  # mine\n", {"a": ["OR", "WA"]}, "a: [OR, WA]  # mine\n"),
        (
            "a:\n  - b: x  # mine\n# end\n",
            {"a": [{"b": "y"}, {"b": "z"}]},
            "a:\n  - b: y  # mine\n  - b: z\n# end\n",
        ),
    ],
)
def test_a_list_may_become_longer_if_that_is_allowed(text, wanted, new):
    assert yaml_edit.edited(text, wanted, longer=True) == new
