"""Find what stands around a page: its reading path, the way to it, others' questions, its like."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from plugins.core.slug import slugify
from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.reading_order import Path as ReadingPath
from plugins.site.assemble import Around
from plugins.site.contents import Content, Listed

_MANY = 8  # articles on no path that are listed without being told apart


@dataclass(frozen=True)
class Step:
    """An article on a reading path, and why it stands there."""

    article: Listed
    because: str = ""


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
class Near:
    """What to read next, or what comes before.

    `because` says why it is next. `path` is the reading path on which it stands, if that is not the
    path of the article itself.
    """

    article: Listed
    because: str = ""
    path: ListedPath | None = None


@dataclass(frozen=True)
class Shelf:
    """Articles that are listed together: those of a reading path, of a category, or all others.

    `title` is "" for the others. `folded` is true where there are too many to be shown at once.
    """

    id: str
    title: Markup
    path: ListedPath | None
    entries: tuple[Step, ...]
    folded: bool = False


@dataclass(frozen=True)
class Place:
    """Where an article stands on a reading path; `number` counts from 1."""

    path: ListedPath
    number: int
    total: int


@dataclass(frozen=True)
class Group:
    """Questions under one heading of the Questions page; `url` "" for the page's own.

    `kind` is that of the text in which they stand, "article" or "page".
    """

    id: str
    title: Markup
    url: str = ""
    items: tuple[dict[str, str], ...] = ()
    kind: str = "article"


@dataclass(frozen=True)
class IndexSection:
    """Articles that belong together, each by its context: those of a reading path, or on none."""

    path: ListedPath | None
    entries: list[Any] = field(default_factory=list)


def listed_path(path: ReadingPath, articles: Mapping[str, Content]) -> ListedPath:
    """Return a reading path with its `articles`; those that may not be read yet are left out."""
    return ListedPath(
        title=Markup.escape(path.title),
        title_text=path.title,
        summary=Markup.escape(path.summary),
        summary_text=path.summary,
        slug=path.slug,
        url=f"paths/{path.slug}/",
        entries=tuple(
            Step(articles[entry.slug].listed, entry.because)
            for entry in path.entries
            if entry.slug in articles
        ),
    )


def shelves(articles: Sequence[Content], paths: Iterable[ListedPath]) -> tuple[Shelf, ...]:
    """Return all articles of a language, which are given in reading order, as a page lists them.

    Those on no path follow the paths: together, or, if they are many and have two categories or
    more, by category, those without one last.
    """
    found = [Shelf(f"path-{path.slug}", path.title, path, path.entries) for path in paths]
    on_paths = {step.article for shelf in found for step in shelf.entries}
    loose = [article for article in articles if article.listed not in on_paths]
    groups: dict[str, list[Content]] = {}
    for article in loose:
        category = article.fields.get("category", "")
        groups.setdefault(slugify(category) or category, []).append(article)
    categories = sorted(groups.keys() - {""})
    if len(loose) <= _MANY or len(categories) < 2:
        categories, groups = [], {"": loose}
    for number, name in enumerate([*categories, *{""} & groups.keys()], start=1):
        title = Markup.escape(groups[name][0].fields["category"]) if name else Markup()
        steps = tuple(Step(article.listed) for article in groups[name])
        place = f"category-{slugify(name) or number}" if name else "others"
        found.append(Shelf(place, title, None, steps, folded=bool(categories)))
    return tuple(shelf for shelf in found if shelf.entries)


class Related:
    """Find the articles that share tags with one; `sequence` is all of them in reading order."""

    def __init__(self, sequence: Iterable[Content]) -> None:
        self._by_lang: dict[str, list[Content]] = {}
        self._nearest: dict[tuple[str, frozenset[str]], list[Content]] = {}
        for article in sequence:
            self._by_lang.setdefault(article.lang, []).append(article)

    def to(self, article: Content, around: Around) -> tuple[Listed, ...]:
        """Return up to three articles that share most tags and are not next to this one."""
        own, key = article.tag_names, (article.lang, article.tag_names)
        if key not in self._nearest:
            others = self._by_lang.get(article.lang, ())
            alike = [other for other in others if not own.isdisjoint(other.tag_names)]
            # Stable, so that reading order decides between equals; six, because three may be shown.
            nearest = heapq.nsmallest(6, alike, key=lambda other: -len(own & other.tag_names))
            self._nearest[key] = nearest
        shown = [article, *(near.article for near in (around.previous, around.next) if near)]
        return tuple(one.listed for one in self._nearest[key] if one not in shown)[:3]


def question_groups(
    contents: Iterable[Content], faq: Mapping[Content, Sequence[FaqItem]]
) -> tuple[Group, ...]:
    """Return the questions of articles and pages for the Questions page, with their addresses."""
    groups = []
    for content in contents:
        kind = content.header.kind
        name = content.slug if kind == "article" else f"page-{content.slug}"
        items = tuple(
            {
                "id": f"{name}--{item.id}",
                "question": item.question,
                "answer": Markup(item.elsewhere),  # cleaned once more
                "url": f"{content.url}#{item.id}",
            }
            for item in faq[content]
            if item.answered and item.question
        )
        if items:
            groups.append(Group(f"from-{name}", content.title, content.url, items, kind))
    return tuple(groups)
