"""What Pelican calls: reads the facts, brings the reader, joins what was read."""

from __future__ import annotations

import gc
import importlib
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import signals
from pelican.generators import ArticlesGenerator, PagesGenerator

from plugins.core import safe_html, schedule
from plugins.core.build import Site, problems_of
from plugins.core.contents import Contents
from plugins.core.problem import CheckedContent, ContentProblems, Problem
from plugins.core.rules.facts import FACTS_NONE, FACTS_URL, FACTS_URL_MISSING
from plugins.frontmatter import discovery
from plugins.frontmatter.reader import PracticeReader
from plugins.notices import jurisdictions
from plugins.notices import problems as notice_problems
from plugins.practice import load, schema
from plugins.site import assemble, conflicts, notice_pages, search_index
from plugins.site import (
    context as present,
)
from plugins.site.outputs import HeldWriter, PracticeGenerator
from plugins.site.stylesheet import stylesheet
from plugins.social_cards import motif

_ARTICLE_LISTS = ("articles", "translations")
_HIDDEN_LISTS = ("hidden_articles", "hidden_translations")
_DRAFT_LISTS = ("drafts", "drafts_translations")
_PAGE_LISTS = ("pages", "translations")
_QUIET_PAGE_LISTS = ("hidden_pages", "hidden_translations", "draft_pages", "draft_translations")


def connect() -> None:
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_add_reader)
    signals.get_generators.connect(_generators)
    signals.get_writer.connect(_writer)
    signals.all_generators_finalized.connect(_join)


def _begin(pelican: Any) -> None:
    """Reads the facts and sets what Pelican wants to know of them."""
    # Nearly all that a build makes lives until its end, so looking for rubbish every 700 objects
    # (Python's documentation, gc.set_threshold) finds little and costs time.
    gc.set_threshold(100_000, 20, 20)
    settings = pelican.settings
    site = Site(Path(settings["PATH"]), strict=bool(settings.get("PRACTICE_STRICT")))
    settings["PRACTICE"] = site
    discovery.look(site, settings)
    site.jurisdictions, problems = jurisdictions.of_practice(
        site.content, site.shown, site.leads_out
    )
    site.problems += problems
    text = site.read("practice.yaml")
    shown = site.shown("practice.yaml")
    if text is None and not site.leads_out("practice.yaml"):
        remedy = "Write one; the README shows what stands in it."
        message = "There is no practice.yaml, so nothing is known about the practice."
        site.problems.append(FACTS_NONE.problem(shown, 1, message, remedy))
    elif text is not None:
        site.facts, problems = load.read(text, shown)
        site.problems += problems
        site.problems += notice_problems.problems(site.facts, site.jurisdictions, shown)
    practice = site.facts.practice
    settings["SITENAME"] = site.name = settings["SITENAME"] or practice.name
    settings["TIMEZONE"] = site.timezone = practice.timezone or settings["TIMEZONE"]
    if site.strict:
        settings["SITEURL"] = settings["SITEURL"] or practice.url
    given = str(settings["SITEURL"] or "")
    settings["SITEURL"] = site.base = _site_address(site, given)
    site.root = urlsplit(site.base).path
    site.prefix = f"{site.root}/" if settings["RELATIVE_URLS"] else site.root
    site.lang = settings["DEFAULT_LANG"]
    filters = {
        "linked_headings": safe_html.linked_headings,
        "searched": search_index.searched,
    }
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **filters}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "motif": motif}
    if site.strict and not given and text is not None:
        site.problems.append(_no_address(shown))
    if settings.get("PRACTICE_CHECKS"):
        site.checks = importlib.import_module(settings["PRACTICE_CHECKS"])
    site.page_folders = tuple(settings["PAGE_PATHS"])
    discovery.begin(site, settings)


def _no_address(shown: str) -> Problem:
    return FACTS_URL_MISSING.problem(
        shown,
        1,
        "The site's address is not known, so it has no feed, no sitemap and no canonical links.",
        "Write it under “practice:” as “  url: https://…”, or build with --url.",
    )


def _site_address(site: Site, address: str) -> str:
    """Return the address of SITEURL without a slash at its end, "" if a site cannot stand there.

    It goes into the configuration of every host, so practice.yaml takes none with odd signs either.
    """
    part = schema.at(schema.FACTS, ("practice", "url"))
    if address and not re.search(part["pattern"], address):
        message = f"SITEURL, or --url: {part['x-wrong'].replace('{value}', address)}"
        remedy = part["x-remedy"]
        site.problems.append(FACTS_URL.problem("publishconf.py", 1, message, remedy))
        return ""
    return address.rstrip("/")


def _add_reader(readers: Any) -> None:
    for extension in PracticeReader.file_extensions:
        readers.reader_classes[extension] = PracticeReader


def _generators(_: Any) -> type[PracticeGenerator]:
    return PracticeGenerator


def _writer(_: Any) -> type[HeldWriter]:
    return HeldWriter


def _join(generators: list[Any]) -> None:
    """Everything is read: join it, describe it, and stop here if it must not be written."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    pages = next(g for g in generators if isinstance(g, PagesGenerator))
    ours = next(g for g in generators if isinstance(g, PracticeGenerator))
    settings = articles.settings
    site: Site = settings["PRACTICE"]
    context = articles.context
    # Links within the site begin at its root, so that a page works on any host that serves it.
    context["localsiteurl"] = site.root
    context["style"] = stylesheet(Path(articles.settings["THEME"]) / "css")
    conflicts.tell_unread_files(site, settings)
    for content in filter(None, context["generated_content"].values()):
        # What is asked for from now on; Pelican puts an address together anew each time.
        content.override_url, content.override_save_as = content.url, content.save_as
    kept = (articles, (*_ARTICLE_LISTS, *_HIDDEN_LISTS, *_DRAFT_LISTS))
    also = (pages, (*_PAGE_LISTS, *_QUIET_PAGE_LISTS))
    lists = [getattr(generator, name) for generator, names in (kept, also) for name in names]
    conflicts.mend_addresses(site, [content for some in lists for content in some])
    conflicts.drop_duplicates(site, lists)
    contents = Contents(
        articles=_all(articles, _ARTICLE_LISTS),
        hidden=_all(articles, _HIDDEN_LISTS),
        waiting=_all(articles, _DRAFT_LISTS),
        pages=_all(pages, _PAGE_LISTS),
        quiet_pages=_all(pages, _QUIET_PAGE_LISTS),
        files=discovery.linkable(site, settings),
        static=context["static_content"],
    )
    notice_pages.place(site, contents, articles.env)
    for content in contents.all():
        content.typed_content = content._content
    conflicts.mend_templates(site, contents, {Path(t).stem for t in articles.env.list_templates()})
    site.scheduled = schedule.scheduled(contents.all(), site.timezone)
    orders = assemble.assemble(site, contents)
    if site.room:
        site.room.close()
    if site.checks:
        site.checked = site.checks.whole(site, contents)
    if settings.get("PRACTICE_CHECK"):
        raise CheckedContent(problems_of(settings))
    shared, sequence, own_pages = present.present(site, contents, orders)
    context.update(shared, portraits=site.portraits, notice_links=site.notice_links)
    if site.strict and site.errors():
        raise ContentProblems(problems_of(settings))
    ours.ready(site, contents, sequence, own_pages)


def _all(generator: Any, names: tuple[str, ...]) -> list[Any]:
    found = [content for name in names for content in getattr(generator, name)]
    return sorted(found, key=lambda content: str(content.source_path))
