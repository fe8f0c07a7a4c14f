"""Write what Pelican does not: paths, the feed, the sitemap, Markdown copies, redirects, files."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from plugins.core.paths import held
from plugins.core.rules.program import SEARCH_PLAIN
from plugins.frontmatter import redirects
from plugins.site import feed, markdown_copy, sitemap
from plugins.site.addresses import feed_url
from plugins.site.assemble import Joined
from plugins.site.contents import Content
from plugins.site.page_context import Contexts
from plugins.site.run import Run
from plugins.site.search_index import Indexing, SearchIndexError
from plugins.site.stylesheet import stylesheet
from plugins.social_cards import cards


class PracticeGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Runs after articles and pages are read; `ready` is called once everything is joined."""

    def generate_context(self) -> None:
        """Have no file copied because a text seems to name it: `downloads` says which are."""
        self.context["static_links"].clear()

    def ready(self, run: Run, joined: Joined, contexts: Contexts) -> None:
        """Take what is to be written, and let Pagefind begin, so that it is done at the end."""
        self.run, self.joined, self.contexts = run, joined, contexts
        self.indexing: Indexing | None = None
        contents, of = joined.contents, contexts.of
        self.pages = [*map(of.__getitem__, contents.pages), *contexts.generated]
        self.search = next((page for page in contents.pages if page.kind == "search"), None)
        if self.search:
            template = self.env.get_template("search_document.html")
            found = [*(of[article] for article in contents.articles), *self.pages]
            found = [page for page in found if not page.noindex and page.kind != "search"]
            try:
                self.indexing = Indexing(
                    (page.save_as, template.render(self.context, item=page)) for page in found
                )
            except SearchIndexError as reason:
                self._no_search(self.search, reason)
        self.context["searchable"] = self.indexing is not None

    def generate_output(self, writer: Any) -> None:
        """Write everything, each file by its place in the site."""
        build, joined, stores = self.run.build, self.joined, self.run.stores
        contents, css = joined.contents, Path(self.theme) / "css"
        for page in self.contexts.generated:
            self._page(writer, page.save_as, page.kind, page=page)
        for article in contents.articles + contents.hidden:
            page = self.contexts.of[article]
            self._text(page.markdown_url, markdown_copy.document(build, article, page))
        for name in ("robots.txt", "manifest.webmanifest"):
            self._text(name, self.env.get_template(name).render(self.context).rstrip() + "\n")
        if not build.strict:  # the preview swaps it without loading the page anew
            self._text("theme/site.css", stylesheet(css))
        self._text("theme/print.css", stylesheet(css, ["print"]))
        if build.base:  # these hold whole addresses
            sequence, of = self.contexts.sequence, self.contexts.of
            for lang in sorted({article.lang for article in sequence}):
                same = [article for article in sequence if article.lang == lang]
                same.sort(key=lambda article: (article.pelican.date, article.slug), reverse=True)
                url, facts = feed_url(lang, build.lang), joined.pictures.facts
                self._text(url, feed.atom(build, facts, (of[one] for one in same), lang, url))
            pages = [*(of[article] for article in sequence), *self.pages]
            self._text("sitemap.xml", sitemap.sitemap(page for page in pages if not page.noindex))
        # A page at each old address, for hosts that cannot redirect by themselves.
        titles = {f"/{content.url}": content.title for content in contents.all()}
        for old, new in joined.redirects.items():
            name, title = redirects.page_name(old), titles.get(new, new)
            base = build.base if redirects.is_inside(new) else ""
            target = f"{base}{redirects.location(new)}"
            if redirects.can_be_a_file(name):
                self._page(writer, name, "redirect", target=target, target_title=title)
        for name, read in sorted(joined.pictures.files.items()):
            self._bytes(name, read())
        for name, file in sorted(joined.downloads.files.items()):
            shutil.copyfile(file, self._place(name))
        stores["pictures"].prune()
        wanted = self.contexts.cards.wanted
        for name, card in cards.files(wanted, Path(self.theme), stores["cards"]):
            self._bytes(name, card)
        if self.search:
            self._text("theme/search.css", stylesheet(css, ["search"]))
            try:
                if self.indexing:
                    self.indexing.finish(Path(self.output_path))
            except SearchIndexError as reason:
                self._no_search(self.search, reason)
            self.indexing = None

    def _no_search(self, page: Content, reason: SearchIndexError) -> None:
        message = f"{reason} So the search page is a plain list of everything, without a search."
        remedy = "Visitors still find all of it there; build on another computer to have both."
        self.run.problems.append(SEARCH_PLAIN.problem(page.header.path, 1, message, remedy))

    def _page(self, writer: Any, name: str, template: str, **context: Any) -> None:
        relative = self.settings["RELATIVE_URLS"]
        writer.write_file(name, self.get_template(template), self.context, relative, **context)

    def _text(self, name: str, text: str) -> None:
        self._bytes(name, text.encode())

    def _bytes(self, name: str, data: bytes) -> None:
        held = self.settings.get("PRACTICE_HELD")
        if held is None:
            self._place(name).write_bytes(data)
        else:
            held[inside(name)] = data

    def _place(self, name: str) -> Path:
        path = inside_output(self.output_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


class HeldWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer, which lets a name through that begins as the output folder's does.

    Templates are given our contexts instead of Pelican's articles and pages, on which they hang.
    Where the delivery holds what is written (PRACTICE_HELD, by names), nothing comes to the disk.
    """

    def write_file(self, name: str, *given: Any, **named: Any) -> None:
        """Write a file; raise ValueError, before that, if `name` leads out of the output."""
        if name:
            inside_output(self.output_path, name) if self._held is None else inside(name)
        for key in ("article", "page"):
            if context := getattr(named.get(key), "page_context", None):
                named[key] = context
        super().write_file(name, *given, **named)

    @property
    def _held(self) -> dict[str, bytes] | None:
        held: dict[str, bytes] | None = self.settings.get("PRACTICE_HELD")
        return held

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        """Open what Pelican writes; two pages at one address are its own affair, on the disk."""
        held, name = self._held, Path(filename).relative_to(self.output_path).as_posix()
        if held is None or override or filename in self._written_files:
            if held is not None and override:
                held.pop(name, None)
            return super()._open_w(filename, encoding, override)
        self._written_files.add(filename)
        return _HeldText(held, name)


class _HeldText(io.StringIO):
    """A text that is held under its name once it is closed."""

    def __init__(self, held: dict[str, bytes], name: str) -> None:
        super().__init__()
        self._held, self._name = held, name

    def close(self) -> None:
        """Hold what was written."""
        if not self.closed:
            self._held[self._name] = self.getvalue().encode()
        super().close()


def inside(name: str) -> str:
    """Return a name below the site's folder, with `/`. Raises ValueError if it leads out of it."""
    plain = Path(os.path.normpath(name))
    if plain.anchor or plain.parts[:1] in ((), (os.pardir,)):
        raise ValueError(f"“{name}” would be written outside of the site's folder")
    return plain.as_posix()


def inside_output(output: str, name: str) -> Path:
    """Return where a file of the site is written. Raises ValueError if that is not in it."""
    path = Path(output) / name
    if not held(path, output):
        raise ValueError(f"“{name}” would be written outside of the site's folder")
    return path
