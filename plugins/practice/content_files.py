"""What lies in the content folder: its texts begin to be read, what is no file is told."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from typing import Any

from plugins.practice import fingerprint, odd_files, typography
from plugins.practice.odd_files import Found
from plugins.practice.problems import Problem
from plugins.practice.reading_room import ReadingRoom
from plugins.practice.reading_workers import Task
from plugins.practice.site import Site

EXTENSIONS = ("md", "markdown")
_EXCLUDES = ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES")


def begin(site: Site, settings: dict[str, Any]) -> None:
    """Opens `site.room`; other processes may read in it while Pelican gets ready.

    A room that somebody else has opened (PRACTICE_ROOM) is taken over if it is of this state.
    """
    found = odd_files.look(site.content, settings["IGNORE_FILES"])
    site.problems += [_endless(site.shown(name)) for name in found.loops]
    site.problems += [_closed(site.shown(name), why) for name, why in found.closed]
    site.problems += [_no_file(site.shown(name)) for name in found.odd if not is_text(name)]
    site.odd = frozenset(found.odd)
    for name in _EXCLUDES:
        settings[name] = [*settings[name], *found.loops]
    task = _task(site, settings)
    site.typography = task.typography
    settings["TYPOGRIFY"] = False  # it is a part of the reading
    room: ReadingRoom | None = settings.get("PRACTICE_ROOM")
    if room and (room.task.state, room.task.typography) == (task.state, task.typography):
        site.room, site.stores["reading"] = room, room.task.kept
        return
    if room:
        room.close()
    site.room = _open(site, settings, task, found)


def open_room(site: Site, settings: Mapping[str, Any]) -> ReadingRoom:
    """A room for PRACTICE_ROOM, in which the texts are being read from now on."""
    found = odd_files.look(site.content, settings["IGNORE_FILES"])
    return _open(site, settings, _task(site, settings), found)


def is_text(name: str) -> bool:
    return name.rpartition(".")[2] in EXTENSIONS


def _open(site: Site, settings: Mapping[str, Any], task: Task, found: Found) -> ReadingRoom:
    room = ReadingRoom(task)
    folders = tuple(f"{name}/" for name in (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]))
    names = [name for name in found.files if name.startswith(folders) and is_text(name)]
    room.begin(site.file(name) for name in names)
    return room


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
    program = fingerprint.plugins()
    # Whether it is wanted changes nothing: a check leaves what a build has kept, and the reverse.
    style = typography.of(settings)
    given = (form, checks, repr(site.facts), repr(style))
    state = fingerprint.of(program, fingerprint.libraries(), *given)
    wanted = style if settings.get("TYPOGRIFY") else None
    return Task(markdown, site.facts, checks, site.kept("reading"), state, program, wanted)


def _endless(shown: str) -> Problem:
    message = "This is a link to a folder that it lies in itself, so it would have no end."
    remedy = "Remove the link. What is behind it stands in the folder anyway."
    return Problem(shown, 1, message, remedy, "folder-loop")


def _closed(shown: str, why: str) -> Problem:
    message = f"This folder cannot be opened: {why}."
    remedy = "Allow yourself to read it, or move it out of the content."
    return Problem(shown, 1, message, remedy, "unreadable")


def _no_file(shown: str) -> Problem:
    message = "This is no file, but a pipe or a device, so it cannot be published."
    remedy = "Move it out of the content."
    return Problem(shown, 1, message, remedy, "unreadable")
