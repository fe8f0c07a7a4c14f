"""Tell what a build or a check would come to, without loading what makes it.

The last build of an output folder is noted in one entry of the store "built" beside the content,
under the name of that folder; the last check of a content in another, under the content's name.
The note counts only while all of this is as it was:

- the inputs, by their bytes and never by their times: every file of the content, of the theme and
  of the program, the settings and whatever Python files they have loaded, the installed libraries,
  the environment, the current folder, and what was asked for;
- the moment: the practice's day, on which checks depend, and nothing scheduled has come out since;
- the output of a build: each file and folder that was written, and those for a server beside it,
  by name, size, mode, time of change and inode.

The inputs are named before the run begins and once more at its end. If the two names differ,
somebody has saved a file meanwhile and nobody knows which one was read, so the run is not noted.
Neither is a build that was refused, nor a run that told of something which is not in the inputs,
such as a damaged cache. What cannot be read is no note: all is done anew.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from desk.common import project
from desk.common.atomic_folder import hosting_of
from plugins.admin import package
from plugins.core import cache, digest
from plugins.core.problem import Problem

if TYPE_CHECKING:
    from desk.build.pelican_run import Run

# Told of a computer and not of the content, so perhaps not again: plugins/core/rules/program.py.
_PASSING = frozenset(
    [
        "cache-damaged",
        "cache-not-kept",
        "pelican-said",
        "program-broke",
        "rule-broke",
        "search-plain",
    ]
)
# What a shell changes with each command; everything else may be asked for by a settings file.
_OF_THE_SHELL = frozenset(["_", "OLDPWD", "PWD", "SHLVL"])


@dataclass(frozen=True)
class Places:
    """What a run reads beside the content: folders of the theme and the program, and files."""

    folders: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A run that went well, and what it told.

    `inputs` and `output` are names of states, both "" if all must be done again in any case; and
    `began` and `until` the seconds (since 1970) between which the same run tells the same. `told`
    is a dataclass when it is put, and read as its fields by their names.
    """

    inputs: str
    output: str
    places: Places
    began: float
    until: float
    told: Any


class Notes:
    """The note of what was `asked` for, of a content and, if it is built, of an output folder.

    `content` is the folder as it was named; None for the `output` of a check, which has none.
    """

    def __init__(self, content: Path, output: Path | None, *asked: str) -> None:
        """Look up the note, and name the inputs as they are before the run."""
        self._content, self._output, self._asked = content, output, asked
        self._name = str(output) if output else f"check {content}"
        self._store = cache.Store(cache.beside(content), "built")
        self._last = self._find()
        self._places = self._last.places if self._last else usual_places()
        self._began = time.time()
        self._before = self._inputs()

    def current(self) -> dict[str, Any] | None:
        """Return the fields of what the last run told if another one would make and tell the same;
        tuples have become lists."""
        last = self._last
        if not last or not last.inputs or last.inputs != self._before:
            return None
        there = last.began <= self._began < last.until and last.output == self._written()
        fields: dict[str, Any] = last.told
        return fields if there else None

    def with_damage(self, run: Run) -> Run:
        """Return a run that tells of a damaged note as well: its store is none of the run's own."""
        if not (self._store.damaged and run.result):
            return run
        damage = cache.problems([self._store], run.result.build.shown)
        return replace(run, problems=tuple(sorted({*run.problems, *damage})))

    def keep(self, told: Any, problems: Iterable[Problem], run: Run, inode: int = 0) -> None:
        """Note a run that has just ended, and what it told.

        `told` is a dataclass of texts, numbers, tuples and such dataclasses. `problems` are all
        that were found, and `inode` is that of the folder that a build has put in place.
        """
        if not run.result:
            return
        places = usual_places(run.theme)
        known = places == self._places  # else what lies there was not named before the run
        passing = any(one.rule in _PASSING for one in problems)
        inputs = self._before if known and not passing and self._inputs() == self._before else ""
        output = self._written() if inputs else ""
        # Another build may have put its site in the place of this one meanwhile.
        if self._output and inputs and self._output.stat().st_ino != inode:
            inputs = output = ""
        moments = [one.moment.timestamp() for one in run.result.scheduled]
        until = min([_midnight(self._began, run.result.build.timezone), *moments])
        note = Note(inputs, output, places, self._began, until, told)
        self._store.put(self._name, json.dumps(asdict(note)).encode())
        self._store.prune()

    def _find(self) -> Note | None:
        kept = self._store.find(self._name)
        try:
            found = json.loads(kept) if kept else {}
            places = Places(*map(tuple, found.pop("places").values()))
            return Note(**found, places=places)
        except (AttributeError, KeyError, ValueError, TypeError):  # of another version
            return None

    def _written(self) -> str:
        return written(self._output) if self._output else ""

    def _inputs(self) -> str:
        """Return the name of all that the run depends on, as it is now."""
        environment = sorted(
            f"{key}={value}" for key, value in os.environ.items() if key not in _OF_THE_SHELL
        )
        parts = [
            *(str(self._content), str(self._output), str(Path.cwd())),
            *("asked", *self._asked, "environment", *environment),
            *("libraries", digest.libraries()),
            *("content", *_tree(str(self._content), followed=False)),
        ]
        for folder in self._places.folders:
            parts += [folder, *_tree(folder, followed=True)]
        for file in self._places.files:
            parts += [file, _contents(file)]
        return digest.of(*parts)


def usual_places(theme: str = "") -> Places:
    """Return what a run reads beside the content, by the modules that are loaded by now.

    Settings are Python, so they may load whatever lies in the project or elsewhere.
    """
    ours = tuple(f"{folder}{os.sep}" for folder in map(str, project.PROGRAM))
    known = (*ours, f"{sys.prefix}{os.sep}", f"{sys.base_prefix}{os.sep}")
    loaded = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    files = {file for file in loaded if file and not file.startswith(known)}
    files |= {str(project.PUBLISHING), str(project.WRITING), str(project.ROOT / "tasks.py")}
    folders = [*map(str, project.PROGRAM), str(package.FOLDER)]
    return Places((theme or str(project.THEME), *folders), tuple(sorted(files)))


def written(output: Path) -> str:
    """Return the name of what lies in an output folder and beside it for a server, not by its
    bytes: one that was changed has another size, time or inode."""
    found = blake2b(digest_size=20)
    for folder in (output, hosting_of(output)):
        for line in _entries(str(folder)):
            found.update(os.fsencode(f"{line}\n"))
    return found.hexdigest()


def _entries(folder: str) -> Iterator[str]:
    """Yield a line for each file and folder in `folder`, in the order of their names."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
        for entry in entries:
            about = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(about.st_mode):
                yield f"{entry.name} {about.st_mode}"
                yield from _entries(entry.path)
                yield ""
            else:
                yield (
                    f"{entry.name} {about.st_mode} {about.st_size} {about.st_mtime_ns} "
                    f"{about.st_ino}"
                )
    except OSError as error:
        yield f"{folder} {error.errno}"


def _tree(folder: str, *, followed: bool, above: tuple[str, ...] = ()) -> Iterator[str | bytes]:
    """Yield what there is in a folder: each name, and the bytes of each file by their digest.

    Links are `followed` out of the folder, or named with where they lead: what is in the content
    a link must not lead out of, and what it leads to in there is named anyway.
    """
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield f"closed {error.errno}"
        return
    for entry in entries:
        if entry.name == "__pycache__" and followed:
            continue
        path = entry.path
        yield entry.name
        if entry.is_symlink() or getattr(entry, "is_junction", bool)():
            yield "link"
            yield os.path.realpath(path)
            if not followed:
                continue
        kind = _kind(entry)
        yield kind
        if kind == "folder":
            real = os.path.realpath(path) if followed else path
            if real not in above:  # a link to a folder that it lies in has no end
                yield from _tree(path, followed=followed, above=(*above, real))
            yield "end"
        elif kind == "file":
            yield _contents(path)


def _kind(entry: os.DirEntry[str]) -> str:
    """Return what an entry of a folder is; of a link that leads round in a circle, why not."""
    try:
        return "folder" if entry.is_dir() else "file" if entry.is_file() else "neither"
    except OSError as error:
        return f"closed {error.errno}"


def _contents(file: str) -> bytes:
    """Return the digest of a file's bytes; of one that cannot be read, why."""
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  # thousands
            found = blake2b(opened.read(1 << 20), digest_size=20)
            while data := opened.read(1 << 20):  # never whole in memory: it may be a film
                found.update(data)
            return b"file" + found.digest()
    except OSError as error:
        return f"unreadable {error.errno}".encode()


def _midnight(moment: float, zone: str) -> float:
    """Return when the day of a moment ends, where the practice is."""
    day = datetime.fromtimestamp(moment, ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp()
