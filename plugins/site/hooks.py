"""What Pelican calls, in this order:

    begin        settings are read: look what lies in the content, read practice.yaml, begin to
                 read all texts
    add_reader, generators, writer     Pelican is given our reader, generator and writer
    join         everything is read. In this order:
                 look           colors, typeface, logo and icons
                 conflicts      what cannot be written is taken out, and told
                 notice_pages   what the law asks for goes into its pages
                 assemble       reading order, redirects, links, pictures, questions
                 bylines, checks        what is wrong is known now; a check ends here
                 page_context   what templates are given; a strict build with errors ends before
    outputs      files are written: Pelican's generators first, then `outputs`

Between two signals the run is kept as settings["PRACTICE"]; whoever comes later asks it for its
`result`.
"""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pelican import signals
from pelican.generators import ArticlesGenerator, PagesGenerator

from plugins.admin import files as admin
from plugins.core import languages, safe_html
from plugins.core.build import Build, Stores
from plugins.core.problem import CheckedContentError, ContentProblemsError, Problem
from plugins.core.rules.facts import FACTS_NONE, FACTS_URL, FACTS_URL_MISSING
from plugins.frontmatter import discovery, redirects
from plugins.frontmatter.discovery import Sources
from plugins.frontmatter.reader import PracticeReader
from plugins.markdown_extensions import typography
from plugins.notices import jurisdictions
from plugins.notices import problems as notice_problems
from plugins.notices.known import Known
from plugins.practice import load, schema
from plugins.practice.model import Facts
from plugins.site import (
    assemble,
    conflicts,
    contents,
    downloads,
    look,
    notice_pages,
    page_context,
    search_index,
)
from plugins.site.assemble import Joined
from plugins.site.outputs import HeldWriter, PracticeGenerator
from plugins.site.page_cache import PageCache
from plugins.site.run import Run
from plugins.site.stylesheet import OTHERS, OTHERS_OF_SEVERAL, stylesheet
from plugins.site.template_cache import TemplateCache
from plugins.site.translations import Translations
from plugins.social_cards import motif

# Templates that show no page's words: what others build upon, and what is made of no text.
_NO_PAGES = frozenset({"base", "look", "path", "redirect", "search_document"})


def connect() -> None:
    """Have Pelican call the functions below."""
    signals.initialized.connect(begin)
    signals.readers_init.connect(add_reader)
    signals.get_generators.connect(generators)
    signals.get_writer.connect(writer)
    signals.all_generators_finalized.connect(join)


def begin(pelican: Any) -> None:
    """Read the facts and set what Pelican wants to know of them."""
    # Nearly all that a build makes lives until its end, so looking for rubbish every 700 objects
    # (Python's documentation, gc.set_threshold) finds little and costs time.
    gc.set_threshold(100_000, 20, 20)
    settings = pelican.settings
    build = Build(
        Path(settings["PATH"]),
        strict=bool(settings.get("PRACTICE_STRICT")),
        page_folders=tuple(settings["PAGE_PATHS"]),
        relative=settings["RELATIVE_URLS"],
        lang=settings["DEFAULT_LANG"],
        checking=bool(settings.get("PRACTICE_CHECK")),
    )
    settings["PRACTICE"] = run = Run(build, Stores(build.content))
    run.file_folders = tuple(settings["STATIC_PATHS"])
    found, problems = discovery.look(build, settings)
    run.problems += problems
    run.known, run.facts_text, problems = _read_facts(build)
    run.problems += problems
    practice = run.known.facts.practice
    settings["SITENAME"] = settings["SITENAME"] or practice.name
    settings["TIMEZONE"] = practice.timezone or settings["TIMEZONE"]
    settings["DEFAULT_LANG"] = practice.language or settings["DEFAULT_LANG"]
    if build.strict:
        settings["SITEURL"] = settings["SITEURL"] or practice.url
    given = str(settings["SITEURL"] or "")
    settings["SITEURL"], problems = _site_address(given)
    run.problems += problems
    if build.strict and not given and run.facts_text is not None:
        message = (
            "The site's address is not known, so it has no feed, no sitemap and no canonical links."
        )
        remedy = "Write it under “practice:” as “  url: https://…”, or build with --url."
        shown = build.shown("practice.yaml")
        run.problems.append(FACTS_URL_MISSING.problem(shown, 1, message, remedy))
    names = {"base": "SITEURL", "name": "SITENAME", "timezone": "TIMEZONE"}
    names["lang"] = "DEFAULT_LANG"
    build = run.build = replace(build, **{field: settings[key] for field, key in names.items()})
    filters: dict[str, Any] = {
        "linked_headings": safe_html.linked_headings,
        "searched": search_index.searched,
    }
    filters["typeset"] = typography.of(settings).line if settings["TYPOGRIFY"] else Markup.escape
    settings["JINJA_FILTERS"] = settings["JINJA_FILTERS"] | filters
    environment = settings["JINJA_ENVIRONMENT"]
    kept = TemplateCache(run.stores["templates"], environment)
    settings["JINJA_ENVIRONMENT"] = environment | {"bytecode_cache": kept}
    settings["JINJA_GLOBALS"] = settings["JINJA_GLOBALS"] | {"motif": motif}
    # `outputs` writes the files of the theme, as a look may leave some out and change others.
    settings.setdefault("PRACTICE_THEME_STATIC", settings["THEME_STATIC_PATHS"])
    settings["THEME_STATIC_PATHS"] = []
    run.checks = settings.get("PRACTICE_CHECKS") or ""
    pool = discovery.begin(build, settings, found, run.known, run.stores)
    run.sources = Sources(build, found, pool)
    settings["PRACTICE_SOURCES"] = run.sources
    run.begun = tuple(run.problems)


def _read_facts(build: Build) -> tuple[Known, str | None, list[Problem]]:
    """Return what is known of the practice and of its laws, practice.yaml, and what is wrong."""
    known, problems = jurisdictions.of_practice(build.content, build.shown, build.leads_out)
    text, wrong = build.read("practice.yaml")
    problems += wrong
    shown = build.shown("practice.yaml")
    facts = Facts()
    if text is not None:
        facts, wrong = load.read(text, shown)

        def is_file(name: str) -> bool:
            path = build.content / name
            return not build.leads_out(name) and path.is_file() and path.stat().st_size > 0

        lacking = notice_problems.problems(facts, known, shown, is_file)
        said = {problem.line for problem in wrong}  # what is written there is told already
        unsaid = (one for one in lacking if one.rule != "hipaa-unknown" or one.line not in said)
        problems += [*wrong, *unsaid]
        file = facts.notices.privacy_file
        if file and not (file.startswith("images/") and is_file(file)):  # told; no link to nothing
            facts = replace(facts, notices=replace(facts.notices, privacy_practices=""))
    elif not wrong and not build.leads_out("practice.yaml"):
        remedy = "Run: python3 start.py setup, which asks for the facts and writes every page."
        message = "There is no practice.yaml, so nothing is known about the practice."
        problems.append(FACTS_NONE.problem(shown, 1, message, remedy))
    return Known(facts, known), text, problems


def _languages(found: contents.Contents) -> dict[str, tuple[str, int]]:
    """Return every language in which there is a text, with the file and line that say so first."""
    used: dict[str, tuple[str, int]] = {}
    for one in found.all():
        code = str(one.fields.get("lang", one.lang))
        used.setdefault(languages.tag(code), (one.header.path, one.header.line("lang")))
    return used


def _site_address(address: str) -> tuple[str, list[Problem]]:
    """Return the address of SITEURL without a slash at its end, "" if a site cannot stand there.

    It goes into the configuration of every host, so practice.yaml takes none with odd signs either.
    """
    part = schema.at(schema.FACTS, ("practice", "url"))
    if address and not re.search(part["pattern"], address):
        message = f"SITEURL, or --url: {part['x-wrong'].replace('{value}', address)}"
        return "", [FACTS_URL.problem("publishconf.py", 1, message, part["x-remedy"])]
    return address.rstrip("/"), []


def add_reader(readers: Any) -> None:
    """Have our reader read Markdown."""
    for extension in PracticeReader.file_extensions:
        readers.reader_classes[extension] = PracticeReader


def generators(_: Any) -> type[PracticeGenerator]:
    """Return the generator of what Pelican does not write itself."""
    return PracticeGenerator


def writer(_: Any) -> type[HeldWriter]:
    """Return what writes every page."""
    return HeldWriter


def join(generators: list[Any]) -> None:
    """Join what was read, describe it, and stop here if it must not be written.

    A site in memory (PRACTICE_RESIDENT) is joined again after each save, and checked later. Raises
    CheckedContentError if it was only to be checked, and ContentProblemsError if a strict build has
    errors.
    """
    of = next(g for g in generators if isinstance(g, ArticlesGenerator))
    of_pages = next(g for g in generators if isinstance(g, PagesGenerator))
    ours = next(g for g in generators if isinstance(g, PracticeGenerator))
    settings, context = of.settings, of.context
    run: Run = settings["PRACTICE"]
    build, sources = run.build, run.sources
    assert sources is not None
    pool, memo = sources.pool, run.memo
    run.problems = [*run.begun]
    # Links within the site begin at its root, so that a page works on any host that serves it.
    context["localsiteurl"] = build.root
    theme = Path(settings["THEME"])
    run.look = look.read(build, run.known.facts, run.facts_text or "", theme, memo)
    run.problems += run.look.problems
    context["look"] = run.look.look
    context["style"] = stylesheet(theme / "css", look=run.look.look)
    others = OTHERS_OF_SEVERAL if run.known.facts.several else OTHERS
    context["page_style"] = stylesheet(theme / "css", others)
    run.problems += conflicts.unread_files(build, sources.found.files, settings)
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], theme / "templates"]
    templates = {file.stem for folder in folders for file in Path(folder).glob("*.html")}
    texts, problems = conflicts.settle(contents.read(of, of_pages, memo), templates - _NO_PAGES)
    run.problems += problems
    found = contents.grouped(texts)
    contents.give_back(of, of_pages, found)
    run.scheduled = contents.scheduled(found, build.timezone)
    style = pool.task.typography
    translations = Translations(Path(settings["THEME"]), build.lang, build.shown)
    run.problems += translations.problems(_languages(found), of.env, folders)
    bodies, links, problems = notice_pages.place(
        build, run.known, found, of.env, style, translations
    )
    run.problems += problems
    run.joined = joined = assemble.assemble(
        sources, found, bodies, run.known.facts, of, run.stores["pictures"], memo
    )
    run.problems += joined.problems
    today = datetime.now(ZoneInfo(build.timezone)).date()
    bylines, problems = page_context.bylines(joined.pictures.facts, found, today)
    run.problems += problems
    run.editor = _editor(settings, build, joined)
    run.problems += run.editor.problems
    run.unused = downloads.unused(sources.found, run.file_folders, joined.files, joined.used)
    if not settings.get("PRACTICE_RESIDENT"):
        pool.close()
        run.take(run.check())
        problems = list(run.result().problems)
        if settings.get("PRACTICE_CHECK"):
            raise CheckedContentError(problems)
        if build.strict and any(problem.stops == "build" for problem in problems):
            raise ContentProblemsError(problems)
    fonts = theme / "static/fonts"
    contexts = page_context.Contexts(build, joined, bylines, translations, fonts)
    run.problems += contexts.cards.problems
    records = {id(one.pelican): one for one in found.all()}
    for one in records.values():
        one.pelican.page_context = partial(contexts.of.__getitem__, one)
    pages = [records[id(page)].listed for page in of_pages.pages]
    context.update(contexts.shared(), notice_links=links, pages=pages)
    context.update(in_language=contexts.in_language, abroad=contexts.abroad)
    ours.ready(run, joined, contexts)
    if not settings.get("PRACTICE_RESIDENT"):
        ours.begin_index()
        run.pages = PageCache(run.stores["pages"], ours.env, context)


def _editor(settings: dict[str, Any], build: Build, joined: Joined) -> admin.Editor:
    """Return the editor that is part of the site, if the settings ask for one."""
    asked = str(settings.get("PRACTICE_ADMIN") or "")
    if not asked:
        return admin.Editor()
    texts = [
        admin.Text(one.inside, one.kind != "article", one.slug, one.title_text)
        for one in joined.contents.all()
        if one.inside
    ]
    taken = {one.save_as for one in joined.contents.all()}
    taken |= {redirects.page_name(old) for old in (*joined.redirects, *joined.gone)}
    main = settings["ARTICLE_PATHS"][0], settings["PAGE_PATHS"][0]
    return admin.editor(asked, build, texts, main, taken)
