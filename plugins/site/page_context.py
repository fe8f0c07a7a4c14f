"""What a template needs to know of one page: titles, addresses, dates, people, its data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from plugins.core import json_ld, safe_html
from plugins.core.build import Site
from plugins.core.problem import did_you_mean
from plugins.core.rules.headers import UNKNOWN_PERSON
from plugins.faq_neighbors import structured_data
from plugins.faq_neighbors.structured_data import Crumb, Image, PageData
from plugins.practice import organization
from plugins.practice.model import Facts, Person
from plugins.practice.organization import PracticeSite

Content = Any

# A page's own type beside WebPage, by its kind (schema.org/WebPage, "More specific Types").
_PAGE_TYPES = {
    "about": "ProfilePage",
    "consultation": "ContactPage",
    "articles": "CollectionPage",
    "path": "CollectionPage",
}
_KINDS = {"home", "articles", "questions", "about", "consultation", "not_found", "drafts", "search"}


def text(site: Site, content: Content) -> None:
    """Titles, addresses and dates: what can be told of a page alone."""
    source = content.reading.source
    fields = source.fields
    content.kind = _kind(content)
    content.title = Markup(content.title)
    content.title_text = safe_html.plain(content.title)
    # Pelican keeps a summary among the metadata and gives it out through a property.
    content.metadata["summary"] = Markup(content.metadata.get("summary", ""))
    content.summary_text = safe_html.plain(content.metadata["summary"])
    content.canonical = site.address(content.url) if site.base else ""
    content.noindex = source.fields["status"] != "published" or content.status == "draft"
    content.person = _person(site, content, "author", fields.get("author") or fields.get("authors"))
    content.image_url = site.address(quote(content.image_file)) if content.image_file else ""
    content.image_alt = fields.get("image_alt", "")
    # A page is never older than the day it came out, even when it was scheduled after an edit.
    has_date = "date" in fields
    content.date_iso = content.date.isoformat() if has_date else ""
    changed = [getattr(content, "date", None) if has_date else None, _modified(content)]
    last = max((moment for moment in changed if moment), default=None)
    content.modified_iso = last.isoformat() if last else ""
    content.modified = last if last and has_date and last > content.date else None
    _reviews(site, content)
    headings = safe_html.headings(content.html)
    content.toc = [{"id": h.id, "title": Markup(h.title)} for h in headings]  # cleaned HTML
    content.toc = content.toc if len(headings) >= 3 else []
    content.reading_minutes = safe_html.reading_minutes(content.html)
    content.category_name = fields.get("category", "")
    content.tags = getattr(content, "tags", [])
    content.tag_names = frozenset(str(tag) for tag in content.tags)
    content.sources = fields.get("sources", [])
    content.content_note = fields.get("content_note", "")
    content.signature = content.person.signature if content.person else ""
    content.shows_faq = bool(content.faq)
    content.markdown_url = f"{content.url}index.md" if content.kind == "article" else ""
    content.waiting = ""
    if content.status == "draft":
        content.waiting = "draft" if fields["status"] == "draft" else "scheduled"
    content.alternates = []


def _modified(content: Content) -> Any:
    return content.modified if "modified" in content.reading.source.fields else None


def _kind(content: Content) -> str:
    if content.reading.source.kind == "article":
        return "article"
    template = content.reading.source.fields.get("template", "page")
    return template if template in _KINDS else "page"


def _person(site: Site, content: Content, key: str, wanted: str | None) -> Person | None:
    """The person whom a header names, else the practice's own; an unknown name is a problem."""
    owner = site.facts.owner
    if not wanted:
        return owner
    found = site.facts.person(wanted)
    if found is None and site.facts.people:
        source = content.reading.source
        known = [name for person in site.facts.people for name in (person.key, person.name)]
        site.problems.append(
            UNKNOWN_PERSON.problem(
                source.path,
                source.line(key) if key in source.lines else source.line(f"{key}s"),
                f"“{wanted}” is not one of the people in practice.yaml.",
                did_you_mean(wanted, known),
            )
        )
    return found or owner


def _reviews(site: Site, content: Content) -> None:
    """`reviewed`, `review_by` (a year later unless it says otherwise) and `reviewer`."""
    fields = content.reading.source.fields
    reviewed = fields["reviewed"].date() if "reviewed" in fields else None
    by = fields["review_by"].date() if "review_by" in fields else None
    content.reviewed = reviewed
    content.review_by = by or (_a_year_after(reviewed) if reviewed else None)
    named = _person(site, content, "reviewed_by", fields.get("reviewed_by"))
    content.reviewer = (
        (named if fields.get("reviewed_by") else content.person) if reviewed else None
    )


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def translations(site: Site, contents: Iterable[Content]) -> None:
    """`alternates`: every language in which a page exists, itself included, if there are two."""
    groups: dict[tuple[str, str], list[Content]] = {}
    for content in contents:
        groups.setdefault((content.reading.source.kind, content.slug), []).append(content)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda content: str(content.lang))
            same = [{"lang": c.lang, "url": site.address(c.url)} for c in group]
            for content in group:
                content.alternates = same


def data(site: Site, content: Content, listed: Iterable[Content] = ()) -> Markup:
    """Return the page's JSON-LD as the script element that stands in its head."""
    image = Image(
        content.image_url,
        getattr(content, "image_width", 0),
        getattr(content, "image_height", 0),
        content.image_alt,
    )
    on_path = getattr(content, "place", None)
    page = graph(
        content.kind,
        site.facts,
        PracticeSite(
            site.base,
            site.name,
            site.lang,
            site.urls.get("about", ""),
            site.urls.get("consultation", ""),
        ),
        author=content.person,
        reviewer=content.reviewer,
        reviewed=content.reviewed.isoformat() if content.reviewed else "",
        url=site.address(content.url),
        name=content.title_text,
        description=content.summary_text,
        in_language=content.lang,
        date_published=content.date_iso,
        date_modified=content.modified_iso,
        image=image if image.url else None,
        breadcrumb=[Crumb(crumb.title, site.address(crumb.url)) for crumb in content.breadcrumbs],
        questions=content.faq_owned,
        item_list=[Crumb(article.title_text, site.address(article.url)) for article in listed],
        article_section=on_path.path.title_text if on_path else content.category_name,
        keywords=[str(tag) for tag in content.tags],
        citation=[
            json_ld.known(type="CreativeWork", name=source["title"], url=source.get("url"))
            for source in content.sources
        ],
    )
    return Markup(json_ld.element(page))


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
    if reviewed and reviewer:
        types.append("MedicalWebPage")
        vocabulary |= {
            "last_reviewed": reviewed,
            "reviewed_by": organization.person_id(reviewer, site),
        }
    page = PageData(
        types=types,
        about=practice if kind in ("home", "consultation") else "",
        main_entity=organization.person_id(owner, site) if kind == "about" and owner else "",
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
            (author, reviewer),
            brief=brief,
            with_services=kind in ("home", "about", "consultation"),
        ),
    ]
    return structured_data.graph(page, site, nodes)
