"""Articles and pages as plain records: read once from Pelican's objects, and given back to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import datetime
from functools import cached_property
from typing import Any

from markupsafe import Markup
from pelican.utils import get_relative_path, path_to_url

from plugins.core import safe_html, schedule
from plugins.core.build import Build
from plugins.core.memo import Memo
from plugins.core.schedule import Scheduled
from plugins.frontmatter.document import ParsedFile
from plugins.frontmatter.header import Header
from plugins.site.links import Targets

# The lists of Pelican's generators in which texts lie (its documentation, "Internals").
ARTICLE_LISTS = (
    *("articles", "translations", "hidden_articles", "hidden_translations"),
    *("drafts", "drafts_translations"),
)
PAGE_LISTS = (
    *("pages", "translations", "hidden_pages", "hidden_translations"),
    *("draft_pages", "draft_translations"),
)
_KINDS = frozenset(
    "home articles questions about consultation not_found drafts search person".split()  # noqa: SIM905
)


@dataclass(frozen=True, eq=False)
class Listed:
    """A text as others are told of it, in a list or a link: no word of its body.

    The names are those of `Content`.
    """

    kind: str
    title: Markup
    title_text: str
    summary: Markup
    summary_text: str
    slug: str
    lang: str
    url: str


@dataclass(frozen=True, eq=False)
class Content:
    """An article or a page.

    `kind` is "article", the name of a page's template if it is one of ours, else "page". `status`
    is Pelican's: "published", "hidden" or "draft", which a scheduled one is as well. `title` and
    `summary` are HTML, `title_text` and `summary_text` the same without tags. `inside` is its file
    in the content folder. `url` has no slash in front; `save_as` is "" for what is not written.
    `date` and `modified` are None unless its header has them. `typed` is the body before anything
    is done to it. `pelican` is Pelican's own object, changed here and in `hooks`
    alone; its `date` is there even if the header has none.
    """

    parsed: ParsedFile
    kind: str
    status: str
    title: Markup
    title_text: str
    summary: Markup
    summary_text: str
    slug: str
    lang: str
    inside: str
    url: str
    save_as: str
    template: str
    date: datetime | None
    modified: datetime | None
    tags: tuple[str, ...]
    typed: str
    pelican: Any

    @property
    def header(self) -> Header:
        return self.parsed.header

    @property
    def fields(self) -> dict[str, Any]:
        return self.parsed.header.fields

    @cached_property
    def listed(self) -> Listed:
        return Listed(**{one.name: getattr(self, one.name) for one in dataclass_fields(Listed)})

    @cached_property
    def tag_names(self) -> frozenset[str]:
        return frozenset(self.tags)


@dataclass(frozen=True)
class Contents:
    """All texts of a run, each list by the names of its files; `lang` tells translations apart.

    `articles` and `pages` are published, `waiting` are drafts and scheduled articles,
    `quiet_pages` hidden ones and drafts.
    """

    articles: tuple[Content, ...] = ()
    hidden: tuple[Content, ...] = ()
    waiting: tuple[Content, ...] = ()
    pages: tuple[Content, ...] = ()
    quiet_pages: tuple[Content, ...] = ()

    def all(self) -> tuple[Content, ...]:
        return self.articles + self.hidden + self.waiting + self.pages + self.quiet_pages

    def written(self, strict: bool) -> list[Content]:
        """Return what is written in this run."""
        return [c for c in self.all() if c.save_as or not strict]

    def reachable(self, public: bool) -> list[Content]:
        """Return what a link may lead to: in the preview all, for the `public` no draft."""
        return [c for c in self.all() if c.status != "draft" or not public]


def read(articles: Any, pages: Any, memo: Memo) -> list[Content]:
    """Return all texts of Pelican's two generators, in the order of their files."""
    lists = ((articles, ARTICLE_LISTS), (pages, PAGE_LISTS))
    found = [one for some, names in lists for name in names for one in getattr(some, name)]
    found.sort(key=lambda content: str(content.source_path))
    return [memo(content.source_path, _record, content) for content in found]


def _record(content: Any) -> Content:
    """Return the record of one of Pelican's objects, as it is before anything is done to it."""
    parsed: ParsedFile = content.parsed
    fields = parsed.header.fields
    kind = fields.get("template", "page")
    kind = kind if kind in _KINDS else "page"
    url, save_as = content.url, content.save_as
    if kind == "home" and content.status == "published" and not fields.get("url"):
        lang = content.lang
        if lang != content.settings["DEFAULT_LANG"]:  # where its language begins
            url, save_as = f"{lang}/", f"{lang}/index.html"
    if kind == "person" and content.status == "published" and not fields.get("url"):
        here = content.lang == content.settings["DEFAULT_LANG"]
        url = f"{'' if here else f'{content.lang}/'}people/{content.slug}/"
        save_as = f"{url}index.html"
    title, summary = Markup(content.title), Markup(content.metadata.get("summary", ""))
    return Content(
        parsed=parsed,
        kind="article" if parsed.header.kind == "article" else kind,
        status=content.status,
        title=title,
        title_text=safe_html.plain(title),
        summary=summary,
        summary_text=safe_html.plain(summary),
        slug=content.slug,
        lang=content.lang,
        inside=content.relative_source_path,
        url=url,
        save_as=save_as,
        template=content.template,
        date=content.date if "date" in fields else None,
        modified=content.modified if "modified" in fields else None,
        tags=tuple(map(str, getattr(content, "tags", ()))),
        typed=content._content,
        pelican=content,
    )


def grouped(texts: Iterable[Content]) -> Contents:
    """Return the texts by what they are and who may see them."""
    groups: dict[tuple[str, str], list[Content]] = {}
    for text in texts:
        groups.setdefault((text.header.kind, text.status), []).append(text)
    quiet = groups.get(("page", "hidden"), []) + groups.get(("page", "draft"), [])
    return Contents(
        articles=tuple(groups.get(("article", "published"), ())),
        hidden=tuple(groups.get(("article", "hidden"), ())),
        waiting=tuple(groups.get(("article", "draft"), ())),
        pages=tuple(groups.get(("page", "published"), ())),
        quiet_pages=tuple(sorted(quiet, key=lambda page: str(page.pelican.source_path))),
    )


def scheduled(contents: Contents, timezone: str) -> tuple[Scheduled, ...]:
    """Return what waits for its day, the first to come out first."""
    return tuple(
        sorted(
            Scheduled(
                schedule.moment(one.fields["date"], timezone),
                one.header.path,
                one.header.line("date"),
                one.header.kind,
            )
            for one in contents.all()
            if one.status == "draft" and one.fields["status"] != "draft"
        )
    )


def give_back(articles: Any, pages: Any, contents: Contents) -> None:
    """Have Pelican write these texts and no others, at their addresses and by their templates."""
    for one in contents.all():
        # What is asked for from now on; Pelican puts an address together anew each time.
        one.pelican.override_url, one.pelican.override_save_as = one.url, one.save_as
        one.pelican.template = one.template
    kept = {id(one.pelican) for one in contents.all()}
    for generator, names in ((articles, ARTICLE_LISTS), (pages, PAGE_LISTS)):
        for name in names:
            some = getattr(generator, name)
            some[:] = [content for content in some if id(content) in kept]


def link_up(content: Content, html: str, _targets: Targets, build: Build) -> str:
    """Return a body with the links in Pelican's form resolved, `build.prefix` before each.

    It becomes Pelican's own from now on. Pelican finds by itself where each link leads; the targets
    say the same, and stand here so that it is asked again when they change.
    """
    content.pelican._content = html
    return _linked(content, build.prefix)


def html_of_its_own(content: Content) -> str:
    """Return the text of a page whose links begin where the page stands (RELATIVE_URLS)."""
    to_root = path_to_url(get_relative_path(content.save_as))
    return _linked(content, to_root)


def _linked(content: Content, before: str) -> str:
    """Return what `get_content` does, which Pelican remembers for ever, with all that hangs on it.

    A preview would keep each site that it has shown, and give the text of before.
    """
    return str(content.pelican._update_content(content.pelican._content, before))
