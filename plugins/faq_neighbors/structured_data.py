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
    own = [_web_page(page, site)]
    if len(page.breadcrumb) > 1:
        own.append(_breadcrumb_list(page))
    if page.is_post:
        own.append(_blog_posting(page))
    return {"@context": "https://schema.org", "@graph": [*nodes, *own]}


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


def _web_page(page: PageData, site: Site) -> Node:
    types = ["WebPage", *page.types, *(["FAQPage"] if page.questions else [])]
    main = [ref(page.main_entity), *map(_question, page.questions), _item_list(page.item_list)]
    main = [node for node in main if node]
    return known(
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
        breadcrumb=ref(_breadcrumb_id(page)) if len(page.breadcrumb) > 1 else None,
        mainEntity=main[0] if len(main) == 1 and not page.questions else main,
    )


def _question(item: FaqItem) -> Node:
    return {
        "@type": "Question",
        "@id": item.url,
        "url": item.url,
        "name": item.question,
        "acceptedAnswer": {"@type": "Answer", "text": item.answer},
    }


def _item_list(pages: Sequence[Crumb]) -> Node | None:
    if not pages:
        return None
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": page.title, "url": page.url}
            for number, page in enumerate(pages, start=1)
        ],
    }


def _breadcrumb_id(page: PageData) -> str:
    return f"{page.url}#/breadcrumb"


def _breadcrumb_list(page: PageData) -> Node:
    return {
        "@type": "BreadcrumbList",
        "@id": _breadcrumb_id(page),
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": crumb.title, "item": crumb.url}
            for number, crumb in enumerate(page.breadcrumb, start=1)
        ],
    }


def _blog_posting(page: PageData) -> Node:
    """Return the post, joined to its page by isPartOf: the page's mainEntity may be questions."""
    authors = [ref(author) for author in page.author]
    return known(
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
