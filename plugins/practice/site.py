"""What is known of one run of the site: settings, facts, problems. Shared by the whole plugin."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from plugins.pictures.store import Store
from plugins.practice.decoding import decode
from plugins.practice.facts import Facts
from plugins.practice.problems import Problem
from plugins.practice.reading_order import Path as ReadingPath


@dataclass
class Site:
    """`content` is the folder with practice.yaml; `base` the site's address without a slash at
    its end, "" while it is not known; `strict` when errors are to stop the build."""

    content: Path
    strict: bool = False
    base: str = ""
    root: str = ""  # the part of `base` behind the host: "" or "/sub"
    prefix: str = ""  # what Pelican sets before internal links: `root`, or "/" and relative later
    name: str = ""
    lang: str = "en"
    facts: Facts = field(default_factory=Facts)
    paths: list[ReadingPath] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # files that could not be read at all
    urls: dict[str, str] = field(default_factory=dict)  # the kind of a page: where it is
    redirects: dict[str, str] = field(default_factory=dict)  # old address: new address
    store: Store | None = None  # of pictures that were made before
    pictures: dict[str, Path] = field(default_factory=dict)  # place below the site: the file now
    portraits: dict[str, str] = field(default_factory=dict)  # a person's key: HTML

    def shown(self, path: str | os.PathLike[str]) -> str:
        """A path as a person would open it from where she stands."""
        full = Path(os.path.abspath(self.content / path))  # noqa: PTH100  # a link keeps its name
        try:
            return full.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return str(full)

    def address(self, url: str) -> str:
        """The address of a page given Pelican's `url` (no slash in front): absolute if known."""
        return f"{self.base}/{url}"

    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    def read(self, name: str) -> str | None:
        """The text of a file in `content`, None if there is none; what is wrong is noted."""
        try:
            data = (self.content / name).read_bytes()
        except FileNotFoundError:
            return None
        text, problems = decode(data, self.shown(name))
        self.problems += problems
        return text
