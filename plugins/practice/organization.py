"""Describe the practice, its people and its services as schema.org nodes.

A fact that is not known leaves its property out. What is `brief` names the same things under the
same ids with less about each: in an article the words are to come first on a poor line, and all of
it stands on the pages that are about the practice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from plugins.core.json_ld import Node, Site, known, ref
from plugins.core.slug import slugify
from plugins.practice.model import Facts, Person


@dataclass(frozen=True)
class PracticeSite(Site):
    """The practice's website; `about` and `consultation` are those pages' places, "" if none.

    `say` gives the few words that are no facts in the language of the page.
    """

    about: str = "about/"
    consultation: str = "consultation/"
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
    """Return the practice, its owner and the people whom the page names, then the services."""
    found = [practice(facts, site, brief=brief)]
    shown = {facts.owner, *named}
    found += [person(one, site, brief=brief) for one in facts.people if one in shown]
    return found + (services(facts, site) if with_services else [])


def practice_id(site: Site) -> str:
    return site.id("practice")


def practice(facts: Facts, site: PracticeSite, *, brief: bool = False) -> Node:
    """Return the practice: a MedicalBusiness only with an address, as Google asks of local ones."""
    practice = facts.practice
    if brief:
        practice = replace(practice, description="", email="", same_as=())
    address = practice.public_address
    return known(
        type="MedicalBusiness" if address else "Organization",
        id=practice_id(site),
        name=practice.name,
        description=practice.description,
        url=f"{site.base}/",
        email=practice.email,
        telephone=practice.phone,
        address=address
        and known(
            type="PostalAddress",
            streetAddress=address.street,
            addressLocality=address.city,
            addressRegion=address.region,
            postalCode=address.postal_code,
            addressCountry=address.country,
        ),
        areaServed=_states(facts.therapy_states, site) if address and not brief else None,
        employee=[ref(person_id(facts.owner, site))] if facts.owner else None,
        sameAs=list(practice.same_as),
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
                    validIn={"@type": "State", "name": site.say(held.state_name)},
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
        image=site.page(person.image),
        url=site.page(site.about),
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

    It is online as long as no public address is given: a channel says where.
    """
    channel = not facts.practice.public_address and known(
        type="ServiceChannel",
        name=site.say("Online"),
        serviceUrl=facts.practice.scheduling_url or site.page(site.consultation),
    )
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
                    areaServed="Worldwide" if service.worldwide else _states(service.states, site),
                    availableChannel=channel,
                )
            )
    return nodes
