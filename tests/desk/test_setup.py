"""The questions about the practice: asked from the schema, answered, written."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from desk.commands.setup import setup
from desk.common import project
from plugins.practice import load


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def answers(*given: str, asked: list[str] | None = None) -> Callable[[str], str]:
    """Gives one answer after the other; after the last one, Ctrl-D."""
    waiting: Iterator[str] = iter(given)

    def ask(question: str) -> str:
        if asked is not None:
            asked.append(question)
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return ask


def test_a_new_practice_is_asked_who_it_is_and_all_that_follows(content, capsys):
    given = ["Jané Doe", "CO tx", "Quiet Room", "", "nowhere", "https://quiet.example"]
    assert setup(content, answers(*given)) == 0
    text = (content / "practice.yaml").read_text("utf-8")
    facts, _ = load.read(text, "practice.yaml")
    assert facts.practice.name == "Quiet Room"
    assert facts.practice.url == "https://quiet.example"
    assert [(person.key, person.name) for person in facts.people] == [("jane-doe", "Jané Doe")]
    assert [one.state for one in facts.people[0].licenses] == ["CO", "TX"]
    assert [state.code for state in facts.therapy_states] == ["CO", "TX"]
    assert [line.call for line in facts.crisis_lines] == ["988", "911"]
    assert list(yaml.safe_load(text)) == ["practice", "people", "services", "crisis_lines"]
    told = capsys.readouterr().out
    assert "What is the practice called?" in told
    assert "“nowhere” is not a web address." in told


def test_only_what_is_not_known_is_asked_and_the_rest_stays(content, capsys):
    file = content / "practice.yaml"
    former = (
        "# ours\npractice: {name: Quiet Room, email: ''}\n"
        "people: {jane-doe: {name: Jane Doe, licenses: [{state: CO, number: '012345'}]}}\n"
        "consultation: {free: true}\ncrisis_lines: [{name: Ours, call: '988'}]\n"
    )
    file.write_text(former)
    asked: list[str] = []
    assert setup(content, answers("A room.", "", "x@quiet.example", asked=asked)) == 0
    kept = yaml.safe_load(file.read_text())
    assert kept["practice"] == {
        "name": "Quiet Room",
        "email": "x@quiet.example",
        "description": "A room.",
    }
    assert kept["people"]["jane-doe"]["licenses"] == [{"state": "CO", "number": "012345"}]
    assert kept["consultation"] == {"free": True}
    assert kept["crisis_lines"] == [{"name": "Ours", "call": "988"}]
    assert file.read_text() == former.replace(
        "email: ''", "email: x@quiet.example, description: A room."
    )
    assert (content / "practice.yaml~").read_text() == former
    assert "called?" not in capsys.readouterr().out


def test_no_answer_writes_nothing(content):
    file = content / "practice.yaml"
    file.write_text(
        "practice: {name: Quiet Room}\npeople: {jane: {name: Jane, licenses: [{state: CO}]}}\n"
        "crisis_lines: [{name: Ours, call: '988'}]\n"
    )
    before = file.read_bytes()
    assert setup(content, answers("", "", "")) == 0
    assert file.read_bytes() == before
    assert [path.name for path in content.iterdir()] == ["practice.yaml"]


def test_a_state_that_is_none_is_asked_for_again(content, capsys):
    assert setup(content, answers("Jane Doe", "Colorado", "CO")) == 0
    assert "There is no state Colorado." in capsys.readouterr().out
    kept = yaml.safe_load((content / "practice.yaml").read_text())
    assert kept["people"]["jane-doe"]["licenses"] == [{"state": "CO"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("practice: {name: a: b}\n", "practice.yaml:1: "),
        (
            "pratice: {name: a}\n",
            "There is no fact called “pratice” here. Did you mean “practice”?",
        ),
        ("people: [Jane]\n", "“people” should hold entries of the form “name: text”."),
    ],
)
def test_a_file_that_is_not_understood_is_left_as_it_is(content, capsys, text, told):
    file = content / "practice.yaml"
    file.write_text(text)
    assert setup(content, answers("Jane Doe", "CO")) == 1
    assert told in capsys.readouterr().err
    assert file.read_text() == text


def test_an_answer_cannot_break_the_file(content):
    hostile = 'Quiet: "Room" # {{x}}\x1b[2J - [a]'
    assert setup(content, answers("Jane Doe", "", hostile)) == 0
    facts, _ = load.read((content / "practice.yaml").read_text("utf-8"), "x")
    assert facts.practice.name == 'Quiet: "Room" # {{x}} [2J - [a]'


def test_a_folder_that_is_not_there_is_told(tmp_path, capsys):
    assert setup(tmp_path / "none", answers()) == 1
    assert "There is no folder" in capsys.readouterr().err


def test_every_comment_and_every_byte_that_was_not_asked_about_stays(content):
    shipped = (project.CONTENT / "practice.yaml").read_text("utf-8")
    former = shipped.replace(
        "\n  email: ''\n", "\n  # asked by phone in May\n  email: ''   # new\n"
    )
    former = former.replace("\n", "\r\n")
    file = content / "practice.yaml"
    file.write_bytes(codecs.BOM_UTF8 + former.encode())
    assert setup(content, answers("https://quiet.example", "x@quiet.example")) == 0
    expected = former.replace("url: ''", "url: 'https://quiet.example'", 1)
    expected = expected.replace("email: ''   # new", "email: x@quiet.example   # new")
    assert file.read_bytes() == codecs.BOM_UTF8 + expected.encode()
    assert (content / "practice.yaml~").read_bytes() == codecs.BOM_UTF8 + former.encode()


def test_what_cannot_be_written_alone_is_shown_to_be_written_by_hand(content, capsys):
    former = (
        "practice: {name: &name ''}\npeople: {jane: {name: *name, licenses: [{state: CO}]}}\n"
        "crisis_lines: [{name: Ours, call: '988'}]\n"
    )
    file = content / "practice.yaml"
    file.write_text(former)
    assert setup(content, answers("Quiet Room")) == 1
    assert file.read_text() == former
    assert "Write them there by hand" in capsys.readouterr().err
