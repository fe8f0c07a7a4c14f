"""What is known of one run of the site: settings, facts, problems. Shared by the whole plugin."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from plugins.core import cache_problems, file_names, paths
from plugins.core.cache import Store, beside
from plugins.core.decode import decode
from plugins.core.problem import Problem
from plugins.core.schedule import Scheduled
from plugins.faq_neighbors.reading_order import Path as ReadingPath
from plugins.frontmatter.document import File, Reading
from plugins.frontmatter.header import Kind
from plugins.frontmatter.parse_pool import ParsePool
from plugins.frontmatter.walk import Found
from plugins.markdown_extensions.typography import Typography
from plugins.notices.jurisdictions import Jurisdiction
from plugins.practice.model import Facts


@dataclass
class Site:
    """`content` is the folder with practice.yaml; `base` the site's address without a slash at
    its end, "" while it is not known; `strict` when errors are to stop the build."""

    content: Path
    strict: bool = False
    page_folders: tuple[str, ...] = ("pages",)
    file_folders: tuple[str, ...] = ()  # where pictures and other files are put
    base: str = ""
    root: str = ""  # the part of `base` behind the host: "" or "/sub"
    prefix: str = ""  # what Pelican sets before internal links: `root`, or "/" and relative later
    name: str = ""
    lang: str = "en"
    timezone: str = "UTC"
    facts: Facts = field(default_factory=Facts)
    jurisdictions: tuple[Jurisdiction, ...] = ()
    notice_links: dict[str, list[dict[str, str]]] = field(default_factory=dict)  # by kind of page
    paths: list[ReadingPath] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    found: Found = field(default_factory=Found)  # what lies in the content
    unread: list[str] = field(default_factory=list)  # files that could not be read at all
    urls: dict[str, str] = field(default_factory=dict)  # the kind of a page: where it is
    redirects: dict[str, str] = field(default_factory=dict)  # old address: new address
    gone: frozenset[str] = frozenset()  # old addresses with nothing in their place
    stores: dict[str, Store] = field(default_factory=dict)  # what was made before, by kind
    pictures: dict[str, Callable[[], bytes]] = field(default_factory=dict)  # by place in the site
    downloads: dict[str, Path] = field(default_factory=dict)  # the same, of files as they are
    portraits: dict[str, str] = field(default_factory=dict)  # a person's key: HTML
    room: ParsePool | None = None  # where files are read
    typography: Typography | None = None  # how what is read is printed, None if it is not
    checks: ModuleType | None = None  # what looks over texts and the whole site: plugins.checks
    checked: object = None  # what it made of the whole site
    scheduled: tuple[Scheduled, ...] = ()  # what comes out later, the first of it first

    @property
    def next_change(self) -> datetime | None:
        """When the first of what is scheduled comes out."""
        return self.scheduled[0].moment if self.scheduled else None

    def kept(self, kind: str) -> Store:
        """What was made before of this kind: beside the content, which it belongs to."""
        if kind not in self.stores:
            self.stores[kind] = Store(beside(self.content), kind)
        return self.stores[kind]

    def shown(self, path: str | os.PathLike[str]) -> str:
        """A path as a person would open it from where she stands."""
        full = Path(os.path.abspath(self.content / path))  # noqa: PTH100  # a link keeps its name
        return file_names.readable(paths.from_here(full))

    def leads_out(self, path: str | os.PathLike[str]) -> bool:
        """Is it a path in the content on which a link leads out of it?"""
        full = self.content / path
        return full.is_relative_to(self.content) and paths.held(full, self.content) is None

    def address(self, url: str) -> str:
        """The address of a page given Pelican's `url` (no slash in front): absolute if known."""
        return f"{self.base}/{url}"

    def told(self) -> list[Problem]:
        """What is wrong, sorted by file and line, without what its writer lets stand."""
        kept = cache_problems.problems(self.stores.values(), self.shown)
        problems = sorted({*self.problems, *kept})
        if self.checks:
            problems = list(self.checks.told(problems, self.checked))
        return problems

    def errors(self) -> list[Problem]:
        """What stops a strict build."""
        return [problem for problem in self.told() if problem.stops == "build"]

    def file(self, inside: str) -> File:
        """A Markdown file by its place in the content."""
        inside = os.path.normpath(inside)
        pages = tuple(f"{folder}{os.sep}" for folder in self.page_folders)
        kind: Kind = "page" if inside.startswith(pages) else "article"
        return File(str(self.content / inside), self.shown(inside), kind)

    def read_file(self, inside: str) -> Reading:
        """What is in a Markdown file, read already or read now."""
        assert self.room is not None
        return self.room.read(self.file(inside))

    def read(self, name: str) -> str | None:
        """The text of a file in `content`, None if there is none; what is wrong is noted.

        A link that leads out of the content is none; it is told where it was found.
        """
        if self.leads_out(name):
            return None
        try:
            data = (self.content / name).read_bytes()
        except FileNotFoundError:
            return None
        text, problems = decode(data, self.shown(name))
        self.problems += problems
        return text


def problems_of(settings: dict[str, Any]) -> list[Problem]:
    """What a run with these settings found, sorted by file and line."""
    site: Site = settings["PRACTICE"]
    return site.told()
