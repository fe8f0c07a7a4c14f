"""The reading paths and the facts as forms: what is shown, and what is written back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk.check.run import collect
from desk.common.check_result import CheckResult, EntrySummary, NoticeRow
from desk.overview import facts_form, paths_form
from desk.overview.facts_form import Field
from desk.writing.disk import WritingError
from plugins.core.problem import Problem
from tests.browser.desk_practice import FACTS, PATHS
from tests.trial_site import TrialSite

TODAY = date(2026, 11, 29)


def article(slug: str, **facts: str) -> EntrySummary:
    given = {"status": "published", "slug": slug, **facts}
    return EntrySummary(f"content/articles/{slug}.md", slug.capitalize(), "", "article", **given)  # type: ignore[arg-type]


KNOWN = CheckResult(
    entries=(
        article("rest"),
        article("sleep"),
        article("dusk", status="draft"),
        article("alone"),
    )
)


def rows(text: str = PATHS) -> list[dict[str, object]]:
    """The paths as the page sends them."""
    return [
        {
            "title": path.title,
            "summary": path.summary,
            "steps": [{"slug": one.slug, "because": one.because} for one in path.stops],
        }
        for path in paths_form.shown(text, KNOWN).paths
    ]


def test_paths_are_shown_with_the_titles_and_states_of_their_articles():
    shown = paths_form.shown(PATHS + "- path: Other\n  articles: [dusk]\n", KNOWN)
    assert [
        (path.title, [(stop.title, stop.because, stop.state) for stop in path.stops])
        for path in shown.paths
    ] == [
        (
            "For the night",
            [
                ("Rest", "It begins.", ""),
                ("Sleep", "", ""),
                ("work", "It is not all there is.", "not there"),
            ],
        ),
        ("Other", [("Dusk", "", "draft")]),
    ]
    assert [stop.slug for stop in shown.loose] == ["alone"]


def test_paths_that_stay_keep_every_byte():
    assert paths_form.changed(PATHS, rows()) == PATHS


def test_what_was_moved_and_moved_back_is_as_it_was():
    moved = rows()
    steps = moved[0]["steps"]
    assert isinstance(steps, list)
    steps.reverse()
    text = paths_form.changed(PATHS, moved, PATHS)
    assert text != PATHS
    assert paths_form.changed(text, rows(), PATHS) == PATHS


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " "}, "A reading path needs a name"),
        ({"steps": []}, "“For the night” has no article."),
        ({"steps": [{"slug": "rest", "because": ""}] * 2}, "“rest” stands twice"),
    ],
)
def test_paths_that_cannot_be_are_refused_in_words(change: dict[str, object], says: str):
    with pytest.raises(WritingError, match=says):
        paths_form.changed(PATHS, [{**rows()[0], **change}])


def test_two_paths_of_one_name_are_refused():
    with pytest.raises(WritingError, match="Two reading paths are called"):
        paths_form.changed(PATHS, [*rows(), {**rows()[0], "title": "for the Night"}])


def test_a_first_path_begins_the_file():
    text = paths_form.changed(
        "", [{"title": "New", "summary": "", "steps": [{"slug": "rest", "because": ""}]}]
    )
    assert [path.title for path in paths_form.shown(text, KNOWN).paths] == ["New"]


def test_what_is_no_yaml_is_told_with_its_line():
    with pytest.raises(WritingError, match=r"reading-paths\.yaml, line 1"):
        paths_form.shown("- path: 'x\n", KNOWN)


def fields(text: str = FACTS, result: CheckResult = KNOWN) -> dict[str, Field]:
    """All fields by their places."""
    form = facts_form.shown(text, result)
    found: dict[str, Field] = {}
    left = list(form.sections)
    while left:
        one = left.pop()
        found[".".join(map(str, one.fact.place))] = one
        left += one.inside
    return found


def test_each_fact_has_the_widget_that_suits_it():
    found = fields("look:\n  accent: plum\n  parts: ['#9cc3cf', '#eac7a8']\n" + FACTS)
    assert {
        place: (found[place].widget, found[place].typed)
        for place in (
            "practice.name",
            "practice.description",
            "practice.address.public",
            "practice.same_as",
            "look.accent",
            "look.parts",
            "look.typeface",
            "people.jane-doe.name",
            "fees",
        )
    } == {
        "practice.name": ("line", "Quiet Room"),
        "practice.description": ("lines", ""),
        "practice.address.public": ("yes/no", ""),
        "practice.same_as": ("items", ""),
        "look.accent": ("color", "plum"),
        "look.parts": ("codes", "#9cc3cf, #eac7a8"),
        "look.typeface": ("choice", ""),
        "people.jane-doe.name": ("line", "Jane Doe"),
        "fees": ("list", ""),
    }
    assert found["look.accent"].swatch == "plum"


@pytest.mark.parametrize("typed", ["red; background: url(/x)", "url(x)", "'"])
def test_what_is_no_color_gets_no_swatch(typed: str):
    field = fields(f"look:\n  accent: {typed!r}\n")["look.accent"]
    assert (field.typed, field.swatch) == (typed, "")


def test_what_the_law_asks_for_and_is_missing_comes_first(site: TrialSite):
    row = NoticeRow("Colorado", "What you are told", missing=("practice.phone", "practice.name"))
    form = facts_form.shown(FACTS, CheckResult(notices=(row,)))
    assert [(one.fact.label, one.laws) for one in form.missing] == [
        ("Telephone number", ("Colorado: What you are told",))
    ]


def test_a_missing_fact_of_a_license_says_whose_it_is():
    text = FACTS.replace("    credentials: LPC\n", "    licenses:\n      - state: CO\n")
    row = NoticeRow("Colorado", "N", missing=("people.jane-doe.licenses.0.number",))
    (field,) = facts_form.shown(text, CheckResult(notices=(row,))).missing
    assert field.whose == "Jane Doe, License: CO"


def test_the_real_facts_miss_what_the_check_says_that_they_miss():
    content = Path(__file__).parents[3] / "content"
    result = collect(content)
    form = facts_form.shown((content / "practice.yaml").read_text("utf-8"), result)
    told = {".".join(map(str, one.fact.place)) for one in form.missing}
    assert told == set(facts_form.asked_by_law(result))
    assert told


def test_a_problem_stands_with_its_field_and_one_of_no_field_by_itself():
    at = Problem("content/practice.yaml", 3, "No.", "Mend.", "x")
    other = Problem("content/practice.yaml", 1, "No.", "Mend.", "y")
    found = fields(result=CheckResult((at, other)))
    assert [place for place, one in found.items() if one.problems] == ["practice.name"]
    assert facts_form.shown(FACTS, CheckResult((at, other))).problems == (other,)


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        (["practice", "email"], "jane@example.com", "email: ''", "email: jane@example.com"),
        (["practice", "name"], "Loud Room", "name: Quiet Room ", "name: Loud Room "),
        (["fees", 0, "amount"], "160", '"150"', '"160"'),
    ],
)
def test_one_fact_is_changed_and_put_back(place, value: str, old: str, new: str):
    text = facts_form.changed(FACTS, [{"place": place, "value": value}], FACTS)
    assert text == FACTS.replace(old, new)
    former = fields()[".".join(map(str, place))].typed
    assert facts_form.changed(text, [{"place": place, "value": former}], FACTS) == FACTS


def test_an_item_is_added_and_removed_again():
    new = {"place": ["fees", 1], "value": {"name": "First talk", "amount": "0", "per": ""}}
    text = facts_form.changed(FACTS, [new], FACTS)
    assert fields(text)["fees.1.name"].typed == "First talk"
    assert "fees.1.per" not in text
    assert facts_form.changed(text, [{"place": ["fees"], "remove": 1}], FACTS) == FACTS


def test_lines_and_codes_become_lists():
    text = facts_form.changed(
        FACTS,
        [
            {"place": ["practice", "same_as"], "value": "https://a.example\n\n https://b.example "},
            {"place": ["look", "parts"], "value": "#9cc3cf, #eac7a8"},
        ],
    )
    found = fields(text)
    assert found["practice.same_as"].typed == "https://a.example\nhttps://b.example"
    assert found["look.parts"].typed == "#9cc3cf, #eac7a8"


@pytest.mark.parametrize(
    "change",
    [
        {"place": [], "value": "x"},
        {"place": ["surprise"], "value": "x"},
        {"place": ["practice", {"x": 1}], "value": "x"},
        {"place": ["practice", "name"], "value": 3},
        {"place": ["fees"], "remove": 7},
        {"place": ["practice"], "remove": 0},
        {"place": ["fees", 9, "name"], "value": "x"},
    ],
)
def test_a_change_that_makes_no_sense_is_refused(change: dict[str, object]):
    with pytest.raises(WritingError):
        facts_form.changed(FACTS, [change])


def test_a_new_item_is_empty():
    item = facts_form.blank(FACTS, ("fees",))
    assert item.fact.place == ("fees", 1)
    assert {one.typed for one in item.inside} == {""}
    assert len(item.inside) > 1


def test_somebody_who_works_here_too_gets_a_key_of_her_own():
    text = facts_form.changed(FACTS, [{"person": " Ana  Núñez "}], FACTS)
    found = fields(text)
    assert found["people.ana-nunez.name"].typed == "Ana Núñez"
    assert found["people.jane-doe.name"].typed == "Jane Doe"
    assert "\n    credentials: LPC\n" in text


@pytest.mark.parametrize("name", ["Jane Doe", "jane doe", " ", "!"])
def test_a_person_who_is_there_or_has_no_name_is_refused(name: str):
    with pytest.raises(WritingError):
        facts_form.changed(FACTS, [{"person": name}])
