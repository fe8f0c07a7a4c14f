"""What a page says of itself to machines: one JSON-LD `@graph`, in schema.org's words.

The page and its article or questions stand here, the practice and its people in `practice_data`,
and `json_ld` makes them text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plugins.core.json_ld import Node, Site, known, ref
from plugins.faq_neighbors.answers import FaqItem
from plugins.practice.model import Facts, Person
from plugins.practice.organization import person, person_id, practice, services, website

# The page's own type beside WebPage (schema.org/WebPage, "More specific Types").
_PAGE_TYPES = {
    "about": "ProfilePage",
    "consultation": "ContactPage",
    "articles": "CollectionPage",
    "path": "CollectionPage",
}


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
    image_width: int = 0
    image_height: int = 0
    section: str = ""
    tags: Sequence[str] = ()
    sources: Sequence[dict[str, str]] = ()
    crumbs: Sequence[Crumb] = ()
    listed: Sequence[Crumb] = ()
    questions: Sequence[FaqItem] = ()


def graph(subject: Subject, facts: Facts, site: Site) -> Node:
    """Every node of a page: the site, the practice, its people, the page and what it is about."""
    brief = subject.kind == "article"
    nodes = [website(facts, site, brief=brief), practice(facts, site, brief=brief)]
    people = {facts.owner, subject.author, subject.reviewer} - {None}
    nodes += [person(one, site, brief=brief) for one in facts.people if one in people]
    if subject.kind in ("home", "about", "consultation"):
        nodes += services(facts, site)
    nodes.append(_web_page(subject, facts, site))
    if len(subject.crumbs) > 1:
        nodes.append(_breadcrumbs(subject))
    if subject.kind == "article":
        nodes.append(_article(subject, site))
    return {"@context": "https://schema.org", "@graph": nodes}


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
        main = [ref(person_id(facts.owner, site)), *questions]
    if subject.listed:
        main = [*questions, _item_list(subject)] if questions else _item_list(subject)
    if isinstance(main, list) and len(main) == 1 and not questions:
        main = main[0]
    reviewer = subject.reviewed and subject.reviewer
    return known(
        type=types[0] if len(types) == 1 else types,
        id=subject.url,
        url=subject.url,
        name=subject.title,
        description=subject.summary,
        inLanguage=subject.lang,
        isPartOf=ref(site.id("website")),
        about=ref(site.id("practice")) if subject.kind in ("home", "consultation") else None,
        datePublished=subject.published,
        dateModified=subject.modified,
        lastReviewed=subject.reviewed if reviewer else None,
        reviewedBy=ref(person_id(reviewer, site)) if reviewer else None,
        primaryImageOfPage=_image(subject),
        breadcrumb=ref(f"{subject.url}#/breadcrumb") if len(subject.crumbs) > 1 else None,
        mainEntity=main,
    )


def _image(subject: Subject) -> Node | None:
    if not subject.image_url:
        return None
    return known(
        type="ImageObject",
        url=subject.image_url,
        width=subject.image_width,
        height=subject.image_height,
        caption=subject.image_alt,
    )


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
    return known(
        type="BlogPosting",
        id=f"{subject.url}#/article",
        headline=subject.title,
        description=subject.summary,
        url=subject.url,
        inLanguage=subject.lang,
        isPartOf=ref(subject.url),
        datePublished=subject.published,
        dateModified=subject.modified,
        author=ref(person_id(subject.author, site)) if subject.author else None,
        publisher=ref(site.id("practice")),
        image=subject.image_url,
        articleSection=subject.section,
        keywords=list(subject.tags),
        citation=[
            known(type="CreativeWork", name=source["title"], url=source.get("url"))
            for source in subject.sources
        ],
    )
