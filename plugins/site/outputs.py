"""Write what Pelican does not: paths, the feed, the sitemap, Markdown copies, redirects, files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals
from pelican.utils import get_relative_path, path_to_url
from pelican.writers import Writer

from plugins.core.paths import held
from plugins.core.rules.program import SEARCH_PLAIN
from plugins.frontmatter import redirects
from plugins.site import feed, markdown_copy, search_index, sitemap, translations
from plugins.site.addresses import feed_url
from plugins.site.assemble import Joined
from plugins.site.contents import Content
from plugins.site.page_cache import PageCache
from plugins.site.page_context import Contexts, PageContext
from plugins.site.run import Run
from plugins.site.search_index import Indexing, SearchIndexError
from plugins.site.stylesheet import OTHERS, OTHERS_OF_SEVERAL, PARTS, stylesheet
from plugins.social_cards import cards
from plugins.social_cards.card import Card, draw


class PracticeGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Runs after articles and pages are read; `ready` is called once everything is joined."""

    def generate_context(self) -> None:
        """Have no file copied because a text seems to name it: `downloads` says which are."""
        self.context["static_links"].clear()

    def ready(self, run: Run, joined: Joined, contexts: Contexts) -> None:
        """Take what is to be written."""
        self.run, self.joined, self.contexts = run, joined, contexts
        pages = joined.contents.pages
        self.search = next((page for page in pages if page.kind == "search"), None)
        self.indexing: Indexing | None = None

    def begin_index(self) -> None:
        """Let Pagefind begin, so that it is done at the end."""
        if self.search:
            try:
                self.indexing = Indexing(self.searched(), self.run.stores["searched"])
            except SearchIndexError as reason:
                self._no_search(self.search, reason)
        self.context["searchable"] = self.indexing is not None

    def searched(self) -> Iterator[tuple[str, str]]:
        """Yield what the search is to find: a page's file, and its text as Pagefind reads it."""
        template = self.env.get_template("search_document.html")
        pages = PageCache(self.run.stores["searched"], self.env, self.context)
        articles = map(self.contexts.of.__getitem__, self.joined.contents.articles)
        for page in (*articles, *self._pages()):
            if not page.noindex and page.kind != "search":
                own = {"item": page} | self._words(page.language or page.lang)
                make = partial(template.render, self.context, **own)
                yield page.save_as, pages.page(page.save_as, template.name, own, make)
        pages.close()

    def _words(self, language: str) -> dict[str, Any]:
        return self.contexts.translations.of(language).context()

    def _pages(self) -> list[PageContext]:
        of, generated = self.contexts.of, self.contexts.generated
        pages = [of[page] for page in self.joined.contents.pages]
        return [*pages, *(generated[name] for name in self.contexts.templates)]

    def generate_output(self, writer: Any) -> None:
        """Write everything, each file by its place in the site."""
        stores = self.run.stores
        self.pages(writer)
        if self.run.pages:
            self.run.pages.close()
        for name, make in self.files().items():
            if file := self.joined.downloads.files.get(name):
                shutil.copyfile(file, self._place(name))
            else:
                self._bytes(name, make)
        for kind in ("pictures", "copies"):
            stores[kind].prune()
        wanted = self.contexts.cards.wanted
        fonts = Path(self.theme) / "static/fonts"
        for name, card in cards.files(wanted, self.run.look.cards, fonts, stores["cards"]):
            self._bytes(name, partial(bytes, card))
        if self.search:
            try:
                if self.indexing:
                    self.indexing.finish(Path(self.output_path))
            except SearchIndexError as reason:
                self._no_search(self.search, reason)
            self.indexing = None

    def pages(self, writer: Any) -> None:
        """Have the pages written that come from no file of their own, and those that lead on."""
        build, joined, generated = self.run.build, self.joined, self.contexts.generated
        relative = self.settings["RELATIVE_URLS"]

        def page(name: str, template: str, **context: Any) -> None:
            writer.write_file(name, self.get_template(template), self.context, relative, **context)

        for name, template in self.contexts.templates.items():
            page(name, template, page=partial(generated.__getitem__, name))
        # A page at each old address, for hosts that cannot redirect by themselves.
        pages = {f"/{content.url}": content for content in joined.contents.all()}
        for old, new in joined.redirects.items():
            name, to = redirects.page_name(old), pages.get(new)
            title, lang = (to.title, to.lang) if to else (new, build.lang)
            base = build.base if redirects.is_inside(new) else ""
            target = f"{base}{redirects.location(new)}"
            if redirects.can_be_a_file(name):
                page(name, "redirect", target=target, target_title=title, lang=lang)

    def files(self) -> dict[str, Callable[[], bytes]]:
        """Return what gives the bytes of each file that is no page, by its place in the site."""
        build, joined, of = self.run.build, self.joined, self.contexts.of
        contents, css = joined.contents, Path(self.theme) / "css"
        found: dict[str, Callable[[], bytes]] = {
            name: file.read_bytes
            for name, file in self._theme_files()
            if self.run.look.look.has_fonts or not name.startswith("theme/fonts/")
        }

        def text(name: str, make: Callable[..., str], *given: Any) -> None:
            found[name] = lambda: make(*given).encode()

        kept = PageCache(self.run.stores["copies"], self.env, self.context)

        def copy(article: Content) -> str:
            page, body = of[article], article.header.body
            say = self.contexts.translations.of(page.language).plain
            byline = say("By %(name)s.", name=page.person.display_name) if page.person else ""
            where = " ".join(part for part in (byline, page.canonical) if part)
            head = (f"# {page.title_text}", page.summary_text, where)
            given = (build.base.removesuffix(build.root), body, article.typed, page.html, head)
            return kept.made(page.markdown_url, markdown_copy.document, *given)

        def rendered(name: str) -> str:
            given = self.context | self._words(build.lang)
            return f"{self.env.get_template(name).render(given).rstrip()}\n"

        for article in contents.articles + contents.hidden:
            text(f"{article.url}index.md", copy, article)
        for name in ("robots.txt", "manifest.webmanifest"):
            text(name, rendered, name)
        if not build.strict:  # the preview swaps it without loading the page anew
            others = OTHERS_OF_SEVERAL if joined.pictures.facts.several else OTHERS
            text("theme/site.css", stylesheet, css, [*PARTS, *others], self.run.look.look)
            text("theme/look.css", stylesheet, css, ["look"])
            found["theme/look.png"] = self._card
        text("theme/print.css", stylesheet, css, ["print"])
        if build.base:  # these hold whole addresses
            sequence = self.contexts.sequence
            for lang in sorted({article.lang for article in sequence}):
                same = [article for article in sequence if article.lang == lang]
                same.sort(key=lambda article: (article.pelican.date, article.slug), reverse=True)
                text(feed_url(lang, build.lang), self._feed, lang, same)
            text("sitemap.xml", self._sitemap)
        found |= joined.pictures.files
        found |= self.run.look.files
        found |= self.run.editor.files
        found |= {name: file.read_bytes for name, file in joined.downloads.files.items()}
        if self.search:
            text("theme/search.css", stylesheet, css, ["search"])
        if script := found.get("theme/search.js"):
            found["theme/search.js"] = lambda: search_index.script(script())
        if joined.pictures.facts.contact_form.endpoint:
            text("theme/form.css", stylesheet, css, ["form"])
        return found

    def _theme_files(self) -> Iterator[tuple[str, Path]]:
        """Yield what the theme has beside its templates, by its place in the site."""
        theme, settings = Path(self.theme), self.settings
        for name in settings["PRACTICE_THEME_STATIC"]:
            for file in sorted((theme / name).rglob("*")):
                if file.is_file() and not any(file.match(one) for one in settings["IGNORE_FILES"]):
                    place = file.relative_to(theme / name).as_posix()
                    yield f"{settings['THEME_STATIC_DIR']}/{place}", file

    def _card(self) -> bytes:
        """Return a card, as the page of the look shows one."""
        card = Card(self.run.build.name, self.run.build.name)
        return draw(card, self.run.look.cards, Path(self.theme) / "static/fonts")

    def _feed(self, lang: str, articles: list[Content]) -> str:
        build, url = self.run.build, feed_url(lang, self.run.build.lang)
        newest = [self.contexts.of[article] for article in articles[: feed.NEWEST]]
        return feed.atom(build, self.joined.pictures.facts, newest, lang, url)

    def _sitemap(self) -> str:
        pages = [*map(self.contexts.of.__getitem__, self.contexts.sequence), *self._pages()]
        return sitemap.sitemap(page for page in pages if not page.noindex)

    def _no_search(self, page: Content, reason: SearchIndexError) -> None:
        message = f"{reason} So the search page is a plain list of everything, without a search."
        remedy = "Visitors still find all of it there; build on another computer to have both."
        self.run.problems.append(SEARCH_PLAIN.problem(page.header.path, 1, message, remedy))

    def _bytes(self, name: str, make: Callable[[], bytes]) -> None:
        """Write a file, or hold it: of a large one, what gives its bytes."""
        data = make()
        held = self.settings.get("PRACTICE_HELD")
        if held is None:
            self._place(name).write_bytes(data)
        else:
            held[inside(name)] = make if len(data) > _LARGE else data

    def _place(self, name: str) -> Path:
        path = inside_output(self.output_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


_LARGE = 100_000  # bytes; only pictures have more
# What Pelican's writer keeps for itself of what it is given by name.
_FOR_WRITER = ("paginated", "template_name", "override_output", "url")


class HeldWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer, which lets a name through that begins as the output folder's does.

    Templates are given our contexts instead of Pelican's articles and pages, on which hangs what
    makes them. A page of which nothing has changed is found as it was rendered before.
    Where the delivery holds what is written (PRACTICE_HELD, by names), nothing comes to the disk.
    """

    def write_file(
        self, name: str, template: Any, context: Any, relative_urls: bool = False, **named: Any
    ) -> None:
        """Write a file; raise ValueError, before that, if `name` leads out of the output."""
        if not name:
            return
        held = self.settings.get("PRACTICE_HELD")
        place = inside(name) if held is not None else inside_output(self.output_path, name)
        run: Run = self.settings["PRACTICE"]
        if named.get("paginated") or run.pages is None:
            super().write_file(name, template, context, relative_urls, **with_contexts(named))
            return
        own = own_context(name, context, relative_urls, with_contexts(named))
        html = run.pages.page(name, template.name, own, lambda: template.render(context | own))
        html = links_marked(html, own, context)
        override = named.get("override_output", False)
        path = Path(self.output_path) / place
        if held is not None and str(path) not in self._written_files:
            held[place] = html.encode()
            self._written_files.add(str(path))
            if override:
                self._overridden_files.add(str(path))
        else:  # also two pages at one address, which is Pelican's own affair
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._open_w(str(path), "utf-8", override) as file:
                file.write(html)
        signals.content_written.send(str(path), context=context | own)


class Planner(HeldWriter):
    """Write nothing, but keep what would be; a page is then rendered when somebody asks for it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.planned: dict[str, Callable[[], str]] = {}

    def write_file(
        self, name: str, template: Any, context: Any, relative_urls: bool = False, **named: Any
    ) -> None:
        """Keep a page by its place in the site; an address without a file is none."""
        if name:
            self.planned[name] = partial(rendered, name, template, context, relative_urls, named)

    def write_feed(self, *_: Any, **__: Any) -> None:
        """Write none of Pelican's own feeds; ours is a file of `PracticeGenerator`."""


def rendered(
    name: str, template: Any, context: Any, relative_urls: bool, named: dict[str, Any]
) -> str:
    """Return a page as `HeldWriter` writes it."""
    own = own_context(name, context, relative_urls, with_contexts(named))
    return links_marked(template.render(context | own), own, context)


def links_marked(html: str, own: dict[str, Any], context: Any) -> str:
    """Return a page whose links say in which language they lead, where that is another one."""
    item = own.get("article") or own.get("page")
    lang = item.lang if item else own["lang"]
    root = own.get("localsiteurl", context["localsiteurl"])
    return translations.links_marked(html, root, lang, context["abroad"](lang))


def own_context(
    name: str, context: Any, relative_urls: bool, named: dict[str, Any]
) -> dict[str, Any]:
    """Return what a template is given beside the shared context, as Pelican's `write_file` does.

    The words of the theme are those of the page's language, `lang` of what is no article or page.
    """
    own = {key: value for key, value in named.items() if key not in _FOR_WRITER}
    own["output_file"] = name
    if item := named.get("article") or named.get("page"):
        own |= context["in_language"](item.lang, item.language)
    else:
        own |= context["in_language"](named["lang"])
    if relative_urls:
        context["localsiteurl"] = path_to_url(get_relative_path(name))
        own |= dict.fromkeys(("SITEURL", "localsiteurl"), context["localsiteurl"])
    return own


def with_contexts(named: dict[str, Any]) -> dict[str, Any]:
    """Return what a template is given by name, with the context of its article or page."""
    found = {}
    for key in ("article", "page"):
        if key in named:
            make = getattr(named[key], "page_context", named[key])
            found[key] = make() if callable(make) else make
    return named | found


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
