"""Describe the practice, its people and its services as schema.org nodes.

A fact that is not known leaves its property out. What is `brief` names the same things under the
same ids with less about each: in an article the words are to come first on a poor line, and all of
it stands on the pages that are about the practice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from plugins.core.json_ld import Node, Site, known, ref
from plugins.core.slug import slugify
from plugins.practice.model import Facts, Office, Person


@dataclass(frozen=True)
class PracticeSite(Site):
    """The practice's website; `about` and `consultation` are those pages' places, "" if none.

    `people` are the places of those who have a page of their own, by their keys. `say` gives the
    few words that are no facts in the language of the page.
    """

    about: str = "about/"
    consultation: str = "consultation/"
    people: Mapping[str, str] = field(default_factory=dict)
    say: Callable[[str], str] = str

    def page(self, place: str) -> str:
        """Return the address of a place below the site; "" for none."""
        return f"{self.base}/{place}" if place else ""


def nodes(
    facts: Facts,
    site: PracticeSite,
    named: Iterable[Person | None] = (),
    *,
    brief: bool = False,
    with_services: bool = False,
) -> list[Node]:
    """Return the practice, its people and the services.

    Of several people those stand there whom the page names, and all of them beside the services.
    """
    everybody = with_services or not facts.several
    shown = [one for one in facts.people if everybody or one in {*named}]
    found = [practice(facts, site, shown, brief=brief)]
    found += [person(one, site, brief=brief) for one in shown]
    return found + (services(facts, site) if with_services else [])


def practice_id(site: Site) -> str:
    return site.id("practice")


def practice(
    facts: Facts, site: PracticeSite, people: Iterable[Person], *, brief: bool = False
) -> Node:
    """Return the practice, and `people` as who works there.

    It is a MedicalBusiness only with a place, as Google asks for the address of local ones. One
    office is the practice itself; several are places of their own.
    """
    practice, places = facts.practice, facts.places
    if brief:
        practice = replace(practice, description="", email="", same_as=())
    return known(
        type="MedicalBusiness" if places else "Organization",
        id=practice_id(site),
        name=practice.name,
        description=practice.description,
        url=f"{site.base}/",
        email=practice.email,
        telephone=practice.phone or (places[0].phone if len(places) == 1 else ""),
        **(_located(places, brief=brief) if places else {}),
        location=[_office(one, number, facts, site, brief) for number, one in enumerate(places, 1)]
        if places[1:]
        else None,
        areaServed=_states(facts.therapy_states, site) if places and not brief else None,
        employee=[ref(person_id(one, site)) for one in people],
        sameAs=list(practice.same_as),
    )


def _located(places: tuple[Office, ...], *, brief: bool) -> dict[str, Any]:
    """Return where the practice is, and when it is open there; brief, only the first."""
    addresses = [
        known(
            type="PostalAddress",
            streetAddress=one.street,
            addressLocality=one.city,
            addressRegion=one.region,
            postalCode=one.postal_code,
            addressCountry="" if brief else one.country,
        )
        for one in places
    ]
    found: dict[str, Any] = {"address": addresses[0] if len(addresses) == 1 else addresses}
    if len(places) == 1 and not brief:
        latitude, _, longitude = places[0].geo.replace(" ", "").partition(",")
        found["geo"] = longitude and {
            "@type": "GeoCoordinates",
            "latitude": float(latitude),
            "longitude": float(longitude),
        }
        found["openingHours"] = [one.schema_org for one in places[0].opening]
    return found


def _office(place: Office, number: int, facts: Facts, site: PracticeSite, brief: bool) -> Node:
    name = ", ".join(filter(None, (facts.practice.name, place.name or place.city)))
    return known(
        type="MedicalBusiness",
        id=site.id(f"office-{number}"),
        name=name,
        telephone=place.phone or facts.practice.phone,
        **_located((place,), brief=brief),
    )


def person_id(person: Person, site: Site) -> str:
    return site.id(f"person-{quote(person.key)}")


def person(person: Person, site: PracticeSite, *, brief: bool = False) -> Node:
    """Return a person; `name` is only the name, what follows it has a property of its own.

    Brief, a license is without where to look it up, its last day and its board.
    """
    credentials = [_credential("degree", name=person.degree)] if person.degree else []
    for license_ in person.licenses:
        if license_.complete:
            held = replace(license_, lookup="", expires=None, board="") if brief else license_
            credentials.append(
                _credential(
                    "license",
                    name=held.title,
                    identifier=held.number,
                    url=held.lookup,
                    expires=held.expires.isoformat() if held.expires else None,
                    recognizedBy=held.board and {"@type": "Organization", "name": held.board},
                    validIn=held.state and {"@type": "State", "name": site.say(held.state_name)},
                )
            )
    for certificate in person.certifications:
        if certificate.name:
            by = "" if brief else certificate.by
            credentials.append(
                _credential(
                    "certificate",
                    name=certificate.name,
                    identifier="" if brief else certificate.number,
                    recognizedBy=by and {"@type": "Organization", "name": by},
                )
            )
    return known(
        type="Person",
        id=person_id(person, site),
        name=person.name,
        honorificSuffix=person.honorific_suffix,
        jobTitle=person.job_title,
        description="" if brief else person.approach,
        image=site.page(person.image),
        url=site.page(site.people.get(person.key, site.about)),
        hasCredential=credentials,
        worksFor=ref(practice_id(site)),
        sameAs=list(person.same_as),
    )


def _credential(category: str, **properties: Any) -> Node:
    return known(
        type="EducationalOccupationalCredential", credentialCategory=category, **properties
    )


def _states(states: Iterable[Any], site: PracticeSite) -> list[Node]:
    return [{"@type": "State", "name": site.say(state.name)} for state in states]


def services(facts: Facts, site: PracticeSite) -> list[Node]:
    """Return each service that has a name; two of one name get a number behind it.

    A channel says where it is given: online, in an office, or both.
    """
    channels: list[Node] = []
    if facts.online:
        channels.append(
            known(
                type="ServiceChannel",
                name=site.say("Online"),
                serviceUrl=facts.practice.scheduling_url or site.page(site.consultation),
            )
        )
        # Where it is nothing else, that is the practice itself.
        here = [site.id(f"office-{n}") for n, _ in enumerate(facts.places, 1)]
        here = here if here[1:] else [practice_id(site)] * len(here)
        channels += [known(type="ServiceChannel", serviceLocation=ref(one)) for one in here]
    names: list[str] = []
    nodes = []
    for service in facts.services:
        if service.name:
            names.append(name := slugify(service.name))
            number = f"-{names.count(name)}" if names.count(name) > 1 else ""
            nodes.append(
                known(
                    type="Service",
                    id=site.id(f"service-{name}{number}"),
                    name=service.name,
                    description=service.description,
                    serviceType=site.say(
                        "Psychotherapy" if service.type == "therapy" else "Coaching"
                    ),
                    provider=ref(practice_id(site)),
                    areaServed="Worldwide"
                    if service.worldwide
                    else _states(facts.states_served(service), site),
                    availableChannel=channels[0] if len(channels) == 1 else channels,
                )
            )
    return nodes
