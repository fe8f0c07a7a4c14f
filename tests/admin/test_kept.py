"""What the editor on GitHub would not keep of a text is told before somebody saves it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.admin import kept
from tests.trial_site import PROJECT

BODY = "\nSome words: # not a comment.\n"
KEPT = {
    "plain": "title: Rest\nsummary: About rest.\ndate: 2026-03-02",
    "quoted": "title: 'Rest: a beginning'\ntags: [a, 'b, c']",
    "a sign that begins no comment": "title: Notes on C#\nsummary: 'a # b'",
    "folded": "title: Rest\nsummary: >-\n  One line # of it,\n  another.",
    "a list below": "title: Rest\ntags:\n- a\n- b\nsources:\n- title: 'A # b'",
    "an entry of another program": "title: Rest\nextra: {deep: [1, 2]}",
    "nothing": "",
}
TOLD = {
    "a colon in a sentence": (
        "title: Rest\nsummary: Two ways: what each is like",
        3,
        "cannot read this header",
    ),
    "a day that no month has": ("title: Rest\ndate: 2026-02-30", 1, "cannot read this header"),
    "a comment of its own": ("title: Rest\n# ask Maria\ndate: 2026-03-02", 3, "the comment"),
    "a comment behind an entry": ("title: Rest\ndate: 2026-03-02 # why", 3, "the comment"),
    "a comment at the end": ("title: Rest\ntags: [a]\n# end", 4, "the comment"),
    "words with commas": ("title: Rest\ntags: rest, burnout", 3, "takes all of “tags” for one"),
    "addresses with commas": ("redirects: /a/, /b/", 2, "takes all of “redirects” for one"),
}


@pytest.mark.parametrize("name", KEPT)
def test_nothing_is_told_of_a_header_that_stays_what_it_is(name: str):
    assert list(kept.problems(f"---\n{KEPT[name]}\n---\n{BODY}", "rest.md")) == []


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_would_not_stay_is_told_with_its_line(name: str, ends: str):
    header, line, words = TOLD[name]
    typed = f"---\n{header}\n---\n{BODY}".replace("\n", ends)
    found = list(kept.problems(typed, "rest.md"))
    assert [(one.path, one.line, words in one.message) for one in found] == [
        ("rest.md", line, True)
    ]


def test_the_remedy_for_words_with_commas_can_be_copied():
    [found] = kept.problems("---\ntags: rest,  burnout\n---\n", "rest.md")
    assert found.remedy == "Write it as a list: “tags: [rest, burnout]”."


@pytest.mark.parametrize(
    "typed", ["Title: Rest\n\nWords.\n", "Words.\n", "", "--- \n", "---\na: b"]
)
def test_a_header_that_it_does_not_see_is_told(typed: str):
    [found] = kept.problems(typed, "rest.md")
    assert "does not see the header" in found.message


SHIPPED = sorted((PROJECT / "content").rglob("*.md"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_text_that_is_shipped_is_listed_there(path: Path) -> None:
    found = kept.problems(path.read_text("utf-8"), path.name)
    assert [one.message for one in found if one.severity != "note"] == []
