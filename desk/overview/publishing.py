"""Have the site published by a process of its own, and know how far it is."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from desk.common import project
from desk.overview.publish_process import Order
from desk.publish import config
from desk.publish.config import Place
from desk.writing.disk import WritingError
from plugins.core import digest
from plugins.core.decode import contents, decode
from plugins.core.paths import held
from plugins.core.problem import Problem
from plugins.frontmatter import walk

# What is counted, in her words.
_STEPS = {"files read": "Reading your texts", "pictures": "Making the pictures"}
_SENDING, _BEGUN = "Sending", "Building the site"


def places(content: Path) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """Return the places of publish.yaml and what is wrong with it; nothing if there is none."""
    file = content / config.NAME
    if not file.is_file() or held(file, content) is None:
        return (), ()
    try:
        text, problems = decode(contents(file), config.NAME)
    except OSError:
        return (), ()
    found, more = config.read(text, config.NAME)
    return tuple(found), (*problems, *more)


def stamp(content: Path) -> str:
    """Return a name for what is in a content folder, which changes with each save."""
    parts = []
    for name in walk.look(content).files:
        with suppress(OSError):
            about = (content / name).stat()
            parts.append(f"{name} {about.st_mtime_ns} {about.st_size} {about.st_ino}")
    return digest.of(*parts)


@dataclass(frozen=True)
class State:
    """How far a publishing is. `step` says what is done just now, `done` of `total` of it, 0 of 0
    where that is not known. `ended` is what `publish_process` told in the end, None before that."""

    order: Order
    step: str = _BEGUN
    done: int = 0
    total: int = 0
    ended: dict[str, Any] | None = None

    @property
    def is_look(self) -> bool:
        """Return whether it only looks what would change."""
        return not self.order.versions


class Publishing:
    """One publishing that is under way, or has ended. Safe to use from many threads."""

    def __init__(self, order: Order) -> None:
        """Begin."""
        self.state = State(order)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "desk.overview.publish_process"],
            cwd=project.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> State:
        """Return the state once it has ended, or after so many seconds."""
        self._thread.join(seconds)
        return self.state

    def stop(self) -> None:
        """End it; what is live stays whole (desk/publish/target.py)."""
        self._process.terminate()
        self._thread.join()

    def _follow(self) -> None:
        process, order = self._process, self.state.order
        assert process.stdin
        assert process.stdout
        assert process.stderr
        ended: dict[str, Any] | None = None
        with process:
            try:
                process.stdin.write(json.dumps(asdict(order)) + "\n")
                process.stdin.close()
            except OSError:  # it has ended already, and said why
                pass
            for line in process.stdout:
                news = json.loads(line)
                if "progress" in news:
                    done, total, name = news["progress"]
                    self.state = State(order, _STEPS.get(name, _SENDING), done, total)
                else:
                    ended = news["ended"]
            said = process.stderr.read()
        self.state = State(order, "", 0, 0, ended or _broke(said, process.returncode))


def _broke(said: str, code: int) -> dict[str, Any]:
    """Return how a publishing ended that did not come to its end."""
    reason = "It was stopped before its end; the live site is whole."
    if code > 0:
        reason = "The program broke off; the live site is whole."
    told = {"published": False, "code": code or 1, "reason": reason, "said": said, "where": ""}
    return {**told, "questions": [], "versions": "", "verified": None, "url": ""}


def place_text(kind: str, path: str) -> str:
    """Return a publish.yaml that names a folder or an archive on this computer.

    Raises WritingError with what is wrong.
    """
    if kind not in ("folder", "zip"):
        raise WritingError("docs/publishing.md says how other places are written there.")
    entry = {"live": {"kind": kind, "path": " ".join(path.split())}}
    text = yaml.safe_dump(entry, sort_keys=False, allow_unicode=True)
    _, problems = config.read(text, config.NAME)
    if problems:
        raise WritingError(f"{problems[0].message} {problems[0].remedy}")
    return text
