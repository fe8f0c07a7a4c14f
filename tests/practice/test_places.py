"""A practice with an office or several: where it is, when it is open, what follows from that."""

from __future__ import annotations

import pytest

from plugins.notices import jurisdictions
from plugins.notices.notices import needed
from plugins.practice import hours, load
from plugins.practice.model import Address, Facts, Office
from plugins.practice.organization import PracticeSite, nodes

SITE = PracticeSite("https://x.example", "Elm House", "en")
OFFICE = """\
practice:
  name: Elm House
  phone: (520) 555-0100
  address: {street: 12 Elm St, city: Tucson, region: Arizona, postal_code: 85701, country: US,
            public: true, hours: [Mon-Thu 9:00-17:00, Friday 9 to noon], geo: "32.2217, -110.9265"}
people:
  ana:
    name: Ana Ruiz
    licenses: [{title: LPC, number: 12345}]
services:
  - {name: Psychotherapy for adults, type: therapy}
"""


def read(text: str) -> Facts:
    facts, problems = load.read(text, "practice.yaml")
    assert problems == []
    return facts


def said(text: str) -> list[str]:
    return [str(problem) for problem in load.read(text, "practice.yaml")[1]]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Mon-Fri 9 am to 5 pm", "Mo-Fr 09:00-17:00"),
        ("Monday to Friday, 9:00 to 17:00", "Mo-Fr 09:00-17:00"),
        ("Weekdays: from 9 a.m. to 5 p.m.", "Mo-Fr 09:00-17:00"),
        ("Mo, We, Fr 10-14", "Mo,We,Fr 10:00-14:00"),
        ("Mondays and Thursdays 8:30am–12:00pm", "Mo,Th 08:30-12:00"),
        ("Saturday 10 to noon", "Sa 10:00-12:00"),
        ("Saturday to Monday 10:00-12:00", "Mo,Sa,Su 10:00-12:00"),
        ("9 to 5 pm, every day", None),
        ("Every day, 9 to 5 pm", "Mo-Su 09:00-17:00"),
        ("lunes a viernes de 9:00 a 17:30", "Mo-Fr 09:00-17:30"),
        ("miércoles y sábado 10:00-12:00", "We,Sa 10:00-12:00"),
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Monday 1 to 5 pm", None),  # in the night, or after noon?
        ("Monday 9-5", None),
        ("Monday 25:00-26:00", None),
        ("Monday 13 pm to 14 pm", None),
        ("Someday 9:00-17:00", None),
        ("by appointment", None),
        ("", None),
    ],
)
def test_hours_are_read_as_people_write_them(line: str, found: str | None) -> None:
    opening = hours.read(line)
    assert (opening and opening.schema_org) == found


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (Address("12 Elm St", "Tucson", "AZ", "85701", "US"), "12 Elm St, Tucson, AZ 85701"),
        (Address("Lindengasse 1", "Wien", "", "1070", "AT"), "Lindengasse 1, 1070 Wien"),
        (Address("1 Elm Road", "London", "", "N1 1AA", "GB"), "1 Elm Road, London, N1 1AA"),
        (Address(city="Tucson"), "Tucson"),
        (Address(), ""),
    ],
)
def test_an_address_is_written_as_it_is_where_it_is(place: Address, line: str) -> None:
    assert place.line == line


def test_an_office_needs_no_list_of_states() -> None:
    facts = read(OFFICE)
    assert [state.name for state in facts.therapy_states] == ["Arizona"]
    assert (facts.online, facts.in_usa) == (False, True)
    known, _ = jurisdictions.read()
    assert [
        one.rule.key for one in needed(facts, known) if ("services", 0, "states") in one.gaps
    ] == []
    (held,) = facts.people[0].licenses
    assert held.complete
    away = read(OFFICE.replace("public: true", "public: false"))
    assert (away.online, away.therapy_states) == (True, ())
    assert not away.people[0].licenses[0].complete


def test_an_office_and_sessions_online_are_both_told() -> None:
    practice, _, service = nodes(
        read(OFFICE.replace("  phone:", "  online: true\n  phone:")), SITE, with_services=True
    )
    assert practice == {
        "@type": "MedicalBusiness",
        "@id": "https://x.example/#/practice",
        "name": "Elm House",
        "url": "https://x.example/",
        "telephone": "(520) 555-0100",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "12 Elm St",
            "addressLocality": "Tucson",
            "addressRegion": "Arizona",
            "postalCode": "85701",
            "addressCountry": "US",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 32.2217, "longitude": -110.9265},
        "openingHours": ["Mo-Th 09:00-17:00", "Fr 09:00-12:00"],
        "areaServed": [{"@type": "State", "name": "Arizona"}],
        "employee": [{"@id": "https://x.example/#/person-ana"}],
    }
    assert service["availableChannel"] == [
        {
            "@type": "ServiceChannel",
            "name": "Online",
            "serviceUrl": "https://x.example/consultation/",
        },
        {"@type": "ServiceChannel", "serviceLocation": {"@id": practice["@id"]}},
    ]


TWO = """\
practice: {name: Elm House, phone: (520) 555-0100}
offices:
  - {name: Downtown, street: 12 Elm St, city: Tucson, region: AZ, hours: [Mon 9-17]}
  - {}
  - {street: 1 Oak St, city: Portland, region: OR, phone: (503) 555-0101}
people: {ana: {name: Ana Ruiz}}
services: [{name: Therapy, type: therapy}]
"""


def test_two_offices_are_places_of_their_own() -> None:
    facts = read(TWO)
    assert [(type(one), one.city) for one in facts.places] == [
        (Office, "Tucson"),
        (Office, "Portland"),
    ]
    assert [state.code for state in facts.therapy_states] == ["AZ", "OR"]
    practice = nodes(facts, SITE)[0]
    downtown = {"@type": "PostalAddress", "streetAddress": "12 Elm St", "addressLocality": "Tucson"}
    oak = {"@type": "PostalAddress", "streetAddress": "1 Oak St", "addressLocality": "Portland"}
    downtown["addressRegion"], oak["addressRegion"] = "AZ", "OR"
    assert practice["address"] == [downtown, oak]
    assert practice["location"] == [
        {
            "@type": "MedicalBusiness",
            "@id": "https://x.example/#/office-1",
            "name": "Elm House, Downtown",
            "telephone": "(520) 555-0100",
            "address": downtown,
            "openingHours": ["Mo 09:00-17:00"],
        },
        {
            "@type": "MedicalBusiness",
            "@id": "https://x.example/#/office-2",
            "name": "Elm House, Portland",
            "telephone": "(503) 555-0101",
            "address": oak,
        },
    ]


def test_an_office_abroad_has_no_state_and_asks_no_law_of_the_usa() -> None:
    facts = read(
        OFFICE.replace("region: Arizona", "region: ''").replace("country: US", "country: AT")
    )
    assert (facts.in_usa, facts.therapy_states) == (False, ())
    assert facts.people[0].licenses[0].complete
    person = nodes(facts, SITE)[1]
    assert "validIn" not in person["hasCredential"][0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            OFFICE.replace("Mon-Thu 9:00-17:00", "whenever you like"),
            (
                "practice.yaml:5: “whenever you like” does not say on which days and from when to "
                "when. Write days and times such as “Monday to Friday, 9:00 to 17:00” or “Tuesday, "
                "1 pm to 6 pm”."
            ),
        ),
        (
            OFFICE.replace("32.2217, -110.9265", "near the river"),
            (
                "practice.yaml:5: “near the river” is not a latitude and a longitude. Write the two"
                " numbers that a map shows, such as 32.2217, -110.9265."
            ),
        ),
        (
            OFFICE.replace("  phone:", "  language: Klingon\n  phone:"),
            (
                "practice.yaml:3: “Klingon” is not the code of a language. Write two or three "
                "letters, such as en, es or pt-BR."
            ),
        ),
        (
            OFFICE.replace("people:\n", "people:\n  Ana!: {name: Ana Cruz}\n"),
            (
                "practice.yaml:8: The key “ana” is the same as “Ana!” in an address. Give one of "
                "the two people another key."
            ),
        ),
        (
            OFFICE.replace("people:\n", "people:\n  '!': {name: Ana Cruz}\n"),
            (
                "practice.yaml:7: The key “!” has no letter and no digit. Write one such as "
                "jane-doe: it is a part of the address of a page."
            ),
        ),
    ],
)
def test_what_cannot_be_used_is_told_at_its_line(text: str, told: str) -> None:
    assert [one.partition(" [")[0] for one in said(text)] == [told]
