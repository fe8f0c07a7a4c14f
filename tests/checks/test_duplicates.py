"""Two files with one title."""

from __future__ import annotations

import pytest

from plugins.checks.document import Entry
from plugins.checks.rules.duplicates import title_twice
from plugins.core.problem import Problem
from tests.checks.rendered import entry, head, site

REMEDY = (
    "If one of the two files is a duplicate, delete it; otherwise let its title say what is "
    "different."
)


def article(name: str, title: str = "Legacy burdens", *more: str) -> Entry:
    return entry("Words.", f"content/articles/{name}.md", head=head(*more, title=title))


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("legacy-burdens copy", "copy"),
        ("legacy-burdens copy 2", "copy 2"),
        ("legacy-burdens-copy", "copy"),
        ("legacy-burdens - Copy (2)", "Copy (2)"),
        ("legacy-burdens (1)", "(1)"),
        ("a copy", "copy"),
    ],
)
def test_a_duplicate_is_told_by_its_name_and_names_the_other_file(name, sign):
    found = list(title_twice(site(article(name), article("legacy-burdens"))))
    assert found == [
        Problem(
            f"content/articles/{name}.md",
            2,
            "“Legacy burdens” is also the title of content/articles/legacy-burdens.md, and this "
            f"file's name ends in “{sign}”, as a duplicate's does.",
            REMEDY,
            "title-twice",
            "warning",
        )
    ]


def test_two_files_of_one_title_are_told_whatever_their_names_and_letters():
    found = list(title_twice(site(article("one"), article("two", "Legacy Burdens"))))
    assert found == [
        Problem(
            "content/articles/two.md",
            2,
            "“Legacy Burdens” is also the title of content/articles/one.md.",
            REMEDY,
            "title-twice",
            "warning",
        )
    ]


def test_a_translation_a_draft_and_a_copy_with_a_title_of_its_own_are_silent():
    assert not list(
        title_twice(
            site(
                article("legacy-burdens"),
                article("legacy-burdens.es"),
                article("legacy-burdens copy", "Legacy burdens", "status: draft"),
                article("how-to-copy", "How to copy"),
            )
        )
    )
