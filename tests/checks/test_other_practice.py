"""What is left of another practice in copied pages is told, and what only sounds so is not.

The sentences were written before the rules; see `sentences/other_practice_*.txt`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.problem import Problem
from tests.checks.documents import document, told_of
from tests.checks.practices import known

KNOWN = known()
SENTENCES = Path(__file__).with_name("sentences")
RULES = {"state": "truth-state"}
TITLED = "---\ntitle: {}\nsummary: A summary.\ntemplate: {}\n---\n"


def lines(name: str) -> list[str]:
    """The lines of the files of that name, and of those that were written after the rules."""
    files = sorted(SENTENCES.glob(f"{name}*.txt"))
    every = (line for file in files for line in file.read_text("utf-8").splitlines())
    return [*dict.fromkeys(every)]


def told(kind: str, text: str) -> list[Problem]:
    if kind in ("about", "consultation"):
        head = TITLED.format(f'"{text}"', kind)
        read = document("Words.\n", head=head, path="content/pages/x.md")
    elif kind == "summary":
        head = f'---\ntitle: Words\nsummary: "{text}"\n---\n'
        read = document("Words.\n", head=head, path="content/pages/x.md")
    elif kind == "alt":
        read = document(f"Words.\n\n![{text}](a.jpg)\n", path="content/pages/x.md")
    else:
        path = "content/pages/x.md" if kind == "name" else "content/articles/x.md"
        read = document(f"Quiet words.\n\n{text}\n", path=path)
    return told_of(read, KNOWN, "truth-state", "truth-name")


@pytest.mark.parametrize("line", lines("other_practice_guilty"))
def test_another_practice_is_told(line: str) -> None:
    kind, _, text = line.partition(" | ")
    assert [one.rule for one in told(kind, text)][:1] == [RULES.get(kind, "truth-name")]


@pytest.mark.parametrize("line", lines("other_practice_innocent"))
def test_what_only_sounds_so_is_not_told(line: str) -> None:
    assert told("text", line) == []


@pytest.mark.parametrize("line", lines("other_practice_innocent"))
def test_nor_is_it_on_a_page(line: str) -> None:
    assert told("name", line) == []


@pytest.mark.parametrize("kind", ["about", "consultation"])
@pytest.mark.parametrize(
    "title",
    ["About Jane Doe", "About Quiet Room", "About me", "About Our Practice", "Who Is Here?",
     "Free consultation with Jane Doe", "Contact us", "Meet Your Therapist"],
)  # fmt: skip
def test_ones_own_name_in_a_title_is_not_told(kind: str, title: str) -> None:
    assert told(kind, title) == []
