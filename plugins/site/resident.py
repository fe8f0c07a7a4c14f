"""Hold a site in memory: what was read stays, and a page is rendered when somebody asks for it.

What a build does is done by the same functions here, but for what writes files. On a save only the
files that have changed are read again; then Pelican's generators sort the texts and `hooks.join`
joins them, and of each text only what is made of something new is made anew (`core.memo`). So what
is served cannot differ from a build, whatever was changed before.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path, PurePath
from typing import Any
from zoneinfo import ZoneInfo

import pelican
from markupsafe import Markup
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from plugins.core import file_names
from plugins.core.cache import digest
from plugins.core.problem import Problem
from plugins.frontmatter import discovery, header, walk
from plugins.frontmatter.document import Reader
from plugins.site import search_index
from plugins.site.outputs import Planner, PracticeGenerator, rendered
from plugins.site.page_context import PageContext
from plugins.site.run import Run

# What everything is made from, so that all is read anew.
_FACTS = ("practice.yaml", "jurisdictions/")
_TITLE = re.compile(r"^title:(.*\S)", re.IGNORECASE | re.MULTILINE)
_ODD = ("loops", "outside", "odd", "closed", "behind")  # of what is found in the content


class NewSiteError(Exception):
    """Raised when something has changed of which everything is made: a new site must be read."""


class _Keeping:
    """A generator of Pelican's that is handed what it has read before, but for what has changed.

    `kept` are the articles and pages by their files, `listed` what Pelican has listed, `places`
    where each file lies below the content.
    """

    kept: dict[str, Any]
    places: dict[str, str]
    context: dict[str, Any]
    listed: dict[tuple[str, ...], set[str]]

    def get_files(self, paths: list[str], *given: Any, **named: Any) -> set[str]:
        key = tuple(paths)
        if key not in self.listed:
            files: set[str] = super().get_files(paths, *given, **named)  # type: ignore[misc]
            self.listed[key] = files
        return self.listed[key]

    def get_cached_data(self, name: str, default: Any = None) -> Any:
        return self.kept.get(name.replace(os.sep, "/"), default)

    def cache_data(self, name: str, content: Any) -> None:
        self.kept[name.replace(os.sep, "/")] = content

    def add_source_path(self, content: Any, static: bool = False) -> None:
        """Note a text by its place below the content, which Pelican would work out anew."""
        path = content.source_path
        if path not in self.places:
            self.places[path] = content.get_relative_source_path()
        self.context["static_content" if static else "generated_content"][self.places[path]] = (
            content
        )

    def add_static_links(self, content: Any) -> None:
        """Look for no files in a text: `downloads` says which are published."""


class _Articles(_Keeping, ArticlesGenerator):  # type: ignore[misc]  # Pelican has no types
    pass


class _Pages(_Keeping, PagesGenerator):  # type: ignore[misc]
    pass


# Others write files by themselves, and all that is copied is served from where it lies.
_GENERATORS: Mapping[Any, Any] = {
    ArticlesGenerator: _Articles,
    PagesGenerator: _Pages,
    PracticeGenerator: PracticeGenerator,
}


@dataclass(frozen=True)
class Site:
    """A site as it was joined last: what gives each page and each other file, by their places.

    `faults` are, by the same places, the problems of pages that are as they were before, or only
    as far as their texts can be read: these are `unread`.
    """

    pages: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    faults: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    unread: Set[str] = frozenset()


class ResidentSite:
    """A site of Pelican `settings`, read when this is made. One thread at a time may use it."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Read everything. Raises what Pelican raises."""
        self._ignored = tuple(settings["IGNORE_FILES"])
        base = pelican.Pelican({**settings, "PRACTICE_RESIDENT": True})
        self._settings = of = base.settings
        self.run: Run = of["PRACTICE"]
        assert self.run.sources
        self._sources = self.run.sources
        self._found = walk.look(self.run.build.content, self._ignored)
        self._stamps = _stamped(self.run.build.content, self._found.files)
        self._look = _stamped(Path(base.theme), walk.look(Path(base.theme)).files)
        self._digests = self._digested(self._found.files)
        self._context = of | {"generated_content": {}, "static_links": set(), "static_content": {}}
        self._context |= {"localsiteurl": of["SITEURL"], "searchable": search_index.is_there()}
        self._kept: dict[str, Any] = {}
        self._listed: dict[tuple[str, ...], set[str]] = {}
        self._bad: set[str] = set()  # texts that are served as they were before
        self._unsaved: dict[str, bytes] = {}  # what stands in place of some texts' own bytes
        self._generators: list[Any] = []
        places: dict[str, str] = {}
        for kind in base._get_generator_classes():
            if kind in _GENERATORS:
                one = _GENERATORS[kind](
                    context=self._context,
                    settings=of,
                    path=base.path,
                    theme=base.theme,
                    output_path=base.output_path,
                )
                one.kept, one.listed, one.places = self._kept, self._listed, places
                self._generators.append(one)
        self.site = self._joined()
        self._sources.pool.close()

    def update(self, changed: Set[Path]) -> bool:
        """Read what has changed: of the `changed` files, and of those that look different.

        Returns whether anything has. Raises `NewSiteError` before anything is done, and what
        Pelican raises.
        """
        content, theme = self.run.build.content, Path(self._settings["THEME"])
        inside = {path for path in changed if path.is_relative_to(content)}
        names = {path.relative_to(content).as_posix() for path in inside}
        before, stamps, look = self._found, self._stamps, self._look
        self._found = walk.look(content, self._ignored)
        self._stamps = _stamped(content, self._found.files)
        self._look = _stamped(theme, walk.look(theme).files)
        names |= {name for name, _ in stamps.items() ^ self._stamps.items()}
        former, self._digests = self._digests, self._digests | self._digested(names)
        names = {name for name in names if former.get(name, "") != self._digests[name]}
        names |= self._due()
        new = set(self._found.files).difference(before.files)
        new_look = {name for name, _ in look.items() ^ self._look.items()}
        if (
            not all(path.is_relative_to(theme) for path in changed - inside)
            or not all(name.startswith("css/") for name in new_look)
            or any(name.startswith(_FACTS) for name in names)
            or any(getattr(before, some) != getattr(self._found, some) for some in _ODD)
            or any(file_names.fault(name) for name in new)
        ):
            raise NewSiteError
        if not names and not new_look:
            return False
        if self._found.files != before.files:
            self._listed.clear()
            self._sources.found.files[:] = self._found.files
        for name in filter(self.is_text, names):
            self._read_again(name)
        self.site = self._joined()
        return True

    def write(self, texts: Mapping[str, bytes | None]) -> None:
        """Take texts as they would be if these bytes were saved; None is what is saved."""
        others = {name: data for name, data in texts.items() if data != self._unsaved.get(name)}
        for name, data in others.items():
            if data is None:
                del self._unsaved[name]
            else:
                self._unsaved[name] = data
            self._read_again(name)
        if others:
            self.site = self._joined()

    def knows(self, name: str) -> bool:
        """Return whether a file was there when the site was read last."""
        return name in self._stamps

    def is_text(self, name: str) -> bool:
        """Return whether a file is the text of an article or a page."""
        return name.startswith(discovery.text_folders(self._settings)) and discovery.is_text(name)

    def place(self, name: str) -> str:
        """Return where the page of a text stands in the site, "" if it has none."""
        if name in self._kept:
            return str(self._kept[name].save_as)
        return next((place for place in self._places(name) if place in self.site.pages), "")

    def text(self, place: str) -> str:
        """Return the text whose page stands at a place of the site, "" for what is no text's."""
        return next((name for name, one in self._kept.items() if one.save_as == place), "")

    def is_due(self) -> bool:
        """Return whether a day has come on which a text comes out."""
        return bool(self._due())

    def searched(self) -> Iterator[tuple[str, str]]:
        """Yield what a search is to find, as `Indexing` takes it; nothing if there is no search."""
        return self._practice.searched() if self._practice.search else iter(())

    @property
    def _practice(self) -> PracticeGenerator:
        return next(one for one in self._generators if isinstance(one, PracticeGenerator))

    def _digested(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digest of each file, "" for one that is not there."""
        found = dict.fromkeys(names, "")
        for name in found:
            with suppress(OSError):
                found[name] = digest(self.run.build.content / name)
        return found

    def _due(self) -> set[str]:
        """Return the texts whose day has come since they were read."""
        now = datetime.now(ZoneInfo(self.run.build.timezone))
        due = {one.path for one in self.run.scheduled if one.moment <= now}
        return {name for name in self._kept if due and self.run.build.shown(name) in due}

    def _read_again(self, name: str) -> None:
        """Have Pelican read a text when it is joined next, unless it was good and no longer is."""
        self._sources.told.pop(name, None)
        self._sources.unread.discard(name)
        pool, file = self._sources.pool, discovery.file(self.run.build, name)
        unsaved = self._unsaved.get(name)
        parsed = None if unsaved is None else pool.read_unsaved(file, unsaved)
        if name in self._kept and name in self._stamps:
            parsed = parsed or pool.read(file)
            if not parsed.readable:
                self._sources.told[name] = parsed.problems
                self._bad.add(name)
                return
        self._bad.discard(name)
        self._kept.pop(name, None)
        if unsaved is not None and parsed:
            pool.give(file, parsed)

    def _joined(self) -> Site:
        """Have Pelican sort all texts, join them, and return what can be asked for."""
        for name in ("generated_content", "static_links", "static_content"):
            self._context[name].clear()
        for one in self._generators:
            if isinstance(one, ArticlesGenerator):  # as its own __init__ begins
                one.categories, one.tags, one.authors = (defaultdict(list) for _ in range(3))
            one.generate_context()
        signals.all_generators_finalized.send(self._generators)
        planner = Planner(self._settings["OUTPUT_PATH"], self._settings)
        for one in self._generators:
            if one is not self._practice:
                one.generate_output(planner)
        self._practice.pages(planner)
        self.run.memo.forget_unused()
        pages, told = planner.planned, self._sources.told
        faults = {self._kept[name].save_as: told[name] for name in self._bad}
        unread = set()
        for name in self._sources.unread.intersection(self._found.files):
            for place in self._places(name):
                if place not in pages:
                    pages[place] = partial(self._as_far_as_readable, name, place)
                    faults[place] = told.get(name, ())
                    unread.add(place)
        return Site(pages, self._practice.files(), faults, unread)

    def _places(self, name: str) -> Iterator[str]:
        """Yield where the page of a text would stand by the name of its file."""
        given = {"lang": "", **header.slug_and_lang(name)}
        kind = discovery.file(self.run.build, name).kind.upper()
        lang = "" if given["lang"] in ("", self.run.build.lang) else "_LANG"
        draft = "DRAFT" if kind == "ARTICLE" else "DRAFT_PAGE"
        for begin in (kind, draft) if "slug" in given else ():
            yield str(self._settings[f"{begin}{lang}_SAVE_AS"]).format(**given)

    def _as_far_as_readable(self, name: str, place: str) -> str:
        """Return the page of a text whose header cannot be read, with its body."""
        file, text = discovery.file(self.run.build, name), ""
        with suppress(OSError):
            data = self._unsaved.get(name)
            data = file.contents() if data is None else data
            text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        body = header.read(text, file.shown, file.kind).body or text.partition("\n\n")[2]
        named = _TITLE.search(text)
        title = named[1].strip(" \t\"'") if named else PurePath(name).stem
        sound = f"---\ntitle: {file.kind}\nsummary: {file.kind}\n---\n{body}".encode()
        reader = Reader(self._sources.pool.task.markdown, facts=self.run.known.facts)
        html = reader.read(sound, file.shown, file.kind).html
        page = PageContext(
            kind="page",
            title=Markup.escape(title),
            title_text=title,
            summary=Markup(),
            summary_text="",
            lang=self.run.build.lang,
            url=place.removesuffix("index.html"),
            save_as=place,
            content=html,
            html=html,
            noindex=True,
        )
        template = self._practice.get_template("page")
        return rendered(place, template, self._context, False, {"page": page})


def _stamped(folder: Path, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return what changes with each of these files whenever somebody writes to it."""
    found: dict[str, tuple[int, ...]] = {}
    for name in names:
        with suppress(OSError):
            about = os.stat(f"{folder}{os.sep}{name}")  # noqa: PTH116  # thousands
            found[name] = (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino)
    return found
