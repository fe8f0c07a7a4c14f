"""Hold the site that the preview serves: what is at each address, and what there is to mend.

A stand-in that builds everything anew into a folder on each save.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote, unquote

from desk.build.pelican_run import run_pelican
from desk.common import project
from plugins.core.problem import Problem
from plugins.delivery.kinds import type_of

_HTML = type_of("page.html")


@dataclass(frozen=True)
class State:
    """What there is to tell at one moment. `number` grows with each news.

    While `checked` is False the rules about the whole site still run, and `problems` are those
    known by now. `style` changes when the stylesheet does, `outdated` says that the program itself
    has changed on disk, and `searchable` that there is a search index of the site as it is now.
    `trace` is where the program broke off, "" if it did not.
    """

    number: int = 0
    problems: tuple[Problem, ...] = ()
    checked: bool = False
    style: str = ""
    outdated: bool = False
    searchable: bool = False
    trace: str = ""


@dataclass(frozen=True)
class Answer:
    """What is at an address. `body` of a page is without the preview's script.

    `faults` are what keeps a page from being shown as it is written now: then the body is the last
    good version or, with the status 503, the text as far as it can be read.
    """

    status: int
    kind: str
    body: bytes = b""
    to: str = ""
    is_page: bool = False
    faults: tuple[Problem, ...] = ()


class LiveSite:
    """Answer for each address, and tell whoever listens of each change. Safe in many threads."""

    def __init__(self, conf: Path, content: Path) -> None:
        self.state = State()
        # Another preview, started later at the same address, is told apart by it.
        self.session = secrets.token_hex(4)
        self._conf, self._content = conf, content
        self._work = Path(tempfile.mkdtemp(prefix="practice-press-"))
        self._files: dict[str, bytes] = {}
        self._broken = False
        self._former: set[str] = set()  # pages as they were, as they cannot be made now
        self._one_at_a_time = threading.Lock()
        self._is_ready = threading.Event()
        self._heard: list[Callable[[State], None]] = []

    def answer(self, path: str) -> Answer:
        self._is_ready.wait()
        asked = unquote(path)
        name = "/".join(part for part in asked.split("/") if part)
        errors = [one for one in self.state.problems if one.severity == "error"]
        of_page = tuple(one for one in errors if Path(one.path).stem == name.rpartition("/")[2])
        if not asked.endswith("/") and f"{name}/index.html" in self._files:
            return Answer(301, _HTML, to=f"/{quote(name)}/")
        if asked.endswith("/"):
            name = f"{name}/index.html".lstrip("/")
        if name in self._files:
            is_page = name.endswith(".html")
            faults = tuple(errors) if self._broken else of_page if name in self._former else ()
            return Answer(200, type_of(name), self._files[name], "", is_page, faults)
        if of_page:
            return Answer(503, _HTML, b"<body>It is as far as it can be read.", "", True, of_page)
        return Answer(404, _HTML, self._files.get("404.html", b""), "", True)

    def listen(self, heard: Callable[[State], None]) -> Callable[[], None]:
        self._heard.append(heard)
        return lambda: self._heard.remove(heard)

    def update(self, changed: Set[Path]) -> None:
        with self._one_at_a_time:
            own = {path for path in changed if path.suffix == ".py"}
            outdated = self.state.outdated or bool(own - {project.WRITING, project.PUBLISHING})
            folder = Path(tempfile.mkdtemp(dir=self._work))
            run = run_pelican(self._conf, self._content, folder)
            files = {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in folder.rglob("*")
                if path.is_file()
            }
            shutil.rmtree(folder)
            problems = tuple(sorted(run.problems))
            errors = {Path(one.path).stem for one in problems if one.severity == "error"}
            self._former = set()
            for name, body in self._files.items():
                stem = name.removesuffix("/index.html").rpartition("/")[2]
                if stem in errors and name not in files:
                    files[name] = body
                    self._former.add(name)
            self._broken = bool(run.trace)
            files = self._files if self._broken else files
            is_same, self._files = files == self._files, files
            style = blake2b(digest_size=8)
            for name, body in self._files.items():
                if name.endswith(".css"):
                    style.update(body)
            number = self.state.number + 1
            state = State(number, problems, True, style.hexdigest(), outdated, False, run.trace)
            if not is_same or replace(state, number=number - 1) != self.state:
                self.state = state
                for heard in self._heard[:]:
                    heard(state)
            self._is_ready.set()

    def close(self) -> None:
        self._is_ready.set()
        with self._one_at_a_time:
            shutil.rmtree(self._work, ignore_errors=True)
