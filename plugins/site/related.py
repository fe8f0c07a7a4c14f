"""What stands around a page: its neighbors, its reading path, the way to it, others' questions."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from markupsafe import Markup

from plugins.core import safe_html
from plugins.faq_neighbors.reading_order import Path as ReadingPath
from plugins.faq_neighbors.structured_data import Crumb

Content = Any
Find: TypeAlias = "Callable[[str | None], Content | None]"  # an article by its slug


@dataclass(frozen=True)
class Step:
    """An article on a reading path, and why it stands there."""

    article: Content
    because: str = ""


@dataclass(frozen=True)
class Place:
    """Where an article stands on a reading path; `number` counts from 1."""

    path: ListedPath
    number: int
    total: int


@dataclass(frozen=True)
class ListedPath:
    """A reading path as it is shown: `entries` hold only articles that may be read."""

    title: Markup
    title_text: str
    summary: Markup
    summary_text: str
    slug: str
    url: str
    entries: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Group:
    """Questions under one heading of the Questions page; `url` "" for the page's own."""

    id: str
    title: Markup
    url: str = ""
    items: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Shelf:
    """Articles that belong together: those of a reading path, or those on none."""

    path: ListedPath | None
    articles: tuple[Content, ...]


def listed_path(path: ReadingPath, find: Find) -> ListedPath:
    """A reading path with its articles; those that may not be read yet are passed over."""
    steps = [Step(find(entry.slug), entry.because) for entry in path.entries]
    return ListedPath(
        title=Markup.escape(path.title),
        title_text=path.title,
        summary=Markup.escape(path.summary),
        summary_text=path.summary,
        slug=path.slug,
        url=f"paths/{path.slug}/",
        entries=tuple(step for step in steps if step.article),
    )


def place(article: Content, paths: dict[str, ListedPath]) -> None:
    """Sets where an article stands: its `place` on a path that has a page, None if on none."""
    found = article.neighbors
    # The page of a path exists in one language; elsewhere the order holds without its name.
    listed = paths.get(found.path.slug) if found.path else None
    article.place = Place(listed, found.number, found.total) if listed else None
    article.related = []


def related(article: Content, nearest: Sequence[Content]) -> list[Content]:
    """Up to three articles that share most tags; `nearest` are those of its tags."""
    shown = [article, *(near.article for near in (article.previous, article.next) if near)]
    return [other for other in nearest if other not in shown][:3]


def nearest(own: frozenset[str], others: Sequence[Content]) -> list[Content]:
    """The articles that share most of these tags, in reading order where they share as many."""
    alike = [other for other in others if not own.isdisjoint(other.tag_names)]
    # Stable, so that reading order decides between equals; six, because three may be shown above.
    return heapq.nsmallest(6, alike, key=lambda other: -len(own & other.tag_names))


def breadcrumbs(content: Content, articles_page: Content | None) -> list[Crumb]:
    """The way a reader takes: home, the reading path or the list of articles, this page."""
    if content.kind == "home":
        return []
    crumbs = [Crumb("Home", "")]
    if content.kind == "article" and content.place:
        path = content.place.path
        crumbs.append(Crumb(path.title_text, path.url))
    elif content.kind in ("article", "path") and articles_page:
        crumbs.append(Crumb(articles_page.title_text, articles_page.url))
    return [*crumbs, Crumb(content.title_text, content.url)]


def question_groups(articles: Iterable[Content]) -> list[Group]:
    """The articles' questions for the Questions page, each with a link to where it stands."""
    groups = []
    for article in articles:
        items = tuple(
            {
                "id": f"{article.slug}--{item.id}",
                "question": item.question,
                "answer": Markup(item.elsewhere),  # cleaned once more
                "url": f"{article.url}#{item.id}",
            }
            for item in article.faq
            if item.answered and item.question
        )
        if items:
            groups.append(Group(f"from-{article.slug}", article.title, article.url, items))
    return groups


def shelves(sequence: Iterable[Content], lang: str) -> list[Shelf]:
    """The articles of a language in reading order, those of one reading path together."""
    found: dict[str, list[Content]] = {}
    paths: dict[str, ListedPath | None] = {}
    for article in sequence:
        if article.lang == lang:
            path = article.place.path if article.place else None
            key = path.slug if path else ""
            found.setdefault(key, []).append(article)
            paths[key] = path
    return [Shelf(paths[key], tuple(articles)) for key, articles in found.items()]


def own_groups(content: Content) -> list[Group]:
    """The h2s of the Questions page's own text."""
    return [Group(h.id, Markup(h.title)) for h in safe_html.headings(content.html)]
