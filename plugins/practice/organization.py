"""The site, the practice, its people and its services as schema.org nodes.

A fact that is not known leaves its property out. What is `brief` names the same things under the
same ids with less about each: in an article the words are to come first on a poor line, and all of
it stands on the pages that are about the practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from unidecode import unidecode

from plugins.core.json_ld import Node, Site, known, ref
from plugins.practice.model import Certification, Facts, License, Person, Service


def website(facts: Facts, site: Site, *, brief: bool = False) -> Node:
    return known(
        type="WebSite",
        id=site.id("website"),
        url=f"{site.base}/",
        name=site.name,
        description=None if brief else facts.practice.description,
        inLanguage=site.lang,
        publisher=ref(site.id("practice")),
    )


def practice(facts: Facts, site: Site, *, brief: bool = False) -> Node:
    """A MedicalBusiness only with a public address, which Google asks of a local business."""
    practice = facts.practice
    if brief:
        practice = replace(practice, description="", email="", same_as=())
    address = practice.public_address
    return known(
        type="MedicalBusiness" if address else "Organization",
        id=site.id("practice"),
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
        areaServed=_states(facts.therapy_states) if address and not brief else None,
        employee=[ref(person_id(facts.owner, site))] if facts.owner else None,
        sameAs=list(practice.same_as),
    )


def person_id(person: Person, site: Site) -> str:
    return site.id(f"person-{quote(person.key)}")


def person(person: Person, site: Site, *, brief: bool = False) -> Node:
    """`name` is only the name: what follows it has a property of its own."""
    degree = person.degree and known(
        type="EducationalOccupationalCredential", credentialCategory="degree", name=person.degree
    )
    licenses = [_license(held, brief=brief) for held in person.licenses if held.complete]
    certificates = [_certificate(h, brief=brief) for h in person.certifications if h.name]
    return known(
        type="Person",
        id=person_id(person, site),
        name=person.name,
        honorificSuffix=person.honorific_suffix,
        jobTitle=person.job_title,
        image=site.page(person.image),
        url=site.page(site.about),
        hasCredential=([degree] if degree else []) + licenses + certificates,
        worksFor=ref(site.id("practice")),
        sameAs=list(person.same_as),
    )


def _license(license_: License, *, brief: bool) -> Node:
    """Where it may be looked up, until when it runs and whose it is may be left out."""
    if brief:
        license_ = replace(license_, lookup="", expires=None, board="")
    return known(
        type="EducationalOccupationalCredential",
        credentialCategory="license",
        name=license_.title,
        identifier=license_.number,
        url=license_.lookup,
        expires=license_.expires.isoformat() if license_.expires else None,
        recognizedBy=license_.board and {"@type": "Organization", "name": license_.board},
        validIn={"@type": "State", "name": license_.state_name},
    )


def _certificate(held: Certification, *, brief: bool) -> Node:
    if brief:
        held = Certification(held.name)
    return known(
        type="EducationalOccupationalCredential",
        credentialCategory="certificate",
        name=held.name,
        identifier=held.number,
        recognizedBy=held.by and {"@type": "Organization", "name": held.by},
    )


def _states(states: Iterable[Any]) -> list[Node]:
    return [{"@type": "State", "name": state.name} for state in states]


def services(facts: Facts, site: Site) -> list[Node]:
    """A node a service that has a name; two of one name get a number behind it."""
    names: list[str] = []
    nodes = []
    for service in facts.services:
        if service.name:
            name = re.sub(r"[^a-z0-9]+", "-", unidecode(service.name).lower()).strip("-")
            names.append(name)
            number = f"-{names.count(name)}" if names.count(name) > 1 else ""
            nodes.append(_service(service, f"service-{name}{number}", facts, site))
    return nodes


def _service(service: Service, name: str, facts: Facts, site: Site) -> Node:
    """Seen online as long as no public address is given: a ServiceChannel says where."""
    online = not facts.practice.public_address
    return known(
        type="Service",
        id=site.id(name),
        name=service.name,
        description=service.description,
        serviceType="Psychotherapy" if service.type == "therapy" else "Coaching",
        provider=ref(site.id("practice")),
        areaServed="Worldwide" if service.worldwide else _states(service.states),
        availableChannel=online
        and known(
            type="ServiceChannel",
            name="Online",
            serviceUrl=facts.practice.scheduling_url or site.page(site.consultation),
        ),
    )
