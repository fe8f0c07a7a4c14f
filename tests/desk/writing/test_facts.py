"""The facts and the reading paths as forms: what was filled in is written, and no more."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.writing import facts
from desk.writing.disk import WritingError
from desk.writing.facts import Fact, ReadingPath, Step
from plugins.core import yaml_lines
from plugins.core.yaml_lines import Place, Value
from plugins.practice import schema
from tests.trial_site import PROJECT

SHIPPED = (PROJECT / "content" / "practice.yaml").read_text("utf-8")
PATHS = (PROJECT / "content" / "reading-paths.yaml").read_text("utf-8")
BY_HAND = """\
# My practice. I keep this file by hand.
practice: {name: "Quiet Room", phone: '(503) 555-0142'}   # as on the door

people:
    jane-doe:           # that's me
        name:   Jane Doe
        licenses:
            # the first one
            - state: OR   # home
              number: "012345"
            - {state: WA, number: 'LH1'}
fees:
- name: A session   # fifty minutes
  amount: $150
# for students
- name: A short one
  amount: $80
look:
  parts: ['#aabbcc', "#ddeeff"]
insurance: |
  None.
notices:
  last_checked: {OR: 2026-01-01}
"""
TEXTS = {"as shipped": SHIPPED, "by hand": BY_HAND, "nothing": "", "a comment": "# Mine.\n"}
WORDS = ("Some: thing # 2", "Plain", "2026-03-02", "")


def filled(text: str) -> Iterator[tuple[Fact, Value, str]]:
    """Each fact that is one value, with each other value that it is given, and the text then."""
    for fact in facts.form(text):
        if fact.shape in ("list", "group", "named"):
            continue
        for words in WORDS if len(text) < 3000 else WORDS[:1]:
            if words != fact.value:
                yield fact, words, facts.with_fact(text, fact.place, words, text)


def at(text: str, place: Place) -> Value:
    """What stands at a place of the facts, "" for nothing."""
    found: Value = yaml_lines.load(text, "").data
    for step in place:
        if isinstance(found, dict):
            found = found.get(str(step), "")
        elif isinstance(found, list) and isinstance(step, int):
            found = found[step]
    return found


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_fact_is_edited_and_put_back_byte_for_byte(text: str) -> None:
    times, wrong = 0, list[str]()
    for fact, words, new in filled(text):
        times += 1
        lines = difflib.ndiff(text.splitlines(), new.splitlines())
        gone = [line[2:] for line in lines if line.startswith("- ")]
        if at(new, fact.place) != words:
            wrong.append(f"{fact.place}: not “{words}”")
        if len(gone) > 1 and gone != text.splitlines()[fact.line - 1 :][: len(gone)]:
            wrong.append(f"{fact.place}: more than its line")
        if facts.with_fact(new, fact.place, fact.value, text) != text:
            wrong.append(f"{fact.place} = {words}: put back")
    assert wrong == []
    assert times > 60


@pytest.mark.parametrize(
    ("place", "value", "before", "after"),
    [
        (("practice", "name"), "A: b", '"Quiet Room"', '"A: b"'),
        (("practice", "email"), "a@b.example", "-0142'}", "-0142', email: a@b.example}"),
        (("people", "jane-doe", "name"), "Jane Roe", "   Jane Doe", "   Jane Roe"),
        (
            ("people", "jane-doe", "licenses", 0, "number"),
            "7",
            '"012345"',
            '"7"',
        ),
        (
            ("people", "jane-doe", "licenses"),
            [{"state": "WA", "number": "LH1"}, {"state": "OR", "number": "012345"}],
            (
                '- state: OR   # home\n              number: "012345"\n'
                "            - {state: WA, number: 'LH1'}\n"
            ),
            (
                "- {state: WA, number: 'LH1'}\n"
                '            - state: OR   # home\n              number: "012345"\n'
            ),
        ),
        (
            ("fees", 2),
            {"name": "Three", "amount": "$200"},
            "  amount: $80\n",
            "  amount: $80\n- name: Three\n  amount: $200\n",
        ),
        (
            ("fees",),
            [{"name": "A session", "amount": "$150"}],
            "# for students\n- name: A short one\n  amount: $80\n",
            "",
        ),
        (("fees",), [], BY_HAND[BY_HAND.index("fees:") : BY_HAND.index("look:")], "fees: []\n"),
        (
            ("look", "parts"),
            ["#ddeeff", "#aabbcc"],
            "'#aabbcc', \"#ddeeff\"",
            "\"#ddeeff\", '#aabbcc'",
        ),
        (("insurance",), "None, sorry.", "|\n  None.\n", "None, sorry.\n"),
        (("notices", "last_checked", "OR"), "2026-11-29", "2026-01-01", "2026-11-29"),
        (("services",), [{"name": "Therapy"}], "", None),
    ],
)
def test_only_the_lines_of_a_fact_change(
    place: Place, value: Value, before: str, after: str | None
) -> None:
    new = facts.with_fact(BY_HAND, place, value)
    assert at(new, place) == value
    if after is None:
        assert new.startswith(BY_HAND)
    else:
        assert new == BY_HAND.replace(before, after, 1)


def test_a_form_has_each_fact_of_the_schema_in_its_order_with_words_and_line() -> None:
    form = facts.form(BY_HAND)
    tops = [fact.place[0] for fact in form if len(fact.place) == 1]
    assert tops == list(schema.load(schema.FACTS)["properties"])
    by_place = {fact.place: fact for fact in form}
    number = by_place["people", "jane-doe", "licenses", 0, "number"]
    assert (number.value, number.line, number.shape) == ("012345", 10, "text")
    assert number.question == "What is its number?"
    assert by_place["fees",].shape == "list"
    assert by_place["people",].shape == "named"
    assert by_place["practice",].shape == "group"
    assert by_place["practice", "online"].choices == ("true", "false")
    assert by_place["look", "accent"].shape == "color"
    assert by_place["practice", "email"].is_missing
    assert not by_place["practice", "name"].is_missing
    assert [fact.place for fact in form if not fact.label] == []


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("practice: [a\nb: c\n", ("practice", "name"), "practice.yaml, line "),
        ("? practice\n: {name: a}\n? [x]\n: b\n", ("practice", "name"), "cannot be changed here"),
        (BY_HAND, ("fees", 7, "name"), "no place fees.7.name"),
        (BY_HAND, ("insurance", "name"), "no place insurance.name"),
    ],
)
def test_what_cannot_be_written_is_told(text: str, place: Place, told: str) -> None:
    with pytest.raises(WritingError, match=told):
        facts.with_fact(text, place, "x")


def test_paths_are_rearranged_and_each_line_stays_as_it_was_typed() -> None:
    found = facts.paths(PATHS)
    assert len(found) > 2
    assert sum(len(path.steps) for path in found) > 8
    turned = tuple(replace(path, steps=path.steps[::-1]) for path in found[::-1])
    new = facts.with_paths(PATHS, turned)
    assert facts.paths(new) == turned
    assert sorted(new.splitlines()) == sorted(PATHS.splitlines())
    assert facts.with_paths(new, found, PATHS) == PATHS
    assert facts.with_paths(PATHS, found) == PATHS


PATHS_BY_HAND = """\
# In which order to read
- path: Rest   # the main one
  summary: "Begin here."
  articles:
    - what-is-rest
    # after a good night
    - slug: sleep     # short
      because: It rests.
- path: Work
  articles: [burnout, "rest"]
"""


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (
            (
                ReadingPath(
                    "Rest", "Begin here.", (Step("sleep", "It rests."), Step("what-is-rest"))
                ),
                ReadingPath("Work", "", (Step("rest"), Step("burnout"))),
            ),
            PATHS_BY_HAND.replace(
                "    - what-is-rest\n    # after a good night\n    - slug: sleep     # short\n"
                "      because: It rests.\n",
                "    # after a good night\n    - slug: sleep     # short\n"
                "      because: It rests.\n    - what-is-rest\n",
            ).replace('burnout, "rest"', '"rest", burnout'),
        ),
        (
            (
                ReadingPath("Rest", "Begin here.", (Step("what-is-rest"), Step("sleep", "Why."))),
                ReadingPath("Work", "", (Step("burnout"), Step("rest"), Step("new", "It is new."))),
            ),
            PATHS_BY_HAND.replace("It rests.", "Why.").replace(
                '"rest"]', '"rest", {slug: new, because: It is new.}]'
            ),
        ),
        (
            (ReadingPath("Work", "", (Step("burnout"), Step("rest"))),),
            "# In which order to read\n" + PATHS_BY_HAND[PATHS_BY_HAND.index("- path: Work") :],
        ),
    ],
    ids=["turned", "changed", "one less"],
)
def test_only_what_was_moved_or_changed_differs(wanted: tuple[ReadingPath, ...], text: str) -> None:
    assert facts.with_paths(PATHS_BY_HAND, wanted) == text
    assert facts.paths(text) == wanted


def test_the_first_path_begins_the_file() -> None:
    wanted = (ReadingPath("Rest", "", (Step("sleep"),)),)
    assert facts.with_paths("", wanted) == "- path: Rest\n  articles:\n  - sleep\n"
    assert facts.paths("") == ()
    assert facts.with_paths(PATHS_BY_HAND, ()) == "# In which order to read\n[]\n"


PLAIN = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=10).map(str.strip)
STEPS = st.lists(st.builds(Step, PLAIN.filter(bool), PLAIN), min_size=1, max_size=3).map(tuple)
READING = st.lists(st.builds(ReadingPath, PLAIN.filter(bool), PLAIN, STEPS), max_size=3)


@given(READING, st.sampled_from([PATHS_BY_HAND, PATHS, ""]))
def test_whatever_the_paths_become_they_come_back_byte_for_byte(
    wanted: list[ReadingPath], before: str
) -> None:
    new = facts.with_paths(before, tuple(wanted), before)
    assert facts.paths(new) == tuple(wanted)
    assert facts.with_paths(new, facts.paths(before), before) == before
