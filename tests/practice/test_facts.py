"""practice.yaml: what is read, what is told to be wrong, and what is missing and never printed."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from plugins.core import yaml_lines
from plugins.practice import load, schema, validate
from plugins.practice.model import (
    Address,
    Certification,
    Consultation,
    CrisisLine,
    Facts,
    Fee,
    License,
    NoticeSettings,
    Person,
    Practice,
    Service,
    State,
)
from tests.trial_site import TrialSite

PEOPLE = "people:\n  jane:\n    name: Jane Doe\n"
BASE = f"practice:\n  name: Quiet Room\n{PEOPLE}"


def read(text: str) -> Facts:
    facts, problems = load.read(text, "practice.yaml")
    assert problems == []
    return facts


def said(text: str) -> list[str]:
    return [str(problem) for problem in load.read(text, "practice.yaml")[1]]


def practice(*lines: str) -> str:
    """practice.yaml with more lines under `practice:`; the first of them is line 3."""
    return "practice:\n  name: Quiet Room\n" + "".join(f"  {x}\n" for x in lines) + PEOPLE


def licensed(entry: str) -> str:
    """practice.yaml with one license, on line 7."""
    return f"{BASE}    licenses:\n      - {entry}\n"


def test_everything_that_can_be_said_is_read() -> None:
    text = """\
practice:
  name: Quiet Room
  description: Parts work, online.
  url: https://practice.example/
  email: me@practice.example
  phone: +1 303 555 0100
  address: {street: 1 Main St, city: Denver, region: CO, postal_code: "80202", country: US}
  scheduling_url: https://book.example/me
  timezone: America/Denver
  same_as: [https://social.example/quiet]
people:
  jane:
    name: Jane Doe
    legal_name: Jane Q. Doe
    degree: MA
    credentials: LPC
    job_title: Therapist
    signature: J
    image: images/jane.jpg
    image_alt: Jane
    licenses:
      - {state: CO, title: LPC, number: 012345, board: DORA, lookup: https://dora.example/,
         expires: 2027-08-31, requirements: A degree and two years.}
    ifs_training: {level: 2, year: 2020}
    certifications: [{name: Certified IFS Therapist, by: IFS Institute, year: 2022, number: 7}]
    same_as: [https://social.example/jane]
  ann: {name: Ann Roe}
services:
  - {name: Therapy, type: therapy, description: Weekly., states: [CO, TX]}
  - {name: Coaching, type: coaching, worldwide: true}
fees:
  - {name: Individual session, amount: $150, per: 50 minutes}
insurance: I bill no insurance.
consultation: {free: true, minutes: 20}
crisis_lines:
  - {name: Lifeline, call: 988, text: 988, chat: 988lifeline.org, note: All day.}
notices:
  records_request: Write to me.
  last_checked: {TX: 2026-11-01}
  texts:
    tx-council: |
      First.

      Second.
"""
    jane = Person(
        key="jane",
        name="Jane Doe",
        legal_name="Jane Q. Doe",
        degree="MA",
        credentials="LPC",
        job_title="Therapist",
        signature="J",
        image="images/jane.jpg",
        image_alt="Jane",
        licenses=(
            License(
                "CO",
                "LPC",
                "012345",
                "DORA",
                "https://dora.example/",
                date(2027, 8, 31),
                "A degree and two years.",
            ),
        ),
        ifs_level="2",
        ifs_year="2020",
        same_as=("https://social.example/jane",),
        certifications=(Certification("Certified IFS Therapist", "IFS Institute", "2022", "7"),),
    )
    facts = read(text)
    assert facts.practice == Practice(
        name="Quiet Room",
        description="Parts work, online.",
        url="https://practice.example",
        email="me@practice.example",
        phone="+1 303 555 0100",
        address=Address("1 Main St", "Denver", "CO", "80202", "US"),
        scheduling_url="https://book.example/me",
        timezone="America/Denver",
        same_as=("https://social.example/quiet",),
    )
    assert facts.people == (jane, Person("ann", "Ann Roe"))
    states = (State("CO", "Colorado"), State("TX", "Texas"))
    assert facts.services == (
        Service("Therapy", "therapy", "Weekly.", states),
        Service("Coaching", "coaching", worldwide=True),
    )
    assert facts.consultation == Consultation(free=True, minutes="20")
    assert facts.crisis_lines == (
        CrisisLine("Lifeline", "988", "988", "988lifeline.org", "All day."),
    )
    assert facts.fees == (Fee("Individual session", "$150", "50 minutes"),)
    assert facts.insurance == "I bill no insurance."
    assert facts.notices == NoticeSettings(
        "Write to me.", {"TX": date(2026, 11, 1)}, {"tx-council": "First.\n\nSecond."}
    )
    assert (facts.owner, facts.therapy_states) == (jane, states)


def test_a_name_and_one_person_are_enough_and_what_is_missing_is_listed() -> None:
    facts = read(BASE)
    assert (facts.practice, facts.people) == (Practice("Quiet Room"), (Person("jane", "Jane Doe"),))
    assert (facts.notices, facts.insurance) == (NoticeSettings(), "")
    assert facts.missing == (
        "consultation.free",
        "consultation.minutes",
        "hipaa_covered",
        "insurance",
        "notices.eu_uk",
        "notices.kept_for",
        "notices.legal_basis",
        "notices.privacy_practices",
        "notices.records_request",
        "notices.shared_with",
        "notices.washington",
        "people.jane.approach",
        "people.jane.credentials",
        "people.jane.degree",
        "people.jane.image",
        "people.jane.image_alt",
        "people.jane.job_title",
        "people.jane.legal_name",
        "people.jane.signature",
        "practice.description",
        "practice.email",
        "practice.language",
        "practice.online",
        "practice.phone",
        "practice.scheduling_url",
        "practice.timezone",
        "practice.url",
    )


@pytest.mark.parametrize("nothing", ["", " ~", " null", ' ""', "   "])
def test_a_key_without_a_value_is_a_missing_fact(nothing: str) -> None:
    facts = read(practice(f"email:{nothing}", f"address:{nothing}", f"same_as:{nothing}"))
    assert facts.practice == Practice("Quiet Room")
    assert "practice.email" in facts.missing


def test_a_missing_fact_is_printed_nowhere(site: TrialSite) -> None:
    site.facts(
        practice={"name": "Quiet Room", "email": None, "phone": "", "address": {"city": None}},
        people={"jane": {"name": "Jane Doe", "licenses": [{"state": "CO", "title": "LPC"}]}},
        services=[{"name": "Therapy", "type": "therapy", "states": ["CO"]}],
        consultation={"free": None, "minutes": None},
    )
    site.page("about", template="about")
    site.page("consultation", template="consultation")
    site.article("a")
    built = site.build(PRACTICE_CHECKS="")
    # Only that facts are missing, which the law wants (test_notices.py).
    rules = {"paper-fact-missing", "notice-page-missing", "hipaa-unknown"}
    assert {p.rule for p in built.problems} == rules
    for url in ("about/", "consultation/", "articles/a/"):
        page = built.page(url)
        assert not {"None", "null", "TODO"} & set(page.get_text(" ").split())
        assert page.select('[href="mailto:"], [href="tel:"], [href=""], [href="None"]') == []
        assert [tag for tag in page.select("main dt, main dd, main p") if not tag.get_text()] == []
    assert "LPC" not in built.page("about/").get_text()
    assert "license" not in built.page("about/").get_text()


# --- typed as it is meant ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["012345", "0x1F", "1e5", "1_000", "Yes", "no", "2026-03-02", "~1"]
)
def test_a_license_number_stays_the_text_that_was_typed(number: str) -> None:
    """YAML 1.1 would make other values of these: yaml.org/type/int.html and bool.html."""
    (one,) = read(licensed(f"{{state: CO, title: Yes, number: {number}}}")).people[0].licenses
    assert (one.number, one.title, one.complete) == (number, "Yes", True)


@pytest.mark.parametrize(
    ("typed", "free"),
    [("true", True), ("Yes", True), ("false", False), ("no", False), ("", False)],
)
def test_yes_and_no_may_be_typed_in_either_way(typed: str, free: bool) -> None:
    assert read(f"{BASE}consultation:\n  free: {typed}\n").consultation.free is free


@pytest.mark.parametrize(
    "number",
    ["303-555-0100", "(303) 555.0100 x12", "1 303 555 0100 Ext. 7", "+49 30 1234567 EXT 123456"],
)
def test_a_telephone_number_is_taken_as_people_write_it(number: str) -> None:
    assert read(practice(f"phone: {number}")).practice.phone == number


def test_of_a_conversation_only_what_is_said_is_known() -> None:
    facts = read(f"{BASE}consultation: {{free: true}}\n")
    assert facts.consultation == Consultation(free=True, minutes="")


def test_a_service_that_does_not_say_so_is_no_therapy() -> None:
    facts, problems = load.read(f"{BASE}services:\n  - {{name: Groups}}\n", "practice.yaml")
    assert [problem.rule for problem in problems] == ["facts-service"]
    assert facts.services == (Service("Groups", type=""),)
    assert facts.therapy_states == ()


@pytest.mark.parametrize("typed", ["https://x.example/X", "https://x.example/X/"])
def test_the_site_s_address_loses_only_slashes_at_its_end(typed: str) -> None:
    assert read(practice(f"url: {typed}")).practice.url == "https://x.example/X"


@pytest.mark.parametrize(("said", "public"), [("", False), ("no", False), ("true", True)])
def test_an_address_is_public_only_if_it_says_so(said: str, public: bool) -> None:
    facts = read(practice(f"address: {{city: Denver, public: {said}}}"))
    assert facts.practice.address == Address(city="Denver", public=public)
    assert bool(facts.places) == public
    assert read(practice(f"address: {{public: {said}}}")).practice.address is None


def test_a_license_needs_state_title_and_number_to_be_complete() -> None:
    for entry in ("{state: CO, title: LPC}", "{state: CO, number: 1}", "{title: LPC, number: 1}"):
        assert [one.complete for one in read(licensed(entry)).people[0].licenses] == [False]


@pytest.mark.parametrize(
    "wanted", ["jane", "Jane Doe", " jane  doe ", "JANE DOE, lpc", "Jane Doe, MA, LPC"]
)
def test_a_person_is_found_by_key_by_name_and_with_her_credentials(wanted: str) -> None:
    person = Person("jane", "Jane Doe", degree="MA", credentials="LPC")
    assert Facts(people=(Person("ann", "Ann"), person)).person(wanted) is person
    assert Facts(people=(person,)).person("Jane") in (None, person)
    assert Facts(people=(person,)).person("Jane Roe") is None


@pytest.mark.parametrize("wanted", ["jane", "Jane", "content/authors/jane-doe.md", "authors/jane"])
def test_a_person_is_found_as_other_programs_call_her(wanted: str) -> None:
    person = Person("jane-doe", "Jane Doe")
    others = (Person("ann", "Ann Jane Roe"), person)
    assert Facts(people=others).person(wanted) is person
    assert Facts(people=(*others, Person("j-roe", "Jane Roe"))).person("jane") is None
    assert Facts(people=others).person("admin") is None


# --- what is wrong -------------------------------------------------------------------------------

SHAPE = "Indent each below it by two spaces."
LINE = "Write it behind the colon, on the same line."
WHOLE_LINK = "Copy it whole from the browser; it begins with https://."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            practice("adress: {city: Denver}"),
            (
                "3: There is no fact called “adress” here. Did you mean “address”? "
                "Otherwise remove the line."
            ),
        ),
        (
            practice("address: {city: Denver, private: true}"),
            (
                "3: There is no fact called “private” here. "
                "Write “public: false” instead, and nobody sees it."
            ),
        ),
        (
            practice("private: true"),
            (
                "3: There is no fact called “private” here. "
                "Take out what nobody is to see, and then this line."
            ),
        ),
        (
            BASE.replace("people", "peeple"),
            (
                "3: There is no fact called “peeple” here. Did you mean “people”? "
                "Otherwise remove the line."
            ),
        ),
        (
            licensed("{state: CO, nunber: 1}"),
            (
                "7: There is no fact called “nunber” here. Did you mean “number”? "
                "Otherwise remove the line."
            ),
        ),
        (
            practice("url: practice.example"),
            f"3: “practice.example” is not a web address. {WHOLE_LINK}",
        ),
        (practice("url: javascript:x"), f"3: “javascript:x” is not a web address. {WHOLE_LINK}"),
        (practice("url: https:///x"), f"3: “https:///x” is not a web address. {WHOLE_LINK}"),
        (
            practice("url: https://a b.example"),
            f"3: “https://a b.example” is not a web address. {WHOLE_LINK}",
        ),
        (
            practice("same_as:", "  - https://ok.example", "  - nope"),
            f"5: “nope” is not a web address. {WHOLE_LINK}",
        ),
        (
            practice("email: me(at)x.example"),
            "3: “me(at)x.example” is not an e-mail address. It has the form name@example.org.",
        ),
        (
            practice('email: "me@x.example\\" onclick=\\""'),
            (
                '3: “me@x.example" onclick="” is not an e-mail address. '
                "It has the form name@example.org."
            ),
        ),
        *(
            (
                practice(f"phone: {number}"),
                (
                    f"3: “{number}” is not a telephone number. Write its ten digits, such as "
                    "(303) 555-0100; abroad a plus sign and all digits."
                ),
            )
            for number in ("303-555-010", "303-555-01000", "‘303-555-0100’", "303 555 010O")
        ),
        *(
            (
                practice(f"timezone: {zone}"),
                (
                    f"3: “{zone}” is not the name of a time zone. "
                    "Write one such as America/Denver or America/Los_Angeles."
                ),
            )
            for zone in ("Denver", "America", "America/Nowhere", "../../etc/passwd", "/etc/passwd")
        ),
        (licensed("{state: Colorado}"), "7: “Colorado” is not the code of a state. Write CO."),
        (
            licensed("{state: XX}"),
            "7: “XX” is not the code of a state. Write its two letters, such as CO or TX.",
        ),
        (
            f"{BASE}services:\n  - {{name: A, type: therapy, states: [CO, Texas]}}\n",
            "7: “Texas” is not the code of a state. Write TX.",
        ),
        *(
            (
                licensed(f"{{state: CO, expires: {day}}}"),
                (
                    f"7: “{day}” is not a date that can be read. "
                    "Write it as year-month-day, for example 2027-01-31."
                ),
            )
            for day in ("2027-02-30", "31.01.2027", "next year")
        ),
        (
            licensed("{state: CO, expires: 11/20/2026}"),
            (
                "7: “11/20/2026” is not a date that can be read. "
                "Write it as year-month-day: 2026-11-20, if it is November 20."
            ),
        ),
        (
            f"{BASE}notices:\n  last_checked: {{TX: 'March 2, 2026'}}\n",
            (
                "7: “March 2, 2026” is not a date that can be read. "
                "Write it as year-month-day: 2026-03-02."
            ),
        ),
        *(
            (
                f"{BASE}consultation:\n  minutes: {typed}\n",
                f"7: “{typed}” is not a number of minutes. {remedy}",
            )
            for typed, remedy in (
                ("20 minutes", "Write only the number: 20."),
                ("about 15", "Write only the number: 15."),
                ("half an hour", "Write only a number, such as 20."),
            )
        ),
        (
            f"{BASE}services:\n  - {{name: A, type: counseling}}\n",
            (
                "7: A service is either therapy or coaching, and must say which. "
                "Write “type: therapy” (only where there is a license) or “type: coaching”."
            ),
        ),
        (
            f"{BASE}services:\n  - {{name: A, type: therapy, worldwide: true}}\n",
            (
                "7: Therapy cannot be offered worldwide: a license holds in its own state. "
                "List the states instead, or make it “type: coaching”."
            ),
        ),
        (
            f"{BASE}consultation:\n  free: perhaps\n",
            "7: “perhaps” is neither yes nor no. Write yes or no.",
        ),
        (practice("phone: [1, 2]"), f"3: “phone” should be one line of text. {LINE}"),
        (practice("email: {x: y}"), f"3: “email” should be one line of text. {LINE}"),
        (f"{BASE}    degree: [MA]\n", f"6: “degree” should be one line of text. {LINE}"),
        (
            f"{BASE}    ifs_training: {{level: [1]}}\n",
            f"6: “level” should be one line of text. {LINE}",
        ),
        (
            f"{BASE}consultation:\n  minutes: [20]\n",
            f"7: “minutes” should be one line of text. {LINE}",
        ),
        (practice("same_as:", "  - {a: b}"), f"4: This entry should be one line of text. {LINE}"),
        (
            practice("same_as: https://x.example"),
            "3: “same_as” should be a list. Begin each of its items with “- ”.",
        ),
        (
            practice("address: 1 Main St"),
            f"3: “address” should hold entries of the form “name: text”. {SHAPE}",
        ),
        (
            licensed("LPC 12"),
            f"7: This entry should hold entries of the form “name: text”. {SHAPE}",
        ),
        (
            f"{BASE}  ann: Ann Roe\n",
            f"6: “ann” should hold entries of the form “name: text”. {SHAPE}",
        ),
        (
            "practice:\n  email: a@b.example\n  name:\n" + PEOPLE,
            "3: The practice has no name. Write under “practice:” a line “  name: …”.",
        ),
        (f"{BASE}  ann:\n", "6: “ann” has no name. Write below it a line “    name: …”."),
        (
            f"{BASE}  bob: {{degree: MA}}\n",
            "6: “bob” has no name. Write below it a line “    name: …”.",
        ),
    ],
    ids=lambda value: value.partition(": ")[2][:60] if value[:1].isdigit() else "",
)
def test_a_wrong_fact_is_told_with_its_line_and_its_remedy(text: str, expected: str) -> None:
    found = said(text)
    assert f"practice.yaml:{expected}" in found
    assert len(found) == 1 or "peeple" in text


def test_what_is_wrong_in_a_list_keeps_its_place_as_an_empty_text() -> None:
    marked = yaml_lines.load(practice("same_as: [nope, https://x.example/a]"), "practice.yaml")
    data, _ = validate.check(marked, schema.FACTS, "practice.yaml")
    assert data["practice"]["same_as"] == ["", "https://x.example/a"]


def test_a_wrong_fact_counts_as_not_known() -> None:
    text = practice("url: nope", "email: nope", "timezone: nope", "phone: [1]", "same_as: [nope]")
    text += "    licenses:\n      - {state: Utah, title: LPC, number: 1, lookup: x, expires: x}\n"
    facts, problems = load.read(text, "practice.yaml")
    assert len(problems) == 8
    assert facts.practice == Practice("Quiet Room")
    assert facts.people[0].licenses == (License("", "LPC", "1"),)
    assert not facts.people[0].licenses[0].complete


@pytest.mark.parametrize(
    "text", ["", "practice:\n", "- a\n- b\n", "just words\n", "people: [jane]\n"]
)
def test_a_file_without_a_practice_or_people_says_so_and_does_not_stop_the_reading(
    text: str,
) -> None:
    facts, problems = load.read(text, "practice.yaml")
    assert (facts.practice, facts.people) == (Practice(), ())
    assert {"facts-name", "facts-people"} <= {problem.rule for problem in problems}


def test_a_file_that_is_a_list_is_told_as_that() -> None:
    assert said("- a\n") == [
        (
            "practice.yaml:1: Nobody is named under “people”, so no article can say who wrote it. "
            "Write “people:”, below it a short key such as “  jane-doe:” and below that "
            "“    name: …”."
        ),
        "practice.yaml:1: The practice has no name. Write under “practice:” a line “  name: …”.",
        f"practice.yaml:1: This file should hold entries of the form “name: text”. {SHAPE}",
    ]


def test_a_name_that_stands_twice_is_told_with_both_lines() -> None:
    assert said("practice:\n  name: A\n  email: a@b.example\n  name: B\n") == [
        (
            "practice.yaml:4: “name” appears here a second time; only one of the two can count. "
            "Remove one of them (the first is on line 2)."
        )
    ]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("practice:\n  name: A\n\tphone: B\n", 3, "tab"),
        ("practice:\n  name: A\n   phone: B\n", 3, "does not begin below"),
        ("practice: &a\n  name: x\n  address: *a\n", 1, "cannot be read as YAML"),
        ("practice: " + "[" * 5000, 1, "nested too deeply"),
        ("practice:\n  name: a\x00b\n", 2, "character"),
    ],
)
def test_yaml_that_cannot_be_read_is_explained_and_never_raised(
    text: str, line: int, word: str
) -> None:
    facts, problems = load.read(text, "practice.yaml")
    assert facts == Facts()
    assert len(problems) == 1
    assert problems[0].line == line
    assert word in problems[0].message
    assert problems[0].remedy


def test_of_facts_that_nobody_wrote_every_line_is_the_first() -> None:
    assert Facts().line("practice", "name") == 1


def test_aliases_that_would_grow_without_end_are_refused() -> None:
    """Each line holds the one before it nine times: a few hundred bytes, millions of entries."""
    names = "abcdef"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in itertools.pairwise(names)
    ]
    facts, problems = load.read("\n".join(lines), "practice.yaml")
    assert facts == Facts()
    assert [problem.rule for problem in problems] == ["yaml"]


def test_a_wrong_fact_stops_a_build_and_not_the_preview(site: TrialSite) -> None:
    site.facts(practice={"name": "Quiet Room", "timezone": "Denver"})
    site.article("a")
    assert site.build(PRACTICE_CHECKS="").refused
    preview = site.build(strict=False, PRACTICE_CHECKS="")
    assert preview.said() == [
        (
            "practice.yaml:3: “Denver” is not the name of a time zone. "
            "Write one such as America/Denver or America/Los_Angeles."
        )
    ]
    assert "articles/a/index.html" in preview.files()


def test_only_states_where_therapy_is_offered_are_served() -> None:
    facts = read(
        f"{BASE}services:\n"
        "  - {name: A, type: therapy, states: [TX, CO]}\n"
        "  - {name: B, type: therapy, states: [CO]}\n"
        "  - {name: C, type: coaching, worldwide: true}\n"
    )
    assert facts.therapy_states == (State("TX", "Texas"), State("CO", "Colorado"))


def test_the_line_of_a_fact_is_known_and_of_one_that_is_not_there_that_around_it() -> None:
    facts = read(licensed("{state: CO}"))
    assert facts.line("people", "jane", "name") == 5
    assert facts.line("people", "jane", "licenses", 0, "number") == 7
    assert facts.line("people", "jane", "degree") == 4
    assert facts.line("fees") == 1
