"""What a page says of itself to machines: one JSON-LD `@graph`, in schema.org's words.

The nodes are plain dictionaries, joined by stable `@id`s; `script` is the only place where they
become text. A fact that is not known leaves its property out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from unidecode import unidecode

from plugins.practice.answers import FaqItem
from plugins.practice.facts import Facts, License, Person, Service

Node = dict[str, Any]

# The page's own type beside WebPage (schema.org/WebPage, "More specific Types").
_PAGE_TYPES = {
    "about": "ProfilePage",
    "consultation": "ContactPage",
    "articles": "CollectionPage",
    "path": "CollectionPage",
}


@dataclass(frozen=True)
class Site:
    """`base` is the site's address without a slash at its end; "" while it is not known.

    `about` and `consultation` are those pages' places below it, "" where there is no such page.
    """

    base: str
    name: str
    lang: str
    about: str = "about/"
    consultation: str = "consultation/"

    def page(self, place: str) -> str:
        return f"{self.base}/{place}" if place else ""

    def id(self, name: str) -> str:
        """The slash behind # keeps it apart from the ids of headings and questions."""
        return f"{self.base}/#/{name}"


@dataclass(frozen=True)
class Crumb:
    """A step of the way to a page; `url` as it is linked, absolute if the address is known."""

    title: str
    url: str


@dataclass(frozen=True)
class Subject:
    """A page as far as its data is concerned. Texts are plain; dates ISO 8601 with offset."""

    kind: str
    url: str
    title: str
    summary: str = ""
    lang: str = "en"
    published: str = ""
    modified: str = ""
    reviewed: str = ""
    author: Person | None = None
    reviewer: Person | None = None
    image_url: str = ""
    image_alt: str = ""
    section: str = ""
    tags: Sequence[str] = ()
    sources: Sequence[dict[str, str]] = ()
    crumbs: Sequence[Crumb] = ()
    listed: Sequence[Crumb] = ()
    questions: Sequence[FaqItem] = ()


def graph(subject: Subject, facts: Facts, site: Site) -> Node:
    """Every node of a page: the site, the practice, its people, the page and what it is about."""
    nodes = [_website(facts, site), _practice(facts, site)]
    people = {facts.owner, subject.author, subject.reviewer} - {None}
    nodes += [_person(person, site) for person in facts.people if person in people]
    if subject.kind in ("home", "about", "consultation"):
        nodes += _services(facts, site)
    nodes.append(_web_page(subject, facts, site))
    if len(subject.crumbs) > 1:
        nodes.append(_breadcrumbs(subject))
    if subject.kind == "article":
        nodes.append(_article(subject, site))
    return {"@context": "https://schema.org", "@graph": nodes}


def script(data: Node) -> str:
    r"""The graph as JSON that may stand inside `<script>` in HTML.

    `<`, `>` and `&` are written as `\u003c` and so on: inside a script element no entity is read,
    and `</script>` or `<!--` would end or open something (HTML, section 4.12.1.3, "Restrictions
    for contents of script elements"). U+2028 and U+2029 end a line in old JavaScript.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _known(**properties: Any) -> Node:
    """The properties that have a value; `type` and `id` stand for @type and @id."""
    names = {"type": "@type", "id": "@id"}
    return {names.get(name, name): value for name, value in properties.items() if value}


def _ref(identifier: str) -> Node:
    return {"@id": identifier}


def _website(facts: Facts, site: Site) -> Node:
    return _known(
        type="WebSite",
        id=site.id("website"),
        url=f"{site.base}/",
        name=site.name,
        description=facts.practice.description,
        inLanguage=site.lang,
        publisher=_ref(site.id("practice")),
    )


def _practice(facts: Facts, site: Site) -> Node:
    """A MedicalBusiness only with a public address, which Google asks of a local business."""
    practice = facts.practice
    address = practice.address
    return _known(
        type="MedicalBusiness" if address else "Organization",
        id=site.id("practice"),
        name=practice.name,
        description=practice.description,
        url=f"{site.base}/",
        email=practice.email,
        telephone=practice.phone,
        address=address
        and _known(
            type="PostalAddress",
            streetAddress=address.street,
            addressLocality=address.city,
            addressRegion=address.region,
            postalCode=address.postal_code,
            addressCountry=address.country,
        ),
        areaServed=_states(facts.therapy_states) if address else None,
        employee=[_ref(_person_id(facts.owner, site))] if facts.owner else None,
        sameAs=list(practice.same_as),
    )


def _person_id(person: Person, site: Site) -> str:
    return site.id(f"person-{quote(person.key)}")


def _person(person: Person, site: Site) -> Node:
    """`name` is only the name: what follows it has a property of its own."""
    degree = person.degree and _known(
        type="EducationalOccupationalCredential", credentialCategory="degree", name=person.degree
    )
    licenses = [_license(license_) for license_ in person.licenses if license_.complete]
    return _known(
        type="Person",
        id=_person_id(person, site),
        name=person.name,
        honorificSuffix=person.honorific_suffix,
        jobTitle=person.job_title,
        url=site.page(site.about),
        hasCredential=([degree] if degree else []) + licenses,
        worksFor=_ref(site.id("practice")),
        sameAs=list(person.same_as),
    )


def _license(license_: License) -> Node:
    return _known(
        type="EducationalOccupationalCredential",
        credentialCategory="license",
        name=license_.title,
        identifier=license_.number,
        url=license_.lookup,
        expires=license_.expires.isoformat() if license_.expires else None,
        recognizedBy=license_.board and {"@type": "Organization", "name": license_.board},
        validIn={"@type": "State", "name": license_.state_name},
    )


def _states(states: Iterable[Any]) -> list[Node]:
    return [{"@type": "State", "name": state.name} for state in states]


def _services(facts: Facts, site: Site) -> list[Node]:
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
    online = not facts.practice.address
    return _known(
        type="Service",
        id=site.id(name),
        name=service.name,
        description=service.description,
        serviceType="Psychotherapy" if service.type == "therapy" else "Coaching",
        provider=_ref(site.id("practice")),
        areaServed="Worldwide" if service.worldwide else _states(service.states),
        availableChannel=online
        and _known(
            type="ServiceChannel",
            name="Online",
            serviceUrl=facts.practice.scheduling_url or site.page(site.consultation),
        ),
    )


def _web_page(subject: Subject, facts: Facts, site: Site) -> Node:
    types = ["WebPage"]
    if own := _PAGE_TYPES.get(subject.kind):
        types.append(own)
    if subject.reviewed and subject.reviewer:
        types.append("MedicalWebPage")
    questions = [_question(item) for item in subject.questions]
    if questions:
        types.append("FAQPage")
    main: Any = questions
    if subject.kind == "about" and facts.owner:
        main = [_ref(_person_id(facts.owner, site)), *questions]
    if subject.listed:
        main = [*questions, _item_list(subject)] if questions else _item_list(subject)
    if isinstance(main, list) and len(main) == 1 and not questions:
        main = main[0]
    reviewer = subject.reviewed and subject.reviewer
    return _known(
        type=types[0] if len(types) == 1 else types,
        id=subject.url,
        url=subject.url,
        name=subject.title,
        description=subject.summary,
        inLanguage=subject.lang,
        isPartOf=_ref(site.id("website")),
        about=_ref(site.id("practice")) if subject.kind in ("home", "consultation") else None,
        datePublished=subject.published,
        dateModified=subject.modified,
        lastReviewed=subject.reviewed if reviewer else None,
        reviewedBy=_ref(_person_id(reviewer, site)) if reviewer else None,
        primaryImageOfPage=_image(subject),
        breadcrumb=_ref(f"{subject.url}#/breadcrumb") if len(subject.crumbs) > 1 else None,
        mainEntity=main,
    )


def _image(subject: Subject) -> Node | None:
    if not subject.image_url:
        return None
    return _known(type="ImageObject", url=subject.image_url, caption=subject.image_alt)


def _question(item: FaqItem) -> Node:
    return {
        "@type": "Question",
        "@id": item.url,
        "url": item.url,
        "name": item.question,
        "acceptedAnswer": {"@type": "Answer", "text": item.answer},
    }


def _item_list(subject: Subject) -> Node:
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": crumb.title, "url": crumb.url}
            for number, crumb in enumerate(subject.listed, start=1)
        ],
    }


def _breadcrumbs(subject: Subject) -> Node:
    return {
        "@type": "BreadcrumbList",
        "@id": f"{subject.url}#/breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": crumb.title, "item": crumb.url}
            for number, crumb in enumerate(subject.crumbs, start=1)
        ],
    }


def _article(subject: Subject, site: Site) -> Node:
    """Joined to its page by `isPartOf`: the page's own mainEntity may be its questions."""
    return _known(
        type="BlogPosting",
        id=f"{subject.url}#/article",
        headline=subject.title,
        description=subject.summary,
        url=subject.url,
        inLanguage=subject.lang,
        isPartOf=_ref(subject.url),
        datePublished=subject.published,
        dateModified=subject.modified,
        author=_ref(_person_id(subject.author, site)) if subject.author else None,
        publisher=_ref(site.id("practice")),
        image=subject.image_url,
        articleSection=subject.section,
        keywords=list(subject.tags),
        citation=[
            _known(type="CreativeWork", name=source["title"], url=source.get("url"))
            for source in subject.sources
        ],
    )
