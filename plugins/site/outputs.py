"""What Pelican does not write itself: paths, the feed, the sitemap, Markdown copies, redirects."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from plugins.core import safe_html
from plugins.core.build import Site
from plugins.core.contents import Contents
from plugins.core.paths import held
from plugins.core.rules.program import SEARCH_PLAIN
from plugins.frontmatter import redirects
from plugins.site import context as present
from plugins.site import feed, markdown_copy, sitemap
from plugins.site.generated_pages import OwnPage
from plugins.site.search_index import Indexing, NoIndex
from plugins.site.stylesheet import stylesheet
from plugins.social_cards import cards


class PracticeGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Runs after articles and pages are read; `ready` is called once everything is joined."""

    def generate_context(self) -> None:
        """Files are not copied because a text seems to name them: `downloads` says which are."""
        self.context["static_links"].clear()

    def ready(
        self, site: Site, contents: Contents, sequence: list[Any], own_pages: list[OwnPage]
    ) -> None:
        """`sequence`: published articles in reading order; `own_pages`: pages without a file."""
        self.site, self.contents = site, contents
        self.sequence, self.own_pages = sequence, own_pages
        fonts = Path(self.theme) / "static" / "fonts"
        self.cards = cards.assign(site, contents, own_pages, fonts)
        site.problems += self.cards.problems
        self.indexing = self._begin_index()
        self.context["searchable"] = self.indexing is not None

    def generate_output(self, writer: Any) -> None:
        for page in self.own_pages:
            self._page(writer, page.save_as, page.kind, page=page)
        for article in [*self.contents.articles, *self.contents.hidden]:
            self._text(article.markdown_url, self._markdown(article))
        for name in ("robots.txt", "manifest.webmanifest"):
            self._text(name, self.env.get_template(name).render(self.context).rstrip() + "\n")
        if not self.site.strict:  # the preview swaps it without loading the page anew
            self._text("theme/site.css", stylesheet(Path(self.theme) / "css"))
        self._text("theme/print.css", stylesheet(Path(self.theme) / "css", ["print"]))
        if self.site.base:
            self._absolute()
        self._redirects(writer)
        for name, read in sorted(self.site.pictures.items()):
            self._bytes(name, read())
        for name, file in sorted(self.site.downloads.items()):
            shutil.copyfile(file, self._place(name))
        self.site.kept("pictures").prune()
        kept = self.site.kept("cards")
        for name, card in cards.files(self.cards.wanted, Path(self.theme), kept):
            self._bytes(name, card)
        self._search()

    def _begin_index(self) -> Indexing | None:
        """Pagefind begins now, so that it is done when the last page is written."""
        if not any(page.kind == "search" for page in self.contents.pages):
            return None
        template = self.env.get_template("search_document.html")
        pages = [*self.contents.articles, *self.contents.pages, *self.own_pages]
        found = [page for page in pages if not page.noindex and page.kind != "search"]
        try:
            return Indexing(
                (page.save_as, template.render(self.context, item=page)) for page in found
            )
        except NoIndex as reason:
            self._no_search(str(reason))
            return None

    def _search(self) -> None:
        if any(page.kind == "search" for page in self.contents.pages):
            self._text("theme/search.css", stylesheet(Path(self.theme) / "css", ["search"]))
        try:
            if self.indexing:
                self.indexing.finish(Path(self.output_path))
        except NoIndex as reason:
            self._no_search(str(reason))
        self.indexing = None

    def _no_search(self, reason: str) -> None:
        page = next(page for page in self.contents.pages if page.kind == "search")
        source = page.reading.source
        message = f"{reason} So the search page is a plain list of everything, without a search."
        remedy = "Visitors still find all of it there; build on another computer to have both."
        self.site.problems.append(SEARCH_PLAIN.problem(source.path, 1, message, remedy))

    def _absolute(self) -> None:
        """Files that hold whole addresses, and so cannot be while the site has none."""
        for lang in sorted({article.lang for article in self.sequence}):
            articles = [article for article in self.sequence if article.lang == lang]
            newest = sorted(articles, key=lambda article: (article.date, article.slug))[::-1]
            url = present.feed_url(lang, self.site.lang)
            self._text(url, feed.atom(self.site, newest, lang, url))
        pages = [*self.sequence, *self.contents.pages, *self.own_pages]
        self._text("sitemap.xml", sitemap.sitemap(page for page in pages if not page.noindex))

    def _redirects(self, writer: Any) -> None:
        """A page at each old address, for hosts that cannot redirect by themselves."""
        titles = {f"/{content.url}": content.title for content in self.contents.all()}
        for old, new in self.site.redirects.items():
            name, title = redirects.page_name(old), titles.get(new, new)
            base = self.site.base if redirects.is_inside(new) else ""
            target = f"{base}{redirects.location(new)}"
            if redirects.can_be_a_file(name):
                self._page(writer, name, "redirect", target=target, target_title=title)

    def _markdown(self, article: Any) -> str:
        source = article.reading.source
        shown = [link.to for link in safe_html.links(article.html)]
        typed = [link.to for link in safe_html.links(article.typed_content)]
        ways = zip(typed, shown, strict=True)
        return markdown_copy.document(
            title=article.title_text,
            summary=article.summary_text,
            byline=f"By {article.person.display_name}." if article.person else "",
            address=article.canonical,
            body=source.body,
            links={to: self._whole(way) for to, way in ways if to != self._whole(way)},
        )

    def _whole(self, way: str) -> str:
        """An internal address as one that can be followed from a file that stands alone."""
        inside = redirects.is_inside(way)
        return f"{self.site.base.removesuffix(self.site.root)}{way}" if inside else way

    def _page(self, writer: Any, name: str, template: str, **context: Any) -> None:
        relative = self.settings["RELATIVE_URLS"]
        writer.write_file(name, self.get_template(template), self.context, relative, **context)

    def _text(self, name: str, text: str) -> None:
        self._place(name).write_text(text, "utf-8", newline="\n")

    def _bytes(self, name: str, data: bytes) -> None:
        self._place(name).write_bytes(data)

    def _place(self, name: str) -> Path:
        path = inside_output(self.output_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


class HeldWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer, which lets a name through that begins as the output folder's does."""

    def write_file(self, name: str, *given: Any, **named: Any) -> None:
        """Raises ValueError, before anything is written, if `name` leads out of the output."""
        if name:
            inside_output(self.output_path, name)
        super().write_file(name, *given, **named)


def inside_output(output: str, name: str) -> Path:
    """Return where a file of the site is written. Raises ValueError if that is not in it."""
    path = Path(output) / name
    if not held(path, output):
        raise ValueError(f"“{name}” would be written outside of the site's folder")
    return path
