"""What a page says of itself to machines: one JSON-LD `@graph`, in schema.org's words.

A page is one `PageData`, whose fields are schema.org's properties; what is empty is not said. Who
is behind the site stands in nodes of the caller's own, which the fields name by their @id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plugins.core.json_ld import Node, Site, known, ref
from plugins.faq_neighbors.answers import FaqItem


@dataclass(frozen=True)
class Crumb:
    """A step of the way to a page; `url` as it is linked, absolute if the address is known."""

    title: str
    url: str


@dataclass(frozen=True)
class Image:
    """A picture by its address; of what is not known nothing is said."""

    url: str
    width: int = 0
    height: int = 0
    caption: str = ""


@dataclass(frozen=True)
class PageData:
    """A page as far as its data is concerned.

    Texts are plain, addresses absolute if the site's own is known, dates ISO 8601 with offset.
    `about`, `reviewed_by`, `author`, `publisher` and `main_entity` are the @ids of nodes.
    """

    url: str
    name: str
    description: str = ""
    in_language: str = "en"
    types: Sequence[str] = ()  # beside WebPage: schema.org/WebPage, "More specific Types"
    about: str = ""
    main_entity: str = ""
    date_published: str = ""
    date_modified: str = ""
    last_reviewed: str = ""
    reviewed_by: str = ""
    image: Image | None = None
    breadcrumb: Sequence[Crumb] = ()
    questions: Sequence[FaqItem] = ()
    item_list: Sequence[Crumb] = ()  # the pages that it lists
    # What is said of it only if it is a post.
    is_post: bool = False
    author: Sequence[str] = ()
    publisher: str = ""
    article_section: str = ""
    keywords: Sequence[str] = ()
    citation: Sequence[Node] = ()


def graph(page: PageData, site: Site, nodes: Iterable[Node]) -> Node:
    """Return all that is said on a page: `nodes`, which every page has, and those of the page."""
    breadcrumb: Node = {
        "@type": "BreadcrumbList",
        "@id": f"{page.url}#/breadcrumb",
        "itemListElement": _list_items(page.breadcrumb, "item"),
    }
    has_breadcrumb = len(page.breadcrumb) > 1
    listed = _list_items(page.item_list, "url")
    questions: list[Node] = [
        {
            "@type": "Question",
            "@id": item.url,
            "url": item.url,
            "name": item.question,
            "acceptedAnswer": {"@type": "Answer", "text": item.answer},
        }
        for item in page.questions
    ]
    main: list[Node] = [{"@id": page.main_entity}] if page.main_entity else []
    main += [*questions, *([{"@type": "ItemList", "itemListElement": listed}] if listed else [])]
    types = ["WebPage", *page.types, *(["FAQPage"] if questions else [])]
    own = [
        known(
            type=types if len(types) > 1 else types[0],
            id=page.url,
            url=page.url,
            name=page.name,
            description=page.description,
            inLanguage=page.in_language,
            isPartOf=ref(site.id("website")),
            about=ref(page.about),
            datePublished=page.date_published,
            dateModified=page.date_modified,
            lastReviewed=page.last_reviewed,
            reviewedBy=ref(page.reviewed_by),
            primaryImageOfPage=page.image and known(type="ImageObject", **vars(page.image)),
            breadcrumb=ref(breadcrumb["@id"]) if has_breadcrumb else None,
            mainEntity=main[0] if len(main) == 1 and not questions else main,
        )
    ]
    if has_breadcrumb:
        own.append(breadcrumb)
    if page.is_post:  # joined to its page by isPartOf: the page's mainEntity may be questions
        authors = [ref(author) for author in page.author]
        own.append(
            known(
                type="BlogPosting",
                id=f"{page.url}#/article",
                headline=page.name,
                description=page.description,
                url=page.url,
                inLanguage=page.in_language,
                isPartOf=ref(page.url),
                datePublished=page.date_published,
                dateModified=page.date_modified,
                author=authors[0] if len(authors) == 1 else authors,
                publisher=ref(page.publisher),
                image=page.image and page.image.url,
                articleSection=page.article_section,
                keywords=list(page.keywords),
                citation=list(page.citation),
            )
        )
    return {"@context": "https://schema.org", "@graph": [*nodes, *own]}


def _list_items(pages: Sequence[Crumb], key: str) -> list[Node]:
    """Return the numbered items of a list; `key` is schema.org's name for where each leads."""
    return [
        {"@type": "ListItem", "position": number, "name": page.title, key: page.url}
        for number, page in enumerate(pages, start=1)
    ]


def website(site: Site, description: str = "", publisher: str = "") -> Node:
    """Return the node of the site, of which each page is a part."""
    return known(
        type="WebSite",
        id=site.id("website"),
        url=f"{site.base}/",
        name=site.name,
        description=description,
        inLanguage=site.lang,
        publisher=ref(publisher),
    )
