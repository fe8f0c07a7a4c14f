"""Once every file is read: joins the pages of a site to one another.

Works on Pelican's content objects without knowing Pelican: whatever has `slug`, `lang`, `url`,
`date`, `_content`, `content` and our `reading` will do.
"""

from __future__ import annotations

from urllib.parse import quote

from plugins.core.build import Site
from plugins.core.contents import Content, Contents
from plugins.core.inline_drawings import as_pictures
from plugins.faq_neighbors import answers, questions, reading_order, reading_paths
from plugins.faq_neighbors.reading_order import Item, Neighbors, Order
from plugins.frontmatter import header
from plugins.images import placing, references
from plugins.site import addresses, downloads


def assemble(site: Site, contents: Contents) -> dict[str, Order]:
    """Everything that needs more than one file, in the order in which each step needs the last.

    Gives the reading order of each language; problems go to `site.problems`.
    """
    # A file that cannot be read is told once, not once more by each path that names it.
    status = dict.fromkeys((header.slug_and_lang(path).get("slug", "") for path in site.unread), "")
    status |= {c.slug: _status(c) for c in contents.all() if c.reading.source.kind == "article"}
    _read_paths(site, status)
    orders = _reading_orders(site, contents)
    addresses.settle_redirects(site, contents)
    addresses.resolve_links(site, contents)
    _place_files(site, contents)
    _questions(site, contents, orders)
    return orders


def _place_files(site: Site, contents: Contents) -> None:
    """Pictures and other files: of those that something leads to, what is published and where."""
    places = {id(content): list(references.places(content)) for content in contents.all()}
    used = downloads.used(site, contents, places)
    contents.unused = downloads.unused(site, contents, used)
    originals = placing.originals(site, used)
    downloads.place(site, contents, places, originals)
    made = placing.place(site, contents.written(site.strict), places, originals)
    # A name may hold spaces (RFC 3986). Drafts lead to what is not published now, too.
    contents.static.update({name: placing.Published(quote(name)) for name in used})
    contents.static.update(made)


def _status(content: Content) -> str:
    return str(content.reading.source.fields["status"])


def _read_paths(site: Site, status: dict[str, str]) -> None:
    text = site.read("reading-paths.yaml")
    if text is not None:
        site.paths, problems = reading_paths.read(text, site.shown("reading-paths.yaml"), status)
        site.problems += problems


def _item(article: Content) -> Item:
    source = article.reading.source
    fields = source.fields
    return Item(
        slug=article.slug,
        date=article.date,
        order=fields.get("order", 0),
        next=fields.get("next", ""),
        previous=fields.get("previous", ""),
        path=source.path,
        next_line=source.line("next"),
        previous_line=source.line("previous"),
    )


def _reading_orders(site: Site, contents: Contents) -> dict[str, Order]:
    """Return the order of each language, and give each article what is next to it.

    A waiting article is given what would be, were it out.
    """
    orders = {}
    known = {content.slug for content in contents.all() if content.reading.source.kind == "article"}
    for lang in sorted({article.lang for article in [*contents.articles, *contents.waiting]}):
        articles = {article.slug: article for article in contents.articles if article.lang == lang}
        published = [_item(article) for article in articles.values()]
        orders[lang] = order = reading_order.order(published, site.paths, known)
        site.problems += order.problems
        for article in articles.values():
            _set_neighbors(article, order, articles)
        for draft in contents.waiting:
            if draft.lang == lang:
                there = reading_order.order([*published, _item(draft)], site.paths, known)
                _set_neighbors(draft, there, articles | {draft.slug: draft})
                told = {(problem.path, problem.line) for problem in order.problems}
                site.problems += [p for p in there.problems if (p.path, p.line) not in told]
    for article in contents.hidden:
        article.neighbors, article.next, article.previous = Neighbors(), None, None
    return orders


def _set_neighbors(article: Content, order: Order, articles: dict[str, Content]) -> None:
    article.neighbors = order.neighbors[article.slug]
    article.next, article.previous = order.around(article.slug, articles)


def _questions(site: Site, contents: Contents, orders: dict[str, Order]) -> None:
    """Each page's `faq`, and of it `faq_owned`: what this page's data may hold."""
    for content in contents.all():
        reading = content.reading
        content.html = content.get_content(site.prefix)
        content.faq = answers.items(
            as_pictures(content.html),
            reading.marks,
            reading.source.path,
            site.address(content.url),
        )
        content.faq_owned = [item for item in content.faq if item.answered and item.question]
        if _status(content) != "draft":
            site.problems += questions.unanswered(content.faq)
    for lang in {content.lang for content in contents.all()}:
        by_slug = {article.slug: article for article in contents.articles if article.lang == lang}
        shown = [by_slug[slug] for slug in orders[lang].sequence] if lang in orders else []
        shown += sorted(
            (page for page in contents.pages if page.lang == lang), key=lambda page: page.slug
        )
        homes = questions.homes((content.source_path, content.faq) for content in shown)
        site.problems += homes.problems
        for content in shown:
            content.faq_owned = homes.owned[content.source_path]
    for content in [*contents.hidden, *contents.quiet_pages]:
        content.faq_owned = []  # nobody is meant to find these
