"""The small plugin: Markdown in, data, page out.

    reader        a Markdown file -> its header checked (header), its body rendered, its FAQ
                  sections made into disclosures (faq), its tables and callouts given their form
                  (blocks), its HTML made safe (body)
    facts         content/practice.yaml -> who the practice is (practice_yaml)
    assembly      all articles and pages -> links resolved (links), reading order (reading_order,
                  reading_paths), each question with one home (answers, questions), redirects,
                  pictures made fit to be shown (pictures, through plugins.pictures)
    present       each page -> what its template shows (describe, around), its JSON-LD
                  (structured_data), and pages without a file (own_pages)
    writing       the feed, the sitemap, Markdown copies (plain_markdown), redirects, stylesheet,
                  cards for shared links (social_cards), what the search reads (search_index)

What is wrong on the way is collected as `problems` and told once. Only this module, `reader` and
`writing` know Pelican; the rest are functions over plain data.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from pelican import signals
from pelican.generators import ArticlesGenerator, PagesGenerator

from plugins.practice import assembly, body, motif, pictures, practice_yaml, present, search_index
from plugins.practice.assembly import Contents
from plugins.practice.problems import Problem, did_you_mean
from plugins.practice.reader import PracticeReader
from plugins.practice.site import Site
from plugins.practice.stylesheet import stylesheet
from plugins.practice.writing import PracticeGenerator

__all__ = ["ContentProblems", "Problem", "problems_of", "register"]

_ARTICLE_LISTS = ("articles", "translations")
_HIDDEN_LISTS = ("hidden_articles", "hidden_translations")
_DRAFT_LISTS = ("drafts", "drafts_translations")
_PAGE_LISTS = ("pages", "translations")
_QUIET_PAGE_LISTS = ("hidden_pages", "hidden_translations", "draft_pages", "draft_translations")


class ContentProblems(Exception):
    """Raised before anything is written, when the content has errors and the build is strict."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        errors = [str(problem) for problem in problems if problem.severity == "error"]
        super().__init__("\n" + "\n".join(errors))


def problems_of(settings: dict[str, Any]) -> list[Problem]:
    """Everything that a run with these settings found, sorted by file and line."""
    site: Site = settings["PRACTICE"]
    return sorted(set(site.problems))


def register() -> None:
    """Called by Pelican (its documentation, "Plugins", How to create plugins)."""
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_add_reader)
    signals.get_generators.connect(_generators)
    signals.all_generators_finalized.connect(_join)


def _begin(pelican: Any) -> None:
    """Reads the facts and sets what Pelican wants to know of them."""
    # Nearly all that a build makes lives until its end, so looking for rubbish every 700 objects
    # (Python's documentation, gc.set_threshold) finds little and costs time.
    gc.set_threshold(100_000, 20, 20)
    settings = pelican.settings
    site = Site(Path(settings["PATH"]), strict=bool(settings.get("PRACTICE_STRICT")))
    settings["PRACTICE"] = site
    text = site.read("practice.yaml")
    shown = site.shown("practice.yaml")
    if text is None:
        remedy = "Write one; the README shows what stands in it."
        message = "There is no practice.yaml, so nothing is known about the practice."
        site.problems.append(Problem(shown, 1, message, remedy, "facts-none"))
    else:
        site.facts, problems = practice_yaml.read(text, shown)
        site.problems += problems
    practice = site.facts.practice
    settings["SITENAME"] = site.name = settings["SITENAME"] or practice.name
    settings["TIMEZONE"] = practice.timezone or settings["TIMEZONE"]
    if site.strict:
        settings["SITEURL"] = settings["SITEURL"] or practice.url
    settings["SITEURL"] = site.base = str(settings["SITEURL"] or "").rstrip("/")
    site.root = urlsplit(site.base).path
    site.prefix = f"{site.root}/" if settings["RELATIVE_URLS"] else site.root
    site.lang = settings["DEFAULT_LANG"]
    filters = {
        "linked_headings": body.linked_headings,
        "searched": search_index.searched,
    }
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **filters}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "motif": motif}
    if site.strict and not site.base and text is not None:
        site.problems.append(_no_address(shown))


def _no_address(shown: str) -> Problem:
    return Problem(
        shown,
        1,
        "The site's address is not known, so it has no feed, no sitemap and no canonical links.",
        "Write it under “practice:” as “  url: https://…”, or build with --url.",
        "facts-url-missing",
        "warning",
    )


def _add_reader(readers: Any) -> None:
    for extension in PracticeReader.file_extensions:
        readers.reader_classes[extension] = PracticeReader


def _generators(_: Any) -> type[PracticeGenerator]:
    return PracticeGenerator


def _join(generators: list[Any]) -> None:
    """Everything is read: join it, describe it, and stop here if it must not be written."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    pages = next(g for g in generators if isinstance(g, PagesGenerator))
    ours = next(g for g in generators if isinstance(g, PracticeGenerator))
    site: Site = articles.settings["PRACTICE"]
    context = articles.context
    # Links within the site begin at its root, so that a page works on any host that serves it.
    context["localsiteurl"] = site.root
    context["style"] = stylesheet(Path(articles.settings["THEME"]) / "css")
    _unread_files(site, articles)
    _drop_duplicates(site, articles, pages)
    for static in context["static_content"].values():
        static.override_url = quote(static.save_as)  # a name may hold spaces (RFC 3986)
    contents = Contents(
        articles=_all(articles, _ARTICLE_LISTS),
        hidden=_all(articles, _HIDDEN_LISTS),
        waiting=_all(articles, _DRAFT_LISTS),
        pages=_all(pages, _PAGE_LISTS),
        quiet_pages=_all(pages, _QUIET_PAGE_LISTS),
        files=frozenset(context["static_content"]),
        pictures=pictures.originals(site, context["static_content"]),
        static=context["static_content"],
    )
    context["staticfiles"] = _without(context["staticfiles"], contents.pictures)
    for content in contents.all():
        content.typed_content = content._content
    _unknown_templates(site, contents, {Path(t).stem for t in articles.env.list_templates()})
    orders = assembly.assemble(site, contents)
    shared, sequence, own_pages = present.present(site, contents, orders)
    context.update(shared, portraits=site.portraits)
    if site.strict and site.errors():
        raise ContentProblems(problems_of(articles.settings))
    ours.ready(site, contents, sequence, own_pages)


def _without(files: list[Any], pictures: frozenset[str]) -> list[Any]:
    """The files that Pelican copies as they are."""
    return [file for file in files if file.get_relative_source_path() not in pictures]


def _all(generator: Any, names: tuple[str, ...]) -> list[Any]:
    found = [content for name in names for content in getattr(generator, name)]
    return sorted(found, key=lambda content: str(content.source_path))


def _unread_files(site: Site, articles: Any) -> None:
    """A file that would vanish in silence: not Markdown, or Markdown in no folder of ours."""
    settings = articles.settings
    folders = tuple(settings["ARTICLE_PATHS"] + settings["PAGE_PATHS"])
    ours = sorted(articles.get_files(folders, extensions=False))
    for name in ours:
        if Path(name).suffix[1:] not in PracticeReader.file_extensions:
            message = "This file is not Markdown, so it is not part of the site."
            remedy = "Save it as a text file whose name ends in .md, or move it out of this folder."
            site.problems.append(Problem(site.shown(name), 1, message, remedy, "not-markdown"))
    known = {Path(name).as_posix() for name in ours}
    for name in sorted(articles.get_files([""], extensions=PracticeReader.file_extensions)):
        if Path(name).as_posix() not in known:
            message = "This file lies beside the articles and pages, so it is not part of the site."
            remedy = f"Move it into {' or '.join(folders)}, or give it a name that ends in .txt."
            rule = "outside-folders"
            shown = site.shown(name)
            site.problems.append(Problem(shown, 1, message, remedy, rule, "warning"))


def _unknown_templates(site: Site, contents: Contents, names: set[str]) -> None:
    """A page with a template that the theme lacks would end the build in the middle."""
    for content in contents.all():
        if content.template not in names:
            source = content.reading.source
            message = f"The theme has no template “{content.template}”."
            remedy = did_you_mean(content.template, names)
            line = source.line("template")
            site.problems.append(Problem(source.path, line, message, remedy, "unknown-template"))
            content.template = content.default_template


def _drop_duplicates(site: Site, articles: Any, pages: Any) -> None:
    """Two files with one address: the first keeps it, and the problem is told."""
    lists = [
        getattr(generator, name)
        for generator, names in (
            (articles, (*_ARTICLE_LISTS, *_HIDDEN_LISTS, *_DRAFT_LISTS)),
            (pages, (*_PAGE_LISTS, *_QUIET_PAGE_LISTS)),
        )
        for name in names
    ]
    losers = assembly.duplicates(site, [content for some in lists for content in some])
    for some in lists:
        some[:] = [content for content in some if content not in losers]
