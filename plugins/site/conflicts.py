"""Take out what of the content cannot be written as it is, and tell each once."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from plugins.core import file_names
from plugins.core.build import Build
from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.files import (
    ADDRESS_SPLIT,
    DUPLICATE_ADDRESS,
    FILE_NAME,
    NOT_MARKDOWN,
    OUTSIDE_FOLDERS,
)
from plugins.core.rules.headers import MENU_ORDER, UNKNOWN_TEMPLATE
from plugins.frontmatter import discovery
from plugins.site.contents import Content

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_LONG = 80  # signs of an address, which are enough to know it by


def unread_files(
    build: Build, files: Iterable[str], settings: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield files that would vanish in silence: not Markdown, or Markdown in no folder of ours.

    Pictures may lie in the folder of an `index.md`, or below it; those that it shows are published.
    """
    files = [*files]
    bundles = {posixpath.dirname(name) for name in files if posixpath.basename(name) == "index.md"}
    folders = discovery.text_folders(settings)
    left_out = tuple({f"{path}/" for path in settings["ARTICLE_EXCLUDES"]} - {*folders})
    for name in files:
        text = discovery.is_text(name)
        if name.startswith(left_out):
            continue
        if name.lower().endswith(_PICTURES) and not bundles.isdisjoint(_above(name)):
            continue
        if name.startswith(folders) and not text:
            message = "This file is not Markdown, so it is not part of the site."
            remedy = "Save it as a text file whose name ends in .md, or move it out of this folder."
            yield NOT_MARKDOWN.problem(build.shown(name), 1, message, remedy)
        elif text and not name.startswith(folders):
            message = "This file lies beside the articles and pages, so it is not part of the site."
            places = " or ".join(folder.rstrip("/") for folder in folders)
            remedy = f"Move it into {places}, or give it a name that ends in .txt."
            yield OUTSIDE_FOLDERS.problem(build.shown(name), 1, message, remedy)


def _above(name: str) -> Iterator[str]:
    """Yield the folders that hold a file, but the topmost, which is no page's own."""
    folder = posixpath.dirname(name)
    yield folder
    while "/" in (folder := posixpath.dirname(folder)):
        yield folder


def settle(
    contents: Iterable[Content], templates: Iterable[str]
) -> tuple[list[Content], list[Problem]]:
    """Return what can be written, each at an address of its own, and what is wrong.

    An address of which no file can be made is cut; of two files with one address the first keeps
    it; a page whose template is none of `templates` gets the usual one. The contents come in the
    order of their files.
    """
    templates = {*templates}
    problems: list[Problem] = []
    kept: list[Content] = []
    first: dict[str, Content] = {}
    contents = list(contents)
    taken = Counter(content.save_as for content in contents)
    for content in contents:
        source = content.header
        if content.save_as and (fault := file_names.fault(content.save_as)):
            key = "save_as" if "save_as" in source.lines else "slug"
            shown = content.url if len(content.url) < _LONG else f"{content.url[:_LONG]}…"
            message = f"The address of this {source.kind}, “/{shown}”, {fault}."
            begin = "Give" if key in source.lines else "Rename the file, or give"
            remedy = f"{begin} it another one in its header, such as “slug: a-short-name”."
            problems.append(FILE_NAME.problem(source.path, source.line(key), message, remedy))
            url, save_as = (
                "/".join(part[:60] for part in address.split("/"))
                for address in (content.url, content.save_as)
            )
            content = replace(content, url=url, save_as=save_as)
        if {"url", "save_as"} & source.fields.keys() and content.status != "draft":
            problems += _split(content, taken)
        earlier = first.setdefault(f"{content.lang} {content.slug} {content.save_as}", content)
        if content.save_as:
            earlier = first.setdefault(content.save_as, earlier)
        if earlier is not content:
            address = f"/{content.url or content.slug}"
            message = f"This has the same address ({address}) as {earlier.header.path}."
            remedy = "Rename one of the two files, or give one a “slug: …” of its own."
            line = source.line("slug")
            problems.append(DUPLICATE_ADDRESS.problem(source.path, line, message, remedy))
            continue
        known = templates - {"article"} if source.kind == "page" else templates
        if content.template not in known:
            message = f"The theme has no template “{content.template}” for a page."
            remedy = did_you_mean(content.template, known)
            line = source.line("template")
            problems.append(UNKNOWN_TEMPLATE.problem(source.path, line, message, remedy))
            content = replace(content, template=source.kind)
        kept.append(content)
    return kept, [*problems, *_without_place(kept)]


def _without_place(contents: Iterable[Content]) -> Iterator[Problem]:
    """Yield a note for each page in the menu that does not say where, while another one does."""
    menu = [content for content in contents if "menu" in content.fields]
    if not any("menu_order" in content.fields for content in menu):
        return
    for content in menu:
        source = content.header
        if "menu_order" not in source.lines:
            message = "This page stands in the menu before all others, as nothing says where."
            remedy = "Add a line such as “menu_order: 5” to its header; the smallest is the first."
            yield MENU_ORDER.problem(source.path, source.line("menu"), message, remedy, "note")


def _split(content: Content, taken: Collection[str]) -> Iterator[Problem]:
    """Yield a problem if no host shows a page's file at its address.

    The file of another page, one of those `taken`, is never proposed.
    """
    url, file, lines = content.url, content.save_as, content.header.lines
    whole = url if url and not url.endswith("/") else f"{url}index.html"
    if file in (whole, f"{url}/index.html"):  # hosts lead on from /about to /about/
        return
    message = f"The address of this page is “/{url}”, and its file “{file}” is not shown there."
    address = file.removesuffix("index.html") if f"/{file}".endswith("/index.html") else file
    key, value = ("url", address or "''") if "save_as" in lines else ("save_as", whole)
    is_there = key in lines
    if key == "save_as" and whole in taken:
        line, remedy = content.header.line("url"), "Remove the line “url: …”."
        yield ADDRESS_SPLIT.problem(content.header.path, line, message, remedy)
        return
    remedy = f"Write “{key}: {value}”" if is_there else f"Add the line “{key}: {value}”"
    line = content.header.line(key if is_there else "save_as" if key == "url" else "url")
    remedy = f"{remedy}{' instead' if is_there else ' to its header'}."
    yield ADDRESS_SPLIT.problem(content.header.path, line, message, remedy)
