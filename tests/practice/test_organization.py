"""The practice, its people and its services as data, compared whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plugins.core.json_ld import Node
from plugins.practice.model import (
    Address,
    Certification,
    Facts,
    License,
    Person,
    Practice,
    Service,
    State,
)
from plugins.practice.organization import PracticeSite, nodes

SITE = PracticeSite("https://x.example", "Quiet Room", "en")
JANE = Person("jane", "Jane Doe", degree="MA", credentials="LPC")
FACTS = Facts(Practice("Quiet Room"), (JANE,))


def found_in(facts: Facts, *named: Person | None) -> dict[str, Node]:
    """Every node by the end of its @id."""
    found = nodes(facts, SITE, named, with_services=True)
    return {node["@id"].rpartition("#/")[2]: node for node in found}


def test_the_practice_without_a_public_address_is_an_organization_that_serves_online() -> None:
    facts = Facts(
        Practice("Quiet Room", "Parts work.", email="me@x.example", phone="+1 303 555 0100"),
        (JANE,),
        (
            Service(
                "Therapy", "therapy", "Weekly.", (State("CO", "Colorado"), State("TX", "Texas"))
            ),
            Service("Coaching", "coaching", worldwide=True),
        ),
    )
    found = found_in(facts)
    assert found["practice"] == {
        "@type": "Organization",
        "@id": "https://x.example/#/practice",
        "name": "Quiet Room",
        "description": "Parts work.",
        "url": "https://x.example/",
        "email": "me@x.example",
        "telephone": "+1 303 555 0100",
        "employee": [{"@id": "https://x.example/#/person-jane"}],
    }
    channel = {
        "@type": "ServiceChannel",
        "name": "Online",
        "serviceUrl": "https://x.example/consultation/",
    }
    assert found["service-therapy"] == {
        "@type": "Service",
        "@id": "https://x.example/#/service-therapy",
        "name": "Therapy",
        "description": "Weekly.",
        "serviceType": "Psychotherapy",
        "provider": {"@id": "https://x.example/#/practice"},
        "areaServed": [
            {"@type": "State", "name": "Colorado"},
            {"@type": "State", "name": "Texas"},
        ],
        "availableChannel": channel,
    }
    assert found["service-coaching"] == {
        "@type": "Service",
        "@id": "https://x.example/#/service-coaching",
        "name": "Coaching",
        "serviceType": "Coaching",
        "provider": {"@id": "https://x.example/#/practice"},
        "areaServed": "Worldwide",
        "availableChannel": channel,
    }


def test_the_practice_with_a_public_address_is_a_medical_business() -> None:
    """Google asks a local business for an address."""
    facts = Facts(
        Practice(
            "Quiet Room",
            address=Address("1 Main St", "Denver", "CO", "80202", "US", public=True),
            scheduling_url="https://book.example/",
        ),
        (JANE,),
        (Service("Therapy", "therapy", states=(State("CO", "Colorado"),)),),
    )
    found = found_in(facts)
    assert found["practice"] == {
        "@type": "MedicalBusiness",
        "@id": "https://x.example/#/practice",
        "name": "Quiet Room",
        "url": "https://x.example/",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Main St",
            "addressLocality": "Denver",
            "addressRegion": "CO",
            "postalCode": "80202",
            "addressCountry": "US",
        },
        "areaServed": [{"@type": "State", "name": "Colorado"}],
        "employee": [{"@id": "https://x.example/#/person-jane"}],
    }
    assert "availableChannel" not in found["service-therapy"]


def test_an_address_that_is_not_public_is_not_told() -> None:
    facts = replace(FACTS, practice=Practice("Quiet Room", address=Address("1 Main St", "Denver")))
    assert found_in(facts)["practice"] == {
        "@type": "Organization",
        "@id": "https://x.example/#/practice",
        "name": "Quiet Room",
        "url": "https://x.example/",
        "employee": [{"@id": "https://x.example/#/person-jane"}],
    }


def test_a_person_is_called_only_by_the_name_and_what_follows_it_has_its_own_place() -> None:
    person = replace(JANE, job_title="Therapist", same_as=("https://social.example/jane",))
    assert found_in(replace(FACTS, people=(person,)))["person-jane"] == {
        "@type": "Person",
        "@id": "https://x.example/#/person-jane",
        "name": "Jane Doe",
        "honorificSuffix": "MA, LPC",
        "jobTitle": "Therapist",
        "url": "https://x.example/about/",
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": "degree",
                "name": "MA",
            }
        ],
        "worksFor": {"@id": "https://x.example/#/practice"},
        "sameAs": ["https://social.example/jane"],
    }


def test_a_certificate_is_told_with_who_gave_it() -> None:
    held = (
        Certification("Certified IFS Therapist", "IFS Institute", "2024", "77"),
        Certification(),
    )
    person = replace(JANE, degree="", certifications=held)
    found = found_in(replace(FACTS, people=(person,)))["person-jane"]
    assert found["hasCredential"] == [
        {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "certificate",
            "name": "Certified IFS Therapist",
            "identifier": "77",
            "recognizedBy": {"@type": "Organization", "name": "IFS Institute"},
        }
    ]


def test_where_it_is_said_in_brief_only_names_and_numbers_are_left() -> None:
    """Whoever follows the @id finds the rest on the pages about the practice."""
    license_ = License("CO", "LPC", "012345", "DORA", "https://dora.example/", date(2027, 8, 31))
    held = Certification("Certified IFS Therapist", "IFS Institute", "2024", "77")
    person = replace(JANE, image="images/j.jpg", licenses=(license_,), certifications=(held,))
    about = Practice("Q", "Parts work.", email="me@x.example", same_as=("https://s.example/q",))
    facts = Facts(about, (person,), (Service("Coaching", "coaching"),))
    kind = {"@type": "EducationalOccupationalCredential"}
    assert nodes(facts, SITE, brief=True) == [
        {
            "@type": "Organization",
            "@id": "https://x.example/#/practice",
            "name": "Q",
            "url": "https://x.example/",
            "employee": [{"@id": "https://x.example/#/person-jane"}],
        },
        {
            "@type": "Person",
            "@id": "https://x.example/#/person-jane",
            "name": "Jane Doe",
            "honorificSuffix": "MA, LPC",
            "image": "https://x.example/images/j.jpg",
            "url": "https://x.example/about/",
            "hasCredential": [
                {**kind, "credentialCategory": "degree", "name": "MA"},
                {
                    **kind,
                    "credentialCategory": "license",
                    "name": "LPC",
                    "identifier": "012345",
                    "validIn": {"@type": "State", "name": "Colorado"},
                },
                {
                    **kind,
                    "credentialCategory": "certificate",
                    "name": "Certified IFS Therapist",
                },
            ],
            "worksFor": {"@id": "https://x.example/#/practice"},
        },
    ]
    (alone,) = nodes(Facts(about), SITE)
    assert "employee" not in alone
    assert (alone["sameAs"], alone["email"]) == (["https://s.example/q"], "me@x.example")


def test_a_license_is_told_only_when_state_title_and_number_are_known() -> None:
    whole = License("CO", "LPC", "012345", "DORA", "https://dora.example/", date(2027, 8, 31))
    parts = (
        License("CO", "LPC"),
        License("CO", number="1"),
        License(title="LPC", number="1"),
        License("TX", "LPC", "7"),
        whole,
    )
    person = replace(JANE, degree="", licenses=parts)
    found = found_in(replace(FACTS, people=(person,)))["person-jane"]
    assert found["hasCredential"] == [
        {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "license",
            "name": "LPC",
            "identifier": "7",
            "validIn": {"@type": "State", "name": "Texas"},
        },
        {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "license",
            "name": "LPC",
            "identifier": "012345",
            "url": "https://dora.example/",
            "expires": "2027-08-31",
            "recognizedBy": {"@type": "Organization", "name": "DORA"},
            "validIn": {"@type": "State", "name": "Colorado"},
        },
    ]


def test_of_several_people_a_page_has_those_whom_it_names_and_beside_the_services_all() -> None:
    ann, bob = Person("ann", "Ann"), Person("bob", "Bob")
    facts = replace(FACTS, people=(JANE, ann, bob))
    site = replace(SITE, people={"bob": "people/bob/"})
    practice, only = nodes(facts, site, (bob, None), brief=True)
    assert practice["employee"] == [{"@id": only["@id"]}]
    assert (only["name"], only["url"]) == ("Bob", "https://x.example/people/bob/")
    practice, *people = nodes(facts, site, (bob, None), with_services=True)
    assert [one["name"] for one in people] == ["Jane Doe", "Ann", "Bob"]
    assert practice["employee"] == [{"@id": one["@id"]} for one in people]
    assert "employee" not in nodes(facts, site)[0]


def test_two_services_of_one_name_and_names_in_any_script_have_ids_of_their_own() -> None:
    services = tuple(Service(name) for name in ("Therapy", "therapy!", "Терапия", ""))
    found = found_in(replace(FACTS, services=services))
    assert [name for name in found if name.startswith("service")] == [
        "service-therapy",
        "service-therapy-2",
        "service-terapiia",
    ]


def test_a_key_with_spaces_still_gives_an_address() -> None:
    facts = replace(FACTS, people=(replace(JANE, key="Jane Doe"),))
    found = found_in(facts)
    assert found["person-Jane%20Doe"]["name"] == "Jane Doe"
    assert found["practice"]["employee"] == [{"@id": "https://x.example/#/person-Jane%20Doe"}]
