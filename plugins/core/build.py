"""What a run of the site is told when it begins, and what it gives in the end: plain data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.core import file_names, paths
from plugins.core.cache import Store, beside
from plugins.core.decode import contents, decode, lost_characters, unreadable
from plugins.core.problem import Problem
from plugins.core.schedule import Scheduled


@dataclass(frozen=True)
class Build:
    """What is built, how, and for which address.

    `content` is the folder with practice.yaml; `strict` is true when errors are to stop the
    build; `page_folders` are those of the pages in it. `base` is the site's address without a
    slash at its end, "" while it is not known; `relative` is true if each page writes its links
    from where it stands itself. `checking` is true where the content is only to be checked, so
    that nothing is written.
    """

    content: Path
    strict: bool = False
    page_folders: tuple[str, ...] = ("pages",)
    base: str = ""
    relative: bool = False
    name: str = ""
    lang: str = "en"
    timezone: str = "UTC"
    checking: bool = False

    @property
    def root(self) -> str:
        """Return the part of `base` behind the host: "" or "/sub"."""
        return urlsplit(self.base).path

    @property
    def prefix(self) -> str:
        """Return what Pelican sets before internal links: `root`, or "/" and relative later."""
        return f"{self.root}/" if self.relative else self.root

    def shown(self, path: str | os.PathLike[str]) -> str:
        """Return a path as a person would open it from where she stands."""
        full = Path(os.path.abspath(self.content / path))  # noqa: PTH100  # a link keeps its name
        return file_names.readable(paths.from_here(full))

    def leads_out(self, path: str | os.PathLike[str]) -> bool:
        """Say whether it is a path in the content on which a link leads out of it."""
        full = self.content / path
        return full.is_relative_to(self.content) and paths.held(full, self.content) is None

    def address(self, url: str) -> str:
        """Return the address of a page given Pelican's `url` (no slash in front)."""
        return f"{self.base}/{url}"

    def read(self, name: str) -> tuple[str | None, list[Problem]]:
        """Return the text of a file in `content`, None if there is none, and what is wrong.

        A link that leads out of the content is none; it is told where it was found.
        """
        if self.leads_out(name):
            return None, []
        try:
            data = contents(self.content / name)
        except FileNotFoundError:
            return None, []
        except OSError as error:
            return None, [unreadable(self.shown(name), error)]
        text, problems = decode(data, self.shown(name))
        lines = enumerate(text.split("\n"), 1) if "\ufffd" in text else ()
        return text, [*problems, *lost_characters(lines, self.shown(name))]


class Stores(dict[str, Store]):
    """What was made before, by its kind: beside the content, each opened when it is asked for."""

    def __init__(self, content: Path) -> None:
        super().__init__()
        self.content = content

    def __missing__(self, kind: str) -> Store:
        store = self[kind] = Store(beside(self.content), kind)
        return store


@dataclass(frozen=True)
class Result:
    """What a run gave, for whoever delivers the site, checks it, or tells of it.

    `problems` are sorted by file and line, without those that their writer lets stand: these are
    `allowed`, each with her reason. `scheduled` is what comes out later, the first of it first.
    `redirects` are old addresses and where they lead, `gone` those with nothing in their place.
    `email` is the practice's, `form` where its contact form goes. `script_pages` are the files of
    the pages that may run a script, and `reading_paths` the titles of all paths with the slugs of
    their articles. `notices` are the rows of `plugins.notices.notices.table`. `checked` is what the
    checks made of the whole site, None if there are none or the run did not get so far.
    """

    build: Build
    stores: Stores
    problems: tuple[Problem, ...] = ()
    allowed: tuple[tuple[Problem, str], ...] = ()
    scheduled: tuple[Scheduled, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    email: str = ""
    script_pages: frozenset[str] = frozenset()
    form: str = ""
    reading_paths: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notices: tuple[Any, ...] = ()
    checked: object = None
