"""Find the files of the content folder, begin to parse its texts, report what cannot be read."""

from __future__ import annotations

import copy
import glob
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plugins.core import digest, file_names
from plugins.core.build import Build, Stores
from plugins.core.problem import Problem, Severity
from plugins.core.rules.files import FILE_NAME, FOLDER_LOOP, OUTSIDE_CONTENT, UNREADABLE
from plugins.frontmatter import header, walk
from plugins.frontmatter.document import File
from plugins.frontmatter.header import Kind
from plugins.frontmatter.parse_cache import Task
from plugins.frontmatter.parse_pool import ParsePool
from plugins.frontmatter.walk import Found
from plugins.markdown_extensions import typography
from plugins.notices.known import Known

# What editors call Markdown; Windows programs write some of them in capital letters.
_ENDINGS = ("md", "markdown", "mkd", "mdown", "mkdn", "mdwn")
EXTENSIONS = tuple(form for ending in _ENDINGS for form in (ending, ending.upper(), ending.title()))


@dataclass(frozen=True)
class Sources:
    """What the reader reads from in one run, and in which it notes what it finds.

    `told` is what is wrong with each text by its place in the content; `unread` are those of them
    of which nothing can be shown.
    """

    build: Build
    found: Found
    pool: ParsePool
    told: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


def look(build: Build, settings: dict[str, Any]) -> tuple[Found, list[Problem]]:
    """Return what lies in the content and what is wrong with it; keep Pelican away from that.

    Pelican copies no file of the content (STATIC_PATHS): `plugins.site` does, of those that are
    used.
    """
    found = walk.look(build.content, settings["IGNORE_FILES"])
    problems = []
    for name in found.loops:
        message = "This is a link to a folder that it lies in itself, so it would have no end."
        remedy = "Remove the link. What is behind it stands in the folder anyway."
        problems.append(FOLDER_LOOP.problem(build.shown(name), 1, message, remedy))
    for name in found.outside:
        message = "This symbolic link leads out of the content folder, so it is not followed."
        remedy = "Put what the site needs into the content folder itself, and remove the link."
        problems.append(OUTSIDE_CONTENT.problem(build.shown(name), 1, message, remedy))
    for name, why in found.closed:
        message = f"This folder cannot be opened: {why}."
        remedy = "Give yourself permission to read it, or move it out of the content."
        problems.append(UNREADABLE.problem(build.shown(name), 1, message, remedy))
    for name in found.odd:
        if not is_text(name):
            message = "This is not a file but a pipe or a device, so it cannot be published."
            remedy = "Move it out of the content."
            problems.append(UNREADABLE.problem(build.shown(name), 1, message, remedy))
    for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES"):
        settings[name] = [*settings[name], *found.loops, *found.outside]
    for name in ("ARTICLE_PATHS", "PAGE_PATHS"):
        settings[name] = [path for path in settings[name] if path not in found.outside]
    nameless = set()
    for name in _texts(found, settings):
        if unspeakable := file_names.unspeakable(name):
            nameless.add(name)
            problems.append(ill_named(build.shown(name), name, unspeakable))
        # A text has an address of its own, so most names only harm its writer.
        elif (fault := file_names.fault(name)) and not file_names.fault(
            header.slug_and_lang(name).get("slug", "")
        ):
            problems.append(ill_named(build.shown(name), name, fault, "warning"))
    found.files = [name for name in found.files if name not in nameless]
    parts = {part for name in nameless for part in name.split("/") if file_names.unspeakable(part)}
    settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], *map(glob.escape, sorted(parts))]
    settings["STATIC_PATHS"] = []
    return found, problems


def begin(
    build: Build, settings: dict[str, Any], found: Found, known: Known, stores: Stores
) -> ParsePool:
    """Return where texts are parsed; other processes may do so while Pelican gets ready.

    A pool that is open already (PRACTICE_PARSE_POOL) is taken over if it is of this state; its
    store then becomes the one in `stores`.
    """
    task = _task(settings, known, stores)
    settings["TYPOGRIFY"] = False  # it is a part of parsing
    pool: ParsePool | None = settings.get("PRACTICE_PARSE_POOL")
    if pool and (pool.task.state, pool.task.typography) == (task.state, task.typography):
        stores["reading"] = pool.task.kept
        return pool
    if pool:
        pool.close()
    return _open(build, settings, task, found)


def open_pool(build: Build, settings: Mapping[str, Any], known: Known) -> ParsePool:
    """Return a pool for PRACTICE_PARSE_POOL, in which the texts are parsed from now on."""
    found = walk.look(build.content, settings["IGNORE_FILES"])
    return _open(build, settings, _task(settings, known, Stores(build.content)), found)


def file(build: Build, inside: str) -> File:
    """Return a Markdown file by its place in the content."""
    inside = os.path.normpath(inside)
    pages = tuple(f"{folder}{os.sep}" for folder in build.page_folders)
    kind: Kind = "page" if inside.startswith(pages) else "article"
    shown = build.shown(inside)
    return File(str(build.content / inside), shown, kind, "" if shown.endswith(inside) else inside)


def is_text(name: str) -> bool:
    """Return whether a file of this name is Markdown."""
    return os.path.splitext(name)[1][1:] in EXTENSIONS  # noqa: PTH122  # thousands


def linkable(found: Found, settings: Mapping[str, Any]) -> frozenset[str]:
    """Return all files but the articles and pages, which have addresses of their own."""
    return frozenset(found.files).difference(_texts(found, settings))


def text_folders(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the folders of articles and pages, each as the names in it begin."""
    paths = (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])
    return tuple(f"{path}/" if path else "" for path in paths)


def ill_named(shown: str, name: str, fault: str, severity: Severity = "error") -> Problem:
    """Return the problem of a name that `fault`, the end of a sentence, says something of."""
    part = next((part for part in name.split("/") if file_names.fault(part)), name)
    message = f"The name “{file_names.readable(part)}” {fault}."
    remedy = f"Rename it, such as “{file_names.plain(part)}”, and change the links to it."
    return FILE_NAME.problem(shown, 1, message, remedy, severity)


def _open(build: Build, settings: Mapping[str, Any], task: Task, found: Found) -> ParsePool:
    names = (name for name in _texts(found, settings) if not file_names.unspeakable(name))
    return ParsePool(task, (file(build, name) for name in names))


def _texts(found: Found, settings: Mapping[str, Any]) -> list[str]:
    folders = text_folders(settings)
    return [name for name in found.files if name.startswith(folders) and is_text(name)]


def _task(settings: Mapping[str, Any], known: Known, stores: Stores) -> Task:
    # As Pelican gives them to Markdown (its documentation, "Settings", MARKDOWN), without `meta`.
    markdown = copy.deepcopy(settings["MARKDOWN"])
    names = [*markdown.get("extensions", []), *markdown.get("extension_configs", {})]
    markdown["extensions"] = [n for n in dict.fromkeys(names) if n != "markdown.extensions.meta"]
    try:
        form = pickle.dumps(markdown)
    except Exception:  # an extension that exists only in this process: nothing can be kept
        form = repr(markdown).encode()
    checks = settings.get("PRACTICE_CHECKS") or ""
    # Whether it is wanted changes nothing: a check leaves what a build has kept, and the reverse.
    style = typography.of(settings)
    wanted, program = style if settings.get("TYPOGRIFY") else None, digest.plugins()
    state = digest.of(program, digest.libraries(), form, checks, repr(known), repr(style))
    return Task(markdown, checks, known, stores["reading"], state, program, wanted)
