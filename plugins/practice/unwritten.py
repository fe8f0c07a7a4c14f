"""What of the content cannot be written as it is: taken out of Pelican's lists, each told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.practice.content_files import EXTENSIONS
from plugins.practice.contents import Content, Contents, duplicates
from plugins.practice.problems import Problem, did_you_mean
from plugins.practice.site import Site


def drop_odd_files(site: Site, context: Any) -> None:
    """Pipes and devices, which Pelican takes for files: to open one may take for ever."""
    for name in site.odd:
        context["static_content"].pop(name, None)
    files = context["staticfiles"]
    context["staticfiles"] = [f for f in files if f.get_relative_source_path() not in site.odd]


def tell_unread_files(site: Site, articles: Any) -> None:
    """A file that would vanish in silence: not Markdown, or Markdown in no folder of ours."""
    settings = articles.settings
    folders = tuple(settings["ARTICLE_PATHS"] + settings["PAGE_PATHS"])
    loops = settings["ARTICLE_EXCLUDES"]
    ours = sorted(articles.get_files(folders, loops, extensions=False))
    for name in ours:
        if Path(name).suffix[1:] not in EXTENSIONS:
            message = "This file is not Markdown, so it is not part of the site."
            remedy = "Save it as a text file whose name ends in .md, or move it out of this folder."
            site.problems.append(Problem(site.shown(name), 1, message, remedy, "not-markdown"))
    known = {Path(name).as_posix() for name in ours}
    for name in sorted(articles.get_files([""], loops, EXTENSIONS)):
        if Path(name).as_posix() not in known:
            message = "This file lies beside the articles and pages, so it is not part of the site."
            remedy = f"Move it into {' or '.join(folders)}, or give it a name that ends in .txt."
            rule = "outside-folders"
            shown = site.shown(name)
            site.problems.append(Problem(shown, 1, message, remedy, rule, "warning"))


def mend_templates(site: Site, contents: Contents, names: set[str]) -> None:
    """A page whose template the theme lacks gets the usual one: it would end the build midway."""
    for content in contents.all():
        if content.template not in names:
            source = content.reading.source
            message = f"The theme has no template “{content.template}”."
            remedy = did_you_mean(content.template, names)
            line = source.line("template")
            site.problems.append(Problem(source.path, line, message, remedy, "unknown-template"))
            content.template = content.default_template


def drop_duplicates(site: Site, lists: list[list[Content]]) -> None:
    """Two files with one address: the first keeps it, and the problem is told."""
    losers = duplicates(site, [content for some in lists for content in some])
    for some in lists:
        some[:] = [content for content in some if content not in losers]
