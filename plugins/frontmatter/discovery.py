"""What lies in the content folder: its texts begin to be read, what cannot be read is told."""

from __future__ import annotations

import copy
import glob
import pickle
from collections.abc import Iterable, Iterator, Mapping
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
_PATHS = ("ARTICLE_PATHS", "PAGE_PATHS")
_EXCLUDES = ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES")


def look(site: Site, settings: dict[str, Any]) -> None:
    """Fill `site.found`, tell what is wrong with it, and keep Pelican away from that.

    Pelican copies no file of the content (STATIC_PATHS): `writing` does, of those that are used.
    """
    site.found = found = walk.look(site.content, settings["IGNORE_FILES"])
    site.problems += [_endless(site.shown(name)) for name in found.loops]
    site.problems += [_outside(site.shown(name)) for name in found.outside]
    site.problems += [_closed(site.shown(name), why) for name, why in found.closed]
    site.problems += [_no_file(site.shown(name)) for name in found.odd if not is_text(name)]
    for name in _EXCLUDES:
        settings[name] = [*settings[name], *found.loops, *found.outside]
    for name in _PATHS:
        settings[name] = [path for path in settings[name] if path not in found.outside]
    texts = _texts(found, settings)
    site.problems += [*_ill_named(site, texts)]
    nameless = {name for name in texts if file_names.unspeakable(name)}
    found.files = [name for name in found.files if name not in nameless]
    parts = {part for name in nameless for part in name.split("/") if file_names.unspeakable(part)}
    settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], *map(glob.escape, sorted(parts))]
    site.file_folders = tuple(settings["STATIC_PATHS"])
    settings["STATIC_PATHS"] = []


def begin(site: Site, settings: dict[str, Any]) -> None:
    """Opens `site.room`; other processes may read in it while Pelican gets ready.

    A room that somebody else has opened (PRACTICE_ROOM) is taken over if it is of this state.
    """
    task = _task(site, settings)
    site.typography = task.typography
    settings["TYPOGRIFY"] = False  # it is a part of the reading
    room: ParsePool | None = settings.get("PRACTICE_ROOM")
    if room and (room.task.state, room.task.typography) == (task.state, task.typography):
        site.room, site.stores["reading"] = room, room.task.kept
        return
    if room:
        room.close()
    site.room = _open(site, settings, task, site.found)


def open_room(site: Site, settings: Mapping[str, Any]) -> ParsePool:
    """A room for PRACTICE_ROOM, in which the texts are being read from now on."""
    found = walk.look(site.content, settings["IGNORE_FILES"])
    return _open(site, settings, _task(site, settings), found)


def is_text(name: str) -> bool:
    return PurePosixPath(name).suffix[1:] in EXTENSIONS


def linkable(site: Site, settings: Mapping[str, Any]) -> frozenset[str]:
    """All files but the articles and pages, which have addresses of their own."""
    return frozenset(site.found.files).difference(_texts(site.found, settings))


def text_folders(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The folders of articles and pages, each as the names in it begin."""
    paths = (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])
    return tuple(f"{path}/" if path else "" for path in paths)


def _open(site: Site, settings: Mapping[str, Any], task: Task, found: Found) -> ParsePool:
    room = ParsePool(task)
    names = (name for name in _texts(found, settings) if not file_names.unspeakable(name))
    room.begin(site.file(name) for name in names)
    return room


def _texts(found: Found, settings: Mapping[str, Any]) -> list[str]:
    folders = text_folders(settings)
    return [name for name in found.files if name.startswith(folders) and is_text(name)]


def _ill_named(site: Site, texts: Iterable[str]) -> Iterator[Problem]:
    """A text is published at an address of its own, so most names only harm its writer."""
    for name in texts:
        if unspeakable := file_names.unspeakable(name):
            yield ill_named(site.shown(name), name, unspeakable)
        elif (fault := file_names.fault(name)) and not file_names.fault(_slug(name)):
            yield ill_named(site.shown(name), name, fault, "warning")


def _slug(name: str) -> str:
    """What a text is called in its address, unless its header says otherwise."""
    return header.slug_and_lang(name).get("slug", "")


def ill_named(shown: str, name: str, fault: str, severity: Severity = "error") -> Problem:
    part = next((part for part in name.split("/") if file_names.fault(part)), name)
    message = f"The name “{file_names.readable(part)}” {fault}."
    remedy = f"Rename it, such as “{file_names.plain(part)}”, and change the links to it."
    return FILE_NAME.problem(shown, 1, message, remedy, severity)


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
    program = digest.plugins()
    # Whether it is wanted changes nothing: a check leaves what a build has kept, and the reverse.
    style = typography.of(settings)
    known = Known(site.facts, site.jurisdictions)
    given = (form, checks, repr(known), repr(style))
    state = digest.of(program, digest.libraries(), *given)
    wanted = style if settings.get("TYPOGRIFY") else None
    return Task(markdown, checks, known, site.kept("reading"), state, program, wanted)


def _endless(shown: str) -> Problem:
    message = "This is a link to a folder that it lies in itself, so it would have no end."
    remedy = "Remove the link. What is behind it stands in the folder anyway."
    return FOLDER_LOOP.problem(shown, 1, message, remedy)


def _outside(shown: str) -> Problem:
    message = "This symbolic link leads out of the content folder, so it is not followed."
    remedy = "Put what the site needs of it into the content folder itself, and remove the link."
    return OUTSIDE_CONTENT.problem(shown, 1, message, remedy)


def _closed(shown: str, why: str) -> Problem:
    message = f"This folder cannot be opened: {why}."
    remedy = "Allow yourself to read it, or move it out of the content."
    return UNREADABLE.problem(shown, 1, message, remedy)


def _no_file(shown: str) -> Problem:
    message = "This is no file, but a pipe or a device, so it cannot be published."
    remedy = "Move it out of the content."
    return UNREADABLE.problem(shown, 1, message, remedy)
