"""The schemas: one description of the facts, from which all else about them comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from desk.docs import schema_docs
from plugins.notices import jurisdictions
from plugins.practice import load, schema
from plugins.practice.model import (
    Address,
    Certification,
    Consultation,
    CrisisLine,
    Fee,
    License,
    Look,
    NoticeSettings,
    Office,
    Person,
    Practice,
    Service,
)
from plugins.practice.states import STATES

FACTS = schema.load(schema.FACTS)
CONTENT = Path(__file__).parents[2] / "content"


def parts(part: dict[str, Any], place: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """Every fact of the schema with its place; `*` stands for a name or number of one's own."""
    part = schema.resolved(part, FACTS)
    yield place, part
    for key, inner in part.get("properties", {}).items():
        yield from parts(inner, (*place, key))
    for held in (part.get("items"), part.get("additionalProperties")):
        if held:
            yield from parts(held, (*place, "*"))


def said(text: str) -> list[str]:
    return [str(problem) for problem in load.read(text, "p.yaml")[1]]


@pytest.mark.parametrize("name", [schema.FACTS, schema.JURISDICTION])
def test_a_schema_is_one_that_json_schema_2020_12_knows(name: str) -> None:
    Draft202012Validator.check_schema(schema.load(name))
    assert schema.load(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_fact_has_a_title_and_every_text_a_question_for_setup() -> None:
    facts = [(place, part) for place, part in parts(FACTS) if place and place[-1] != "*"]
    assert len(facts) > 50
    assert [place for place, part in facts if not part.get("title")] == []
    # Nobody need choose a look, so nobody is asked.
    texts = [(place, part) for place, part in facts if part["type"] == "string"]
    texts = [(place, part) for place, part in texts if place[0] != "look"]
    assert [place for place, part in texts if not part["x-question"].endswith("?")] == []


def test_a_fact_in_a_list_is_called_by_its_own_title() -> None:
    place = ("people", "jane", "licenses", 0, "number")
    assert schema.titled(schema.FACTS, place) == "Number"
    assert schema.at(schema.FACTS, place)["type"] == "string"


@pytest.mark.parametrize(
    ("place", "shape", "beside"),
    [
        (("practice",), Practice, set()),
        (("practice", "address"), Address, set()),
        (("look",), Look, set()),
        (("people", "*"), Person, {"key", "ifs_level", "ifs_year"}),
        (("people", "*", "licenses", "*"), License, {"needs_state"}),
        (("offices", "*"), Office, {"public"}),
        (("people", "*", "certifications", "*"), Certification, set()),
        (("services", "*"), Service, set()),
        (("fees", "*"), Fee, set()),
        (("consultation",), Consultation, set()),
        (("crisis_lines", "*"), CrisisLine, set()),
        (("notices",), NoticeSettings, set()),
    ],
)
def test_the_facts_that_are_read_are_those_of_the_schema(
    place: tuple[str, ...], shape: type, beside: set[str]
) -> None:
    known = dict(parts(FACTS))[place]["properties"]
    assert set(known) - {"ifs_training"} == {f.name for f in fields(shape)} - beside


def test_the_states_are_fifty_and_the_district_and_each_has_its_name() -> None:
    state = FACTS["$defs"]["state"]
    assert state["enum"] == list(state["x-labels"]) == list(STATES)
    assert len(STATES) == 51
    assert (STATES["DC"], STATES["TX"]) == ("District of Columbia", "Texas")


@pytest.mark.parametrize("name", schema_docs.PAGES)
def test_the_page_in_the_docs_is_what_the_schema_says(name: str) -> None:
    """`python -m desk.docs.schema_docs` writes it anew."""
    assert schema_docs.PAGES[name].read_text("utf-8") == schema_docs.page(name)


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_lines() -> None:
    assert said("""\
practice:
  nmae: Quiet Room
  email: nobody
people:
  jane:
    name: Jane
    licenses:
      - {state: Texas, expires: soon, looup: x}
services: therapy
consultaton: {}
fees:
  - {amount: [150]}
notices:
  last_checked: {TX: yesterday}
  texts: {tx-council: {a: b}}
""") == [
        ("p.yaml:1: The practice has no name. Write under “practice:” a line “  name: …”."),
        (
            "p.yaml:2: There is no fact called “nmae” here. Did you mean “name”? "
            "Otherwise remove the line."
        ),
        "p.yaml:3: “nobody” is not an e-mail address. It has the form name@example.org.",
        (
            "p.yaml:8: There is no fact called “looup” here. Did you mean “lookup”? "
            "Otherwise remove the line."
        ),
        "p.yaml:8: “Texas” is not the code of a state. Write TX.",
        (
            "p.yaml:8: “soon” is not a date that can be read. "
            "Write it as year-month-day, for example 2027-01-31."
        ),
        "p.yaml:9: “services” should be a list. Begin each of its items with “- ”.",
        (
            "p.yaml:10: There is no fact called “consultaton” here. Did you mean “consultation”? "
            "Otherwise remove the line."
        ),
        (
            "p.yaml:12: “amount” should be one line of text. "
            "Write it behind the colon, on the same line."
        ),
        (
            "p.yaml:14: “yesterday” is not a date that can be read. "
            "Write it as year-month-day, for example 2027-01-31."
        ),
        (
            "p.yaml:15: “tx-council” should be one line of text. "
            "Write it behind the colon, on the same line."
        ),
    ]


def test_what_has_the_wrong_shape_is_told_once_and_not_for_its_words_as_well() -> None:
    base = "practice: {name: A}\npeople: {jane: {name: J}}\n"
    line = "should be one line of text. Write it behind the colon, on the same line."
    for entry in ("type: [x], states: [CO]", "type: therapy, worldwide: [true]"):
        found = said(f"{base}services:\n  - {{{entry}}}\n")
        assert [text for text in found if line in text] == found[-1:]
    assert said(f"{base}services:\n  - {{type: therapy, worldwide: {{a: b}}}}\n") == [
        f"p.yaml:4: “worldwide” {line}"
    ]


ODD = ["x", ["x"], {"x": "y"}, [["x"]], [{"x": []}], [""], {"": ""}, [{}], {"x": {"name": "y"}}]


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_whatever_stands_in_the_place_of_a_fact_the_rest_is_read(odd: Any) -> None:
    """JSON is YAML (yaml.org, 1.2, section 1.3), so it can stand in the file as it is."""
    places = [place for place, _ in parts(FACTS)]
    assert len(places) > 50
    for place in places:
        whole: Any = odd
        for step in reversed(place):
            whole = [whole] if step == "*" and place[0] != "people" else {step: whole}
        text = json.dumps(whole)
        facts, problems = load.read(text, "p.yaml")
        assert [p.rule for p in problems if not (p.message and p.remedy)] == []
        assert facts.practice.name in ("", "x")


def test_the_shipped_facts_and_notices_follow_their_schemas() -> None:
    assert said((CONTENT / "practice.yaml").read_text("utf-8")) == []
    assert jurisdictions.read()[1] == []
