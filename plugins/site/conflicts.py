"""What of the content cannot be written as it is: taken out of Pelican's lists, each told once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.core import file_names
from plugins.core.build import Site
from plugins.core.contents import Content, Contents, duplicates
from plugins.core.problem import did_you_mean
from plugins.core.rules.files import FILE_NAME, NOT_MARKDOWN, OUTSIDE_FOLDERS
from plugins.core.rules.headers import UNKNOWN_TEMPLATE
from plugins.frontmatter import discovery

_LONG = 80  # signs of an address, which are enough to know it by


def tell_unread_files(site: Site, settings: dict[str, Any]) -> None:
    """A file that would vanish in silence: not Markdown, or Markdown in no folder of ours."""
    folders = discovery.text_folders(settings)
    left_out = tuple({f"{path}/" for path in settings["ARTICLE_EXCLUDES"]} - {*folders})
    for name in site.found.files:
        text = discovery.is_text(name)
        if name.startswith(left_out):
            continue
        if name.startswith(folders) and not text:
            message = "This file is not Markdown, so it is not part of the site."
            remedy = "Save it as a text file whose name ends in .md, or move it out of this folder."
            site.problems.append(NOT_MARKDOWN.problem(site.shown(name), 1, message, remedy))
        elif text and not name.startswith(folders):
            message = "This file lies beside the articles and pages, so it is not part of the site."
            places = " or ".join(folder.rstrip("/") for folder in folders)
            remedy = f"Move it into {places}, or give it a name that ends in .txt."
            shown = site.shown(name)
            site.problems.append(OUTSIDE_FOLDERS.problem(shown, 1, message, remedy))


def mend_templates(site: Site, contents: Contents, names: set[str]) -> None:
    """A page whose template the theme lacks gets the usual one: it would end the build midway."""
    for content in contents.all():
        if content.template not in names:
            source = content.reading.source
            message = f"The theme has no template “{content.template}”."
            remedy = did_you_mean(content.template, names)
            line = source.line("template")
            site.problems.append(UNKNOWN_TEMPLATE.problem(source.path, line, message, remedy))
            content.template = content.default_template


def mend_addresses(site: Site, contents: Iterable[Content]) -> None:
    """An address of which no file can be made everywhere; too long a one would end the build."""
    for content in contents:
        if content.save_as and (fault := file_names.fault(content.save_as)):
            source = content.reading.source
            key = "save_as" if "save_as" in source.lines else "slug"
            shown = content.url if len(content.url) < _LONG else f"{content.url[:_LONG]}…"
            message = f"The address of this {source.kind}, “/{shown}”, {fault}."
            first = "Give" if key in source.lines else "Rename the file, or give"
            remedy = f"{first} it another one in its header, such as “slug: a-short-name”."
            problem = FILE_NAME.problem(source.path, source.line(key), message, remedy)
            site.problems.append(problem)
            content.override_url = _cut(content.url)
            content.override_save_as = _cut(content.save_as)


def _cut(address: str) -> str:
    return "/".join(part[:60] for part in address.split("/"))


def drop_duplicates(site: Site, lists: list[list[Content]]) -> None:
    """Two files with one address: the first keeps it, and the problem is told."""
    losers = duplicates(site, [content for some in lists for content in some])
    for some in lists:
        some[:] = [content for content in some if content not in losers]
