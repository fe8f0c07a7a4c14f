"""Join the texts of a site to one another, once every file is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from plugins.checks.document import Document, Entry
from plugins.core.build import Build
from plugins.core.cache import Store
from plugins.core.memo import Memo
from plugins.core.problem import Problem
from plugins.core.safe_html import as_pictures
from plugins.faq_neighbors import answers, questions, reading_order, reading_paths
from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.reading_order import Item, Neighbor, Neighbors, Order
from plugins.faq_neighbors.reading_order import Path as ReadingPath
from plugins.frontmatter import discovery, header
from plugins.frontmatter.discovery import Sources
from plugins.images import placing
from plugins.images.placing import Placed
from plugins.practice.model import Facts
from plugins.site import addresses, downloads, look, people
from plugins.site import contents as texts
from plugins.site.contents import Content, Contents


@dataclass(frozen=True)
class Around:
    """What stands before and behind an article, and where on its reading path it stands."""

    next: Neighbor | None = None
    previous: Neighbor | None = None
    place: Neighbors = field(default_factory=Neighbors)


@dataclass(frozen=True)
class Joined:
    """A site whose texts know one another.

    `orders` are the reading orders by language, `around` the neighbors of each article. `html` is
    each body as it is shown, with links that begin at `Build.prefix`. `faq` are the questions of a
    page, `owned` those of them that its data may hold. `pictures` says what became of all
    pictures, `downloads` of the other files; `files` are all that a link can lead to, and `used`
    those to which something does. `redirects` are old addresses and where they lead, `gone` those
    with nothing in their place.
    """

    contents: Contents
    paths: tuple[ReadingPath, ...]
    orders: Mapping[str, Order]
    around: Mapping[Content, Around]
    html: Mapping[Content, str]
    faq: Mapping[Content, tuple[FaqItem, ...]]
    owned: Mapping[Content, tuple[FaqItem, ...]]
    pictures: Placed[Content]
    downloads: downloads.Downloads
    files: frozenset[str]
    used: frozenset[str]
    redirects: Mapping[str, str]
    gone: frozenset[str]
    problems: tuple[Problem, ...]

    def entries(self) -> Iterator[Entry]:
        """Yield every text as the checks are given it."""
        for one in self.contents.all():
            document, place = Document(one.header, one.parsed.html), self.around[one].place
            where = (place.path.title, place.number) if place.path else ("", 0)
            public, found = one.status == "published", one.parsed.found
            yield Entry(document, one.url, one.lang, public, self.faq[one], *where, found)


def assemble(
    sources: Sources,
    contents: Contents,
    bodies: Mapping[Content, str],
    facts: Facts,
    pelican: Any,
    store: Store,
    memo: Memo,
) -> Joined:
    """Return the joined site: each step in the order in which it needs the last.

    `bodies` are the texts' HTML. `pelican` is one of its generators, all of which are told where
    each `{static}` link leads. Pictures are kept in `store`.
    """
    build, found_files, settings = sources.build, sources.found, pelican.settings
    # All that a link can lead to and is no page.
    files = memo.same("files", discovery.linkable(found_files, settings))
    articles = [content for content in contents.all() if content.header.kind == "article"]
    paths, problems = _paths(build, articles, sources.unread, memo)
    slugs = memo.same("slugs", frozenset(article.slug for article in articles))
    orders, around, found = _orders(contents, paths, slugs, memo)
    problems += found
    own_pages = people.pages(facts, contents, build.lang)
    near, own = addresses.nearest_of(build, contents, paths, own_pages), facts.practice.url
    old, to_files, found = addresses.settle_redirects(
        build, contents, files, paths, own_pages, near, own, memo
    )
    problems += [*found, *people.problems(facts, contents)]
    targets = addresses.link_targets(
        sources, contents, files, paths, own_pages, old.moved, settings, own
    )
    targets = memo.same("targets", targets)
    linked, found = addresses.resolve_links(bodies, targets, near, memo)
    problems += found
    # Pictures and other files: of those that something leads to, what is published and where.
    used = {place.file for body in linked.values() for place in body.places}
    used |= {*to_files, *(body.image for body in linked.values() if body.image)}
    used |= files.intersection(map(placing.source, facts.people))
    used |= files.intersection(look.sources(facts.look))
    originals = placing.originals(build.content, used)
    passed = downloads.place(build, found_files, linked, to_files, originals)
    written = {content: linked[content] for content in contents.written(build.strict)}
    placed = placing.place(
        build, written, originals, facts, old.moved, found_files.is_outside, store, memo
    )
    # All that Pelican asks of a file is its `url`, in which a name's spaces are escaped (RFC 3986).
    # Drafts lead to what is not published now, too.
    urls = {name: quote(name) for name in used} | {name: name for name in placed.files}
    files_of_pelican = {name: SimpleNamespace(url=url) for name, url in urls.items()}
    pelican.context["static_content"].update(files_of_pelican)
    html = {**{content: body.html for content, body in linked.items()}, **placed.html}
    shown = {one: memo(one, texts.link_up, one, body, targets, build) for one, body in html.items()}
    faq, owned, found = _questions(build, contents, orders, shown, memo)
    return Joined(
        contents=contents,
        paths=paths,
        orders=orders,
        around=around,
        html=shown,
        faq=faq,
        owned=owned,
        pictures=placed,
        downloads=passed,
        files=files,
        used=frozenset(used),
        redirects={**old.moved, **placed.redirects},
        gone=old.gone,
        problems=(*problems, *found, *passed.problems, *placed.problems),
    )


def _paths(
    build: Build, articles: list[Content], unread: set[str], memo: Memo
) -> tuple[tuple[ReadingPath, ...], list[Problem]]:
    """Return the reading paths of reading-paths.yaml."""
    # A file that cannot be read is told once, not once more by each path that names it.
    status = dict.fromkeys((header.slug_and_lang(path).get("slug", "") for path in unread), "")
    status |= {article.slug: str(article.fields["status"]) for article in articles}
    text, problems = build.read("reading-paths.yaml")
    if text is None:
        return (), problems
    text, shown = memo.same("paths", (text, build.shown("reading-paths.yaml")))
    paths, wrong = memo(None, reading_paths.read, text, shown, memo.same("status", status))
    return memo.same(_paths, tuple(paths)), problems + wrong


def _orders(
    contents: Contents, paths: tuple[ReadingPath, ...], known: frozenset[str], memo: Memo
) -> tuple[dict[str, Order], dict[Content, Around], list[Problem]]:
    """Return the order of each language, and what is next to each article.

    A waiting article is given what would be, were it out; a hidden one has nothing around it.
    """
    orders: dict[str, Order] = {}
    around = dict.fromkeys(contents.all(), Around())
    problems: list[Problem] = []

    def item(article: Content) -> Item:
        source, fields = article.header, article.fields
        return Item(
            slug=article.slug,
            date=article.pelican.date,
            order=fields.get("order", 0),
            next=fields.get("next", ""),
            previous=fields.get("previous", ""),
            path=source.path,
            next_line=source.line("next"),
            previous_line=source.line("previous"),
        )

    for lang in sorted({article.lang for article in contents.articles + contents.waiting}):
        articles = {article.slug: article for article in contents.articles if article.lang == lang}
        published = memo.same((lang, "items"), tuple(map(item, articles.values())))
        orders[lang] = order = memo(lang, reading_order.order, published, paths, known)
        problems += order.problems
        for slug, article in articles.items():
            around[article] = Around(*order.around(slug, articles), order.neighbors[slug])
        told = {(problem.path, problem.line) for problem in order.problems}
        for draft in contents.waiting:
            if draft.lang == lang:
                shown = memo.same((draft, "items"), (*published, item(draft)))
                there = memo(draft, reading_order.order, shown, paths, known)
                near = there.around(draft.slug, articles | {draft.slug: draft})
                around[draft] = Around(*near, there.neighbors[draft.slug])
                problems += [p for p in there.problems if (p.path, p.line) not in told]
    return orders, around, problems


def _questions(
    build: Build,
    contents: Contents,
    orders: Mapping[str, Order],
    html: Mapping[Content, str],
    memo: Memo,
) -> tuple[dict[Content, tuple[FaqItem, ...]], dict[Content, tuple[FaqItem, ...]], list[Problem]]:
    """Return each page's questions, and those that its data may hold: each has one home."""
    faq: dict[Content, tuple[FaqItem, ...]] = {}
    owned: dict[Content, tuple[FaqItem, ...]] = {}
    problems: list[Problem] = []
    for content in contents.all():
        faq[content] = found = memo(content, _items, content, html[content], build)
        owned[content] = tuple(item for item in found if item.answered and item.question)
        if content.fields["status"] != "draft":
            problems += questions.unanswered(found)
    for lang in {content.lang for content in contents.all()}:
        by_slug = {article.slug: article for article in contents.articles if article.lang == lang}
        pages = [page for page in contents.pages if page.lang == lang]
        in_order = [by_slug[slug] for slug in orders[lang].sequence] if lang in orders else []
        in_order += sorted(pages, key=lambda page: page.slug)
        homes = questions.homes((content.header.path, faq[content]) for content in in_order)
        problems += homes.problems
        owned |= {content: tuple(homes.owned[content.header.path]) for content in in_order}
    # Nobody is meant to find these.
    owned |= dict.fromkeys((*contents.hidden, *contents.quiet_pages), ())
    return faq, owned, problems


def _items(content: Content, html: str, build: Build) -> tuple[FaqItem, ...]:
    path, marks = content.header.path, content.parsed.marks
    return answers.items(as_pictures(html), marks, path, build.address(content.url))
