"""Gives every page what its template and its data need, and the templates what they share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plugins.core.build import Site
from plugins.core.contents import Contents
from plugins.faq_neighbors.reading_order import Order
from plugins.site import generated_pages, page_context, related
from plugins.site.generated_pages import OwnPage
from plugins.site.related import Find, ListedPath

Content = Any
# Pages that templates link to.
_LINKED = ("about", "articles", "consultation", "questions", "search")


def present(
    site: Site, contents: Contents, orders: Mapping[str, Order]
) -> tuple[dict[str, Any], list[Content], list[OwnPage]]:
    """What all templates share, the published articles in reading order, and the own pages.

    Every content object gains attributes on the way; the theme's templates are their list.
    """
    for content in contents.all():
        page_context.text(site, content)
    site.urls = {page.kind: page.url for page in contents.pages if page.lang == site.lang}
    page_context.translations(site, [*contents.articles, *contents.pages])

    finders = {lang: _finder(contents.articles, lang) for lang in {*orders, site.lang}}
    sequence = [_sure(finders[lang], slug) for lang in orders for slug in orders[lang].sequence]
    in_order = [article for article in sequence if article.lang == site.lang]
    paths = [related.listed_path(path, finders[site.lang]) for path in site.paths]
    paths = [path for path in paths if path.entries]
    _place(site, contents, paths, sequence)

    pages = [generated_pages.path_page(path, site.lang, site) for path in paths]
    if not site.strict and "drafts/index.html" not in {c.save_as for c in contents.all()}:
        pages.append(generated_pages.drafts_page(contents.waiting, site.lang, site))
    feeds = {lang: feed_url(lang, site.lang) for lang in orders if site.base}
    articles_page = next((page for page in contents.pages if page.kind == "articles"), None)
    for page in [*contents.all(), *pages]:
        page.feed_url = feeds.get(page.lang, "")
        page.breadcrumbs = related.breadcrumbs(page, articles_page)
        listed = in_order if page.kind == "articles" else []
        if page.kind == "path":
            listed = [entry["article"] for entry in page.entries]
        if page.kind == "questions":
            same = [article for article in sequence if article.lang == page.lang]
            page.groups = related.question_groups(same)
            page.own_groups = related.own_groups(page)
        if page.kind == "search":
            page.shelves = related.shelves(sequence, page.lang)
            page.others = _other_pages(contents, page.lang)
        page.json_ld = page_context.data(site, page, listed)
    return _shared(site, contents, in_order, paths), sequence, pages


def _other_pages(contents: Contents, lang: str) -> list[Content]:
    """The pages that an index of everything lists beside the articles, by their titles."""
    pages = [page for page in contents.pages if page.lang == lang]
    shown = [page for page in pages if page.kind not in ("home", "search", "articles")]
    return sorted(shown, key=lambda page: (page.title_text.casefold(), page.slug))


def feed_url(lang: str, default: str) -> str:
    """Where the feed of a language is, without a first slash."""
    return "feed.xml" if lang == default else f"{lang}/feed.xml"


def _finder(articles: list[Content], lang: str) -> Find:
    found = {article.slug: article for article in articles if article.lang == lang}
    return lambda slug: found.get(slug) if slug else None


def _sure(find: Find, slug: str) -> Content:
    article = find(slug)
    assert article is not None  # the order was made from these very articles
    return article


def _place(
    site: Site,
    contents: Contents,
    paths: list[ListedPath],
    sequence: list[Content],
) -> None:
    """Each article's place; where no path says what is next, what else shares its tags."""
    by_slug = {path.slug: path for path in paths}
    by_lang: dict[str, list[Content]] = {}
    nearest: dict[tuple[str, frozenset[str]], list[Content]] = {}  # by language and tags
    for article in sequence:
        by_lang.setdefault(article.lang, []).append(article)
    for article in [*contents.articles, *contents.hidden, *contents.waiting]:
        related.place(article, by_slug if article.lang == site.lang else {})
        if not (article.place and article.next):
            key = (article.lang, article.tag_names)
            if key not in nearest:
                nearest[key] = related.nearest(article.tag_names, by_lang.get(article.lang, []))
            article.related = related.related(article, nearest[key])


def _shared(
    site: Site, contents: Contents, in_order: list[Content], paths: list[ListedPath]
) -> dict[str, Any]:
    on_paths = {step.article.slug for path in paths for step in path.entries}
    menu = [page for page in contents.pages if "menu" in page.reading.source.fields]
    menu.sort(key=lambda page: (page.reading.source.fields.get("menu_order", 0), page.slug))
    return {
        "facts": site.facts,
        "preview": not site.strict,
        "places": {kind: site.urls.get(kind, "") for kind in _LINKED},
        "menu": [
            {"title": page.reading.source.fields["menu"], "url": page.url}
            for page in menu
            if page.lang == site.lang
        ],
        "reading_paths": paths,
        "articles": in_order,
        "loose_articles": [article for article in in_order if article.slug not in on_paths],
    }
