"""Three practices that somebody else could have: set up, written on, checked and published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from desk import site_checks
from desk.check.run import collect
from tests import example_practices
from tests.example_practices import EXAMPLES, Example

STATES_OF = {
    "abroad": (),
    "group": ("Arizona",),
    "online": ("Connecticut", "Maine", "New Jersey", "New York", "Vermont"),
}
STATES = tuple(state for some in STATES_OF.values() for state in some)
SHIPPED = ("Bethany", "Russell", "Colorado", "California", "Texas")


@pytest.fixture(scope="module", params=EXAMPLES)
def named(request: pytest.FixtureRequest, shared_folder: Path) -> tuple[str, Example]:
    """Each of the practices by its name."""
    return request.param, example_practices.built(request.param, shared_folder)


def test_nothing_is_left_to_say_but_what_a_state_asks_for_that_is_not_known_here(named):
    name, example = named
    found = collect(example.content).problems
    unknown = ["notice-state-unknown"] * len(STATES_OF[name])
    assert [one.rule for one in found] == unknown
    assert re.findall(r"\[([a-z-]+)\]$", example.said, re.MULTILINE) == unknown


def test_the_finished_site_passes_every_check_of_it(named):
    name, example = named
    facts = yaml.safe_load((example.content / "practice.yaml").read_text("utf-8"))
    base, search = facts["practice"]["url"], ["search/index.html"]
    assert base.startswith("https://")
    assert site_checks.problems(example.output, base=base, scripted=search) == []
    articles = [*example.output.glob("articles/*/index.html")]
    spanish = [*example.output.glob("es/articles/*/index.html")]
    assert (len(articles), len(spanish)) == {
        "abroad": (6, 0), "group": (48, 12), "online": (8, 0)
    }[name]  # fmt: skip


def names_of(answers: str) -> list[str]:
    """The names of a practice and of its people."""
    facts = yaml.safe_load(answers)
    return [facts["practice"]["name"], *(one["name"] for one in facts["people"].values())]


def test_no_page_names_another_practice_its_people_or_its_states(named):
    name, example = named
    others = [*SHIPPED, *(state for state in STATES if state not in STATES_OF[name])]
    for other, answers in example_practices.ANSWERS.items():
        others += names_of(answers) if other != name else []
    assert len(others) > 12
    texts = {
        path.relative_to(example.output).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in example.output.rglob("*")
        if path.is_file() and path.suffix in (".html", ".md", ".xml", ".json", ".webmanifest")
    }
    assert len(texts) > 20
    assert [(file, word) for file, text in texts.items() for word in others if word in text] == []
