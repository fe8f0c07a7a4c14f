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
from plugins.faq_neighbors.structured_data import Crumb, Subject
from plugins.practice.model import Person

Content = Any

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
    """The page's JSON-LD as it may stand inside `<script>`."""
    reviewed = content.reviewed.isoformat() if content.reviewed else ""
    subject = Subject(
        kind=content.kind,
        url=site.address(content.url),
        title=content.title_text,
        summary=content.summary_text,
        lang=content.lang,
        published=content.date_iso,
        modified=content.modified_iso,
        reviewed=reviewed,
        author=content.person,
        reviewer=content.reviewer,
        image_url=content.image_url,
        image_alt=content.image_alt,
        image_width=getattr(content, "image_width", 0),
        image_height=getattr(content, "image_height", 0),
        section=content.place.path.title_text
        if getattr(content, "place", None)
        else content.category_name,
        tags=[str(tag) for tag in content.tags],
        sources=content.sources,
        crumbs=[Crumb(crumb.title, site.address(crumb.url)) for crumb in content.breadcrumbs],
        listed=[Crumb(article.title_text, site.address(article.url)) for article in listed],
        questions=content.faq_owned,
    )
    whole = json_ld.Site(
        site.base,
        site.name,
        site.lang,
        site.urls.get("about", ""),
        site.urls.get("consultation", ""),
    )
    return Markup(json_ld.script(structured_data.graph(subject, site.facts, whole)))
