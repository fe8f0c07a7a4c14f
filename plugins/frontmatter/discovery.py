"""Find the files of the content folder, begin to parse its texts, report what cannot be read."""

from __future__ import annotations

import copy
import glob
import pickle
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from plugins.core import digest, file_names
from plugins.core.build import Site
from plugins.core.problem import Problem, Severity
from plugins.core.rules.files import FILE_NAME, FOLDER_LOOP, OUTSIDE_CONTENT, UNREADABLE
from plugins.frontmatter import header, walk
from plugins.frontmatter.parse_cache import Task
from plugins.frontmatter.parse_pool import ParsePool
from plugins.frontmatter.walk import Found
from plugins.markdown_extensions import typography
from plugins.notices.known import Known

EXTENSIONS = ("md", "markdown")


def look(site: Site, settings: dict[str, Any]) -> None:
    """Fill `site.found`, add a problem for what is wrong with it, and keep Pelican away from that.

    Pelican copies no file of the content (STATIC_PATHS): `writing` does, of those that are used.
    """
    site.found = found = walk.look(site.content, settings["IGNORE_FILES"])
    for name in found.loops:
        message = "This is a link to a folder that it lies in itself, so it would have no end."
        remedy = "Remove the link. What is behind it stands in the folder anyway."
        site.problems.append(FOLDER_LOOP.problem(site.shown(name), 1, message, remedy))
    for name in found.outside:
        message = "This symbolic link leads out of the content folder, so it is not followed."
        remedy = "Put what the site needs into the content folder itself, and remove the link."
        site.problems.append(OUTSIDE_CONTENT.problem(site.shown(name), 1, message, remedy))
    for name, why in found.closed:
        message = f"This folder cannot be opened: {why}."
        remedy = "Give yourself permission to read it, or move it out of the content."
        site.problems.append(UNREADABLE.problem(site.shown(name), 1, message, remedy))
    for name in found.odd:
        if not is_text(name):
            message = "This is not a file but a pipe or a device, so it cannot be published."
            remedy = "Move it out of the content."
            site.problems.append(UNREADABLE.problem(site.shown(name), 1, message, remedy))
    for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES"):
        settings[name] = [*settings[name], *found.loops, *found.outside]
    for name in ("ARTICLE_PATHS", "PAGE_PATHS"):
        settings[name] = [path for path in settings[name] if path not in found.outside]
    nameless = set()
    for name in _texts(found, settings):
        if unspeakable := file_names.unspeakable(name):
            nameless.add(name)
            site.problems.append(ill_named(site.shown(name), name, unspeakable))
        # A text has an address of its own, so most names only harm its writer.
        elif (fault := file_names.fault(name)) and not file_names.fault(
            header.slug_and_lang(name).get("slug", "")
        ):
            site.problems.append(ill_named(site.shown(name), name, fault, "warning"))
    found.files = [name for name in found.files if name not in nameless]
    parts = {part for name in nameless for part in name.split("/") if file_names.unspeakable(part)}
    settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], *map(glob.escape, sorted(parts))]
    site.file_folders = tuple(settings["STATIC_PATHS"])
    settings["STATIC_PATHS"] = []


def begin(site: Site, settings: dict[str, Any]) -> None:
    """Open `site.room`; other processes may parse texts there while Pelican gets ready.

    A pool that is open already (PRACTICE_PARSE_POOL) is taken over if it is of this state.
    """
    task = _task(site, settings)
    site.typography = task.typography
    settings["TYPOGRIFY"] = False  # it is a part of parsing
    pool: ParsePool | None = settings.get("PRACTICE_PARSE_POOL")
    if pool and (pool.task.state, pool.task.typography) == (task.state, task.typography):
        site.room, site.stores["reading"] = pool, pool.task.kept
        return
    if pool:
        pool.close()
    site.room = _open(site, settings, task, site.found)


def open_pool(site: Site, settings: Mapping[str, Any]) -> ParsePool:
    """Return a pool for PRACTICE_PARSE_POOL, in which the texts are parsed from now on."""
    found = walk.look(site.content, settings["IGNORE_FILES"])
    return _open(site, settings, _task(site, settings), found)


def is_text(name: str) -> bool:
    """Return whether a file of this name is Markdown."""
    return PurePosixPath(name).suffix[1:] in EXTENSIONS


def linkable(site: Site, settings: Mapping[str, Any]) -> frozenset[str]:
    """Return all files but the articles and pages, which have addresses of their own."""
    return frozenset(site.found.files).difference(_texts(site.found, settings))


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


def _open(site: Site, settings: Mapping[str, Any], task: Task, found: Found) -> ParsePool:
    pool = ParsePool(task)
    names = (name for name in _texts(found, settings) if not file_names.unspeakable(name))
    pool.begin(site.file(name) for name in names)
    return pool


def _texts(found: Found, settings: Mapping[str, Any]) -> list[str]:
    folders = text_folders(settings)
    return [name for name in found.files if name.startswith(folders) and is_text(name)]


def _task(site: Site, settings: Mapping[str, Any]) -> Task:
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
    wanted = style if settings.get("TYPOGRIFY") else None
    known, program = Known(site.facts, site.jurisdictions), digest.plugins()
    state = digest.of(program, digest.libraries(), form, checks, repr(known), repr(style))
    return Task(markdown, checks, known, site.kept("reading"), state, program, wanted)
