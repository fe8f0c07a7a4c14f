"""A practice with an office, with two, and abroad: what its pages say of where it is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trial_site import Built, TrialSite

ELM = {
    "street": "12 Elm St",
    "city": "Tucson",
    "region": "Arizona",
    "postal_code": "85701",
    "country": "US",
    "public": "true",
    "hours": ["Monday to Thursday, 9:00 to 17:00", "Friday, 9 am to noon"],
}
ADULTS = [{"name": "Psychotherapy for adults", "type": "therapy"}]


def practice(site: TrialSite, services: Any = ADULTS, offices: Any = (), **more: Any) -> None:
    """Home, consultation and a notice, in English and in Spanish, of a practice of one."""
    known = {"name": "Elm House", "phone": "(520) 555-0142", "address": ELM, **more}
    held = {"title": "LPC", "number": "12345"}
    site.facts(
        practice=known,
        people={"mara": {"name": "Mara Stone", "licenses": [held]}},
        services=services,
        offices=list(offices),
        contact_form={"endpoint": "https://forms.example/x"},
        crisis_lines=[{"name": "Lifeline", "call": "988"}],
    )
    site.page("home", title="Room", template="home", url="", save_as="index.html")
    site.page("home.es", title="Cuarto", template="home", lang="es")
    site.page("consultation", title="A talk", template="consultation", menu="Talk")
    site.page("consultation.es", title="Una charla", template="consultation", lang="es")
    site.page("about", title="About", template="about", menu="About")
    site.page("notices", "[notices]\n", title="Notices")


def said(built: Built, url: str, selector: str) -> list[str]:
    return [" ".join(one.get_text().split()) for one in built.page(url).select(selector)]


def served(site: TrialSite, *languages: str) -> list[str]:
    """What the foot of the first page says of where therapy is, in each language."""
    built = site.build()
    assert built.errors() == []
    return [said(built, url, ".colophon > div:first-child p")[1] for url in languages]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = TrialSite(tmp_path_factory.mktemp("office"))
    practice(site)
    return site.build(PRACTICE_CHECKS="plugins.checks.run", delivered=True)


def test_an_office_needs_no_states_and_no_word_about_sessions_online(built: Built) -> None:
    lacking = {problem.rule for problem in built.problems if problem.severity != "note"}
    assert lacking == {"notice-state-unknown"}  # of Arizona, which nobody has written yet
    assert "online" not in built.html("").lower()
    assert built.page("consultation/").select("select") == []  # nobody asks for a state


def test_the_foot_of_every_page_has_the_address_and_the_telephone(built: Built) -> None:
    assert said(built, "about/", ".colophon > div:first-child p") == [
        "Mara Stone · LPC 12345",
        "Psychotherapy for adults in Tucson, Arizona.",
        "12 Elm St, Tucson, Arizona 85701",
        "(520) 555-0142",
    ]
    assert "Psychotherapy for adults in Tucson, Arizona." in said(built, "", ".hero .fine")[0]
    assert said(built, "about/", ".credentials dt")[1:] == ["License", "Therapy in"]


def test_the_consultation_page_says_when_the_office_is_open(built: Built) -> None:
    assert said(built, "consultation/", ".ways dd")[-1] == (
        "12 Elm St, Tucson, Arizona 85701 Monday to Thursday, 9:00 AM – 5:00 PM"
        " Friday, 9:00 AM – 12:00 PM"
    )
    assert said(built, "es/consultation/", ".ways dd .fine") == [
        "Lunes a jueves, 9:00 – 17:00",
        "Viernes, 9:00 – 12:00",
    ]
    business = built.node("", "MedicalBusiness")
    assert business["openingHours"] == ["Mo-Th 09:00-17:00", "Fr 09:00-12:00"]
    assert (business["telephone"], "geo" in business) == ("(520) 555-0142", False)


COACHING = [{"name": "Coaching", "type": "coaching", "worldwide": "true"}]
PHOENIX = {"name": "North", "city": "Phoenix", "region": "AZ", "phone": "(602) 555-0143"}
RENO = {"street": "1 Hill Rd", "city": "Reno", "region": "NV", "country": "US"}


@pytest.mark.parametrize(
    ("facts", "english", "spanish"),
    [
        (
            {"online": "true"},
            "Psychotherapy for adults in Tucson, Arizona, and online for people in Arizona.",
            ("Psychotherapy for adults en Tucson, Arizona, y en línea para personas que se "
            "encuentran en Arizona."),
        ),
        (
            {"online": "true", "services": [{**ADULTS[0], "states": ["AZ", "OR"]}]},
            ("Psychotherapy for adults in Tucson, Arizona, and online for people in Arizona and "
            "Oregon."),
            ("Psychotherapy for adults en Tucson, Arizona, y en línea para personas que se "
            "encuentran en Arizona y Oregón."),
        ),
        (
            {"offices": [PHOENIX]},
            "Psychotherapy for adults in Tucson and Phoenix, Arizona.",
            "Psychotherapy for adults en Tucson y Phoenix, Arizona.",
        ),
        (
            {"offices": [PHOENIX, RENO]},
            "Psychotherapy for adults in Tucson, Arizona; Phoenix, Arizona, and Reno, Nevada.",
            "Psychotherapy for adults en Tucson, Arizona; Phoenix, Arizona, y Reno, Nevada.",
        ),
        (
            {"online": "true", "services": COACHING},
            "Coaching in Tucson, Arizona, and online wherever you live.",
            "Coaching en Tucson, Arizona, y en línea dondequiera que usted viva.",
        ),
        (
            {"services": COACHING},
            "Coaching, wherever you live.",
            "Coaching, dondequiera que usted viva.",
        ),
        (
            {"address": {**ELM, "city": "Wien", "region": "", "country": "AT"}, "online": "yes"},
            "Psychotherapy for adults in Wien, Austria, and online.",
            "Psychotherapy for adults en Wien, Austria y en línea.",
        ),
        (
            {"address": {"country": "AT"}, "online": "true"},
            "Psychotherapy for adults online.",
            "Psychotherapy for adults en línea.",
        ),
        (
            {"address": {}, "services": [{**ADULTS[0], "states": ["AZ"]}]},
            "Psychotherapy for adults online for people in Arizona.",
            "Psychotherapy for adults en línea para personas que se encuentran en Arizona.",
        ),
    ],
)  # fmt: skip
def test_where_it_is_is_said_as_it_is(
    facts: dict[str, Any], english: str, spanish: str, site: TrialSite
) -> None:
    practice(site, **facts)
    assert served(site, "", "es/") == [english, spanish]


def test_an_office_abroad_speaks_of_its_country_and_of_no_state(site: TrialSite) -> None:
    practice(site, address={**ELM, "region": "", "city": "Wien", "country": "AT"})
    built = site.build(PRACTICE_CHECKS="plugins.checks.run")
    assert [str(one) for one in built.errors()] == []
    foot = said(built, "", ".colophon > div:first-child p")
    assert foot[0] == "Mara Stone · LPC 12345"
    assert foot[2] == "12 Elm St, 85701 Wien, Austria"
    assert said(built, "about/", ".credentials dt") == ["Name", "License"]


def test_a_second_office_has_its_own_name_number_and_data(site: TrialSite) -> None:
    practice(site, offices=[PHOENIX])
    built = site.build(delivered=True)
    assert built.errors() == []
    assert said(built, "consultation/", ".ways dt")[-2:] == ["Address", "North"]
    assert said(built, "consultation/", ".ways dd")[-1] == "Phoenix, AZ (602) 555-0143"
    assert "Phoenix, AZ · (602) 555-0143" in said(built, "", ".colophon p")
    graph = built.graph("")
    business = next(one for one in graph if one["@id"].endswith("/practice"))
    assert [one["name"] for one in business["location"]] == [
        "Elm House, Tucson",
        "Elm House, North",
    ]


def test_an_office_in_a_state_without_a_license_is_told_at_its_line(site: TrialSite) -> None:
    practice(site, offices=[RENO])
    site.facts(
        practice={"name": "Elm House", "address": ELM},
        people={"mara": {"name": "Mara", "licenses": [{"state": "AZ", "title": "LPC"}]}},
        services=ADULTS,
        offices=[RENO],
    )
    built = site.build(strict=False, PRACTICE_CHECKS="plugins.checks.run")
    told = [one for one in built.problems if one.rule == "truth-license-state"]
    lines = (site.content / "practice.yaml").read_text().split("\n")
    assert [lines[one.line - 1] for one in told] == ["- street: 1 Hill Rd"]
    assert "in an office in Nevada" in told[0].message
