"""Describe a page to machines: JSON-LD of the page, of the practice, and of its people."""

from __future__ import annotations

from typing import Any

from plugins.core import json_ld
from plugins.faq_neighbors import structured_data
from plugins.faq_neighbors.structured_data import PageData
from plugins.practice import organization
from plugins.practice.model import Facts, Person
from plugins.practice.organization import PracticeSite

# A page's own type beside WebPage, by its kind (schema.org/WebPage, "More specific Types").
_PAGE_TYPES = {
    "about": "ProfilePage",
    "person": "ProfilePage",
    "consultation": "ContactPage",
    "articles": "CollectionPage",
    "path": "CollectionPage",
}


def graph(
    kind: str,
    facts: Facts,
    site: PracticeSite,
    *,
    author: Person | None = None,
    reviewer: Person | None = None,
    reviewed: str = "",
    **vocabulary: Any,
) -> json_ld.Node:
    """Return the data of a page of this kind, with the nodes of the practice and its people.

    `reviewed` is the day; it counts only together with the `reviewer`. The `vocabulary` is that of
    `structured_data.PageData`.
    """
    practice, owner = organization.practice_id(site), facts.owner
    types = [_PAGE_TYPES[kind]] if kind in _PAGE_TYPES else []
    shown = author if kind == "person" else owner if kind == "about" else None
    if kind == "about" and facts.several:  # of the practice, not of one person
        types, shown = ["AboutPage"], None
    if reviewed and reviewer:
        types.append("MedicalWebPage")
        vocabulary |= {
            "last_reviewed": reviewed,
            "reviewed_by": organization.person_id(reviewer, site),
        }
    page = PageData(
        types=types,
        about=practice if kind in ("home", "consultation") or "AboutPage" in types else "",
        main_entity=organization.person_id(shown, site) if shown else "",
        is_post=kind == "article",
        author=[organization.person_id(author, site)] if author else [],
        publisher=practice,
        **vocabulary,
    )
    brief = kind == "article"
    nodes = [
        structured_data.website(site, "" if brief else facts.practice.description, practice),
        *organization.nodes(
            facts,
            site,
            (author, reviewer) if kind in ("article", "person") or reviewer else (),
            brief=brief,
            with_services=kind in ("home", "about", "consultation"),
        ),
    ]
    return structured_data.graph(page, site, nodes)
