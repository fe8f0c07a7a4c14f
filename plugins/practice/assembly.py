"""Once every file is read: joins the pages of a site to one another.

Works on Pelican's content objects without knowing Pelican: whatever has `slug`, `lang`, `url`,
`date`, `_content`, `content` and our `reading` will do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from plugins.practice import (
    answers,
    header,
    links,
    pictures,
    questions,
    reading_order,
    reading_paths,
    redirects,
)
from plugins.practice.problems import Problem
from plugins.practice.reading_order import Item, Neighbors, Order
from plugins.practice.redirects import Redirect
from plugins.practice.site import Site

Content = Any  # one of Pelican's Article or Page
# What `writing` adds.
_OWN_FILES = ("feed.xml", "sitemap.xml", "robots.txt", "manifest.webmanifest")


@dataclass
class Contents:
    """All content objects of a run. Translations stand among the others, `lang` tells them."""

    articles: list[Content] = field(default_factory=list)  # published
    hidden: list[Content] = field(default_factory=list)
    waiting: list[Content] = field(default_factory=list)  # drafts and scheduled articles
    pages: list[Content] = field(default_factory=list)
    quiet_pages: list[Content] = field(default_factory=list)  # hidden and draft pages
    files: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()  # those of the files that are not published as they are
    static: dict[str, Any] = field(default_factory=dict)  # where `{static}` leads, by file

    def all(self) -> list[Content]:
        return [*self.articles, *self.hidden, *self.waiting, *self.pages, *self.quiet_pages]

    def written(self, strict: bool) -> list[Content]:
        return [c for c in self.all() if c.save_as] if strict else self.all()


def assemble(site: Site, contents: Contents) -> dict[str, Order]:
    """Everything that needs more than one file, in the order in which each step needs the last.

    Gives the reading order of each language; problems go to `site.problems`.
    """
    # A file that cannot be read is told once, not once more by each path that names it.
    status = dict.fromkeys((header.slug_and_lang(path).get("slug", "") for path in site.unread), "")
    status |= {c.slug: _status(c) for c in contents.all() if c.reading.source.kind == "article"}
    _read_paths(site, status)
    orders = _reading_orders(site, contents)
    _redirects(site, contents)
    _links(site, contents)
    made = pictures.place(site, contents.written(site.strict), contents.pictures)
    contents.static.update(made)
    _questions(site, contents, orders)
    return orders


def duplicates(site: Site, contents: Iterable[Content]) -> list[Content]:
    """Files that would be written over another one's address; each is a problem."""
    first: dict[str, Content] = {}
    losers = []
    for content in sorted(contents, key=lambda c: str(c.source_path)):
        earlier = first.setdefault(f"{content.lang} {content.slug} {content.save_as}", content)
        if content.save_as:
            earlier = first.setdefault(content.save_as, earlier)
        if earlier is not content:
            source = content.reading.source
            site.problems.append(
                Problem(
                    source.path,
                    source.line("slug"),
                    f"This has the same address as {earlier.reading.source.path}: "
                    f"/{content.url or content.slug}",
                    "Rename one of the two files, or give one a “slug: …” of its own.",
                    "duplicate-address",
                )
            )
            losers.append(content)
    return losers


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
    """One order a language; each article gets `neighbors`, a waiting one as if it were out."""
    orders = {}
    known = {content.slug for content in contents.all() if content.reading.source.kind == "article"}
    for lang in sorted({article.lang for article in [*contents.articles, *contents.waiting]}):
        published = [_item(article) for article in contents.articles if article.lang == lang]
        orders[lang] = order = reading_order.order(published, site.paths, known)
        site.problems += order.problems
        for article in contents.articles:
            if article.lang == lang:
                article.neighbors = order.neighbors[article.slug]
        for draft in contents.waiting:
            if draft.lang == lang:
                there = reading_order.order([*published, _item(draft)], site.paths, known)
                draft.neighbors = there.neighbors[draft.slug]
                told = {(problem.path, problem.line) for problem in order.problems}
                site.problems += [p for p in there.problems if (p.path, p.line) not in told]
    for article in contents.hidden:
        article.neighbors = Neighbors()
    return orders


def _redirects(site: Site, contents: Contents) -> None:
    found: list[Redirect] = []
    text = site.read("redirects.yaml")
    if text is not None:
        found, problems = redirects.read(text, site.shown("redirects.yaml"))
        site.problems += problems
    for content in [*contents.articles, *contents.hidden, *contents.pages]:
        source = content.reading.source
        line = source.line("redirects")
        for old in source.fields.get("redirects", ()):
            found.append(Redirect(old, f"/{content.url}", source.path, line))
    taken = {f"/{content.url}" for content in contents.written(site.strict)}
    taken |= {f"/paths/{path.slug}/" for path in site.paths}
    taken |= {f"/{name}" for name in (*_OWN_FILES, *contents.files)}
    taken |= {f"/{a.url}index.md" for a in (*contents.articles, *contents.hidden)}
    settled = redirects.settle(found, taken)
    site.redirects, site.gone = settled.moved, settled.gone
    site.problems += settled.problems
    for redirect in found:
        if redirect.new is None:
            continue
        inside = redirect.new.startswith("/") and not redirect.new.startswith("//")
        aim = redirects.page_address(redirect.new.partition("#")[0])
        if inside and aim not in taken and aim not in site.redirects:
            site.problems.append(
                Problem(
                    redirect.path,
                    redirect.line,
                    f"The redirect “{redirect.old}” leads to {redirect.new}, which is not there.",
                    "Write the address of a page that exists.",
                    "redirect",
                )
            )


def _links(site: Site, contents: Contents) -> None:
    """Resolves the links of every body and the picture of every header."""
    written = contents.written(site.strict)
    targets = links.Targets(
        pages={f"/{c.url}": c.get_relative_source_path() for c in written},
        files=contents.files,
        later={_later(c, site.lang): c.get_relative_source_path() for c in contents.waiting},
        other=frozenset(
            [f"/{name}" for name in _OWN_FILES]
            + [f"/paths/{path.slug}/" for path in site.paths]
            + [*site.redirects]
            # A file that cannot be read is told once, not once more by each link that leads to it.
            + [f"/articles/{header.slug_and_lang(path).get('slug')}/" for path in site.unread]
        ),
        root=site.root,
    )
    for content in contents.all():
        source = content.reading.source
        inside = content.get_relative_source_path()
        content._content, broken = links.resolve(content._content, inside, content.url, targets)
        seen: dict[str, int] = {}
        for link in broken:
            nth = seen[link.to] = seen.get(link.to, -1) + 1
            rule = "picture-missing" if link.picture else "link-broken"
            line = source.line_of(link.to, nth)
            site.problems.append(Problem(source.path, line, link.message, link.remedy, rule))
        content.image_file = _header_image(site, source, contents.files)
        content.image_width = content.image_height = 0


def _later(article: Content, default_lang: str) -> str:
    """The address that a waiting article will have on its day (ARTICLE_URL of Pelican)."""
    key = "ARTICLE_URL" if article.lang == default_lang else "ARTICLE_LANG_URL"
    return "/" + str(article.settings[key]).format(slug=article.slug, lang=article.lang)


def _header_image(site: Site, source: Any, files: frozenset[str]) -> str:
    """The source of the picture that the header names, "" if there is none."""
    wanted = str(source.fields.get("image", "")).lstrip("/").removeprefix("{static}/")
    if not wanted or wanted in files:
        return wanted
    site.problems.append(
        Problem(
            source.path,
            source.line("image"),
            f"The picture “{wanted}” is not there.",
            "Put it into content/images/ and write images/ and its name.",
            "picture-missing",
        )
    )
    return ""


def _questions(site: Site, contents: Contents, orders: dict[str, Order]) -> None:
    """Each page's `faq`, and of it `faq_owned`: what this page's data may hold."""
    for content in contents.all():
        reading = content.reading
        content.html = content.get_content(site.prefix)
        items = answers.items(content.html, reading.marks, reading.source.path)
        address = site.address(content.url)
        content.faq = tuple(answers.with_address(item, address) for item in items)
        content.faq_owned = [item for item in content.faq if item.answered and item.question]
        if _status(content) != "draft":
            site.problems += questions.unanswered(content.faq)
    for lang in {content.lang for content in contents.all()}:
        rank = {slug: at for at, slug in enumerate(orders[lang].sequence)} if lang in orders else {}
        shown = sorted(
            (article for article in contents.articles if article.lang == lang),
            key=lambda article: rank[article.slug],
        )
        shown += sorted(
            (page for page in contents.pages if page.lang == lang), key=lambda page: page.slug
        )
        homes = questions.homes((content.source_path, content.faq) for content in shown)
        site.problems += homes.problems
        for content in shown:
            content.faq_owned = homes.owned[content.source_path]
    for content in [*contents.hidden, *contents.quiet_pages]:
        content.faq_owned = []  # nobody is meant to find these
